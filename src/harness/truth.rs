//! The truth about a carrier's case, for assertions.

use crate::fleet::{Case, Parcel};
use crate::journey::Scan;
use crate::parcel::{Fate, Milestone, Timestamp};

/// What really happened to the parcel of the scenario's order; no carrier's page shows it.
#[derive(Debug, Clone, Copy)]
pub struct Truth<'a> {
    case: &'a Case,
}

impl<'a> Truth<'a> {
    pub(super) const fn of(case: &'a Case) -> Self {
        Self { case }
    }

    /// Returns the whole case: every order, parcel and record.
    pub const fn case(self) -> &'a Case {
        self.case
    }

    /// Returns how the journey ends; none of a case without parcels.
    pub fn fate(self) -> Option<Fate> {
        self.parcel().map(|parcel| parcel.journey.fate)
    }

    /// Returns every true event, in order.
    pub fn events(self) -> &'a [Scan] {
        self.parcel().map_or(&[], |parcel| &parcel.journey.scans)
    }

    /// Returns when the parcel was truly delivered, if it ever is.
    pub fn delivered_at(self) -> Option<Timestamp> {
        let mut events = self.events().iter();
        let delivered = events.find(|scan| scan.milestone == Some(Milestone::Delivered));
        delivered.map(|scan| scan.at)
    }

    /// Returns what is special about the case, sorted.
    pub fn labels(self) -> Vec<String> {
        self.case.labels()
    }

    fn parcel(self) -> Option<&'a Parcel> {
        self.case.parcels.first()
    }
}
