//! The share of places that work on a date: weekday, week-end and holidays of the country they lie in.

use super::{Holidays, Hours, china, holidays, week};
use crate::parcel::Country;
use crate::parcel::time::Day;

/// Everybody works.
const ALL: u16 = 1_000;

/// Collections on the official days of Spring Festival: 135 million parcels a day in 2024, of 477 million on the year's
/// mean day (State Post Bureau).
const FESTIVAL_COLLECTION: u16 = 280;
/// Deliveries on these days: 80 million a day.
const FESTIVAL_DELIVERY: u16 = 170;

/// The last day of a working week, for `open_per_mille`: holidays are mostly like it.
const SUNDAY: u8 = 6;

impl Hours {
    /// Returns the share of a country's places that work on a date, in thousandths.
    ///
    /// The week-end is the country's, at that time. On its public holidays customs, rounds, repeated visits, counters,
    /// offices and collections are as on the last day of its week-end; sorting goes on, and a round that has begun ends.
    /// China has rules of its own.
    #[inline]
    pub fn open_per_mille_on(self, country: Country, day: Day, kept: Holidays) -> u16 {
        if matches!(self, Self::Sorting | Self::Doorstep) {
            return ALL;
        }
        if country == Country::CN {
            return self.open_in_china(day, kept);
        }
        // A like of Sunday's is an assumption: no carrier publishes its holidays' rounds, but few have any.
        let off = kept == Holidays::Kept && holidays::is_holiday(country, day);
        let weekday = if off {
            SUNDAY
        } else {
            week::weekday(country, day)
        };
        match (self, weekday) {
            // Collections elsewhere: an Australian parcel file has 22 % of a weekday's on Saturdays, 14 % on Sundays
            // (June 2024, n = 3 770).
            (Self::Pickup, 5) => 220,
            (Self::Pickup, SUNDAY) => 140,
            _ => self.open_per_mille(weekday),
        }
    }

    /// China: couriers and parcel stations work every day but at Spring Festival; offices keep the official schedule.
    fn open_in_china(self, day: Day, kept: Holidays) -> u16 {
        let weekday = day.weekday();
        let kept = kept == Holidays::Kept;
        let is_festival = kept && china::is_festival(day);
        match self {
            // Stations are shops run with the couriers' networks: assumption.
            Self::Pickup | Self::Counter if is_festival => FESTIVAL_COLLECTION,
            Self::Round | Self::Redelivery | Self::Waves if is_festival => FESTIVAL_DELIVERY,
            // Domestic couriers deliver seven days a week, and stations are open when they come; sorting never stops.
            Self::Round
            | Self::Redelivery
            | Self::Waves
            | Self::Counter
            | Self::Sorting
            | Self::Doorstep => ALL,
            Self::Pickup | Self::Customs | Self::Office if !kept => self.open_per_mille(weekday),
            Self::Pickup | Self::Customs | Self::Office if china::is_workday(day) => ALL,
            // Collections at National Day 2024 were .95 of the mean day's, which is a Saturday's share here.
            Self::Pickup => self.open_per_mille(weekday.max(5)),
            Self::Customs | Self::Office if weekday < 5 => self.open_per_mille(SUNDAY),
            Self::Customs | Self::Office => self.open_per_mille(weekday),
        }
    }
}
