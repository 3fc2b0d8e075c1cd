//! Events: what `EasyPost` sends to a webhook, and how it signs it.

use ::http::{HeaderMap, HeaderName, HeaderValue};
use serde_json::Value;
use unicode_normalization::UnicodeNormalization as _;

use super::http::{id_of, is_test_key, shown};
use super::wire::{self, Face};
use super::wire_events::{self, Event};
use super::{script, webhooks};
use crate::dialect::fingerprint::Fingerprint;
use crate::dialect::hook::{Hooks, Notice, Occasion, Seal, Telling, hex, hmac, put};
use crate::dialect::{Setting, Visit};

const CREATED: &str = "tracker.created";
const UPDATED: &str = "tracker.updated";

/// When an event is sent again.
pub(super) const RETRIES: Setting = Setting {
    name: "easypost.webhook-retries",
    default: "1m,5m,15m,1h,3h,6h",
    help: "after which waits an event is sent again that was not taken",
};

/// What `EasyPost` sends.
#[derive(Debug)]
pub(super) struct Events;

impl Hooks for Events {
    fn retries(&self) -> &'static Setting {
        &RETRIES
    }

    fn notices(&self, telling: &Telling<'_>) -> Vec<Notice> {
        let visit = telling.visit;
        let look = |visit: &Visit<'_>| {
            shown(visit, telling.tracker, |tracker| {
                (tracker.status.0, wire::one(tracker, Face::Told))
            })
        };
        let (_, result) = look(visit);
        let told = |name, before| event(telling, name, before, &result);
        match (telling.occasion, telling.before()) {
            (_, Some(before)) => {
                let (status, shown) = look(&before);
                if shown == result {
                    return Vec::new();
                }
                vec![told(UPDATED, Some(status))]
            }
            (Occasion::Registered, _) => {
                let mut all = vec![told(CREATED, None)];
                // A test code has all its news at once.
                if script::status(visit, &telling.tracker.number).is_some() {
                    all.push(told(UPDATED, Some("unknown")));
                }
                all
            }
            _ => vec![told(UPDATED, None)],
        }
    }

    fn sign(&self, headers: &mut HeaderMap, body: &[u8], seal: &Seal<'_>) {
        if let Some(secret) = seal.secret {
            put(headers, "x-hmac-signature", &signature(secret, body));
        }
        for (name, value) in webhooks::custom_headers(seal.subscription) {
            let name = HeaderName::from_bytes(name.as_bytes());
            if let (Ok(name), Ok(value)) = (name, HeaderValue::from_str(value)) {
                headers.insert(name, value);
            }
        }
    }
}

/// Returns what proves that a body comes from who knows a secret.
fn signature(secret: &str, body: &[u8]) -> String {
    let secret: String = secret.nfkd().collect();
    format!("hmac-sha256-hex={}", hex(&hmac(secret.as_bytes(), body)))
}

fn event(
    telling: &Telling<'_>,
    description: &'static str,
    before: Option<&str>,
    result: &[u8],
) -> Notice {
    let visit = telling.visit;
    let id = Fingerprint::of("easypost event")
        .and(&id_of(visit, telling.tracker))
        .and(description)
        .and_int(visit.at.0)
        .and_int(telling.subscription.id as i64);
    let event = Event {
        id: &format!("evt_{}", id.hex()),
        user: &format!(
            "user_{}",
            Fingerprint::of("easypost user").and(visit.key).hex()
        ),
        description,
        is_test: is_test_key(visit.key) || script::status(visit, &telling.tracker.number).is_some(),
        status_before: before,
        at: visit.at,
        url: &telling.subscription.url,
        result,
    };
    Notice {
        event: description,
        body: wire_events::event(&event),
    }
}

/// Returns whether a note is a text, which texts in lists of headers must be.
pub(super) fn text<'a>(value: &'a Value, key: &str) -> Option<&'a str> {
    value.get(key).and_then(Value::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_taken_apart_before_it_signs() {
        let (composed, apart) = ("s\u{e9}cret", "se\u{301}cret");
        assert_eq!(signature(composed, b"{}"), signature(apart, b"{}"));
        assert_ne!(signature("secret", b"{}"), signature(apart, b"{}"));
    }
}
