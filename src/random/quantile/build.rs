//! Compiles a distribution into a table.
//!
//! Invariant: every end of a cell is the exact quantile there (to about 1e-6, relatively, in
//! families without a closed form), ends rise, and what is decided here depends on ratios of values
//! only, so that scaling a distribution scales its table.

use super::{
    QuantileTable, SECONDS_MAX,
    layout::{self, BRANCH_BITS, BRANCH_LEN, FRACTION_BITS, Place, ROOT_LEN, VALUE_BITS, WORDS},
};
use crate::random::distribution::{Distribution, Hint, Law, Level};

/// A cell of at most 2^24 words, a probability of 2^-40, does not branch.
const WIDTH_BITS_MIN: u32 = 24;
/// A table grows no larger than this many ends (64 KiB), however rough its distribution.
const ENDS_MAX: usize = 8192;

impl QuantileTable {
    /// Compiles a distribution.
    ///
    /// # Panics
    ///
    /// If [`Distribution::check`] refuses it.
    pub fn build(distribution: &Distribution) -> Self {
        if let Err(error) = distribution.check() {
            panic!("only a checked distribution has a table: {error}");
        }
        let law = Law::new(distribution);
        let median = law.quantile(Level::from_below(0.5), Hint::EXACT);
        let mut builder = Builder {
            law,
            floor: (median / 1024.0).max(1.0),
            ends: vec![0; ROOT_LEN],
        };
        let mut inner = [median; 3];
        let mut is_lower = true;
        for place in layout::segments() {
            if is_lower && place.1 >= 1 << 63 {
                is_lower = false;
                inner = [median; 3];
            }
            builder.segment(place, &mut inner);
        }
        Self {
            ends: builder.ends.into_boxed_slice(),
        }
    }
}

/// A table in the making.
struct Builder {
    law: Law,
    /// Errors are relative to the value, or to this many seconds if the value is less.
    floor: f64,
    ends: Vec<u64>,
}

/// Cells of equal width over consecutive words.
#[derive(Clone, Copy)]
struct Node {
    /// Where its ends start.
    offset: usize,
    /// The first word.
    start: u64,
    /// Each cell has 2^`width_bits` words.
    width_bits: u32,
    /// There are 2^`bits` cells.
    bits: u32,
}

impl Node {
    fn level(&self, end: usize) -> Level {
        level(self.start + ((end as u64) << self.width_bits))
    }
}

/// The probabilities on both sides of a word other than 0.
fn level(word: u64) -> Level {
    const UNIT: f64 = 1.0 / WORDS;
    Level {
        below: word as f64 * UNIT,
        above: word.wrapping_neg() as f64 * UNIT,
    }
}

/// How far a cell may be from the exact quantile, relatively, by the probability of its tail.
fn tolerance(level: Level) -> f64 {
    match level.below.min(level.above) {
        6e-5.. => 6e-4,
        9e-7.. => 1.5e-3,
        _ => 2e-2,
    }
}

impl Builder {
    /// Fills a segment, given the last three ends on the way from the median to it, nearest first.
    fn segment(&mut self, (segment, start, width): Place, inner: &mut [f64; 3]) {
        let is_lower = start < 1 << 63;
        let outermost = segment.bits == 0;
        let word = match (is_lower, outermost) {
            (true, false) => start,
            (false, false) => start + width,
            // Half-way through the outermost segment, which has one value.
            (_, true) => start + width / 2,
        };
        let [near, far, _] = *inner;
        let (low, high) = if is_lower {
            (0.0, near)
        } else {
            (near, f64::INFINITY)
        };
        // Tails are nearly geometric from one halving to the next.
        let guess = (far > 0.0 && near.to_bits() != far.to_bits()).then(|| near * near / far);
        let outer = self
            .law
            .quantile(
                level(word),
                Hint {
                    guess,
                    ..hint(low, high)
                },
            )
            .clamp(low, high);
        *inner = [outer, near, far];
        let node = Node {
            offset: usize::from(segment.offset),
            start,
            width_bits: width.trailing_zeros() - segment.bits,
            bits: segment.bits,
        };
        if outermost {
            self.store(&node, &[outer, outer]);
        } else if is_lower {
            self.fill(&node, outer, near);
        } else {
            self.fill(&node, near, outer);
        }
    }

    /// Computes the ends of a node between its first and last, stores them, and lets its cells
    /// branch.
    fn fill(&mut self, node: &Node, first: f64, last: f64) {
        let count = 1 << node.bits;
        let mut values = [0.0; 33];
        let values = &mut values[..=count];
        values[0] = first;
        values[count] = last;
        let mut step = count;
        while step > 1 {
            let half = step / 2;
            for end in (half..count).step_by(step) {
                let guess = guess(values, end, half);
                values[end] =
                    self.value((node, end), (values[end - half], values[end + half]), guess);
            }
            step = half;
        }
        self.store(node, values);
        for cell in 0..count {
            if self.may_be_crooked(node, values, cell) {
                self.branch(node, values, cell);
            }
        }
    }

    /// Returns the quantile at an end of a node, known to lie from `low` to `high`, and probably
    /// near the guess.
    fn value(&self, (node, end): (&Node, usize), (low, high): (f64, f64), guess: f64) -> f64 {
        let guess = guess.clamp(low, high);
        if high - low <= 1e-6 * high.max(self.floor) {
            return guess;
        }
        self.law
            .quantile(
                node.level(end),
                Hint {
                    guess: Some(guess),
                    ..hint(low, high)
                },
            )
            .clamp(low, high)
    }

    fn store(&mut self, node: &Node, values: &[f64]) {
        for (end, value) in self.ends[node.offset..].iter_mut().zip(values) {
            *end = fixed(*value);
        }
    }

    /// Returns whether the cell's neighbors leave room for more than the tolerable error.
    ///
    /// A single bend inside the cell contributes to the second differences at both ends, and is off
    /// by at most the smaller of them.
    fn may_be_crooked(&self, node: &Node, values: &[f64], cell: usize) -> bool {
        let second = |end: usize| {
            let inside = 0 < end && end < values.len() - 1;
            inside.then(|| (values[end - 1] - 2.0 * values[end] + values[end + 1]).abs())
        };
        let bend = match (second(cell), second(cell + 1)) {
            (Some(one), Some(other)) => one.min(other),
            (one, other) => one.or(other).unwrap_or(0.0),
        };
        node.width_bits > WIDTH_BITS_MIN && bend > self.tolerable(node, values, cell)
    }

    fn tolerable(&self, node: &Node, values: &[f64], cell: usize) -> f64 {
        tolerance(node.level(cell)) * values[cell].max(self.floor)
    }

    /// Cuts a cell in four if its middle is off by more than is tolerable.
    fn branch(&mut self, node: &Node, values: &[f64], cell: usize) {
        let (low, high) = (values[cell], values[cell + 1]);
        if low >= f64::from(SECONDS_MAX) || self.ends.len() + BRANCH_LEN > ENDS_MAX {
            return;
        }
        let child = Node {
            offset: self.ends.len(),
            start: node.start + ((cell as u64) << node.width_bits),
            width_bits: node.width_bits - BRANCH_BITS,
            bits: BRANCH_BITS,
        };
        let middle = self.value((&child, 2), (low, high), 0.5 * (low + high));
        if (middle - 0.5 * (low + high)).abs() <= self.tolerable(node, values, cell) {
            return;
        }
        let number = (self.ends.len() - ROOT_LEN) / BRANCH_LEN + 1;
        self.ends.extend([0; BRANCH_LEN]);
        self.ends[node.offset + cell] |= (number as u64) << VALUE_BITS;
        self.fill(&child, low, high);
    }
}

/// A bracket, to be solved to about the square of the last step.
fn hint(low: f64, high: f64) -> Hint {
    Hint {
        low,
        high,
        guess: None,
        last_step: 1e-3,
    }
}

/// Guesses the value at `end` from those `half` and three `half` away, by the cubic or parabola
/// through them.
fn guess(values: &[f64], end: usize, half: usize) -> f64 {
    let (left, right) = (values[end - half], values[end + half]);
    let far_left = end.checked_sub(3 * half).map(|far| values[far]);
    let far_right = values.get(end + 3 * half).copied();
    match (far_left, far_right) {
        (Some(far_left), Some(far_right)) => (9.0 * (left + right) - far_left - far_right) / 16.0,
        (Some(far), None) => (3.0 * right + 6.0 * left - far) / 8.0,
        (None, Some(far)) => (3.0 * left + 6.0 * right - far) / 8.0,
        (None, None) => libm::sqrt(left * right),
    }
}

/// A value in units of 2^-`FRACTION_BITS` s, saturating.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "clamped to what fits"
)]
fn fixed(seconds: f64) -> u64 {
    let unit = f64::from(1 << FRACTION_BITS);
    (seconds.clamp(0.0, f64::from(SECONDS_MAX)) * unit + 0.5) as u64
}
