//! The ledger: observations with three clocks, and what is known of each number.

use super::Estimate;
use crate::parcel::{Carrier, Milestone, NumberRef, Observer, Place, Reason, Timestamp};
use crate::trouble::Defect;

/// All that the carriers' systems will ever hold of a parcel, with the instants from which they hold it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Record {
    /// Observations, by the instant of the event, then of its being shown, then by observer.
    pub observations: Vec<Observation>,
    /// What is known of the parcel's numbers.
    pub numbers: Vec<NumberFact>,
    /// When the delivery was expected, as somebody said, oldest first.
    pub estimates: Vec<Estimate>,
    /// When somebody did not know the parcel although it was known before.
    pub outages: Vec<Outage>,
    /// For how many seconds at most anybody keeps it after the last thing shown; usually as long as the observer does.
    pub keeps_at_most: Option<i64>,
    /// What went wrong with it on purpose, in order.
    pub struck: Vec<Defect>,
}

/// What one observer holds about one event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Observation {
    /// Whose system holds it.
    pub observer: Observer,
    /// Under which number.
    pub number: NumberRef,
    /// The kind of event.
    pub milestone: Milestone,
    /// Why it happened.
    pub reason: Option<Reason>,
    /// When it happened, as the system says.
    pub occurred_at: Timestamp,
    /// When the system was told.
    pub recorded_at: Timestamp,
    /// From when it is shown.
    pub visible_at: Timestamp,
    /// From when it is not shown any more, if it is taken back.
    pub retracted_at: Option<Timestamp>,
    /// Where.
    pub place: Place,
    /// Who made the scan.
    pub carrier: Carrier,
}

/// A time in which an observer does not know the parcel although it did before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Outage {
    /// Who.
    pub observer: Observer,
    /// From when.
    pub from: Timestamp,
    /// Until when; from then on it is known again.
    pub until: Timestamp,
}

impl Observation {
    /// Tells whether it is shown at an instant.
    pub fn is_shown(&self, at: Timestamp) -> bool {
        self.visible_at <= at && self.retracted_at.is_none_or(|until| at < until)
    }
}

/// What is known of a number, and by whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NumberFact {
    /// Which number.
    pub number: NumberRef,
    /// From when the platform announces it, though no carrier knows it.
    pub announced_at: Option<Timestamp>,
    /// From when each observer knows it, by [`Observer::index`].
    pub known_at: [Option<Timestamp>; Observer::COUNT],
    /// The number it points to, and from when.
    pub alias: Option<(NumberRef, Timestamp)>,
}
