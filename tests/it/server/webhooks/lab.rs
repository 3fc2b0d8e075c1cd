//! The lab: each thing that goes wrong on purpose, seen by the receiver and in the log.

use axum::http::StatusCode;
use misroute::clock::wall_now;
use serde_json::{Value, json};

use super::super::{ask, numbers};
use super::{Got, Receiver, Served};

/// Returns what comes of a parcel's messages under some rules: what came, and the log.
async fn under(seed: u64, rules: &[&str]) -> (Vec<Got>, Vec<Value>) {
    let served = Served::new().await;
    let receiver = Receiver::new().await;
    served.subscribe("easypost", &receiver).await;
    served.lab(seed, rules).await;
    served.track(&numbers(1)[0]).await;
    served.advance("60d").await;
    served.settle().await;
    (receiver.got(), served.log("").await)
}

fn instants(got: &[Got]) -> Vec<String> {
    let instant = |got: &Got| got.json()["created_at"].to_string();
    got.iter().map(instant).collect()
}

fn has(line: &Value, action: &str) -> bool {
    line["lab"]
        .as_array()
        .expect("a list")
        .contains(&json!(action))
}

#[tokio::test]
async fn a_doubled_message_comes_twice_in_a_row() {
    let plain = instants(&under(1, &[]).await.0);
    let (got, log) = under(1, &["easypost:duplicate"]).await;
    let twice: Vec<String> = plain
        .iter()
        .flat_map(|one| [one.clone(), one.clone()])
        .collect();
    assert_eq!(instants(&got), twice);
    assert!(got.chunks(2).all(|pair| pair[0].body == pair[1].body));
    for (place, line) in log.iter().enumerate() {
        let copy = (place % 2 == 1).then_some("duplicate");
        assert_eq!(line["copy"].as_str(), copy, "{line}");
    }
}

#[tokio::test]
async fn a_held_message_is_overtaken_by_the_next() {
    let plain = instants(&under(1, &[]).await.0);
    let (got, log) = under(1, &["easypost:reorder=0.3"]).await;
    let mut came = instants(&got);
    assert_ne!(came, plain);
    came.sort();
    assert_eq!(came, plain, "all of them came");
    assert!(log.iter().any(|line| has(line, "reorder")));
}

#[tokio::test]
async fn a_late_message_holds_up_what_follows() {
    let served = Served::new().await;
    let receiver = Receiver::new().await;
    served.subscribe("easypost", &receiver).await;
    served.lab(1, &["*:delay,by=2h"]).await;
    served.track(&numbers(1)[0]).await;
    served.settle().await;
    served.advance("119m").await;
    served.settle().await;
    assert_eq!(receiver.got().len(), 0);
    served.advance("1m").await;
    served.settle().await;
    assert_eq!(receiver.got().len(), 1);
    served.advance("60d").await;
    served.settle().await;
    assert!(instants(&receiver.got()).is_sorted());
}

#[tokio::test]
async fn a_lost_message_never_comes() {
    let (got, log) = under(1, &["easypost:drop"]).await;
    assert_eq!(got.len(), 0);
    assert!(log.len() > 3);
    for line in log {
        assert_eq!(line["fate"], "lost-by-lab");
        assert_eq!(line["attempt"], 0);
    }
}

#[tokio::test]
async fn a_storm_sends_again_what_was_delivered() {
    let plain = under(1, &[]).await.0;
    let (got, log) = under(1, &["easypost:replay-storm=0.5,count=3"]).await;
    assert!(got.len() > plain.len());
    let copies: Vec<&Value> = log.iter().filter(|line| line["copy"] == "replay").collect();
    assert_eq!(copies.len(), got.len() - plain.len());
    for (place, one) in got.iter().enumerate() {
        let again = got[..place].iter().any(|other| other.body == one.body);
        assert_eq!(again, log[place]["copy"] == "replay");
    }
}

#[tokio::test]
async fn a_wrong_signature_is_right_the_next_time() {
    let served = Served::new().await;
    let receiver = Receiver::with(|nth, _| if nth == 0 { 401 } else { 200 }).await;
    served.subscribe("easypost", &receiver).await;
    served.lab(1, &["easypost:wrong-signature"]).await;
    served.track(&numbers(1)[0]).await;
    served.settle().await;
    served.advance("1m").await;
    served.settle().await;
    let got = receiver.got();
    assert_eq!(got.len(), 2);
    assert_eq!(got[0].body, got[1].body);
    assert_ne!(
        got[0].header("x-hmac-signature"),
        got[1].header("x-hmac-signature")
    );
    assert!(
        got[0]
            .header("x-hmac-signature")
            .starts_with("hmac-sha256-hex=")
    );
    assert!(has(&served.log("").await[0], "wrong-signature"));
}

#[tokio::test]
async fn a_skewed_signature_is_of_another_time() {
    let served = Served::new().await;
    let receiver = Receiver::new().await;
    served.subscribe("trackingmore", &receiver).await;
    served
        .lab(1, &["trackingmore:skewed-signature,by=-10m"])
        .await;
    let before = wall_now().0;
    served.register("trackingmore", &numbers(1)[0]).await;
    served.settle().await;
    let time: i64 = receiver.got()[0]
        .header("timestamp")
        .parse()
        .expect("a number");
    assert!((before - 600..=wall_now().0 - 600).contains(&time));
}

#[tokio::test]
async fn a_cut_body_comes_whole_the_next_time() {
    let served = Served::new().await;
    let receiver = Receiver::new().await;
    served.subscribe("easypost", &receiver).await;
    served.lab(1, &["easypost:cut-body"]).await;
    served.track(&numbers(1)[0]).await;
    served.settle().await;
    served.advance("1m").await;
    served.settle().await;
    let got = receiver.got();
    assert_eq!(got.len(), 2);
    assert!(!got[0].is_whole && got[1].is_whole);
    assert!(got[1].body.starts_with(&got[0].body));
    let log = served.log("").await;
    assert_eq!(
        (&log[0]["fate"], &log[1]["fate"]),
        (&json!("retry"), &json!("delivered"))
    );
}

#[tokio::test]
async fn the_same_seed_does_the_same_and_another_something_else() {
    let rules = ["easypost:duplicate=0.3", "easypost:drop=0.2"];
    let marks = |log: &[Value]| -> Vec<String> {
        let mark = |line: &Value| format!("{} {} {}", line["at"], line["lab"], line["copy"]);
        log.iter().map(mark).collect()
    };
    let first = under(5, &rules).await.1;
    let again = under(5, &rules).await.1;
    assert_eq!(marks(&first), marks(&again));
    assert_ne!(marks(&first), marks(&under(6, &rules).await.1));
    // What else goes wrong moves no luck.
    let more = [
        "easypost:duplicate=0.3",
        "easypost:wrong-signature=0.5",
        "easypost:drop=0.2",
    ];
    let more = under(5, &more).await.1;
    let lost = |log: &[Value]| -> Vec<Value> {
        let lost = log.iter().filter(|line| has(line, "drop"));
        lost.map(|line| line["at"].clone()).collect()
    };
    assert_eq!(lost(&first), lost(&more));
}

#[tokio::test]
async fn rules_are_told_as_they_were_written_and_wrong_ones_are_refused() {
    let served = Served::new().await;
    served
        .lab(
            7,
            &["easypost:duplicate=0.3,number=AB1", "*:reorder=0.5,by=2h"],
        )
        .await;
    let lab = served.granted("GET /_sim/webhooks/lab", Value::Null).await;
    let rules = json!([
        { "dialect": "easypost", "action": "duplicate", "rate": 0.3, "number": "AB1" },
        { "dialect": "*", "action": "reorder", "rate": 0.5, "by": "2h" },
    ]);
    assert_eq!(lab, json!({ "seed": 7, "rules": rules }));
    served
        .granted("PUT /_sim/webhooks/lab", json!({ "rules": rules }))
        .await;
    assert_eq!(
        served.granted("GET /_sim/webhooks/lab", Value::Null).await,
        lab
    );
    for (rule, mend) in [
        ("easypost", "write whom it strikes first"),
        ("easypost:explode", "duplicate, reorder"),
        ("nobody:drop", "write one of *, cainiao"),
        ("cainiao:drop", "write one of *, 17track, easypost"),
        (
            "easypost:skewed-signature",
            "write one of *, shippo, trackingmore",
        ),
        ("easypost:drop=2", "a share from 0 to 1"),
        ("easypost:drop,by=2h", "takes rate, number"),
        ("easypost:delay,by=soon", "write a duration"),
        ("easypost:delay,by=-2h", "write a duration"),
        ("easypost:replay-storm,count=101", "from 1 to 100"),
        ("easypost:drop,rate", "option=value"),
        ("easypost:drop=1,rate=1", "say it once"),
    ] {
        let wanted = json!({ "rules": [rule] }).to_string();
        let answer = ask(&served.0, "PUT /_sim/webhooks/lab", &wanted).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{rule}");
        assert!(answer.text().contains(mend), "{rule}: {}", answer.text());
    }
}
