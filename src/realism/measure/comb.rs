//! The 24-hour comb: how much of a sample of durations lies near whole days.
//!
//! People pick up and deliver at the same hours, so real durations pile up round multiples of a day; a smooth
//! distribution has a quarter of its mass within three hours of them. Durations between instants and between wall
//! clocks differ when zones do, and only the latter shows people's hours across zones.

use super::Sample;
use crate::parcel::time::{DAY, HOUR};

/// The period of the comb.
pub const COMB_PERIOD_SECONDS: i64 = DAY;
/// How far from a multiple of the period still counts.
pub const COMB_TOLERANCE_SECONDS: i64 = 3 * HOUR;

/// Returns the share of durations, in seconds, within three hours of a multiple of 24 hours; 0 is a multiple.
pub fn comb(seconds: &Sample) -> Option<f64> {
    comb_of(seconds, COMB_PERIOD_SECONDS, COMB_TOLERANCE_SECONDS)
}

/// Returns the share of values within a tolerance of a multiple of a period, both in the sample's unit.
pub fn comb_of(sample: &Sample, period: i64, tolerance: i64) -> Option<f64> {
    let period = period.max(1);
    let near = |value: &&i64| {
        let rest = value.rem_euclid(period);
        rest <= tolerance || period - rest <= tolerance
    };
    let count = sample.values().iter().filter(near).count();
    (!sample.is_empty()).then(|| count as f64 / sample.len() as f64)
}
