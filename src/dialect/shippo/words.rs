//! Words: which status and substatus Shippo gives a milestone.

use crate::parcel::{Milestone, NumberRole, Reason};
use crate::record::Observation;

/// A status, and what it means in particular where that is said.
pub(super) type Word = (&'static str, Option<Substatus>);

/// What a status means in particular.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Substatus {
    pub(super) code: &'static str,
    pub(super) text: &'static str,
    /// Whether sender or recipient must do something, or the parcel will not arrive.
    pub(super) action_required: bool,
}

const fn says(code: &'static str, text: &'static str) -> Substatus {
    Substatus {
        code,
        text,
        action_required: false,
    }
}

const fn asks(code: &'static str, text: &'static str) -> Substatus {
    Substatus {
        code,
        text,
        action_required: true,
    }
}

const PRE: &str = "PRE_TRANSIT";
const MOVING: &str = "TRANSIT";
const FAILED: &str = "FAILURE";

/// The status of a parcel of which nothing is known.
pub(super) const UNKNOWN: Word = (
    "UNKNOWN",
    Some(says("other", "Nothing is known of the package.")),
);

const INFORMATION: Substatus = says(
    "information_received",
    "Information about the package received.",
);
const ACCEPTED: Substatus = says("package_accepted", "Package has been accepted.");
const PROCESSING: Substatus = says("package_processing", "Package is being processed.");
const PROCESSED: Substatus = says("package_processed", "Package has been processed.");
const ARRIVED: Substatus = says("package_arrived", "Package has arrived at a facility.");
const DEPARTED: Substatus = says("package_departed", "Package has left a facility.");
const FORWARDED: Substatus = says("package_forwarded", "Package has been forwarded.");
const DELAYED: Substatus = says("delayed", "Package is delayed.");
const HELD: Substatus = asks("package_held", "Package is being held.");
const DAMAGED: Substatus = asks("package_damaged", "Package has been damaged.");
const ADDRESS: Substatus = asks("address_issue", "There is an issue with the address.");
const OUT: Substatus = says("out_for_delivery", "Package is out for delivery.");
const ATTEMPTED: Substatus = asks("delivery_attempted", "Delivery has been attempted.");
const INACCESSIBLE: Substatus = asks(
    "location_inaccessible",
    "The place of delivery cannot be reached.",
);
const RESCHEDULED: Substatus = says("delivery_rescheduled", "Delivery has been rescheduled.");
const PICKUP: Substatus = asks("pickup_available", "Package is available for pickup.");
const DELIVERED: Substatus = says("delivered", "Package has been delivered.");
const RETURNED: Substatus = says("return_to_sender", "Package is returned to its sender.");
const UNCLAIMED: Substatus = asks("package_unclaimed", "Package has not been claimed.");
const UNDELIVERABLE: Substatus = asks("package_undeliverable", "Package cannot be delivered.");
const DISPOSED: Substatus = says("package_disposed", "Package has been disposed of.");
const LOST: Substatus = asks("package_lost", "Package has been lost.");

/// Returns status and substatus of what was observed.
pub(super) fn of(seen: &Observation) -> Word {
    // To the carrier at the door a parcel that was only announced is a label without a parcel.
    if seen.milestone == Milestone::LastMileAnnounced && seen.number.role == NumberRole::LastMile {
        return (PRE, Some(INFORMATION));
    }
    of_milestone(seen.milestone, seen.reason)
}

const fn of_milestone(milestone: Milestone, reason: Option<Reason>) -> Word {
    let (status, substatus) = match milestone {
        Milestone::Announced
        | Milestone::Packed
        | Milestone::Dispatched
        | Milestone::PickupFailed => (PRE, INFORMATION),
        Milestone::PickedUp => (MOVING, ACCEPTED),
        Milestone::ExportCustomsStarted
        | Milestone::ExportCleared
        | Milestone::ImportCustomsStarted
        | Milestone::DutiesPaid
        | Milestone::LastMileAnnounced => (MOVING, PROCESSING),
        Milestone::ArrivedOriginSorting
        | Milestone::ArrivedExportHub
        | Milestone::ArrivedTransit
        | Milestone::ArrivedDestination
        | Milestone::ArrivedSorting
        | Milestone::ArrivedDepot => (MOVING, ARRIVED),
        Milestone::DepartedOriginSorting
        | Milestone::HandedToAirline
        | Milestone::DepartedOrigin
        | Milestone::DepartedTransit
        | Milestone::DepartedDestinationOffice
        | Milestone::DepartedSorting => (MOVING, DEPARTED),
        Milestone::SortingDelayed | Milestone::LineHaulDelayed | Milestone::Missorted => {
            (MOVING, DELAYED)
        }
        Milestone::ExportCustomsHeld
        | Milestone::CustomsHeld
        | Milestone::DutiesRequested
        | Milestone::HeldAtExportHub
        | Milestone::HeldAtDestination
        | Milestone::HeldAtDepot => (MOVING, HELD),
        Milestone::CustomsCleared | Milestone::Relabeled => (MOVING, PROCESSED),
        Milestone::HandedOver => (MOVING, FORWARDED),
        Milestone::Rerouted => (MOVING, rerouted(reason)),
        Milestone::OutForDelivery => (MOVING, OUT),
        Milestone::DeliveryAttempted => (MOVING, attempted(reason)),
        Milestone::DeliveryRescheduled => (MOVING, RESCHEDULED),
        Milestone::AvailableForPickup => (MOVING, PICKUP),
        Milestone::Damaged => (MOVING, DAMAGED),
        // Nothing particular is said: the parcel moves, or is not followed any more.
        Milestone::InTransit | Milestone::TrackingEnds => return (MOVING, None),
        Milestone::Delivered => ("DELIVERED", DELIVERED),
        Milestone::PickupExpired => ("RETURNED", UNCLAIMED),
        Milestone::ReturnStarted
        | Milestone::ReturnDeparted
        | Milestone::ReturnArrived
        | Milestone::Returned => ("RETURNED", RETURNED),
        Milestone::ExportCanceled
        | Milestone::CustomsRefused
        | Milestone::Refused
        | Milestone::Canceled => (FAILED, UNDELIVERABLE),
        Milestone::Destroyed | Milestone::Abandoned => (FAILED, DISPOSED),
        Milestone::Lost => (FAILED, LOST),
    };
    (status, Some(substatus))
}

const fn rerouted(reason: Option<Reason>) -> Substatus {
    match reason {
        Some(Reason::BadAddress) => ADDRESS,
        _ => FORWARDED,
    }
}

const fn attempted(reason: Option<Reason>) -> Substatus {
    match reason {
        Some(Reason::BadAddress) => ADDRESS,
        Some(Reason::NoAccess | Reason::BusinessClosed) => INACCESSIBLE,
        _ => ATTEMPTED,
    }
}
