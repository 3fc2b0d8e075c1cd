//! What is refused before any endpoint is asked: tokens, methods, bodies, queries.

use axum::body::Body;
use axum::http::{Request, StatusCode};
use misroute::fleet::DEFAULT_START;
use misroute::server::{BODY_MOST, CASES, DAYS, Fleet, Tenant, Terms};
use serde_json::{Value, json};

use super::{Asked, desk, text};

fn guarded() -> Asked {
    let terms = Terms {
        fleet: Fleet::library(DEFAULT_START, DAYS, CASES),
        follows_wall: false,
        state: None,
    };
    Asked::of(Tenant::with_terms(desk(), terms, Some("s3cret".to_owned())))
}

#[tokio::test]
async fn who_does_not_know_the_token_controls_nothing() {
    let asked = guarded();
    for (header, status) in [
        (None, StatusCode::UNAUTHORIZED),
        (Some("Bearer wrong!"), StatusCode::UNAUTHORIZED),
        (Some("Bearer s3cre"), StatusCode::UNAUTHORIZED),
        (Some("Bearer s3crett"), StatusCode::UNAUTHORIZED),
        (Some("Basic s3cret"), StatusCode::UNAUTHORIZED),
        (Some("s3cret"), StatusCode::UNAUTHORIZED),
        (Some("bearer s3cret"), StatusCode::OK),
        (Some("Bearer s3cret"), StatusCode::OK),
    ] {
        for path in ["/_sim/metrics", "/_sim/clock", "/_sim/openapi.json"] {
            let request = Request::get(path);
            let request = match header {
                Some(header) => request.header("authorization", header),
                None => request,
            };
            let answer = asked
                .request(request.body(Body::empty()).expect("a request"))
                .await;
            assert_eq!(answer.status, status, "{header:?}");
            if status == StatusCode::UNAUTHORIZED {
                assert_eq!(answer.headers["www-authenticate"], "Bearer");
                assert!(answer.body["error"]["mend"].is_string());
            }
        }
    }
    let page = Request::get("/misroute/v1/parcels/LP1").body(Body::empty());
    let page = asked.request(page.expect("a request")).await;
    assert_ne!(
        page.status,
        StatusCode::UNAUTHORIZED,
        "a carrier's page needs no token"
    );
}

#[tokio::test]
async fn anybody_may_ask_whether_the_server_lives_and_no_more() {
    let asked = guarded();
    let ask = async |method: &str, header: Option<&str>| {
        let request = Request::builder().method(method).uri("/_sim/health");
        let request = match header {
            Some(header) => request.header("authorization", header),
            None => request,
        };
        let request = request.body(Body::empty()).expect("a request");
        asked.request(request).await
    };
    let alive = ask("GET", None).await;
    assert_eq!(
        (alive.status, alive.body),
        (StatusCode::OK, json!({ "status": "ok" }))
    );
    let whole = ask("GET", Some("Bearer s3cret")).await;
    assert!(whole.body["trackers"].is_number());
    assert_eq!(
        ask("DELETE", None).await.status,
        StatusCode::METHOD_NOT_ALLOWED
    );
}

#[tokio::test]
async fn unknown_paths_and_methods_are_told_apart() {
    let asked = Asked::new();
    for path in [
        "",
        "/",
        "/clock/",
        "/clocks",
        "/clock/keys",
        "/truth/",
        "/truth/a/b",
    ] {
        let answer = asked.get(path).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        assert!(answer.body["error"]["mend"].is_string(), "{path}");
    }
    for (method, path, allowed) in [
        ("DELETE", "/clock", "GET, PUT"),
        ("POST", "/numbers/x", "GET, PUT, DELETE"),
        ("OPTIONS", "/health", "GET"),
        ("PATCH", "/reset", "POST"),
        ("QUERY", "/orders", "GET, POST"),
    ] {
        let answer = asked.ask(method, path, Value::Null).await;
        assert_eq!(
            answer.status,
            StatusCode::METHOD_NOT_ALLOWED,
            "{method} {path}"
        );
        assert_eq!(answer.headers["allow"], allowed);
    }
    let head = asked.ask("HEAD", "/health", Value::Null).await;
    assert_eq!((head.status, head.body), (StatusCode::OK, Value::Null));
}

#[tokio::test]
async fn bodies_are_json_and_of_a_size() {
    let asked = Asked::new();
    let put = |kind: Option<&str>, body: Vec<u8>| {
        let request = Request::put("/_sim/clock");
        let request = match kind {
            Some(kind) => request.header("content-type", kind),
            None => request,
        };
        request.body(Body::from(body)).expect("a request")
    };
    let json = Some("application/json; charset=utf-8");
    let right = br#"{"pace":"frozen"}"#.to_vec();
    let cases = [
        (put(json, right.clone()), StatusCode::OK),
        (put(None, right.clone()), StatusCode::UNSUPPORTED_MEDIA_TYPE),
        (
            put(Some("text/plain"), right),
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
        ),
        (put(json, Vec::new()), StatusCode::BAD_REQUEST),
        (put(json, b"{\"pace\":".to_vec()), StatusCode::BAD_REQUEST),
        (put(json, vec![0xff, 0xfe]), StatusCode::BAD_REQUEST),
        (put(json, b"[]".to_vec()), StatusCode::UNPROCESSABLE_ENTITY),
        (put(json, b"{}".to_vec()), StatusCode::UNPROCESSABLE_ENTITY),
        (
            put(json, b"{\"pace\":null}".to_vec()),
            StatusCode::UNPROCESSABLE_ENTITY,
        ),
        (
            put(json, b"{\"pcae\":\"real\"}".to_vec()),
            StatusCode::UNPROCESSABLE_ENTITY,
        ),
        (
            put(json, b"{\"pace\":\"fast\"}".to_vec()),
            StatusCode::UNPROCESSABLE_ENTITY,
        ),
        (
            put(json, vec![b' '; BODY_MOST + 1]),
            StatusCode::PAYLOAD_TOO_LARGE,
        ),
    ];
    for (request, status) in cases {
        let answer = asked.request(request).await;
        assert_eq!(answer.status, status, "{:?}", answer.body);
        if status != StatusCode::OK {
            assert!(!text(&answer.body["error"]["message"]).is_empty());
            assert!(!text(&answer.body["error"]["mend"]).is_empty());
        }
    }
}

#[tokio::test]
async fn queries_say_what_is_read_and_once() {
    let asked = Asked::new();
    for (path, mend) in [
        ("/orders?limit=0", "write a whole number from 1 to 100"),
        ("/orders?limit=%2B5", "write a whole number from 1 to 100"),
        ("/orders?limit=5&limit=6", "say it once"),
        ("/orders?form=5", "did you mean `from`?"),
        ("/clock?x=1", "leave the query away"),
    ] {
        let answer = asked.get(path).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{path}");
        assert_eq!(answer.body["error"]["mend"], mend);
    }
    let long = "x".repeat(101);
    for part in ["%ff", long.as_str()] {
        let answer = asked.get(&format!("/truth/{part}")).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{part}");
    }
    for (method, path) in [("POST", "/orders"), ("PUT", "/numbers/MY-1")] {
        let body = json!({ "scenario": "customs-hodl" });
        let unknown = asked.ask(method, path, body).await;
        assert_eq!(unknown.status, StatusCode::UNPROCESSABLE_ENTITY, "{path}");
        let mend = &unknown.body["error"]["mend"];
        assert_eq!(mend, "did you mean `customs-hold`?");
    }
    let unknown = asked.get("/requests?dialect=caniao").await;
    assert_eq!(unknown.status, StatusCode::BAD_REQUEST);
    let mend = unknown.body["error"]["mend"].as_str().expect("a mend");
    assert!(mend.contains("cainiao, 17track"), "{mend}");
}

#[tokio::test]
async fn pages_of_other_sites_control_nothing() {
    let asked = Asked::new();
    for (name, value, status) in [
        ("origin", "http://evil.example", StatusCode::FORBIDDEN),
        (
            "origin",
            "https://127.0.0.1.evil.example:80",
            StatusCode::FORBIDDEN,
        ),
        ("host", "evil.example:8080", StatusCode::FORBIDDEN),
        ("host", "é", StatusCode::FORBIDDEN),
        ("origin", "http://localhost:3000", StatusCode::OK),
        ("host", "127.0.0.1:8080", StatusCode::OK),
        ("host", "[::1]:8080", StatusCode::OK),
        ("host", "mock:8080", StatusCode::OK),
    ] {
        let request = Request::post("/_sim/reset").header(name, value.as_bytes());
        let answer = asked
            .request(request.body(Body::empty()).expect("a request"))
            .await;
        let done = status == StatusCode::OK;
        assert_eq!(answer.status.is_success(), done, "{name}: {value}");
        assert_eq!(
            answer.status == StatusCode::FORBIDDEN,
            !done,
            "{name}: {value}"
        );
    }
}
