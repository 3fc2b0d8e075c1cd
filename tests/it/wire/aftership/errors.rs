//! What is refused, and how.

use misroute::dialect::Refusal;
use serde_json::{Value, json};

use super::{PATH, path, shop, track};
use crate::wire::asking::{body, dialect};
use crate::wire::shop::instant;

const LEGACY: &str = "/tracking/2023-10/trackings";

/// An error: method, path, body, and then status, code and type.
type Case<'a> = (&'a str, String, &'a str, u16, u16, &'a str);

fn hold(cases: &[Case<'_>]) {
    let shop = shop("2026-04-01T12:00:00Z");
    track(&shop, "LP00000000000017");
    for (method, path, text, status, code, kind) in cases {
        let (answered, said) = shop.said(method, path, text);
        let meta = &said["meta"];
        assert_eq!(
            (answered, &meta["code"], &meta["type"]),
            (*status, &json!(code), &json!(kind)),
            "{method} {path} {text}"
        );
        assert!(
            meta["message"]
                .as_str()
                .is_some_and(|text| !text.is_empty())
        );
        assert!(said["data"].is_object());
    }
    assert_eq!(
        shop.desk.trackers.count(),
        1,
        "nothing that is refused is kept"
    );
}

fn bad<'a>(path: &str, body: &'a str, code: u16) -> Case<'a> {
    let method = if body.is_empty() { "GET" } else { "POST" };
    (method, path.to_owned(), body, 400, code, "BadRequest")
}

#[test]
fn what_is_to_be_tracked_is_checked() {
    let long = format!(r#"{{"tracking_number":"{}"}}"#, "A".repeat(101));
    let fat = json!({ "tracking_number": "LP1", "title": "A".repeat(20_000) }).to_string();
    hold(&[
        bad(PATH, "{", 4001),
        bad(PATH, "[]", 4001),
        bad(PATH, "\u{0}", 4001),
        bad(PATH, "{}", 4007),
        bad(PATH, r#"{"tracking_number":null}"#, 4007),
        bad(PATH, r#"{"tracking_number":" "}"#, 4007),
        bad(PATH, r#"{"tracking_number":["A"]}"#, 4005),
        bad(PATH, &long, 4005),
        bad(PATH, r#"{"tracking_number":"LP#17"}"#, 4017),
        bad(PATH, r#"{"tracking_number":"LP17\u0000"}"#, 4017),
        bad(
            PATH,
            r#"{"tracking_number":"LP1","slug":"pony-express"}"#,
            4010,
        ),
        bad(PATH, r#"{"tracking_number":"LP1","slug":7}"#, 4010),
        bad(PATH, r#"{"tracking_number":"LP1","slug":[7]}"#, 4010),
        bad(PATH, r#"{"tracking_number":"-"}"#, 4012),
        bad(
            PATH,
            r#"{"tracking_number":"LP00000000000025","slug":["usps","ups"]}"#,
            4012,
        ),
        bad(PATH, r#"{"tracking_number":"LP00000000000017"}"#, 4003),
        bad(
            PATH,
            r#"{"tracking_number":"LP1","slug":"usps","title":7}"#,
            4008,
        ),
        bad(
            PATH,
            r#"{"tracking_number":"LP1","slug":"usps","custom_fields":[]}"#,
            4008,
        ),
        bad(
            PATH,
            r#"{"tracking_number":"LP1","slug":"usps","customers":["x"]}"#,
            4008,
        ),
        bad(
            PATH,
            r#"{"tracking_number":"LP1","slug":"usps","shipment_tags":[{}]}"#,
            4008,
        ),
        bad(
            PATH,
            r#"{"tracking_number":"LP1","slug":"usps","destination_country_region":"DE"}"#,
            4008,
        ),
        bad(PATH, &fat.replace("LP1", "LP00000000000025"), 400),
        bad(LEGACY, "{", 4001),
        bad(LEGACY, "{}", 4006),
        bad(LEGACY, r#"{"tracking":[]}"#, 4006),
        bad(LEGACY, r#"{"tracking":{}}"#, 4007),
        bad("/tracking/2026-07/couriers/detect", "{}", 4007),
    ]);
}

#[test]
fn paths_and_queries_are_checked() {
    let missing = "0".repeat(32);
    let not_found = |method, path: String, code| (method, path, "", 404, code, "NotFound");
    let forbidden = |method, rest| {
        (
            method,
            format!("/tracking/2026-07/{rest}"),
            "",
            403,
            403,
            "Forbidden",
        )
    };
    let many: Vec<_> = (0..51).map(|place| format!("A{place}")).collect();
    hold(&[
        not_found("GET", format!("{PATH}/{missing}"), 4004),
        not_found("DELETE", format!("{PATH}/{missing}"), 4004),
        not_found("PUT", format!("{PATH}/{missing}"), 4004),
        not_found("POST", format!("{PATH}/{missing}/retrack"), 4004),
        not_found("POST", format!("{PATH}/{missing}/mark-as-completed"), 4004),
        not_found("GET", format!("{PATH}/abcdefghijklmnopqrstuvwx"), 4004),
        not_found("GET", format!("{LEGACY}/usps/A"), 4004),
        not_found("GET", format!("{PATH}/cainiao/LP00000000000017"), 404),
        not_found("GET", "/tracking/2026-07/nothing".to_owned(), 404),
        not_found("GET", "/tracking/2026-07".to_owned(), 404),
        not_found("PATCH", format!("{PATH}/{missing}"), 4004),
        not_found("DELETE", PATH.to_owned(), 404),
        not_found("POST", format!("{PATH}/{missing}/nonsense"), 404),
        bad(&format!("{PATH}/x"), "", 4015),
        bad(&format!("{PATH}/%00"), "", 4015),
        bad(
            &format!(
                "{PATH}/%C3%BC%C3%BC%C3%BC%C3%BC%C3%BC%C3%BC%C3%BC%C3%BC%C3%BC%C3%BC%C3%BC%C3%BC"
            ),
            "",
            4015,
        ),
        bad(&format!("{PATH}?limit=0"), "", 4008),
        bad(&format!("{PATH}?limit=201"), "", 4008),
        bad(&format!("{PATH}?limit=x"), "", 4008),
        bad(&format!("{PATH}?cursor=x"), "", 4008),
        bad(&format!("{PATH}?tag=Gone"), "", 4008),
        bad(&format!("{PATH}?created_at_min=soon"), "", 4008),
        bad(&format!("{PATH}?updated_at_max=soon"), "", 4008),
        bad(&format!("{PATH}?return_to_sender=maybe"), "", 4008),
        bad(&format!("{PATH}?transit_time=long"), "", 4008),
        bad(
            &format!("{PATH}?tracking_numbers={}", many.join(",")),
            "",
            4008,
        ),
        bad(&format!("{LEGACY}?page=0"), "", 4008),
        forbidden("POST", "estimated-delivery-date/predict"),
        forbidden("POST", "estimated-delivery-date/predict-batch"),
        forbidden("GET", "courier-connections"),
    ]);
}

#[test]
fn the_documented_bodies_are_verbatim() {
    let shop = shop("2026-04-01T12:00:00Z");
    let made = track(&shop, "LP00000000000017");
    let text = |method, path: &str, body| {
        String::from_utf8(shop.ask(method, path, body).body().clone()).expect("text")
    };
    assert_eq!(
        text("GET", &format!("{PATH}/{}", "0".repeat(32)), ""),
        r#"{"meta":{"code":4004,"type":"NotFound","message":"Tracking does not exist."},"data":{}}"#
    );
    let again = text("POST", PATH, r#"{"tracking_number":"LP00000000000017"}"#);
    let again: Value = serde_json::from_str(&again).expect("JSON");
    assert_eq!(again["meta"]["message"], "Tracking already exists.");
    assert_eq!(
        again["data"],
        json!({
            "id": made["id"], "legacy_id": made["legacy_id"],
            "tracking_number": "LP00000000000017", "slug": "cainiao",
        })
    );
    let old = shop
        .said(
            "POST",
            LEGACY,
            r#"{"tracking":{"tracking_number":"LP00000000000017"}}"#,
        )
        .1;
    assert_eq!(old["data"]["tracking"]["id"], made["legacy_id"]);
}

#[test]
fn a_courier_may_demand_more() {
    let mut shop = shop("2026-04-01T12:00:00Z");
    shop.set(
        "aftership.required-fields",
        "usps:x,cainiao:destination_postal_code+tracking_key",
    );
    let asked = r#"{"tracking_number":"LP00000000000017","tracking_key":"k"}"#;
    let (status, said) = shop.said("POST", PATH, asked);
    assert_eq!((status, &said["meta"]["code"]), (400, &json!(4011)));
    let message = said["meta"]["message"].as_str().expect("text");
    assert!(
        message.ends_with("also required: destination_postal_code, tracking_key"),
        "{message}"
    );
    let asked = asked.replace('}', r#","destination_postal_code":"1"}"#);
    assert_eq!(shop.said("POST", PATH, &asked).0, 201);
}

#[test]
fn only_what_is_inactive_is_tracked_again_and_only_once() {
    let shop = shop("2026-04-01T12:00:00Z");
    let made = track(&shop, "LP00000000000017");
    let retrack = || shop.said("POST", &format!("{}/retrack", path(&made)), "");
    let code = |said: (u16, Value)| said.1["meta"]["code"].clone();
    assert_eq!(code(retrack()), 4013);
    shop.at(instant("2026-05-01T12:00:00Z"));
    let expired = shop.get(&path(&made));
    assert_eq!(
        (&expired["data"]["tag"], &expired["data"]["active"]),
        (&json!("Expired"), &json!(false))
    );
    let (status, again) = retrack();
    assert_eq!((status, &again["data"]["tag"]), (200, &json!("Pending")));
    assert_eq!(again["data"]["active"], true);
    assert_eq!(code(retrack()), 4013);
    shop.at(instant("2026-06-01T12:00:00Z"));
    assert_eq!(code(retrack()), 4016);
}

#[test]
fn a_completion_has_a_reason_and_is_the_clients_own() {
    let shop = shop("2026-04-01T12:00:00Z");
    let code = |path: &str, body| shop.said("POST", path, body).1["meta"]["code"].clone();
    let made = track(&shop, "LP00000000000017");
    let mark = format!("{}/mark-as-completed", path(&made));
    assert_eq!(code(&mark, "x"), 4001);
    assert_eq!(code(&mark, "{}"), 4009);
    assert_eq!(code(&mark, r#"{"reason":"EATEN"}"#), 4008);
    assert_eq!(code(&mark, r#"{"reason":7}"#), 4008);
    for (number, reason, tag, subtag) in [
        (
            "LP00000000000025",
            "DELIVERED",
            "Delivered",
            "Delivered_001",
        ),
        ("LP00000000000033", "LOST", "Exception", "Exception_013"),
        (
            "LP00000000000041",
            "RETURNED_TO_SENDER",
            "Exception",
            "Exception_011",
        ),
    ] {
        let made = track(&shop, number);
        let mark = format!("{}/mark-as-completed", path(&made));
        let (status, said) = shop.said("POST", &mark, &json!({ "reason": reason }).to_string());
        let data = &said["data"];
        assert_eq!(
            (status, &data["tag"], &data["subtag"]),
            (200, &json!(tag), &json!(subtag))
        );
        assert_eq!(data["active"], false);
        let checkpoint = data["checkpoints"]
            .as_array()
            .and_then(|list| list.last())
            .expect("one");
        assert_eq!(
            (&checkpoint["source"], &checkpoint["subtag"]),
            (&json!("user"), &json!(subtag))
        );
        assert_eq!(checkpoint["checkpoint_time"], "2026-04-01T12:00:00+00:00");
    }
}

#[test]
fn what_never_reaches_the_endpoints_is_refused_in_the_same_shape() {
    let status = |code| Refusal::Status(http::StatusCode::from_u16(code).expect("a status"));
    for (refusal, wanted, kind) in [
        (Refusal::KeyMissing, 401, "Unauthorized"),
        (Refusal::KeyWrong, 401, "Unauthorized"),
        (Refusal::TooLarge { most: 1 }, 400, "BadRequest"),
        (
            Refusal::TooMany { retry_after: None },
            429,
            "TooManyRequests",
        ),
        (status(403), 403, "Forbidden"),
        (status(404), 404, "NotFound"),
        (status(500), 500, "InternalError"),
        (status(503), 503, "InternalError"),
    ] {
        let answer = dialect("aftership").refuse(&refusal);
        assert_eq!(answer.status().as_u16(), wanted, "{refusal:?}");
        let said = body(&answer);
        assert_eq!(
            (&said["meta"]["type"], &said["meta"]["code"]),
            (&json!(kind), &json!(wanted))
        );
    }
}

#[test]
fn every_answer_tells_the_rate_limit() {
    let shop = shop("2026-04-01T12:00:00Z");
    for path in [PATH, "/tracking/2026-07/nothing"] {
        let answer = shop.ask("GET", path, "");
        let header = |name: &str| answer.headers()[name].to_str().expect("text").to_owned();
        assert_eq!(header("x-ratelimit-limit"), "10");
        assert_eq!(header("x-ratelimit-remaining"), "9");
        let reset = instant("2026-04-01T12:00:01Z").0.to_string();
        assert_eq!(header("x-ratelimit-reset"), reset);
    }
}
