//! Whether a place works on a date: drawn for the place and the date, so that parcels waiting there wait together.

use crate::calendar::{Holidays, Hours};
use crate::parcel::Place;
use crate::parcel::time::Day;
use crate::random::{Seed, shared_word};

/// Domain of [`shared_word`] for openings; part of the output format.
const OPENING: u32 = 1;

/// Tells whether people of a kind work at a place on a local date.
///
/// A pure function of its arguments: whoever asks for the place and the date gets the same answer.
pub fn is_open(seed: Seed, place: Place, hours: Hours, day: Day, holidays: Holidays) -> bool {
    let share = hours.open_per_mille_on(place.country(), day, holidays);
    if share == 1_000 {
        return true;
    }
    let key = u64::from(place.key()) << 8 | hours.index() as u64;
    let word = shared_word(seed, OPENING, [key, i64::from(day.0) as u64]);
    ((word >> 32) * 1_000) >> 32 < u64::from(share)
}
