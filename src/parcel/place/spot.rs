//! Places: a facility, or an address in a city.

use super::{City, Facility};
use crate::parcel::{Country, Zone};

/// Where something happens: in a facility, or at an address in a city.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// In a facility.
    Facility(Facility),
    /// At somebody's address.
    Address(City),
}

impl Place {
    /// Returns the city.
    pub fn city(self) -> City {
        match self {
            Self::Facility(facility) => facility.city(),
            Self::Address(city) => city,
        }
    }

    /// Returns the country.
    pub fn country(self) -> Country {
        self.city().country()
    }

    /// Returns the time zone.
    pub fn zone(self) -> Zone {
        self.city().zone()
    }

    /// Returns the facility, unless it is an address.
    pub const fn facility(self) -> Option<Facility> {
        match self {
            Self::Facility(facility) => Some(facility),
            Self::Address(_) => None,
        }
    }

    /// Returns the key of what parcels here share: a facility's own, and for an address that of the city's depot.
    pub fn key(self) -> u32 {
        match self {
            Self::Facility(facility) => facility.key(),
            Self::Address(city) => Facility::depot(city).key(),
        }
    }
}
