//! Words: which type, code and text UPS gives a milestone.
//!
//! The types are documented; codes and numbers are those that clients have seen most often, and are not confirmed.

use crate::parcel::{Milestone, Reason};

/// `status.type`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Manifest,
    Progress,
    Exception,
    Delivered,
}

impl Kind {
    /// Returns the type on the wire.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Manifest => "M",
            Self::Progress => "I",
            Self::Exception => "X",
            Self::Delivered => "D",
        }
    }
}

/// What is written about an activity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Status {
    pub(super) kind: Kind,
    /// `code`.
    pub(super) code: &'static str,
    /// `statusCode`.
    pub(super) number: &'static str,
    /// `description`.
    pub(super) text: &'static str,
}

impl Status {
    /// Returns `simplifiedTextDescription`.
    pub(super) fn simple(self) -> &'static str {
        match self.kind {
            Kind::Manifest => "Shipment Ready for UPS",
            Kind::Progress if self.code == "OT" => "Out for Delivery",
            Kind::Progress => "On the Way",
            Kind::Exception => "Exception",
            Kind::Delivered => "Delivered",
        }
    }
}

/// Returns what is written about an activity; nothing of what UPS never shows.
pub(super) const fn status(milestone: Milestone, reason: Option<Reason>) -> Option<Status> {
    let Some((kind, code, number)) = codes(milestone) else {
        return None;
    };
    let text = match milestone {
        Milestone::DeliveryAttempted => attempted(reason),
        _ => text(milestone),
    };
    Some(Status {
        kind,
        code,
        number,
        text,
    })
}

const fn codes(milestone: Milestone) -> Option<(Kind, &'static str, &'static str)> {
    Some(match milestone {
        Milestone::Announced | Milestone::LastMileAnnounced => (Kind::Manifest, "MP", "003"),
        Milestone::PickedUp | Milestone::HandedOver => (Kind::Progress, "OR", "005"),
        Milestone::ArrivedTransit
        | Milestone::ArrivedDestination
        | Milestone::ArrivedSorting
        | Milestone::ArrivedDepot => (Kind::Progress, "AR", "005"),
        Milestone::DepartedOrigin
        | Milestone::DepartedTransit
        | Milestone::DepartedDestinationOffice
        | Milestone::DepartedSorting
        | Milestone::InTransit => (Kind::Progress, "DP", "005"),
        Milestone::ImportCustomsStarted => (Kind::Progress, "IP", "012"),
        Milestone::DutiesPaid | Milestone::CustomsCleared => (Kind::Progress, "SR", "012"),
        Milestone::OutForDelivery => (Kind::Progress, "OT", "021"),
        Milestone::AvailableForPickup => (Kind::Progress, "2Q", "040"),
        Milestone::Rerouted | Milestone::Relabeled => (Kind::Progress, "FD", "005"),
        Milestone::HeldAtDestination
        | Milestone::CustomsHeld
        | Milestone::DutiesRequested
        | Milestone::CustomsRefused => (Kind::Exception, "DJ", "012"),
        Milestone::DeliveryAttempted => (Kind::Exception, "48", "013"),
        Milestone::Missorted
        | Milestone::HeldAtDepot
        | Milestone::DeliveryRescheduled
        | Milestone::Lost
        | Milestone::Damaged
        | Milestone::Destroyed
        | Milestone::Abandoned => (Kind::Exception, "X", "007"),
        Milestone::Refused
        | Milestone::PickupExpired
        | Milestone::ReturnStarted
        | Milestone::ReturnDeparted
        | Milestone::ReturnArrived
        | Milestone::Returned => (Kind::Exception, "RS", "016"),
        Milestone::Delivered => (Kind::Delivered, "FS", "011"),
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
        | Milestone::Canceled
        | Milestone::TrackingEnds => return None,
    })
}

/// Returns what is said of a milestone, whatever its reason; nothing of what is never shown.
const fn text(milestone: Milestone) -> &'static str {
    match milestone {
        Milestone::Announced | Milestone::LastMileAnnounced => "Label created, UPS awaits it",
        Milestone::PickedUp => "Pickup Scan",
        Milestone::HandedOver => "Origin Scan",
        Milestone::ArrivedTransit
        | Milestone::ArrivedDestination
        | Milestone::ArrivedSorting
        | Milestone::ArrivedDepot => "Arrived at Facility",
        Milestone::DepartedOrigin
        | Milestone::DepartedTransit
        | Milestone::DepartedDestinationOffice
        | Milestone::DepartedSorting => "Departed from Facility",
        Milestone::InTransit => "On its way",
        Milestone::HeldAtDestination => "Held at the import facility",
        Milestone::ImportCustomsStarted => "Import clearance in progress",
        Milestone::CustomsHeld => "Held by the customs agency",
        Milestone::DutiesRequested => "Import charges are due",
        Milestone::DutiesPaid => "Import charges were paid",
        Milestone::CustomsCleared => "Released by the customs agency",
        Milestone::CustomsRefused => "Refused by the customs agency",
        Milestone::Missorted => "Sorted to the wrong facility",
        Milestone::Rerouted => "Sent on to another address",
        Milestone::Relabeled => "Labeled anew",
        Milestone::HeldAtDepot => "Held at the delivery facility",
        Milestone::OutForDelivery => "Out For Delivery Today",
        Milestone::DeliveryAttempted => "Delivery attempted",
        Milestone::DeliveryRescheduled => "Delivery rescheduled",
        Milestone::AvailableForPickup => "Ready for pickup",
        Milestone::PickupExpired => "Not picked up in time",
        Milestone::Delivered => "DELIVERED",
        Milestone::Refused => "Refused by the receiver",
        Milestone::ReturnStarted => "Returning to sender",
        Milestone::ReturnDeparted | Milestone::ReturnArrived => "On its way back to its sender",
        Milestone::Returned => "Returned to sender",
        Milestone::Lost => "Lost",
        Milestone::Damaged => "Damaged",
        Milestone::Destroyed | Milestone::Abandoned => "Disposed of",
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
        | Milestone::Canceled
        | Milestone::TrackingEnds => "",
    }
}

const fn attempted(reason: Option<Reason>) -> &'static str {
    match reason {
        Some(Reason::NobodyHome) => "Delivery attempted: the receiver was not available",
        Some(Reason::BadAddress) => "Delivery attempted: the address is wrong or incomplete",
        Some(Reason::NoAccess) => "Delivery attempted: the address could not be reached",
        Some(Reason::BusinessClosed) => "Delivery attempted: the business was closed",
        _ => text(Milestone::DeliveryAttempted),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_documented_types_hold() {
        let kind = |milestone| status(milestone, None).map(|status| status.kind.name());
        for (milestone, wanted) in [
            (Milestone::Announced, Some("M")),
            (Milestone::LastMileAnnounced, Some("M")),
            (Milestone::ExportCleared, None),
            (Milestone::DepartedOrigin, Some("I")),
            (Milestone::ArrivedDestination, Some("I")),
            (Milestone::CustomsHeld, Some("X")),
            (Milestone::CustomsCleared, Some("I")),
            (Milestone::HandedOver, Some("I")),
            (Milestone::OutForDelivery, Some("I")),
            (Milestone::DeliveryAttempted, Some("X")),
            (Milestone::AvailableForPickup, Some("I")),
            (Milestone::Delivered, Some("D")),
            (Milestone::ReturnStarted, Some("X")),
            (Milestone::Returned, Some("X")),
            (Milestone::Lost, Some("X")),
        ] {
            assert_eq!(kind(milestone), wanted, "{milestone}");
        }
    }

    #[test]
    fn whatever_is_shown_has_words() {
        for milestone in Milestone::ALL {
            let shown = status(*milestone, None);
            assert_eq!(shown.is_none(), text(*milestone).is_empty(), "{milestone}");
            assert!(
                shown.is_none_or(|shown| shown.number.len() == 3),
                "{milestone}"
            );
        }
    }
}
