//! DHL's unified shipment tracking.

use misroute::carrier::{Desk, Keys};
use misroute::dialect::{Refusal, by_name};
use misroute::fleet::Case;
use misroute::parcel::{
    Carrier, Country, Facility, Milestone, NumberRole, Observer, Place, Reason, Timestamp,
    time::Day,
};
use misroute::record::Estimate;
use serde_json::{Value, json};

use super::asking::{
    after, ask, desk, everything_said, number_of, parcel_of, read, said, table, with_events,
};
use crate::support::settings;
use crate::wire::shapes::{assert_holds, table as shapes};

const NAME: &str = "dhl";

fn carrier() -> Carrier {
    Carrier::post(Country::DE)
}

fn parcel() -> Case {
    parcel_of(carrier(), NumberRole::LastMile)
}

fn desk_of(case: &Case) -> Desk {
    let desk = desk(case.settled_at());
    desk.declare(case.world.clone())
        .expect("nobody is in the way");
    desk
}

fn get(desk: &Desk, rest: &str) -> (u16, Value) {
    let path = format!("/track/shipments{rest}");
    read(&ask(desk, ("GET", &path), &[("DHL-API-Key", "k")], ""))
}

fn one(desk: &Desk, number: &str) -> (u16, Value) {
    get(desk, &format!("?trackingNumber={number}"))
}

#[test]
fn a_number_is_found_by_its_query_and_service() {
    let case = parcel();
    let desk = desk_of(&case);
    let number = number_of(&case);
    let (status, body) = one(&desk, &number);
    assert_eq!((status, &body["shipments"][0]["id"]), (200, &json!(number)));
    assert_eq!(body, said(NAME, &case, case.settled_at()));
    let found = get(
        &desk,
        &format!("/?trackingNumber={number}&service=parcel-de&language=en"),
    );
    assert_eq!(found, (200, body));
    assert_eq!(
        get(&desk, &format!("?trackingNumber={number}&service=express")).0,
        404
    );
    let path = format!("/shipments?trackingNumber={number}&offset=0&limit=5");
    assert_eq!(found.1["url"], path);
}

#[test]
fn what_is_not_found_is_the_documented_problem() {
    let desk = desk(Timestamp(1_780_000_000));
    let wanted = json!({
        "title": "No result found",
        "detail": "No shipment with given tracking number found.",
        "status": 404,
        "instance": "/shipment/8264715546",
    });
    assert_eq!(one(&desk, "8264715546"), (404, wanted));
    let keyed = [("DHL-API-Key", "k")];
    let path = ("GET", "/track/shipments?trackingNumber=8264715546");
    let answer = ask(&desk, path, &keyed, "");
    assert_eq!(answer.headers()["content-type"], "application/problem+json");
}

/// Asserts a problem's status and shape.
fn assert_problem((status, body): &(u16, Value), wanted: u16) {
    assert_eq!(
        (*status, &body["status"]),
        (wanted, &json!(wanted)),
        "{body}"
    );
    assert!(
        body["title"].is_string() && body["detail"].is_string(),
        "{body}"
    );
}

#[test]
fn what_is_asked_wrongly_is_refused() {
    let case = parcel();
    let desk = desk_of(&case);
    let number = number_of(&case);
    for rest in [
        String::new(),
        "?trackingNumber=".to_owned(),
        format!("?trackingNumber={}", "9".repeat(61)),
        format!("?trackingNumber={number}&limit=0"),
        format!("?trackingNumber={number}&limit=51"),
        format!("?trackingNumber={number}&offset=-1"),
        format!("?trackingNumber={number}&offset=x"),
    ] {
        assert_problem(&get(&desk, &rest), 400);
    }
    let beyond = format!("?trackingNumber={number}&offset=4294967295&limit=50");
    assert_problem(&get(&desk, &beyond), 404);
    assert_problem(&get(&desk, "/x?trackingNumber=1"), 404);
    let keyed = [("DHL-API-Key", "k")];
    let posted = ask(&desk, ("POST", "/track/shipments"), &keyed, "{}");
    assert_problem(&read(&posted), 405);
}

#[test]
fn without_a_key_nothing_is_answered() {
    let mut desk = desk(Timestamp(1_780_000_000));
    let path = ("GET", "/track/shipments?trackingNumber=8264715546");
    let bare = read(&ask(&desk, path, &[], ""));
    assert_problem(&bare, 401);
    assert_eq!(bare.1["title"], "Unauthorized");
    desk.keys = Keys::Only(vec!["other".to_owned()]);
    assert_problem(&one(&desk, "8264715546"), 401);
}

#[test]
fn trouble_on_the_way_has_the_carriers_own_body() {
    let dhl = by_name(NAME).expect("a dialect");
    for status in [401, 403, 404, 405, 500, 503] {
        let code = http::StatusCode::from_u16(status).expect("a status");
        assert_problem(&read(&dhl.refuse(&Refusal::Status(code))), status);
    }
    let busy = dhl.refuse(&Refusal::TooMany {
        retry_after: Some(5),
    });
    assert_eq!(busy.headers()["retry-after"], "5");
    assert_problem(&read(&busy), 429);
    assert_eq!(read(&busy).1["title"], "Too many requests");
    assert_problem(&read(&dhl.refuse(&Refusal::TooLarge { most: 9 })), 413);
}

#[test]
fn only_its_own_parcels_are_found_and_only_once_it_has_them() {
    let case = parcel();
    let first = case
        .observations(None)
        .filter(|seen| seen.observer == Observer::LastMile)
        .map(|seen| seen.visible_at)
        .min()
        .expect("handed over");
    assert_eq!(said(NAME, &case, first + -1)["status"], 404);
    assert!(said(NAME, &case, first)["shipments"].is_array());
    let origin = case.typed(None).expect("the buyer was told one");
    assert_eq!(one(&desk_of(&case), origin.as_str()).0, 404);
    let other = parcel_of(Carrier::ROYAL_MAIL, NumberRole::LastMile);
    assert_eq!(one(&desk_of(&other), &number_of(&other)).0, 404);
}

#[test]
fn times_are_local_and_bear_no_zone() {
    let case = parcel();
    let said = said(NAME, &case, case.settled_at());
    let seen: Vec<_> = case
        .observations(None)
        .filter(|seen| seen.observer == Observer::LastMile)
        .collect();
    let events = said["shipments"][0]["events"].as_array().expect("events");
    assert_eq!(events.len(), seen.len());
    for (event, seen) in events.iter().zip(seen.iter().rev()) {
        let local = event["timestamp"].as_str().expect("a time");
        let local: jiff::civil::DateTime = local.parse().expect("no zone");
        let offset = seen.place.zone().offset_at(seen.occurred_at.0);
        let wanted = seen.occurred_at.0 + i64::from(offset);
        let shown = local.to_zoned(jiff::tz::TimeZone::UTC).expect("a time");
        assert_eq!(shown.timestamp().as_second(), wanted);
    }
    assert_eq!(said["shipments"][0]["status"], events[0]);
}

#[test]
fn an_estimate_is_shown_until_the_parcel_is_there() {
    let mut case = parcel();
    let city = case.orders[0].destination;
    let depot = Place::Facility(Facility::depot(city));
    case = with_events(
        &case,
        &[
            (Milestone::ArrivedDepot, None, depot),
            (Milestone::Delivered, None, Place::Address(city)),
        ],
    );
    let [first, last] = [0, 1].map(|place| case.parcels[0].record.observations[place]);
    case.parcels[0].record.estimates = vec![Estimate {
        observer: Observer::LastMile,
        number: first.number,
        visible_at: first.visible_at,
        day: Some(Day::from_ymd(2026, 4, 5)),
    }];
    let shown = |at| said(NAME, &case, at)["shipments"][0]["estimatedTimeOfDelivery"].clone();
    assert_eq!(shown(first.visible_at), "2026-04-05T00:00:00Z");
    assert_eq!(shown(last.visible_at), Value::Null);
}

#[test]
fn every_milestone_has_its_words() {
    let case = parcel();
    let table = table(NAME, &case, |said| {
        let event = &said["shipments"][0]["events"][0];
        let text = |key: &str| event[key].as_str().unwrap_or("-").to_owned();
        ["statusCode", "status", "description"]
            .map(text)
            .join(" | ")
    });
    settings().bind(|| insta::assert_snapshot!("last-mile__dhl_milestones", table));
}

#[test]
fn the_coarse_rows_hold() {
    let case = parcel();
    for (milestone, wanted) in [
        (Milestone::Announced, Some("pre-transit")),
        (Milestone::LastMileAnnounced, Some("pre-transit")),
        (Milestone::ExportCleared, None),
        (Milestone::HandedOver, Some("transit")),
        (Milestone::CustomsHeld, Some("transit")),
        (Milestone::OutForDelivery, Some("transit")),
        (Milestone::DeliveryAttempted, Some("transit")),
        (Milestone::AvailableForPickup, Some("transit")),
        (Milestone::Delivered, Some("delivered")),
        (Milestone::ReturnStarted, Some("failure")),
        (Milestone::Returned, Some("failure")),
        (Milestone::Lost, Some("failure")),
        (Milestone::TrackingEnds, Some("unknown")),
    ] {
        let said = after(NAME, &case, (milestone, None));
        let code = said["shipments"][0]["status"]["statusCode"].as_str();
        assert_eq!(code, wanted, "{milestone}");
    }
    let why = |reason| {
        let said = after(NAME, &case, (Milestone::DeliveryAttempted, Some(reason)));
        said["shipments"][0]["status"]["description"].clone()
    };
    assert_ne!(why(Reason::NobodyHome), why(Reason::BadAddress));
}

#[test]
fn a_whole_answer_is_as_recorded() {
    let case = parcel();
    let said = said(NAME, &case, case.settled_at());
    settings().bind(|| insta::assert_json_snapshot!("last-mile__dhl", said));
}

#[test]
fn the_shapes_hold() {
    let said = everything_said(NAME, carrier());
    let (found, refused): (Vec<Value>, Vec<Value>) = said
        .into_iter()
        .partition(|said| said.get("shipments").is_some());
    let unknown = "the record does not hold it";
    let not_shown = [
        ("shipments[].origin.address.postalCode", unknown),
        ("shipments[].origin.address.addressLocality", unknown),
        ("shipments[].destination.address.postalCode", unknown),
        ("shipments[].status.location.address.postalCode", unknown),
        ("shipments[].status.remark", unknown),
        ("shipments[].status.nextSteps", unknown),
        ("shipments[].events[].location.address.postalCode", unknown),
        ("shipments[].events[].remark", unknown),
        ("shipments[].events[].nextSteps", unknown),
        (
            "shipments[].estimatedDeliveryTimeFrame",
            "days are estimated",
        ),
        ("shipments[].estimatedTimeOfDeliveryRemark", unknown),
        (
            "shipments[].estimatedTimeOfDelivery",
            "posts estimate no day in these scenarios",
        ),
        ("shipments[].details.receiver", unknown),
        ("shipments[].details.sender", unknown),
        ("shipments[].details.proofOfDelivery", unknown),
        ("shipments[].details.pieceIds", unknown),
        ("shipments[].details.weight", unknown),
        ("shipments[].details.volume", unknown),
        ("shipments[].details.loadingMeters", unknown),
        ("shipments[].details.dimensions", unknown),
        ("shipments[].details.references", unknown),
        ("possibleAdditionalShipmentsUrl", "one service answers"),
    ];
    assert_holds(&shapes("dhl"), &found, &not_shown);
    let mut refused = refused;
    let desk = desk(Timestamp(1_780_000_000));
    refused.extend(["8264715546", ""].map(|number| one(&desk, number).1));
    assert_holds(&shapes("dhl-error"), &refused, &[]);
}
