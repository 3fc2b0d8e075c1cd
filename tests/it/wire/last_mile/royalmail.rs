//! Royal Mail Tracking v2.

use std::collections::BTreeSet;

use misroute::carrier::{Desk, Keys};
use misroute::dialect::{Refusal, by_name};
use misroute::fleet::Case;
use misroute::parcel::{
    Carrier, Facility, Milestone, NumberRole, Observer, Place, Reason, ServiceLine, Timestamp,
    time::Day,
};
use misroute::record::Estimate;
use serde_json::{Value, json};

use super::asking::{
    after, ask, desk, everything_said, number_of, parcel_of, read, said, table, with_events,
};
use crate::support::settings;
use crate::wire::shapes::{assert_holds, table as shapes};

const OWN: NumberRole = NumberRole::LastMile;
const KEYS: &[(&str, &str)] = &[("X-IBM-Client-Id", "k"), ("X-IBM-Client-Secret", "s")];

fn parcel() -> Case {
    parcel_of(Carrier::ROYAL_MAIL, OWN)
}

fn desk_of(case: &Case) -> Desk {
    let desk = desk(case.settled_at());
    desk.declare(case.world.clone())
        .expect("nobody is in the way");
    desk
}

fn get(desk: &Desk, rest: &str) -> (u16, Value) {
    let path = format!("/mailpieces/v2/{rest}");
    read(&ask(desk, ("GET", &path), KEYS, ""))
}

/// Asserts a numbered error's status, number and shape.
fn assert_error((status, body): &(u16, Value), wanted: (u16, &str)) {
    assert_eq!(
        (*status, &body["httpCode"]),
        (wanted.0, &json!(wanted.0)),
        "{body}"
    );
    assert!(body["httpMessage"].is_string());
    let one = &body["errors"][0];
    assert_eq!(one["errorCode"], wanted.1);
    for key in ["errorDescription", "errorCause", "errorResolution"] {
        assert!(one[key].is_string(), "{key} of {body}");
    }
}

#[test]
fn events_and_summaries_say_the_same_of_a_delivered_parcel() {
    let case = parcel();
    let desk = desk_of(&case);
    let number = number_of(&case);
    let (status, events) = get(&desk, &format!("{number}/events"));
    assert_eq!(status, 200);
    assert_eq!(events, said("royalmail", &case, case.settled_at()));
    let (status, several) = get(
        &desk,
        &format!("summary?mailPieceId={number},AA000000000GB"),
    );
    assert_eq!(status, 200);
    let [found, unknown] = [&several["mailPieces"][0], &several["mailPieces"][1]];
    assert_eq!(found["summary"], events["mailPieces"]["summary"]);
    assert_eq!(
        (&found["status"], &unknown["status"]),
        (&json!("200"), &json!("404"))
    );
    assert_eq!(unknown["error"]["errorCode"], "E1142");
    let links = &events["mailPieces"]["links"];
    let summary = links["summary"]["href"].as_str().expect("a link");
    let (_, rest) = summary.split_once("/v2/").expect("below v2");
    assert_eq!(get(&desk, rest).0, 200);
    settings().bind(|| {
        insta::assert_json_snapshot!("last-mile__royalmail_events", events);
        insta::assert_json_snapshot!("last-mile__royalmail_summary", several);
    });
}

#[test]
fn every_numbered_error_can_be_had() {
    let case = parcel();
    let mut desk = desk_of(&case);
    let number = number_of(&case);
    assert_error(&get(&desk, "AA000000000GB/events"), (404, "E1142"));
    assert_error(&get(&desk, &format!("{number}/signature")), (404, "E1145"));
    assert_error(&get(&desk, "%E2%82%AC/events"), (400, "E0004"));
    assert_error(&get(&desk, "summary"), (400, "E0004"));
    let many = ["AA000000000GB"; 31].join(",");
    assert_error(
        &get(&desk, &format!("summary?mailPieceId={many}")),
        (400, "E0013"),
    );
    desk.settings
        .insert("royalmail.unknown.status".to_owned(), "400".to_owned());
    assert_error(&get(&desk, "AA000000000GB/events"), (400, "E1142"));
    let royalmail = by_name("royalmail").expect("a dialect");
    for (status, code) in [
        (500, "E0009"),
        (503, "E0001"),
        (504, "E1307"),
        (429, "E0010"),
    ] {
        let refusal = Refusal::Status(http::StatusCode::from_u16(status).expect("a status"));
        assert_error(&read(&royalmail.refuse(&refusal)), (status, code));
    }
    let busy = royalmail.refuse(&Refusal::TooMany {
        retry_after: Some(7),
    });
    assert_eq!(busy.headers()["retry-after"], "7");
    assert_error(&read(&busy), (429, "E0010"));
}

#[test]
fn services_that_have_no_update_yet_say_so() {
    let case = parcel();
    let announced = after("royalmail", &case, (Milestone::LastMileAnnounced, None));
    assert_eq!(announced["errors"][0]["errorCode"], "E1308");
    let on_line = |line, milestone| {
        let mut case = case.clone();
        case.orders[0].line = line;
        after("royalmail", &case, (milestone, None))
    };
    let economy = on_line(ServiceLine::SuperEconomy, Milestone::HandedOver);
    assert_eq!(economy["errors"][0]["errorCode"], "E1284");
    let tried = on_line(ServiceLine::SuperEconomy, Milestone::DeliveryAttempted);
    assert_eq!(tried["mailPieces"]["events"][0]["eventCode"], "EVKNA");
    let untracked = on_line(ServiceLine::UntrackedAbroad, Milestone::Delivered);
    assert_eq!(untracked["errors"][0]["errorCode"], "E1283");
    let depot = Place::Facility(Facility::depot(case.orders[0].destination));
    let moving = with_events(&case, &[(Milestone::ArrivedDepot, None, depot)]);
    let early = Desk::of_case(
        crate::support::worlds(),
        moving.clone().into(),
        moving.settled_at(),
    );
    let proof = get(&early, &format!("{}/signature", number_of(&moving)));
    assert_error(&proof, (404, "E1144"));
}

#[test]
fn the_gateway_refuses_plainly() {
    let mut desk = desk(Timestamp(1_780_000_000));
    let path = ("GET", "/mailpieces/v2/AA000000000GB/events");
    let wanted = json!({
        "httpCode": 401, "httpMessage": "Unauthorized", "moreInformation": "Client id not registered.",
    });
    assert_eq!(read(&ask(&desk, path, &[], "")), (401, wanted.clone()));
    assert_eq!(
        read(&ask(&desk, path, &KEYS[..1], "")),
        (401, wanted.clone())
    );
    desk.keys = Keys::Only(vec!["other".to_owned()]);
    assert_eq!(read(&ask(&desk, path, KEYS, "")), (401, wanted));
    desk.keys = Keys::Any;
    for (method, path, status) in [
        ("POST", path.1, 405),
        ("GET", "/mailpieces/v2/AA000000000GB/history", 404),
    ] {
        let (shown, body) = read(&ask(&desk, (method, path), KEYS, ""));
        assert_eq!((shown, &body["httpCode"]), (status, &json!(status)));
        assert!(body.get("errors").is_none() && body["moreInformation"].is_string());
    }
}

#[test]
fn only_its_own_parcels_are_found_and_only_once_it_has_them() {
    let case = parcel();
    let seen = case
        .observations(None)
        .filter(|seen| seen.observer == Observer::LastMile);
    let first = seen.map(|seen| seen.visible_at).min().expect("handed over");
    let before = said("royalmail", &case, first + -1);
    assert_eq!(before["errors"][0]["errorCode"], "E1142");
    assert!(said("royalmail", &case, first).get("mailPieces").is_some());
    let origin = case.typed(None).expect("the buyer was told one");
    let unknown = get(&desk_of(&case), &format!("{origin}/events"));
    assert_error(&unknown, (404, "E1142"));
    let other = parcel_of(Carrier::LA_POSTE, OWN);
    let unknown = get(&desk_of(&other), &format!("{}/events", number_of(&other)));
    assert_error(&unknown, (404, "E1142"));
}

#[test]
fn a_number_that_stays_to_the_door_is_international() {
    let case = parcel_of(Carrier::ROYAL_MAIL, NumberRole::Origin);
    let said = said("royalmail", &case, case.settled_at());
    let summary = &said["mailPieces"]["summary"];
    assert_eq!(summary["productCategory"], "INTERNATIONAL");
    assert_eq!(summary["originCountryCode"], "CHN");
    assert_eq!(summary["destinationCountryCode"], "GBR");
}

#[test]
fn times_are_local_with_their_offset() {
    let case = parcel();
    let said = said("royalmail", &case, case.settled_at());
    let events = said["mailPieces"]["events"].as_array().expect("events");
    let seen: Vec<_> = case
        .observations(None)
        .filter(|seen| seen.observer == Observer::LastMile)
        .collect();
    assert_eq!(events.len(), seen.len());
    for (event, seen) in events.iter().zip(seen.iter().rev()) {
        let shown = event["eventDateTime"].as_str().expect("a time");
        let at: jiff::Timestamp = shown.parse().expect("an instant");
        assert_eq!(at.as_second(), seen.occurred_at.0);
        let offset = if seen.occurred_at.0 < 1_774_746_000 {
            "+00:00"
        } else {
            "+01:00"
        };
        assert!(shown.ends_with(offset), "{shown}");
    }
}

#[test]
fn an_estimate_is_shown_until_the_parcel_is_there() {
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
    let said = said("royalmail", &case, seen.visible_at);
    assert_eq!(
        said["mailPieces"]["estimatedDelivery"]["date"],
        "2026-04-05"
    );
}

/// The codes that are published.
const PUBLISHED: &[&str] = &[
    "EVAIP", "EVAIE", "EVBAH", "EVDAC", "EVDAV", "EVGMI", "EVNMI", "EVIPI", "EVGPD", "EVIAV",
    "EVIMC", "EVKAA", "EVNAA", "EVKAI", "EVKDN", "EVKGA", "EVNGA", "EVKLC", "EVKNA", "EVNDA",
    "EVNDN", "EVNAR", "EVKOP", "EVKSP", "EVKSF", "EVKSU", "EVKRF", "EVNRF", "EVNKS", "EVNOC",
    "EVNRT", "EVPLC", "EVRTS", "EVNCU",
];

#[test]
fn every_milestone_has_a_published_code() {
    let case = parcel();
    let table = table("royalmail", &case, |said| {
        let Some(item) = said.get("mailPieces") else {
            return said["errors"][0]["errorCode"]
                .as_str()
                .unwrap_or("-")
                .to_owned();
        };
        let event = &item["events"][0];
        let words = [
            &event["eventCode"],
            &event["eventName"],
            &item["summary"]["statusCategory"],
            &item["summary"]["statusDescription"],
        ];
        words.map(|word| word.as_str().unwrap_or("-")).join(" | ")
    });
    let codes: BTreeSet<&str> = table
        .split(" | ")
        .filter(|word| word.starts_with("EV"))
        .collect();
    assert!(
        codes.iter().all(|code| PUBLISHED.contains(code)),
        "{codes:?}"
    );
    settings().bind(|| insta::assert_snapshot!("last-mile__royalmail_milestones", table));
}

#[test]
fn reasons_change_the_code() {
    let case = parcel();
    for (milestone, reason, code) in [
        (Milestone::Delivered, Reason::Neighbor, "EVKDN"),
        (Milestone::Delivered, Reason::LeftAtDoor, "EVKSF"),
        (Milestone::Delivered, Reason::Collected, "EVNOC"),
        (Milestone::DeliveryAttempted, Reason::NoAccess, "EVKAA"),
        (Milestone::DeliveryAttempted, Reason::BadAddress, "EVKAI"),
        (Milestone::ReturnStarted, Reason::Refused, "EVNRF"),
    ] {
        let said = after("royalmail", &case, (milestone, Some(reason)));
        assert_eq!(
            said["mailPieces"]["events"][0]["eventCode"], code,
            "{reason}"
        );
    }
}

/// Paths that no answer shows, each with the reason.
const NOT_SHOWN: &[(&str, &str)] = &[
    ("mailPieces.signature", "the record holds no signature"),
    (
        "mailPieces.links.signature",
        "the record holds no signature",
    ),
    (
        "mailPieces.estimatedDelivery",
        "the carrier at the door estimates nothing yet",
    ),
];

#[test]
fn the_shapes_hold() {
    let said = everything_said("royalmail", Carrier::ROYAL_MAIL);
    let found: Vec<Value> = said
        .into_iter()
        .filter(|said| said.get("mailPieces").is_some())
        .collect();
    assert_holds(&shapes("royalmail"), &found, NOT_SHOWN);
    let case = parcel();
    let list = format!("summary?mailPieceId={},AA000000000GB", number_of(&case));
    let several = get(&desk_of(&case), &list).1;
    assert_holds(&shapes("royalmail-summary"), &[several], &[]);
}
