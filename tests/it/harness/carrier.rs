//! Mock carriers: what they answer, and what they refuse to begin.

use misroute::dialect::by_name;
use misroute::harness::{MockCarrier, days, hours};
use misroute::parcel::{Fate, Status};
use serde_json::json;

use super::panic_of;
use super::tracker::{ask, get, post};

/// Returns the status that Cainiao's page shows.
fn status(carrier: &MockCarrier, number: &str) -> String {
    let answer = ask(&carrier.url(), number).expect("it answers");
    answer["module"][0]["status"]
        .as_str()
        .unwrap_or("")
        .to_owned()
}

#[test]
fn a_carrier_answers_for_its_parcel_on_the_clock_of_the_test() {
    let carrier = MockCarrier::scenario("customs-hold").start_blocking();
    let number = carrier.number();
    assert_eq!(number, "LP89253443543984");
    assert_eq!(status(&carrier, &number), "");
    carrier.clock().advance(days(40));
    assert_eq!(status(&carrier, &number), "DELIVERED");
    carrier.set("2026-03-16T12:00:00Z");
    assert_eq!(status(&carrier, &number), "CLEAR_CUSTOMS");
    assert_eq!(carrier.ideal().status, Some(Status::CustomsHold));
    let asked = carrier.requests();
    assert_eq!(asked.len(), 3);
    assert_eq!((asked[0].dialect, asked[0].status), ("cainiao", Some(200)));
    assert_eq!(asked[2].now, carrier.now());
    assert_eq!(asked[2].numbers, [number]);
    let truth = carrier.truth();
    assert_eq!(truth.fate(), Some(Fate::Delivered));
    assert!(truth.delivered_at() > Some(carrier.now()));
    assert!(carrier.order().placed_at < carrier.now());
}

#[tokio::test]
async fn it_starts_and_stops_within_a_runtime() {
    let carrier = MockCarrier::scenario("premium").seed(7).start().await;
    let (url, number) = (carrier.url(), carrier.number());
    let asked = tokio::task::spawn_blocking(move || ask(&url, &number)).await;
    assert!(asked.expect("it ends").is_some());
    drop(carrier);
}

#[test]
fn seed_index_and_day_make_another_parcel_and_a_number_leads_back_to_it() {
    let first = MockCarrier::scenario("standard").start_blocking();
    let number = first.number();
    for other in [
        MockCarrier::scenario("standard").seed(2),
        MockCarrier::scenario("standard").index(1),
        MockCarrier::scenario("standard").ordered_on("2026-03-03"),
        MockCarrier::scenario("standard").with("duplicate"),
    ] {
        assert_ne!(other.start_blocking().number(), number);
    }
    let again = MockCarrier::of_number(number.clone()).start_blocking();
    assert_eq!(again.number(), number);
    assert_eq!(again.order(), first.order());
    assert_eq!(again.now(), first.now());
    let told = MockCarrier::scenario("standard")
        .seed(2)
        .index(3)
        .with("duplicate=0.5")
        .start_blocking();
    let wanted = "simulate --scenario standard --with 'duplicate=0.5' --seed 2 --index 3";
    assert_eq!(told.reproduction(), wanted);
    assert!(!status(&told, &told.number()).is_empty() || told.advance_to_next_change().is_some());
}

#[test]
fn trouble_shows_in_what_carriers_answer() {
    let events = |with: Option<&str>| {
        let mut builder = MockCarrier::scenario("premium");
        if let Some(with) = with {
            builder = builder.with(with);
        }
        let carrier = builder.start_blocking();
        carrier.clock().advance(days(60));
        let answer = ask(&carrier.url(), &carrier.number()).expect("it answers");
        answer["module"][0]["detailList"]
            .as_array()
            .expect("a list")
            .len()
    };
    assert!(events(Some("duplicate")) > events(None));
}

#[test]
fn a_scenario_of_ones_own_is_served_too() {
    let text = "title = 'Mine'\nsummary = 'Mine.'\nbase = 'standard'\n[state.import-customs]\ndwell = '9d'\n";
    let carrier = MockCarrier::own_scenario("mine", text).start_blocking();
    assert_eq!(carrier.truth().case().world.scenario.name.as_ref(), "mine");
    carrier.clock().advance(days(60));
    assert!(!status(&carrier, &carrier.number()).is_empty());
    assert_eq!(carrier.reproduction(), "simulate --scenario mine.toml");
    let error = MockCarrier::own_scenario("mine", "title = 5")
        .try_start()
        .expect_err("it is wrong");
    assert!(error.to_string().contains("mine.toml:1:"), "{error}");
}

#[test]
fn the_clock_goes_from_change_to_change() {
    let carrier = MockCarrier::scenario("customs-hold").start_blocking();
    let mut last = carrier.now();
    let mut count = 0;
    while let Some(next) = carrier.advance_to_next_change() {
        assert!(next > last);
        assert_eq!(carrier.now(), next);
        (last, count) = (next, count + 1);
    }
    assert!(count > 20, "{count}");
    assert_eq!(carrier.now(), last);
}

#[test]
fn texts_of_ones_own_stand_for_the_number_and_faults_come_and_go() {
    let carrier = MockCarrier::scenario("premium").start_blocking();
    carrier.clock().advance(days(60));
    assert_eq!(status(&carrier, "MY-1"), "");
    carrier.bind("MY-1");
    assert_eq!(status(&carrier, "MY-1"), "DELIVERED");
    carrier.fault("cainiao:status=503");
    let path = "/global/detail.json?mailNos=MY-1";
    let answered = || get(&carrier.url(), path).map(|(status, _)| status);
    assert_eq!(answered(), Some(503));
    assert_eq!(
        carrier.requests().last().expect("it asked").faults,
        ["status"]
    );
    carrier.clear_faults();
    assert_eq!(answered(), Some(200));
}

#[test]
fn webhooks_are_sent_when_the_test_moves_the_clock() {
    let carrier = MockCarrier::scenario("premium").start_blocking();
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let target = format!("http://{}/hook", listener.local_addr().expect("it"));
    let subscription = json!({ "dialect": "easypost", "url": target }).to_string();
    let path = "/_sim/webhooks/subscriptions";
    assert_eq!(post(&carrier.url(), path, "", subscription.as_bytes()), 201);
    let tracker = by_name("easypost").and_then(|dialect| dialect.registration(&carrier.number()));
    let tracker = tracker.expect("it has trackers");
    let key = tracker.headers()["authorization"].to_str().expect("text");
    assert_eq!(
        post(&carrier.url(), tracker.uri().path(), key, tracker.body()),
        201
    );
    carrier.clock().advance(days(60));
    let (mut stream, _) = listener.accept().expect("a delivery");
    let mut head = [0; 64];
    let length = std::io::Read::read(&mut stream, &mut head).expect("bytes");
    assert!(head[..length].starts_with(b"POST /hook "));
}

#[test]
fn two_carriers_know_nothing_of_each_other() {
    let one = MockCarrier::scenario("customs-hold").start_blocking();
    let other = MockCarrier::scenario("customs-hold")
        .fault("*:status=503")
        .start_blocking();
    assert_ne!(one.url(), other.url());
    one.clock().advance(days(40));
    assert_eq!(other.now() + days(40), one.now());
    assert_eq!(status(&one, &one.number()), "DELIVERED");
    assert_eq!((one.requests().len(), other.requests().len()), (1, 0));
    drop(one);
    let path = format!("/global/detail.json?mailNos={}", other.number());
    assert_eq!(
        get(&other.url(), &path).map(|(status, _)| status),
        Some(503)
    );
}

#[test]
fn a_dropped_carrier_answers_nobody_also_whoever_is_in_the_middle() {
    let carrier = MockCarrier::scenario("premium")
        .fault("*:latency=50s..60s")
        .start_blocking();
    let url = carrier.url();
    let waiting = {
        let (url, number) = (url.clone(), carrier.number());
        std::thread::spawn(move || ask(&url, &number))
    };
    while carrier.requests().is_empty() {
        std::thread::yield_now();
    }
    drop(carrier);
    assert_eq!(waiting.join().expect("it ends"), None);
    assert_eq!(get(&url, "/"), None);
}

#[test]
fn what_cannot_be_is_refused_with_the_mend() {
    let said = |builder: misroute::harness::Builder| {
        builder.try_start().expect_err("it cannot be").to_string()
    };
    let wanted = "there is no scenario `customs-hodl`\n  help: did you mean `customs-hold`?";
    assert_eq!(said(MockCarrier::scenario("customs-hodl")), wanted);
    let wanted = "the mock carrier does not start: there is no scenario `customs-hodl`";
    let panic = panic_of(|| drop(MockCarrier::scenario("customs-hodl").start_blocking()));
    assert!(panic.starts_with(wanted), "{panic}");
    for (builder, wanted) in [
        (MockCarrier::of_number("LP1"), "have 16 characters"),
        (
            MockCarrier::of_number("LP89253443543984").seed(2),
            "says its seed",
        ),
        (
            MockCarrier::scenario("standard").ordered_on("tomorrow"),
            "`tomorrow` is no order day",
        ),
        (
            MockCarrier::scenario("standard").ordered_on("1999-01-01"),
            "is no order day",
        ),
        (
            MockCarrier::scenario("standard").at("noon"),
            "`noon` is no instant",
        ),
        (
            MockCarrier::scenario("standard").index(u64::MAX),
            "a day has no place",
        ),
        (
            MockCarrier::scenario("standard").fault("robots"),
            "the fault `robots`",
        ),
        (
            MockCarrier::scenario("standard").with("duplicates"),
            "duplicates",
        ),
    ] {
        let error = said(builder);
        assert!(
            error.contains(wanted) && error.contains("help: "),
            "{error}"
        );
    }
    let carrier = MockCarrier::scenario("standard").start_blocking();
    assert!(panic_of(|| carrier.set("noon")).contains("`noon` is no instant"));
    assert!(panic_of(|| carrier.fault("robots")).contains("help: "));
    let port = carrier
        .url()
        .rsplit(':')
        .next()
        .expect("a port")
        .parse()
        .expect("a number");
    let taken = said(MockCarrier::scenario("standard").port(port));
    assert!(taken.contains("no port can be listened on"), "{taken}");
    carrier.clock().advance(hours(-1));
}
