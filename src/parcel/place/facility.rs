//! Facilities: where scans happen.
//!
//! Invariant: the five local facilities of each city come first, city by city, then the sites; the look-up tables are
//! computed with the program, so a missing facility fails the build.

use super::cities::CITIES;
use super::sites::{EXPORTS, GATES, HUBS, ORIGINS};
use super::{City, SiteFacts};
use crate::parcel::country::Country;
use crate::parcel::zone::{Zone, same};

/// What a facility does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FacilityKind {
    /// Where sellers hand in parcels or couriers fetch them.
    SellerPickup,
    /// The origin network's first sorting center.
    OriginSorting,
    /// Where parcels for abroad are bagged and cleared for export.
    ExportHub,
    /// An airport through which parcels leave or enter a country.
    Gateway,
    /// A hub in a third country where parcels change planes or continue by road.
    TransitHub,
    /// The postal office that exchanges mail with other countries.
    OfficeOfExchange,
    /// Import customs.
    Customs,
    /// The last-mile carrier's sorting center.
    Sorting,
    /// Where delivery rounds begin.
    Depot,
    /// A shop that hands out parcels.
    PickupPoint,
    /// A machine that hands out parcels.
    Locker,
    /// A post office's counter.
    Counter,
    /// Where returns are gathered before they fly back.
    ReturnsCenter,
    /// A warehouse abroad that holds sellers' stock.
    Warehouse,
}

use FacilityKind::{
    Counter, Customs, Depot, ExportHub, Gateway, Locker, OfficeOfExchange, OriginSorting,
    PickupPoint, ReturnsCenter, SellerPickup, Sorting, TransitHub, Warehouse,
};

/// The kinds that every city has one of, in the order of the table.
pub(super) const LOCAL_KINDS: [FacilityKind; 5] = [Sorting, Depot, Counter, PickupPoint, Locker];

/// A facility through which parcels pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Facility(u16);

#[derive(Clone, Copy, Debug)]
struct Facts {
    city: City,
    kind: FacilityKind,
    code: &'static str,
    name: &'static str,
    key: u32,
}

const LOCAL_COUNT: usize = CITIES.len() * LOCAL_KINDS.len();
const COUNT: usize = LOCAL_COUNT + ORIGINS.len() * 2 + HUBS.len() + GATES.len() * 4;

static TABLE: [Facts; COUNT] = ALL;

const ALL: [Facts; COUNT] = {
    let mut all = [facts(&GATES[0][0]); COUNT];
    let mut city = 0;
    let mut number = 0;
    while city < CITIES.len() {
        let mut kind = 0;
        while kind < LOCAL_KINDS.len() {
            let local = &CITIES[city].local[kind];
            let site = SiteFacts {
                city: City(number),
                kind: LOCAL_KINDS[kind],
                code: local.code,
                name: local.name,
            };
            all[city * LOCAL_KINDS.len() + kind] = facts(&site);
            kind += 1;
        }
        city += 1;
        number += 1;
    }
    let next = append(&mut all, LOCAL_COUNT, ORIGINS.as_flattened());
    let next = append(&mut all, next, HUBS);
    assert!(append(&mut all, next, GATES.as_flattened()) == COUNT);
    all
};

const fn append(all: &mut [Facts; COUNT], from: usize, sites: &[SiteFacts]) -> usize {
    let mut index = 0;
    while index < sites.len() {
        all[from + index] = facts(&sites[index]);
        index += 1;
    }
    from + index
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

/// The FNV-1a hash of a text, 32 bits.
const fn fnv1a(text: &str) -> u32 {
    let bytes = text.as_bytes();
    let mut hash = 0x811c_9dc5_u32;
    let mut index = 0;
    while index < bytes.len() {
        hash = (hash ^ bytes[index] as u32).wrapping_mul(0x0100_0193);
        index += 1;
    }
    hash
}

/// For each country the first facility of a kind; a country without one fails the build.
const fn first_of(kind: FacilityKind) -> [Facility; Country::COUNT] {
    let mut first = [Facility(0); Country::COUNT];
    let mut found = 0;
    let mut index = COUNT;
    let mut number = index_number(COUNT);
    let mut seen = [false; Country::COUNT];
    while index > LOCAL_COUNT {
        index -= 1;
        number -= 1;
        if ALL[index].kind as u8 == kind as u8 {
            let country = ALL[index].city.country().index();
            if !seen[country] {
                found += 1;
            }
            seen[country] = true;
            first[country] = Facility(number);
        }
    }
    assert!(found == Country::COUNT, "a country lacks a facility");
    first
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "the assertion bounds it, while the program is built"
)]
const fn index_number(index: usize) -> u16 {
    assert!(index <= u16::MAX as usize);
    index as u16
}

/// Returns the site of this code while a constant is computed: an unknown code fails the build.
const fn coded(code: &str) -> Facility {
    let mut index = LOCAL_COUNT;
    while index < COUNT {
        if same(ALL[index].code, code) {
            return Facility(index_number(index));
        }
        index += 1;
    }
    panic!("the facility is missing from the table")
}

static GATEWAYS: [Facility; Country::COUNT] = first_of(Gateway);
static EXCHANGES: [Facility; Country::COUNT] = first_of(OfficeOfExchange);
static CUSTOMS: [Facility; Country::COUNT] = first_of(Customs);
static RETURNS: [Facility; Country::COUNT] = first_of(ReturnsCenter);
const LIEGE: Facility = coded("BE-LGG-TH");
const KUALA_LUMPUR: Facility = coded("MY-KUL-TH");
const HONG_KONG: Facility = coded("HK-HKG-TH");

/// For each row of the exports its export hub and its airport.
static ROUTES: [(Facility, Facility); EXPORTS.len()] = {
    let mut routes = [(LIEGE, LIEGE); EXPORTS.len()];
    let mut index = 0;
    while index < EXPORTS.len() {
        routes[index] = (coded(EXPORTS[index].hub), coded(EXPORTS[index].airport));
        index += 1;
    }
    routes
};

impl Facility {
    /// Returns every facility.
    pub fn all() -> impl Iterator<Item = Self> + Clone {
        (0..const { index_number(COUNT) }).map(Self)
    }

    /// Returns the facility of this code, for example `CN-DGG-CS`.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::all().find(|facility| facility.code() == code)
    }

    /// Returns the facility of this kind in a city, if it has one.
    pub fn in_city(city: City, kind: FacilityKind) -> Option<Self> {
        match LOCAL_KINDS.iter().position(|local| *local == kind) {
            Some(place) => Some(Self::local(city, place)),
            None => Self::sites(city.country(), kind).find(|facility| facility.city() == city),
        }
    }

    /// Returns a country's facilities of a kind, the main one first; for kinds that every city has, none.
    pub fn sites(country: Country, kind: FacilityKind) -> impl Iterator<Item = Self> + Clone {
        let sites = const { index_number(LOCAL_COUNT) }..const { index_number(COUNT) };
        sites
            .map(Self)
            .filter(move |facility| facility.kind() == kind && facility.country() == country)
    }

    /// Returns a country's main gateway airport.
    pub fn gateway(country: Country) -> Self {
        GATEWAYS[country.index()]
    }

    /// Returns the office of exchange beside a country's main gateway.
    pub fn office_of_exchange(country: Country) -> Self {
        EXCHANGES[country.index()]
    }

    /// Returns the import customs beside a country's main gateway.
    pub fn customs(country: Country) -> Self {
        CUSTOMS[country.index()]
    }

    /// Returns the returns center beside a country's main gateway.
    pub fn returns_center(country: Country) -> Self {
        RETURNS[country.index()]
    }

    /// Returns a country's warehouse of sellers' stock, if it has one.
    pub fn warehouse(country: Country) -> Option<Self> {
        Self::sites(country, Warehouse).next()
    }

    /// Returns the hub through which parcels from China to a country may pass.
    ///
    /// Liège serves Europe and its neighbors, Kuala Lumpur the Indian Ocean and Oceania, Hong Kong the rest.
    pub fn transit_hub(destination: Country) -> Self {
        use Country::{
            AE, AR, AU, BR, CA, CL, CN, CO, HK, IN, JP, KR, KZ, MX, MY, NG, NZ, PE, SA, US, ZA,
        };
        match destination {
            AE | AU | IN | MY | NG | NZ | SA | ZA => KUALA_LUMPUR,
            AR | BR | CA | CL | CN | CO | HK | JP | KR | KZ | MX | PE | US => HONG_KONG,
            _ => LIEGE,
        }
    }

    /// Returns where a city's sellers hand in parcels; only seller cities have such a place.
    pub fn seller_pickup(city: City) -> Option<Self> {
        Self::sites(city.country(), SellerPickup).find(|facility| facility.city() == city)
    }

    /// Returns the origin network's sorting center of a seller city.
    pub fn origin_sorting(city: City) -> Option<Self> {
        Self::sites(city.country(), OriginSorting).find(|facility| facility.city() == city)
    }

    /// Returns the export hub through which a seller city's parcels leave.
    pub fn export_hub(city: City) -> Option<Self> {
        Self::route(city).map(|(hub, _)| hub)
    }

    /// Returns the airport from which a seller city's parcels leave, which may be Hong Kong's.
    pub fn departure_airport(city: City) -> Option<Self> {
        Self::route(city).map(|(_, airport)| airport)
    }

    /// Returns the last-mile sorting center of a city.
    pub fn sorting(city: City) -> Self {
        Self::local(city, 0)
    }

    /// Returns the depot from which delivery rounds begin in a city.
    pub fn depot(city: City) -> Self {
        Self::local(city, 1)
    }

    /// Returns the post office of a city.
    pub fn counter(city: City) -> Self {
        Self::local(city, 2)
    }

    /// Returns the pickup point of a city.
    pub fn pickup_point(city: City) -> Self {
        Self::local(city, 3)
    }

    /// Returns the parcel locker of a city.
    pub fn locker(city: City) -> Self {
        Self::local(city, 4)
    }

    /// Returns the code, which no other facility has and which never changes; an office of exchange's has the form of
    /// the postal code for such offices, for example `USJFKA`.
    pub fn code(self) -> &'static str {
        self.facts().code
    }

    /// Returns the name as a scan shows it.
    pub fn name(self) -> &'static str {
        self.facts().name
    }

    /// Returns what the facility does.
    pub fn kind(self) -> FacilityKind {
        self.facts().kind
    }

    /// Returns the city.
    pub fn city(self) -> City {
        self.facts().city
    }

    /// Returns the country.
    pub fn country(self) -> Country {
        self.city().country()
    }

    /// Returns the time zone.
    pub fn zone(self) -> Zone {
        self.city().zone()
    }

    /// Returns a number that depends on the code alone, for luck that all parcels at this facility share.
    pub fn key(self) -> u32 {
        self.facts().key
    }

    fn local(city: City, place: usize) -> Self {
        // Every city's index is below the number of cities, whose facilities fit, as the table's assertion shows.
        Self(city.0 * const { index_number(LOCAL_KINDS.len()) } + index_number(place))
    }

    fn route(city: City) -> Option<(Self, Self)> {
        EXPORTS
            .iter()
            .zip(ROUTES)
            .find(|(export, _)| export.city == city)
            .map(|(_, route)| route)
    }

    fn facts(self) -> &'static Facts {
        &TABLE[usize::from(self.0)]
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn codes_and_keys_are_unique() {
        let codes: BTreeSet<_> = Facility::all().map(Facility::code).collect();
        let keys: BTreeSet<_> = Facility::all().map(Facility::key).collect();
        assert_eq!(codes.len(), COUNT);
        assert_eq!(keys.len(), COUNT);
        assert_eq!(fnv1a("a"), 0xe40c_292c);
    }

    #[test]
    fn every_city_has_its_local_facilities() {
        for city in City::all() {
            let of = [
                (Sorting, Facility::sorting(city)),
                (Depot, Facility::depot(city)),
                (Counter, Facility::counter(city)),
                (PickupPoint, Facility::pickup_point(city)),
                (Locker, Facility::locker(city)),
            ];
            for (kind, facility) in of {
                assert_eq!((facility.kind(), facility.city()), (kind, city));
                assert_eq!(Facility::in_city(city, kind), Some(facility));
                assert!(
                    facility.name().starts_with(city.name())
                        && facility.code().starts_with(city.code())
                );
            }
        }
    }

    #[test]
    fn every_country_has_its_border() {
        for country in Country::all() {
            let of = [
                (Gateway, Facility::gateway(country)),
                (OfficeOfExchange, Facility::office_of_exchange(country)),
                (Customs, Facility::customs(country)),
                (ReturnsCenter, Facility::returns_center(country)),
            ];
            for (kind, facility) in of {
                assert_eq!((facility.kind(), facility.country()), (kind, country));
                assert_eq!(Facility::sites(country, kind).next(), Some(facility));
            }
            assert_eq!(Facility::transit_hub(country).kind(), TransitHub);
        }
    }

    #[test]
    fn offices_of_exchange_are_coded_as_such() {
        for country in Country::all() {
            for office in Facility::sites(country, OfficeOfExchange) {
                assert_eq!(office.code().len(), 6);
                assert!(
                    office.code().starts_with(country.code()),
                    "{}",
                    office.code()
                );
            }
        }
        assert_eq!(Facility::office_of_exchange(Country::US).code(), "USJFKA");
    }

    #[test]
    fn every_seller_city_has_a_way_out_of_china() {
        for city in City::sellers() {
            assert_eq!(
                Facility::seller_pickup(city).map(Facility::city),
                Some(city)
            );
            assert_eq!(
                Facility::origin_sorting(city).map(Facility::city),
                Some(city)
            );
            assert_eq!(
                Facility::export_hub(city).map(Facility::kind),
                Some(ExportHub)
            );
            assert_eq!(
                Facility::departure_airport(city).map(Facility::kind),
                Some(Gateway)
            );
        }
        assert_eq!(
            Facility::warehouse(Country::ES).map(Facility::code),
            Some("ES-MAD-WH")
        );
        assert_eq!(Facility::warehouse(Country::FR), None);
    }

    #[test]
    fn codes_are_found_again() {
        assert!(
            Facility::all().all(|facility| Facility::from_code(facility.code()) == Some(facility))
        );
    }
}
