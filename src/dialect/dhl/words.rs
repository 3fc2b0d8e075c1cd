//! Words: which of the five states DHL is in after a milestone, and what it says.

use crate::parcel::{FacilityKind, Milestone, Reason};

/// `statusCode`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Code {
    PreTransit,
    Transit,
    Delivered,
    Failure,
    Unknown,
}

impl Code {
    /// Returns the code on the wire.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::PreTransit => "pre-transit",
            Self::Transit => "transit",
            Self::Delivered => "delivered",
            Self::Failure => "failure",
            Self::Unknown => "unknown",
        }
    }

    /// Returns the same as `status` has it.
    pub(super) const fn title(self) -> &'static str {
        match self {
            Self::PreTransit => "PRE-TRANSIT",
            Self::Transit => "TRANSIT",
            Self::Delivered => "DELIVERED",
            Self::Failure => "FAILURE",
            Self::Unknown => "UNKNOWN",
        }
    }
}

/// What is written about an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Event {
    pub(super) code: Code,
    pub(super) text: &'static str,
}

impl Event {
    /// Tells whether the parcel is not on its way to the recipient any more.
    pub(super) fn is_over(self) -> bool {
        matches!(self.code, Code::Delivered | Code::Failure)
    }
}

/// Returns what is written about an event; nothing of what this carrier never shows.
pub(super) const fn event(
    milestone: Milestone,
    reason: Option<Reason>,
    place: Option<FacilityKind>,
) -> Option<Event> {
    let Some(code) = code(milestone) else {
        return None;
    };
    let text = match milestone {
        Milestone::DeliveryAttempted => attempted(reason),
        Milestone::AvailableForPickup => waiting(place),
        Milestone::Delivered => delivered(reason, place),
        _ => text(milestone),
    };
    Some(Event { code, text })
}

/// Returns the state after a milestone, if it is one that this carrier shows.
const fn code(milestone: Milestone) -> Option<Code> {
    Some(match milestone {
        Milestone::Announced | Milestone::LastMileAnnounced => Code::PreTransit,
        Milestone::PickedUp
        | Milestone::DepartedOrigin
        | Milestone::ArrivedTransit
        | Milestone::DepartedTransit
        | Milestone::ArrivedDestination
        | Milestone::HeldAtDestination
        | Milestone::ImportCustomsStarted
        | Milestone::CustomsHeld
        | Milestone::DutiesRequested
        | Milestone::DutiesPaid
        | Milestone::CustomsCleared
        | Milestone::DepartedDestinationOffice
        | Milestone::HandedOver
        | Milestone::ArrivedSorting
        | Milestone::DepartedSorting
        | Milestone::InTransit
        | Milestone::Missorted
        | Milestone::Rerouted
        | Milestone::Relabeled
        | Milestone::ArrivedDepot
        | Milestone::HeldAtDepot
        | Milestone::OutForDelivery
        | Milestone::DeliveryAttempted
        | Milestone::DeliveryRescheduled
        | Milestone::AvailableForPickup => Code::Transit,
        Milestone::Delivered => Code::Delivered,
        Milestone::CustomsRefused
        | Milestone::Refused
        | Milestone::PickupExpired
        | Milestone::ReturnStarted
        | Milestone::ReturnDeparted
        | Milestone::ReturnArrived
        | Milestone::Returned
        | Milestone::Lost
        | Milestone::Damaged
        | Milestone::Destroyed
        | Milestone::Abandoned => Code::Failure,
        Milestone::TrackingEnds => Code::Unknown,
        Milestone::Packed
        | Milestone::Dispatched
        | Milestone::PickupFailed
        | Milestone::ArrivedOriginSorting
        | Milestone::DepartedOriginSorting
        | Milestone::SortingDelayed
        | Milestone::ArrivedExportHub
        | Milestone::ExportCustomsStarted
        | Milestone::ExportCustomsHeld
        | Milestone::ExportCleared
        | Milestone::ExportCanceled
        | Milestone::HeldAtExportHub
        | Milestone::HandedToAirline
        | Milestone::LineHaulDelayed
        | Milestone::Canceled => return None,
    })
}

/// Returns what is said of a milestone, whatever its reason and place; nothing of what is never shown.
const fn text(milestone: Milestone) -> &'static str {
    match milestone {
        Milestone::Announced | Milestone::LastMileAnnounced => "Announced by its sender",
        Milestone::PickedUp => "Taken over from its sender",
        Milestone::DepartedOrigin => "Left the country of origin",
        Milestone::ArrivedTransit => "Arrived in a transit country",
        Milestone::DepartedTransit => "Left a transit country",
        Milestone::ArrivedDestination => "Arrived in the country of destination",
        Milestone::HeldAtDestination => "Waits at the international parcel center",
        Milestone::ImportCustomsStarted => "Presented to customs",
        Milestone::CustomsHeld => "Held by customs",
        Milestone::DutiesRequested => "Waits for import duties to be paid",
        Milestone::DutiesPaid => "Import duties were paid",
        Milestone::CustomsCleared => "Released by customs",
        Milestone::CustomsRefused => "Import refused by customs",
        Milestone::DepartedDestinationOffice => "Left the international parcel center",
        Milestone::HandedOver => "Handed over to DHL",
        Milestone::ArrivedSorting => "Processed in the parcel center",
        Milestone::DepartedSorting => "Left the parcel center",
        Milestone::InTransit => "On its way",
        Milestone::Missorted => "Sorted to the wrong place and sent on",
        Milestone::Rerouted => "Redirected",
        Milestone::Relabeled => "Labeled anew and sent on",
        Milestone::ArrivedDepot => "Arrived in the region of the recipient",
        Milestone::HeldAtDepot => "Waits at the delivery base",
        Milestone::OutForDelivery => "Loaded onto the delivery vehicle",
        Milestone::DeliveryAttempted => "Could not be delivered",
        Milestone::DeliveryRescheduled => "Delivery was put off to another day",
        Milestone::AvailableForPickup => "Ready to be picked up",
        Milestone::PickupExpired => "Not picked up in time",
        Milestone::Delivered => "Delivered",
        Milestone::Refused => "Refused by the recipient",
        Milestone::ReturnStarted => "Goes back to its sender",
        Milestone::ReturnDeparted => "Left the country on its way back",
        Milestone::ReturnArrived => "Back in the country of its sender",
        Milestone::Returned => "Returned to its sender",
        Milestone::Lost => "Lost",
        Milestone::Damaged => "Damaged",
        Milestone::Destroyed | Milestone::Abandoned => "Disposed of",
        Milestone::TrackingEnds => "No more information",
        Milestone::Packed
        | Milestone::Dispatched
        | Milestone::PickupFailed
        | Milestone::ArrivedOriginSorting
        | Milestone::DepartedOriginSorting
        | Milestone::SortingDelayed
        | Milestone::ArrivedExportHub
        | Milestone::ExportCustomsStarted
        | Milestone::ExportCustomsHeld
        | Milestone::ExportCleared
        | Milestone::ExportCanceled
        | Milestone::HeldAtExportHub
        | Milestone::HandedToAirline
        | Milestone::LineHaulDelayed
        | Milestone::Canceled => "",
    }
}

const fn attempted(reason: Option<Reason>) -> &'static str {
    match reason {
        Some(Reason::NobodyHome) => "Could not be delivered: nobody was at home",
        Some(Reason::BadAddress) => "Could not be delivered: the address is wrong or incomplete",
        Some(Reason::NoAccess) => "Could not be delivered: the address could not be reached",
        Some(Reason::BusinessClosed) => "Could not be delivered: the business was closed",
        Some(Reason::RescheduledByRecipient) => {
            "Not delivered: the recipient asked for another day"
        }
        Some(Reason::RoundOverran) => "Could not be delivered on today's round",
        _ => text(Milestone::DeliveryAttempted),
    }
}

const fn waiting(place: Option<FacilityKind>) -> &'static str {
    match place {
        Some(FacilityKind::Locker) => "Ready to be picked up at a parcel locker",
        Some(FacilityKind::PickupPoint) => "Ready to be picked up at a parcel shop",
        _ => text(Milestone::AvailableForPickup),
    }
}

const fn delivered(reason: Option<Reason>, place: Option<FacilityKind>) -> &'static str {
    match (reason, place) {
        (_, Some(FacilityKind::Locker)) => "Delivered: picked up at a parcel locker",
        (Some(Reason::Collected), _) => "Delivered: picked up by the recipient",
        (Some(Reason::InMailbox), _) => "Delivered into the mailbox",
        (Some(Reason::LeftAtDoor), _) => "Delivered to the door",
        (Some(Reason::Neighbor), _) => "Delivered to a neighbor",
        (Some(Reason::HandedOver), _) => "Delivered to the recipient",
        _ => text(Milestone::Delivered),
    }
}
