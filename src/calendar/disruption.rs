//! Disruptions: strikes, bans and closures, as dates of a place.

use crate::parcel::time::Day;
use crate::parcel::{Country, Facility};

/// A strike, a ban or a closure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Disruption {
    /// Where.
    pub at: Site,
    /// Its first day, by the place's calendar.
    pub from: Day,
    /// The first day after it.
    pub until: Day,
    /// How long it takes to clear what has piled up, in seconds.
    pub clears_in: u32,
}

/// Where a disruption is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Site {
    /// One facility.
    Facility(Facility),
    /// Every place of a country.
    Country(Country),
}
