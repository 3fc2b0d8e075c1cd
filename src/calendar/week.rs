//! Week-ends by country and date, for a country may move its week-end.

use crate::parcel::time::Day;
use crate::parcel::{Country, Weekend};

/// The day on which the United Arab Emirates moved their week-end from Friday and Saturday to Saturday and Sunday.
const EMIRATES_MOVED: Day = Day::from_ymd(2022, 1, 1);

/// Returns the days on which a country's offices were shut at that time.
#[inline]
pub fn weekend(country: Country, day: Day) -> Weekend {
    if country == Country::AE && day < EMIRATES_MOVED {
        return Weekend::FridaySaturday;
    }
    country.weekend()
}

/// Returns the place in the country's working week: 0–4 its working days, 5 and 6 its week-end.
///
/// Where the week-end is Saturday and Sunday that is the weekday; Israel's Sunday is a 0 and its Friday a 5.
#[inline]
pub fn weekday(country: Country, day: Day) -> u8 {
    match weekend(country, day) {
        Weekend::SaturdaySunday => day.weekday(),
        Weekend::FridaySaturday => (day.weekday() + 1) % 7,
    }
}
