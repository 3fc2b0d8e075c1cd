//! Words: which status code and milestone Ship24 gives an event.

use crate::parcel::{Milestone, NumberRole};
use crate::record::Observation;

/// What an event means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Word {
    /// One of twenty codes; most scans on the way have none.
    pub(super) code: Option<&'static str>,
    /// The shipment's milestone from then on; none leaves it as it was.
    pub(super) milestone: Option<&'static str>,
}

pub(super) const PENDING: &str = "pending";
pub(super) const INFO: &str = "info_received";
pub(super) const MOVING: &str = "in_transit";
pub(super) const OUT: &str = "out_for_delivery";
pub(super) const FAILED: &str = "failed_attempt";
pub(super) const PICKUP: &str = "available_for_pickup";
pub(super) const DELIVERED: &str = "delivered";
pub(super) const EXCEPTION: &str = "exception";

impl Word {
    pub(super) const fn new(code: &'static str, milestone: &'static str) -> Self {
        Self {
            code: Some(code),
            milestone: Some(milestone),
        }
    }

    const fn uncoded(milestone: &'static str) -> Self {
        Self {
            code: None,
            milestone: Some(milestone),
        }
    }

    /// Returns the category, with which every code begins.
    pub(super) fn category(self) -> Option<&'static str> {
        let (category, _) = self.code?.split_once('_')?;
        Some(category)
    }
}

/// Returns what an observed event means.
pub(super) fn of(seen: &Observation) -> Word {
    // To the carrier at the door a parcel that was only announced is a label without a parcel.
    if seen.milestone == Milestone::LastMileAnnounced && seen.number.role == NumberRole::LastMile {
        return of_milestone(Milestone::Announced);
    }
    of_milestone(seen.milestone)
}

const fn of_milestone(milestone: Milestone) -> Word {
    match milestone {
        Milestone::Announced => Word::new("data_order_created", INFO),
        Milestone::Packed | Milestone::Dispatched | Milestone::PickupFailed => Word::uncoded(INFO),
        Milestone::PickedUp | Milestone::HandedToAirline | Milestone::HandedOver => {
            Word::new("transit_handover", MOVING)
        }
        Milestone::ExportCustomsStarted | Milestone::ImportCustomsStarted => {
            Word::new("customs_received", MOVING)
        }
        Milestone::ExportCleared | Milestone::CustomsCleared => {
            Word::new("customs_cleared", MOVING)
        }
        Milestone::ExportCustomsHeld | Milestone::CustomsHeld | Milestone::DutiesRequested => {
            Word::new("customs_exception", EXCEPTION)
        }
        Milestone::ExportCanceled | Milestone::CustomsRefused => {
            Word::new("customs_rejected", EXCEPTION)
        }
        Milestone::DepartedOrigin => Word::new("transit_origin_country_departure", MOVING),
        Milestone::ArrivedDestination => Word::new("destination_arrival", MOVING),
        Milestone::ArrivedOriginSorting
        | Milestone::DepartedOriginSorting
        | Milestone::SortingDelayed
        | Milestone::ArrivedExportHub
        | Milestone::HeldAtExportHub
        | Milestone::LineHaulDelayed
        | Milestone::ArrivedTransit
        | Milestone::DepartedTransit
        | Milestone::HeldAtDestination
        | Milestone::DepartedDestinationOffice
        | Milestone::ArrivedSorting
        | Milestone::DepartedSorting
        | Milestone::Missorted
        | Milestone::Rerouted
        | Milestone::ArrivedDepot
        | Milestone::HeldAtDepot
        | Milestone::InTransit => Word::uncoded(MOVING),
        Milestone::DutiesPaid
        | Milestone::LastMileAnnounced
        | Milestone::Relabeled
        | Milestone::TrackingEnds => Word {
            code: None,
            milestone: None,
        },
        Milestone::DeliveryRescheduled => Word {
            code: Some("data_delivery_decided"),
            milestone: None,
        },
        Milestone::OutForDelivery => Word::new("delivery_out_for_delivery", OUT),
        Milestone::DeliveryAttempted => Word::new("delivery_attempted", FAILED),
        Milestone::AvailableForPickup => Word::new("delivery_available_for_pickup", PICKUP),
        Milestone::PickupExpired | Milestone::Damaged => Word::new("delivery_exception", EXCEPTION),
        Milestone::Delivered => Word::new("delivery_delivered", DELIVERED),
        Milestone::Refused => Word::new("delivery_refused", EXCEPTION),
        Milestone::ReturnStarted
        | Milestone::ReturnDeparted
        | Milestone::ReturnArrived
        | Milestone::Returned => Word::new("exception_return", EXCEPTION),
        Milestone::Lost => Word::new("exception_lost", EXCEPTION),
        Milestone::Destroyed | Milestone::Abandoned => Word::new("exception_discarded", EXCEPTION),
        Milestone::Canceled => Word::new("data_order_cancelled", EXCEPTION),
    }
}
