//! Distances of times: when events happen, on the calendar, on the clock and since their case began.

use crate::parcel::time::{Day, HOUR};
use crate::realism::log::{Event, EventLog, HOUR_MICROS, LogCase, Stamp};
use crate::realism::measure::Sample;

/// Apart by this many hours, where only one of two logs has events on a weekday: the most that hours can differ.
const MISSING_WEEKDAY_HOURS: f64 = 23.0;

/// Which clock tells the weekday and the hour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Clock {
    /// The one the time was written with: its own offset.
    #[default]
    Written,
    /// UTC.
    Utc,
}

impl Clock {
    const fn seconds(self, stamp: Stamp) -> i64 {
        let micros = match self {
            Self::Written => stamp.local_micros(),
            Self::Utc => stamp.micros,
        };
        micros.div_euclid(1_000_000)
    }
}

/// Returns how far apart the events are on the calendar, in hours.
pub fn absolute_events(a: &EventLog, b: &EventLog) -> f64 {
    let first = a.cases().iter().chain(b.cases()).map(LogCase::start).min();
    // Whole hours since the hour of the very first event.
    let origin = first.unwrap_or(0).div_euclid(HOUR_MICROS) * HOUR_MICROS;
    let hours = |log: &EventLog| {
        stamps(log)
            .map(|stamp| hours(stamp.micros, origin))
            .collect()
    };
    distance(&hours(a), &hours(b))
}

/// Returns how far apart the hours of events are, weekday by weekday, in hours.
pub fn circadian_events(a: &EventLog, b: &EventLog, clock: Clock) -> f64 {
    let (a, b) = (by_weekday(a, clock), by_weekday(b, clock));
    let pairs = a.iter().zip(&b);
    let sum: f64 = pairs
        .map(|(a, b)| match (a.is_empty(), b.is_empty()) {
            (false, false) => distance(a, b),
            (true, true) => 0.0,
            (true, false) | (false, true) => MISSING_WEEKDAY_HOURS,
        })
        .sum();
    sum / 7.0
}

/// Returns how far apart the events are on the clocks that started with their cases, in hours.
pub fn relative_events(a: &EventLog, b: &EventLog) -> f64 {
    let of_case = |case: &LogCase| {
        let start = case.start();
        let stamps = case.events().iter().flat_map(ends);
        stamps
            .map(|stamp| hours(stamp.micros, start))
            .collect::<Vec<_>>()
    };
    let all = |log: &EventLog| log.cases().iter().flat_map(of_case).collect();
    distance(&all(a), &all(b))
}

/// Returns how far apart the durations of cases are, in hours.
pub fn cycle_times(a: &EventLog, b: &EventLog) -> f64 {
    let shortest = a
        .cases()
        .iter()
        .chain(b.cases())
        .map(LogCase::cycle_micros)
        .min()
        .unwrap_or(0);
    let all = |log: &EventLog| {
        log.cases()
            .iter()
            .map(|case| hours(case.cycle_micros(), shortest))
            .collect()
    };
    distance(&all(a), &all(b))
}

/// Returns how far apart the beginnings of cases are, in hours.
pub fn case_arrivals(a: &EventLog, b: &EventLog) -> f64 {
    let first = a.cases().iter().chain(b.cases()).map(LogCase::start).min();
    let origin = first.unwrap_or(0).div_euclid(HOUR_MICROS) * HOUR_MICROS;
    let all = |log: &EventLog| {
        log.cases()
            .iter()
            .map(|case| hours(case.start(), origin))
            .collect()
    };
    distance(&all(a), &all(b))
}

fn by_weekday(log: &EventLog, clock: Clock) -> [Sample; 7] {
    let mut hours: [Vec<i64>; 7] = Default::default();
    for stamp in stamps(log) {
        let local = clock.seconds(stamp);
        let weekday = Day::of_local(local).weekday();
        hours[usize::from(weekday)].push(local.div_euclid(HOUR).rem_euclid(24));
    }
    hours.map(Sample::new)
}

/// Returns the beginning and the end of every event.
fn stamps(log: &EventLog) -> impl Iterator<Item = Stamp> {
    log.events().flat_map(ends)
}

const fn ends(event: &Event) -> [Stamp; 2] {
    [event.start, event.end]
}

const fn hours(micros: i64, since: i64) -> i64 {
    micros.saturating_sub(since).div_euclid(HOUR_MICROS)
}

/// Samples of logs are never empty.
fn distance(a: &Sample, b: &Sample) -> f64 {
    a.wasserstein(b).unwrap_or(0.0)
}
