//! Tests of the example's tracker, as a user of misroute writes them.

#[path = "../../examples/tracker/tracker/mod.rs"]
mod tracker;

mod honest;
mod planted;

use jiff::Timestamp;
use misroute::harness::oracle::Mapping;
use misroute::harness::{Answer, Camera, Film, MockCarrier, Poll, days};

use tracker::{Report, Silence, Status, Tracker};

/// What the tracker's words mean.
fn mapping() -> Mapping {
    let words = include_str!("../../examples/tracker/words.toml");
    words.parse().expect("the mapping is right")
}

fn now(poll: &Poll) -> Timestamp {
    Timestamp::from_second(poll.now.0).expect("a film is of our days")
}

/// Films the tracker.
fn film(carrier: &MockCarrier, camera: Camera<'_>) -> Film {
    let mut tracker = Tracker::new(&carrier.url());
    camera.record_blocking(|poll| Answer::json(&tracker.track(&poll.number, now(&poll))))
}

/// Asks the tracker once, at the time that the carrier's clock shows.
fn ask(tracker: &mut Tracker, carrier: &MockCarrier) -> Report {
    let now = Timestamp::from_second(carrier.now().0).expect("a test is of our days");
    tracker.track(&carrier.number(), now)
}

/// Snapshots live in the top-level `snapshots/`, not beside the test.
fn settings() -> insta::Settings {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(concat!(env!("CARGO_MANIFEST_DIR"), "/snapshots"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings
}

#[test]
fn a_film_of_a_parcel_that_customs_stops() {
    let carrier = MockCarrier::scenario("customs-hold").start_blocking();
    let film = film(&carrier, Film::of(&carrier));
    settings().bind(|| misroute::assert_film!("tracker__customs-hold", film));
}

#[test]
fn the_number_of_the_carrier_at_the_door_is_followed() {
    let carrier = MockCarrier::scenario("number-handover").start_blocking();
    let mut tracker = Tracker::new(&carrier.url());
    assert_eq!(ask(&mut tracker, &carrier).continues_as, None);
    carrier.set("2026-04-02T12:00:00Z");
    let report = ask(&mut tracker, &carrier);
    assert_eq!(report.continues_as.as_deref(), Some("DT912801119BE"));
    assert_eq!(report.status, Status::Delivered);
    let asked: Vec<&str> = carrier
        .requests()
        .iter()
        .map(|request| request.dialect)
        .collect();
    assert!(asked.ends_with(&["cainiao", "17track"]), "{asked:?}");
}

#[test]
fn a_number_that_nobody_knows_yet_is_not_lost() {
    let carrier = MockCarrier::scenario("invented-number").start_blocking();
    let mut tracker = Tracker::new(&carrier.url());
    let report = ask(&mut tracker, &carrier);
    assert_eq!(
        (report.status, report.silence),
        (Status::NotFound, Silence::Usual)
    );
    carrier.clock().advance(days(60));
    let report = ask(&mut tracker, &carrier);
    assert_eq!(
        (report.status, report.silence),
        (Status::NotFound, Silence::Long)
    );
    assert_eq!(report.error, None);
}

#[test]
fn silence_is_noticed_when_it_is_unusual_for_the_lane() {
    let carrier = MockCarrier::scenario("lost-linehaul").start_blocking();
    let mut tracker = Tracker::new(&carrier.url());
    // The last scan is of 8 March, and on the way to Poland 20 days without any are usual.
    carrier.set("2026-03-27T12:00:00Z");
    assert_eq!(ask(&mut tracker, &carrier).silence, Silence::Usual);
    carrier.set("2026-03-30T12:00:00Z");
    assert_eq!(ask(&mut tracker, &carrier).silence, Silence::Long);
}

#[test]
fn a_return_is_no_delivery() {
    let carrier = MockCarrier::scenario("returned-unclaimed")
        .with("return-as-delivery")
        .start_blocking();
    let mut tracker = Tracker::new(&carrier.url());
    while carrier.advance_to_next_change().is_some() {
        assert_ne!(ask(&mut tracker, &carrier).status, Status::Delivered);
    }
}

#[test]
fn what_goes_wrong_on_the_way_is_said_and_changes_nothing() {
    let carrier = MockCarrier::scenario("premium")
        .at("2026-05-01T00:00:00Z")
        .start_blocking();
    let mut tracker = Tracker::new(&carrier.url());
    let before = ask(&mut tracker, &carrier);
    carrier.fault("cainiao:status=503");
    let after = ask(&mut tracker, &carrier);
    assert_eq!(after.error.as_deref(), Some("the carrier answers 503"));
    assert_eq!((after.status, after.events), (before.status, before.events));
}
