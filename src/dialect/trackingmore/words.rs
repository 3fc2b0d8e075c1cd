//! Words: which delivery status and substatus `TrackingMore` gives a milestone.

use crate::parcel::{Milestone, NumberRole, Reason};
use crate::record::Observation;

/// Delivery status and substatus.
pub(super) type Word = (&'static str, &'static str);

/// Nothing was looked for yet.
pub(super) const PENDING: Word = ("pending", "pending001");
/// No courier knows the number.
pub(super) const NOT_FOUND: Word = ("notfound", "notfound002");
/// The status of a parcel without news for long; what it was in particular stays.
pub(super) const EXPIRED: &str = "expired";

const INFO: Word = ("inforeceived", "notfound001");
const MOVING: &str = "transit";
const PICKUP: &str = "pickup";
const FAILED: &str = "undelivered";
const DELIVERED: &str = "delivered";
const EXCEPTION: &str = "exception";

/// Returns what an observed event means.
pub(super) fn of(seen: &Observation) -> Word {
    // To the carrier at the door a parcel that was only announced is a label without a parcel.
    if seen.milestone == Milestone::LastMileAnnounced && seen.number.role == NumberRole::LastMile {
        return INFO;
    }
    of_milestone(seen.milestone, seen.reason)
}

const fn of_milestone(milestone: Milestone, reason: Option<Reason>) -> Word {
    match milestone {
        Milestone::Announced
        | Milestone::Packed
        | Milestone::Dispatched
        | Milestone::PickupFailed => INFO,
        Milestone::PickedUp
        | Milestone::DepartedOriginSorting
        | Milestone::SortingDelayed
        | Milestone::ExportCustomsStarted
        | Milestone::ExportCleared
        | Milestone::HeldAtExportHub
        | Milestone::LineHaulDelayed
        | Milestone::DepartedTransit
        | Milestone::HeldAtDestination
        | Milestone::ImportCustomsStarted
        | Milestone::DutiesPaid
        | Milestone::DepartedDestinationOffice
        | Milestone::LastMileAnnounced
        | Milestone::HandedOver
        | Milestone::DepartedSorting
        | Milestone::Missorted
        | Milestone::Rerouted
        | Milestone::Relabeled
        | Milestone::HeldAtDepot
        | Milestone::DeliveryRescheduled
        | Milestone::InTransit
        | Milestone::TrackingEnds => (MOVING, "transit001"),
        Milestone::ArrivedOriginSorting
        | Milestone::ArrivedExportHub
        | Milestone::ArrivedTransit
        | Milestone::ArrivedSorting => (MOVING, "transit002"),
        Milestone::ArrivedDepot => (MOVING, "transit003"),
        Milestone::ArrivedDestination => (MOVING, "transit004"),
        Milestone::CustomsCleared => (MOVING, "transit005"),
        Milestone::HandedToAirline => (MOVING, "transit006"),
        Milestone::DepartedOrigin => (MOVING, "transit007"),
        Milestone::OutForDelivery => (PICKUP, "pickup001"),
        Milestone::AvailableForPickup => (PICKUP, "pickup002"),
        Milestone::DeliveryAttempted => (FAILED, attempted(reason)),
        Milestone::Delivered => (DELIVERED, delivered(reason)),
        Milestone::PickupExpired => (EXCEPTION, "exception004"),
        Milestone::ExportCustomsHeld
        | Milestone::ExportCanceled
        | Milestone::CustomsHeld
        | Milestone::DutiesRequested
        | Milestone::CustomsRefused => (EXCEPTION, "exception006"),
        Milestone::Lost | Milestone::Damaged | Milestone::Destroyed | Milestone::Abandoned => {
            (EXCEPTION, "exception007")
        }
        Milestone::Canceled => (EXCEPTION, "exception008"),
        Milestone::Refused => (EXCEPTION, "exception009"),
        Milestone::Returned => (EXCEPTION, "exception010"),
        Milestone::ReturnStarted | Milestone::ReturnDeparted | Milestone::ReturnArrived => {
            (EXCEPTION, "exception011")
        }
    }
}

const fn attempted(reason: Option<Reason>) -> &'static str {
    match reason {
        Some(Reason::BadAddress) => "undelivered001",
        Some(Reason::NobodyHome) => "undelivered002",
        Some(Reason::NoAccess | Reason::BusinessClosed) => "undelivered003",
        _ => "undelivered004",
    }
}

const fn delivered(reason: Option<Reason>) -> &'static str {
    match reason {
        Some(Reason::Collected) => "delivered002",
        Some(Reason::HandedOver) => "delivered003",
        Some(Reason::LeftAtDoor | Reason::InMailbox | Reason::Neighbor) => "delivered004",
        _ => "delivered001",
    }
}
