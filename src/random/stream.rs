//! One `ChaCha8` stream per (seed, case, purpose), read by address.
//!
//! A word belongs to its address for ever: reading one moves no other, whatever the order of reading.

use rand::rngs::ChaCha8Rng;
use rand::{Rng as _, SeedableRng as _};

use super::GENERATION;
use crate::parcel::Timestamp;

/// A user's seed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Seed(pub u64);

impl Seed {
    /// The seed of a world that names none.
    pub const DEFAULT: Self = Self(1);
}

vocabulary! {
    /// What a draw is for. The order is part of the output format: never reuse or renumber one.
    pub enum Purpose {
        /// How long a state lasts.
        Dwell = "dwell",
        /// Which state comes next, and why.
        Successor = "successor",
        /// The hour at which people do it: two words a state.
        Gate = "gate",
        /// What is recorded of it, and when.
        Record = "record",
        /// What the buyer ordered and was told.
        Order = "order",
        /// The order of the copied number's rightful buyer.
        OtherOrder = "other-order",
        /// Estimates.
        Estimate = "estimate",
        /// What goes wrong on purpose.
        Trouble = "trouble",
    }
}

/// A source of addressed words.
pub trait Words {
    /// Returns the word at an address of a purpose.
    ///
    /// `decided` is the instant of the story at which this luck falls; only a [`Forked`] source looks at it.
    fn word(&mut self, purpose: Purpose, address: u64, decided: Timestamp) -> u64;
}

/// How many words one refill holds: four `ChaCha` blocks.
const WORDS: usize = 32;
/// How many bytes a word has.
const WORD: usize = size_of::<u64>();

/// The luck of one case.
#[derive(Debug)]
pub struct Luck {
    generator: ChaCha8Rng,
    case: u64,
    /// Which page of each purpose is at hand.
    numbers: [u64; Purpose::COUNT],
    /// The pages at hand, as the generator gives them: little-endian words.
    pages: [[u8; WORDS * WORD]; Purpose::COUNT],
}

/// The number of no page.
const NONE: u64 = u64::MAX;

impl Luck {
    /// Returns the luck of the case at a place of an order day (days since 1970), under a seed.
    ///
    /// The key holds neither the scenario nor the number of cases: the same case has the same luck in two scenarios,
    /// and in a larger fleet. Day takes 16 bits of the stream number and place 40.
    pub fn new(seed: Seed, day: u16, place: u64) -> Self {
        Self::with_fork(seed, day, place, 0)
    }

    /// Returns other luck for the same case: what would have been, for tests that fork the future.
    pub fn with_fork(seed: Seed, day: u16, place: u64, fork: u32) -> Self {
        let mut key = [0_u8; 32];
        key[..8].copy_from_slice(b"misroute");
        key[8..12].copy_from_slice(&GENERATION.to_le_bytes());
        key[12..16].copy_from_slice(&fork.to_le_bytes());
        key[16..24].copy_from_slice(&seed.0.to_le_bytes());
        Self {
            generator: ChaCha8Rng::from_seed(key),
            case: case_bits(day, place),
            numbers: [NONE; Purpose::COUNT],
            pages: [[0; WORDS * WORD]; Purpose::COUNT],
        }
    }

    /// Makes this the luck of another case of the same seed, without keying the generator again.
    pub fn move_to(&mut self, day: u16, place: u64) {
        self.case = case_bits(day, place);
        self.numbers = [NONE; Purpose::COUNT];
    }

    /// Returns the word at an address of a purpose.
    #[inline]
    pub fn at(&mut self, purpose: Purpose, address: u64) -> u64 {
        let number = address / WORDS as u64;
        if self.numbers[purpose.index()] != number {
            self.refill(purpose, number);
        }
        let words = self.pages[purpose.index()].as_chunks::<WORD>().0;
        u64::from_le_bytes(words[(address % WORDS as u64) as usize])
    }

    #[inline(never)]
    fn refill(&mut self, purpose: Purpose, number: u64) {
        self.generator
            .set_stream(self.case | purpose.index() as u64);
        self.generator
            .set_word_pos(u128::from(number) * 2 * WORDS as u128);
        self.numbers[purpose.index()] = number;
        self.generator.fill_bytes(&mut self.pages[purpose.index()]);
    }
}

const fn case_bits(day: u16, place: u64) -> u64 {
    (day as u64) << 48 | (place & 0xff_ffff_ffff) << 8
}

impl Words for Luck {
    #[inline]
    fn word(&mut self, purpose: Purpose, address: u64, _decided: Timestamp) -> u64 {
        self.at(purpose, address)
    }
}

/// Luck that is another one after an instant: the fork that non-interference is tested with.
#[derive(Debug)]
pub struct Forked {
    /// The luck until then.
    pub before: Luck,
    /// The luck of what is decided later.
    pub after: Luck,
    /// The last instant of the common past, by [`Purpose::index`].
    pub at: [Timestamp; Purpose::COUNT],
}

impl Forked {
    /// Returns luck that is `before`'s for all that is decided up to an instant, and `after`'s from then on.
    pub const fn new(before: Luck, after: Luck, at: Timestamp) -> Self {
        Self {
            before,
            after,
            at: [at; Purpose::COUNT],
        }
    }

    /// Returns the same luck with another last instant for what is drawn for some purposes.
    #[must_use]
    pub fn with(mut self, purposes: &[Purpose], at: Timestamp) -> Self {
        for purpose in purposes {
            self.at[purpose.index()] = at;
        }
        self
    }
}

impl Words for Forked {
    fn word(&mut self, purpose: Purpose, address: u64, decided: Timestamp) -> u64 {
        if decided > self.at[purpose.index()] {
            self.after.at(purpose, address)
        } else {
            self.before.at(purpose, address)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_belongs_to_its_address() {
        let addresses = [0, 1, 31, 32, 255, 256, 1 << 40, 7];
        let mut luck = Luck::new(Seed(7), 20_000, 3);
        let forward: Vec<u64> = addresses
            .iter()
            .map(|at| luck.at(Purpose::Gate, *at))
            .collect();
        let mut again = Luck::new(Seed(7), 1, 1);
        again.at(Purpose::Gate, 99);
        again.move_to(20_000, 3);
        for (address, word) in addresses.iter().zip(&forward).rev() {
            assert_eq!(again.at(Purpose::Gate, *address), *word);
        }
    }

    #[test]
    fn every_part_of_the_address_matters() {
        let word = |seed, day, place, fork, purpose| {
            Luck::with_fork(Seed(seed), day, place, fork).at(purpose, 5)
        };
        let words = [
            word(1, 1, 1, 0, Purpose::Dwell),
            word(2, 1, 1, 0, Purpose::Dwell),
            word(1, 2, 1, 0, Purpose::Dwell),
            word(1, 1, 2, 0, Purpose::Dwell),
            word(1, 1, 1, 1, Purpose::Dwell),
            word(1, 1, 1, 0, Purpose::Record),
        ];
        for (place, first) in words.iter().enumerate() {
            assert!(!words[place + 1..].contains(first));
        }
    }
}
