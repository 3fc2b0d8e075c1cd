//! Addresses: which case of a world.

use crate::parcel::time::Day;

/// The first order day that a tracking number has room for.
pub const FIRST_DAY: Day = Day::from_ymd(2020, 1, 1);
/// The last one: twelve bits of days.
pub const LAST_DAY: Day = FIRST_DAY.plus(4_095);

/// The address of a case in its world: an order day, and a place on that day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Address {
    /// The local date on which the first order was placed, [`FIRST_DAY`] to [`LAST_DAY`].
    pub day: Day,
    /// The place on that day, from 0; below [`Address::PLACES`].
    pub place: u64,
}

impl Address {
    /// How many places a day has: what the roomiest number format holds.
    pub const PLACES: u64 = 1 << 25;

    /// Returns the address, or none outside the days and places that exist.
    pub fn new(day: Day, place: u64) -> Option<Self> {
        let exists = (FIRST_DAY..=LAST_DAY).contains(&day) && place < Self::PLACES;
        exists.then_some(Self { day, place })
    }
}
