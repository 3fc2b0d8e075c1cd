//! Comparisons: every distance between two logs, each with what chance alone makes of it.

use super::distance::{
    Clock, absolute_events, case_arrivals, circadian_events, cycle_times, n_gram, relative_events,
};
use super::log::{EventLog, LogCase};
use super::measure::{COMB_PERIOD_SECONDS, COMB_TOLERANCE_SECONDS, Sample, comb_of};

const MICROS: i64 = 1_000_000;
const HOUR_MICROS: f64 = 3_600e6;

vocabulary! {
    /// A measure of how far two logs are apart.
    pub enum Measure {
        /// Which activities follow which.
        NGram = "n-gram",
        /// When events happen on the calendar.
        AbsoluteEvents = "absolute-events",
        /// At which hours of which weekdays events happen.
        CircadianEvents = "circadian-events",
        /// How long after their case's beginning events happen.
        RelativeEvents = "relative-events",
        /// How long cases take, in whole hours.
        CycleTimes = "cycle-times",
        /// When cases begin.
        CaseArrivals = "case-arrivals",
        /// The largest difference of the distribution functions of cycle times.
        CycleKolmogorovSmirnov = "cycle-ks",
        /// How long cases take, exactly.
        CycleWasserstein = "cycle-wasserstein",
        /// The same in parts of the first log's mean cycle time.
        CycleWassersteinOfMean = "cycle-wasserstein-of-mean",
        /// The difference of the shares of cycle times near whole days.
        Comb = "comb",
        /// The same by the wall clocks of both ends.
        CombOfWallClocks = "comb-of-wall-clocks",
    }
}

/// What a measure's value is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Hours.
    Hours,
    /// A share between 0 and 1.
    Share,
    /// Parts of a mean.
    OfMean,
}

impl Measure {
    /// Returns what it says, in words.
    pub const fn title(self) -> &'static str {
        match self {
            Self::NGram => "which activities follow which (3-grams)",
            Self::AbsoluteEvents => "when events happen on the calendar",
            Self::CircadianEvents => "at which hours, weekday by weekday",
            Self::RelativeEvents => "how long after their case began",
            Self::CycleTimes => "how long cases take, in whole hours",
            Self::CaseArrivals => "when cases begin",
            Self::CycleKolmogorovSmirnov => "cycle times, Kolmogorov–Smirnov",
            Self::CycleWasserstein => "cycle times, Wasserstein-1",
            Self::CycleWassersteinOfMean => "cycle times, Wasserstein-1 / mean of A",
            Self::Comb => "24 h comb, difference",
            Self::CombOfWallClocks => "24 h comb of wall clocks, difference",
        }
    }

    /// Returns what its value is counted in.
    pub const fn unit(self) -> Unit {
        match self {
            Self::AbsoluteEvents
            | Self::CircadianEvents
            | Self::RelativeEvents
            | Self::CycleTimes
            | Self::CaseArrivals
            | Self::CycleWasserstein => Unit::Hours,
            Self::NGram | Self::CycleKolmogorovSmirnov | Self::Comb | Self::CombOfWallClocks => {
                Unit::Share
            }
            Self::CycleWassersteinOfMean => Unit::OfMean,
        }
    }

    /// Returns the distance of two logs; none where the mean it divides by is 0.
    pub fn between(self, a: &EventLog, b: &EventLog, clock: Clock) -> Option<f64> {
        let cycles = |log: &EventLog| cycles(log, LogCase::cycle_micros);
        let comb_apart = |micros: fn(&LogCase) -> i64| {
            let share = |log| comb_of_cycles(log, micros);
            share(a) - share(b)
        };
        let hours = |micros: f64| micros / HOUR_MICROS;
        match self {
            Self::NGram => Some(n_gram(a, b)),
            Self::AbsoluteEvents => Some(absolute_events(a, b)),
            Self::CircadianEvents => Some(circadian_events(a, b, clock)),
            Self::RelativeEvents => Some(relative_events(a, b)),
            Self::CycleTimes => Some(cycle_times(a, b)),
            Self::CaseArrivals => Some(case_arrivals(a, b)),
            Self::CycleKolmogorovSmirnov => cycles(a).kolmogorov_smirnov(&cycles(b)),
            Self::CycleWasserstein => cycles(a).wasserstein(&cycles(b)).map(hours),
            Self::CycleWassersteinOfMean => {
                let (sample, other) = (cycles(a), cycles(b));
                let mean = sample.mean().filter(|mean| *mean > 0.0)?;
                Some(sample.wasserstein(&other)? / mean)
            }
            Self::Comb => Some(comb_apart(LogCase::cycle_micros).abs()),
            Self::CombOfWallClocks => Some(comb_apart(LogCase::cycle_wall_micros).abs()),
        }
    }
}

/// Two logs compared.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    /// The first log.
    pub a: Summary,
    /// The second log.
    pub b: Summary,
    /// The distances, in the order of [`Measure::ALL`].
    pub distances: Vec<Distance>,
}

/// One distance.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Distance {
    /// By which measure.
    pub measure: Measure,
    /// How far apart.
    pub value: Option<f64>,
    /// How far apart two halves of the first log are: a value near it cannot be told from chance.
    pub floor: Option<f64>,
}

/// A log in a few numbers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Summary {
    /// How many cases.
    pub cases: u64,
    /// How many events.
    pub events: u64,
    /// When the first event begins, in seconds since 1970.
    pub first: i64,
    /// When the last event ends, in seconds since 1970.
    pub last: i64,
    /// The mean cycle time in hours.
    pub mean_cycle_hours: f64,
    /// The share of cycle times within three hours of whole days.
    pub comb: f64,
    /// The same by the wall clocks of both ends.
    pub comb_of_wall_clocks: f64,
}

impl Comparison {
    /// Compares two logs.
    pub fn new(a: &EventLog, b: &EventLog, clock: Clock) -> Self {
        let halves = a.halves();
        let distance = |measure: Measure| Distance {
            measure,
            value: measure.between(a, b, clock),
            floor: halves
                .as_ref()
                .and_then(|(one, other)| measure.between(one, other, clock)),
        };
        Self {
            a: Summary::of(a),
            b: Summary::of(b),
            distances: Measure::ALL.iter().copied().map(distance).collect(),
        }
    }
}

impl Summary {
    /// Returns the numbers of a log.
    pub fn of(log: &EventLog) -> Self {
        let starts = log.cases().iter().map(LogCase::start);
        let ends = log.events().map(|event| event.end.micros);
        Self {
            cases: log.cases().len() as u64,
            events: log.events().count() as u64,
            first: starts.min().unwrap_or(0).div_euclid(MICROS),
            last: ends.max().unwrap_or(0).div_euclid(MICROS),
            mean_cycle_hours: cycles(log, LogCase::cycle_micros).mean().unwrap_or(0.0)
                / HOUR_MICROS,
            comb: comb_of_cycles(log, LogCase::cycle_micros),
            comb_of_wall_clocks: comb_of_cycles(log, LogCase::cycle_wall_micros),
        }
    }
}

fn cycles(log: &EventLog, micros: fn(&LogCase) -> i64) -> Sample {
    log.cases().iter().map(micros).collect()
}

fn comb_of_cycles(log: &EventLog, micros: fn(&LogCase) -> i64) -> f64 {
    let (period, tolerance) = (
        COMB_PERIOD_SECONDS * MICROS,
        COMB_TOLERANCE_SECONDS * MICROS,
    );
    // A log has a case.
    comb_of(&cycles(log, micros), period, tolerance).unwrap_or(0.0)
}
