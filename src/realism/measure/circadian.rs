//! Weekdays and hours: when on a local clock something happens.

use crate::parcel::time::{DAY, Day, HOUR};

/// Counts by weekday, Monday first, and hour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Circadian {
    counts: [[u64; 24]; 7],
}

impl Circadian {
    /// Counts something at a local time: seconds since 1970-01-01 00:00 on the clock of the place.
    pub fn add(&mut self, local_seconds: i64) {
        // Far beyond the calendar a weekday is as good as another.
        let day = Day((local_seconds.div_euclid(DAY)).rem_euclid(7) as i32);
        let hour = local_seconds.rem_euclid(DAY) / HOUR;
        self.counts[usize::from(day.weekday())][hour as usize] += 1;
    }

    /// Adds the counts of another.
    pub fn merge(&mut self, other: &Self) {
        let cells = self.counts.iter_mut().flatten();
        for (cell, more) in cells.zip(other.counts.iter().flatten()) {
            *cell += more;
        }
    }

    /// Returns how much was counted.
    pub fn total(&self) -> u64 {
        self.counts.iter().flatten().sum()
    }

    /// Returns the counts, by weekday from Monday and hour.
    pub const fn counts(&self) -> &[[u64; 24]; 7] {
        &self.counts
    }

    /// Returns the share of each hour of the day.
    pub fn hour_shares(&self) -> Option<[f64; 24]> {
        let total = self.divisor()?;
        let mut shares = [0.0; 24];
        for (hour, share) in shares.iter_mut().enumerate() {
            let count: u64 = self.counts.iter().map(|day| day[hour]).sum();
            *share = count as f64 / total;
        }
        Some(shares)
    }

    /// Returns the share of each weekday, Monday first.
    pub fn weekday_shares(&self) -> Option<[f64; 7]> {
        let total = self.divisor()?;
        Some(
            self.counts
                .map(|day| day.iter().sum::<u64>() as f64 / total),
        )
    }

    /// Returns the fullest cell: weekday from 0, hour, count. Of equals it is the first.
    pub fn peak(&self) -> Option<(u8, u8, u64)> {
        let mut best = None;
        for (weekday, hours) in (0_u8..).zip(&self.counts) {
            for (hour, count) in (0_u8..).zip(hours) {
                let fuller = best.is_none_or(|(_, _, most)| *count > most);
                if *count > 0 && fuller {
                    best = Some((weekday, hour, *count));
                }
            }
        }
        best
    }

    fn divisor(&self) -> Option<f64> {
        let total = self.total();
        (total > 0).then_some(total as f64)
    }
}
