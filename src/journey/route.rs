//! Routes: which place plays each role on a parcel's way.

use crate::order::OrderDraw;
use crate::parcel::{City, Country, Facility, LastMile, Place, PlaceRole, ServiceLine, Timestamp};
use crate::random::{Purpose, Words, weighted};

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
}

impl Route {
    /// Returns the route of a parcel that an order's luck draws.
    pub fn draw(
        line: ServiceLine,
        destination: City,
        purpose: Purpose,
        words: &mut impl Words,
    ) -> Self {
        let mut draw = |slot: OrderDraw| words.word(purpose, slot.address(), Timestamp(i64::MIN));
        Self {
            origin: origin(line, draw(OrderDraw::Origin)),
            destination,
            elsewhere: destination.another(draw(OrderDraw::Elsewhere)),
            last_mile: last_mile(destination.country(), draw(OrderDraw::LastMile)),
        }
    }

    /// Returns the place that plays a role.
    pub fn place(&self, role: PlaceRole) -> Place {
        let (origin, city) = (self.origin, self.destination);
        let country = city.country();
        // Only a warehouse abroad has no origin network; what would happen there happens in the warehouse.
        let at_origin = |facility: Option<Facility>| {
            facility
                .or_else(|| Facility::warehouse(origin.country()))
                .map_or(Place::Address(origin), Place::Facility)
        };
        match role {
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
            PlaceRole::WrongSorting => Place::Facility(Facility::sorting(self.elsewhere)),
            PlaceRole::Depot => Place::Facility(Facility::depot(city)),
            PlaceRole::Recipient => Place::Address(city),
            PlaceRole::Counter => Place::Facility(Facility::counter(city)),
            PlaceRole::PickupPoint => Place::Facility(Facility::pickup_point(city)),
            PlaceRole::Locker => Place::Facility(Facility::locker(city)),
        }
    }
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

fn last_mile(country: Country, word: u64) -> LastMile {
    let carriers = country.last_mile();
    let drawn = weighted(
        carriers
            .iter()
            .map(|carrier| (*carrier, u32::from(carrier.weight.get()))),
        word,
    );
    // Every country has a carrier, and weights are not zero.
    drawn.unwrap_or(carriers[0])
}
