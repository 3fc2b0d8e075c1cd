//! The endpoints below `/v2/webhooks`: who is told of events.

use ::http::{Method, StatusCode};
use serde_json::{Map, Value, json};

use super::body;
use super::hook::text;
use super::http::{NAME, Refused, invalid, json, malformed, not_found, required};
use super::wire_events::{self, Webhook};
use crate::carrier::Subscription;
use crate::dialect::fingerprint::{Fingerprint, unsealed};
use crate::dialect::{Answer, Visit};
use crate::parcel::Timestamp;

/// A URL or a secret has so many characters at most.
const TEXT_MOST: usize = 2_000;
/// A webhook has so many headers of its own at most.
const HEADERS_MOST: usize = 20;
/// The note that holds them.
const HEADERS: &str = "custom_headers";

/// Answers what is asked about webhooks.
pub(super) fn answer(visit: &Visit<'_>, rest: &[&str]) -> Result<Answer, Refused> {
    let method = visit.method();
    match rest {
        [] if method == Method::POST => create(visit),
        [] if method == Method::GET => Ok(list(visit)),
        [id] if method == Method::GET => {
            let found = found(visit, id)?;
            Ok(one(visit, StatusCode::OK, &found))
        }
        [id] if method == Method::PATCH || method == Method::PUT => update(visit, id),
        [id] if method == Method::DELETE => delete(visit, id),
        _ => Err(not_found()),
    }
}

fn create(visit: &Visit<'_>) -> Result<Answer, Refused> {
    let body = body::read(visit.request).ok_or_else(malformed)?;
    let wanted = match body.get("webhook") {
        None | Some(Value::Null) => return Err(required("webhook")),
        Some(Value::Object(wanted)) => wanted,
        Some(_) => return Err(invalid("webhook")),
    };
    let url = short_text(wanted, "url")?.ok_or_else(|| required("url"))?;
    let mut notes = Map::new();
    note_headers(&mut notes, wanted)?;
    let new = Subscription {
        key: Some(visit.key.to_owned()),
        secret: short_text(wanted, "webhook_secret")?,
        notes,
        ..visit.desk.subscription(NAME, url)
    };
    let made = visit.desk.subscriptions.add(new);
    let made = made.ok_or_else(|| invalid("webhook"))?;
    Ok(one(visit, StatusCode::CREATED, &made))
}

fn list(visit: &Visit<'_>) -> Answer {
    let all = visit.desk.subscriptions.all();
    let own = all.values().filter(|one| is_own(visit, one));
    json(
        StatusCode::OK,
        wire_events::webhooks(own.map(|one| rendered(visit, one))),
    )
}

fn update(visit: &Visit<'_>, id: &str) -> Result<Answer, Refused> {
    let subscription = found(visit, id)?;
    let body = body::read(visit.request).ok_or_else(malformed)?;
    let wanted = match body.get("webhook") {
        Some(Value::Object(wanted)) => wanted,
        _ => &body,
    };
    let (url, secret) = (
        short_text(wanted, "url")?,
        short_text(wanted, "webhook_secret")?,
    );
    let mut notes = subscription.notes.clone();
    note_headers(&mut notes, wanted)?;
    let change = |changed: &mut Subscription| {
        changed.url = url.unwrap_or_else(|| subscription.url.clone());
        changed.secret = secret.or_else(|| subscription.secret.clone());
        changed.notes = notes;
        // What was disabled is enabled again.
        changed.is_paused = false;
    };
    let changed = visit.desk.subscriptions.update(subscription.id, change);
    let changed = changed.ok_or_else(not_found)?;
    Ok(one(visit, StatusCode::OK, &changed))
}

fn delete(visit: &Visit<'_>, id: &str) -> Result<Answer, Refused> {
    let subscription = found(visit, id)?;
    let removed = visit.desk.subscriptions.remove(subscription.id);
    removed.ok_or_else(not_found)?;
    Ok(json(StatusCode::OK, b"{}".to_vec()))
}

fn short_text(body: &Map<String, Value>, key: &str) -> Result<Option<String>, Refused> {
    let text = body::text(body.get(key)).map_err(|_| invalid(key))?;
    if text.chars().count() > TEXT_MOST {
        return Err(invalid(key));
    }
    Ok(Some(text.into_owned()).filter(|text| !text.is_empty()))
}

fn note_headers(notes: &mut Map<String, Value>, body: &Map<String, Value>) -> Result<(), Refused> {
    let headers = match body.get(HEADERS) {
        None | Some(Value::Null) => return Ok(()),
        Some(Value::Array(headers)) if headers.len() <= HEADERS_MOST => headers,
        Some(_) => return Err(invalid(HEADERS)),
    };
    let plain = |header: &Value| {
        let (name, value) = (text(header, "name")?, text(header, "value")?);
        let is_short = name.len().max(value.len()) <= TEXT_MOST;
        is_short.then(|| json!({ "name": name, "value": value }))
    };
    let headers: Option<Vec<Value>> = headers.iter().map(plain).collect();
    let headers = headers.ok_or_else(|| invalid(HEADERS))?;
    notes.insert(HEADERS.to_owned(), headers.into());
    Ok(())
}

/// Returns the headers that a subscription has of its own.
pub(super) fn custom_headers(subscription: &Subscription) -> Vec<(&str, &str)> {
    let headers = subscription.notes.get(HEADERS).and_then(Value::as_array);
    let headers = headers.into_iter().flatten();
    headers
        .filter_map(|header| Some((text(header, "name")?, text(header, "value")?)))
        .collect()
}

fn is_own(visit: &Visit<'_>, subscription: &Subscription) -> bool {
    subscription.dialect == NAME && subscription.key.as_deref() == Some(visit.key)
}

fn id_of(visit: &Visit<'_>, subscription: &Subscription) -> String {
    let (first, second) = Fingerprint::of("easypost webhook")
        .and(visit.key)
        .and_int(subscription.id as i64)
        .sealed(subscription.id);
    format!("hook_{first:016x}{second:016x}")
}

fn found(visit: &Visit<'_>, id: &str) -> Result<std::sync::Arc<Subscription>, Refused> {
    let half = |digits| u64::from_str_radix(digits, 16).ok();
    let halves = id.strip_prefix("hook_");
    let halves = halves.and_then(|digits| digits.split_at_checked(16));
    let number = halves.and_then(|(first, second)| Some(unsealed(half(first)?, half(second)?)));
    number
        .and_then(|number| visit.desk.subscriptions.get(number))
        .filter(|found| is_own(visit, found) && id_of(visit, found) == id)
        .ok_or_else(not_found)
}

fn one(visit: &Visit<'_>, status: StatusCode, subscription: &Subscription) -> Answer {
    json(status, rendered(visit, subscription))
}

fn rendered(visit: &Visit<'_>, subscription: &Subscription) -> Vec<u8> {
    let created_at = Timestamp(subscription.created_at).min(visit.at);
    wire_events::webhook(&Webhook {
        id: &id_of(visit, subscription),
        is_test: super::http::is_test_key(visit.key),
        url: &subscription.url,
        created_at,
        disabled_at: subscription.is_paused.then_some(visit.at),
        headers: &custom_headers(subscription),
    })
}
