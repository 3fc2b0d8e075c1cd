//! USPS Tracking v3.

use misroute::carrier::{Desk, Keys, TokenLife};
use misroute::dialect::{Refusal, by_name};
use misroute::fleet::Case;
use misroute::parcel::{
    Carrier, Facility, Milestone, NumberRole, Observer, Place, Reason, Timestamp, time::Day,
};
use misroute::record::Estimate;
use serde_json::{Value, json};

use super::asking::{
    after, ask, desk, everything_said, number_of, parcel_of, read, said, table, with_events,
};
use crate::support::settings;
use crate::wire::shapes::{assert_holds, table as shapes};

const FORM: &str = "application/x-www-form-urlencoded";
const OWN: NumberRole = NumberRole::LastMile;

fn parcel() -> Case {
    parcel_of(Carrier::USPS, OWN)
}

/// Returns a desk at an instant that knows a case's world.
fn desk_of(case: &Case, at: Timestamp) -> Desk {
    let desk = desk(at);
    desk.declare(case.world.clone())
        .expect("nobody is in the way");
    desk
}

fn token(desk: &Desk, client: &str, scope: &str) -> Value {
    let body = json!({
        "grant_type": "client_credentials", "client_id": client, "client_secret": "s", "scope": scope,
    });
    let to = ("POST", "/oauth2/v3/token");
    let (status, body) = read(&ask(desk, to, &[], &body.to_string()));
    assert_eq!(status, 200, "{body}");
    body
}

fn track(desk: &Desk, token: &str, rest: &str) -> (u16, Value) {
    let authorization = format!("Bearer {token}");
    let path = format!("/tracking/v3/tracking/{rest}");
    let headers = [("Authorization", authorization.as_str())];
    read(&ask(desk, ("GET", &path), &headers, ""))
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key]
        .as_str()
        .unwrap_or_else(|| panic!("{key} of {value}"))
}

#[test]
fn tokens_are_given_for_json_and_forms_and_say_what_they_are() {
    let desk = desk(Timestamp(1_780_000_000));
    let given = token(&desk, "a", "");
    let keys: Vec<&String> = given.as_object().expect("an object").keys().collect();
    assert_eq!(keys.len(), 6, "{keys:?}");
    assert_eq!(given["token_type"], "Bearer");
    assert_eq!(given["expires_in"], 28_799);
    assert_eq!(given["status"], "approved");
    assert_eq!(given["scope"], "tracking");
    assert!(
        given["issued_at"]
            .as_i64()
            .is_some_and(|at| at % 1_000 == 0)
    );
    let form = "grant_type=client_credentials&client_id=a&client_secret=b&scope=labels+tracking";
    let to = ("POST", "/oauth2/v3/token");
    let (status, given) = read(&ask(&desk, to, &[("Content-Type", FORM)], form));
    assert_eq!((status, &given["scope"]), (200, &json!("labels tracking")));
}

#[test]
fn who_is_no_client_gets_no_token() {
    let mut desk = desk(Timestamp(1_780_000_000));
    desk.keys = Keys::Only(vec!["known".to_owned()]);
    let to = ("POST", "/oauth2/v3/token");
    let stranger = "grant_type=client_credentials&client_id=stranger&client_secret=b";
    let refused = json!({
        "error": "invalid_client",
        "error_description": "Client authentication failed.",
        "error_uri": "https://datatracker.ietf.org/doc/html/rfc6749#page-45",
    });
    assert_eq!(read(&ask(&desk, to, &[], stranger)), (401, refused.clone()));
    let silent = "grant_type=client_credentials&client_id=known";
    assert_eq!(read(&ask(&desk, to, &[], silent)), (401, refused));
    for (body, error) in [
        ("{", "invalid_request"),
        ("client_id=known&client_secret=b", "unsupported_grant_type"),
    ] {
        let (status, said) = read(&ask(&desk, to, &[], body));
        assert_eq!((status, &said["error"]), (400, &json!(error)));
    }
    assert_eq!(ask(&desk, ("GET", to.1), &[], "").status(), 405);
    token(&desk, "known", "");
}

#[test]
fn a_token_that_is_missing_wrong_late_or_narrow_opens_nothing() {
    let case = parcel();
    let mut desk = desk_of(&case, case.settled_at());
    desk.token_life = TokenLife::Virtual;
    let number = number_of(&case);
    let path = format!("/tracking/v3/tracking/{number}");
    let bare = ask(&desk, ("GET", &path), &[], "");
    assert!(bare.headers().contains_key("www-authenticate"));
    assert_error(&read(&bare), 401);
    assert_error(&track(&desk, "not-a-token", &number), 401);
    let good = token(&desk, "a", "");
    let good = text(&good, "access_token");
    assert_eq!(track(&desk, good, &number).0, 200);
    let narrow = token(&desk, "a", "labels");
    assert_error(&track(&desk, text(&narrow, "access_token"), &number), 403);
    desk.clock.advance(28_799);
    assert_error(&track(&desk, good, &number), 401);
    desk.keys = Keys::Only(vec!["b".to_owned()]);
    let mine = token(&desk, "b", "");
    assert_eq!(track(&desk, text(&mine, "access_token"), &number).0, 200);
    desk.keys = Keys::Only(vec!["c".to_owned()]);
    assert_error(&track(&desk, text(&mine, "access_token"), &number), 401);
}

/// Asserts an error's status and shape: no list of errors is ever empty.
fn assert_error((status, body): &(u16, Value), wanted: u16) {
    assert_eq!(*status, wanted, "{body}");
    assert_eq!(body["apiVersion"], "/tracking/v3");
    assert_eq!(body["error"]["code"], wanted.to_string());
    assert!(body["error"]["message"].is_string());
    let errors = body["error"]["errors"].as_array().expect("a list");
    let one = errors.first().expect("never empty");
    assert_eq!(one["status"], wanted.to_string());
    for key in ["code", "title", "detail"] {
        assert!(one[key].is_string(), "{key} of {body}");
    }
    assert!(one["source"]["parameter"].is_string() && one["source"]["example"].is_string());
}

#[test]
fn what_is_asked_wrongly_is_refused_by_name() {
    let case = parcel();
    let desk = desk_of(&case, case.settled_at());
    let given = token(&desk, "a", "");
    let given = text(&given, "access_token");
    let number = number_of(&case);
    for (rest, parameter) in [
        (format!("{number}?expand=ALL"), "expand"),
        (
            format!("{number}?destinationZIPCode=1"),
            "destinationZIPCode",
        ),
        (format!("{number}?mailingDate=yesterday"), "mailingDate"),
        ("%E2%82%AC".to_owned(), "trackingNumber"),
        ("9".repeat(60), "trackingNumber"),
    ] {
        let said = track(&desk, given, &rest);
        assert_error(&said, 400);
        let source = &said.1["error"]["errors"][0]["source"]["parameter"];
        assert_eq!(source, parameter, "{rest}");
    }
    assert_error(&track(&desk, given, &format!("{number}/history")), 404);
    let fine = format!("{number}?destinationZIPCode=10001&mailingDate=2026-03-02");
    assert_eq!(track(&desk, given, &fine).0, 200);
}

#[test]
fn trouble_on_the_way_has_the_carriers_own_body() {
    let usps = by_name("usps").expect("a dialect");
    for status in [403, 404, 429, 500, 503] {
        let code = http::StatusCode::from_u16(status).expect("a status");
        assert_error(&read(&usps.refuse(&Refusal::Status(code))), status);
    }
    let busy = usps.refuse(&Refusal::TooMany {
        retry_after: Some(30),
    });
    assert_eq!(busy.headers()["retry-after"], "30");
    assert_error(&read(&busy), 429);
    assert!(
        !usps
            .refuse(&Refusal::TooMany { retry_after: None })
            .headers()
            .contains_key("retry-after")
    );
    assert_error(&read(&usps.refuse(&Refusal::KeyMissing)), 401);
    assert_error(&read(&usps.refuse(&Refusal::KeyWrong)), 401);
    assert_error(&read(&usps.refuse(&Refusal::TooLarge { most: 9 })), 413);
}

#[test]
fn only_its_own_parcels_are_found_and_only_once_it_has_them() {
    let case = parcel();
    let first = case
        .observations(None)
        .filter(|seen| seen.observer == Observer::LastMile)
        .map(|seen| seen.visible_at)
        .min()
        .expect("it was handed over");
    let own = number_of(&case);
    let origin = case
        .typed(None)
        .expect("the buyer was told one")
        .to_string();
    let other = parcel_of(Carrier::ROYAL_MAIL, OWN);
    for (at, found) in [(first + -1, 404), (first, 200), (case.settled_at(), 200)] {
        let desk = desk_of(&case, at);
        let given = token(&desk, "a", "");
        let given = text(&given, "access_token");
        assert_eq!(track(&desk, given, &own).0, found, "{at:?}");
        for stranger in [
            origin.as_str(),
            "9400109104250532908587",
            "LP00000000000",
            "x",
        ] {
            assert_error(&track(&desk, given, stranger), 404);
        }
        let other_desk = desk_of(&other, other.settled_at());
        assert_error(&track(&other_desk, given, &number_of(&other)), 404);
    }
}

#[test]
fn a_number_that_stays_to_the_door_is_known_from_the_hand_over() {
    let case = parcel_of(Carrier::USPS, NumberRole::Origin);
    let said = said("usps", &case, case.settled_at());
    let number = case.typed(None).expect("the buyer was told one");
    assert_eq!(said["trackingNumber"], number.as_str());
    assert!(number.as_str().ends_with("CN"));
    assert_eq!(said["mailType"], "IM");
    assert_eq!(said["originCountry"], "CN");
    assert_eq!(said["destinationCountryCode"], "US");
    assert_eq!(said["serviceTypeCode"], Value::Null);
    let events = said["trackingEvents"].as_array().expect("events");
    let codes: Vec<&str> = events
        .iter()
        .map(|event| text(event, "eventCode"))
        .collect();
    // What the origin's post saw is not in this post's books.
    assert_eq!(codes.last(), Some(&"OA"), "{codes:?}");
}

#[test]
fn every_milestone_has_its_words() {
    let case = parcel();
    let table = table("usps", &case, |said| {
        if said.get("error").is_some() {
            return "-".to_owned();
        }
        let event = &said["trackingEvents"][0];
        assert_eq!(said["status"], event["eventType"]);
        format!(
            "{} | {} | {} | {}",
            text(event, "eventCode"),
            text(event, "eventType"),
            text(said, "statusCategory"),
            text(said, "statusSummary"),
        )
    });
    settings().bind(|| insta::assert_snapshot!("last-mile__usps_milestones", table));
}

#[test]
fn the_published_rows_hold() {
    let case = parcel();
    let event = |milestone| after("usps", &case, (milestone, None))["trackingEvents"][0].clone();
    let codes = [
        (Milestone::Announced, "GX"),
        (Milestone::LastMileAnnounced, "MA"),
        (Milestone::PickedUp, "03"),
        (Milestone::OutForDelivery, "OF"),
        (Milestone::DeliveryAttempted, "02"),
        (Milestone::AvailableForPickup, "14"),
        (Milestone::Delivered, "01"),
        (Milestone::ReturnStarted, "09"),
        (Milestone::Returned, "31"),
    ];
    for (milestone, code) in codes {
        assert_eq!(event(milestone)["eventCode"], code, "{milestone}");
    }
    let texts = [
        (Milestone::DepartedOrigin, "Departed"),
        (Milestone::ArrivedDestination, "Processed Through Facility"),
        (Milestone::CustomsHeld, "Held in Customs"),
        (Milestone::CustomsCleared, "Inbound Out of Customs"),
    ];
    for (milestone, words) in texts {
        assert_eq!(event(milestone)["eventType"], words, "{milestone}");
    }
    assert!(text(&event(Milestone::HandedOver), "eventType").starts_with("Accepted"));
    for milestone in [Milestone::ExportCleared, Milestone::Lost] {
        assert_error(&(404, after("usps", &case, (milestone, None))), 404);
    }
}

#[test]
fn how_it_ended_and_where_is_in_the_words() {
    let case = parcel();
    let city = case.orders[0].destination;
    let counter = Place::Facility(Facility::counter(city));
    let door = Place::Address(city);
    let cases = [
        (
            Milestone::Delivered,
            Some(Reason::InMailbox),
            door,
            "Delivered, In/At Mailbox",
        ),
        (
            Milestone::Delivered,
            Some(Reason::LeftAtDoor),
            door,
            "Delivered, Front Door/Porch",
        ),
        (
            Milestone::Delivered,
            None,
            Place::Facility(Facility::locker(city)),
            "Delivered, Parcel Locker",
        ),
        (
            Milestone::Delivered,
            Some(Reason::Collected),
            counter,
            "Delivered, Individual Picked Up at Post Office",
        ),
        (
            Milestone::DeliveryAttempted,
            Some(Reason::NobodyHome),
            door,
            "Notice Left (No Authorized Recipient Available)",
        ),
        (
            Milestone::DeliveryAttempted,
            Some(Reason::BusinessClosed),
            door,
            "Notice Left (Business Closed)",
        ),
    ];
    for (milestone, reason, place, words) in cases {
        let case = with_events(&case, &[(milestone, reason, place)]);
        assert_eq!(said("usps", &case, case.settled_at())["status"], words);
    }
    let point = Place::Facility(Facility::pickup_point(city));
    let case = with_events(&case, &[(Milestone::AvailableForPickup, None, point)]);
    let said = said("usps", &case, case.settled_at());
    assert_eq!(said["trackingEvents"][0]["eventCode"], "16");
}

#[test]
fn times_are_local_to_the_minute_and_exact_in_gmt() {
    let case = parcel();
    let said = said("usps", &case, case.settled_at());
    let seen: Vec<_> = case
        .observations(None)
        .filter(|seen| seen.observer == Observer::LastMile)
        .collect();
    let events = said["trackingEvents"].as_array().expect("events");
    assert_eq!(events.len(), seen.len());
    for (event, seen) in events.iter().zip(seen.iter().rev()) {
        let gmt: jiff::Timestamp = text(event, "GMTTimestamp").parse().expect("an instant");
        assert_eq!(gmt.as_second(), seen.occurred_at.0);
        let local = text(event, "eventTimestamp");
        assert!(local.ends_with(":00") && local.len() == 19, "{local}");
        let offset = text(event, "GMTOffset");
        let whole: jiff::Timestamp = format!("{local}{offset}").parse().expect("an instant");
        assert_eq!(whole.as_second(), seen.occurred_at.0.div_euclid(60) * 60);
    }
}

#[test]
fn ninety_nine_events_are_shown_at_most_and_the_newest_first() {
    let case = parcel();
    let depot = Place::Facility(Facility::depot(case.orders[0].destination));
    let mut events = vec![(Milestone::ArrivedDepot, None, depot); 120];
    events.push((Milestone::OutForDelivery, None, depot));
    let case = with_events(&case, &events);
    let said = said("usps", &case, case.settled_at());
    assert_eq!(said["trackingEvents"].as_array().map(Vec::len), Some(99));
    assert_eq!(said["trackingEvents"][0]["eventCode"], "OF");
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
    let before = said("usps", &case, first.visible_at);
    assert_eq!(before["expectedDeliveryTimeStamp"], "2026-04-05T21:00:00");
    assert_eq!(before["predictedDeliveryDate"], "2026-04-05");
    let there = said("usps", &case, last.visible_at);
    assert_eq!(there["expectedDeliveryTimeStamp"], Value::Null);
}

#[test]
fn a_summary_is_one_line_an_event() {
    let case = parcel();
    let desk = desk_of(&case, case.settled_at());
    let given = token(&desk, "a", "");
    let given = text(&given, "access_token");
    let number = number_of(&case);
    let (status, short) = track(&desk, given, &number);
    let whole = said("usps", &case, case.settled_at());
    assert_eq!((status, &short["trackingNumber"]), (200, &json!(number)));
    let lines = short["eventSummaries"].as_array().expect("lines");
    assert_eq!(lines[0], whole["statusSummary"]);
    let events = whole["trackingEvents"].as_array().expect("events");
    assert_eq!(lines.len(), events.len());
    for (line, event) in lines.iter().zip(events).skip(1) {
        let line = line.as_str().expect("a text");
        assert!(line.starts_with(text(event, "eventType")), "{line}");
    }
    assert_eq!(
        track(&desk, given, &format!("{number}?expand=SUMMARY")).1,
        short
    );
    settings().bind(|| {
        insta::assert_json_snapshot!("last-mile__usps_summary", short);
        insta::assert_json_snapshot!("last-mile__usps_detail", whole);
    });
}

#[test]
fn what_nobody_could_confirm_can_be_set() {
    let case = parcel();
    let mut desk = desk_of(&case, case.settled_at());
    let given = token(&desk, "a", "");
    let given = text(&given, "access_token");
    for (name, value) in [
        ("usps.category.delivered", "DONE"),
        ("usps.not-found.code", "-7"),
    ] {
        desk.settings.insert(name.to_owned(), value.to_owned());
    }
    let whole = track(&desk, given, &format!("{}?expand=DETAIL", number_of(&case))).1;
    assert_eq!(whole["statusCategory"], "DONE", "{whole}");
    let nobody = track(&desk, given, "9400109104250532908587").1;
    assert_eq!(nobody["error"]["errors"][0]["code"], "-7");
}

/// Paths that no answer shows, each with the reason.
const NOT_SHOWN: &[(&str, &str)] = &[
    (
        "expectedDeliveryTimeStamp",
        "the carrier at the door estimates nothing yet",
    ),
    (
        "predictedDeliveryDate",
        "the carrier at the door estimates nothing yet",
    ),
];

#[test]
fn the_shapes_hold() {
    let said = everything_said("usps", Carrier::USPS);
    let (refused, found): (Vec<Value>, Vec<Value>) = said
        .into_iter()
        .partition(|said| said.get("error").is_some());
    assert_holds(&shapes("usps"), &found, NOT_SHOWN);
    let desk = desk(Timestamp(1_780_000_000));
    let given = token(&desk, "a", "");
    let given = text(&given, "access_token");
    let mut refused = refused;
    refused.extend(["x", "LP00000000000", "%E2%82%AC"].map(|number| track(&desk, given, number).1));
    assert_holds(&shapes("usps-error"), &refused, &[]);
}
