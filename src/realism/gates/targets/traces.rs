//! Real legs: nine cross-border traces seen in public, as hours between two of their scans.
//!
//! Transcribed from test data and reports of public programs; no tracking numbers. Two of them are complaints, so they
//! lie in the tails.

use crate::parcel::{LaneClass, Milestone, ServiceLine};

use LaneClass::{Major, Remote};
use Milestone as M;
use ServiceLine::{Premium, Standard, SuperEconomy};

/// A leg of a real trace.
#[derive(Debug)]
pub(in super::super) struct Trace {
    /// Which trace, and which leg of it.
    pub(in super::super) name: &'static str,
    /// The line it most likely was.
    pub(in super::super) line: ServiceLine,
    /// The class of its lane.
    pub(in super::super) lane: LaneClass,
    /// From which scan to which.
    pub(in super::super) leg: (Milestone, Milestone),
    /// How long it took.
    pub(in super::super) hours: f64,
}

const fn trace(
    name: &'static str,
    (line, lane): (ServiceLine, LaneClass),
    leg: (Milestone, Milestone),
    hours: f64,
) -> Trace {
    Trace {
        name,
        line,
        lane,
        leg,
        hours,
    }
}

/// The real legs whose two scans the model has too.
pub(in super::super) const TRACES: &[Trace] = &[trace(
    "A, Belgium: pickup to delivered",
    (SuperEconomy, Major),
    (M::PickedUp, M::Delivered),
    1432.9,
)];
