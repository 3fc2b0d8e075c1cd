//! What is refused, and how.

use misroute::dialect::Refusal;
use serde_json::json;

use super::{id, shop, track};
use crate::wire::asking::{body, dialect};

#[test]
fn every_error_has_its_code_and_status() {
    let shop = shop("2026-04-01T12:00:00Z");
    let long = format!(r#"{{"tracker":{{"tracking_code":"{}"}}}}"#, "A".repeat(101));
    let many = json!({ "tracking_codes": vec!["A"; 101] }).to_string();
    let cases: &[(&str, &str, &str, u16, &str)] = &[
        ("POST", "/v2/trackers", "", 400, "BAD_REQUEST"),
        ("POST", "/v2/trackers", "{", 400, "BAD_REQUEST"),
        ("POST", "/v2/trackers", "[]", 400, "BAD_REQUEST"),
        ("POST", "/v2/trackers", "null", 400, "BAD_REQUEST"),
        ("POST", "/v2/trackers", "\u{0}\u{1}", 400, "BAD_REQUEST"),
        ("POST", "/v2/trackers", "{}", 422, "PARAMETER.REQUIRED"),
        (
            "POST",
            "/v2/trackers",
            r#"{"tracker":null}"#,
            422,
            "PARAMETER.REQUIRED",
        ),
        (
            "POST",
            "/v2/trackers",
            r#"{"tracker":{}}"#,
            422,
            "PARAMETER.REQUIRED",
        ),
        (
            "POST",
            "/v2/trackers",
            r#"{"tracker":{"tracking_code":" "}}"#,
            422,
            "PARAMETER.REQUIRED",
        ),
        (
            "POST",
            "/v2/trackers",
            r#"{"tracker":"A"}"#,
            422,
            "TRACKER.INVALID_PARAMS",
        ),
        (
            "POST",
            "/v2/trackers",
            r#"{"tracker":{"tracking_code":[]}}"#,
            422,
            "TRACKER.INVALID_PARAMS",
        ),
        ("POST", "/v2/trackers", &long, 422, "TRACKER.INVALID_PARAMS"),
        (
            "POST",
            "/v2/trackers",
            r#"{"tracker":{"tracking_code":"A","carrier":{}}}"#,
            422,
            "TRACKER.INVALID_PARAMS",
        ),
        (
            "POST",
            "/v2/trackers",
            r#"{"tracker":{"tracking_code":"A","carrier":"PonyExpress"}}"#,
            422,
            "TRACKER.UNSUPPORTED_CARRIER",
        ),
        (
            "POST",
            "/v2/trackers",
            r#"{"tracker":{"tracking_code":"EZ8000000008"}}"#,
            422,
            "TRACKER.INVALID_TEST_CODE",
        ),
        (
            "POST",
            "/v2/trackers",
            r#"{"tracker":{"tracking_code":"@#"}}"#,
            422,
            "TRACKER.NO_CARRIER_FOR_CODE",
        ),
        (
            "GET",
            "/v2/trackers?page_size=0",
            "",
            422,
            "TRACKER.INVALID_PARAMS",
        ),
        (
            "GET",
            "/v2/trackers?page_size=101",
            "",
            422,
            "TRACKER.INVALID_PARAMS",
        ),
        (
            "GET",
            "/v2/trackers?page_size=ten",
            "",
            422,
            "TRACKER.INVALID_PARAMS",
        ),
        (
            "GET",
            "/v2/trackers?start_datetime=soon",
            "",
            422,
            "TRACKER.INVALID_PARAMS",
        ),
        (
            "GET",
            "/v2/trackers?end_datetime=-1",
            "",
            422,
            "TRACKER.INVALID_PARAMS",
        ),
        ("GET", "/v2/trackers?before_id=trk_0", "", 404, "NOT_FOUND"),
        ("POST", "/v2/trackers/batch", "{", 400, "BAD_REQUEST"),
        (
            "POST",
            "/v2/trackers/batch",
            "{}",
            422,
            "PARAMETER.REQUIRED",
        ),
        (
            "POST",
            "/v2/trackers/batch",
            r#"{"tracking_codes":[]}"#,
            422,
            "PARAMETER.REQUIRED",
        ),
        (
            "POST",
            "/v2/trackers/batch",
            r#"{"tracking_codes":"A"}"#,
            422,
            "TRACKER.INVALID_PARAMS",
        ),
        (
            "POST",
            "/v2/trackers/batch",
            r#"{"tracking_codes":[{}]}"#,
            422,
            "TRACKER.INVALID_PARAMS",
        ),
        (
            "POST",
            "/v2/trackers/batch",
            &many,
            422,
            "TRACKER.INVALID_PARAMS",
        ),
        (
            "GET",
            "/v2/trackers/trk_00000000000000000000000000000000",
            "",
            404,
            "NOT_FOUND",
        ),
        ("GET", "/v2/trackers/trk_ü", "", 404, "NOT_FOUND"),
        ("GET", "/v2/trackers/%ff", "", 404, "NOT_FOUND"),
        ("DELETE", "/v2/trackers/nothing", "", 404, "NOT_FOUND"),
        ("PUT", "/v2/trackers", "", 404, "NOT_FOUND"),
        ("GET", "/v2/", "", 404, "NOT_FOUND"),
        ("GET", "/v2/shipments", "", 404, "NOT_FOUND"),
    ];
    for (method, path, text, status, code) in cases {
        // A path of bytes beyond ASCII is no path; clients send it encoded.
        let path = path.replace('ü', "%C3%BC");
        let (answered, said) = shop.said(method, &path, text);
        let error = &said["error"];
        assert_eq!(
            (answered, &error["code"]),
            (*status, &json!(code)),
            "{method} {path} {text}"
        );
        assert!(
            error["message"]
                .as_str()
                .is_some_and(|text| !text.is_empty())
        );
        assert!(error["errors"].is_array(), "{said}");
    }
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
