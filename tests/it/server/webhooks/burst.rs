//! A burst: ten thousand messages at once, a third of which are not taken at first.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;

use misroute::fleet::Case;
use serde_json::Value;

use super::{Got, Receiver, Served};
use crate::support::{at_start, built_in, worlds};

/// Messages that a receiver takes.
const MESSAGES: usize = 10_000;
const TRACKERS: usize = 600;

fn id(got: &Got) -> String {
    got.json()["id"].as_str().expect("an id").to_owned()
}

/// Returns numbers of the standard scenario's first parcels.
fn numbers() -> Vec<String> {
    let (worlds, world) = (worlds(), built_in("standard", 1));
    let case = |place| Case::new(&worlds, &world, at_start(place));
    let typed = (0..).filter_map(|place| Some(case(place).typed(None)?.to_string()));
    let own = typed.filter(|number| number.starts_with("LP"));
    own.take(TRACKERS).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_is_delivered_in_order_and_none_is_lost_or_sent_beyond_its_plan() {
    let served = Served::new().await;
    let seen = Mutex::new(BTreeSet::new());
    let shaky = Receiver::with(move |_, got| {
        let id = id(got);
        let is_third = id.bytes().map(u32::from).sum::<u32>() % 3 == 0;
        let is_first = seen.lock().expect("it is whole").insert(id);
        if is_third && is_first { 503 } else { 200 }
    })
    .await;
    served.subscribe("easypost", &shaky).await;
    served.at("2026-03-02T00:00:00Z").await;
    for number in numbers() {
        served.track(&number).await;
    }
    served.advance("90d").await;
    let mut most = 0;
    for _ in 0..1_000 {
        served.settle().await;
        let page = "GET /_sim/webhooks/deliveries?limit=1";
        let waiting = served.granted(page, Value::Null).await["waiting"].clone();
        most = most.max(waiting.as_u64().expect("a number"));
        if waiting == 0 {
            break;
        }
        served.advance("1m").await;
    }
    let log = served.log("").await;
    let of = |fate: &str| log.iter().filter(|line| line["fate"] == fate).count();
    let delivered = of("delivered");
    assert!(delivered >= MESSAGES, "{delivered}");
    assert_eq!(of("retry") + delivered, log.len());
    assert!(of("retry") * 4 > delivered, "about a third failed at first");
    assert!(most as usize <= delivered);
    // What came at last is what there was to tell, once each and in order.
    let mut taken: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut tries: BTreeMap<String, usize> = BTreeMap::new();
    for got in shaky.got() {
        let tries = tries.entry(id(&got)).or_default();
        *tries += 1;
        let event = got.json();
        let at = event["created_at"].as_str().expect("an instant").to_owned();
        let number = event["result"]["tracking_code"].as_str().expect("a code");
        let taken = taken.entry(number.to_owned()).or_default();
        if *tries == 1 {
            taken.push(at);
        }
    }
    assert_eq!(tries.len(), delivered);
    assert!(tries.values().all(|tries| *tries <= 2));
    assert_eq!(taken.len(), TRACKERS);
    for (number, instants) in taken {
        assert!(
            instants.is_sorted_by(|one, next| one < next),
            "{number}: {instants:?}"
        );
    }
}
