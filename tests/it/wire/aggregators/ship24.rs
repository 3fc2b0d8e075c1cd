//! Ship24's trackers.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use misroute::dialect::{Key, Refusal};
use misroute::parcel::Milestone;
use serde_json::{Value, json};

use super::{Client, case_of, film, instant, typed, word};
use crate::support::{settings, worlds};
use crate::wire::asking::{dialect, everything_said, request, said};
use crate::wire::one_event::after;
use crate::wire::shapes::{assert_holds, table};

const TRACKERS: &str = "/public/v1/trackers";

fn client() -> Client {
    let mut client = Client::new("ship24", "2026-04-01T10:00:00Z");
    client.header = ("authorization", "Bearer apik_k");
    client
}

fn made(client: &Client, body: &Value) -> Value {
    let (status, mut said) = client.said("POST", TRACKERS, &body.to_string());
    assert_eq!(status, 201, "{said}");
    said["data"]["tracker"].take()
}

fn first(said: &Value) -> &Value {
    &said["data"]["trackings"][0]
}

/// Returns code, category and milestone of a shipment.
fn words(said: &Value) -> [String; 3] {
    let shipment = &first(said)["shipment"];
    let newest = &first(said)["events"][0];
    ["statusCode", "statusCategory", "statusMilestone"].map(|key| {
        if newest.is_object() {
            assert_eq!(shipment[key], newest[key]);
        }
        word(&shipment[key])
    })
}

#[test]
fn milestones_mean_what_the_cross_map_says() {
    use Milestone as M;
    let rows = [
        (M::Announced, "data_order_created", "info_received"),
        (M::PickedUp, "transit_handover", "in_transit"),
        (M::ExportCustomsStarted, "customs_received", "in_transit"),
        (M::ExportCleared, "customs_cleared", "in_transit"),
        (
            M::DepartedOrigin,
            "transit_origin_country_departure",
            "in_transit",
        ),
        (M::ArrivedDestination, "destination_arrival", "in_transit"),
        (M::CustomsHeld, "customs_exception", "exception"),
        (M::CustomsCleared, "customs_cleared", "in_transit"),
        (
            M::OutForDelivery,
            "delivery_out_for_delivery",
            "out_for_delivery",
        ),
        (M::DeliveryAttempted, "delivery_attempted", "failed_attempt"),
        (
            M::AvailableForPickup,
            "delivery_available_for_pickup",
            "available_for_pickup",
        ),
        (M::Delivered, "delivery_delivered", "delivered"),
        (M::ReturnStarted, "exception_return", "exception"),
        (M::Returned, "exception_return", "exception"),
        (M::Lost, "exception_lost", "exception"),
        (M::Destroyed, "exception_discarded", "exception"),
    ];
    for (milestone, code, wanted) in rows {
        let [said, category, shown] = words(&after(dialect("ship24"), milestone, None));
        assert_eq!(
            (said.as_str(), shown.as_str()),
            (code, wanted),
            "{milestone}"
        );
        assert!(code.starts_with(&category));
    }
}

const CODES: &[&str] = &[
    "data_order_created",
    "data_order_cancelled",
    "data_delivery_proposed",
    "data_delivery_decided",
    "transit_handover",
    "transit_origin_country_departure",
    "destination_arrival",
    "customs_received",
    "customs_exception",
    "customs_rejected",
    "customs_cleared",
    "delivery_available_for_pickup",
    "delivery_out_for_delivery",
    "delivery_attempted",
    "delivery_exception",
    "delivery_refused",
    "delivery_delivered",
    "exception_return",
    "exception_lost",
    "exception_discarded",
];

#[test]
fn every_milestone_has_its_words() {
    let mut text = String::new();
    let mut codes = BTreeSet::new();
    for milestone in Milestone::ALL {
        let [code, category, shown] = words(&after(dialect("ship24"), *milestone, None));
        writeln!(text, "{milestone:28} {shown:22} {category:12} {code}").expect("a string grows");
        assert!(code == "-" || CODES.contains(&code.as_str()), "{code}");
        codes.insert(code);
    }
    settings().bind(|| insta::assert_snapshot!("ship24__milestones", text));
    let unused: Vec<_> = CODES
        .iter()
        .filter(|code| !codes.contains(**code))
        .collect();
    assert_eq!(unused, [&"data_delivery_proposed"]);
}

#[test]
fn the_shapes_hold() {
    let said = everything_said(dialect("ship24"), 6);
    let deprecated = "how it relates to occurrenceDatetime is not known";
    let not_shown = ["datetime", "utcOffset", "hasNoTime"]
        .map(|key| format!("data.trackings[].events[].{key}"));
    let not_shown = not_shown.each_ref().map(|path| (path.as_str(), deprecated));
    assert_holds(&table("ship24"), &said, &not_shown);
}

#[test]
fn times_come_as_couriers_say_them() {
    let mut forms = BTreeSet::new();
    let mut answers = everything_said(dialect("ship24"), 6);
    // One carrier says UTC, and few parcels go there.
    answers.push(after(dialect("ship24"), Milestone::OutForDelivery, None));
    for answer in answers {
        let events = first(&answer)["events"].as_array().expect("a list").clone();
        for event in events {
            let time = event["occurrenceDatetime"].as_str().expect("text");
            forms.insert(match time.len() {
                10 => "date",
                19 => "local",
                20 if time.ends_with('Z') => "utc",
                25 => "offset",
                _ => panic!("{time}"),
            });
        }
    }
    assert_eq!(forms.len(), 4, "{forms:?}");
    let case = case_of("standard", 0);
    let mut client = client();
    client.desk.clock.set(case.settled_at());
    client
        .desk
        .settings
        .insert("ship24.times".to_owned(), "offset".to_owned());
    let number = typed(&case);
    made(&client, &json!({ "trackingNumber": number }));
    let said = client.get(&format!("{TRACKERS}/search/{number}/results"));
    let times: Vec<_> = first(&said)["events"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|event| instant(event["occurrenceDatetime"].as_str().expect("text")))
        .collect();
    assert!(
        times.len() > 5 && times.iter().rev().is_sorted(),
        "newest first"
    );
}

#[test]
fn every_leg_has_its_number() {
    let case = case_of("number-handover", 0);
    let said =
        said(dialect("ship24"), &worlds(), &case, case.settled_at()).expect("a number was told");
    let tracking = first(&said);
    let number = typed(&case);
    let legs = tracking["shipment"]["trackingNumbers"]
        .as_array()
        .expect("a list");
    assert_eq!(legs.len(), 2);
    assert_eq!(legs[0]["tn"], number.as_str());
    let events = tracking["events"].as_array().expect("a list");
    for event in events {
        assert_eq!(event["trackingNumber"], number.as_str());
    }
    assert_eq!(
        events[0]["eventTrackingNumber"], legs[1]["tn"],
        "the last event is the second leg's"
    );
    let oldest = events.last().expect("an event");
    assert_eq!(oldest["eventTrackingNumber"], legs[0]["tn"]);
}

#[test]
fn the_sample_numbers_show_what_they_are_called() {
    let mut client = client();
    for (name, milestone) in [
        ("PENDING", "pending"),
        ("INFO_RECEIVED", "info_received"),
        ("IN_TRANSIT", "in_transit"),
        ("OUT_FOR_DELIVERY", "out_for_delivery"),
        ("FAILED_ATTEMPT", "failed_attempt"),
        ("AVAILABLE_FOR_PICKUP", "available_for_pickup"),
        ("DELIVERED", "delivered"),
        ("EXCEPTION", "exception"),
    ] {
        let number = json!({ "trackingNumber": format!("SHIP24_SAMPLE_{name}_017") });
        let (status, said) = client.said("POST", &format!("{TRACKERS}/track"), &number.to_string());
        assert_eq!(status, 201);
        assert_eq!(words(&said)[2], milestone);
        let (status, again) =
            client.said("POST", &format!("{TRACKERS}/track"), &number.to_string());
        assert_eq!((status, again), (200, said));
    }
    let search = |client: &Client, number: &str| {
        let body = json!({ "trackingNumber": number }).to_string();
        let (status, said) = client.said("POST", "/public/v1/tracking/search", &body);
        assert_eq!(status, 201);
        assert!(first(&said).get("tracker").is_none());
        words(&said)[2].clone()
    };
    assert_eq!(search(&client, "SHIP24_SAMPLE_DELIVERED_00X"), "pending");
    assert_eq!(search(&client, "S24DEMO169411"), "delivered");
    client
        .desk
        .settings
        .insert("ship24.demo".to_owned(), "in_transit".to_owned());
    assert_eq!(search(&client, "S24DEMO169411"), "in_transit");
}

#[test]
fn a_tracker_is_made_once_read_and_changed() {
    let client = client();
    let body = json!({
        "trackingNumber": " 9400100000000000000000 ", "courierCode": "us-post", "clientTrackerId": "mine",
        "destinationCountryCode": "US", "title": null,
    });
    let tracker = made(&client, &body);
    let wanted = json!({
        "trackerId": tracker["trackerId"], "trackingNumber": "9400100000000000000000",
        "shipmentReference": null, "clientTrackerId": "mine", "isSubscribed": true, "isTracked": true,
        "courierCode": ["us-post"], "createdAt": "2026-04-01T10:00:00.000Z",
    });
    assert_eq!(tracker, wanted);
    assert_eq!(made(&client, &body), tracker);
    let other = made(
        &client,
        &json!({ "trackingNumber": "9400100000000000000000" }),
    );
    assert_ne!(
        other["trackerId"], tracker["trackerId"],
        "other particulars are another shipment"
    );

    let id = tracker["trackerId"].as_str().expect("text");
    assert_eq!(client.get(&format!("{TRACKERS}/{id}")), tracker);
    assert_eq!(
        client.get(&format!("{TRACKERS}/mine?searchBy=clientTrackerId")),
        tracker
    );
    let all = client.get(&format!("{TRACKERS}?page=1&limit=10"));
    assert_eq!(all["data"]["trackers"], json!([tracker, other]));
    let newest = client.get(&format!("{TRACKERS}?limit=1&sort=-1"));
    assert_eq!(newest["data"]["trackers"], json!([other]));
    assert_eq!(
        client.get(&format!("{TRACKERS}?page=3&limit=1"))["data"]["trackers"],
        json!([])
    );
    let both = client.get(&format!("{TRACKERS}/search/9400100000000000000000/results"));
    assert_eq!(both["data"]["trackings"].as_array().map(Vec::len), Some(2));

    let (status, said) = client.said(
        "PATCH",
        &format!("{TRACKERS}/{id}"),
        r#"{"isSubscribed": false}"#,
    );
    assert_eq!((status, &said["isSubscribed"]), (200, &json!(false)));
    let (status, said) = client.said(
        "POST",
        &format!("{TRACKERS}/{id}/webhook-events/resend"),
        "",
    );
    assert_eq!(
        (status, said),
        (201, json!({"data": {"summary": {"totalResent": "0"}}}))
    );
    let couriers = client.get("/public/v1/couriers");
    let usps = couriers["data"]["couriers"]
        .as_array()
        .expect("a list")
        .iter()
        .find(|one| one["courierCode"] == "us-post")
        .expect("it is there");
    assert_eq!(
        (&usps["courierName"], &usps["isPost"]),
        (&json!("USPS"), &json!(true))
    );
}

#[test]
fn nothing_new_is_looked_for_once_nobody_subscribes() {
    let case = case_of("standard", 0);
    let client = client();
    let number = typed(&case);
    client.desk.clock.set(case.orders[0].placed_at);
    let tracker = made(&client, &json!({ "trackingNumber": number }));
    let path = format!(
        "{TRACKERS}/{}",
        tracker["trackerId"].as_str().expect("text")
    );
    client.said("PATCH", &path, r#"{"isSubscribed": false}"#);
    client.desk.clock.set(case.settled_at());
    let pending = client.get(&format!("{path}/results"));
    assert_eq!(words(&pending)[2], "pending");
    client.said("PATCH", &path, r#"{"isSubscribed": true}"#);
    assert_eq!(
        words(&client.get(&format!("{path}/results")))[2],
        "delivered"
    );

    let only = |courier: &str| {
        let settings = json!({ "restrictTrackingToCourierCode": true });
        let body =
            json!({ "trackingNumber": number, "courierCode": [courier], "settings": settings });
        let (_, said) = client.said("POST", &format!("{TRACKERS}/track"), &body.to_string());
        words(&said)[2].clone()
    };
    assert_eq!(only("cainiao"), "delivered");
    assert_eq!(only("br-post"), "pending");
}

#[test]
fn many_are_made_in_one_call() {
    let client = client();
    let path = format!("{TRACKERS}/bulk");
    let send = |body: Value| client.said("POST", &path, &body.to_string());
    let good = json!({ "trackingNumber": "9400100000000000000000" });
    let (status, said) = send(json!({ "trackers": [good] }));
    assert_eq!((status, &said["status"]), (201, &json!("success")));
    let (status, said) = send(json!([good, { "trackingNumber": "1" }]));
    let summary =
        json!({"totalInputs": 2, "totalCreated": 0, "totalExisting": 1, "totalErrors": 1});
    assert_eq!(
        (status, &said["status"], &said["summary"]),
        (207, &json!("partial"), &summary)
    );
    assert_eq!(said["data"][0]["itemStatus"], "existing");
    assert_eq!(said["data"][0]["inputData"], good);
    let error = json!([{"code": "validation_error", "message": "trackingNumber must have 5 to 50 characters"}]);
    assert_eq!(said["data"][1]["errors"], error);
    assert_eq!(said["error"], Value::Null);
    let wrong = |message: &str| {
        let error = json!({"code": "validation_error", "message": message});
        (
            400,
            json!({"status": "error", "summary": null, "data": null, "error": error}),
        )
    };
    assert_eq!(
        send(json!({})),
        wrong("The body must be a list of trackers")
    );
    assert_eq!(send(json!([])), wrong("A call makes 1 to 100 trackers"));
    assert_eq!(
        send(json!(vec![good.clone(); 101])),
        wrong("A call makes 1 to 100 trackers")
    );
    assert_eq!(send(json!([7, {}])), wrong("No tracker could be created"));
    let numbers = dialect("ship24").subjects(&request(
        "POST",
        &path,
        &[],
        &json!([good, good]).to_string(),
    ));
    assert_eq!(numbers, ["9400100000000000000000"; 2]);
}

fn error(code: &str, message: &str) -> Value {
    json!({"errors": [{"code": code, "message": message}], "data": null})
}

#[test]
fn what_is_not_valid_is_said() {
    let client = client();
    let couriers = r#"{"trackingNumber": "12345", "courierCode": ["a", "b", "c", "d"]}"#;
    let cases = [
        ("POST", "", "{", "The body must be a JSON object"),
        ("POST", "", "{}", "trackingNumber is required"),
        (
            "POST",
            "",
            r#"{"trackingNumber": 12345}"#,
            "trackingNumber must be a string",
        ),
        (
            "POST",
            "",
            r#"{"trackingNumber": "1234"}"#,
            "trackingNumber must have 5 to 50 characters",
        ),
        (
            "POST",
            "",
            r#"{"trackingNumber": "12345", "title": 7}"#,
            "title must be a string",
        ),
        (
            "POST",
            "/track",
            couriers,
            "courierCode must be a string or up to 3 of them",
        ),
        (
            "GET",
            "?limit=0",
            "",
            "limit must be a number from 1 to 500",
        ),
        (
            "GET",
            "?page=one",
            "",
            "page must be a number from 1 to 1073741824",
        ),
        ("GET", "?sort=up", "", "sort must be 1 or -1"),
    ];
    for (method, path, text, message) in cases {
        let said = client.said(method, &format!("{TRACKERS}{path}"), text);
        assert_eq!(
            said,
            (400, error("validation_error", message)),
            "{method} {path} {text}"
        );
    }
}

#[test]
fn what_is_not_there_is_not_found() {
    let client = client();
    let none = format!("{TRACKERS}/00000000-0000-4000-8000-000000000000");
    let cases = [
        ("GET", none.clone()),
        ("GET", format!("{TRACKERS}/x")),
        (
            "GET",
            format!("{TRACKERS}/%C3%BC%C3%BC%C3%BC%C3%BC%C3%BC%C3%BC%C3%BC%C3%BC%C3%BC"),
        ),
        ("GET", format!("{none}/results")),
        ("PATCH", none.clone()),
        ("POST", format!("{none}/webhook-events/resend")),
        ("GET", format!("{TRACKERS}/search/LP1/results")),
    ];
    let gone = error("tracker_not_found", "The tracker does not exist");
    for (method, path) in cases {
        assert_eq!(
            client.said(method, &path, "{}"),
            (404, gone.clone()),
            "{method} {path}"
        );
    }
    let nowhere = error("not_found", "There is nothing at this address");
    assert_eq!(client.said("GET", "/public/v1/pigeons", ""), (404, nowhere));
}

#[test]
fn refusals_have_their_codes_and_keys_are_bearers() {
    let client = client();
    for (refusal, status, code) in [
        (Refusal::KeyMissing, 401, "auth_missing_api_key"),
        (Refusal::KeyWrong, 401, "auth_invalid_api_key"),
        (Refusal::TooLarge { most: 1 }, 413, "validation_error"),
        (
            Refusal::TooMany { retry_after: None },
            429,
            "too_many_requests",
        ),
        (
            Refusal::Status(http::StatusCode::BAD_GATEWAY),
            502,
            "internal_error",
        ),
    ] {
        let (said, body) = client.refused(refusal);
        assert_eq!((said, &body["errors"][0]["code"]), (status, &json!(code)));
        assert_eq!(body["data"], Value::Null);
    }
    let key = |value: &str| {
        let asked = request("GET", TRACKERS, &[("authorization", value)], "");
        client.dialect.key(&asked)
    };
    assert_eq!(key("Bearer apik_x"), Key::Given("apik_x".to_owned()));
    assert_eq!(key("apik_x"), Key::Missing);
}

#[test]
fn what_it_tells_over_time() {
    for scenario in [
        "number-handover",
        "customs-duties-unpaid",
        "failed-attempt",
        "invented-number",
    ] {
        let text = film("ship24", scenario, |said| {
            let tracking = first(said);
            let newest = &tracking["events"][0];
            let legs = tracking["shipment"]["trackingNumbers"]
                .as_array()
                .map_or(0, Vec::len);
            let events = tracking["events"].as_array().map_or(0, Vec::len);
            let [code, _, milestone] = words(said);
            let time = word(&newest["occurrenceDatetime"]);
            format!("{milestone} {code} events={events} legs={legs} {time}")
        });
        settings().bind(|| insta::assert_snapshot!(format!("ship24__film_{scenario}"), text));
    }
    let whole = after(dialect("ship24"), Milestone::OutForDelivery, None);
    settings().bind(|| insta::assert_json_snapshot!("ship24__whole", whole));
}
