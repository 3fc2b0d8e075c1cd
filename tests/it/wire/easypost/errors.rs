//! What is refused, and how.

use misroute::dialect::Refusal;
use serde_json::json;

use super::{id, shop, track};
use crate::wire::asking::{body, dialect};

const BAD: (u16, &str) = (400, "BAD_REQUEST");
const REQUIRED: (u16, &str) = (422, "PARAMETER.REQUIRED");
const INVALID: (u16, &str) = (422, "TRACKER.INVALID_PARAMS");
const MISSING: (u16, &str) = (404, "NOT_FOUND");

/// Bodies of creations.
const CREATED: &[(&str, (u16, &str))] = &[
    ("", BAD),
    ("{", BAD),
    ("[]", BAD),
    ("null", BAD),
    ("\u{0}\u{1}", BAD),
    ("{}", REQUIRED),
    (r#"{"tracker":null}"#, REQUIRED),
    (r#"{"tracker":{}}"#, REQUIRED),
    (r#"{"tracker":{"tracking_code":" "}}"#, REQUIRED),
    (r#"{"tracker":"A"}"#, INVALID),
    (r#"{"tracker":{"tracking_code":[]}}"#, INVALID),
    (r#"{"tracker":{"tracking_code":"A","carrier":{}}}"#, INVALID),
    (
        r#"{"tracker":{"tracking_code":"A","carrier":"PonyExpress"}}"#,
        (422, "TRACKER.UNSUPPORTED_CARRIER"),
    ),
    (
        r#"{"tracker":{"tracking_code":"EZ8000000008"}}"#,
        (422, "TRACKER.INVALID_TEST_CODE"),
    ),
    (
        r#"{"tracker":{"tracking_code":"@#"}}"#,
        (422, "TRACKER.NO_CARRIER_FOR_CODE"),
    ),
];

/// Bodies of batches.
const BATCHES: &[(&str, (u16, &str))] = &[
    ("{", BAD),
    ("{}", REQUIRED),
    (r#"{"tracking_codes":[]}"#, REQUIRED),
    (r#"{"tracking_codes":"A"}"#, INVALID),
    (r#"{"tracking_codes":[{}]}"#, INVALID),
];

/// Paths that are asked for.
const PATHS: &[(&str, &str, (u16, &str))] = &[
    ("GET", "/v2/trackers?page_size=0", INVALID),
    ("GET", "/v2/trackers?page_size=101", INVALID),
    ("GET", "/v2/trackers?page_size=ten", INVALID),
    ("GET", "/v2/trackers?start_datetime=soon", INVALID),
    ("GET", "/v2/trackers?end_datetime=-1", INVALID),
    ("GET", "/v2/trackers?before_id=trk_0", MISSING),
    (
        "GET",
        "/v2/trackers/trk_00000000000000000000000000000000",
        MISSING,
    ),
    ("GET", "/v2/trackers/trk_%C3%BC", MISSING),
    (
        "GET",
        "/v2/trackers/trk_000000000000000%C3%BC000000000000000",
        MISSING,
    ),
    (
        "GET",
        "/v2/trackers/trk_+000000000000000+000000000000000",
        MISSING,
    ),
    ("GET", "/v2/trackers/%ff", MISSING),
    ("DELETE", "/v2/trackers/nothing", MISSING),
    ("PUT", "/v2/trackers", MISSING),
    ("GET", "/v2/", MISSING),
    ("GET", "/v2/shipments", MISSING),
];

#[test]
fn every_error_has_its_code_and_status() {
    let shop = shop("2026-04-01T12:00:00Z");
    let hold = |method: &str, path: &str, text: &str, (status, code): (u16, &str)| {
        let (answered, said) = shop.said(method, path, text);
        let error = &said["error"];
        assert_eq!(
            (answered, &error["code"]),
            (status, &json!(code)),
            "{method} {path} {text}"
        );
        assert!(
            error["message"]
                .as_str()
                .is_some_and(|text| !text.is_empty())
        );
        assert!(error["errors"].is_array(), "{said}");
    };
    for (text, wanted) in CREATED {
        hold("POST", "/v2/trackers", text, *wanted);
    }
    for (text, wanted) in BATCHES {
        hold("POST", "/v2/trackers/batch", text, *wanted);
    }
    for (method, path, wanted) in PATHS {
        hold(method, path, "", *wanted);
    }
    let long = json!({ "tracker": { "tracking_code": "A".repeat(101) } });
    hold("POST", "/v2/trackers", &long.to_string(), INVALID);
    let many = json!({ "tracking_codes": vec!["A"; 101] });
    hold("POST", "/v2/trackers/batch", &many.to_string(), INVALID);
    assert_eq!(
        shop.desk.trackers.count(),
        0,
        "nothing that is refused is kept"
    );
}

#[test]
fn the_documented_bodies_are_verbatim() {
    let shop = shop("2026-04-01T12:00:00Z");
    let text = |method, path, body| {
        let answer = shop.ask(method, path, body);
        assert_eq!(
            answer.headers()["content-type"],
            "application/json; charset=utf-8"
        );
        String::from_utf8(answer.body().clone()).expect("text")
    };
    assert_eq!(
        text("GET", "/v2/trackers/trk_1", ""),
        r#"{"error":{"code":"NOT_FOUND","message":"The requested resource could not be found.","errors":[]}}"#
    );
    assert_eq!(
        text("POST", "/v2/trackers", "{}"),
        r#"{"error":{"code":"PARAMETER.REQUIRED","message":"Missing required parameter.","errors":[{"field":"tracker","message":"cannot be blank"}]}}"#
    );
}

#[test]
fn a_key_of_test_mode_can_be_held_to_the_test_codes() {
    let mut shop = shop("2026-04-01T12:00:00Z");
    shop.key = "EZTKabc";
    let (status, tracker) = track(&shop, "LP00000000000017");
    assert_eq!((status, &tracker["mode"]), (201, &json!("test")));
    shop.set("easypost.test-mode", "test-codes");
    let (status, said) = track(&shop, "LP00000000000025");
    assert_eq!(
        (status, &said["error"]["code"]),
        (422, &json!("TRACKER.CREATE.ERROR"))
    );
    assert_eq!(track(&shop, "EZ1000000001").0, 201);
    shop.key = "EZAKabc";
    assert_eq!(track(&shop, "LP00000000000025").0, 201);
}

#[test]
fn other_keys_see_nothing() {
    let mut shop = shop("2026-04-01T12:00:00Z");
    let (_, tracker) = track(&shop, "EZ1000000001");
    let path = format!("/v2/trackers/{}", id(&tracker));
    shop.get(&path);
    shop.key = "somebody else";
    assert_eq!(shop.said("GET", &path, "").0, 404);
    assert_eq!(shop.get("/v2/trackers")["trackers"], json!([]));
    assert_eq!(track(&shop, "EZ1000000001").0, 201);
}

#[test]
fn what_never_reaches_the_endpoints_is_refused_in_the_same_shape() {
    let status = |code| Refusal::Status(http::StatusCode::from_u16(code).expect("a status"));
    let too_many = Refusal::TooMany {
        retry_after: Some(7),
    };
    for (refusal, wanted, code) in [
        (Refusal::KeyMissing, 401, "UNAUTHORIZED"),
        (Refusal::KeyWrong, 401, "UNAUTHORIZED"),
        (Refusal::TooLarge { most: 1 }, 413, "PAYLOAD_TOO_LARGE"),
        (too_many, 429, "RATE_LIMITED"),
        (status(402), 402, "PAYMENT_REQUIRED"),
        (status(403), 403, "FORBIDDEN"),
        (status(404), 404, "NOT_FOUND"),
        (status(500), 500, "INTERNAL_SERVER_ERROR"),
        (status(503), 503, "SERVICE_UNAVAILABLE"),
        (status(504), 504, "GATEWAY_TIMEOUT"),
    ] {
        let answer = dialect("easypost").refuse(&refusal);
        assert_eq!(answer.status().as_u16(), wanted, "{refusal:?}");
        assert_eq!(body(&answer)["error"]["code"], code, "{refusal:?}");
        let wait = answer.headers().get("retry-after").is_some();
        assert_eq!(wait, refusal == too_many, "{refusal:?}");
    }
}
