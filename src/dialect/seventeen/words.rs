//! Words: which sub-status and stage 17TRACK gives an event.

use crate::parcel::{Milestone, Observer, Reason};

/// The nine coarse statuses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Main {
    /// No carrier knows the number.
    NotFound,
    /// A label exists.
    InfoReceived,
    /// Moving.
    InTransit,
    /// Nothing new for long.
    Expired,
    /// To be collected.
    AvailableForPickup,
    /// On the vehicle.
    OutForDelivery,
    /// The courier came in vain.
    DeliveryFailure,
    /// There.
    Delivered,
    /// Something is wrong.
    Exception,
}

impl Main {
    /// Every value, in order.
    pub(super) const ALL: [Self; 9] = [
        Self::NotFound,
        Self::InfoReceived,
        Self::InTransit,
        Self::Expired,
        Self::AvailableForPickup,
        Self::OutForDelivery,
        Self::DeliveryFailure,
        Self::Delivered,
        Self::Exception,
    ];

    /// Returns the name on the wire.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::NotFound => "NotFound",
            Self::InfoReceived => "InfoReceived",
            Self::InTransit => "InTransit",
            Self::Expired => "Expired",
            Self::AvailableForPickup => "AvailableForPickup",
            Self::OutForDelivery => "OutForDelivery",
            Self::DeliveryFailure => "DeliveryFailure",
            Self::Delivered => "Delivered",
            Self::Exception => "Exception",
        }
    }

    /// Returns the status of a name.
    pub(super) fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|main| main.name() == name)
    }
}

/// The nine key stages, in the order in which every answer lists them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stage {
    /// A label exists.
    InfoReceived,
    /// The first carrier has it.
    PickedUp,
    /// Out of the country of origin.
    Departure,
    /// In the country of destination.
    Arrival,
    /// To be collected.
    AvailableForPickup,
    /// On the vehicle.
    OutForDelivery,
    /// There.
    Delivered,
    /// On its way back.
    Returning,
    /// Back.
    Returned,
}

impl Stage {
    /// Every value, in order.
    pub(super) const ALL: [Self; 9] = [
        Self::InfoReceived,
        Self::PickedUp,
        Self::Departure,
        Self::Arrival,
        Self::AvailableForPickup,
        Self::OutForDelivery,
        Self::Delivered,
        Self::Returning,
        Self::Returned,
    ];

    /// Returns the name on the wire.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::InfoReceived => "InfoReceived",
            Self::PickedUp => "PickedUp",
            Self::Departure => "Departure",
            Self::Arrival => "Arrival",
            Self::AvailableForPickup => "AvailableForPickup",
            Self::OutForDelivery => "OutForDelivery",
            Self::Delivered => "Delivered",
            Self::Returning => "Returning",
            Self::Returned => "Returned",
        }
    }
}

/// What an event means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Meaning {
    /// `sub_status`.
    pub(super) sub_status: &'static str,
    /// `stage`.
    pub(super) stage: Option<Stage>,
}

/// The sub-status of a number that no carrier knows.
pub(super) const NOT_FOUND: &str = "NotFound_Other";
/// The sub-status of a text that is no carrier's number.
pub(super) const INVALID: &str = "NotFound_InvalidCode";
/// The sub-status of a parcel of which nothing was heard for long.
pub(super) const EXPIRED: &str = "Expired_Other";

/// Returns the status of which a sub-status is one.
pub(super) fn main_of(sub_status: &str) -> Main {
    let stem = sub_status
        .split_once('_')
        .map_or(sub_status, |(stem, _)| stem);
    // Every sub-status begins with its status.
    Main::from_name(stem).unwrap_or(Main::InTransit)
}

/// Returns what an event means; `observer` is the one whose system holds it.
pub(super) const fn meaning(
    milestone: Milestone,
    reason: Option<Reason>,
    observer: Observer,
) -> Meaning {
    let (sub_status, stage) = words(milestone, reason, matches!(observer, Observer::LastMile));
    Meaning { sub_status, stage }
}

/// `last_mile`: only the carrier at the door was asked, for which the journey begins when it is told of the parcel.
const fn words(
    milestone: Milestone,
    reason: Option<Reason>,
    last_mile: bool,
) -> (&'static str, Option<Stage>) {
    match milestone {
        Milestone::Announced | Milestone::Packed | Milestone::Dispatched => {
            ("InfoReceived", Some(Stage::InfoReceived))
        }
        Milestone::LastMileAnnounced if last_mile => ("InfoReceived", Some(Stage::InfoReceived)),
        Milestone::PickupFailed => ("InfoReceived", None),
        Milestone::PickedUp => ("InTransit_PickedUp", Some(Stage::PickedUp)),
        Milestone::HandedOver if last_mile => ("InTransit_PickedUp", Some(Stage::PickedUp)),
        Milestone::DepartedOrigin => ("InTransit_Departure", Some(Stage::Departure)),
        Milestone::ArrivedDestination => ("InTransit_Arrival", Some(Stage::Arrival)),
        Milestone::ExportCustomsStarted
        | Milestone::ImportCustomsStarted
        | Milestone::DutiesPaid => ("InTransit_CustomsProcessing", None),
        Milestone::ExportCleared | Milestone::CustomsCleared => ("InTransit_CustomsReleased", None),
        Milestone::CustomsHeld | Milestone::ExportCustomsHeld => (held(reason), None),
        Milestone::DutiesRequested => ("InTransit_CustomsRequiringInformation", None),
        Milestone::CustomsRefused | Milestone::ExportCanceled => ("Exception_Security", None),
        Milestone::SortingDelayed | Milestone::LineHaulDelayed => ("Exception_Delayed", None),
        Milestone::ArrivedOriginSorting
        | Milestone::DepartedOriginSorting
        | Milestone::ArrivedExportHub
        | Milestone::HeldAtExportHub
        | Milestone::HandedToAirline
        | Milestone::ArrivedTransit
        | Milestone::DepartedTransit
        | Milestone::HeldAtDestination
        | Milestone::DepartedDestinationOffice
        | Milestone::LastMileAnnounced
        | Milestone::HandedOver
        | Milestone::ArrivedSorting
        | Milestone::DepartedSorting
        | Milestone::Rerouted
        | Milestone::Relabeled
        | Milestone::ArrivedDepot
        | Milestone::HeldAtDepot
        | Milestone::DeliveryRescheduled
        | Milestone::InTransit
        | Milestone::TrackingEnds => ("InTransit_Other", None),
        Milestone::Missorted => ("Exception_Other", None),
        Milestone::OutForDelivery => ("OutForDelivery_Other", Some(Stage::OutForDelivery)),
        Milestone::DeliveryAttempted => (failed(reason), None),
        Milestone::Refused => ("DeliveryFailure_Rejected", None),
        Milestone::AvailableForPickup => {
            ("AvailableForPickup_Other", Some(Stage::AvailableForPickup))
        }
        Milestone::PickupExpired => ("Exception_NoBody", None),
        Milestone::Delivered => ("Delivered_Other", Some(Stage::Delivered)),
        Milestone::ReturnStarted | Milestone::ReturnDeparted | Milestone::ReturnArrived => {
            ("Exception_Returning", Some(Stage::Returning))
        }
        Milestone::Returned => ("Exception_Returned", Some(Stage::Returned)),
        Milestone::Lost => ("Exception_Lost", None),
        Milestone::Damaged => ("Exception_Damage", None),
        Milestone::Destroyed | Milestone::Abandoned => ("Exception_Destroyed", None),
        Milestone::Canceled => ("Exception_Cancel", None),
    }
}

/// Customs asks somebody for something, or keeps the parcel.
const fn held(reason: Option<Reason>) -> &'static str {
    match reason {
        None
        | Some(
            Reason::Inspection
            | Reason::DocumentsMissing
            | Reason::DutiesUnpaid
            | Reason::ValueDoubted,
        ) => "InTransit_CustomsRequiringInformation",
        Some(
            Reason::ProhibitedGoods
            | Reason::ExportSecurity
            | Reason::NobodyHome
            | Reason::BadAddress
            | Reason::NoAccess
            | Reason::BusinessClosed
            | Reason::RescheduledByRecipient
            | Reason::RoundOverran
            | Reason::Refused
            | Reason::Unclaimed
            | Reason::AttemptsExhausted
            | Reason::CustomsRefused
            | Reason::Damage
            | Reason::FlightDelayed
            | Reason::Missorted
            | Reason::OutsideCause
            | Reason::LostInTransit
            | Reason::LeftAtDoor
            | Reason::InMailbox
            | Reason::HandedOver
            | Reason::Neighbor
            | Reason::Collected
            | Reason::SellerCanceled
            | Reason::OutOfStock,
        ) => "Exception_Security",
    }
}

/// Why the courier came in vain.
const fn failed(reason: Option<Reason>) -> &'static str {
    match reason {
        None | Some(Reason::NobodyHome | Reason::BusinessClosed | Reason::Unclaimed) => {
            "DeliveryFailure_NoBody"
        }
        Some(Reason::BadAddress) => "DeliveryFailure_InvalidAddress",
        Some(Reason::Refused) => "DeliveryFailure_Rejected",
        Some(
            Reason::DutiesUnpaid
            | Reason::Inspection
            | Reason::ProhibitedGoods
            | Reason::ExportSecurity
            | Reason::CustomsRefused,
        ) => "DeliveryFailure_Security",
        Some(
            Reason::DocumentsMissing
            | Reason::ValueDoubted
            | Reason::NoAccess
            | Reason::RescheduledByRecipient
            | Reason::RoundOverran
            | Reason::AttemptsExhausted
            | Reason::Damage
            | Reason::FlightDelayed
            | Reason::Missorted
            | Reason::OutsideCause
            | Reason::LostInTransit
            | Reason::LeftAtDoor
            | Reason::InMailbox
            | Reason::HandedOver
            | Reason::Neighbor
            | Reason::Collected
            | Reason::SellerCanceled
            | Reason::OutOfStock,
        ) => "DeliveryFailure_Other",
    }
}
