//! Draws: the luck of one fault on one request.

use crate::dialect::fingerprint::Fingerprint;

/// The luck of one fault on one request: words by name, always the same ones.
#[derive(Debug, Clone, Copy)]
pub(in crate::server) struct Draw(Fingerprint);

impl Draw {
    pub(in crate::server) const fn new(print: Fingerprint) -> Self {
        Self(print)
    }

    /// Returns a share from 0 up to but without 1.
    pub(in crate::server) fn share(&self, purpose: &str) -> f64 {
        // 53 bits are all that a share can hold.
        (self.0.and(purpose).bits() >> 75) as f64 / (1_u64 << 53) as f64
    }

    /// Returns a whole number below a count that is not 0.
    pub(in crate::server) fn below(&self, purpose: &str, count: usize) -> usize {
        let word = (self.0.and(purpose).bits() >> 64) as u64;
        ((u128::from(word) * count as u128) >> 64) as usize
    }
}
