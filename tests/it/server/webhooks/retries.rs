//! Retries: how often, after which waits, and what is never done.

use axum::http::{Request, StatusCode};
use serde_json::{Value, json};

use super::super::{ask, numbers};
use super::{Receiver, Served};

#[tokio::test]
async fn what_is_never_taken_is_sent_as_often_as_planned_and_holds_up_what_follows() {
    let served = Served::new().await;
    let receiver = Receiver::with(|_, _| 500).await;
    served.subscribe("easypost", &receiver).await;
    let number = &numbers(1)[0];
    served.track(number).await;
    served.settle().await;
    let first = receiver.got()[0].body.clone();
    let mut waits = Vec::new();
    loop {
        let log = served.log("").await;
        let last = log.last().expect("there is one").clone();
        if last["fate"] == "given-up" {
            break;
        }
        assert_eq!(last["fate"], "retry");
        assert_eq!(last["status"], 500);
        let (now, next) = (last["now"].as_str(), last["next"].as_str());
        let instant = |text: Option<&str>| -> jiff::Timestamp {
            text.expect("an instant").parse().expect("an instant")
        };
        waits.push(instant(next).as_second() - instant(now).as_second());
        // A second before it is due nothing is sent.
        let before = instant(next) - jiff::SignedDuration::from_secs(1);
        served.at(&before.to_string()).await;
        served.settle().await;
        assert_eq!(served.log("").await.len(), log.len());
        served.at(next.expect("an instant")).await;
        served.settle().await;
    }
    assert_eq!(waits, [60, 300, 900, 3_600, 10_800, 21_600]);
    let log = served.log("").await;
    let attempts: Vec<u64> = log
        .iter()
        .filter_map(|line| line["attempt"].as_u64())
        .collect();
    let of_first = attempts.iter().take(7).copied();
    assert_eq!(of_first.collect::<Vec<_>>(), [1, 2, 3, 4, 5, 6, 7]);
    assert!(
        receiver.got()[..7].iter().all(|got| got.body == first),
        "it is the same every time"
    );
}

#[tokio::test]
async fn only_what_a_dialect_takes_for_yes_is_one() {
    let served = Served::new().await;
    let seventeen = Receiver::with(|_, _| 201).await;
    let shippo = Receiver::with(|_, _| 201).await;
    served.subscribe("17track", &seventeen).await;
    served.subscribe("shippo", &shippo).await;
    let number = &numbers(1)[0];
    served.register("17track", number).await;
    served.register("shippo", number).await;
    served.settle().await;
    let fate = |log: Vec<Value>| log[0]["fate"].clone();
    assert_eq!(fate(served.log("dialect=17track").await), "retry");
    assert_eq!(fate(served.log("dialect=shippo").await), "delivered");
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let served = Served::new().await;
    let elsewhere = Receiver::new().await;
    let url = elsewhere.url();
    let receiver = Receiver::in_manner(Box::new(move |_, _| {
        Some(format!(
            "HTTP/1.1 307 X\r\nLocation: {url}\r\nContent-Length: 0\r\n\r\n"
        ))
    }))
    .await;
    served.subscribe("easypost", &receiver).await;
    served.track(&numbers(1)[0]).await;
    served.settle().await;
    assert_eq!(receiver.got().len(), 1);
    assert_eq!(elsewhere.got().len(), 0);
    let log = served.log("").await;
    assert_eq!(
        (&log[0]["status"], &log[0]["fate"]),
        (&json!(307), &json!("retry"))
    );
}

#[tokio::test]
async fn a_receiver_that_answers_without_end_or_not_at_all_holds_nobody_up() {
    let served = Served::new().await;
    let endless = Receiver::in_manner(Box::new(|_, _| {
        let body = "x".repeat(300_000);
        Some(format!(
            "HTTP/1.1 200 X\r\nContent-Length: 999999999999\r\n\r\n{body}"
        ))
    }))
    .await;
    let garbage = Receiver::in_manner(Box::new(|_, _| Some("what?\r\n\r\n".to_owned()))).await;
    let gone = Receiver::in_manner(Box::new(|_, _| Some(String::new()))).await;
    let silent = Receiver::in_manner(Box::new(|_, _| None)).await;
    for receiver in [&endless, &garbage, &gone, &silent] {
        served.subscribe("easypost", receiver).await;
    }
    served.track(&numbers(1)[0]).await;
    served.settle().await;
    let mut log = served.log("").await;
    log.sort_by_key(|line| line["subscription"].as_u64());
    assert_eq!(log.len(), 4);
    assert_eq!(log[0]["fate"], "delivered");
    for line in &log[1..] {
        assert_eq!(line["fate"], "retry");
        let error = line["error"].as_str().expect("a text");
        assert!(error.starts_with("no answer"), "{error}");
    }
}

#[tokio::test]
async fn a_name_of_this_machine_is_told_at_whichever_of_its_addresses_listens() {
    let served = Served::new().await;
    let receiver = Receiver::new().await;
    let url = receiver.url().replace("127.0.0.1", "localhost");
    let wanted = json!({ "dialect": "easypost", "url": url });
    served
        .granted("POST /_sim/webhooks/subscriptions", wanted)
        .await;
    served.track(&numbers(1)[0]).await;
    served.settle().await;
    let got = receiver.got();
    assert!(got[0].header("host").starts_with("localhost:"));
    assert_eq!(got[0].header("x-hmac-signature"), "", "there is no secret");
}

#[tokio::test]
async fn only_this_machine_is_told_whoever_asks() {
    let served = Served::new().await;
    for (url, said) in [
        ("http://192.0.2.1/", "is not this machine"),
        ("http://[2001:db8::1]:80/", "is not this machine"),
        ("https://127.0.0.1/", "not sent over TLS"),
        ("ftp://127.0.0.1/", "does not begin with"),
        ("127.0.0.1:9000", ""),
    ] {
        let wanted = json!({ "dialect": "easypost", "url": url }).to_string();
        let answer = ask(&served.0, "POST /_sim/webhooks/subscriptions", &wanted).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{url}");
        assert!(answer.text().contains(said), "{}", answer.text());
    }
    // A carrier takes any URL; nothing is sent there.
    let wanted = json!({ "webhook": { "url": "http://192.0.2.1/hook" } }).to_string();
    let request = Request::post("/v2/webhooks")
        .header("authorization", "Bearer misroute")
        .header("content-type", "application/json")
        .body(wanted.into());
    let answer = super::super::send(&served.0, request.expect("a request")).await;
    assert_eq!(answer.status, StatusCode::CREATED);
    served.track(&numbers(1)[0]).await;
    served.settle().await;
    let log = served.log("").await;
    assert_eq!(log[0]["fate"], "refused");
    assert_eq!(log[0]["error"], "`192.0.2.1` is not this machine");
}
