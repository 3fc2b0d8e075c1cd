//! Words: which status and detail `EasyPost` gives a milestone.

use crate::parcel::{Milestone, NumberRole, Reason};
use crate::record::Observation;

/// `status` and `status_detail` of a parcel of which nothing is known.
pub(super) const UNKNOWN: (&str, &str) = ("unknown", "unknown");

/// Returns `status` and `status_detail` of what was observed.
pub(super) fn of(seen: &Observation) -> (&'static str, &'static str) {
    // To the carrier at the door a parcel that was only announced is a label without a parcel.
    if seen.milestone == Milestone::LastMileAnnounced && seen.number.role == NumberRole::LastMile {
        return of_milestone(Milestone::Announced, seen.reason);
    }
    of_milestone(seen.milestone, seen.reason)
}

/// Returns `status` and `status_detail` of a milestone.
pub(super) const fn of_milestone(
    milestone: Milestone,
    reason: Option<Reason>,
) -> (&'static str, &'static str) {
    const PRE: &str = "pre_transit";
    const MOVING: &str = "in_transit";
    match milestone {
        Milestone::Announced => (PRE, "label_created"),
        Milestone::Packed | Milestone::Dispatched => (PRE, "status_update"),
        Milestone::PickupFailed => (PRE, "delayed"),
        Milestone::PickedUp => (MOVING, "received_at_origin_facility"),
        Milestone::ArrivedOriginSorting
        | Milestone::ArrivedExportHub
        | Milestone::ArrivedTransit
        | Milestone::ArrivedDestination
        | Milestone::ArrivedSorting => (MOVING, "arrived_at_facility"),
        Milestone::DepartedOriginSorting => (MOVING, "departed_origin_facility"),
        Milestone::HandedToAirline
        | Milestone::DepartedOrigin
        | Milestone::DepartedTransit
        | Milestone::DepartedDestinationOffice
        | Milestone::DepartedSorting => (MOVING, "departed_facility"),
        Milestone::SortingDelayed | Milestone::LineHaulDelayed => (MOVING, "delayed"),
        Milestone::ExportCustomsStarted
        | Milestone::ExportCleared
        | Milestone::ImportCustomsStarted
        | Milestone::CustomsCleared
        | Milestone::InTransit => (MOVING, "in_transit"),
        Milestone::ExportCustomsHeld | Milestone::CustomsHeld => (MOVING, held(reason)),
        Milestone::HeldAtExportHub | Milestone::HeldAtDestination | Milestone::HeldAtDepot => {
            (MOVING, "held")
        }
        Milestone::DutiesRequested => (MOVING, "awaiting_information"),
        Milestone::DutiesPaid
        | Milestone::LastMileAnnounced
        | Milestone::Relabeled
        | Milestone::DeliveryRescheduled => (MOVING, "status_update"),
        Milestone::CustomsRefused | Milestone::ExportCanceled => (MOVING, "transit_exception"),
        Milestone::HandedOver => (MOVING, "transferred_to_destination_carrier"),
        Milestone::Missorted => (MOVING, "missorted"),
        Milestone::Rerouted => match reason {
            Some(Reason::BadAddress) => (MOVING, "address_correction"),
            _ => (MOVING, "status_update"),
        },
        Milestone::ArrivedDepot => (MOVING, "received_at_destination_facility"),
        Milestone::OutForDelivery => ("out_for_delivery", "out_for_delivery"),
        Milestone::DeliveryAttempted | Milestone::PickupExpired => (MOVING, "delivery_exception"),
        Milestone::Refused => (MOVING, "refused"),
        Milestone::AvailableForPickup => ("available_for_pickup", "arrived_at_pickup_location"),
        Milestone::Delivered => ("delivered", "arrived_at_destination"),
        Milestone::ReturnStarted
        | Milestone::ReturnDeparted
        | Milestone::ReturnArrived
        | Milestone::Returned => ("return_to_sender", "return"),
        Milestone::Lost => ("failure", "lost"),
        Milestone::Damaged => ("failure", "damaged"),
        Milestone::Destroyed | Milestone::Abandoned => ("failure", "failure"),
        Milestone::Canceled => ("cancelled", "cancelled"),
        Milestone::TrackingEnds => (MOVING, "expired"),
    }
}

const fn held(reason: Option<Reason>) -> &'static str {
    match reason {
        Some(Reason::DocumentsMissing | Reason::DutiesUnpaid) => "awaiting_information",
        _ => "held",
    }
}

/// Tells whether nothing is expected after a milestone.
pub(super) const fn is_final(milestone: Milestone) -> bool {
    matches!(
        milestone,
        Milestone::Delivered
            | Milestone::Returned
            | Milestone::Lost
            | Milestone::Destroyed
            | Milestone::Abandoned
            | Milestone::Canceled
    )
}
