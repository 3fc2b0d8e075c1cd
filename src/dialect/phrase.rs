//! Phrases: what the carrier that scanned a parcel says of it, as aggregators repeat it.

use crate::parcel::Milestone;
use crate::record::Observation;

/// Returns what the carrier that made an observation says of it, in English.
pub fn phrase(seen: &Observation) -> &'static str {
    of_milestone(seen.milestone)
}

/// Returns a milestone in a carrier's words.
const fn of_milestone(milestone: Milestone) -> &'static str {
    match milestone {
        Milestone::Announced => "Shipment information received",
        Milestone::Packed => "Package packed in the warehouse",
        Milestone::Dispatched => "Package left the warehouse",
        Milestone::PickupFailed => "Pickup attempt failed",
        Milestone::PickedUp => "Accepted by carrier",
        Milestone::ArrivedOriginSorting => "Arrived at sorting center",
        Milestone::DepartedOriginSorting => "Departed from sorting center",
        Milestone::SortingDelayed => "Processing delay at sorting center",
        Milestone::ArrivedExportHub => "Arrived at departure transport hub",
        Milestone::ExportCustomsStarted => "Export customs clearance started",
        Milestone::ExportCustomsHeld => "Held by export customs",
        Milestone::ExportCleared => "Export customs clearance complete",
        Milestone::ExportCanceled => "Export canceled",
        Milestone::HeldAtExportHub => "Held at departure transport hub",
        Milestone::HandedToAirline => "Handed over to airline",
        Milestone::LineHaulDelayed => "Flight delayed",
        Milestone::DepartedOrigin => "Departed from country of origin",
        Milestone::ArrivedTransit => "Arrived in transit country",
        Milestone::DepartedTransit => "Departed from transit country",
        Milestone::ArrivedDestination => "Arrived in destination country",
        Milestone::HeldAtDestination => "Held at inward office of exchange",
        Milestone::ImportCustomsStarted => "Import customs clearance started",
        Milestone::CustomsHeld => "Held by customs",
        Milestone::DutiesRequested => "Customs duties are due",
        Milestone::DutiesPaid => "Customs duties paid",
        Milestone::CustomsCleared => "Import customs clearance complete",
        Milestone::CustomsRefused => "Import refused by customs",
        Milestone::DepartedDestinationOffice => "Departed from inward office of exchange",
        Milestone::LastMileAnnounced => "Shipping label created, carrier awaiting item",
        Milestone::HandedOver => "Accepted by local carrier",
        Milestone::ArrivedSorting => "Arrived at regional facility",
        Milestone::DepartedSorting => "Departed from regional facility",
        Milestone::Missorted => "Missent, being redirected",
        Milestone::Rerouted => "Forwarded",
        Milestone::Relabeled => "Relabeled with a new tracking number",
        Milestone::ArrivedDepot => "Arrived at delivery office",
        Milestone::HeldAtDepot => "Held at delivery office",
        Milestone::OutForDelivery => "Out for delivery",
        Milestone::DeliveryAttempted => "Delivery attempted, notice left",
        Milestone::DeliveryRescheduled => "Delivery rescheduled",
        Milestone::AvailableForPickup => "Available for pickup",
        Milestone::PickupExpired => "Not collected in time",
        Milestone::Delivered => "Delivered",
        Milestone::Refused => "Refused by recipient",
        Milestone::ReturnStarted => "Return to sender started",
        Milestone::ReturnDeparted => "Return departed from destination country",
        Milestone::ReturnArrived => "Return arrived in country of origin",
        Milestone::Returned => "Returned to sender",
        Milestone::Lost => "Declared lost",
        Milestone::Damaged => "Damaged",
        Milestone::Destroyed => "Destroyed",
        Milestone::Abandoned => "Disposed of",
        Milestone::Canceled => "Shipment canceled",
        Milestone::InTransit => "In transit",
        Milestone::TrackingEnds => "No further tracking information",
    }
}
