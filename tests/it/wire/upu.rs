//! UPU PTT: what posts tell each other of an item.

use std::fmt::Write as _;

use misroute::carrier::{Binding, Desk};
use misroute::dialect::{Dialect, Key, Refusal};
use misroute::fleet::Case;
use misroute::parcel::{CarrierKind, Milestone, NumberRef, NumberRole, Observer, Timestamp};
use serde_json::{Value, json};

use super::asking::{ask, body, dialect, everything_said, get, said};
use super::one_event::world;
use super::shapes::{assert_holds, table};
use crate::support::{at_start, registered, settings, worlds};

const ROOT: &str = "/PTT.API/Service.svc/rest/itemTTExt";

fn upu() -> &'static dyn Dialect {
    dialect("upu")
}

/// Returns an item with one event, which a post brings to the door.
fn item(milestone: Milestone) -> Case {
    let world = world("R-CN", milestone, None);
    delivered_by(&world, CarrierKind::Post)
}

fn delivered_by(world: &misroute::fleet::World, kind: CarrierKind) -> Case {
    let worlds = worlds();
    let mut cases = (0..100).map(|place| Case::new(&worlds, world, at_start(place)));
    let found = cases.find(|case| case.parcels[0].parties.last_mile.kind() == kind);
    found.expect("some are")
}

/// Returns a registered item of the standard line.
fn registered_by(kind: CarrierKind) -> Case {
    let world = misroute::fleet::World::new(registered("upu"), misroute::random::Seed(1));
    delivered_by(&world, kind)
}

fn shown(case: &Case, at: Timestamp) -> Value {
    said(upu(), &worlds(), case, at).expect("the buyer was told a number")
}

/// Returns the code of the only event, if there is one.
fn code(milestone: Milestone) -> Option<String> {
    let case = item(milestone);
    let said = shown(&case, case.settled_at() + 60);
    let code = said[0]["Events"][0]["EventCd"].as_str()?;
    Some(code.to_owned())
}

#[test]
fn milestones_have_the_codes_of_the_cross_map() {
    use Milestone as M;
    for (milestone, wanted) in [
        (M::Announced, None),
        (M::PickedUp, Some("EMA")),
        (M::ExportCustomsStarted, Some("EXA")),
        (M::ExportCleared, Some("EXC")),
        (M::DepartedOrigin, Some("EMC")),
        (M::ArrivedDestination, Some("EMD")),
        (M::CustomsHeld, Some("EME")),
        (M::CustomsCleared, Some("EDC")),
        (M::HandedOver, Some("EMF")),
        (M::OutForDelivery, Some("EDG")),
        (M::DeliveryAttempted, Some("EMH")),
        (M::AvailableForPickup, Some("EDH")),
        (M::Delivered, Some("EMI")),
        (M::ReturnStarted, Some("EDX")),
        (M::Returned, Some("EDX")),
        (M::Lost, Some("EXX")),
        (M::Destroyed, Some("EXX")),
        (M::Canceled, Some("EXX")),
    ] {
        assert_eq!(code(milestone).as_deref(), wanted, "{milestone}");
    }
}

#[test]
fn every_milestone_is_as_recorded() {
    let mut table = String::new();
    for milestone in Milestone::ALL {
        let case = item(*milestone);
        let said = shown(&case, case.settled_at() + 60);
        let event = &said[0]["Events"][0];
        let text = |value: &Value| value.as_str().unwrap_or("-").to_owned();
        let line = [&event["EventCd"], &event["EventNm"], &said[0]["State"]].map(text);
        writeln!(table, "{milestone} | {}", line.join(" | ")).expect("memory");
    }
    settings().bind(|| insta::assert_snapshot!("upu__milestones", table));
}

#[test]
fn an_item_shows_what_both_posts_reported() {
    let case = registered_by(CarrierKind::Post);
    let said = shown(&case, case.settled_at());
    let codes: Vec<&str> = said[0]["Events"]
        .as_array()
        .expect("events")
        .iter()
        .filter_map(|event| event["EventCd"].as_str())
        .collect();
    assert_eq!((codes.first(), codes.last()), (Some(&"EMA"), Some(&"EMI")));
    assert!(
        codes.contains(&"EMD") && codes.contains(&"EDG"),
        "{codes:?}"
    );
    settings().bind(|| insta::assert_json_snapshot!("upu__whole", said));
}

#[test]
fn a_private_courier_tells_posts_nothing() {
    let case = registered_by(CarrierKind::Courier);
    let known = case.observations(None).filter(|seen| {
        seen.observer == Observer::OriginCarrier && seen.carrier.kind() == CarrierKind::Courier
    });
    assert!(known.count() > 0, "the network of the origin was told");
    let said = shown(&case, case.settled_at());
    let events = said[0]["Events"].as_array().expect("events");
    assert!(events.iter().any(|event| event["EventCd"] == "EDC"));
    assert!(events.iter().all(|event| event["EventCd"] != "EMI"));
    assert_eq!(said[0]["State"], "2");
}

#[test]
fn times_are_instants_or_wall_clocks() {
    let case = item(Milestone::PickedUp);
    let mut desk = Desk::frozen(worlds(), case.settled_at() + 60);
    desk.declare(case.world.clone())
        .expect("nobody is in the way");
    let number = case.typed(None).expect("the buyer was told one");
    let request = get(&format!("{ROOT}/{number}/t"));
    let count = |desk: &Desk| {
        let said = body(&ask(upu(), desk, &request));
        let text = said[0]["Events"][0]["EventDT"].as_str().expect("a time");
        let count = text
            .strip_prefix("/Date(")
            .and_then(|rest| rest.strip_suffix(")/"));
        count.expect("a date").parse::<i64>().expect("milliseconds")
    };
    let mut seen = case.observations(None);
    let seen = seen
        .find(|seen| seen.milestone == Milestone::PickedUp)
        .expect("it was");
    assert_eq!(count(&desk), seen.occurred_at.0 * 1_000);
    desk.settings
        .insert("upu.clock".to_owned(), "local".to_owned());
    let offset = i64::from(seen.place.zone().offset_at(seen.occurred_at.0));
    assert_ne!(offset, 0);
    assert_eq!(count(&desk), (seen.occurred_at.0 + offset) * 1_000);
}

#[test]
fn of_what_is_no_postal_item_there_is_nothing() {
    let desk = Desk::frozen(worlds(), Timestamp(1_780_000_000));
    for number in [
        "LP89253443543984",
        "RE176496447CN",
        "RR123456785CN",
        "x",
        "%20",
    ] {
        let answer = ask(upu(), &desk, &get(&format!("{ROOT}/{number}/t")));
        assert_eq!(
            (answer.status().as_u16(), answer.body().as_slice()),
            (200, b"1".as_slice())
        );
    }
    let case = item(Milestone::PickedUp);
    let placed_at = case.orders[0].placed_at;
    assert_eq!(shown(&case, placed_at), json!(1), "it is not posted yet");
}

#[test]
fn what_somebody_bound_is_an_item() {
    let case = super::one_event::case(Milestone::CustomsHeld, None);
    let desk = Desk::frozen(worlds(), case.settled_at() + 60);
    let number = NumberRef {
        parcel: 0,
        role: NumberRole::Origin,
    };
    let binding = Binding {
        world: case.world.clone(),
        address: case.address,
        number,
    };
    desk.bind("MY-1", binding).expect("there is room");
    let said = body(&ask(upu(), &desk, &get(&format!("{ROOT}/MY-1/t"))));
    let item = (&said[0]["ID"], &said[0]["Events"][0]["EventCd"]);
    assert_eq!(item, (&json!("MY-1"), &json!("EME")));
}

#[test]
fn the_token_is_the_key_and_stands_in_the_path() {
    let key = |path: &str| upu().key(&get(path));
    assert_eq!(
        key(&format!("{ROOT}/RR1/secret")),
        Key::Given("secret".to_owned())
    );
    assert_eq!(key(&format!("{ROOT}/RR1")), Key::Missing);
    assert_eq!(key(&format!("{ROOT}/RR1/")), Key::Missing);
    let desk = Desk::frozen(worlds(), Timestamp(1_780_000_000));
    let other = get("/PTT.API/Service.svc/rest/other/RR1/t");
    assert_eq!(ask(upu(), &desk, &other).status(), 404);
    let posted = super::asking::request("POST", &format!("{ROOT}/RR1/t"), &[], "");
    assert_eq!(ask(upu(), &desk, &posted).status(), 405);
    let busy = upu().refuse(&Refusal::TooMany {
        retry_after: Some(9),
    });
    assert_eq!(
        (busy.status().as_u16(), &busy.headers()["retry-after"]),
        (429, &"9".parse().expect("a header"))
    );
    assert!(body(&busy).is_string());
}

#[test]
fn the_shape_holds() {
    let said = everything_said(upu(), 3);
    let items: Vec<Value> = said.into_iter().filter(|said| *said != json!(1)).collect();
    assert_holds(&table("upu"), &items, &[]);
}
