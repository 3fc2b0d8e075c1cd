//! What comes of a scenario: figures implied by its numbers, from its first thousand cases.

use std::fmt::Write as _;

use rayon::prelude::*;
use serde::Serialize;

use crate::fleet::{Address, Case, DEFAULT_START, World, Worlds};
use crate::parcel::time::DAY;
use crate::parcel::{Fate, Timestamp};
use crate::random::Seed;
use crate::scenario::{Library, Scenario, Share};
use std::sync::Arc;

/// So many cases are looked at.
const CASES: u64 = 1_000;

/// What became of a scenario's first cases, at the default seed and start.
#[derive(Debug, Serialize)]
pub(super) struct Outcome {
    /// How many cases.
    pub(super) cases: u64,
    /// How the parcels ended, the commonest first.
    pub(super) fates: Vec<Share>,
    /// From the order to the delivery: one of ten, half, nine of ten are quicker. None: nothing is delivered.
    pub(super) delivered_after_seconds: Option<[i64; 3]>,
    /// How many of the delivered came after the promise, in percent.
    pub(super) late_percent: Option<f64>,
}

/// How a case ended.
struct End {
    fate: Fate,
    /// Seconds from the order to the delivery, and whether that was after the promise.
    delivered: Option<(i64, bool)>,
}

/// Returns what comes of a scenario.
pub(super) fn outcome(scenario: &Arc<Scenario>) -> Outcome {
    let worlds = Worlds::new(Library::built_in(), DEFAULT_START);
    let world = World::new(Arc::clone(scenario), Seed::DEFAULT);
    let case = |place| {
        let day = world.start();
        end(&Case::new(&worlds, &world, Address { day, place }))
    };
    let ends: Vec<End> = (0..CASES).into_par_iter().filter_map(case).collect();
    let mut days: Vec<i64> = ends
        .iter()
        .filter_map(|end| Some(end.delivered?.0))
        .collect();
    days.sort_unstable();
    let late = ends
        .iter()
        .filter(|end| end.delivered.is_some_and(|(_, late)| late));
    let quantile = |tenths: usize| days.get(days.len() * tenths / 10).copied();
    Outcome {
        cases: CASES,
        fates: fates(&ends),
        delivered_after_seconds: quantile(1)
            .zip(quantile(5))
            .zip(quantile(9))
            .map(|((low, middle), high)| [low, middle, high]),
        late_percent: (!days.is_empty()).then(|| percent(late.count(), days.len())),
    }
}

fn end(case: &Case) -> Option<End> {
    let parcel = case.parcels.first()?;
    let order = case.orders.get(usize::from(parcel.order))?;
    let arrived = parcel.journey.scans.last().map(|scan| scan.at);
    let delivered = |at: Timestamp| (at - order.placed_at, at > order.promise.1);
    Some(End {
        fate: parcel.journey.fate,
        delivered: arrived
            .filter(|_| parcel.journey.fate == Fate::Delivered)
            .map(delivered),
    })
}

fn fates(ends: &[End]) -> Vec<Share> {
    let share = |fate: &Fate| Share {
        name: fate.name().to_owned(),
        percent: percent(
            ends.iter().filter(|end| end.fate == *fate).count(),
            ends.len(),
        ),
    };
    let mut fates: Vec<Share> = Fate::ALL.iter().map(share).collect();
    fates.retain(|share| share.percent > 0.0);
    fates.sort_by(|one, other| other.percent.total_cmp(&one.percent));
    fates
}

fn percent(part: usize, whole: usize) -> f64 {
    100.0 * part as f64 / whole.max(1) as f64
}

impl Outcome {
    /// Returns the figures as a sentence.
    pub(super) fn sentence(&self) -> String {
        let fates: Vec<String> = self
            .fates
            .iter()
            .map(|share| format!("{:.1}% {}", share.percent, share.name.replace('-', " ")))
            .collect();
        let mut text = format!("of {} cases {}", self.cases, fates.join(", "));
        if let Some(days) = self.delivered_after_seconds {
            let [low, middle, high] = days.map(|seconds| (seconds + DAY / 2) / DAY);
            let _ = write!(
                text,
                "; delivered {middle} days after the order ({low} to {high} for eight of ten)"
            );
        }
        if let Some(late) = self.late_percent {
            let _ = write!(text, ", {late:.1}% of them after the promise");
        }
        text
    }
}
