//! The directory of all facilities, put together from the tables while the program is built.
//!
//! Invariant: the local facilities of each city come first, city by city, then origins, hubs and gates, each group
//! at the index its constant says; whatever is missing or out of order fails the build.

use super::cities::CITIES;
use super::facility::FacilityKind::{
    self, Counter, Depot, Locker, PickupPoint, Sorting, Warehouse,
};
use super::sites::{EXPORTS, GATES, HUBS, ORIGINS, SiteFacts};
use super::{City, Facility};
use crate::parcel::country::Country;
use crate::parcel::zone::same;

/// The kinds that every city has one of, in the order of the table of cities.
pub(super) const LOCAL_KINDS: [FacilityKind; 5] = [Sorting, Depot, Counter, PickupPoint, Locker];

/// What is known of a facility.
#[derive(Clone, Copy, Debug)]
pub(super) struct Facts {
    pub(super) city: City,
    pub(super) kind: FacilityKind,
    pub(super) code: &'static str,
    pub(super) name: &'static str,
    pub(super) key: u32,
}

// Where each group begins, and how many facilities a city, an origin and a gate have.
pub(super) const LOCALS: u16 = number(LOCAL_KINDS.len());
pub(super) const PER_ORIGIN: u16 = number(ORIGINS[0].len());
pub(super) const PER_GATE: u16 = number(GATES[0].len());
const ORIGINS_INDEX: usize = CITIES.len() * LOCAL_KINDS.len();
const HUBS_INDEX: usize = ORIGINS_INDEX + ORIGINS.as_flattened().len();
const GATES_INDEX: usize = HUBS_INDEX + HUBS.len();
const COUNT: usize = GATES_INDEX + GATES.as_flattened().len();
pub(super) const ORIGINS_AT: u16 = number(ORIGINS_INDEX);
pub(super) const GATES_AT: u16 = number(GATES_INDEX);
pub(super) const END: u16 = number(COUNT);

/// Every facility, as plain data in the program: start-up pays nothing for it.
pub(super) static DIRECTORY: [Facts; COUNT] = {
    let mut all = [facts(&GATES[0][0]); COUNT];
    let mut city = 0;
    while city < CITIES.len() {
        let mut kind = 0;
        while kind < LOCAL_KINDS.len() {
            let local = &CITIES[city].local[kind];
            all[city * LOCAL_KINDS.len() + kind] = facts(&SiteFacts {
                city: City(number(city)),
                kind: LOCAL_KINDS[kind],
                code: local.code,
                name: local.name,
            });
            kind += 1;
        }
        city += 1;
    }
    append(&mut all, ORIGINS_INDEX, ORIGINS.as_flattened());
    append(&mut all, HUBS_INDEX, HUBS);
    append(&mut all, GATES_INDEX, GATES.as_flattened());
    all
};

const fn append(all: &mut [Facts; COUNT], from: usize, sites: &[SiteFacts]) {
    let mut index = 0;
    while index < sites.len() {
        all[from + index] = facts(&sites[index]);
        index += 1;
    }
}

const fn facts(site: &SiteFacts) -> Facts {
    Facts {
        city: site.city,
        kind: site.kind,
        code: site.code,
        name: site.name,
        key: fnv1a(site.code),
    }
}

/// Returns the FNV-1a hash of a text, 32 bits.
pub(super) const fn fnv1a(text: &str) -> u32 {
    let bytes = text.as_bytes();
    let mut hash = 0x811c_9dc5_u32;
    let mut index = 0;
    while index < bytes.len() {
        hash = (hash ^ bytes[index] as u32).wrapping_mul(0x0100_0193);
        index += 1;
    }
    hash
}

/// For each country the number of its first gate among all gates, and at the end the number of gates.
pub(super) static FIRST_GATE: [u16; Country::COUNT + 1] = {
    let mut first = [0; Country::COUNT + 1];
    let mut country = 0;
    let mut index = 0;
    while country <= Country::COUNT {
        while index < GATES.len() && GATES[index][0].city.country().index() < country {
            index += 1;
        }
        first[country] = number(index);
        assert!(
            country == 0 || first[country - 1] < first[country],
            "a country has no gate, or gates are out of order"
        );
        country += 1;
    }
    assert!(index == GATES.len());
    first
};

/// For each country its warehouse.
pub(super) static WAREHOUSES: [Option<Facility>; Country::COUNT] = {
    let mut warehouses = [None; Country::COUNT];
    let mut index = HUBS_INDEX;
    while index < GATES_INDEX {
        if matches!(DIRECTORY[index].kind, Warehouse) {
            warehouses[DIRECTORY[index].city.country().index()] = Some(Facility(number(index)));
        }
        index += 1;
    }
    warehouses
};

pub(super) const LIEGE: Facility = named("BE-LGG-TH");
pub(super) const KUALA_LUMPUR: Facility = named("MY-KUL-TH");
pub(super) const HONG_KONG: Facility = named("HK-HKG-TH");

/// For each city its row of the exports, if sellers send from there.
pub(super) static ORIGIN_OF: [Option<u16>; CITIES.len()] = {
    let mut origins = [None; CITIES.len()];
    let mut index = 0;
    while index < EXPORTS.len() {
        origins[EXPORTS[index].city.0 as usize] = Some(number(index));
        index += 1;
    }
    origins
};

/// For each row of the exports its export hub and its airport.
pub(super) static ROUTES: [(Facility, Facility); EXPORTS.len()] = {
    assert!(EXPORTS.len() == ORIGINS.len());
    let mut routes = [(LIEGE, LIEGE); EXPORTS.len()];
    let mut index = 0;
    while index < EXPORTS.len() {
        let export = &EXPORTS[index];
        assert!(
            export.city.0 == ORIGINS[index][0].city.0,
            "exports and origins stand in one order"
        );
        routes[index] = (named(export.hub), named(export.airport));
        index += 1;
    }
    routes
};

#[expect(
    clippy::cast_possible_truncation,
    reason = "the assertion bounds it, while the program is built"
)]
const fn number(index: usize) -> u16 {
    assert!(index <= u16::MAX as usize);
    index as u16
}

/// Returns the site of this code; an unknown code fails the build.
const fn named(code: &str) -> Facility {
    let mut index = ORIGINS_INDEX;
    while index < COUNT {
        if same(DIRECTORY[index].code, code) {
            return Facility(number(index));
        }
        index += 1;
    }
    panic!("the facility is missing from the tables")
}
