//! A weighted choice among prepared distributions.
//!
//! Invariant: between two breaks the cumulative distribution is smooth, so that only smooth pieces
//! are ever inverted numerically.

use super::{
    Distribution, Law,
    solve::{Hint, solve},
    special::{Chance, Level},
};

/// A prepared mixture.
#[derive(Clone, Debug)]
pub(crate) struct Mixture {
    /// Shares, which sum to 1, and what they are shares of.
    parts: Vec<(f64, Law)>,
    /// The places where the cumulative distribution jumps or bends, rising.
    breaks: Vec<Break>,
    /// The least and the greatest value, seconds.
    edges: (f64, f64),
}

/// A place where the cumulative distribution jumps or bends.
#[derive(Clone, Copy, Debug)]
struct Break {
    place: f64,
    /// The chance just before the place.
    before: Chance,
    /// The chance at the place.
    at: Chance,
}

impl Mixture {
    pub(super) fn new(parts: &[(u32, Distribution)]) -> Self {
        let total: f64 = parts.iter().map(|(weight, _)| f64::from(*weight)).sum();
        let parts: Vec<_> = parts
            .iter()
            .map(|(weight, part)| (f64::from(*weight) / total, Law::new(part)))
            .collect();
        let edges = parts
            .iter()
            .map(|(_, part)| part.edges())
            .fold((f64::INFINITY, 0.0), |all, each| {
                (f64::min(all.0, each.0), f64::max(all.1, each.1))
            });
        let mut mixture = Self {
            parts,
            breaks: Vec::new(),
            edges,
        };
        let mut places = Vec::new();
        for (_, part) in &mixture.parts {
            part.breaks(&mut places);
        }
        places.retain(|place| place.is_finite());
        places.sort_by(f64::total_cmp);
        places.dedup();
        mixture.breaks = places
            .into_iter()
            .map(|place| {
                let at = |x: f64| mixture.at(x, libm::log(x));
                Break {
                    place,
                    before: at(place.next_down()),
                    at: at(place),
                }
            })
            .collect();
        mixture
    }

    /// Returns what lies on each side of `x` seconds, given its logarithm.
    pub(super) fn at(&self, x: f64, ln_x: f64) -> Chance {
        let mut sum = Chance {
            below: 0.0,
            above: 0.0,
            density: 0.0,
        };
        for (share, part) in &self.parts {
            let chance = part.at_logarithm(x, ln_x);
            sum.below += share * chance.below;
            sum.above += share * chance.above;
            sum.density += share * chance.density;
        }
        sum
    }

    /// Returns the value at `level`, in seconds.
    pub(super) fn quantile(&self, level: Level, mut hint: Hint) -> f64 {
        let after = self
            .breaks
            .partition_point(|each| each.at.is_short_of(level));
        if let Some(next) = self.breaks.get(after) {
            if next.before.is_short_of(level) {
                return next.place;
            }
            hint = hint.within(0.0, next.place);
        }
        if let Some(last) = after.checked_sub(1).and_then(|last| self.breaks.get(last)) {
            hint = hint.within(last.place, f64::INFINITY);
        }
        if hint.guess.is_none() {
            // The quantile of a mixture lies between those of its parts.
            let (mut low, mut high, mut center) = (f64::INFINITY, 0.0_f64, 0.0);
            for (share, part) in &self.parts {
                let value = part.quantile(level, Hint::EXACT);
                low = low.min(value);
                high = high.max(value);
                center += share * value;
            }
            hint = hint.within(low * (1.0 - 1e-9), high * (1.0 + 1e-9));
            hint.guess = Some(center);
        }
        solve(level, &hint, |x| self.at(x, libm::log(x)))
    }

    /// Returns the least and the greatest value, in seconds.
    pub(super) fn edges(&self) -> (f64, f64) {
        self.edges
    }

    /// Adds the places where the cumulative distribution jumps or bends.
    pub(super) fn breaks(&self, places: &mut Vec<f64>) {
        places.extend(self.breaks.iter().map(|each| each.place));
    }
}
