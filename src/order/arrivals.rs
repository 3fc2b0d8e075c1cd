//! Arrivals: on which day of a window each order falls, and its place on that day.
//!
//! A fixed table per window deals orders over the days by a weekly profile and the great sales, block after block. So a
//! larger fleet only continues a smaller one: no case moves.

use crate::parcel::time::Day;

/// Orders per weekday, Monday first, in hundredths of an average day: assumption, a little more on Sundays and Mondays.
const WEEK: [u32; 7] = [104, 101, 99, 98, 96, 98, 104];

/// The great sales: month, day, length in days, and orders in hundredths of an ordinary day: assumption; the sale of
/// 11 November 2021 had 1.45 times the ordinary parcels over its sixteen days.
const SALES: [(u32, u32, i32, u32); 5] = [
    (3, 20, 8, 150),
    (6, 16, 5, 140),
    (8, 19, 6, 130),
    (11, 11, 2, 380),
    (11, 27, 4, 210),
];

/// An average day has so many places in a block.
const PER_DAY: u32 = 64;

/// The order days of a window, and how orders are dealt to them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrivals {
    start: Day,
    /// The day (from the start) and the place in the block, for each order of a block.
    deal: Vec<(u16, u32)>,
    /// How many orders of a block each day has.
    counts: Vec<u32>,
}

impl Arrivals {
    /// Returns the dealing of orders over a window of at least one day.
    pub fn new(start: Day, days: u16) -> Self {
        let days = days.max(1);
        let counts: Vec<u32> = (0..days)
            .map(|day| (weight(start.plus(i32::from(day))) * PER_DAY / 100).max(1))
            .collect();
        // Each day's orders lie evenly in the block: the k-th of n at (2k + 1) / 2n of its length.
        let places = (0..days)
            .zip(&counts)
            .flat_map(|(day, count)| (0..*count).map(move |place| (day, place, *count)));
        let mut deal: Vec<(u64, u16, u32)> = places
            .map(|(day, place, count)| {
                let at = ((u64::from(place) * 2 + 1) << 32) / (2 * u64::from(count));
                (at, day, place)
            })
            .collect();
        deal.sort_unstable();
        let deal = deal
            .into_iter()
            .map(|(_, day, place)| (day, place))
            .collect();
        Self {
            start,
            deal,
            counts,
        }
    }

    /// Returns how many days the window has.
    pub fn days(&self) -> u16 {
        self.counts.len() as u16
    }

    /// Returns the order day and the place on it of the order of an index.
    pub fn of(&self, index: u64) -> (Day, u64) {
        if let [_] = self.counts.as_slice() {
            return (self.start, index);
        }
        let block = index / self.deal.len() as u64;
        let (day, place) = self.deal[(index % self.deal.len() as u64) as usize];
        let count = u64::from(self.counts[usize::from(day)]);
        (
            self.start.plus(i32::from(day)),
            block * count + u64::from(place),
        )
    }

    /// Returns a bound that the places of the first orders stay below.
    pub fn places(&self, orders: u64) -> u64 {
        if let [_] = self.counts.as_slice() {
            return orders;
        }
        let most = u64::from(self.counts.iter().copied().max().unwrap_or(1));
        orders.div_ceil(self.deal.len() as u64).saturating_mul(most)
    }
}

/// Returns a day's orders in hundredths of an average day's.
fn weight(day: Day) -> u32 {
    let (year, ..) = day.ymd();
    let sale = SALES.iter().find(|(month, first, length, _)| {
        let first = Day::from_ymd(year, *month, *first);
        (first..first.plus(*length)).contains(&day)
    });
    WEEK[usize::from(day.weekday())] * sale.map_or(100, |(.., factor)| *factor) / 100
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_order_has_a_place_of_its_own_and_no_place_is_skipped() {
        for days in [1, 2, 7, 30, 365] {
            let arrivals = Arrivals::new(Day::from_ymd(2026, 1, 1), days);
            let count = 3 * u64::from(days) * 70;
            let all: BTreeSet<_> = (0..count).map(|index| arrivals.of(index)).collect();
            assert_eq!(all.len() as u64, count);
            for (day, place) in &all {
                assert!(
                    *place == 0 || all.contains(&(*day, place - 1)),
                    "{day} {place}"
                );
                assert!(*place < arrivals.places(count));
            }
        }
    }

    #[test]
    fn sales_have_more_orders_than_other_days() {
        let arrivals = Arrivals::new(Day::from_ymd(2026, 11, 1), 30);
        let orders = |day| {
            (0..20_000)
                .filter(|index| arrivals.of(*index).0 == day)
                .count()
        };
        let ratio =
            orders(Day::from_ymd(2026, 11, 11)) as f64 / orders(Day::from_ymd(2026, 11, 4)) as f64;
        assert!((3.5..4.1).contains(&ratio), "{ratio}");
    }
}
