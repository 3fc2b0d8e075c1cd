//! Causes as JSON: why each true event happened when it did.

use serde::Serialize;

use crate::calendar::Hours;
use crate::fleet::document::rfc3339;
use crate::fleet::{Case, Cause, Explained, explain};
use crate::parcel::{Milestone, Reason};
use crate::scenario::model::Next;

/// A true event and what made it.
#[derive(Serialize)]
pub(super) struct EventJson<'a> {
    parcel: u8,
    at: String,
    state: &'a str,
    milestone: Option<&'static str>,
    reason: Option<&'static str>,
    /// None for the beginning.
    cause: Option<CauseJson<'a>>,
}

#[derive(Serialize)]
struct CauseJson<'a> {
    /// The state that lasted until the event, and how often it had been entered before.
    from: &'a str,
    visit: u32,
    /// How long it lasted, its distribution, and the quantile that was drawn.
    dwell_seconds: u32,
    dwell: String,
    quantile: f64,
    /// The departure's slot and the bag in it whose parcels all had that dwell.
    bag: Option<BagJson>,
    /// What the lane's week, the season and backlogs added.
    shared_seconds: i64,
    /// When it could have happened, had people no hours and flights no timetable.
    ready_at: String,
    departure_slot: Option<i64>,
    successor: Option<SuccessorJson>,
    hours: Option<HoursJson>,
    source: Option<&'a str>,
}

#[derive(Serialize)]
struct BagJson {
    slot: i64,
    number: u32,
}

#[derive(Serialize)]
struct SuccessorJson {
    /// The weight of the state that came, of so much in all.
    weight: u64,
    of: u64,
    quantile: f64,
}

#[derive(Serialize)]
struct HoursJson {
    name: &'static str,
    quantile: f64,
}

/// Returns every true event of a case with its cause.
pub(super) fn explained(case: &Case) -> Vec<EventJson<'_>> {
    explain(case).iter().map(event).collect()
}

fn event<'a>(event: &Explained<'a>) -> EventJson<'a> {
    let cause = event.cause.as_ref().map(|cause| cause_of(event, cause));
    EventJson {
        parcel: event.parcel,
        at: rfc3339(event.scan.at, event.scan.place.zone()).to_string(),
        state: &event.state.name,
        milestone: event.scan.milestone.map(Milestone::name),
        reason: event.scan.reason.map(Reason::name),
        cause,
    }
}

fn cause_of<'a>(event: &Explained<'a>, cause: &Cause<'a>) -> CauseJson<'a> {
    let step = &cause.step;
    let successor = step.successor_word.zip(weights(event, cause));
    CauseJson {
        from: &cause.from.name,
        visit: cause.visit,
        dwell_seconds: step.dwell_seconds,
        dwell: cause.from.dwell.to_string(),
        quantile: share(step.dwell_word),
        bag: step.bag.map(|bag| BagJson {
            slot: bag.slot,
            number: bag.number,
        }),
        shared_seconds: step.shared_seconds,
        ready_at: rfc3339(step.ready, event.scan.place.zone()).to_string(),
        departure_slot: step.departure.map(|departure| departure.slot),
        successor: successor.map(|(word, (weight, of))| SuccessorJson {
            weight,
            of,
            quantile: share(word),
        }),
        hours: step.gate_words.map(|[hour, _]| HoursJson {
            name: event.state.hours.map_or("", Hours::name),
            quantile: share(hour),
        }),
        source: cause.from.source.as_deref(),
    }
}

/// Returns the weight of the state that came, and of all that could have come.
fn weights(event: &Explained<'_>, cause: &Cause<'_>) -> Option<(u64, u64)> {
    let Next::States { successors, .. } = &cause.from.next else {
        return None;
    };
    let of = successors.iter().map(|(_, weight)| weight).sum();
    let mut all = successors.iter();
    let (_, weight) = all.find(|(index, _)| **index == event.scan.state)?;
    Some((weight, of))
}

/// Returns a word as a share between 0 and 1, in four decimals.
fn share(word: u64) -> f64 {
    let parts = (u128::from(word) * 10_000) >> 64;
    parts as f64 / 10_000.0
}
