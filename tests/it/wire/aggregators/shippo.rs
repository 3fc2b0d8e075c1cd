//! Shippo's tracks.

use std::fmt::Write as _;

use misroute::dialect::{Key, Refusal, Visit};
use misroute::parcel::{Milestone, Reason};
use serde_json::{Value, json};

use super::{Client, case_of, film, typed, word};
use crate::support::settings;
use crate::wire::asking::{dialect, everything_said, request, said};
use crate::wire::one_event::after;
use crate::wire::shapes::{assert_holds, table};

fn client(at: &str) -> Client {
    let mut client = Client::new("shippo", at);
    client.header = ("authorization", "ShippoToken shippo_live_k");
    client
}

/// Returns status, substatus and whether somebody must act.
fn words(said: &Value) -> [String; 3] {
    let status = &said["tracking_status"];
    let newest = said["tracking_history"]
        .as_array()
        .and_then(|all| all.last());
    if let Some(newest) = newest {
        for key in ["status", "substatus", "status_date", "location"] {
            assert_eq!(status[key], newest[key]);
        }
    }
    let substatus = &status["substatus"];
    [
        word(&status["status"]),
        word(&substatus["code"]),
        word(&substatus["action_required"]),
    ]
}

fn of(milestone: Milestone, reason: Option<Reason>) -> [String; 3] {
    words(&after(dialect("shippo"), milestone, reason))
}

#[test]
fn milestones_mean_what_the_cross_map_says() {
    use Milestone as M;
    let rows = [
        (M::Announced, "PRE_TRANSIT", "information_received", false),
        (M::PickedUp, "TRANSIT", "package_accepted", false),
        (
            M::ExportCustomsStarted,
            "TRANSIT",
            "package_processing",
            false,
        ),
        (M::ExportCleared, "TRANSIT", "package_processing", false),
        (M::HandedToAirline, "TRANSIT", "package_departed", false),
        (M::DepartedOrigin, "TRANSIT", "package_departed", false),
        (M::ArrivedDestination, "TRANSIT", "package_arrived", false),
        (M::CustomsHeld, "TRANSIT", "package_held", true),
        (M::DutiesRequested, "TRANSIT", "package_held", true),
        (M::CustomsCleared, "TRANSIT", "package_processed", false),
        (M::HandedOver, "TRANSIT", "package_forwarded", false),
        (M::OutForDelivery, "TRANSIT", "out_for_delivery", false),
        (M::DeliveryAttempted, "TRANSIT", "delivery_attempted", true),
        (M::AvailableForPickup, "TRANSIT", "pickup_available", true),
        (M::Delivered, "DELIVERED", "delivered", false),
        (M::ReturnStarted, "RETURNED", "return_to_sender", false),
        (M::Returned, "RETURNED", "return_to_sender", false),
        (M::Lost, "FAILURE", "package_lost", true),
        (M::Destroyed, "FAILURE", "package_disposed", false),
    ];
    for (milestone, status, substatus, acts) in rows {
        let wanted = [status.to_owned(), substatus.to_owned(), acts.to_string()];
        assert_eq!(of(milestone, None), wanted, "{milestone}");
    }
}

#[test]
fn every_milestone_has_its_words() {
    let mut text = String::new();
    for milestone in Milestone::ALL {
        let [status, substatus, acts] = of(*milestone, None);
        writeln!(text, "{milestone:28} {status:12} {substatus:22} {acts}").expect("a string grows");
    }
    for milestone in [Milestone::DeliveryAttempted, Milestone::Rerouted] {
        for reason in Reason::ALL {
            let [status, substatus, acts] = of(milestone, Some(*reason));
            let line = format!("{milestone:28} {status:12} {substatus:22} {acts}");
            writeln!(text, "{line} {reason}").expect("a string grows");
        }
    }
    settings().bind(|| insta::assert_snapshot!("shippo__milestones", text));
}

const STATUSES: &[&str] = &[
    "UNKNOWN",
    "PRE_TRANSIT",
    "TRANSIT",
    "DELIVERED",
    "RETURNED",
    "FAILURE",
];

#[test]
fn the_shapes_hold_and_every_time_has_its_zone() {
    let said = everything_said(dialect("shippo"), 6);
    assert_holds(&table("shippo"), &said, &[]);
    for track in &said {
        let history = track["tracking_history"].as_array().expect("a list");
        let times = |event: &Value| {
            assert!(STATUSES.contains(&event["status"].as_str().expect("text")));
            ["object_created", "object_updated", "status_date"].map(|key| event[key].clone())
        };
        let all = history.iter().chain([&track["tracking_status"]]);
        let all = all.filter(|event| event.is_object()).flat_map(times);
        for time in all.chain([track["eta"].clone(), track["original_eta"].clone()]) {
            assert!(time.is_null() || time.as_str().is_some_and(|time| time.ends_with('Z')));
        }
        let dates: Vec<_> = history
            .iter()
            .map(|event| word(&event["status_date"]))
            .collect();
        assert!(dates.is_sorted(), "oldest first: {dates:?}");
    }
}

#[test]
fn the_documented_mock_number_is_answered_as_documented() {
    let client = client("2018-07-30T18:49:42Z");
    let asked = json!({"carrier": "shippo", "tracking_number": "SHIPPO_TRANSIT", "metadata": "Shippo test tracking"});
    let (status, mut said) = client.said("POST", "/tracks/", &asked.to_string());
    assert_eq!(status, 200);
    let anonymous = |event: &mut Value| {
        let id = event["object_id"].take();
        assert_eq!(id.as_str().expect("text").len(), 32);
    };
    anonymous(&mut said["tracking_status"]);
    for event in said["tracking_history"].as_array_mut().expect("a list") {
        anonymous(event);
    }
    let (now, eta) = ("2018-07-30T18:49:42Z", "2018-08-02T18:49:42Z");
    let place = json!({"city": "San Francisco", "state": "CA", "zip": "94103", "country": "US"});
    let event = |status: &str, details: &str, at: &str| {
        json!({
            "object_created": now, "object_updated": null, "object_id": null, "status": status,
            "status_details": details, "status_date": at, "substatus": null, "location": place,
        })
    };
    let received = "The carrier has received the electronic shipment information.";
    let departed = "Your shipment has departed from the origin.";
    let newest = event("TRANSIT", departed, "2018-07-29T16:44:42Z");
    let wanted = json!({
        "messages": [], "carrier": "shippo", "tracking_number": "SHIPPO_TRANSIT", "address_from": place,
        "address_to": {"city": "Chicago", "state": "IL", "zip": "60611", "country": "US"},
        "eta": eta, "original_eta": eta, "servicelevel": {"token": "shippo_priority", "name": "Priority Mail"},
        "metadata": "Shippo test tracking", "tracking_status": newest,
        "tracking_history": [event("UNKNOWN", received, "2018-07-28T14:39:42Z"), newest],
        "transaction": null, "test": true,
    });
    assert_eq!(said, wanted);
    for status in STATUSES {
        let said = client.get(&format!("/tracks/shippo/SHIPPO_{status}"));
        assert_eq!(said["tracking_status"]["status"], *status);
        assert_eq!(said["test"], true);
    }
}

#[test]
fn an_unknown_number_is_null_until_it_is_registered_and_unknown_then() {
    let mut client = client("2026-04-01T10:00:00Z");
    let path = "/tracks/USPS/9400100000000000000000";
    let never = client.get(path);
    assert_eq!(never["carrier"], "usps");
    for key in [
        "address_from",
        "address_to",
        "eta",
        "tracking_status",
        "metadata",
    ] {
        assert_eq!(never[key], Value::Null, "{key}");
    }
    assert_eq!(never["servicelevel"], json!({"token": null, "name": null}));
    assert_eq!(never["tracking_history"], json!([]));
    let form = request(
        "POST",
        "/tracks/",
        &[("content-type", "application/x-www-form-urlencoded")],
        "carrier=usps&tracking_number=9400100000000000000000&metadata=Order+7",
    );
    let registered = crate::wire::asking::ask(client.dialect, &client.desk, &form);
    assert_eq!(registered.status(), 200);
    let said = client.get(path);
    assert_eq!(said["metadata"], "Order 7");
    let status = &said["tracking_status"];
    assert_eq!(status["status"], "UNKNOWN");
    assert_eq!(status["substatus"]["code"], "other");
    assert_eq!(status["object_created"], "2026-04-01T10:00:00Z");
    assert_eq!(said["tracking_history"], json!([]));
    let null = ("shippo.unknown".to_owned(), "null".to_owned());
    client.desk.settings.extend([null]);
    assert_eq!(client.get(path)["tracking_status"], Value::Null);
}

#[test]
fn a_carrier_that_has_not_the_parcel_knows_nothing_of_it() {
    let case = case_of("standard", 0);
    let client = client("2026-04-01T10:00:00Z");
    client.desk.clock.set(case.settled_at());
    let number = typed(&case);
    let asked = |carrier: &str| client.get(&format!("/tracks/{carrier}/{number}"));
    assert_eq!(asked("cainiao")["tracking_status"]["status"], "DELIVERED");
    assert_eq!(asked("correios")["tracking_status"], Value::Null);
    assert_eq!(asked("correios")["address_to"], Value::Null);
}

fn detail(text: &str) -> Value {
    json!({ "detail": text })
}

#[test]
fn what_is_wrong_is_said_field_by_field() {
    let client = client("2026-04-01T10:00:00Z");
    let required = ["This field is required."];
    let long = json!({"carrier": "usps", "tracking_number": "7", "metadata": "x".repeat(101)});
    let blank = r#"{"carrier": "usps", "tracking_number": " "}"#;
    let odd = r#"{"carrier": {}, "tracking_number": 7}"#;
    let unsupported = r#"{"carrier": "pigeon", "tracking_number": "7"}"#;
    let unread = detail("The body could not be read.");
    let cases = [
        ("{", unread.clone()),
        ("[]", unread),
        (
            "{}",
            json!({"carrier": required, "tracking_number": required}),
        ),
        (
            blank,
            json!({"tracking_number": ["This field may not be blank."]}),
        ),
        (odd, json!({"carrier": ["Not a valid string."]})),
        (
            unsupported,
            json!({"carrier": ["The carrier is not supported."]}),
        ),
        (
            &long.to_string(),
            json!({"metadata": ["This field has more than 100 characters."]}),
        ),
    ];
    for (text, wanted) in cases {
        for path in ["/tracks", "/tracks/"] {
            assert_eq!(
                client.said("POST", path, text),
                (400, wanted.clone()),
                "{text}"
            );
        }
    }
}

#[test]
fn every_other_error_has_its_detail() {
    let mut client = client("2026-04-01T10:00:00Z");
    let mock = "The carrier shippo has mock tracking numbers only, such as SHIPPO_TRANSIT.";
    let cases = [
        (
            "GET",
            "/tracks/pigeon/7",
            400,
            "The carrier is not supported.",
        ),
        ("GET", "/tracks/shippo/SHIPPO_NEVER", 400, mock),
        ("GET", "/tracks", 405, "The method is not allowed."),
        (
            "DELETE",
            "/tracks/usps/7",
            405,
            "The method is not allowed.",
        ),
        ("GET", "/tracks/usps", 404, "Not found."),
    ];
    for (method, path, status, text) in cases {
        assert_eq!(
            client.said(method, path, ""),
            (status, detail(text)),
            "{method} {path}"
        );
    }
    let throttled = Refusal::TooMany {
        retry_after: Some(3),
    };
    let refused = [
        (
            Refusal::KeyMissing,
            401,
            "Authentication credentials were not provided.",
        ),
        (Refusal::KeyWrong, 401, "Invalid token."),
        (
            Refusal::TooLarge { most: 1 },
            413,
            "The request's body is too large.",
        ),
        (
            throttled,
            429,
            "Too many requests were made in too short a time.",
        ),
    ];
    for (refusal, status, text) in refused {
        assert_eq!(client.refused(refusal), (status, detail(text)));
    }
    let answer = client.dialect.refuse(&throttled);
    assert_eq!(answer.headers()["retry-after"], "3");

    // In life a test token tracks nothing but the mock numbers.
    client
        .desk
        .settings
        .insert("shippo.test-mode".to_owned(), "mock-only".to_owned());
    let tokens = [("shippo_test_x", 400), ("shippo_live_x", 200)];
    for (key, wanted) in tokens {
        let asked = request("GET", "/tracks/usps/7", &[], "");
        let now = client.desk.clock.now();
        let visit = Visit {
            desk: &client.desk,
            request: &asked,
            key,
            at: now,
            now,
        };
        assert_eq!(client.dialect.answer(&visit).status(), wanted, "{key}");
    }
}

#[test]
fn the_token_says_whose_the_request_is() {
    let shippo = dialect("shippo");
    let key = |value: &str| shippo.key(&request("GET", "/tracks", &[("authorization", value)], ""));
    assert_eq!(
        key("ShippoToken shippo_test_x"),
        Key::Given("shippo_test_x".to_owned())
    );
    assert_eq!(key("Bearer oauth.x"), Key::Given("oauth.x".to_owned()));
    assert_eq!(key("Basic eDp5"), Key::Missing);
    assert_eq!(key("ShippoToken "), Key::Missing);
    let read = shippo.reading("LP/1 2", None);
    assert_eq!(shippo.subjects(&read), ["LP/1 2"]);
    let made = shippo.registration("LP1").expect("it is made");
    assert_eq!(shippo.subjects(&made), ["LP1"]);
}

#[test]
fn what_it_tells_over_time() {
    for scenario in [
        "number-handover",
        "customs-duties-unpaid",
        "returned-unclaimed",
        "invented-number",
    ] {
        let text = film("shippo", scenario, |said| {
            let events = said["tracking_history"].as_array().map_or(0, Vec::len);
            let [status, substatus, acts] = words(said);
            format!(
                "{status} {substatus} {acts} events={events} eta={}",
                word(&said["eta"])
            )
        });
        settings().bind(|| insta::assert_snapshot!(format!("shippo__film_{scenario}"), text));
    }
    let case = case_of("failed-attempt", 0);
    let worlds = crate::support::worlds();
    let whole =
        said(dialect("shippo"), &worlds, &case, case.settled_at()).expect("a number was told");
    settings().bind(|| insta::assert_json_snapshot!("shippo__whole", whole));
}
