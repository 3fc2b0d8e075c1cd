//! What is told: every change, in order, as it was then, and never again.

use serde_json::Value;

use super::super::numbers;
use super::{Got, Receiver, Served};

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
