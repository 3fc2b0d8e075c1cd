//! Event logs: cases, each a row of events, read from CSV, JSON Lines or this program's own documents.
//!
//! A log that exists has a case and every case has an event, so measures of logs have values. Times keep microseconds
//! and the offset they were written with.

mod columns;
mod delimited;
mod document;
mod failure;
mod instant;
mod intake;
mod lines;
mod reading;

use std::collections::BTreeMap;
use std::sync::Arc;

pub use columns::{Column, Columns};
pub use failure::{Mistake, Unreadable};
pub use instant::Stamp;
pub use reading::{Kind, Reading, Reason, Skipped, read};

use crate::parcel::Observer;

/// Microseconds in an hour.
pub(super) const HOUR_MICROS: i64 = 3_600_000_000;

/// How to read a log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// Which columns hold what.
    pub columns: Columns,
    /// Whose observations of this program's own documents count.
    pub observer: Observer,
}

/// Something that happened in a case, with its beginning and end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// What.
    pub activity: Arc<str>,
    /// From when.
    pub start: Stamp,
    /// Until when.
    pub end: Stamp,
}

/// The events of one case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogCase {
    id: Arc<str>,
    events: Vec<Event>,
}

/// An event log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventLog {
    cases: Vec<LogCase>,
}

impl LogCase {
    /// Returns its name.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Returns its events by beginning, then by end, then as they came.
    pub fn events(&self) -> &[Event] {
        &self.events
    }

    /// Returns when its first event begins, in microseconds since 1970.
    pub fn start(&self) -> i64 {
        self.first().start.micros
    }

    /// Returns the time from the beginning of its first event to the end of its last, in microseconds.
    pub fn cycle_micros(&self) -> i64 {
        self.last().end.micros.saturating_sub(self.start())
    }

    /// Returns the same time as the wall clocks of both places show it, in microseconds.
    pub fn cycle_wall_micros(&self) -> i64 {
        let (first, last) = (self.first(), self.last());
        last.end
            .local_micros()
            .saturating_sub(first.start.local_micros())
    }

    fn first(&self) -> &Event {
        // A case has an event, and the first one begins first.
        &self.events[0]
    }

    fn last(&self) -> &Event {
        let latest = self.events.iter().max_by_key(|event| event.end.micros);
        latest.unwrap_or(&self.events[0])
    }
}

impl EventLog {
    /// Returns the log of events with the names of their cases; none if there are no events.
    pub fn new(events: impl IntoIterator<Item = (Arc<str>, Event)>) -> Option<Self> {
        let mut by_case: BTreeMap<Arc<str>, Vec<Event>> = BTreeMap::new();
        for (id, event) in events {
            by_case.entry(id).or_default().push(event);
        }
        let case = |(id, mut events): (Arc<str>, Vec<Event>)| {
            events.sort_by_key(|event| (event.start.micros, event.end.micros));
            LogCase { id, events }
        };
        let cases: Vec<LogCase> = by_case.into_iter().map(case).collect();
        (!cases.is_empty()).then_some(Self { cases })
    }

    /// Returns its cases, by name.
    pub fn cases(&self) -> &[LogCase] {
        &self.cases
    }

    /// Returns all events, case by case.
    pub fn events(&self) -> impl Iterator<Item = &Event> {
        self.cases.iter().flat_map(|case| &case.events)
    }

    /// Returns two halves of the log, the same ones every time; none if there is but one case.
    ///
    /// Cases are ordered by a hash of their names and dealt alternately, so neither half has the earlier or the longer
    /// names. The distance of the halves is what chance alone makes.
    pub fn halves(&self) -> Option<(Self, Self)> {
        let mut order: Vec<&LogCase> = self.cases.iter().collect();
        order.sort_by_key(|case| (hash(case.id.as_bytes()), &case.id));
        let half = |from: usize| {
            let mut cases: Vec<LogCase> = order
                .iter()
                .skip(from)
                .step_by(2)
                .copied()
                .cloned()
                .collect();
            cases.sort_by(|a, b| a.id.cmp(&b.id));
            Self { cases }
        };
        (order.len() > 1).then(|| (half(0), half(1)))
    }
}

/// FNV-1a, mixed once more so that names that differ in their last letter only come far apart.
fn hash(bytes: &[u8]) -> u64 {
    let fnv = bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    });
    let mixed = (fnv ^ (fnv >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed ^ (mixed >> 31)
}
