//! Cities, and the facilities in them through which parcels pass.
//!
//! Invariant: a [`City`] or [`Facility`] is a place in a table of this module, so every look-up succeeds.

mod cities;
mod directory;
mod facility;
mod sites;
mod spot;

pub use facility::{Facility, FacilityKind};
pub use spot::Place;

use super::country::Country;
use super::zone::{Zone, same};
use cities::CITIES;
use directory::ORIGIN_OF;
use sites::EXPORTS;

/// A city in which parcels are sent or received.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct City(u16);

#[derive(Debug)]
struct CityFacts {
    country: Country,
    code: &'static str,
    name: &'static str,
    zone: Zone,
    weight: u16,
    postal: &'static str,
    local: [Local; directory::LOCAL_KINDS.len()],
}

/// A facility that every city has one of.
#[derive(Debug)]
struct Local {
    code: &'static str,
    name: &'static str,
}

/// For each country the index of its first city, and at the end the number of cities.
const FIRST: [u16; Country::COUNT + 1] = {
    let mut first = [0; Country::COUNT + 1];
    let mut country = 0;
    let mut city = 0;
    let mut index = 0;
    while country <= Country::COUNT {
        while index < CITIES.len() && CITIES[index].country.index() < country {
            index += 1;
            city += 1;
        }
        first[country] = city;
        country += 1;
    }
    assert!(
        index == CITIES.len(),
        "the cities stand in the order of the countries"
    );
    first
};

/// The cities' weights side by side, since a draw adds up all of a country.
static WEIGHTS: [u16; CITIES.len()] = {
    let mut weights = [0; CITIES.len()];
    let mut index = 0;
    while index < CITIES.len() {
        weights[index] = CITIES[index].weight;
        index += 1;
    }
    weights
};

impl City {
    /// Returns every city, grouped by country in the order of [`Country::all`].
    pub fn all() -> impl Iterator<Item = Self> + Clone {
        FIRST
            .iter()
            .skip(Country::COUNT)
            .flat_map(|&count| (0..count).map(Self))
    }

    /// Returns the city of this code, for example `FR-LYS`.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::all().find(|city| city.code() == code)
    }

    /// Returns the Chinese cities in which sellers hand in parcels.
    pub fn sellers() -> impl ExactSizeIterator<Item = Self> + Clone {
        EXPORTS.iter().map(|export| export.city)
    }

    /// Returns the code: the country's, a hyphen, and three letters after UN/LOCODE or IATA.
    pub const fn code(self) -> &'static str {
        self.facts().code
    }

    /// Returns the name as it is written on parcels, in Latin letters.
    pub const fn name(self) -> &'static str {
        self.facts().name
    }

    /// Returns the country.
    pub const fn country(self) -> Country {
        self.facts().country
    }

    /// Returns the time zone.
    pub const fn zone(self) -> Zone {
        self.facts().zone
    }

    /// Returns the share of its country's parcels that end here, as a weight beside the country's other cities.
    pub const fn weight(self) -> u16 {
        WEIGHTS[self.index()]
    }

    /// Returns the share of all sellers that send from here, as a weight beside the other seller cities; elsewhere 0.
    pub fn seller_weight(self) -> u16 {
        ORIGIN_OF[self.index()].map_or(0, |origin| EXPORTS[usize::from(origin)].weight)
    }

    /// Returns the sum of all [`Self::seller_weight`]s.
    pub const fn seller_weights() -> u64 {
        const SUM: u64 = {
            let mut sum = 0;
            let mut origin = 0;
            while origin < EXPORTS.len() {
                sum += EXPORTS[origin].weight as u64;
                origin += 1;
            }
            sum
        };
        SUM
    }

    /// Returns the pattern of the city's postal codes: `#` is any digit, `@` any letter, all else stands for itself.
    ///
    /// Empty where there are no postal codes.
    pub const fn postal_pattern(self) -> &'static str {
        self.facts().postal
    }

    /// Returns the place in the table of cities.
    pub const fn index(self) -> usize {
        self.0 as usize
    }

    const fn facts(self) -> &'static CityFacts {
        &CITIES[self.0 as usize]
    }

    /// Returns the city of this code while a constant is computed: an unknown code fails the build.
    const fn named(code: &str) -> Self {
        let mut index = 0;
        let mut number = 0;
        while index < CITIES.len() {
            if same(CITIES[index].code, code) {
                return Self(number);
            }
            index += 1;
            number += 1;
        }
        panic!("the city is missing from the table")
    }
}

impl Country {
    /// Returns the country's cities.
    pub fn cities(self) -> impl ExactSizeIterator<Item = City> + Clone {
        (FIRST[self.index()]..FIRST[self.index() + 1]).map(City)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn codes_are_unique_and_found_again() {
        let codes: BTreeSet<_> = City::all().map(City::code).collect();
        assert_eq!(codes.len(), City::all().count());
        for city in City::all() {
            assert_eq!(City::from_code(city.code()), Some(city));
            assert_eq!(
                city.code().split_once('-').map(|(country, _)| country),
                Some(city.country().code())
            );
        }
    }

    #[test]
    fn every_country_has_its_cities() {
        for country in Country::all() {
            assert!((4..=14).contains(&country.cities().len()), "{country:?}");
            assert!(
                country
                    .cities()
                    .all(|city| city.country() == country && city.weight() > 0)
            );
        }
        assert_eq!(
            Country::all()
                .map(|country| country.cities().len())
                .sum::<usize>(),
            City::all().count()
        );
    }

    #[test]
    fn every_zone_has_a_city() {
        let used: BTreeSet<_> = City::all().map(City::zone).collect();
        assert!(
            Zone::all().all(|zone| used.contains(&zone)),
            "{:?}",
            Zone::all()
                .filter(|zone| !used.contains(zone))
                .map(Zone::name)
                .collect::<Vec<_>>()
        );
    }

    #[test]
    fn sellers_are_chinese_and_weighed() {
        assert!(City::sellers().len() >= 5);
        assert!(
            City::sellers().all(|city| city.country() == Country::CN && city.seller_weight() > 0)
        );
        assert_eq!(City::named("FR-LYS").seller_weight(), 0);
    }

    #[test]
    fn postal_codes_are_absent_only_where_there_are_none() {
        for city in City::all() {
            let without = [Country::HK, Country::AE].contains(&city.country());
            assert_eq!(city.postal_pattern().is_empty(), without, "{}", city.code());
        }
    }
}
