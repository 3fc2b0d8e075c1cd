//! Words: which code of the published list `FedEx` gives a milestone, and what it derives from it.

use crate::parcel::{Milestone, Reason};

/// `derivedStatusCode`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Derived {
    Label,
    PickedUp,
    InTransit,
    Delay,
    Exception,
    Ready,
    Delivered,
    Returning,
}

impl Derived {
    /// Returns the code on the wire.
    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::Label => "IN",
            Self::PickedUp => "PU",
            Self::InTransit => "IT",
            Self::Delay => "DY",
            Self::Exception => "DE",
            Self::Ready => "HP",
            Self::Delivered => "DL",
            Self::Returning => "RS",
        }
    }

    /// Returns its text.
    pub(super) const fn text(self) -> &'static str {
        match self {
            Self::Label => "Label created",
            Self::PickedUp => "Picked up",
            Self::InTransit => "In transit",
            Self::Delay => "Delay",
            Self::Exception => "Delivery exception",
            Self::Ready => "Ready for pickup",
            Self::Delivered => "Delivered",
            Self::Returning => "Returning to sender",
        }
    }
}

/// What is written about a scan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Scan {
    /// `eventType`.
    pub(super) code: &'static str,
    /// `eventDescription`.
    pub(super) text: &'static str,
    /// `exceptionDescription`; empty of what goes as it should.
    pub(super) why: &'static str,
    pub(super) derived: Derived,
    /// Whether the courier came to the door in vain.
    pub(super) is_attempt: bool,
}

/// Returns what is written about a scan; nothing of what `FedEx` never shows.
pub(super) const fn scan(milestone: Milestone, reason: Option<Reason>) -> Option<Scan> {
    let Some((code, text, derived)) = row(milestone) else {
        return None;
    };
    let is_attempt = matches!(milestone, Milestone::DeliveryAttempted);
    let why = if is_attempt { attempted(reason) } else { "" };
    Some(Scan {
        code,
        text,
        why,
        derived,
        is_attempt,
    })
}

const fn row(milestone: Milestone) -> Option<(&'static str, &'static str, Derived)> {
    use Derived as To;
    Some(match milestone {
        Milestone::Announced | Milestone::LastMileAnnounced => {
            ("OC", "Shipment information sent to FedEx", To::Label)
        }
        Milestone::PickedUp | Milestone::HandedOver => ("PU", "Picked up", To::PickedUp),
        Milestone::DepartedOrigin => ("LO", "Left FedEx origin facility", To::InTransit),
        Milestone::ArrivedTransit | Milestone::ArrivedDestination | Milestone::ArrivedSorting => {
            ("AR", "Arrived at FedEx location", To::InTransit)
        }
        Milestone::DepartedTransit
        | Milestone::DepartedDestinationOffice
        | Milestone::DepartedSorting => ("DP", "Departed FedEx location", To::InTransit),
        Milestone::InTransit => ("IT", "In transit", To::InTransit),
        Milestone::ImportCustomsStarted => ("CP", "Clearance in progress", To::InTransit),
        Milestone::DutiesPaid | Milestone::CustomsCleared => {
            ("CC", "Cleared customs", To::InTransit)
        }
        Milestone::CustomsHeld | Milestone::DutiesRequested | Milestone::CustomsRefused => {
            ("CD", "Clearance delay", To::Delay)
        }
        Milestone::Rerouted => ("CH", "Location changed", To::InTransit),
        Milestone::Relabeled => ("TR", "Transfer", To::InTransit),
        Milestone::ArrivedDepot => ("FD", "At FedEx destination facility", To::InTransit),
        Milestone::OutForDelivery => ("OD", "On FedEx vehicle for delivery", To::InTransit),
        Milestone::HeldAtDestination | Milestone::HeldAtDepot => ("DY", "Delay", To::Delay),
        Milestone::DeliveryRescheduled => ("DD", "Delivery delay", To::Delay),
        Milestone::DeliveryAttempted => ("DE", "Delivery exception", To::Exception),
        Milestone::Refused | Milestone::PickupExpired => {
            ("DE", "Delivery exception", To::Exception)
        }
        Milestone::AvailableForPickup => ("HP", "Ready for recipient pickup", To::Ready),
        Milestone::Delivered => ("DL", "Delivered", To::Delivered),
        Milestone::ReturnStarted
        | Milestone::ReturnDeparted
        | Milestone::ReturnArrived
        | Milestone::Returned => ("RS", "Returning package to shipper", To::Returning),
        Milestone::Missorted
        | Milestone::Lost
        | Milestone::Damaged
        | Milestone::Destroyed
        | Milestone::Abandoned => ("SE", "Shipment exception", To::Exception),
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

const fn attempted(reason: Option<Reason>) -> &'static str {
    match reason {
        Some(Reason::NobodyHome | Reason::BusinessClosed) => {
            "Customer not available or business closed"
        }
        Some(Reason::BadAddress) => "Incorrect address",
        Some(Reason::NoAccess) => "The address could not be reached",
        Some(Reason::RescheduledByRecipient) => "The recipient asked for another day",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_published_codes_hold() {
        let code = |milestone| scan(milestone, None).map(|scan| (scan.code, scan.derived.code()));
        for (milestone, wanted) in [
            (Milestone::Announced, Some(("OC", "IN"))),
            (Milestone::PickedUp, Some(("PU", "PU"))),
            (Milestone::ExportCleared, None),
            (Milestone::DepartedOrigin, Some(("LO", "IT"))),
            (Milestone::ArrivedDestination, Some(("AR", "IT"))),
            (Milestone::CustomsHeld, Some(("CD", "DY"))),
            (Milestone::CustomsCleared, Some(("CC", "IT"))),
            (Milestone::OutForDelivery, Some(("OD", "IT"))),
            (Milestone::DeliveryAttempted, Some(("DE", "DE"))),
            (Milestone::AvailableForPickup, Some(("HP", "HP"))),
            (Milestone::Delivered, Some(("DL", "DL"))),
            (Milestone::ReturnStarted, Some(("RS", "RS"))),
            (Milestone::Lost, Some(("SE", "DE"))),
        ] {
            assert_eq!(code(milestone), wanted, "{milestone}");
        }
    }
}
