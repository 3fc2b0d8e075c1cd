//! Public holidays by country, 2017 to 2032.
//!
//! Only full public holidays that hold in the whole of a country: no half days, none of one region, no holidays of banks
//! or schools. The United Kingdom's are England's, as its parts share few. In China a holiday is an official day off, week-end days within a festival included. Outside the years,
//! no date is a holiday. Later years are *projected* from today's laws and the moon's calendar; `.ci/holidays.py` wrote
//! the dates, which `dates.txt` keeps.

mod table;

use crate::parcel::Country;
use crate::parcel::time::Day;

pub(super) use table::TABLE;

/// The first year whose holidays are known.
pub const FIRST_YEAR: i32 = 2017;
/// The last year whose holidays are known or projected.
pub const LAST_YEAR: i32 = 2032;

/// Whether people keep their holidays.
///
/// Published delivery windows are met in a year without them, so a calibration run ignores them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Holidays {
    /// As in life.
    #[default]
    Kept,
    /// Every date is like any other of its weekday.
    Ignored,
}

/// Tells whether a date is a public holiday in the whole of a country.
#[inline]
pub fn is_holiday(country: Country, day: Day) -> bool {
    TABLE.is_off(country, day)
}

/// Tells whether a country's holidays of a year are projected: beyond the laws and schedules known today, or waiting for
/// a sighting of the moon. Years that are not listed are.
pub fn is_projected(country: Country, year: i32) -> bool {
    TABLE.is_projected(country, year)
}
