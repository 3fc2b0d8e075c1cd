//! Facilities: where scans happen.
//!
//! Invariant: a facility is an index into the directory, so its facts are one look-up away.

use super::City;
use super::directory::{
    DIRECTORY, END, FIRST_GATE, Facts, GATES_AT, HONG_KONG, KUALA_LUMPUR, LIEGE, LOCAL_KINDS,
    LOCALS, ORIGIN_OF, ORIGINS_AT, PER_GATE, PER_ORIGIN, ROUTES, WAREHOUSES,
};
use crate::parcel::country::Country;
use crate::parcel::zone::Zone;

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

/// A facility through which parcels pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Facility(pub(super) u16);

impl Facility {
    /// Returns every facility.
    pub fn all() -> impl ExactSizeIterator<Item = Self> + Clone {
        (0..END).map(Self)
    }

    /// Returns the facility of this code, for example `CN-DGG-CS`.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::all().find(|facility| facility.code() == code)
    }

    /// Returns the facility of this kind in a city, if it has one; where it has several, the first.
    pub fn in_city(city: City, kind: FacilityKind) -> Option<Self> {
        match (0..).zip(LOCAL_KINDS).find(|(_, local)| *local == kind) {
            Some((place, _)) => Some(Self::local(city, place)),
            None => Self::sites(city.country(), kind).find(|facility| facility.city() == city),
        }
    }

    /// Returns a country's facilities of a kind, the main one first; for kinds that every city has, none.
    ///
    /// This searches some hundreds of rows; the look-ups named after a kind do not.
    pub fn sites(country: Country, kind: FacilityKind) -> impl Iterator<Item = Self> + Clone {
        (ORIGINS_AT..END)
            .map(Self)
            .filter(move |facility| facility.kind() == kind && facility.country() == country)
    }

    /// Returns a country's gateway airports, the main one first.
    pub fn gateways(country: Country) -> impl ExactSizeIterator<Item = Self> + Clone {
        (FIRST_GATE[country.index()]..FIRST_GATE[country.index() + 1])
            .map(|gate| Self::gate(gate, 0))
    }

    /// Returns a country's main gateway airport.
    pub fn gateway(country: Country) -> Self {
        Self::gate(FIRST_GATE[country.index()], 0)
    }

    /// Returns the office of exchange beside a country's main gateway.
    pub fn office_of_exchange(country: Country) -> Self {
        Self::gate(FIRST_GATE[country.index()], 1)
    }

    /// Returns the import customs beside a country's main gateway.
    pub fn customs(country: Country) -> Self {
        Self::gate(FIRST_GATE[country.index()], 2)
    }

    /// Returns the returns center beside a country's main gateway.
    pub fn returns_center(country: Country) -> Self {
        Self::gate(FIRST_GATE[country.index()], 3)
    }

    /// Returns the facility of a kind that stands at the same gateway as this one: from the airport its office of
    /// exchange, its customs or its returns center.
    ///
    /// Nothing, if this facility does not stand at a gateway or the kind does not belong there.
    pub fn beside(self, kind: FacilityKind) -> Option<Self> {
        let gate = self.0.checked_sub(GATES_AT)? / PER_GATE;
        (0..PER_GATE)
            .map(|place| Self::gate(gate, place))
            .find(|facility| facility.kind() == kind)
    }

    /// Returns a country's warehouse of sellers' stock, if it has one.
    pub fn warehouse(country: Country) -> Option<Self> {
        WAREHOUSES[country.index()]
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
        Self::origin(city).map(|origin| Self(ORIGINS_AT + origin * PER_ORIGIN))
    }

    /// Returns the origin network's sorting center of a seller city.
    pub fn origin_sorting(city: City) -> Option<Self> {
        Self::origin(city).map(|origin| Self(ORIGINS_AT + origin * PER_ORIGIN + 1))
    }

    /// Returns the export hub through which a seller city's parcels leave.
    pub fn export_hub(city: City) -> Option<Self> {
        Self::origin(city).map(|origin| ROUTES[usize::from(origin)].0)
    }

    /// Returns the airport from which a seller city's parcels leave, which may be Hong Kong's.
    pub fn departure_airport(city: City) -> Option<Self> {
        Self::origin(city).map(|origin| ROUTES[usize::from(origin)].1)
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

    /// Returns the code, which no other facility has and which never changes.
    ///
    /// An office of exchange has the six letters by which posts know it, for example `USJFKA`.
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

    fn local(city: City, place: u16) -> Self {
        Self(city.0 * LOCALS + place)
    }

    fn gate(gate: u16, place: u16) -> Self {
        Self(GATES_AT + gate * PER_GATE + place)
    }

    fn origin(city: City) -> Option<u16> {
        ORIGIN_OF[city.index()]
    }

    fn facts(self) -> &'static Facts {
        &DIRECTORY[usize::from(self.0)]
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::super::directory::fnv1a;
    use super::FacilityKind::{
        Counter, Customs, Depot, ExportHub, Gateway, Locker, OfficeOfExchange, PickupPoint,
        ReturnsCenter, Sorting, TransitHub,
    };
    use super::*;

    #[test]
    fn codes_and_keys_are_unique() {
        let codes: BTreeSet<_> = Facility::all().map(Facility::code).collect();
        let keys: BTreeSet<_> = Facility::all().map(Facility::key).collect();
        assert_eq!(codes.len(), Facility::all().len());
        assert_eq!(keys.len(), Facility::all().len());
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
            for gateway in Facility::gateways(country) {
                for (kind, _) in of {
                    let beside = gateway.beside(kind).expect("every gateway has them all");
                    assert_eq!((beside.kind(), beside.city()), (kind, gateway.city()));
                    assert_eq!(beside.beside(Gateway), Some(gateway));
                }
                assert_eq!(gateway.beside(Sorting), None);
            }
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
