//! The dates as bits: one for each country and day, so that a look-up costs a few instructions.

use std::sync::LazyLock;

use super::{FIRST_YEAR, LAST_YEAR};
use crate::parcel::Country;
use crate::parcel::time::Day;

/// The day of the first bit.
const ORIGIN: Day = Day::from_ymd(FIRST_YEAR, 1, 1);
/// How many years there are.
const YEARS: usize = (LAST_YEAR - FIRST_YEAR + 1) as usize;
/// How many words the bits of one country take.
const WORDS: usize = (Day::from_ymd(LAST_YEAR + 1, 1, 1).0 - ORIGIN.0) as usize / 64 + 1;

/// The dates of `dates.txt`.
pub(in crate::calendar) static TABLE: LazyLock<Table> =
    LazyLock::new(|| Table::read(include_str!("dates.txt")));

/// One bit a day.
#[derive(Debug, Clone)]
struct Days([u64; WORDS]);

impl Days {
    const NONE: Self = Self([0; WORDS]);

    #[inline]
    fn has(&self, day: Day) -> bool {
        let number = day.0.wrapping_sub(ORIGIN.0) as u32;
        let word = self.0.get(number as usize / 64);
        word.is_some_and(|word| word >> (number % 64) & 1 == 1)
    }

    fn extend(&mut self, days: Vec<Day>) {
        for day in days {
            let number = day.0.wrapping_sub(ORIGIN.0) as u32;
            if let Some(word) = self.0.get_mut(number as usize / 64) {
                *word |= 1 << (number % 64);
            }
        }
    }
}

/// Every country's holidays, and what China has besides.
#[derive(Debug)]
pub(in crate::calendar) struct Table {
    /// By [`Country::index`].
    off: Vec<Days>,
    /// Bits of the projected years, by [`Country::index`].
    projected: Vec<u32>,
    /// China's week-end days that are worked.
    worked: Days,
    /// The first and last day off at Spring Festival, by year.
    festivals: [Option<(Day, Day)>; YEARS],
}

impl Table {
    #[inline]
    pub(in crate::calendar) fn is_off(&self, country: Country, day: Day) -> bool {
        self.off
            .get(country.index())
            .is_some_and(|days| days.has(day))
    }

    pub(in crate::calendar) fn is_worked(&self, day: Day) -> bool {
        self.worked.has(day)
    }

    pub(in crate::calendar) fn is_projected(&self, country: Country, year: i32) -> bool {
        let bits = self.projected.get(country.index());
        match (year_index(year), bits) {
            (Some(index), Some(bits)) => bits >> index & 1 == 1,
            _ => true,
        }
    }

    #[inline]
    pub(in crate::calendar) fn festival(&self, year: i32) -> Option<(Day, Day)> {
        self.festivals[year_index(year)?]
    }

    /// Reads the lines; a line that cannot be read is left out, and a test sees that there is none.
    fn read(text: &str) -> Self {
        let mut table = Self {
            off: vec![Days::NONE; Country::COUNT],
            projected: vec![0; Country::COUNT],
            worked: Days::NONE,
            festivals: [None; YEARS],
        };
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let read = table.line(line);
            debug_assert!(read.is_some(), "a line of dates: {line}");
        }
        table
    }

    fn line(&mut self, line: &str) -> Option<()> {
        let mut fields = line.split_ascii_whitespace();
        let key = fields.next()?;
        let year = fields.next()?;
        let projected = year.ends_with('~');
        let year: i32 = year.trim_end_matches('~').parse().ok()?;
        let index = year_index(year)?;
        let days = fields
            .map(|text| date(year, text))
            .collect::<Option<Vec<_>>>()?;
        match key {
            "CN-work" => self.worked.extend(days),
            "CN-festival" => self.festivals[index] = Some((*days.first()?, *days.last()?)),
            code => {
                let country = Country::from_code(code)?.index();
                let off = self.off.get_mut(country)?;
                off.extend(days);
                *self.projected.get_mut(country)? |= u32::from(projected) << index;
            }
        }
        Some(())
    }
}

fn date(year: i32, text: &str) -> Option<Day> {
    let (month, day) = text.split_once('-')?;
    let (month, day) = (month.parse().ok()?, day.parse().ok()?);
    let date = Day::from_ymd(year, month, day);
    (date.ymd() == (year, month, day)).then_some(date)
}

fn year_index(year: i32) -> Option<usize> {
    (FIRST_YEAR..=LAST_YEAR)
        .contains(&year)
        .then_some((year - FIRST_YEAR) as usize)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_read_and_no_year_is_missing() {
        let text = include_str!("dates.txt");
        let lines = || text.lines().filter(|line| !line.starts_with('#'));
        let mut table = Table::read("");
        for line in lines() {
            assert!(table.line(line).is_some(), "{line}");
        }
        assert_eq!(lines().count(), YEARS * (Country::COUNT + 2));
        assert!(table.festivals.iter().all(Option::is_some));
        for line in [
            "",
            "DE",
            "DE 2016 01-01",
            "DE 2026 02-29",
            "XX 2026 01-01",
            "CN-festival 2026",
        ] {
            assert!(table.line(line).is_none(), "{line}");
        }
    }
}
