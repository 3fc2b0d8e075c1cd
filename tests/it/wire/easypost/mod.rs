//! `EasyPost`'s trackers.

mod errors;
mod events;
mod lists;
mod time;
mod words;

use misroute::carrier::{Binding, Scope, Trackers};
use misroute::dialect::Key;
use serde_json::{Value, json};

use super::asking::{body, dialect, everything_said, request};
use super::shapes::{assert_holds, table};
use super::shop::{Shop, case_of, instant};

const CREATED: &str = r#"{"id":"ID","object":"Tracker","mode":"test","tracking_code":"EZ1000000001","status":"pre_transit","status_detail":"status_update","created_at":"2025-11-05T21:59:07Z","updated_at":"2025-11-05T21:59:07Z","signed_by":null,"weight":null,"est_delivery_date":"2025-11-05T21:59:07Z","shipment_id":null,"carrier":"USPS","tracking_details":[{"object":"TrackingDetail","message":"Pre-Shipment Info Sent to USPS","description":null,"status":"pre_transit","status_detail":"status_update","datetime":"2025-10-05T21:59:07Z","source":"USPS","carrier_code":null,"tracking_location":{"object":"TrackingLocation","city":null,"state":null,"country":null,"zip":null},"est_delivery_date":null},{"object":"TrackingDetail","message":"Shipping Label Created","description":null,"status":"pre_transit","status_detail":"status_update","datetime":"2025-10-06T10:36:07Z","source":"USPS","carrier_code":null,"tracking_location":{"object":"TrackingLocation","city":"HOUSTON","state":"TX","country":null,"zip":"77063"},"est_delivery_date":null}],"carrier_detail":{"object":"CarrierDetail","service":"First-Class Package Service","container_type":null,"est_delivery_date_local":null,"est_delivery_time_local":null,"origin_location":"HOUSTON TX, 77001","origin_tracking_location":{"object":"TrackingLocation","city":"HOUSTON","state":"TX","country":null,"zip":"77063"},"destination_location":"CHARLESTON SC, 29401","destination_tracking_location":null,"guaranteed_delivery_date":null,"alternate_identifier":null,"initial_delivery_attempt":null},"delivery_evidence":[],"finalized":true,"is_return":false,"public_url":"https://track.easypost.com/URL","fees":[{"object":"Fee","type":"TrackerFee","amount":"0.02000","charged":false,"refunded":false}]}"#;

const FEES: &str = r#""fees":[{"object":"Fee","type":"TrackerFee","amount":"0.02000","charged":true,"refunded":false}],"#;

fn shop(at: &str) -> Shop {
    Shop::new("easypost", at)
}

/// Has a number tracked, and returns the status and the tracker.
fn track(shop: &Shop, code: &str) -> (u16, Value) {
    let asked = json!({ "tracker": { "tracking_code": code } });
    shop.said("POST", "/v2/trackers", &asked.to_string())
}

fn id(tracker: &Value) -> &str {
    tracker["id"].as_str().expect("an id")
}

/// Returns an answer's text without what differs from tracker to tracker.
fn anonymous(text: &[u8]) -> String {
    let text = String::from_utf8_lossy(text).into_owned();
    let said: Value = serde_json::from_str(&text).expect("it is JSON");
    let url = said["public_url"].as_str().expect("a link");
    let url = url
        .strip_prefix("https://track.easypost.com/")
        .expect("its host");
    text.replace(url, "URL").replace(id(&said), "ID")
}

#[test]
fn the_first_test_code_is_answered_as_recorded_byte_by_byte() {
    let shop = shop("2025-11-05T21:59:07Z");
    let asked = r#"{"tracker": {"tracking_code": "EZ1000000001"}}"#;
    let created = shop.ask("POST", "/v2/trackers", asked);
    assert_eq!(created.status(), 201);
    assert_eq!(anonymous(created.body()), CREATED);
    let location = created.headers()["location"].to_str().expect("text");
    let said = body(&created);
    assert_eq!(location, format!("/api/v2/trackers/{}", id(&said)));

    // Once more: the same, without fees, and what was null is empty.
    let unsaid = |text: &str| {
        text.replace(r#""description":null"#, r#""description":"""#)
            .replace(r#""carrier_code":null"#, r#""carrier_code":"""#)
    };
    let fees = format!(",{}", FEES.trim_end_matches(',').replace("true", "false"));
    let again = shop.ask("POST", "/v2/trackers", asked);
    assert_eq!(again.status(), 200);
    assert_eq!(anonymous(again.body()), unsaid(&CREATED.replace(&fees, "")));

    // Read: fees stand before the carrier's detail, and two keys are gone.
    let read = shop.ask("GET", &format!("/v2/trackers/{}", id(&said)), "");
    let wanted = CREATED
        .replace(&fees, "")
        .replace(r#""finalized":true,"is_return":false,"#, "")
        .replace(r#""carrier_detail""#, &format!(r#"{FEES}"carrier_detail""#));
    assert_eq!(anonymous(read.body()), unsaid(&wanted));
}

#[test]
fn links_and_ids_look_like_the_real_ones() {
    let shop = shop("2026-03-20T12:00:00Z");
    let (_, tracker) = track(&shop, "EZ4000000004");
    let id = id(&tracker);
    let digits = id.strip_prefix("trk_").expect("the prefix");
    assert_eq!(digits.len(), 32);
    assert!(
        digits
            .bytes()
            .all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte))
    );
    let url = tracker["public_url"].as_str().expect("a link");
    let coded = url
        .strip_prefix("https://track.easypost.com/")
        .expect("its host");
    let plain = misroute::dialect::sixty_four::decode(coded).expect("base 64");
    assert_eq!(String::from_utf8(plain).expect("text"), format!("v1:{id}"));
}

#[test]
fn every_test_code_has_its_status_and_oldest_details_first() {
    let mut shop = shop("2026-03-31T00:00:00Z");
    for (code, status, count) in [
        ("EZ1000000001", "pre_transit", 2),
        ("EZ2000000002", "in_transit", 6),
        ("EZ3000000003", "out_for_delivery", 7),
        ("EZ4000000004", "delivered", 8),
        ("EZ5000000005", "return_to_sender", 8),
        ("EZ6000000006", "failure", 8),
        ("EZ7000000007", "unknown", 1),
    ] {
        let (created, tracker) = track(&shop, code);
        assert_eq!(
            (created, &tracker["status"]),
            (201, &json!(status)),
            "{code}"
        );
        let details = tracker["tracking_details"].as_array().expect("a list");
        assert_eq!(details.len(), count, "{code}");
        assert_eq!(details[0]["datetime"], "2026-02-28T00:00:00Z", "{code}");
        let times: Vec<_> = details.iter().map(|one| one["datetime"].as_str()).collect();
        assert!(times.is_sorted(), "{code}: {times:?}");
        let newest = details.last().expect("a detail");
        assert_eq!(newest["status"], status, "{code}");
    }
    let (_, delivered) = track(&shop, "EZ4000000004");
    assert_eq!(delivered["signed_by"], "John Tester");
    assert!(delivered["weight"].is_f64());

    shop.set("easypost.test.EZ7000000007", "failure");
    let (_, tracker) = track(&shop, "EZ7000000007");
    assert_eq!(tracker["status"], "failure");
}

#[test]
fn keys_come_as_a_bearers_token_or_a_basic_user() {
    let key = |value: &str| {
        let request = request("GET", "/v2/trackers", &[("authorization", value)], "");
        dialect("easypost").key(&request)
    };
    let given = |key: &str| Key::Given(key.to_owned());
    assert_eq!(key("Bearer EZAKabc"), given("EZAKabc"));
    assert_eq!(key("bearer  EZAKabc "), given("EZAKabc"));
    assert_eq!(key("Basic RVpBS2FiYzo="), given("EZAKabc"));
    assert_eq!(key("Basic RVpBS2FiYzpzZWNyZXQ="), given("EZAKabc"));
    for none in [
        "",
        "Bearer",
        "Bearer ",
        "Basic Og==",
        "Basic ???",
        "Digest x",
    ] {
        assert_eq!(key(none), Key::Missing, "{none}");
    }
    let without = request("GET", "/v2/trackers", &[], "");
    assert_eq!(dialect("easypost").key(&without), Key::Missing);
}

#[test]
fn a_number_of_nobody_is_tracked_and_unknown() {
    let shop = shop("2026-04-01T12:00:00Z");
    let (status, tracker) = track(&shop, "LP00000000000017");
    assert_eq!(status, 201);
    assert_eq!(tracker["status"], "unknown");
    assert_eq!(tracker["status_detail"], "unknown");
    assert_eq!(tracker["carrier"], "Cainiao");
    assert_eq!(tracker["mode"], "production");
    assert_eq!(tracker["tracking_details"], json!([]));
    assert_eq!(tracker["carrier_detail"], Value::Null);
    assert_eq!(tracker["est_delivery_date"], Value::Null);
}

#[test]
fn only_a_carrier_that_knows_the_number_is_asked() {
    let (case, number) = case_of("standard", 0);
    let shop = shop("2026-04-01T12:00:00Z");
    shop.at(case.settled_at());
    let create = |carrier: &str| {
        let asked = json!({ "tracker": { "tracking_code": number, "carrier": carrier } });
        shop.said("POST", "/v2/trackers", &asked.to_string())
    };
    let (status, own) = create("cainiao");
    assert_eq!((status, &own["carrier"]), (201, &json!("Cainiao")));
    assert_ne!(own["status"], "unknown");
    let (status, stranger) = create("JapanPost");
    assert_eq!((status, &stranger["carrier"]), (201, &json!("JapanPost")));
    assert_eq!(stranger["status"], "unknown");
    assert_ne!(own["id"], stranger["id"]);
}

#[test]
fn forms_are_read_and_numbers_may_be_digits() {
    let shop = shop("2026-04-01T12:00:00Z");
    let kind = [("content-type", "application/x-www-form-urlencoded")];
    let form = "tracker%5Btracking_code%5D=EZ2000000002&tracker[carrier]=UPS";
    let answer = shop.send(&request("POST", "/v2/trackers", &kind, form), None);
    assert_eq!(answer.status(), 201);
    let tracker = body(&answer);
    assert_eq!(
        (&tracker["carrier"], &tracker["status"]),
        (&json!("UPS"), &json!("in_transit"))
    );
    let digits = r#"{"tracker": {"tracking_code": 123456789012, "carrier": "FedEx"}}"#;
    let (status, tracker) = shop.said("POST", "/v2/trackers", digits);
    assert_eq!(
        (status, &tracker["tracking_code"]),
        (201, &json!("123456789012"))
    );
}

#[test]
fn fixtures_that_are_bound_are_their_carriers() {
    let (case, number) = case_of("standard", 1);
    let shop = shop("2026-04-01T12:00:00Z");
    shop.at(case.settled_at());
    let binding = Binding {
        world: case.world.clone(),
        address: case.address,
        number: case.number(&number).expect("it is the case's"),
    };
    shop.desk
        .bind("my parcel #1", binding)
        .expect("there is room");
    let (status, tracker) = track(&shop, "my parcel #1");
    assert_eq!(
        (status, &tracker["tracking_code"]),
        (201, &json!("my parcel #1"))
    );
    assert_ne!(tracker["status"], "unknown");
}

#[test]
fn requests_say_what_they_are_about() {
    let subjects =
        |method, path, body| dialect("easypost").subjects(&request(method, path, &[], body));
    let one = r#"{"tracker":{"tracking_code":"A"}}"#;
    assert_eq!(subjects("POST", "/v2/trackers", one), ["A"]);
    let two = r#"{"tracking_codes":["A","B"]}"#;
    assert_eq!(subjects("POST", "/v2/trackers/batch", two), ["A", "B"]);
    assert_eq!(subjects("GET", "/v2/trackers/trk_1", ""), ["trk_1"]);
    let listed = "/v2/trackers?tracking_codes[]=A&tracking_codes[]=B";
    assert_eq!(subjects("GET", listed, ""), ["A", "B"]);
    assert_eq!(subjects("POST", "/v2/trackers", "{"), Vec::<String>::new());
}

/// Paths that no answer shows, each with the reason.
const NOT_SHOWN: &[(&str, &str)] = &[
    ("is_return", "read answers have no such key"),
    ("finalized", "read answers have no such key"),
];

#[test]
fn the_shapes_hold() {
    let said = everything_said(dialect("easypost"), 6);
    assert_holds(&table("easypost"), &said, NOT_SHOWN);
    // What is created, created once more and recorded as an event has two keys more.
    let shop = shop("2026-03-20T12:00:00Z");
    let created: Vec<Value> = (0..2).map(|_| track(&shop, "EZ4000000004").1).collect();
    let mut all = said;
    all.extend(created);
    all.extend([shop.get("/v2/trackers")["trackers"][0].take()]);
    assert_holds(&table("easypost"), &all, &[]);
}

#[test]
fn a_store_that_is_full_refuses() {
    let shop = shop("2026-04-01T12:00:00Z");
    let most = Trackers::MOST;
    let scope = Scope {
        dialect: "test",
        key: "",
    };
    for place in 0..most {
        let number = place.to_string();
        let notes = serde_json::Map::new();
        shop.desk
            .trackers
            .register(scope, (&number, ""), instant("2026-01-01"), notes);
    }
    let (status, said) = track(&shop, "EZ1000000001");
    assert_eq!(
        (status, &said["error"]["code"]),
        (422, &json!("TRACKER.CREATE.ERROR"))
    );
}
