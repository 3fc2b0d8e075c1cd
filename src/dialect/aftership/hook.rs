//! Messages: what `AfterShip` sends to an account's webhook, and how it signs it.

use ::http::HeaderMap;

use super::http::shown;
use super::state::SILENCE;
use super::wire::{self, Version};
use super::words::{self, Word};
use crate::carrier::Tracker;
use crate::dialect::fingerprint::Fingerprint;
use crate::dialect::hook::{Hooks, Notice, Occasion, Seal, Telling, hmac, put};
use crate::dialect::json::object;
use crate::dialect::sixty_four;
use crate::dialect::{Setting, Visit};
use crate::parcel::Timestamp;
use crate::parcel::time::Day;
use crate::record::Observation;

const UPDATED: &str = "tracking_update";
const REVISED: &str = "edd_revise";
const VERSION: Version = Version::Dated { knows_2026: true };

/// When a message is sent again.
pub(super) const RETRIES: Setting = Setting {
    name: "aftership.webhook-retries",
    default: "30s,1m,2m,4m,8m,16m,32m,64m,128m,256m,512m,1024m,2048m,4096m",
    help: "after which waits a webhook message is sent again that was not taken",
};

/// What `AfterShip` sends.
#[derive(Debug)]
pub(super) struct Messages;

/// What a tracking shows at an instant.
struct Sight {
    events: Vec<Observation>,
    word: Word,
    estimate: Option<Day>,
    /// When it counts as expired if nothing more is heard.
    expires_at: Timestamp,
    tracking: Vec<u8>,
}

impl Sight {
    fn of(visit: &Visit<'_>, tracker: &Tracker) -> Self {
        shown(visit, tracker, VERSION, |it| {
            let mut tracking = Vec::with_capacity(4_096);
            wire::tracking(&mut tracking, it, &|_| true);
            Self {
                events: it.page.observations().copied().collect(),
                word: it.state.word,
                estimate: it.state.estimate,
                expires_at: it.state.heard_at + SILENCE,
                tracking,
            }
        })
    }

    /// Tells whether it had a tag at some time.
    fn had(&self, tag: &str) -> bool {
        let own = self.events.iter().map(words::of);
        own.chain([self.word]).any(|(known, ..)| known == tag)
    }
}

impl Hooks for Messages {
    fn retries(&self) -> &'static Setting {
        &RETRIES
    }

    fn notices(&self, telling: &Telling<'_>) -> Vec<Notice> {
        let now = Sight::of(telling.visit, telling.tracker);
        let before = telling.before();
        let before = before.map(|before| Sight::of(&before, telling.tracker));
        let is_news = match &before {
            Some(before) => before.events != now.events || before.word != now.word,
            None => telling.occasion == Occasion::Asked || !now.events.is_empty(),
        };
        let is_revised = before.as_ref().is_some_and(|before| {
            before.estimate.is_some() && now.estimate.is_some() && before.estimate != now.estimate
        });
        let is_first = before.is_none_or(|before| !before.had(now.word.0));
        let mut notices = Vec::new();
        if is_news {
            notices.push(message(telling, UPDATED, is_first, &now));
        }
        if is_revised {
            notices.push(message(telling, REVISED, false, &now));
        }
        notices
    }

    fn sign(&self, headers: &mut HeaderMap, body: &[u8], seal: &Seal<'_>) {
        put(headers, "as-webhook-version", "2026-07");
        if let Some(secret) = seal.secret {
            let signature = sixty_four::encode(&hmac(secret.as_bytes(), body));
            put(headers, "aftership-hmac-sha256", &signature);
        }
    }

    fn next(&self, visit: &Visit<'_>, tracker: &Tracker) -> Option<Timestamp> {
        let expires_at = Sight::of(visit, tracker).expires_at;
        let noted = |name| tracker.notes.get("_")?.get(name)?.as_i64().map(Timestamp);
        let noted = ["completed_at", "retracked_at"]
            .into_iter()
            .filter_map(noted);
        noted.chain([expires_at]).filter(|at| *at > visit.at).min()
    }
}

fn message(telling: &Telling<'_>, event: &'static str, is_first: bool, sight: &Sight) -> Notice {
    let (visit, tracker) = (telling.visit, telling.tracker);
    let id = Fingerprint::of("aftership event")
        .and(visit.key)
        .and(&tracker.number)
        .and_int(tracker.serial as i64)
        .and(event)
        .and_int(visit.at.0);
    let mut body = Vec::with_capacity(sight.tracking.len() + 160);
    object(&mut body, |whole| {
        whole.int("ts", visit.at.0);
        whole.str("event", event);
        whole.str("event_id", &id.uuid());
        whole.bool("is_tracking_first_tag", is_first);
        whole.raw("msg", &sight.tracking);
    });
    Notice { event, body }
}
