//! Inverts a cumulative distribution by Newton's method in logarithms, kept inside a bracket.
//!
//! Invariant: the answer lies inside the hint's bracket, and the number of steps is bounded.

use super::special::{Chance, Level};

/// What is known of a quantile before it is computed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Hint {
    /// A value the quantile is not below, in seconds.
    pub(crate) low: f64,
    /// A value the quantile is not above, in seconds.
    pub(crate) high: f64,
    /// A value near the quantile, in seconds.
    pub(crate) guess: Option<f64>,
    /// The last relative step after which to stop; convergence being quadratic, the error is about
    /// its square.
    pub(crate) last_step: f64,
}

impl Hint {
    /// Nothing is known; go to the limit of precision.
    pub(crate) const EXACT: Self = Self {
        low: 0.0,
        high: f64::INFINITY,
        guess: None,
        last_step: 1e-9,
    };

    /// The same knowledge about a value that is `by` less.
    pub(crate) fn less(self, by: f64) -> Self {
        Self {
            low: (self.low - by).max(0.0),
            high: (self.high - by).max(0.0),
            guess: self.guess.map(|guess| guess - by),
            ..self
        }
    }

    /// The same knowledge in another unit.
    pub(crate) fn scaled(self, by: f64) -> Self {
        Self {
            low: self.low * by,
            high: self.high * by,
            guess: self.guess.map(|guess| guess * by),
            ..self
        }
    }

    /// The bracket narrowed to `low..=high`.
    pub(crate) fn within(self, low: f64, high: f64) -> Self {
        let low = self.low.max(low);
        Self {
            low,
            high: self.high.min(high).max(low),
            ..self
        }
    }
}

/// Returns the place where `at` reaches `level`.
///
/// Newton runs on the logarithm of the smaller tail against the logarithm of the value: that curve
/// is nearly straight in both tails of every family, and concave, so the steps do not run away.
pub(crate) fn solve(level: Level, hint: &Hint, at: impl Fn(f64) -> Chance) -> f64 {
    let (mut low, mut high) = (hint.low, hint.high);
    let mut x = hint
        .guess
        .filter(|x| low <= *x && *x <= high && *x > 0.0)
        .unwrap_or_else(|| between(low, high));
    for _ in 0..200 {
        if high.is_finite() && high - low <= high * 2e-16 {
            break;
        }
        let chance = at(x);
        // Positive where `x` is too large.
        let (gap, tail) = if level.is_lower() {
            (log_ratio(chance.below, level.below), chance.below)
        } else {
            (log_ratio(level.above, chance.above), chance.above)
        };
        if gap > 0.0 {
            high = x;
        } else if gap < 0.0 {
            low = x;
        } else {
            return x;
        }
        let step = gap * tail / (x * chance.density);
        let next = if step.abs() < 0.01 {
            x * (1.0 - step * (1.0 - 0.5 * step))
        } else {
            x * libm::exp(-step)
        };
        // Near the edge of a family the curve is steep: there a small step alone does not show that
        // Newton has converged.
        let is_last = step.abs() < hint.last_step && gap.abs() < 30.0 * hint.last_step;
        if low < next && next < high {
            x = next;
            if is_last {
                break;
            }
        } else if is_last {
            return next.clamp(low, high);
        } else {
            x = between(low, high);
        }
    }
    x.clamp(low, high)
}

/// Returns the logarithm of `above / below`, by its series where they are nearly equal, as they
/// mostly are.
fn log_ratio(above: f64, below: f64) -> f64 {
    let excess = (above - below) / below;
    if excess.abs() < 0.01 {
        excess * (1.0 - excess * (0.5 - excess * (1.0 / 3.0 - excess * 0.25)))
    } else {
        libm::log(above / below)
    }
}

/// A place well inside a bracket that may be empty below or open above.
fn between(low: f64, high: f64) -> f64 {
    if high == f64::INFINITY {
        (low * 4.0).max(1.0)
    } else if low > 0.0 {
        libm::sqrt(low) * libm::sqrt(high)
    } else {
        high / 8.0
    }
}
