//! Words: which event code La Poste gives a milestone.

use crate::parcel::{Country, Milestone};

/// An event code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Code {
    /// The label is known.
    Dr1,
    /// Taken charge of.
    Pc1,
    /// Taken charge of in the country of dispatch.
    Pc2,
    /// Being processed.
    Et1,
    /// Being processed in the country of dispatch.
    Et2,
    /// Being processed in the country of destination.
    Et3,
    /// In a transit country.
    Et4,
    /// Waiting to be presented.
    Ep1,
    /// Entered customs.
    Do1,
    /// Left customs.
    Do2,
    /// Held in customs.
    Do3,
    /// A problem.
    Pb1,
    /// The problem is solved.
    Pb2,
    /// Out for delivery.
    Md2,
    /// Could not be delivered.
    Nd1,
    /// Waits at the counter.
    Ag1,
    /// Goes back.
    Re1,
    /// Delivered.
    Di1,
    /// Delivered to the sender.
    Di2,
}

impl Code {
    /// Returns the code on the wire.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Dr1 => "DR1",
            Self::Pc1 => "PC1",
            Self::Pc2 => "PC2",
            Self::Et1 => "ET1",
            Self::Et2 => "ET2",
            Self::Et3 => "ET3",
            Self::Et4 => "ET4",
            Self::Ep1 => "EP1",
            Self::Do1 => "DO1",
            Self::Do2 => "DO2",
            Self::Do3 => "DO3",
            Self::Pb1 => "PB1",
            Self::Pb2 => "PB2",
            Self::Md2 => "MD2",
            Self::Nd1 => "ND1",
            Self::Ag1 => "AG1",
            Self::Re1 => "RE1",
            Self::Di1 => "DI1",
            Self::Di2 => "DI2",
        }
    }

    /// Tells whether nothing comes after it.
    pub(super) const fn is_final(self) -> bool {
        matches!(self, Self::Di1 | Self::Di2)
    }

    /// Returns how many of the five steps are done; `at_site`: it is at the site that delivers.
    pub(super) const fn step(self, at_site: bool) -> i64 {
        match self {
            Self::Dr1 => 0,
            Self::Pc1 | Self::Pc2 => 1,
            Self::Et1 if at_site => 3,
            Self::Et1
            | Self::Et2
            | Self::Et3
            | Self::Et4
            | Self::Do1
            | Self::Do2
            | Self::Do3
            | Self::Pb1
            | Self::Pb2 => 2,
            Self::Ep1 => 3,
            Self::Md2 | Self::Nd1 | Self::Ag1 | Self::Re1 | Self::Di2 => 4,
            Self::Di1 => 5,
        }
    }
}

/// Returns the code of a milestone in a country; what La Poste never shows has none.
pub(super) fn code(milestone: Milestone, country: Country) -> Option<Code> {
    Some(match milestone {
        Milestone::Announced | Milestone::LastMileAnnounced => Code::Dr1,
        Milestone::PickedUp if country == Country::FR => Code::Pc1,
        Milestone::PickedUp => Code::Pc2,
        Milestone::ArrivedOriginSorting
        | Milestone::DepartedOriginSorting
        | Milestone::SortingDelayed
        | Milestone::ArrivedExportHub
        | Milestone::ExportCustomsStarted
        | Milestone::ExportCustomsHeld
        | Milestone::ExportCleared
        | Milestone::HeldAtExportHub
        | Milestone::HandedToAirline
        | Milestone::LineHaulDelayed
        | Milestone::DepartedOrigin => Code::Et2,
        Milestone::ArrivedTransit | Milestone::DepartedTransit => Code::Et4,
        Milestone::ArrivedDestination
        | Milestone::HeldAtDestination
        | Milestone::DepartedDestinationOffice => Code::Et3,
        Milestone::ImportCustomsStarted => Code::Do1,
        Milestone::CustomsHeld | Milestone::DutiesRequested | Milestone::CustomsRefused => {
            Code::Do3
        }
        Milestone::CustomsCleared => Code::Do2,
        Milestone::DutiesPaid => Code::Pb2,
        Milestone::HandedOver => Code::Pc1,
        Milestone::ArrivedSorting
        | Milestone::DepartedSorting
        | Milestone::Rerouted
        | Milestone::Relabeled
        | Milestone::ArrivedDepot
        | Milestone::InTransit => Code::Et1,
        Milestone::HeldAtDepot | Milestone::DeliveryRescheduled => Code::Ep1,
        Milestone::OutForDelivery => Code::Md2,
        Milestone::DeliveryAttempted | Milestone::Refused | Milestone::PickupExpired => Code::Nd1,
        Milestone::AvailableForPickup => Code::Ag1,
        Milestone::Delivered => Code::Di1,
        Milestone::ReturnStarted | Milestone::ReturnDeparted | Milestone::ReturnArrived => {
            Code::Re1
        }
        Milestone::Returned => Code::Di2,
        Milestone::Missorted
        | Milestone::Lost
        | Milestone::Damaged
        | Milestone::Destroyed
        | Milestone::Abandoned
        | Milestone::ExportCanceled => Code::Pb1,
        Milestone::Packed
        | Milestone::Dispatched
        | Milestone::PickupFailed
        | Milestone::Canceled
        | Milestone::TrackingEnds => return None,
    })
}
