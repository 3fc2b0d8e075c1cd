//! La Poste Suivi v2.

use misroute::carrier::{Desk, Keys};
use misroute::dialect::{Refusal, by_name};
use misroute::fleet::Case;
use misroute::parcel::{
    Carrier, Facility, Milestone, NumberRole, Observer, Place, Timestamp, time::Day,
};
use misroute::record::Estimate;
use serde_json::{Value, json};

use super::asking::{
    after, ask, desk, everything_said, number_of, parcel_of, read, said, table, with_events,
};
use crate::support::settings;
use crate::wire::shapes::{assert_holds, table as shapes};

const OWN: NumberRole = NumberRole::LastMile;

fn parcel() -> Case {
    parcel_of(Carrier::LA_POSTE, OWN)
}

fn desk_of(case: &Case) -> Desk {
    let desk = desk(case.settled_at());
    desk.declare(case.world.clone())
        .expect("nobody is in the way");
    desk
}

fn get(desk: &Desk, rest: &str) -> (u16, Value) {
    let path = format!("/suivi/v2/idships/{rest}");
    read(&ask(desk, ("GET", &path), &[("X-Okapi-Key", "k")], ""))
}

/// Returns the first event's code.
fn code(said: &Value) -> &str {
    said[0]["shipment"]["event"][0]["code"]
        .as_str()
        .unwrap_or("-")
}

#[test]
fn one_number_is_an_array_of_one_unless_set_otherwise() {
    let case = parcel();
    let mut desk = desk_of(&case);
    let number = number_of(&case);
    let (status, body) = get(&desk, &number);
    assert_eq!((status, body.as_array().map(Vec::len)), (200, Some(1)));
    assert_eq!(body, said("laposte", &case, case.settled_at()));
    let key = ("laposte.one".to_owned(), "object".to_owned());
    desk.settings.extend([key]);
    assert_eq!(get(&desk, &number), (200, body[0].clone()));
    let twice = get(&desk, &format!("{number},{number}"));
    assert_eq!((twice.0, twice.1.as_array().map(Vec::len)), (200, Some(2)));
}

#[test]
fn what_is_not_found_is_a_bare_object_and_207_among_others() {
    let case = parcel();
    let desk = desk_of(&case);
    let number = number_of(&case);
    let (status, body) = get(&desk, "6A12345678901?lang=en_GB");
    assert_eq!((status, &body["returnCode"]), (404, &json!(404)));
    assert_eq!(body["idShip"], "6A12345678901");
    assert_eq!(
        (&body["lang"], &body["scope"]),
        (&json!("en_GB"), &json!("open"))
    );
    let (status, body) = get(&desk, "short");
    assert_eq!((status, &body["returnCode"]), (400, &json!(400)));
    let (status, body) = get(&desk, &format!("{number},6A12345678901,x"));
    let codes: Vec<&Value> = body
        .as_array()
        .expect("a list")
        .iter()
        .map(|one| &one["returnCode"])
        .collect();
    assert_eq!(
        (status, codes),
        (207, vec![&json!(200), &json!(404), &json!(400)])
    );
    let eleven = ["6A12345678901"; 11].join(",");
    assert_eq!(get(&desk, &eleven).0, 400);
    assert_eq!(get(&desk, ",").0, 400);
}

#[test]
fn without_a_key_nothing_is_answered() {
    let mut desk = desk(Timestamp(1_780_000_000));
    let path = ("GET", "/suivi/v2/idships/6A12345678901");
    let wanted = json!({
        "code": "UNAUTHORIZED", "message": "This action requires an authorization",
    });
    assert_eq!(read(&ask(&desk, path, &[], "")), (401, wanted.clone()));
    desk.keys = Keys::Only(vec!["other".to_owned()]);
    let wrong = ask(&desk, path, &[("x-okapi-key", "k")], "");
    assert_eq!(read(&wrong), (401, wanted));
}

#[test]
fn trouble_on_the_way_has_the_gateways_own_body() {
    let laposte = by_name("laposte").expect("a dialect");
    for status in [403, 404, 405, 500, 503] {
        let code = http::StatusCode::from_u16(status).expect("a status");
        let (shown, body) = read(&laposte.refuse(&Refusal::Status(code)));
        assert_eq!(shown, status);
        assert!(
            body["code"].is_string() && body["message"].is_string(),
            "{body}"
        );
    }
    let busy = laposte.refuse(&Refusal::TooMany {
        retry_after: Some(7),
    });
    assert_eq!(
        (busy.status().as_u16(), &busy.headers()["retry-after"]),
        (429, &"7".parse().expect("a value"))
    );
    assert_eq!(read(&laposte.refuse(&Refusal::TooLarge { most: 9 })).0, 413);
}

#[test]
fn only_its_own_parcels_are_found_and_only_once_it_has_them() {
    let case = parcel();
    let mut seen = case.observations(None);
    let first = seen
        .find(|seen| seen.observer == Observer::LastMile)
        .expect("handed over");
    let before = said("laposte", &case, first.visible_at + -1);
    assert_eq!(before["returnCode"], 404);
    let visible = case
        .observations(None)
        .filter(|seen| seen.observer == Observer::LastMile);
    let first = visible
        .map(|seen| seen.visible_at)
        .min()
        .expect("handed over");
    assert_eq!(said("laposte", &case, first)[0]["returnCode"], 200);
    let origin = case.typed(None).expect("the buyer was told one");
    assert_eq!(get(&desk_of(&case), origin.as_str()).0, 404);
    let other = parcel_of(Carrier::ROYAL_MAIL, OWN);
    assert_eq!(get(&desk_of(&other), &number_of(&other)).0, 404);
}

#[test]
fn every_time_is_french() {
    let case = parcel();
    let foreign = Facility::from_code("CN-DGG-CS")
        .or_else(|| Facility::all().find(|place| place.country().code() == "CN"));
    let place = Place::Facility(foreign.expect("there are some"));
    let case = with_events(&case, &[(Milestone::DepartedOrigin, None, place)]);
    let said = said("laposte", &case, case.settled_at());
    let shown = said[0]["shipment"]["event"][0]["date"]
        .as_str()
        .expect("a time");
    assert!(shown.ends_with("+01:00"), "{shown}");
    let at: jiff::Timestamp = shown.parse().expect("an instant");
    assert_eq!(
        at.as_second(),
        case.parcels[0].record.observations[0].occurred_at.0
    );
}

#[test]
fn the_line_of_five_steps_goes_on_with_the_parcel() {
    let case = parcel();
    let reached = |milestone| {
        let said = after("laposte", &case, (milestone, None));
        let steps = said[0]["shipment"]["timeline"]
            .as_array()
            .expect("steps")
            .clone();
        assert_eq!(steps.len(), 5);
        let done = |step: &&Value| step["status"] == json!(true);
        steps.iter().filter(done).count()
    };
    for (milestone, wanted) in [
        (Milestone::LastMileAnnounced, 0),
        (Milestone::HandedOver, 1),
        (Milestone::ArrivedSorting, 2),
        (Milestone::ArrivedDepot, 3),
        (Milestone::OutForDelivery, 4),
        (Milestone::Delivered, 5),
    ] {
        assert_eq!(reached(milestone), wanted, "{milestone}");
    }
}

#[test]
fn what_is_over_is_final() {
    let case = parcel();
    let shipment = |milestone| after("laposte", &case, (milestone, None))[0]["shipment"].clone();
    let delivered = shipment(Milestone::Delivered);
    assert_eq!(delivered["isFinal"], true);
    assert_eq!(delivered["deliveryDate"], delivered["event"][0]["date"]);
    assert_eq!(delivered["timeline"][4]["date"], delivered["deliveryDate"]);
    let returned = shipment(Milestone::Returned);
    assert_eq!(
        (&returned["isFinal"], &returned["deliveryDate"]),
        (&json!(true), &Value::Null)
    );
    assert_eq!(shipment(Milestone::OutForDelivery)["isFinal"], false);
}

#[test]
fn an_estimate_is_a_day_in_france() {
    let mut case = parcel();
    let depot = Place::Facility(Facility::depot(case.orders[0].destination));
    case = with_events(&case, &[(Milestone::ArrivedDepot, None, depot)]);
    let seen = case.parcels[0].record.observations[0];
    case.parcels[0].record.estimates = vec![Estimate {
        observer: Observer::LastMile,
        number: seen.number,
        visible_at: seen.visible_at,
        day: Some(Day::from_ymd(2026, 4, 5)),
    }];
    let said = said("laposte", &case, seen.visible_at);
    assert_eq!(
        said[0]["shipment"]["estimDate"],
        "2026-04-05T00:00:00+02:00"
    );
}

#[test]
fn every_milestone_has_its_code_and_label() {
    let case = parcel();
    let table = table("laposte", &case, |said| {
        let event = &said[0]["shipment"]["event"][0];
        format!(
            "{} | {}",
            code(said),
            event["label"].as_str().unwrap_or("-")
        )
    });
    settings().bind(|| insta::assert_snapshot!("last-mile__laposte_milestones", table));
}

#[test]
fn the_published_rows_hold() {
    let case = parcel();
    for (milestone, wanted) in [
        (Milestone::Announced, "DR1"),
        (Milestone::ExportCustomsStarted, "ET2"),
        (Milestone::ExportCleared, "ET2"),
        (Milestone::DepartedOrigin, "ET2"),
        (Milestone::ArrivedDestination, "ET3"),
        (Milestone::CustomsHeld, "DO3"),
        (Milestone::CustomsCleared, "DO2"),
        (Milestone::HandedOver, "PC1"),
        (Milestone::OutForDelivery, "MD2"),
        (Milestone::DeliveryAttempted, "ND1"),
        (Milestone::AvailableForPickup, "AG1"),
        (Milestone::Delivered, "DI1"),
        (Milestone::ReturnStarted, "RE1"),
        (Milestone::Returned, "DI2"),
        (Milestone::Lost, "PB1"),
    ] {
        assert_eq!(
            code(&after("laposte", &case, (milestone, None))),
            wanted,
            "{milestone}"
        );
    }
    assert_eq!(
        code(&after("laposte", &case, (Milestone::PickedUp, None))),
        "PC1"
    );
}

#[test]
fn a_whole_answer_is_as_recorded_in_both_languages() {
    let case = parcel();
    let desk = desk_of(&case);
    let number = number_of(&case);
    let french = get(&desk, &number).1;
    let english = get(&desk, &format!("{number}?lang=en_GB")).1;
    assert_eq!(english[0]["lang"], "en_GB");
    settings().bind(|| {
        insta::assert_json_snapshot!("last-mile__laposte_french", french);
        insta::assert_json_snapshot!("last-mile__laposte_english", english);
    });
}

#[test]
fn the_shapes_hold() {
    let said = everything_said("laposte", Carrier::LA_POSTE);
    let (found, mut refused): (Vec<Value>, Vec<Value>) =
        said.into_iter().partition(Value::is_array);
    assert_holds(&shapes("laposte"), &found, &[]);
    let desk = desk(Timestamp(1_780_000_000));
    refused.extend(["short", "6A12345678901"].map(|number| get(&desk, number).1));
    assert_holds(&shapes("laposte-error"), &refused, &[]);
}
