//! Distributions compiled into tables of their quantile function, from which durations are drawn.
//!
//! Invariant: a sample is a function of one word and the table alone, in whole seconds, computed in
//! integers, and never falls when the word rises. So it is the same on every platform, and the
//! luckier of two words never gets the longer duration.
//!
//! A table is cut where a binary number is: each halving of the probability, towards either end, is
//! a *run* (of equal leading bits) with cells of its own, so that the tails are as fine as the
//! body. A cell is a straight line. A cell that a straight line does not fit, because the
//! distribution jumps or bends there, *branches* into four, and those again if need be.

mod build;
mod layout;

use core::fmt;

use layout::{
    BRANCH_BITS, BRANCH_LEN, FRACTION_BITS, ROOT_LEN, RUN_MAX, SEGMENTS, VALUE_BITS, WORDS,
};

/// No sample exceeds this many seconds: ten years of 365.25 days.
pub const SECONDS_MAX: u32 = 315_576_000;

/// A distribution of durations, ready to be drawn from.
///
/// ```
/// use misroute::random::{distribution::Distribution, quantile::QuantileTable};
///
/// let table = QuantileTable::build(&Distribution::Uniform { min: 0.0, max: 3600.0 });
/// assert_eq!(table.sample(1 << 63), 1800);
/// ```
///
/// Raising the scale of a family never lowers a sample; neither does any other change that raises
/// the exact quantiles by more than the errors below.
///
/// Between probabilities 1e-4 and 1 − 1e-4 a table is within 1e-3 of the exact quantile,
/// relatively, and between 1e-6 and 1 − 1e-6 within 3e-3, apart from the rounding to seconds; below
/// a thousandth of the median the error is relative to that. A jump is smeared over a probability
/// of 2^-40 at most. The outermost 2^-32 on each side have one value.
#[derive(Clone, PartialEq)]
pub struct QuantileTable {
    /// The ends of the cells of each segment, rising; then those of each branch. The low
    /// `VALUE_BITS` of a word are the value in units of 2^-`FRACTION_BITS` s; the others are 0, or
    /// the number (from 1) of the branch that replaces the cell starting there.
    ends: Box<[u64]>,
}

impl QuantileTable {
    /// Returns the duration in whole seconds at the probability `word` / 2^64.
    #[inline]
    #[expect(
        clippy::cast_possible_truncation,
        reason = "the builder keeps every value at most `SECONDS_MAX`"
    )]
    pub fn sample(&self, word: u64) -> u32 {
        ((self.fixed(word) + (1 << (FRACTION_BITS - 1))) >> FRACTION_BITS) as u32
    }

    /// Returns the duration in seconds at the probability `word` / 2^64, before it is rounded.
    pub fn seconds(&self, word: u64) -> f64 {
        self.fixed(word) as f64 / (1_u64 << FRACTION_BITS) as f64
    }

    /// Returns the duration in seconds not exceeded with `probability`, for plots and tests; a
    /// world draws with [`sample`](Self::sample).
    pub fn quantile(&self, probability: f64) -> f64 {
        self.seconds(Self::word_at(probability))
    }

    /// Returns the word that stands for `probability`, which is clamped to 0 and 1.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "the cast saturates at both ends"
    )]
    pub fn word_at(probability: f64) -> u64 {
        (probability * WORDS) as u64
    }

    /// Returns the mean of all samples before rounding, in seconds.
    pub fn mean(&self) -> f64 {
        layout::segments()
            .map(|(segment, start, width)| {
                debug_assert!(
                    start <= u64::MAX - (width - 1),
                    "a segment ends with the words"
                );
                self.node_mean(usize::from(segment.offset), segment.bits) * width as f64
            })
            .sum::<f64>()
            / WORDS
    }

    /// Returns the size of the table, in bytes.
    pub fn size_bytes(&self) -> usize {
        size_of_val(&*self.ends)
    }

    /// The value at `word`, in units of 2^-`FRACTION_BITS` s.
    #[inline]
    fn fixed(&self, word: u64) -> u64 {
        let side = word >> 63;
        // Mirrored at the middle, a run of ones is one of zeros; the bit set here ends the longest.
        let mirrored = word ^ 0_u64.wrapping_sub(side);
        let run = (mirrored | 1 << (63 - RUN_MAX)).leading_zeros();
        let segment = SEGMENTS[side as usize][run as usize];
        // What is left of the word once the run and the bit that ends it are gone.
        let mut rest = word << (run + 1).min(RUN_MAX);
        // In two shifts, as there may be no bits to take.
        let mut cell = usize::from(segment.offset) + (rest >> 1 >> (63 - segment.bits)) as usize;
        rest <<= segment.bits;
        let mut low = self.ends[cell];
        while low >> VALUE_BITS != 0 {
            cell = branch_offset(low) + (rest >> (64 - BRANCH_BITS)) as usize;
            rest <<= BRANCH_BITS;
            low = self.ends[cell];
        }
        let high = self.ends[cell + 1] & VALUE_MASK;
        low + ((u128::from(high - low) * u128::from(rest)) >> 64) as u64
    }

    /// The mean of the node of 2^`bits` cells at `offset`, in seconds.
    fn node_mean(&self, offset: usize, bits: u32) -> f64 {
        let count = 1_usize << bits;
        let sum: f64 = (offset..offset + count)
            .map(|cell| {
                let (low, high) = (self.ends[cell], self.ends[cell + 1]);
                if low >> VALUE_BITS == 0 {
                    0.5 * (low + (high & VALUE_MASK)) as f64 / (1_u64 << FRACTION_BITS) as f64
                } else {
                    self.node_mean(branch_offset(low), BRANCH_BITS)
                }
            })
            .sum();
        sum / count as f64
    }
}

impl fmt::Debug for QuantileTable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("QuantileTable")
            .field("median", &self.sample(1 << 63))
            .field("p99", &self.sample(Self::word_at(0.99)))
            .field("bytes", &self.size_bytes())
            .finish()
    }
}

/// The bits of an end that are its value.
const VALUE_MASK: u64 = (1 << VALUE_BITS) - 1;

/// Returns where the branch starts that replaces the cell starting with `end`.
#[inline]
fn branch_offset(end: u64) -> usize {
    ROOT_LEN + BRANCH_LEN * ((end >> VALUE_BITS) as usize - 1)
}
