//! Descriptions: `desc`, what the carrier that made a scan wrote, English in every language.

use crate::parcel::{Milestone, Reason, ServiceLine};

/// Returns what a carrier wrote about an event; where it said why, that too.
pub(super) const fn description(
    milestone: Milestone,
    reason: Option<Reason>,
    line: ServiceLine,
) -> &'static str {
    match (milestone, reason) {
        (Milestone::OutForDelivery, _) if !line.leaves_china() => "Out for delivery",
        (Milestone::CustomsHeld, Some(reason)) => held(reason),
        (Milestone::DeliveryAttempted, Some(reason)) => attempted(reason),
        _ => plain(milestone),
    }
}

/// Returns why customs hold a parcel.
const fn held(reason: Reason) -> &'static str {
    match reason {
        Reason::Inspection => "Held by customs for inspection",
        Reason::DocumentsMissing => "Held by customs, documents required",
        Reason::DutiesUnpaid => "Waiting for the payment of duties",
        Reason::ProhibitedGoods => "Held by customs, prohibited goods",
        Reason::ValueDoubted => "Held by customs, proof of value required",
        _ => plain(Milestone::CustomsHeld),
    }
}

/// Returns why the courier came in vain.
const fn attempted(reason: Reason) -> &'static str {
    match reason {
        Reason::NobodyHome => "Delivery attempt failure, recipient not at home",
        Reason::BadAddress => "Delivery attempt failure, incorrect address",
        Reason::NoAccess => "Delivery attempt failure, no access to the address",
        Reason::BusinessClosed => "Delivery attempt failure, business closed",
        Reason::RescheduledByRecipient => "Delivery rescheduled at the request of the recipient",
        _ => plain(Milestone::DeliveryAttempted),
    }
}

const fn plain(milestone: Milestone) -> &'static str {
    match milestone {
        Milestone::Announced => "Order received successfully",
        Milestone::Packed => "Package packed",
        Milestone::Dispatched => "Outbound from warehouse",
        Milestone::PickupFailed => "Pickup failed",
        Milestone::PickedUp => "Accepted by carrier",
        Milestone::ArrivedOriginSorting => "Inbound in sorting center",
        Milestone::DepartedOriginSorting => "Outbound in sorting center",
        Milestone::SortingDelayed => "Outbound failure in sorting center",
        Milestone::ArrivedExportHub => "Arrived at line-haul office",
        Milestone::ExportCustomsStarted => "Start customs clearance for export",
        Milestone::ExportCustomsHeld => "Held by export customs",
        Milestone::ExportCleared => "Export customs clearance completed",
        Milestone::ExportCanceled => "Export canceled",
        Milestone::HeldAtExportHub => "Held at line-haul office",
        Milestone::HandedToAirline => "Handed over to airline",
        Milestone::LineHaulDelayed => "Flight delayed",
        Milestone::DepartedOrigin => "Departed from departure country/region",
        Milestone::ArrivedTransit => "Arrived at transit country/region",
        Milestone::DepartedTransit => "Departed from transit country/region",
        Milestone::ArrivedDestination => "Arrived at the station",
        Milestone::HeldAtDestination => "Held at linehaul office",
        Milestone::ImportCustomsStarted => "Import customs clearance started",
        Milestone::CustomsHeld => "Held by customs",
        Milestone::DutiesRequested => "Waiting for the payment of duties",
        Milestone::DutiesPaid => "Duties paid",
        Milestone::CustomsCleared => "Custom clearance completed",
        Milestone::CustomsRefused => "Import customs clearance failed",
        Milestone::DepartedDestinationOffice => "Leaving customs",
        Milestone::LastMileAnnounced => "Delivery partner notified",
        Milestone::HandedOver => "Accepted by last mile carrier",
        Milestone::ArrivedSorting => "Arrived at sorting center",
        Milestone::DepartedSorting => "Departed from sorting center",
        Milestone::Missorted => "Missorted",
        Milestone::Rerouted => "Forwarded",
        Milestone::Relabeled => "Relabeled",
        Milestone::ArrivedDepot => "Arrived at delivery station",
        Milestone::HeldAtDepot => "Held at delivery station",
        Milestone::OutForDelivery => "Out for delivery abroad",
        Milestone::DeliveryAttempted => "Delivery attempt failure",
        Milestone::DeliveryRescheduled => "Delivery rescheduled",
        Milestone::AvailableForPickup => "Signed by the pickup station",
        Milestone::PickupExpired => "Not collected in time",
        Milestone::Delivered => "Parcel delivered",
        Milestone::Refused => "Refused by the recipient",
        Milestone::ReturnStarted => "Return started",
        Milestone::ReturnDeparted => "Return departed",
        Milestone::ReturnArrived => "Return arrived at warehouse",
        Milestone::Returned => "Returned",
        Milestone::Lost => "Parcel lost",
        Milestone::Damaged => "Parcel damaged",
        Milestone::Destroyed => "Parcel destroyed",
        Milestone::Abandoned => "Parcel abandoned",
        Milestone::Canceled => "Order canceled",
        Milestone::InTransit => "Shipment on the way",
        Milestone::TrackingEnds => "No further tracking",
    }
}
