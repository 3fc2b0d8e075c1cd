//! Routes: which place plays each role on a parcel's way.

use crate::order::OrderDraw;
use crate::parcel::{
    City, Country, Facility, LastMile, LastMileNumber, Place, PlaceRole, ServiceLine, Timestamp,
};
use crate::random::{Purpose, Words, weighted};
use crate::scenario::Story;

/// The places and parties of one parcel's way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Route {
    /// The seller's city, or the warehouse's.
    pub origin: City,
    /// The recipient's city.
    pub destination: City,
    /// Another city of the destination country, where what goes astray turns up.
    pub elsewhere: City,
    /// The carrier at the door.
    pub last_mile: LastMile,
    /// The place of each role, by [`PlaceRole::index`]: looked up once, and asked for at every step.
    places: [Place; PlaceRole::COUNT],
}

impl Route {
    /// Returns the route of a parcel that an order's luck draws.
    pub fn draw(
        story: &Story,
        destination: City,
        purpose: Purpose,
        words: &mut impl Words,
    ) -> Self {
        let mut draw = |slot: OrderDraw| words.word(purpose, slot.address(), Timestamp(i64::MIN));
        let origin = origin(story.line, draw(OrderDraw::Origin));
        let elsewhere = destination.another(draw(OrderDraw::Elsewhere));
        Self {
            origin,
            destination,
            elsewhere,
            last_mile: last_mile(story, destination.country(), draw(OrderDraw::LastMile)),
            places: places(origin, destination, elsewhere),
        }
    }

    /// Returns the place that plays a role.
    pub const fn place(&self, role: PlaceRole) -> Place {
        self.places[role.index()]
    }
}

fn places(origin: City, city: City, elsewhere: City) -> [Place; PlaceRole::COUNT] {
    let mut places = [Place::Address(city); PlaceRole::COUNT];
    let country = city.country();
    // Only a warehouse abroad has no origin network; what would happen there happens in the warehouse.
    let at_origin = |facility: Option<Facility>| {
        let facility = facility.or_else(|| Facility::warehouse(origin.country()));
        facility.map_or(Place::Address(origin), Place::Facility)
    };
    for role in PlaceRole::ALL {
        places[role.index()] = match role {
            PlaceRole::Seller => at_origin(Facility::seller_pickup(origin)),
            PlaceRole::OriginSorting => at_origin(Facility::origin_sorting(origin)),
            PlaceRole::ExportHub => at_origin(Facility::export_hub(origin)),
            PlaceRole::OriginGateway => at_origin(Facility::departure_airport(origin)),
            PlaceRole::Warehouse => at_origin(Facility::warehouse(origin.country())),
            PlaceRole::ReturnsCenter => Place::Facility(Facility::returns_center(origin.country())),
            PlaceRole::TransitHub => Place::Facility(Facility::transit_hub(country)),
            PlaceRole::Gateway => Place::Facility(Facility::gateway(country)),
            PlaceRole::OfficeOfExchange => Place::Facility(Facility::office_of_exchange(country)),
            PlaceRole::Customs => Place::Facility(Facility::customs(country)),
            PlaceRole::Sorting => Place::Facility(Facility::sorting(city)),
            PlaceRole::WrongSorting => Place::Facility(Facility::sorting(elsewhere)),
            PlaceRole::Depot => Place::Facility(Facility::depot(city)),
            PlaceRole::Recipient => Place::Address(city),
            PlaceRole::Counter => Place::Facility(Facility::counter(city)),
            PlaceRole::PickupPoint => Place::Facility(Facility::pickup_point(city)),
            PlaceRole::Locker => Place::Facility(Facility::locker(city)),
        };
    }
    places
}

fn origin(line: ServiceLine, word: u64) -> City {
    let warehouse =
        Facility::warehouse(Country::ES).filter(|_| line == ServiceLine::LocalWarehouse);
    let sellers = City::sellers().map(|city| (city, u32::from(city.seller_weight())));
    // The tables have sellers, and a test holds that their weights are positive.
    warehouse
        .map(Facility::city)
        .or_else(|| weighted(sellers, word))
        .unwrap_or_else(|| Facility::gateway(Country::CN).city())
}

fn last_mile(story: &Story, country: Country, word: u64) -> LastMile {
    let carriers = country.last_mile();
    let weighed = carriers
        .iter()
        .map(|carrier| (*carrier, u32::from(carrier.weight.get())));
    // Where a second number is certain, the parcel goes to a carrier that gives one, if the country has any.
    let renumbers =
        |(carrier, _): &(LastMile, u32)| matches!(carrier.number, LastMileNumber::Own(_));
    let certain = story.numbers.hand_over.is_certain();
    let renumbering = certain
        .then(|| weighted(weighed.clone().filter(renumbers), word))
        .flatten();
    // Every country has a carrier, and weights are not zero.
    renumbering
        .or_else(|| weighted(weighed, word))
        .unwrap_or(carriers[0])
}
