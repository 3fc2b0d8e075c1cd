//! Legs: how long a parcel took from one kind of scan to another.

use crate::journey::Journey;
use crate::parcel::{Milestone, Timestamp, Zone};

/// Two instants, each with the zone of its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// The beginning.
    pub from: (Timestamp, Zone),
    /// The end.
    pub until: (Timestamp, Zone),
}

impl Span {
    /// Returns the seconds between the instants.
    pub fn seconds(&self) -> i64 {
        self.until.0 - self.from.0
    }

    /// Returns the seconds between what the two wall clocks showed.
    pub fn wall_seconds(&self) -> i64 {
        let local = |(at, zone): (Timestamp, Zone)| zone.to_local(at.0);
        local(self.until).saturating_sub(local(self.from))
    }
}

/// Returns the way from the first scan of one kind to the first later scan of another.
pub fn leg(journey: &Journey, from: Milestone, until: Milestone) -> Option<Span> {
    let mut scans = journey.scans.iter();
    let mut next = |milestone: Milestone| {
        let scan = scans.find(|scan| scan.milestone == Some(milestone))?;
        Some((scan.at, scan.place.zone()))
    };
    let from = next(from)?;
    let until = next(until)?;
    Some(Span { from, until })
}
