//! What is told: every change, in order, as it was then, and never again.

use axum::http::{Request, StatusCode};
use misroute::carrier::Desk;
use misroute::server::{AllowedHosts, Lab, Tenant, Webhooks};
use serde_json::{Value, json};

use super::super::{ask, noon, numbers};
use super::{Got, Receiver, Served};
use crate::support::worlds;

fn texts<'v>(got: &'v [Value], pointer: &str) -> Vec<&'v str> {
    let text = |one: &'v Value| one.pointer(pointer).and_then(Value::as_str);
    got.iter().filter_map(text).collect()
}

#[tokio::test]
async fn a_jump_tells_every_change_in_order_and_going_back_none() {
    let served = Served::new().await;
    let receiver = Receiver::new().await;
    served.subscribe("easypost", &receiver).await;
    let number = &numbers(1)[0];
    let tracker = served.track(number).await;
    served.settle().await;
    let first = receiver.got();
    assert_eq!(first.len(), 1);
    let created = first[0].json();
    assert_eq!(created["description"], "tracker.created");
    assert_eq!(created["result"]["id"], tracker["id"]);
    assert_eq!(created["result"]["status"], tracker["status"]);
    served.advance("60d").await;
    served.settle().await;
    let got: Vec<Value> = receiver.got()[1..].iter().map(Got::json).collect();
    assert!(got.len() > 2, "{}", got.len());
    let instants = texts(&got, "/created_at");
    assert!(
        instants.is_sorted_by(|one, next| one < next),
        "{instants:?}"
    );
    for (one, next) in got.iter().zip(&got[1..]) {
        assert_eq!(next["description"], "tracker.updated");
        assert_eq!(
            next["previous_attributes"]["status"],
            one["result"]["status"]
        );
        // Nothing is told that was not visible then.
        for detail in next["result"]["tracking_details"]
            .as_array()
            .expect("a list")
        {
            assert!(detail["datetime"].as_str() <= next["created_at"].as_str());
        }
    }
    let last = got.last().expect("there are some");
    assert_eq!(last["result"]["status"], "delivered");
    for by in ["-60d", "59d", "-10d", "11d"] {
        served.advance(by).await;
        served.settle().await;
    }
    assert_eq!(receiver.got().len(), 1 + got.len(), "nothing is told twice");
    let log = served.log("").await;
    assert_eq!(log.len(), 1 + got.len());
    assert!(log.iter().all(|line| line["fate"] == "delivered"));
}

#[tokio::test]
async fn a_clock_that_runs_tells_by_itself() {
    let served = Served::new().await;
    let receiver = Receiver::new().await;
    served.subscribe("easypost", &receiver).await;
    served.track(&numbers(1)[0]).await;
    served
        .granted("PUT /_sim/clock", json!({ "pace": "60d/s" }))
        .await;
    while receiver.got().len() < 4 {
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
}

#[tokio::test]
async fn a_paused_subscription_is_told_afterwards_what_it_missed() {
    let served = Served::new().await;
    let (first, second) = (Receiver::new().await, Receiver::new().await);
    let id = served.subscribe("easypost", &first).await;
    served.subscribe("easypost", &second).await;
    served.track(&numbers(1)[0]).await;
    served.settle().await;
    let path = format!("PUT /_sim/webhooks/subscriptions/{id}");
    served.granted(&path, json!({ "paused": true })).await;
    served.advance("60d").await;
    served.settle().await;
    assert_eq!(first.got().len(), 1);
    assert!(second.got().len() > 3);
    served.granted(&path, json!({ "paused": false })).await;
    served.settle().await;
    let instants = |receiver: &Receiver| -> Vec<Value> {
        let got = receiver.got();
        got.iter()
            .map(|got| got.json()["created_at"].take())
            .collect()
    };
    assert_eq!(instants(&first), instants(&second));
}

#[tokio::test]
async fn what_is_asked_for_is_told_though_nothing_has_changed() {
    let served = Served::new().await;
    let receiver = Receiver::new().await;
    served.subscribe("easypost", &receiver).await;
    let number = &numbers(1)[0];
    let wanted = json!({ "number": number }).to_string();
    let nobody = ask(&served.0, "POST /_sim/webhooks/trigger", &wanted).await;
    assert_eq!(nobody.status, StatusCode::NOT_FOUND);
    served.track(number).await;
    served.settle().await;
    for _ in 0..2 {
        let asked = served
            .granted("POST /_sim/webhooks/trigger", json!({ "number": number }))
            .await;
        assert_eq!(asked["asked"], 1);
        served.settle().await;
    }
    let got = receiver.got();
    let events: Vec<Value> = got
        .iter()
        .map(|got| got.json()["description"].take())
        .collect();
    assert_eq!(
        events,
        ["tracker.created", "tracker.updated", "tracker.updated"]
    );
}

#[tokio::test]
async fn a_new_tracker_is_told_of_although_the_clock_went_back() {
    let served = Served::new().await;
    let receiver = Receiver::new().await;
    served.subscribe("easypost", &receiver).await;
    let numbers = numbers(2);
    served.track(&numbers[0]).await;
    served.advance("60d").await;
    served.settle().await;
    let first = receiver.got().len();
    served.advance("-60d").await;
    served.track(&numbers[1]).await;
    served.advance("60d").await;
    served.settle().await;
    let got = receiver.got();
    assert!(got.len() > first + 3);
    for got in &got[first..] {
        assert_eq!(got.json()["result"]["tracking_code"], numbers[1].as_str());
    }
}

#[tokio::test]
async fn what_a_deleted_tracker_would_have_told_is_withdrawn() {
    let served = Served::new().await;
    let receiver = Receiver::with(|_, _| 503).await;
    served.subscribe("easypost", &receiver).await;
    let tracker = served.track(&numbers(1)[0]).await;
    served.settle().await;
    let path = format!("/v2/trackers/{}", tracker["id"].as_str().expect("an id"));
    let request = Request::delete(path)
        .header("authorization", "Bearer misroute")
        .body(axum::body::Body::empty());
    let answer = super::super::send(&served.0, request.expect("a request")).await;
    assert_eq!(answer.status, StatusCode::OK);
    served.advance("60d").await;
    served.settle().await;
    assert_eq!(receiver.got().len(), 1);
    let log = served.log("fate=withdrawn").await;
    assert_eq!(log.len(), 1);
    assert_eq!(log[0]["attempt"], 0);
}

#[tokio::test]
async fn a_full_queue_loses_what_has_no_room_and_says_so() {
    let mut tenant = Tenant::new(Desk::frozen(worlds(), noon()));
    tenant.webhooks = Webhooks::new(AllowedHosts::default(), Lab::default(), 5);
    let served = Served::of(tenant.into()).await;
    let receiver = Receiver::with(|_, _| 500).await;
    served.subscribe("easypost", &receiver).await;
    for number in numbers(3) {
        served.track(&number).await;
    }
    served.advance("60d").await;
    served.settle().await;
    let lost = served.log("fate=no-room").await.len();
    assert!(lost > 5, "{lost}");
    let metrics = ask(&served.0, "GET /_sim/metrics", "").await.text();
    let line =
        format!("misroute_webhook_attempts_total{{dialect=\"easypost\",fate=\"no-room\"}} {lost}");
    assert!(metrics.lines().any(|known| known == line), "{metrics}");
    assert!(
        metrics.contains("\nmisroute_webhook_waiting 5\n"),
        "{metrics}"
    );
    assert!(metrics.contains("\nmisroute_webhook_subscriptions 1\n"));
}

#[tokio::test]
async fn after_a_reset_nobody_is_told_any_more() {
    let served = Served::new().await;
    let receiver = Receiver::with(|_, _| 500).await;
    served.subscribe("easypost", &receiver).await;
    served.track(&numbers(1)[0]).await;
    served.settle().await;
    served.granted("POST /_sim/reset", Value::Null).await;
    served.track(&numbers(1)[0]).await;
    served.advance("60d").await;
    served.settle().await;
    assert_eq!(receiver.got().len(), 1);
    assert_eq!(served.log("").await, [] as [Value; 0]);
}

#[tokio::test]
async fn a_tenant_tells_its_own_subscribers_only() {
    let served = Served::new().await;
    let receiver = Receiver::new().await;
    served.subscribe("easypost", &receiver).await;
    let child = served.granted("POST /_sim/tenants", Value::Null).await;
    assert!(child["url"].is_string());
    let listed = served
        .granted("GET /_sim/webhooks/subscriptions", Value::Null)
        .await;
    assert_eq!(listed["subscriptions"].as_array().map(Vec::len), Some(1));
    assert_eq!(listed["subscriptions"][0]["has_secret"], true);
    let listed = listed.to_string();
    assert!(!listed.contains("s\u{e9}cret"), "no secret is told");
}
