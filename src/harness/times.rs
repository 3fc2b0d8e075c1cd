//! How often, and how long.

use std::fmt;
use std::ops::{Range, RangeFrom, RangeFull, RangeInclusive, RangeTo, RangeToInclusive};

use crate::parcel::time::{DAY, HOUR};

/// Returns so many days in seconds, the unit in which clocks move.
pub const fn days(count: i64) -> i64 {
    count.saturating_mul(DAY)
}

/// Returns so many hours in seconds.
pub const fn hours(count: i64) -> i64 {
    count.saturating_mul(HOUR)
}

/// Returns so many minutes in seconds.
pub const fn minutes(count: i64) -> i64 {
    count.saturating_mul(60)
}

/// How often something is expected: a number, or a range of any kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Times {
    least: u64,
    most: u64,
}

impl Times {
    /// Tells whether a count is as expected.
    pub const fn contains(self, count: u64) -> bool {
        self.least <= count && count <= self.most
    }

    /// Returns the smallest count that is.
    pub const fn least(self) -> u64 {
        self.least
    }
}

impl fmt::Display for Times {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.least, self.most) {
            (0, u64::MAX) => formatter.write_str("any number of"),
            (0, 0) => formatter.write_str("no"),
            (least, most) if least == most => write!(formatter, "exactly {least}"),
            (0, most) => write!(formatter, "at most {most}"),
            (least, u64::MAX) => write!(formatter, "at least {least}"),
            (least, most) => write!(formatter, "{least} to {most}"),
        }
    }
}

impl From<u64> for Times {
    fn from(count: u64) -> Self {
        Self {
            least: count,
            most: count,
        }
    }
}

impl From<RangeInclusive<u64>> for Times {
    fn from(range: RangeInclusive<u64>) -> Self {
        Self {
            least: *range.start(),
            most: *range.end(),
        }
    }
}

impl From<Range<u64>> for Times {
    fn from(range: Range<u64>) -> Self {
        // Nothing lies below 0, so `..0` can only mean none.
        Self {
            least: range.start,
            most: range.end.saturating_sub(1),
        }
    }
}

impl From<RangeFrom<u64>> for Times {
    fn from(range: RangeFrom<u64>) -> Self {
        Self {
            least: range.start,
            most: u64::MAX,
        }
    }
}

impl From<RangeTo<u64>> for Times {
    fn from(range: RangeTo<u64>) -> Self {
        Self::from(0..range.end)
    }
}

impl From<RangeToInclusive<u64>> for Times {
    fn from(range: RangeToInclusive<u64>) -> Self {
        Self::from(0..=range.end)
    }
}

impl From<RangeFull> for Times {
    fn from(_: RangeFull) -> Self {
        Self::from(0..)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_range_says_how_often() {
        let said = |times: Times| times.to_string();
        assert_eq!(said(3.into()), "exactly 3");
        assert_eq!(said(0.into()), "no");
        assert_eq!(said((..=8).into()), "at most 8");
        assert_eq!(said((..8).into()), "at most 7");
        assert_eq!(said((2..).into()), "at least 2");
        assert_eq!(said((2..5).into()), "2 to 4");
        assert_eq!(said((..).into()), "any number of");
        let times = Times::from(2..=4);
        let counts: Vec<u64> = (0..7).filter(|count| times.contains(*count)).collect();
        assert_eq!(counts, [2, 3, 4]);
    }
}
