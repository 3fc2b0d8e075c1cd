//! Gate (a), calibration: each leg as the Monte Carlo measured it, in its conditions.

use super::figure::{Band, Gate, Sheet, chance};
use super::targets::{QUANTILES, SILENCE_QUANTILES, Targets, targets};
use super::trip::{LegKind, Trip, Visibility};
use super::{CLASSES, Deals, Figure, graph_of_class};
use crate::fleet::Case;
use crate::parcel::LaneClass;
use crate::parcel::time::{DAY, HOUR};
use crate::realism::measure::Sample;
use crate::scenario::Story;

/// How far the middle and the shoulders may be off, in parts of the target.
const PART: f64 = 0.03;
/// How far p5 and p95 may be off.
const TAIL_PART: f64 = 0.06;
/// How far longest silences may be off.
const SILENCE_PART: f64 = 0.05;

/// What was seen of the trips on one class of lanes.
#[derive(Debug, Default)]
struct Seen {
    totals: Vec<i64>,
    legs: [Vec<i64>; LegKind::COUNT],
    silences: [Vec<i64>; Visibility::COUNT],
}

impl Seen {
    fn add(&mut self, trip: &Trip) {
        self.totals.extend(trip.total());
        for leg in LegKind::ALL {
            self.legs[leg.index()].extend(trip.leg(*leg));
        }
        for visibility in Visibility::ALL {
            self.silences[visibility.index()].extend(trip.longest_silence(*visibility));
        }
    }

    fn merge(&mut self, other: Self) {
        self.totals.extend(other.totals);
        for (mine, theirs) in self.legs.iter_mut().zip(other.legs) {
            mine.extend(theirs);
        }
        for (mine, theirs) in self.silences.iter_mut().zip(other.silences) {
            mine.extend(theirs);
        }
    }
}

/// Judges a line's legs.
pub(super) fn check(deals: &Deals<'_>, story: &Story, done: &mut dyn FnMut(u64)) -> Vec<Figure> {
    if CLASSES
        .iter()
        .all(|class| targets(story.line, *class).is_none())
    {
        return Vec::new();
    }
    let graphs = CLASSES.map(|class| graph_of_class(story, class));
    let look = |seen: &mut [Seen; 2], case: &Case| {
        for parcel in &case.parcels {
            let country = parcel.journey.route.destination.country();
            let class = usize::from(country.lane() == LaneClass::Remote);
            let follows = graphs[class] == Some(story.graph_of[country.index()]);
            if let Some(trip) = Trip::of(&parcel.journey).filter(|_| follows) {
                seen[class].add(&trip);
            }
        }
    };
    let add = |whole: &mut [Seen; 2], part: [Seen; 2]| {
        for (mine, theirs) in whole.iter_mut().zip(part) {
            mine.merge(theirs);
        }
    };
    let seen = deals.with(Gate::Calibration, |deal| deal.gather(look, add, done));
    let mut figures = Vec::new();
    for (class, seen) in CLASSES.into_iter().zip(seen) {
        if let Some(targets) = targets(story.line, class) {
            figures.extend(judge(deals, targets, seen));
        }
    }
    figures
}

fn judge(deals: &Deals<'_>, targets: &Targets, seen: Seen) -> Vec<Figure> {
    let mut sheet = Sheet::new(deals.name(targets.lane), Gate::Calibration);
    let totals = Sample::new(seen.totals);
    let what = ("pickup to delivered", "d", 0.01);
    quantiles(&mut sheet, what, (&totals, deals.z), targets.total_days);
    let mut legs = seen.legs.map(Sample::new);
    for (leg, hours) in targets.leg_hours {
        let sample = std::mem::take(&mut legs[leg.index()]);
        let what = (leg.name(), "h", 0.1);
        quantiles(&mut sheet, what, (&sample, deals.z), *hours);
    }
    let silences = seen.silences.map(Sample::new);
    for (visibility, days) in targets.silence_days {
        let sample = &silences[visibility.index()];
        for (probability, target) in SILENCE_QUANTILES.into_iter().zip(*days) {
            let band = Band::relative(target, SILENCE_PART, 0.1);
            let name = format!("silence, {visibility} p{:.0}", probability * 100.0);
            judge_one(
                &mut sheet,
                (name, "d"),
                (sample, probability, deals.z),
                band,
            );
        }
    }
    sheet.figures
}

fn quantiles(
    sheet: &mut Sheet,
    (name, unit, printed): (&str, &'static str, f64),
    (sample, z): (&Sample, f64),
    targets: [f64; 5],
) {
    for (probability, target) in QUANTILES.into_iter().zip(targets) {
        let is_tail = !(0.1..=0.9).contains(&probability);
        let part = if is_tail { TAIL_PART } else { PART };
        let band = Band::relative(target, part, printed);
        let name = format!("{name} p{:.0}", probability * 100.0);
        judge_one(sheet, (name, unit), (sample, probability, z), band);
    }
}

fn judge_one(
    sheet: &mut Sheet,
    (name, unit): (String, &'static str),
    (sample, probability, z): (&Sample, f64, f64),
    band: Band,
) {
    let scale = if unit == "d" { DAY } else { HOUR } as f64;
    let (down, up) = chance(sample, probability, z);
    let measured = sample.quantile(probability).map(|seconds| seconds / scale);
    let band = band.widened((down / scale, up / scale));
    sheet.judge((name, unit), (measured, sample.len()), band);
}
