//! Which city: drawn by the cities' shares of their country's parcels.

use crate::parcel::{City, Country};
use crate::random::weighted;

impl City {
    /// Returns the city of a country that a word chooses by weight.
    pub fn drawn(country: Country, word: u64) -> Self {
        let cities = country
            .cities()
            .map(|city| (city, u32::from(city.weight())));
        // Every country has cities with positive weights; a test of the tables holds that.
        weighted(cities, word).unwrap_or_else(|| crate::parcel::Facility::gateway(country).city())
    }

    /// Returns a city of the same country that is not this one.
    #[must_use]
    pub fn another(self, word: u64) -> Self {
        let others = self
            .country()
            .cities()
            .filter(|city| *city != self)
            .map(|city| (city, u32::from(city.weight())));
        weighted(others, word).unwrap_or(self)
    }
}
