//! What each dialect tells, and how it proves that it was the one.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use misroute::clock::wall_now;
use misroute::dialect::DIALECTS;
use misroute::dialect::hook::{hex, hmac, sha256, waits};
use serde_json::Value;

use super::super::numbers;
use super::{Got, Receiver, Served};

const SECRET: &str = "s\u{e9}cret";

/// Returns what a dialect tells of a parcel within 120 days from noon on.
async fn told(dialect: &str) -> Vec<Got> {
    let served = Served::new().await;
    let receiver = Receiver::new().await;
    served.subscribe(dialect, &receiver).await;
    served.register(dialect, &numbers(1)[0]).await;
    served.advance("120d").await;
    served.settle().await;
    let got = receiver.got();
    assert!(got.len() > 3, "{dialect}: {}", got.len());
    for got in &got {
        assert_eq!(got.header("content-type"), "application/json");
        assert_eq!(got.path, "/hook");
        assert!(got.is_whole);
    }
    got
}

fn keys(value: &Value) -> Vec<&str> {
    let object = value.as_object().expect("an object");
    object.keys().map(String::as_str).collect()
}

fn all<'v>(bodies: &'v [Value], pointer: &str) -> Vec<&'v str> {
    let text = |body: &'v Value| body.pointer(pointer).and_then(Value::as_str);
    bodies.iter().filter_map(text).collect()
}

fn bodies(got: &[Got]) -> Vec<Value> {
    got.iter().map(Got::json).collect()
}

#[test]
fn every_plan_can_be_read_and_set() {
    for dialect in DIALECTS {
        let Some(hooks) = dialect.hooks() else {
            continue;
        };
        let retries = hooks.retries();
        let waits = waits(retries.default).expect(retries.name);
        assert!(!waits.is_empty() && waits.is_sorted(), "{}", retries.name);
        assert!(dialect.settings().contains(retries), "{}", retries.name);
    }
}

#[tokio::test]
async fn seventeen_track_signs_with_a_plain_hash_and_says_when_it_stops() {
    let got = told("17track").await;
    for got in &got {
        let wanted = sha256(&[&got.body, b"/", SECRET.as_bytes()]);
        assert_eq!(got.header("sign"), hex(&wanted));
    }
    let bodies = bodies(&got);
    let (last, updates) = bodies.split_last().expect("there are some");
    assert_eq!(keys(last), ["data", "event"]);
    assert_eq!(last["event"], "TRACKING_STOPPED");
    assert_eq!(keys(&last["data"]), ["carrier", "number", "param", "tag"]);
    assert_eq!(last["data"]["tag"], "");
    for update in updates {
        assert_eq!(update["event"], "TRACKING_UPDATED");
        assert_eq!(update["data"]["number"], last["data"]["number"]);
        assert!(update["data"]["track_info"]["latest_event"].is_object());
    }
}

#[tokio::test]
async fn aftership_says_which_tag_is_new() {
    let got = told("aftership").await;
    for got in &got {
        let wanted = STANDARD.encode(hmac(SECRET.as_bytes(), &got.body));
        assert_eq!(got.header("aftership-hmac-sha256"), wanted);
        assert_eq!(got.header("as-webhook-version"), "2026-07");
    }
    let bodies = bodies(&got);
    let mut tags = Vec::new();
    for body in &bodies {
        assert_eq!(
            keys(body),
            ["event", "event_id", "is_tracking_first_tag", "msg", "ts"]
        );
        if body["event"] == "tracking_update" {
            let tag = body["msg"]["tag"].as_str().expect("a tag");
            if tags.contains(&tag) {
                assert_eq!(body["is_tracking_first_tag"], false, "{tag}");
            }
            tags.push(tag);
        } else {
            assert_eq!(body["event"], "edd_revise");
        }
    }
    assert_eq!(tags.last(), Some(&"Delivered"));
    let ts: Vec<i64> = bodies
        .iter()
        .filter_map(|body| body["ts"].as_i64())
        .collect();
    assert!(ts.is_sorted(), "{ts:?}");
    let mut ids = all(&bodies, "/event_id");
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), bodies.len());
}

#[tokio::test]
async fn shippo_signs_time_and_body_and_follows_the_wall() {
    let before = wall_now().0;
    let got = told("shippo").await;
    let after = wall_now().0;
    for got in &got {
        let header = got.header("shippo-auth-signature");
        let (time, signature) = header.split_once(",v1=").expect("both parts");
        let time = time.strip_prefix("t=").expect("a time");
        let signed = [time.as_bytes(), b".", &got.body].concat();
        assert_eq!(signature, hex(&hmac(SECRET.as_bytes(), &signed)));
        let time: i64 = time.parse().expect("a number");
        assert!((before..=after).contains(&time));
        let body = got.json();
        assert_eq!(
            keys(&body),
            ["carrier", "data", "event", "metadata", "test"]
        );
        assert_eq!(body["event"], "track_updated");
        assert!(body["data"]["tracking_status"].is_object());
    }
    let lengths = bodies(&got);
    let lengths = lengths
        .iter()
        .map(|body| body["data"]["tracking_history"].as_array().map(Vec::len));
    assert!(lengths.collect::<Vec<_>>().is_sorted());
}

#[tokio::test]
async fn ship24_sends_a_message_an_event() {
    let got = told("ship24").await;
    let mut events = Vec::new();
    for got in &got {
        assert_eq!(got.header("authorization"), format!("Bearer {SECRET}"));
        let body = got.json();
        let one = &body["trackings"][0];
        assert_eq!(
            keys(one),
            ["events", "metadata", "shipment", "statistics", "tracker"]
        );
        assert_eq!(keys(&one["metadata"]), ["generatedAt", "messageId"]);
        assert_eq!(one["events"].as_array().map(Vec::len), Some(1));
        events.push(one["events"][0]["eventId"].to_string());
    }
    let count = events.len();
    events.sort_unstable();
    events.dedup();
    assert_eq!(events.len(), count, "each once");
}

#[tokio::test]
async fn trackingmore_signs_the_time_alone() {
    let got = told("trackingmore").await;
    for got in &got {
        let time = got.header("timestamp");
        assert_eq!(
            got.header("signature"),
            hex(&hmac(SECRET.as_bytes(), time.as_bytes()))
        );
        let body = got.json();
        assert_eq!(keys(&body), ["data", "meta"]);
        assert!(body["data"]["delivery_status"].is_string());
    }
    let bodies = bodies(&got);
    let statuses = all(&bodies, "/data/delivery_status");
    assert_eq!(statuses.last(), Some(&"delivered"), "{statuses:?}");
}

#[tokio::test]
async fn easypost_signs_with_the_secret_taken_apart() {
    for got in told("easypost").await {
        let wanted = hex(&hmac("se\u{301}cret".as_bytes(), &got.body));
        assert_eq!(
            got.header("x-hmac-signature"),
            format!("hmac-sha256-hex={wanted}")
        );
    }
}
