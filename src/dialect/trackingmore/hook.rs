//! Messages: what `TrackingMore` sends to an account's webhook, and how it signs it.

use ::http::HeaderMap;

use super::http::{EXPIRED, GOOD, PENDING, number, render, shown};
use super::wire;
use super::words::Word;
use crate::carrier::Tracker;
use crate::dialect::hook::{Hooks, Notice, Occasion, Seal, Telling, hex, hmac, put};
use crate::dialect::json::object;
use crate::dialect::{Setting, Visit};
use crate::parcel::Timestamp;
use crate::parcel::time::{DAY, HOUR};
use crate::record::Observation;

const UPDATED: &str = "tracking.updated";

/// When a message is sent again.
pub(super) const RETRIES: Setting = Setting {
    name: "trackingmore.webhook-retries",
    default: "30s,1m,2m,4m,8m,16m,32m,64m,128m,256m,512m,1024m,2048m,4096m",
    help: "after which waits a webhook message is sent again that was not taken",
};

/// What `TrackingMore` sends.
#[derive(Debug)]
pub(super) struct Messages;

/// What a tracking shows at an instant.
#[derive(PartialEq, Eq)]
struct Sight {
    events: Vec<Observation>,
    word: Word,
}

impl Sight {
    fn of(visit: &Visit<'_>, tracker: &Tracker) -> Self {
        shown(visit, tracker, |label, page| Self {
            events: page.observations().copied().collect(),
            word: wire::status(label, page),
        })
    }
}

impl Hooks for Messages {
    fn retries(&self) -> &'static Setting {
        &RETRIES
    }

    fn notices(&self, telling: &Telling<'_>) -> Vec<Notice> {
        let (visit, tracker) = (telling.visit, telling.tracker);
        let now = Sight::of(visit, tracker);
        let is_news = match telling.before() {
            Some(before) => Sight::of(&before, tracker) != now,
            None => telling.occasion == Occasion::Asked || !now.events.is_empty(),
        };
        if !is_news {
            return Vec::new();
        }
        let body = wire::envelope(GOOD, |data| {
            object(data, |one| render(one, visit, tracker));
        });
        vec![Notice {
            event: UPDATED,
            body,
        }]
    }

    fn sign(&self, headers: &mut HeaderMap, _: &[u8], seal: &Seal<'_>) {
        let at = seal.at.0.to_string();
        put(headers, "timestamp", &at);
        // What is signed is the time alone: the body can be anything.
        if let Some(secret) = seal.secret {
            let signature = hmac(secret.as_bytes(), at.as_bytes());
            put(headers, "signature", &hex(&signature));
        }
    }

    fn next(&self, visit: &Visit<'_>, tracker: &Tracker) -> Option<Timestamp> {
        let made = tracker.created_at(visit.at);
        let news = Sight::of(visit, tracker).events.into_iter();
        let turn = match news.map(|seen| seen.visible_at).max() {
            Some(news) => news + number(visit, &EXPIRED).saturating_mul(DAY) + 1,
            None => made + number(visit, &PENDING).saturating_mul(HOUR),
        };
        (turn > visit.at).then_some(turn)
    }

    fn signs_time(&self) -> bool {
        true
    }
}
