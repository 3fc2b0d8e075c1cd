//! Watching: what of a parcel a tracker shows, and when 17TRACK stops to ask.

use super::carriers::Codes;
use super::settings;
use super::wire::is_settled;
use crate::carrier::{Looked, Tracker};
use crate::dialect::Visit;
use crate::dialect::fingerprint::Fingerprint;
use crate::fleet::Page;
use crate::parcel::time::DAY;
use crate::parcel::{NumberRole, Observer, Timestamp};

/// When a client stopped a tracker.
pub(super) const STOPPED_AT: &str = "#stopped_at";
/// When a client had it asked for again.
pub(super) const RETRACKED_AT: &str = "#retracked_at";
/// When its carrier was changed.
pub(super) const CHANGED_AT: &str = "#changed_at";
/// How often its carrier was changed.
pub(super) const CHANGES: &str = "#changes";
/// The carrier at the door that the client named.
pub(super) const FINAL_CARRIER: &str = "#final_carrier";

/// After so many days a parcel that is there, back, or in trouble for good, is not asked for any more.
const SETTLED_DAYS: i64 = 15;
/// Carriers are asked so often, in seconds: four times a day.
const ROUND: i64 = DAY / 4;

/// A tracker at an instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Standing {
    /// The instant whose record is shown: when the carriers were asked last, at most.
    pub(super) shown_at: Timestamp,
    /// When nobody asked any more, and why.
    pub(super) stopped: Option<(Timestamp, &'static str)>,
    /// Whether nobody asks because nothing new was heard.
    pub(super) expired: bool,
    /// When the carriers were first asked.
    pub(super) since: Timestamp,
}

/// Returns what a carrier shows under a number at an instant: nothing, if the parcel is not its own.
pub(super) fn page_of<'a>(
    looked: Option<&'a Looked>,
    number: &'a str,
    (carrier, codes): (i64, Codes<'_>),
    at: Timestamp,
) -> Page<'a> {
    let known = || {
        let looked = looked?;
        let carrier = codes.find(carrier)?.carrier()?;
        let own = looked.number;
        let mut parcels = looked.case.parcels.iter();
        let is_its = own.role != NumberRole::LastMile
            && parcels.any(|parcel| {
                parcel.parties.origin == carrier
                    && parcel.record.numbers.iter().any(|fact| fact.number == own)
            });
        Some(if is_its {
            looked.page(Observer::Aggregator, at)
        } else {
            looked.page_of(carrier, at)
        })
    };
    known().unwrap_or_else(|| Page::unknown(number, Observer::Aggregator, at))
}

/// Returns a tracker's state at the instant that a visit shows.
pub(super) fn standing(
    visit: &Visit<'_>,
    tracker: &Tracker,
    page: impl Fn(Timestamp) -> Glance,
) -> Standing {
    let at = visit.at;
    let note = |name| instant(tracker, name).map(|noted| noted.min(at));
    let since = note(RETRACKED_AT).unwrap_or_else(|| tracker.created_at(at));
    let asked = note(STOPPED_AT);
    let until = asked.unwrap_or(at);
    let days = settings::expiry_days(visit);
    if let Some((stop, expired)) = silence(since, until, days, page) {
        return Standing {
            shown_at: stop,
            stopped: Some((stop, "Expired")),
            expired,
            since,
        };
    }
    Standing {
        shown_at: until,
        stopped: asked.map(|at| (at, "ByRequest")),
        expired: false,
        since,
    }
}

/// Returns what is shown at the instant that a visit shows, where nobody ever stops to ask.
pub(super) fn latest<'a>(
    visit: &Visit<'_>,
    tracker: &'a Tracker,
    looked: Option<&'a Looked>,
    carrier: (i64, Codes<'_>),
) -> (Page<'a>, Standing) {
    let since = tracker.created_at(visit.at);
    let page = page_of(looked, &tracker.number, carrier, visit.at);
    let glance = Glance::of(&page);
    let days = settings::expiry_days(visit);
    let newest = glance.news.last();
    let last = newest.map_or(since, |newest| since.max(*newest));
    let standing = Standing {
        shown_at: visit.at,
        stopped: None,
        expired: days > 0 && !glance.settled && visit.at - last > days * DAY,
        since,
    };
    (page, standing)
}

/// What counts of a page for how long it is asked for.
#[derive(Debug, Clone, Default)]
pub(super) struct Glance {
    /// When each event was shown, in order.
    news: Vec<Timestamp>,
    settled: bool,
}

impl Glance {
    /// Reads it from a page.
    pub(super) fn of(page: &Page<'_>) -> Self {
        let shown = page.timeline.observations.iter();
        let mut news: Vec<Timestamp> = shown.map(|seen| seen.visible_at).collect();
        news.sort_unstable();
        Self {
            news,
            settled: is_settled(page),
        }
    }
}

/// Returns when a tracker was given up for want of news, and whether the parcel was still to come.
///
/// Only what was shown by then counts, so that what came later is never asked for.
fn silence(
    since: Timestamp,
    until: Timestamp,
    days: i64,
    page: impl Fn(Timestamp) -> Glance,
) -> Option<(Timestamp, bool)> {
    if days == 0 || until - since <= days.min(SETTLED_DAYS) * DAY {
        return None;
    }
    let mut last = since;
    let mut settled = page(since).settled;
    loop {
        let quiet = if settled {
            days.min(SETTLED_DAYS)
        } else {
            days
        };
        let end = last + quiet * DAY;
        let then = page(end.min(until));
        match then.news.into_iter().find(|news| *news > last) {
            Some(next) => {
                last = next;
                settled = page(next).settled;
            }
            None if end >= until => return None,
            None => return Some((end, !settled)),
        }
    }
}

/// Returns when the carriers were asked last.
pub(super) fn synced_at(page: &Page<'_>, standing: &Standing) -> Timestamp {
    let phase = Fingerprint::of("17track round").and(page.number).int() % ROUND;
    let round = standing.shown_at.0 - (standing.shown_at.0 - phase).rem_euclid(ROUND);
    let newest = page
        .timeline
        .observations
        .iter()
        .map(|seen| seen.visible_at);
    newest
        .chain([standing.since])
        .max()
        .map_or(Timestamp(round), |least| least.max(Timestamp(round)))
        .min(standing.shown_at)
}

/// Returns an instant that was noted.
pub(super) fn instant(tracker: &Tracker, name: &str) -> Option<Timestamp> {
    tracker.notes.get(name)?.as_i64().map(Timestamp)
}
