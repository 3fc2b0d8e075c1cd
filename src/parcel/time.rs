//! Instants in whole seconds, and the little civil arithmetic that a calendar needs.

use std::fmt;
use std::ops::{Add, Sub};

use super::digits;

/// Seconds in a day.
pub const DAY: i64 = 86_400;
/// Seconds in an hour.
pub const HOUR: i64 = 3_600;
/// So many times 400 years before the year 0 no [`Day`] falls.
const ERAS: i64 = 14_800;

/// An instant: whole seconds since 1970-01-01T00:00:00Z.
///
/// Whole seconds are the resolution of every record here; a sample is rounded before it enters the model, so that no
/// platform's floating point can show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Timestamp(pub i64);

impl Timestamp {
    /// Returns the RFC 3339 text of this instant at an offset of `offset` seconds east of UTC.
    ///
    /// Offsets are cut to whole minutes, as the format knows no finer ones.
    pub fn rfc3339(self, offset: i32) -> Rfc3339 {
        Rfc3339 {
            at: self,
            offset: offset / 60 * 60,
        }
    }
}

impl Timestamp {
    /// Returns the instant in UTC with the suffix `Z`, in ASCII: `2026-03-02T08:30:00Z`.
    pub fn zulu(self) -> [u8; 20] {
        let mut text = [b'Z'; 20];
        text[..19].copy_from_slice(&wall_clock(self.0, b'T'));
        text
    }
}

impl Timestamp {
    /// Reads an instant as clients write them in queries: RFC 3339, without an offset UTC, or a date at its beginning.
    ///
    /// A `+` that a query turned into a space is put back. Instants before 1970 are none.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let restored = match text.rsplit_once(' ') {
            Some((time, offset)) if time.len() >= 19 => format!("{time}+{offset}"),
            _ => text.to_owned(),
        };
        let instant = restored.parse::<jiff::Timestamp>().or_else(|_| {
            let civil: jiff::civil::DateTime = restored.parse()?;
            jiff::tz::Offset::UTC.to_timestamp(civil)
        });
        let seconds = instant.ok()?.as_second();
        (seconds >= 0).then_some(Self(seconds))
    }
}

impl Add<i64> for Timestamp {
    type Output = Self;
    fn add(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(seconds))
    }
}

impl Sub for Timestamp {
    type Output = i64;
    fn sub(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0)
    }
}

/// A civil date as days since 1970-01-01.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Day(pub i32);

impl Day {
    /// Returns the date that a local second count (instant plus offset) falls on.
    pub const fn of_local(local_seconds: i64) -> Self {
        // Fits until the year five million; the simulated years are checked at the edge.
        Self(local_seconds.div_euclid(DAY) as i32)
    }

    /// Returns the date of a year, month (1–12) and day of the month (1–31), by the proleptic Gregorian calendar.
    pub const fn from_ymd(year: i32, month: u32, day: u32) -> Self {
        // Days from civil: years begin in March, so that the leap day is a year's last.
        let year = if month <= 2 { year - 1 } else { year };
        let era = year.div_euclid(400);
        let year_of_era = year.rem_euclid(400);
        let month_from_march = (month as i32 + 9) % 12;
        let day_of_year = (153 * month_from_march + 2) / 5 + day as i32 - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        Self(era * 146_097 + day_of_era - 719_468)
    }

    /// Returns (year, month 1–12, day of the month 1–31).
    pub const fn ymd(self) -> (i32, u32, u32) {
        // Years begin in March and are counted from one before all days, so that nothing is negative. Multiplying by
        // 2 939 745 / 2³² divides by the 1 461 days of four years, by 2 141 / 2¹⁶ by the 30.6 days of a month; both are
        // exact for as many days as there are.
        let centuries = 4 * (self.0 as i64 + 719_468 + ERAS * 146_097) as u64 + 3;
        let years = ((centuries % 146_097) | 3) * 2_939_745;
        let day_of_year = years as u32 / 2_939_745 / 4;
        let months = 2_141 * day_of_year + 197_913;
        let year = 100 * (centuries / 146_097) as i64 + (years >> 32) as i64 - 400 * ERAS;
        let day = (months & 0xffff) / 2_141 + 1;
        let is_next = day_of_year >= 306;
        let month = if is_next {
            (months >> 16) - 12
        } else {
            months >> 16
        };
        ((year + is_next as i64) as i32, month, day)
    }

    /// Returns the weekday, Monday 0 to Sunday 6.
    pub const fn weekday(self) -> u8 {
        (self.0 + 3).rem_euclid(7) as u8
    }

    /// Returns the local second at which this date begins.
    pub const fn start(self) -> i64 {
        self.0 as i64 * DAY
    }

    /// Returns months since January of year 0; a month's number mod 16 is what short tracking numbers have room for.
    pub const fn month_index(self) -> i32 {
        let (year, month, _) = self.ymd();
        year * 12 + month as i32 - 1
    }

    /// Returns the date a number of days later.
    #[must_use]
    pub const fn plus(self, days: i32) -> Self {
        Self(self.0.saturating_add(days))
    }
}

impl fmt::Display for Day {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.ymd();
        write!(formatter, "{year:04}-{month:02}-{day:02}")
    }
}

/// RFC 3339 text of an instant at an offset, written without allocation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rfc3339 {
    at: Timestamp,
    offset: i32,
}

impl Rfc3339 {
    /// Returns the text as ASCII bytes: `2026-03-02T09:30:00+01:00`; UTC is written `+00:00`.
    pub fn bytes(self) -> [u8; 25] {
        let local = self.at.0 + i64::from(self.offset);
        let mut text = *b"0000-00-00T00:00:00+00:00";
        text[..19].copy_from_slice(&wall_clock(local, b'T'));
        let minutes = self.offset.unsigned_abs() / 60;
        text[19] = if self.offset < 0 { b'-' } else { b'+' };
        let zone = [minutes / 60, minutes % 60].map(digits::two);
        put(&mut text, [20, 23], zone);
        text
    }
}

impl fmt::Display for Rfc3339 {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bytes = self.bytes();
        formatter.pad(std::str::from_utf8(&bytes).unwrap_or_default())
    }
}

/// A local second count (instant plus offset) in pairs of digits, as calendars and wall clocks show it.
#[derive(Debug, Clone, Copy)]
pub struct Civil {
    /// Century, year, month, day.
    date: [[u8; 2]; 4],
    /// Hour, minute, second.
    time: [[u8; 2]; 3],
}

impl Civil {
    /// Returns what a calendar and a wall clock show.
    pub fn of_local(local_seconds: i64) -> Self {
        let (year, month, day) = Day::of_local(local_seconds).ymd();
        let second = local_seconds.rem_euclid(DAY) as u32;
        let year = year.clamp(0, 9_999) as u32;
        Self {
            date: [year / 100, year % 100, month, day].map(digits::two),
            time: [second / 3_600, second / 60 % 60, second % 60].map(digits::two),
        }
    }

    /// Puts the digits of the date into a text such as `0000-00-00` at a place.
    #[inline]
    pub fn put_date<const N: usize>(&self, text: &mut [u8; N], at: usize) {
        put(text, [at, at + 2, at + 5, at + 8], self.date);
    }

    /// Puts the digits of the time of day into a text such as `00:00:00` at a place.
    #[inline]
    pub fn put_time<const N: usize>(&self, text: &mut [u8; N], at: usize) {
        put(text, [at, at + 3, at + 6], self.time);
    }
}

/// Puts pairs of digits at places of a text.
#[inline]
fn put<const N: usize, const M: usize>(text: &mut [u8; N], at: [usize; M], pairs: [[u8; 2]; M]) {
    for (at, pair) in at.into_iter().zip(pairs) {
        text[at..at + 2].copy_from_slice(&pair);
    }
}

/// Returns a local second count (instant plus offset) as a wall clock shows it, in ASCII: `2026-03-02 09:30:00`, with
/// `between` between date and time.
pub fn wall_clock(local_seconds: i64, between: u8) -> [u8; 19] {
    let civil = Civil::of_local(local_seconds);
    let mut text = *b"0000-00-00 00:00:00";
    civil.put_date(&mut text, 0);
    text[10] = between;
    civil.put_time(&mut text, 11);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn civil_dates_agree_with_jiff() {
        let epoch = jiff::civil::date(1970, 1, 1);
        for number in (-800_000..800_000).step_by(97) {
            let day = Day(number);
            let date = epoch.checked_add(jiff::Span::new().days(number)).unwrap();
            let (year, month, day_of_month) = day.ymd();
            assert_eq!((i32::from(date.year()), date.month() as u32), (year, month));
            assert_eq!(date.day() as u32, day_of_month);
            assert_eq!(Day::from_ymd(year, month, day_of_month), day);
            assert_eq!(date.weekday().to_monday_zero_offset() as u8, day.weekday());
        }
    }

    #[test]
    fn instants_of_queries_are_read() {
        let wanted = Some(Timestamp(1_772_440_200));
        for text in [
            "2026-03-02T08:30:00Z",
            "2026-03-02T08:30:00.250Z",
            "2026-03-02T09:30:00+01:00",
            "2026-03-02T09:30:00 01:00",
            "2026-03-02T08:30:00",
            "2026-03-02 08:30:00",
            " 2026-03-02T08:30:00Z ",
        ] {
            assert_eq!(Timestamp::parse(text), wanted, "{text}");
        }
        let day = Timestamp(Day::from_ymd(2026, 3, 2).start());
        assert_eq!(Timestamp::parse("2026-03-02"), Some(day));
        for text in [
            "",
            " ",
            "1",
            "yesterday",
            "2026-13-02",
            "1969-12-31",
            "2026-03-02T25:00:00Z",
            "ü",
        ] {
            assert_eq!(Timestamp::parse(text), None, "{text}");
        }
    }

    #[test]
    fn rfc3339_agrees_with_jiff() {
        for (seconds, offset) in [
            (0, 0),
            (1_772_442_000, 3_600),
            (1_772_442_059, -12_600),
            (-1, 20_700),
        ] {
            let at = jiff::Timestamp::from_second(seconds).unwrap();
            let zone = jiff::tz::Offset::from_seconds(offset).unwrap();
            let wanted = at.display_with_offset(zone).to_string();
            assert_eq!(Timestamp(seconds).rfc3339(offset).to_string(), wanted);
        }
    }
}
