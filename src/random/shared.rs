//! Luck that many parcels share: drawn from the key of its cause (a depot and a date, a lane and a slot), never from a
//! parcel.

use super::stream::Seed;

/// Returns the word of a shared cause.
///
/// `domain` keeps causes of different kinds apart; `key` names this one. The mixing is part of the output format.
pub fn shared_word(seed: Seed, domain: u32, key: [u64; 2]) -> u64 {
    let mut state = mix(seed.0 ^ 0x6d69_7372_6f75_7465);
    for part in [u64::from(domain), key[0], key[1]] {
        state = mix(state ^ mix(part.wrapping_add(0x9e37_79b9_7f4a_7c15)));
    }
    state
}

/// A bijective 64-bit mixer (the finalizer of `SplitMix64`): every input bit moves every output bit.
pub(super) const fn mix(mut word: u64) -> u64 {
    word ^= word >> 30;
    word = word.wrapping_mul(0xbf58_476d_1ce4_e5b9);
    word ^= word >> 27;
    word = word.wrapping_mul(0x94d0_49bb_1331_11eb);
    word ^ (word >> 31)
}

/// Returns the item that a word chooses by weight; none only if no weight is positive.
pub fn weighted<T>(items: impl Iterator<Item = (T, u32)> + Clone, word: u64) -> Option<T> {
    let total: u64 = items.clone().map(|(_, weight)| u64::from(weight)).sum();
    let mut left = ((u128::from(word) * u128::from(total)) >> 64) as u64;
    for (item, weight) in items {
        if left < u64::from(weight) {
            return Some(item);
        }
        left -= u64::from(weight);
    }
    None
}
