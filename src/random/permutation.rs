//! A keyed permutation of 0..size, invertible without a table.
//!
//! It makes consecutive serials look random, and its inverse turns a tracking number back into its address. The key
//! schedule and the rounds are part of the output format: a change would orphan every printed number.

use super::shared::mix;

const ROUNDS: usize = 8;

/// A permutation of the integers below a size.
///
/// An eight-round Feistel network on pairs below ⌈√size⌉ (generalized to a modulus, so that the pairs barely exceed the
/// size), with cycle walking: what falls outside is permuted again until it falls inside.
#[derive(Debug, Clone, Copy)]
pub struct Permutation {
    size: u64,
    side: u64,
    keys: [u64; ROUNDS],
}

impl Permutation {
    /// Returns the permutation of 0..size (at most 2⁶²) that belongs to a key.
    pub const fn new(size: u64, key: u64) -> Self {
        let size = match size {
            0 => 1,
            _ if size > 1 << 62 => 1 << 62,
            _ => size,
        };
        let mut keys = [0; ROUNDS];
        let mut state = key;
        let mut round = 0;
        while round < ROUNDS {
            state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
            keys[round] = mix(state);
            round += 1;
        }
        let root = size.isqrt();
        let side = if root * root == size { root } else { root + 1 };
        Self { size, side, keys }
    }

    /// Returns where a value goes. Values are taken modulo the size.
    pub fn forward(&self, value: u64) -> u64 {
        let mut value = value % self.size;
        loop {
            value = self.encrypt(value);
            if value < self.size {
                return value;
            }
        }
    }

    /// Returns what [`Self::forward`] sends to this value.
    pub fn inverse(&self, value: u64) -> u64 {
        let mut value = value % self.size;
        loop {
            value = self.decrypt(value);
            if value < self.size {
                return value;
            }
        }
    }

    fn encrypt(&self, value: u64) -> u64 {
        let (mut left, mut right) = (value / self.side, value % self.side);
        for key in self.keys {
            let sum = left + self.round(right, key);
            let next = if sum >= self.side {
                sum - self.side
            } else {
                sum
            };
            (left, right) = (right, next);
        }
        left * self.side + right
    }

    fn decrypt(&self, value: u64) -> u64 {
        let (mut left, mut right) = (value / self.side, value % self.side);
        for key in self.keys.into_iter().rev() {
            let part = self.round(left, key);
            let before = if right >= part {
                right - part
            } else {
                right + self.side - part
            };
            (left, right) = (before, left);
        }
        left * self.side + right
    }

    fn round(&self, half: u64, key: u64) -> u64 {
        let word = mix(mix(half ^ key).wrapping_add(key));
        ((u128::from(word) * u128::from(self.side)) >> 64) as u64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_sizes_are_permuted_completely() {
        for size in [1, 2, 3, 10, 97, 1_000, 65_536] {
            let permutation = Permutation::new(size, 42);
            let mut seen = vec![false; size as usize];
            for value in 0..size {
                let image = permutation.forward(value);
                assert!(!std::mem::replace(&mut seen[image as usize], true));
                assert_eq!(permutation.inverse(image), value);
            }
        }
    }

    #[test]
    fn neighbors_scatter() {
        let size = 100_000_000_000_000;
        let permutation = Permutation::new(size, 7);
        let images: Vec<u64> = (0..1_000).map(|value| permutation.forward(value)).collect();
        let below_half = images.iter().filter(|image| **image < size / 2).count();
        assert!((420..580).contains(&below_half), "{below_half}");
        for (value, image) in images.iter().enumerate() {
            assert_eq!(permutation.inverse(*image), value as u64);
        }
    }
}
