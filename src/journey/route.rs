//! Routes: which facility plays each role on a parcel's way.

use crate::order::OrderDraw;
use crate::parcel::{Carrier, City, Country, Facility, PlaceRole, ServiceLine, Timestamp};
use crate::random::{Purpose, Words};

/// The places and parties of one parcel's way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Route {
    /// The seller's city.
    pub origin: City,
    /// The recipient's city.
    pub destination: City,
    /// Another city of the destination country, where what goes astray turns up.
    pub elsewhere: City,
    /// The hub in a third country.
    pub transit: Facility,
    /// The carrier at the door.
    pub last_mile: Carrier,
}

impl Route {
    /// Returns the route of the parcel of an order.
    pub fn draw(line: ServiceLine, destination: City, purpose: Purpose, words: &mut impl Words) -> Self {
        let mut draw = |slot: OrderDraw| words.word(purpose, slot.address(), Timestamp(i64::MIN));
        let country = destination.country();
        let seller = if line == ServiceLine::LocalWarehouse { Country::ES } else { Country::CN };
        Self {
            origin: seller.city(draw(OrderDraw::Origin)),
            destination,
            elsewhere: destination.other_city(draw(OrderDraw::OtherCity)),
            transit: country.transit_hub(draw(OrderDraw::Transit)),
            last_mile: country.last_mile(draw(OrderDraw::LastMile)).carrier,
        }
    }

    /// Returns the facility that plays a role.
    pub fn facility(&self, role: PlaceRole) -> Facility {
        let (origin, city) = (self.origin, self.destination);
        let country = city.country();
        match role {
            PlaceRole::Seller => Facility::seller_pickup(origin),
            PlaceRole::OriginSorting => Facility::origin_sorting(origin),
            PlaceRole::ExportHub => Facility::export_hub(origin),
            PlaceRole::OriginGateway => Facility::origin_gateway(origin),
            PlaceRole::TransitHub => self.transit,
            PlaceRole::Gateway => country.gateway(),
            PlaceRole::OfficeOfExchange => country.office_of_exchange(),
            PlaceRole::Customs => country.customs(),
            PlaceRole::Sorting => Facility::sorting(city),
            PlaceRole::WrongSorting => Facility::sorting(self.elsewhere),
            PlaceRole::Depot => Facility::depot(city),
            PlaceRole::Recipient => Facility::recipient(city),
            PlaceRole::Counter => Facility::counter(city),
            PlaceRole::PickupPoint => Facility::pickup_point(city),
            PlaceRole::Locker => Facility::locker(city),
            PlaceRole::Warehouse => Facility::warehouse(origin),
            PlaceRole::ReturnsCenter => Facility::returns_center(origin),
        }
    }
}
