//! China's working days, and what Spring Festival does to sellers.
//!
//! Working days are the State Council's yearly schedule, which moves week-end days as well: a long holiday is paid for
//! with worked Saturdays and Sundays. Beyond the last schedule they are projected.

use super::Moments;
use super::holidays::TABLE;
use crate::parcel::time::{Day, HOUR};
use crate::parcel::{Country, Timestamp};

/// China's one zone, in seconds east of UTC, without summer time in the years that are simulated.
const OFFSET: i64 = 8 * HOUR;

/// Sellers who leave early quit so many days before the first official day (trade press tells of up to 8).
const LEAVES_BEFORE: i32 = 2;
/// And are back between 6 and 20 days after it, at the beginning of a day: trade press tells of absences of 15 to 30 days
/// for factories, 7 for offices.
const BACK_AFTER: (i32, i32) = (6, 20);

/// Tells whether offices work on a date: a weekday that is not an official day off, or a week-end day made a workday.
///
/// Outside the known years that is Monday to Friday.
#[inline]
pub fn is_workday(day: Day) -> bool {
    if day.weekday() < 5 {
        !TABLE.is_off(Country::CN, day)
    } else {
        TABLE.is_worked(day)
    }
}

/// Returns the first and the last official day off at a year's Spring Festival.
pub fn festival_days(year: i32) -> Option<(Day, Day)> {
    TABLE.festival(year)
}

/// Tells whether a date is one of the official days off at Spring Festival.
#[inline]
pub fn is_festival(day: Day) -> bool {
    // Most days are no days off, which spares the civil date.
    TABLE.is_off(Country::CN, day)
        && TABLE
            .festival(day.ymd().0)
            .is_some_and(|(first, last)| (first..=last).contains(&day))
}

/// Returns how many days a date is after the first official day of the nearest Spring Festival (before: negative).
pub fn spring_festival(day: Day) -> Option<i32> {
    nearest_festival(day).map(|(first, _)| day.0 - first.0)
}

/// Returns when a seller is away at the Spring Festival nearest to a date: from the first day until the day of return,
/// which is not part of it.
///
/// `word` is the seller's luck. Half of the sellers leave two days before the first official day and are back 6 to 20
/// days after it; the others keep the official days only.
pub fn seller_rest(day: Day, word: u64) -> Option<(Day, Day)> {
    let (first, last) = nearest_festival(day)?;
    if stays(word) {
        return Some((first, last.plus(1)));
    }
    // Evenly from 6 to 20 days, rounded: twice as many halves as days.
    let halves = u128::from((BACK_AFTER.1 - BACK_AFTER.0).unsigned_abs() * 2);
    let half = ((u128::from(word << 1) * halves) >> 64) as i32;
    let chosen = (half + 1) / 2;
    Some((
        first.plus(-LEAVES_BEFORE),
        first.plus(BACK_AFTER.0 + chosen),
    ))
}

/// Returns when a seller has done what, without Spring Festival, would be done at `moments.ready`.
///
/// The clock of a seller who leaves stands still from the first day of the rest until the return: work that was begun
/// goes on, and an order that comes in between is begun after. One who keeps the official days only has packed meanwhile,
/// and hands over when they end. `word` is the seller's luck, as in [`seller_rest`].
pub fn seller_ready(moments: Moments, word: u64) -> Timestamp {
    let day = Day::of_local(moments.previous.0 + OFFSET);
    let Some((from, until)) = seller_rest(day, word) else {
        return moments.ready;
    };
    let [from, until] = [from, until].map(|day| Timestamp(day.start() - OFFSET));
    if moments.ready < from || moments.previous >= until {
        return moments.ready;
    }
    if stays(word) {
        return moments.ready.max(until);
    }
    moments.ready + (until - moments.previous.max(from))
}

/// Tells whether a seller keeps the official days only.
const fn stays(word: u64) -> bool {
    word >> 63 == 1
}

/// Returns the first and last official day of the festival whose first day is nearest.
fn nearest_festival(day: Day) -> Option<(Day, Day)> {
    let (year, ..) = day.ymd();
    let own = TABLE.festival(year)?;
    // They begin in January or February, so that the year's own is nearer than the one before.
    let next = TABLE.festival(year + 1);
    let is_nearer = |next: &(Day, Day)| next.0.0 - day.0 < (day.0 - own.0.0).abs();
    next.filter(is_nearer).or(Some(own))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parcel::time::DAY;

    #[test]
    fn half_of_the_sellers_leave_early() {
        let day = Day::from_ymd(2026, 2, 20);
        let first = Day::from_ymd(2026, 2, 15);
        let rest = |word| seller_rest(day, word);
        assert_eq!(rest(0), Some((first.plus(-2), first.plus(6))));
        assert_eq!(rest(u64::MAX >> 1), Some((first.plus(-2), first.plus(20))));
        assert_eq!(rest(1 << 63), Some((first, Day::from_ymd(2026, 2, 24))));
        assert_eq!(seller_rest(Day::from_ymd(2040, 1, 1), 0), None);
    }

    #[test]
    fn a_rest_stops_the_clock() {
        let at = |day: i32| Timestamp(Day::from_ymd(2026, 2, 15).plus(day).start() - OFFSET);
        let with = |word, previous, ready| {
            let moments = Moments {
                previous: at(previous),
                ready: at(ready),
            };
            seller_ready(moments, word)
        };
        let ready = |previous, ready| with(0, previous, ready);
        assert_eq!(with(u64::MAX, 3, 5), at(9), "packed meanwhile");
        assert_eq!(with(u64::MAX, 3, 12), at(12));
        assert_eq!(ready(-9, -3), at(-3), "done before");
        assert_eq!(ready(-3, 1), at(9), "a day before, three after");
        assert_eq!(ready(0, 2), at(8), "begun after");
        assert_eq!(ready(6, 7), at(7), "back at work");
        assert_eq!(at(1) - at(0), DAY);
    }
}
