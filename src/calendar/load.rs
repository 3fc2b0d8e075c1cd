//! How much longer the year's peaks make a parcel's way.

use crate::parcel::time::Day;

/// An ordinary day's load, in thousandths.
pub const ORDINARY: u32 = 1_000;

/// Points of a peak: (days after its own date, load in thousandths); straight lines lie between them, and beyond the
/// first and last the load is ordinary.
type Peak = [(i32, u32)];

/// Double 11, days after 11 November. The State Post Bureau counted 1.45 times an ordinary day's parcels from 1 to 16
/// November 2021; lines slow down by 10 % (the lower end of what was measured at the next peak), and the backlog takes
/// two weeks more: assumption.
const DOUBLE_11: &Peak = &[
    (-10, 1_000),
    (0, 1_080),
    (3, 1_100),
    (10, 1_100),
    (24, 1_000),
];

/// Black Friday and Cyber Monday, days after Black Friday. Transit times in their weeks: in the United States +13.6 %
/// (2021), in Europe +10.1 % (2021) and +8.6 % (2020), after Parcel Perform; the American figure holds for a week and a
/// half, with ramps of a week and two.
const BLACK_FRIDAY: &Peak = &[
    (-4, 1_000),
    (3, 1_136),
    (10, 1_136),
    (17, 1_060),
    (28, 1_000),
];

/// The same in 2020, with stay-at-home orders: +23.4 % in the United States.
const BLACK_FRIDAY_2020: &Peak = &[
    (-4, 1_000),
    (3, 1_234),
    (10, 1_234),
    (17, 1_060),
    (28, 1_000),
];

/// Christmas, days after 25 December: what is left of it when depots run on half their people; an assumption.
const YEAR_END: &Peak = &[(-17, 1_000), (-7, 1_070), (5, 1_070), (12, 1_000)];

/// Returns how long line-hauls, departures and last miles take on a date, in thousandths of an ordinary day's.
///
/// For three weeks from 11 November on it is 1 100 and more; it never jumps.
pub fn load(day: Day) -> u32 {
    let (year, month, _) = day.ymd();
    if (2..=10).contains(&month) {
        return ORDINARY;
    }
    // The peaks of a January are those of the year before.
    let year = if month == 1 { year - 1 } else { year };
    let black_friday = if year == 2020 {
        BLACK_FRIDAY_2020
    } else {
        BLACK_FRIDAY
    };
    [
        (DOUBLE_11, Day::from_ymd(year, 11, 11)),
        (black_friday, black_friday_of(year)),
        (YEAR_END, Day::from_ymd(year, 12, 25)),
    ]
    .into_iter()
    .map(|(peak, date)| height(peak, day.0 - date.0))
    .fold(ORDINARY, u32::max)
}

/// Returns the day after the fourth Thursday of November.
const fn black_friday_of(year: i32) -> Day {
    let first = Day::from_ymd(year, 11, 1);
    let to_thursday = (3 + 7 - first.weekday() as i32) % 7;
    first.plus(to_thursday + 3 * 7 + 1)
}

fn height(peak: &Peak, days: i32) -> u32 {
    let segment = peak.windows(2).find_map(|pair| match pair {
        [(from, low), (until, high)] if (*from..=*until).contains(&days) => {
            let (low, high) = (*low as i32, *high as i32);
            Some(low + (high - low) * (days - from) / (until - from).max(1))
        }
        _ => None,
    });
    segment.map_or(ORDINARY, i32::cast_unsigned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn black_friday_falls_where_it_does() {
        for (year, day) in [(2020, 27), (2021, 26), (2024, 29), (2025, 28), (2026, 27)] {
            assert_eq!(black_friday_of(year), Day::from_ymd(year, 11, day));
        }
    }
}
