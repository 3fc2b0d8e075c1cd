//! Targets: what the calibration's Monte Carlo measured of each line, as facts.
//!
//! Monte Carlo of the calibration: 200 000 parcels a line, orders evenly over a year, people's hours kept, no holidays,
//! no shared departures, one factor a lane's week. Printed there to a tenth of an hour, a hundredth of a day for totals
//! and a tenth of a day for silences.

mod economy;
mod freight;
mod quick;
mod standard;
mod traces;

pub(super) use traces::{TRACES, Trace, WITHOUT};

use super::trip::{LegKind, Visibility};
use crate::parcel::{LaneClass, ServiceLine};

/// Which quantiles are gated of totals and legs.
pub(super) const QUANTILES: [f64; 5] = [0.05, 0.1, 0.5, 0.9, 0.95];
/// Which are gated of silences.
pub(super) const SILENCE_QUANTILES: [f64; 5] = [0.1, 0.5, 0.9, 0.95, 0.99];

/// What the Monte Carlo measured of a line on a class of lanes.
#[derive(Debug)]
pub(super) struct Targets {
    /// The line.
    pub(super) line: ServiceLine,
    /// The class of lanes.
    pub(super) lane: LaneClass,
    /// Days from pickup to delivery.
    pub(super) total_days: [f64; 5],
    /// Hours of each leg.
    pub(super) leg_hours: &'static [(LegKind, [f64; 5])],
    /// Days of the longest silence.
    pub(super) silence_days: &'static [(Visibility, [f64; 5])],
}

/// Every line and class that the Monte Carlo ran and a scenario tells.
const ALL: [&Targets; 9] = [
    &economy::SUPER_ECONOMY,
    &economy::SUPER_ECONOMY_REMOTE,
    &standard::STANDARD,
    &standard::STANDARD_REMOTE,
    &standard::EXPEDITED,
    &freight::SPECIAL,
    &freight::HEAVY,
    &quick::PREMIUM,
    &quick::DOMESTIC,
];

/// Returns the targets of a line on a class of lanes.
pub(super) fn targets(line: ServiceLine, lane: LaneClass) -> Option<&'static Targets> {
    let mut all = ALL.into_iter();
    all.find(|targets| targets.line == line && targets.lane == lane)
}
