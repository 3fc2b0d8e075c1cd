//! Words: which tag and subtag `AfterShip` gives a milestone.

use crate::parcel::{Milestone, NumberRole, Reason};
use crate::record::Observation;

/// A tag, its subtag, and the subtag's message.
pub(super) type Word = (&'static str, &'static str, &'static str);

const EXCEPTION: &str = "Exception";
const MOVING: &str = "InTransit";

pub(super) const PENDING: Word = ("Pending", "Pending_001", "Pending");
/// The carrier that was named knows no such number.
pub(super) const WRONG_CARRIER: Word = ("Pending", "Pending_004", "Wrong carrier");
pub(super) const EXPIRED: Word = ("Expired", "Expired_001", "Expired");
pub(super) const DELIVERED: Word = ("Delivered", "Delivered_001", "Delivered");
pub(super) const LOST: Word = (EXCEPTION, "Exception_013", "Shipment lost");
pub(super) const RETURNED: Word = (EXCEPTION, "Exception_011", "Returned to sender");

const INFO_RECEIVED: Word = ("InfoReceived", "InfoReceived_001", "Info Received");
const IN_TRANSIT: Word = (MOVING, "InTransit_001", "In Transit");
const ACCEPTED: Word = (MOVING, "InTransit_002", "Acceptance scan");
const ARRIVAL: Word = (MOVING, "InTransit_003", "Arrival scan");
const ARRIVED_ABROAD: Word = (
    MOVING,
    "InTransit_004",
    "Arrived at the destination country/region",
);
const CLEARED: Word = (MOVING, "InTransit_005", "Customs clearance completed");
const CLEARANCE: Word = (MOVING, "InTransit_006", "Customs clearance started");
const DEPARTURE: Word = (MOVING, "InTransit_007", "Departure Scan");
const RESOLVED: Word = (MOVING, "InTransit_008", "Problem resolved");
const FORWARDED: Word = (
    MOVING,
    "InTransit_009",
    "Forwarded to a different delivery address",
);
const ON_VEHICLE: Word = ("OutForDelivery", "OutForDelivery_001", "Out for Delivery");
const APPOINTED: Word = (
    "OutForDelivery",
    "OutForDelivery_004",
    "Delivery appointment scheduled",
);
const FAILED: Word = ("AttemptFail", "AttemptFail_001", "Failed Attempt");
const NOBODY_HOME: Word = ("AttemptFail", "AttemptFail_002", "Addressee not available");
const CLOSED: Word = ("AttemptFail", "AttemptFail_003", "Business Closed");
const WAITING: Word = (
    "AvailableForPickup",
    "AvailableForPickup_001",
    "Available for pickup",
);
const COLLECTED: Word = ("Delivered", "Delivered_002", "Picked up by the customer");
const AT_NEIGHBOR: Word = ("Delivered", "Delivered_005", "Delivered to neighbor");
const TROUBLE: Word = (EXCEPTION, "Exception_001", "Exception");
const REFUSED: Word = (EXCEPTION, "Exception_003", "Customer refused delivery");
const CUSTOMS: Word = (EXCEPTION, "Exception_004", "Delayed (Customs clearance)");
const OUTSIDE: Word = (EXCEPTION, "Exception_005", "Delayed (External factors)");
const PAYMENT: Word = (EXCEPTION, "Exception_006", "Held for payment");
const BAD_ADDRESS: Word = (EXCEPTION, "Exception_007", "Incorrect Address");
const UNCLAIMED: Word = (EXCEPTION, "Exception_008", "Pick up missed");
const RETURNING: Word = (EXCEPTION, "Exception_010", "Returning to sender");
const DAMAGED: Word = (EXCEPTION, "Exception_012", "Shipment damage");
const PROCESSING: Word = (EXCEPTION, "Exception_016", "Delayed (Processing issue)");
const DOCUMENTS: Word = (EXCEPTION, "Exception_018", "Incorrect / missing documents");
const LATE_FLIGHT: Word = (EXCEPTION, "Exception_019", "Delayed (Late flight)");
const CANCELED: Word = (EXCEPTION, "Exception_020", "Shipment cancelled");
const DISPOSED: Word = (EXCEPTION, "Exception_021", "Shipment disposed");

/// Returns the word for what was observed.
pub(super) fn of(seen: &Observation) -> Word {
    // To the carrier at the door a parcel that was only announced is a label without a parcel.
    if seen.milestone == Milestone::LastMileAnnounced && seen.number.role == NumberRole::LastMile {
        return INFO_RECEIVED;
    }
    of_milestone(seen.milestone, seen.reason)
}

/// Returns the word for a milestone.
pub(super) const fn of_milestone(milestone: Milestone, reason: Option<Reason>) -> Word {
    match milestone {
        Milestone::Announced | Milestone::PickupFailed => INFO_RECEIVED,
        Milestone::PickedUp | Milestone::HandedOver => ACCEPTED,
        Milestone::ArrivedOriginSorting
        | Milestone::ArrivedExportHub
        | Milestone::ArrivedTransit
        | Milestone::ArrivedSorting
        | Milestone::ArrivedDepot => ARRIVAL,
        Milestone::Dispatched
        | Milestone::DepartedOriginSorting
        | Milestone::HandedToAirline
        | Milestone::DepartedOrigin
        | Milestone::DepartedTransit
        | Milestone::DepartedDestinationOffice
        | Milestone::DepartedSorting => DEPARTURE,
        Milestone::ArrivedDestination => ARRIVED_ABROAD,
        Milestone::ExportCustomsStarted | Milestone::ImportCustomsStarted => CLEARANCE,
        Milestone::ExportCleared | Milestone::CustomsCleared => CLEARED,
        Milestone::ExportCustomsHeld | Milestone::CustomsHeld => held(reason, CUSTOMS),
        Milestone::DutiesRequested => PAYMENT,
        Milestone::DutiesPaid => RESOLVED,
        Milestone::ExportCanceled | Milestone::CustomsRefused => held(reason, TROUBLE),
        Milestone::LineHaulDelayed => late(reason, LATE_FLIGHT),
        Milestone::SortingDelayed
        | Milestone::HeldAtExportHub
        | Milestone::HeldAtDestination
        | Milestone::HeldAtDepot
        | Milestone::Missorted => late(reason, PROCESSING),
        Milestone::Rerouted => FORWARDED,
        // A parcel that is packed is on its way, as answered for Cainiao's codes, although no carrier has it yet.
        Milestone::Packed
        | Milestone::LastMileAnnounced
        | Milestone::Relabeled
        | Milestone::InTransit
        | Milestone::TrackingEnds => IN_TRANSIT,
        Milestone::OutForDelivery => ON_VEHICLE,
        Milestone::DeliveryAttempted => attempt(reason),
        Milestone::DeliveryRescheduled => APPOINTED,
        Milestone::AvailableForPickup => WAITING,
        Milestone::PickupExpired => UNCLAIMED,
        Milestone::Delivered => match reason {
            Some(Reason::Collected) => COLLECTED,
            Some(Reason::Neighbor) => AT_NEIGHBOR,
            _ => DELIVERED,
        },
        Milestone::Refused => REFUSED,
        Milestone::ReturnStarted | Milestone::ReturnDeparted | Milestone::ReturnArrived => {
            RETURNING
        }
        Milestone::Returned => RETURNED,
        Milestone::Lost => LOST,
        Milestone::Damaged => DAMAGED,
        Milestone::Destroyed | Milestone::Abandoned => DISPOSED,
        Milestone::Canceled => CANCELED,
    }
}

const fn held(reason: Option<Reason>, otherwise: Word) -> Word {
    match reason {
        Some(Reason::DutiesUnpaid) => PAYMENT,
        Some(Reason::DocumentsMissing) => DOCUMENTS,
        _ => otherwise,
    }
}

const fn late(reason: Option<Reason>, otherwise: Word) -> Word {
    match reason {
        Some(Reason::OutsideCause) => OUTSIDE,
        Some(Reason::FlightDelayed) => LATE_FLIGHT,
        _ => otherwise,
    }
}

const fn attempt(reason: Option<Reason>) -> Word {
    match reason {
        Some(Reason::NobodyHome) => NOBODY_HOME,
        Some(Reason::BusinessClosed) => CLOSED,
        Some(Reason::BadAddress) => BAD_ADDRESS,
        _ => FAILED,
    }
}

/// Returns the word that versions before 2026 have for a word.
pub(super) const fn before_2026(word: Word) -> Word {
    match word.1.as_bytes() {
        b"Exception_016" | b"Exception_018" | b"Exception_019" | b"Exception_020"
        | b"Exception_021" => TROUBLE,
        b"Delivered_005" => DELIVERED,
        _ => word,
    }
}

/// Tells whether nothing follows a word.
pub(super) fn is_final(word: Word) -> bool {
    word.0 == DELIVERED.0 || [LOST, RETURNED, CANCELED, DISPOSED].contains(&word)
}
