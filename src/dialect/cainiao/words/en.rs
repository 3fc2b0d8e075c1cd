//! English, as the real answers have it where they were seen.

use super::{Node, Token, Words};
use crate::parcel::Milestone;

pub(super) const WORDS: Words = Words {
    note: "Carrier note:",
    destination_city: "Destination city",
    delivered: "Delivered",
    token,
    node,
    event,
};

const fn token(token: Token) -> &'static str {
    match token {
        Token::SellerPreparing => "Awaiting seller dispatch",
        Token::WaitAccept => "Pending shipping by the seller",
        Token::Delivering => "Delivering",
        Token::ClearCustoms => "In customs ",
        Token::AwaitingPickup => "Awaiting pickup",
        Token::Delivered => "Delivered",
        Token::Failed => "Delivery failed",
        Token::Return => "Returning",
        Token::Returned => "Returned",
    }
}

const fn node(node: Node) -> &'static str {
    match node {
        Node::InTransit => "In transit",
        Node::AtCustoms => "At customs",
        Node::OutForDelivery => "Out for delivery",
        Node::Delivered => "Delivered",
    }
}

const fn event(milestone: Milestone) -> &'static str {
    match milestone {
        Milestone::Announced => "Shipment information received by warehouse electronically",
        Milestone::Packed => "Package ready for shipping from warehouse",
        Milestone::Dispatched => "Package shipped out from warehouse",
        Milestone::PickupFailed => "Pickup attempt failed",
        Milestone::PickedUp => "Received by logistics company",
        Milestone::ArrivedOriginSorting => "Processing at sorting center",
        Milestone::DepartedOriginSorting => "Departed from sorting center",
        Milestone::SortingDelayed => "Processing delay at sorting center",
        Milestone::ArrivedExportHub => "Arrived at departure transport hub",
        Milestone::ExportCustomsStarted => "Export customs clearance started",
        Milestone::ExportCustomsHeld => "Export customs clearance delayed",
        Milestone::ExportCleared => "Export customs clearance complete",
        Milestone::ExportCanceled => "Export customs clearance failed",
        Milestone::HeldAtExportHub => "Processing delay at departure transport hub",
        Milestone::HandedToAirline => "Leaving from departure country/region",
        Milestone::LineHaulDelayed => "Line-haul delayed",
        Milestone::DepartedOrigin => "Departed from departure country/region",
        Milestone::ArrivedTransit => "Arrived at transit country/region",
        Milestone::DepartedTransit => "Leaving transit country/region",
        Milestone::ArrivedDestination => "Arrived at linehaul office",
        Milestone::HeldAtDestination => "Processing delay at linehaul office",
        Milestone::ImportCustomsStarted => "Import customs clearance started",
        Milestone::CustomsHeld => "Import customs clearance delayed",
        Milestone::DutiesRequested => "Duties and taxes are due",
        Milestone::DutiesPaid => "Import customs clearance in progress",
        Milestone::CustomsCleared => "Import customs clearance complete",
        Milestone::CustomsRefused => "Import customs clearance failed",
        Milestone::DepartedDestinationOffice => "Departed from customs",
        Milestone::LastMileAnnounced | Milestone::Rerouted | Milestone::TrackingEnds => {
            "Carrier update"
        }
        Milestone::HandedOver => "Received by local delivery company",
        Milestone::ArrivedSorting => "Arrived at destination country/region sorting center",
        Milestone::DepartedSorting => "Departed from destination country/region sorting center",
        Milestone::Missorted => "Processing delay at destination country/region sorting center",
        Milestone::Relabeled => "Tracking number changed",
        Milestone::ArrivedDepot => "Arrived at local delivery center",
        Milestone::HeldAtDepot => "Delivery delayed",
        Milestone::OutForDelivery => "Out for delivery",
        Milestone::DeliveryAttempted => "Delivery Attempt Failure",
        Milestone::DeliveryRescheduled => "Redelivery scheduled",
        Milestone::AvailableForPickup => "Package is ready for pickup",
        Milestone::PickupExpired => "Pickup time expired",
        Milestone::Delivered => "Package delivered",
        Milestone::Refused => "Delivery refused",
        Milestone::ReturnStarted => "Package is being returned",
        Milestone::ReturnDeparted => "Returned package departed",
        Milestone::ReturnArrived => "Returned package arrived at warehouse",
        Milestone::Returned => "Package returned",
        Milestone::Lost => "Package lost",
        Milestone::Damaged => "Package damaged",
        Milestone::Destroyed => "Package destroyed",
        Milestone::Abandoned => "Package disposed of",
        Milestone::Canceled => "Shipment canceled",
        Milestone::InTransit => "Shipment on the way",
    }
}
