//! Whether a place works on a date: drawn for the place and the date, so that parcels waiting there wait together.

use crate::calendar::Hours;
use crate::parcel::Place;
use crate::parcel::time::Day;
use crate::random::{Seed, shared_word};

/// Domain of [`shared_word`] for openings; part of the output format.
const OPENING: u32 = 1;

/// Tells whether people of a kind work at a place on a local date.
pub fn is_open(seed: Seed, place: Place, hours: Hours, day: Day) -> bool {
    let share = hours.open_per_mille(weekday(place, day));
    if share == 1_000 {
        return true;
    }
    let key = u64::from(place.key()) << 8 | hours.index() as u64;
    let word = shared_word(seed, OPENING, [key, i64::from(day.0) as u64]);
    (word >> 32) * 1_000 >> 32 < u64::from(share)
}

/// Returns the weekday as if the country's week-end were Saturday (5) and Sunday (6).
fn weekday(place: Place, day: Day) -> u8 {
    let weekday = day.weekday();
    let saturday = place.country().weekend().mask().trailing_zeros() as u8;
    (weekday + 12 - saturday) % 7
}
