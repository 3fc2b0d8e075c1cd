//! Events: the signature, byte by byte, and the webhooks' endpoints as recorded.

use http::HeaderMap;
use misroute::dialect::hook::Seal;
use misroute::parcel::Timestamp;
use serde_json::{Value, json};

use super::super::asking::dialect;
use super::shop;

/// The body of the test vector that `EasyPost` publishes for clients.
const EVENT: &[u8] = include_bytes!("event.json");

#[test]
fn an_event_is_signed_as_the_published_vector_is() {
    let shop = shop("2026-03-20T12:00:00Z");
    let hooks = dialect("easypost").hooks().expect("it sends events");
    let subscription = shop.desk.subscription("easypost", String::new());
    let seal = Seal {
        secret: Some("s\u{e9}cret"),
        key: "k",
        at: Timestamp(0),
        subscription: &subscription,
    };
    let mut headers = HeaderMap::new();
    hooks.sign(&mut headers, EVENT, &seal);
    assert_eq!(
        headers["x-hmac-signature"],
        "hmac-sha256-hex=38f3f53c103713df81616a0a186d77141957323ec21d5fe9363db93840f527db"
    );
    assert_eq!(headers.len(), 1);
}

#[test]
fn webhooks_are_made_listed_changed_and_deleted() {
    let shop = shop("2025-03-06T19:49:03Z");
    let asked = json!({ "webhook": {
        "url": "http://example.com", "webhook_secret": "s\u{e9}cret",
        "custom_headers": [{ "name": "test", "value": "header" }],
    } });
    let (status, made) = shop.said("POST", "/v2/webhooks", &asked.to_string());
    assert_eq!(status, 201);
    let id = made["id"].as_str().expect("an id").to_owned();
    assert!(id.starts_with("hook_") && id.len() == 37, "{id}");
    let mut wanted = json!({
        "id": id, "object": "Webhook", "mode": "production", "url": "http://example.com",
        "created_at": "2025-03-06T19:49:03Z", "disabled_at": null,
        "custom_headers": [{ "name": "test", "value": "header" }],
    });
    assert_eq!(made, wanted, "a secret is not told");
    let path = format!("/v2/webhooks/{id}");
    assert_eq!(shop.said("GET", &path, ""), (200, wanted.clone()));
    let list = shop.said("GET", "/v2/webhooks", "");
    assert_eq!(list, (200, json!({ "webhooks": [wanted] })));
    let change = json!({ "webhook": { "custom_headers": [] } }).to_string();
    wanted["custom_headers"] = json!([]);
    assert_eq!(shop.said("PATCH", &path, &change), (200, wanted));
    assert_eq!(shop.said("DELETE", &path, ""), (200, json!({})));
    for method in ["GET", "DELETE", "PATCH"] {
        let (status, error) = shop.said(method, &path, "{}");
        assert_eq!(
            (status, &error["error"]["code"]),
            (404, &Value::from("NOT_FOUND"))
        );
    }
    for wrong in [
        "{}",
        r#"{"webhook":{}}"#,
        r#"{"webhook":{"url":7,"custom_headers":7}}"#,
        r#"{"webhook":{"url":"u","custom_headers":[{"name":"x"}]}}"#,
    ] {
        let (status, _) = shop.said("POST", "/v2/webhooks", wrong);
        assert_eq!(status, 422, "{wrong}");
    }
}
