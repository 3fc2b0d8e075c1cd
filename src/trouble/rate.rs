//! Rates: how often something strikes, as a fixed-point number that text, hashes and draws agree on.

use std::fmt;

/// Parts in one.
const ONE: u32 = 1_000_000;

/// A share between 0 and 1, in millionths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Rate(u32);

impl Rate {
    /// Never.
    pub const NEVER: Self = Self(0);
    /// Always.
    pub const ALWAYS: Self = Self(ONE);

    /// Returns the rate of so many millionths, at most [`Rate::ALWAYS`].
    pub const fn millionths(parts: u32) -> Self {
        Self(if parts > ONE { ONE } else { parts })
    }

    /// Reads a decimal number between 0 and 1; what is finer than a millionth is rounded.
    pub fn parse(text: &str) -> Option<Self> {
        let plain = text
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b'.');
        let share: f64 = text.parse().ok().filter(|_| plain)?;
        (0.0..=1.0)
            .contains(&share)
            .then(|| Self((share * f64::from(ONE)).round() as u32))
    }

    /// Returns the millionths.
    pub const fn parts(self) -> u32 {
        self.0
    }

    /// Tells whether a word means yes.
    pub const fn hit(self, word: u64) -> bool {
        ((word as u128 * ONE as u128) >> 64) < self.0 as u128
    }
}

impl fmt::Display for Rate {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0 == ONE {
            return formatter.write_str("1");
        }
        let digits = format!("{:06}", self.0);
        write!(
            formatter,
            "0.{}",
            match digits.trim_end_matches('0') {
                "" => "0",
                digits => digits,
            }
        )
    }
}
