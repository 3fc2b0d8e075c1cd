//! Messages: what Ship24 sends to an account's webhook, one an event.

use ::http::HeaderMap;

use super::http::results_of;
use super::trackers;
use super::wire::{self, Results};
use crate::carrier::{Looked, Tracker};
use crate::dialect::fingerprint::Fingerprint;
use crate::dialect::hook::{Hooks, Notice, Seal, Telling, put};
use crate::dialect::{Setting, Visit};

const EVENT: &str = "tracking.event";

/// When a message is sent again.
pub(super) const RETRIES: Setting = Setting {
    name: "ship24.webhook-retries",
    default: "1m,5m,30m,2h,6h",
    help: "after which waits a webhook message is sent again that was not taken",
};

/// What Ship24 sends.
#[derive(Debug)]
pub(super) struct Messages;

fn look<'a>(visit: &Visit<'a>, tracker: &'a Tracker, looked: Option<&'a Looked>) -> Results<'a> {
    results_of(visit, tracker, looked)
}

impl Hooks for Messages {
    fn retries(&self) -> &'static Setting {
        &RETRIES
    }

    fn notices(&self, telling: &Telling<'_>) -> Vec<Notice> {
        let (visit, tracker) = (telling.visit, telling.tracker);
        let looked = visit.desk.look_up(&tracker.number);
        let now = look(visit, tracker, looked.as_ref());
        let before = telling.before();
        let known: Vec<String> = before.map_or_else(Vec::new, |before| {
            let before = look(&before, tracker, looked.as_ref());
            before.events.into_iter().map(|event| event.id).collect()
        });
        let label = trackers::label(visit, tracker);
        let news = now.events.iter().enumerate();
        let news = news.filter(|(_, event)| !known.contains(&event.id));
        news.map(|(place, event)| {
            let id = Fingerprint::of("ship24 message")
                .and(&label.id)
                .and(&event.id)
                .and_int(visit.at.0);
            Notice {
                event: EVENT,
                body: wire::message(&label, &now, place, (&id.uuid(), visit.at)),
            }
        })
        .collect()
    }

    fn sign(&self, headers: &mut HeaderMap, _: &[u8], seal: &Seal<'_>) {
        if let Some(secret) = seal.secret {
            put(headers, "authorization", &format!("Bearer {secret}"));
        }
    }
}
