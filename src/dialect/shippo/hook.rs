//! Notifications: what Shippo sends to a webhook, and how it signs it where that was asked for.

use ::http::HeaderMap;

use super::http::{is_test_key, shown};
use super::webhooks;
use super::wire::{self, Event};
use crate::carrier::Tracker;
use crate::dialect::hook::{Hooks, Notice, Occasion, Seal, Telling, hex, hmac, put};
use crate::dialect::json::object;
use crate::dialect::{Setting, Visit};

/// What is told of tracks.
pub(super) const UPDATED: &str = "track_updated";

/// When a notification is sent again.
pub(super) const RETRIES: Setting = Setting {
    name: "shippo.webhook-retries",
    default: "1m,10m,1h",
    help: "after which waits a notification is sent again that was not taken",
};

/// What Shippo sends.
#[derive(Debug)]
pub(super) struct Notifications;

impl Hooks for Notifications {
    fn retries(&self) -> &'static Setting {
        &RETRIES
    }

    fn notices(&self, telling: &Telling<'_>) -> Vec<Notice> {
        if !webhooks::is_told_of_tracks(telling.subscription) {
            return Vec::new();
        }
        let (visit, tracker) = (telling.visit, telling.tracker);
        let history = |visit: &Visit<'_>| -> Vec<Event> {
            look(visit, tracker, |track| track.history.clone())
        };
        let now = history(visit);
        let is_news = match telling.before() {
            Some(before) => history(&before) != now,
            None => telling.occasion == Occasion::Asked || !now.is_empty(),
        };
        if !is_news {
            return Vec::new();
        }
        vec![Notice {
            event: UPDATED,
            body: look(visit, tracker, |track| body(visit, track)),
        }]
    }

    fn sign(&self, headers: &mut HeaderMap, body: &[u8], seal: &Seal<'_>) {
        let Some(secret) = seal.secret else { return };
        let at = seal.at.0.to_string();
        let signed = [at.as_bytes(), b".", body].concat();
        let signature = hex(&hmac(secret.as_bytes(), &signed));
        let value = format!("t={at},v1={signature}");
        put(headers, "shippo-auth-signature", &value);
    }

    fn signs_time(&self) -> bool {
        true
    }
}

fn look<T>(visit: &Visit<'_>, tracker: &Tracker, with: impl FnOnce(&wire::Track<'_>) -> T) -> T {
    shown(
        visit,
        (&tracker.carrier, &tracker.number),
        Some(tracker),
        with,
    )
}

fn body(visit: &Visit<'_>, track: &wire::Track<'_>) -> Vec<u8> {
    let data = wire::render(track);
    let mut body = Vec::with_capacity(data.len() + 160);
    object(&mut body, |whole| {
        whole.str("event", UPDATED);
        whole.bool("test", is_test_key(visit.key));
        whole.raw("data", &data);
        whole.str_or_null("metadata", track.label.metadata);
        whole.str("carrier", track.label.carrier);
    });
    body
}
