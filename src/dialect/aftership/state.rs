//! States: what a tracking comes to at an instant, from what is shown and what the client did.

use serde_json::{Map, Value};

use super::wire::Version;
use super::words::{self, Word};
use crate::fleet::Page;
use crate::parcel::time::{DAY, Day};
use crate::parcel::{Milestone, Status, Timestamp};
use crate::record::Observation;

/// A tracking about which nothing is heard for so long has expired.
pub(super) const SILENCE: i64 = 30 * DAY;

/// What came of asking the courier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Asked {
    /// The tracking was made by the very request, and no courier was asked yet.
    NotYet,
    /// The courier was asked.
    Yes,
    /// The courier that was named knows no such number.
    Wrong,
}

/// What a tracking comes to.
#[derive(Debug, Clone, Copy)]
pub(super) struct State {
    pub(super) word: Word,
    pub(super) is_active: bool,
    pub(super) asked: Asked,
    /// When anything was heard of it last.
    pub(super) heard_at: Timestamp,
    pub(super) updated_at: Timestamp,
    pub(super) completed_at: Option<Timestamp>,
    pub(super) returns: bool,
    pub(super) failed_attempts: i64,
    pub(super) estimate: Option<Day>,
    pub(super) first_estimate: Option<Day>,
    /// Whether it is on time, and by how many days it is late.
    pub(super) on_time: Option<(&'static str, i64)>,
    version: Version,
}

/// What a state is made of beside the page.
#[derive(Debug, Clone, Copy)]
pub(super) struct Facts<'a> {
    pub(super) created_at: Timestamp,
    pub(super) notes: &'a Map<String, Value>,
    pub(super) asked: Asked,
    pub(super) version: Version,
}

impl State {
    /// Returns what a tracking comes to.
    pub(super) fn new(page: &Page<'_>, facts: Facts<'_>) -> Self {
        let at = page.timeline.at;
        let is_asked = facts.asked != Asked::NotYet;
        let shown = || page.observations().filter(|_| is_asked);
        let newest = shown().last();
        let pending = match facts.asked {
            Asked::Wrong => words::WRONG_CARRIER,
            Asked::NotYet | Asked::Yes => words::PENDING,
        };
        let by_then = |name| instant(facts.notes, name).filter(|then| *then <= at);
        let completed = completed(facts.notes).filter(|(_, then)| *then <= at);
        let heard_at = shown().map(|seen| seen.visible_at);
        let heard_at = heard_at
            .chain([facts.created_at])
            .chain(by_then("retracked_at"))
            .max()
            .unwrap_or(at);
        let is_silent = at - heard_at >= SILENCE;
        let own = newest.map_or(pending, words::of);
        let word = match completed {
            Some((word, _)) => word,
            None if is_silent && !words::is_final(own) => words::EXPIRED,
            None => own,
        };
        let changes = [
            page.changed_at().filter(|_| is_asked),
            by_then("changed_at"),
        ];
        let expired_at = (word == words::EXPIRED).then_some(heard_at + SILENCE);
        let updated_at = changes
            .into_iter()
            .chain([expired_at, completed.map(|(_, then)| then)])
            .flatten()
            .chain([heard_at])
            .max();
        let estimated = |estimate: Option<&crate::record::Estimate>| {
            estimate
                .filter(|_| is_asked)
                .and_then(|estimate| estimate.day)
        };
        let mut state = Self {
            word: facts.version.known(word),
            is_active: completed.is_none() && !is_silent && own.0 != words::DELIVERED.0,
            asked: facts.asked,
            heard_at,
            updated_at: updated_at.unwrap_or(facts.created_at),
            completed_at: completed.map(|(_, then)| then),
            returns: newest.is_some_and(|seen| {
                matches!(
                    seen.milestone.status(),
                    Status::Returning | Status::Returned
                )
            }),
            failed_attempts: shown()
                .filter(|seen| seen.milestone == Milestone::DeliveryAttempted)
                .count() as i64,
            estimate: estimated(page.timeline.estimate),
            first_estimate: estimated(page.timeline.first_estimate),
            on_time: None,
            version: facts.version,
        };
        state.on_time = state.on_time(page, facts.notes);
        state
    }

    /// Returns the word for one observation.
    pub(super) fn word_of(&self, seen: &Observation) -> Word {
        self.version.known(words::of(seen))
    }

    /// Compares the delivery, or what is expected of it, with what was promised or else estimated at first.
    fn on_time(&self, page: &Page<'_>, notes: &Map<String, Value>) -> Option<(&'static str, i64)> {
        let zone = page.declared?.destination.zone();
        let promised = promised(notes).or(self.first_estimate)?;
        let local = |at: Timestamp| Day::of_local(zone.to_local(at.0));
        let mut shown = page.timeline.observations.iter();
        let delivered = shown.find(|seen| seen.milestone == Milestone::Delivered);
        if let Some(delivered) = delivered {
            let late = i64::from(local(delivered.occurred_at).0) - i64::from(promised.0);
            return Some((["early", "on-time", "late"][place(late)], late));
        }
        let expected = self.estimate?.max(local(page.timeline.at));
        let late = i64::from(expected.0) - i64::from(promised.0);
        let statuses = ["trending-early", "trending-on-time", "trending-late"];
        Some((statuses[place(late)], late))
    }
}

const fn place(late: i64) -> usize {
    (late.signum() + 1) as usize
}

/// Returns the day that the client promised.
fn promised(notes: &Map<String, Value>) -> Option<Day> {
    let promise = notes.get("order_promised_delivery_date")?;
    let text = promise
        .as_str()
        .or_else(|| promise["promised_delivery_date"].as_str())?;
    Timestamp::parse(text).map(|at| Day::of_local(at.0))
}

/// Returns when something happened to a tracking, as kept beside what the client said.
fn instant(notes: &Map<String, Value>, name: &str) -> Option<Timestamp> {
    notes.get("_")?.get(name)?.as_i64().map(Timestamp)
}

/// Returns as what the client marked a tracking completed, and when.
fn completed(notes: &Map<String, Value>) -> Option<(Word, Timestamp)> {
    let reason = notes.get("_")?.get("completed")?.as_str()?;
    let word = match reason {
        "DELIVERED" => words::DELIVERED,
        "LOST" => words::LOST,
        _ => words::RETURNED,
    };
    Some((word, instant(notes, "completed_at")?))
}
