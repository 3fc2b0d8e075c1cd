//! Special functions behind the distribution families, in portable arithmetic.
//!
//! Invariant: both tails keep their relative precision. A probability is therefore always a pair,
//! what lies below and what lies above, and the smaller of the two is never computed as one minus
//! the larger.

pub(super) mod beta;
pub(super) mod gamma;
pub(super) mod normal;

/// How much of a distribution lies on each side of a place, and how dense it is there.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Chance {
    /// The probability of a value at or below the place.
    pub(crate) below: f64,
    /// The probability of a value above the place.
    pub(crate) above: f64,
    /// The density at the place, per second; 0 at an atom.
    pub(crate) density: f64,
}

impl Chance {
    /// Everything lies above.
    pub(crate) const NONE: Self = Self {
        below: 0.0,
        above: 1.0,
        density: 0.0,
    };
    /// Everything lies at or below.
    pub(crate) const ALL: Self = Self {
        below: 1.0,
        above: 0.0,
        density: 0.0,
    };

    /// A chance whose upper side needs no more precision than the lower one gives.
    pub(crate) fn from_below(below: f64, density: f64) -> Self {
        Self {
            below,
            above: 1.0 - below,
            density,
        }
    }

    /// Returns whether the place lies before the quantile at `level`.
    pub(crate) fn is_short_of(self, level: Level) -> bool {
        if level.is_lower() {
            self.below < level.below
        } else {
            self.above > level.above
        }
    }
}

/// A probability at which a quantile is asked for: `below + above` is 1, and the smaller is exact.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Level {
    /// The probability of a smaller value.
    pub(crate) below: f64,
    /// The probability of a larger value.
    pub(crate) above: f64,
}

impl Level {
    /// The level with `below` under it.
    pub(crate) fn from_below(below: f64) -> Self {
        Self {
            below,
            above: 1.0 - below,
        }
    }

    /// The level with `above` over it.
    pub(crate) fn from_above(above: f64) -> Self {
        Self {
            below: 1.0 - above,
            above,
        }
    }

    /// Returns whether the lower tail is the smaller one.
    pub(crate) fn is_lower(self) -> bool {
        self.below <= self.above
    }

    /// The same place seen from the other end.
    pub(crate) fn flipped(self) -> Self {
        Self {
            below: self.above,
            above: self.below,
        }
    }
}
