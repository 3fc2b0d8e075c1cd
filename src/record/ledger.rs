//! The ledger: observations with three clocks, and what is known of each number.

use super::Estimate;
use crate::parcel::{Carrier, Milestone, NumberRef, Observer, Place, Reason, Timestamp};

/// All that the carriers' systems will ever hold of a parcel, with the instants from which they hold it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Record {
    /// Observations, by the instant of the event, then of its being shown, then by observer.
    pub observations: Vec<Observation>,
    /// What is known of the parcel's numbers.
    pub numbers: Vec<NumberFact>,
    /// When the delivery was expected, as somebody said, oldest first.
    pub estimates: Vec<Estimate>,
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
    /// Where.
    pub place: Place,
    /// Who made the scan.
    pub carrier: Carrier,
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
