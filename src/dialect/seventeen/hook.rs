//! Notifications: what 17TRACK pushes to an account's webhook, and how it signs it.

use ::http::{HeaderMap, StatusCode};

use super::http::{is_pending, shown, waits_until, watched};
use super::settings;
use super::watch::Standing;
use super::wire::{Version, item};
use crate::carrier::{Looked, Tracker};
use crate::dialect::hook::{Hooks, Notice, Occasion, Seal, Telling, hex, put, sha256};
use crate::dialect::json::object;
use crate::dialect::{Setting, Visit};
use crate::fleet::Page;
use crate::parcel::Timestamp;
use crate::parcel::time::DAY;
use crate::record::Observation;

const UPDATED: &str = "TRACKING_UPDATED";
const STOPPED: &str = "TRACKING_STOPPED";
/// Tracking stops by itself so many days after a parcel came to an end, at most.
const SETTLED_DAYS: i64 = 15;

/// What 17TRACK pushes.
#[derive(Debug)]
pub(super) struct Notifications;

/// What a tracker shows at an instant.
struct Sight<'a> {
    page: Page<'a>,
    standing: Standing,
    /// Whether the carriers were not asked yet.
    is_pending: bool,
}

impl<'a> Sight<'a> {
    fn of(visit: &Visit<'_>, tracker: &'a Tracker, looked: Option<&'a Looked>) -> Self {
        let (page, standing) = watched(visit, tracker, looked);
        Self {
            page,
            standing,
            is_pending: is_pending(visit, tracker),
        }
    }

    fn events(&self) -> &[&'a Observation] {
        if self.is_pending {
            return &[];
        }
        &self.page.timeline.observations
    }

    /// Tells whether it was stopped, and nobody asked for that.
    fn has_stopped(&self) -> bool {
        matches!(self.standing.stopped, Some((_, "Expired")))
    }
}

impl Hooks for Notifications {
    fn retries(&self) -> &'static Setting {
        &settings::RETRIES
    }

    fn notices(&self, telling: &Telling<'_>) -> Vec<Notice> {
        let (visit, tracker) = (telling.visit, telling.tracker);
        let looked = visit.desk.look_up(&tracker.number);
        let now = Sight::of(visit, tracker, looked.as_ref());
        let before = telling.before();
        let before = before.map(|before| Sight::of(&before, tracker, looked.as_ref()));
        let is_news = match &before {
            Some(before) => before.events() != now.events(),
            None => telling.occasion == Occasion::Asked || !now.events().is_empty(),
        };
        let has_stopped = before.is_some_and(|before| !before.has_stopped()) && now.has_stopped();
        let updated = is_news.then(|| updated(visit, tracker, &now));
        let stopped = has_stopped.then(|| stopped(tracker));
        updated.into_iter().chain(stopped).collect()
    }

    fn sign(&self, headers: &mut HeaderMap, body: &[u8], seal: &Seal<'_>) {
        // It is no HMAC: the account's key follows the body.
        let key = seal.secret.unwrap_or(seal.key);
        let signature = sha256(&[body, b"/", key.as_bytes()]);
        put(headers, "sign", &hex(&signature));
    }

    fn next(&self, visit: &Visit<'_>, tracker: &Tracker) -> Option<Timestamp> {
        let days = settings::expiry_days(visit);
        let horizon = Visit {
            at: visit.at + (days.max(SETTLED_DAYS) + 1) * DAY,
            ..*visit
        };
        let looked = visit.desk.look_up(&tracker.number);
        let then = Sight::of(&horizon, tracker, looked.as_ref());
        let stops = then.standing.stopped.filter(|_| then.has_stopped());
        // It is seen to have stopped a moment later.
        let stops = stops.map(|(at, _)| at + 1);
        let asked = Some(waits_until(visit, tracker));
        let later = [stops, asked].into_iter().flatten();
        later.filter(|at| *at > visit.at).min()
    }

    fn takes(&self, status: StatusCode) -> bool {
        status == StatusCode::OK
    }
}

fn updated(visit: &Visit<'_>, tracker: &Tracker, sight: &Sight<'_>) -> Notice {
    let shown = shown(visit, tracker, (&sight.page, &sight.standing), Version::V24);
    let mut body = Vec::with_capacity(4_096);
    object(&mut body, |whole| {
        whole.str("event", UPDATED);
        whole.object("data", |data| item(data, &shown));
    });
    Notice {
        event: UPDATED,
        body,
    }
}

fn stopped(tracker: &Tracker) -> Notice {
    let note = |name| tracker.notes.get(name).and_then(serde_json::Value::as_str);
    let mut body = Vec::with_capacity(256);
    object(&mut body, |whole| {
        whole.str("event", STOPPED);
        whole.object("data", |data| {
            data.str("number", &tracker.number);
            data.int("carrier", tracker.carrier.parse().unwrap_or(0));
            data.str_or_null("param", note("param"));
            data.str("tag", note("tag").unwrap_or_default());
        });
    });
    Notice {
        event: STOPPED,
        body,
    }
}
