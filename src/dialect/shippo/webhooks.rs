//! The endpoints below `/webhooks`: who is told of what.

use std::sync::Arc;

use ::http::{Method, StatusCode};
use serde_json::{Map, Value};

use super::hook::UPDATED;
use super::http::{NAME, Refused, body, error, is_test_key, of_status, text};
use super::wire::{self, Webhook};
use crate::carrier::Subscription;
use crate::dialect::answer::json;
use crate::dialect::fingerprint::{Fingerprint, unsealed};
use crate::dialect::{Answer, Visit};
use crate::parcel::Timestamp;

/// What a webhook can be told of; of tracks only if it says so.
const EVENTS: [&str; 6] = [
    "all",
    UPDATED,
    "transaction_created",
    "transaction_updated",
    "batch_created",
    "batch_purchased",
];
/// A URL has so many characters at most.
const URL_MOST: usize = 2_000;
/// The note that says of what.
const EVENT: &str = "event";
/// The note that says when it was changed last.
const UPDATED_AT: &str = "updated_at";

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
        [id] if method == Method::PUT => update(visit, id),
        [id] if method == Method::DELETE => delete(visit, id),
        [] | [_] => Err(of_status(StatusCode::METHOD_NOT_ALLOWED)),
        _ => Err(of_status(StatusCode::NOT_FOUND)),
    }
}

/// What a client says of a webhook.
struct Wanted {
    url: String,
    event: String,
    is_active: bool,
}

fn wanted(visit: &Visit<'_>) -> Result<Wanted, Refused> {
    let body = body(visit.request)
        .ok_or_else(|| error(StatusCode::BAD_REQUEST, "The body could not be read."))?;
    let wrong = |key, message| {
        let answer = json(StatusCode::BAD_REQUEST, wire::errors(&[(key, message)]));
        Err(Box::new(answer))
    };
    let url = match text(&body, "url") {
        Ok(Some(url)) if !url.is_empty() && url.chars().count() <= URL_MOST => url.into_owned(),
        Ok(Some(_)) => return wrong("url", "Enter a valid URL."),
        Ok(None) => return wrong("url", "This field is required."),
        Err(message) => return wrong("url", message),
    };
    let event = match text(&body, EVENT) {
        Ok(Some(event)) if EVENTS.contains(&event.as_ref()) => event.into_owned(),
        Ok(None) => return wrong(EVENT, "This field is required."),
        _ => return wrong(EVENT, "This is not a valid choice."),
    };
    let is_active = match body.get("active") {
        None | Some(Value::Null) => true,
        Some(Value::Bool(is_active)) => *is_active,
        Some(Value::String(text)) if text == "true" || text == "false" => text == "true",
        Some(_) => return wrong("active", "Must be a valid boolean."),
    };
    Ok(Wanted {
        url,
        event,
        is_active,
    })
}

fn create(visit: &Visit<'_>) -> Result<Answer, Refused> {
    let wanted = wanted(visit)?;
    let notes: Map<String, Value> = [(EVENT.to_owned(), wanted.event.into())]
        .into_iter()
        .collect();
    let made = visit.desk.subscriptions.add(Subscription {
        key: Some(visit.key.to_owned()),
        is_paused: !wanted.is_active,
        notes,
        ..visit.desk.subscription(NAME, wanted.url)
    });
    let full = || error(StatusCode::BAD_REQUEST, "No more webhooks can be created.");
    let made = made.ok_or_else(full)?;
    Ok(one(visit, StatusCode::CREATED, &made))
}

fn list(visit: &Visit<'_>) -> Answer {
    let all = visit.desk.subscriptions.all();
    let own: Vec<_> = all.values().filter(|one| is_own(visit, one)).collect();
    let rendered = own.iter().map(|one| rendered(visit, one));
    json(StatusCode::OK, wire::webhooks(own.len(), rendered))
}

fn update(visit: &Visit<'_>, id: &str) -> Result<Answer, Refused> {
    let subscription = found(visit, id)?;
    let wanted = wanted(visit)?;
    let change = |changed: &mut Subscription| {
        changed.url = wanted.url;
        changed.is_paused = !wanted.is_active;
        changed.notes.insert(EVENT.to_owned(), wanted.event.into());
        let now = visit.now.0.into();
        changed.notes.insert(UPDATED_AT.to_owned(), now);
    };
    let changed = visit.desk.subscriptions.update(subscription.id, change);
    let changed = changed.ok_or_else(|| of_status(StatusCode::NOT_FOUND))?;
    Ok(one(visit, StatusCode::OK, &changed))
}

fn delete(visit: &Visit<'_>, id: &str) -> Result<Answer, Refused> {
    let subscription = found(visit, id)?;
    let removed = visit.desk.subscriptions.remove(subscription.id);
    removed.ok_or_else(|| of_status(StatusCode::NOT_FOUND))?;
    let mut answer = Answer::default();
    *answer.status_mut() = StatusCode::NO_CONTENT;
    Ok(answer)
}

/// Tells whether a subscription is told of tracks.
pub(super) fn is_told_of_tracks(subscription: &Subscription) -> bool {
    matches!(event(subscription), "all" | UPDATED)
}

fn event(subscription: &Subscription) -> &str {
    let event = subscription.notes.get(EVENT).and_then(Value::as_str);
    event.unwrap_or(UPDATED)
}

fn is_own(visit: &Visit<'_>, subscription: &Subscription) -> bool {
    subscription.dialect == NAME && subscription.key.as_deref() == Some(visit.key)
}

fn id_of(visit: &Visit<'_>, subscription: &Subscription) -> String {
    let (first, second) = Fingerprint::of("shippo webhook")
        .and(visit.key)
        .and_int(subscription.id as i64)
        .sealed(subscription.id);
    format!("{first:016x}{second:016x}")
}

fn found(visit: &Visit<'_>, id: &str) -> Result<Arc<Subscription>, Refused> {
    let half = |digits| u64::from_str_radix(digits, 16).ok();
    let halves = id.split_at_checked(16);
    let number = halves.and_then(|(first, second)| Some(unsealed(half(first)?, half(second)?)));
    number
        .and_then(|number| visit.desk.subscriptions.get(number))
        .filter(|found| is_own(visit, found) && id_of(visit, found) == id)
        .ok_or_else(|| of_status(StatusCode::NOT_FOUND))
}

fn one(visit: &Visit<'_>, status: StatusCode, subscription: &Subscription) -> Answer {
    json(status, rendered(visit, subscription))
}

fn rendered(visit: &Visit<'_>, subscription: &Subscription) -> Vec<u8> {
    let changed = subscription.notes.get(UPDATED_AT).and_then(Value::as_i64);
    let created = Timestamp(subscription.created_at).min(visit.at);
    wire::webhook(&Webhook {
        id: &id_of(visit, subscription),
        event: event(subscription),
        url: &subscription.url,
        is_active: !subscription.is_paused,
        is_test: is_test_key(visit.key),
        created,
        updated: changed.map_or(created, |at| Timestamp(at).min(visit.at)),
    })
}
