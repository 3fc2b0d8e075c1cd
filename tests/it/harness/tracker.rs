//! A small tracker of the kind that these tests are for: it asks Cainiao's page and repeats what it says.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;

use misroute::parcel::Timestamp;
use serde_json::{Value, json};

/// Sends one GET and returns the answer's status and body; none if the connection breaks.
pub(super) fn get(url: &str, path: &str) -> Option<(u16, String)> {
    let address = url.strip_prefix("http://")?;
    let mut stream = TcpStream::connect(address).ok()?;
    let request = format!("GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).ok()?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).ok()?;
    let status = answer.split(' ').nth(1)?.parse().ok()?;
    let (_, body) = answer.split_once("\r\n\r\n")?;
    Some((status, body.to_owned()))
}

/// Sends one POST of JSON and returns the answer's status.
pub(super) fn post(url: &str, path: &str, key: &str, body: &[u8]) -> u16 {
    let address = url.strip_prefix("http://").expect("plain HTTP");
    let mut stream = TcpStream::connect(address).expect("it listens");
    let head = format!(
        "POST {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\nAuthorization: {key}\r\n\
         Content-Type: application/json\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    stream.write_all(head.as_bytes()).expect("it reads");
    stream.write_all(body).expect("it reads");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("it answers");
    let status = answer
        .split(' ')
        .nth(1)
        .and_then(|status| status.parse().ok());
    status.expect("a status")
}

/// Asks for a number as the tracker does.
pub(super) fn ask(url: &str, number: &str) -> Option<Value> {
    let path = format!("/global/detail.json?mailNos={number}&lang=en-US");
    let (_, body) = get(url, &path)?;
    serde_json::from_str(&body).ok()
}

/// Says in three words how a parcel is, and what happened last.
pub(super) fn track(url: &str, number: &str) -> Value {
    let Some(answer) = ask(url, number) else {
        return json!({"status": "unreachable"});
    };
    let module = &answer["module"][0];
    let last = &module["detailList"][0];
    let status = match module["status"].as_str() {
        None | Some("") => "unknown",
        Some("DELIVERED") => "delivered",
        Some(_) => "on its way",
    };
    json!({
        "status": status,
        "last": last["standerdDesc"],
        "at": last["timeStr"],
    })
}

/// An honest tracker of the neutral dialect: it asks the aggregator, and says what that shows.
pub(super) fn neutral(url: &str, number: &str) -> Value {
    let path = format!("/misroute/v1/parcels/{number}?observer=aggregator");
    let answer = get(url, &path).and_then(|(status, body)| {
        let page: Value = serde_json::from_str(&body).ok()?;
        matches!(status, 200 | 404).then_some(page)
    });
    let Some(page) = answer else {
        return json!({"status": "unknown", "error": "the carrier fails", "events": []});
    };
    let shown = page["events"].as_array().cloned().unwrap_or_default();
    let mut events: Vec<Value> = shown
        .iter()
        .map(|event| json!({"at": event["occurred_at"], "text": event["milestone"]}))
        .collect();
    // Carriers list events in any order.
    events.sort_by_cached_key(|event| {
        let at = event["at"].as_str().and_then(Timestamp::parse);
        (at, event.to_string())
    });
    let has = |status: &str| shown.iter().any(|event| event["status"] == status);
    let status = match &page["status"] {
        Value::Null => json!("unknown"),
        // What carriers add after the end undoes nothing, and after a return a delivery is one to the sender.
        _ if has("returned") => json!("returned"),
        _ if has("delivered") => json!("delivered"),
        status => status.clone(),
    };
    json!({"status": status, "events": events, "error": null})
}
