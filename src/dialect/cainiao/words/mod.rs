//! Words: which code and texts Cainiao writes for a milestone, and which status a parcel has.
//!
//! Codes are those of the platform's published list and of live answers; texts beyond the ones seen live are in the same
//! manner.

use crate::parcel::{Milestone, Place, Reason, Status};

/// A group of events: code and text.
type Group = Option<(&'static str, &'static str)>;

const NONE: Group = None;
const WAREHOUSE: Group = Some(("AE_GROUP_CW_PROCESSING", "In transit"));
const SORTING: Group = Some(("AE_GROUP_SC_PROCESSING", "In transit"));
const EXPORT: Group = Some(("AE_GROUP_EX_CLEARING_CUSTOMS", "At customs"));
const LINE_HAUL: Group = Some(("AE_GROUP_LH_PROCESSING", "In transit"));
const ARRIVAL: Group = Some(("AE_GROUP_LH_ARRIVE", "In transit"));
const IMPORT: Group = Some(("AE_GROUP_IM_CLEARING_CUSTOMS", "At customs"));
const DESTINATION: Group = Some(("AE_GROUP_DES_PROCESSING", "In transit"));
const DELIVERING: Group = Some(("AE_GROUP_DELIVERING", "Out for delivery"));
const DELIVERED: Group = Some(("AE_GROUP_DELIVERED", "Delivered"));

/// What is written about an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Event {
    /// `actionCode`.
    pub(super) code: &'static str,
    /// `desc`, the carrier's own text.
    pub(super) description: &'static str,
    /// `standerdDesc`, Cainiao's.
    pub(super) normalized: &'static str,
    /// The group it is shown in.
    pub(super) group: Group,
}

/// Returns what is written about an event.
pub(super) fn event(milestone: Milestone, _: Option<Reason>, _: Place) -> Event {
    let (code, group) = code(milestone);
    let (description, normalized) = texts(milestone);
    Event {
        code,
        description,
        normalized,
        group,
    }
}

/// Returns an event's code and the group that it is shown in.
const fn code(milestone: Milestone) -> (&'static str, Group) {
    match milestone {
        Milestone::Announced => ("GWMS_ACCEPT", WAREHOUSE),
        Milestone::Packed => ("GWMS_PACKAGE", WAREHOUSE),
        Milestone::Dispatched => ("GWMS_OUTBOUND", WAREHOUSE),
        Milestone::PickupFailed => ("PU_PICKUP_FAILURE", NONE),
        Milestone::PickedUp => ("PU_PICKUP_SUCCESS", NONE),
        Milestone::ArrivedOriginSorting => ("SC_INBOUND_SUCCESS", SORTING),
        Milestone::DepartedOriginSorting => ("SC_OUTBOUND_SUCCESS", SORTING),
        Milestone::SortingDelayed => ("SC_OUTBOUND_FAILURE", SORTING),
        Milestone::ArrivedExportHub => ("LH_HO_IN_SUCCESS", LINE_HAUL),
        Milestone::ExportCustomsStarted => ("CC_EX_START", EXPORT),
        Milestone::ExportCleared => ("CC_EX_SUCCESS", EXPORT),
        Milestone::ExportCustomsHeld | Milestone::ExportCanceled => ("CC_EX_FAILURE", EXPORT),
        Milestone::HeldAtExportHub => ("LH_HO_IN_FAILURE", LINE_HAUL),
        Milestone::HandedToAirline => ("LH_HO_AIRLINE", LINE_HAUL),
        Milestone::LineHaulDelayed => ("LH_HO_AIRLINE_FAILURE", LINE_HAUL),
        Milestone::DepartedOrigin => ("LH_DEPART", LINE_HAUL),
        Milestone::ArrivedTransit => ("TD_TRANS_ARRIVE", LINE_HAUL),
        Milestone::DepartedTransit => ("TD_TRANS_DEPART", LINE_HAUL),
        Milestone::ArrivedDestination => ("LH_ARRIVE", ARRIVAL),
        Milestone::HeldAtDestination => ("LH_ARRIVE_FAILURE", ARRIVAL),
        Milestone::ImportCustomsStarted => ("CC_IM_START", IMPORT),
        Milestone::CustomsHeld => ("CC_IM_EXCEPTION", IMPORT),
        Milestone::DutiesRequested => ("CUS_TAX", IMPORT),
        Milestone::DutiesPaid => ("CC_IM_PROCESS", IMPORT),
        Milestone::CustomsCleared => ("CC_IM_SUCCESS", IMPORT),
        Milestone::CustomsRefused => ("CC_IM_FAILURE", IMPORT),
        Milestone::DepartedDestinationOffice => ("CC_HO_OUT_SUCCESS", EXPORT),
        Milestone::LastMileAnnounced => ("LAST_MILE_ASN_NOTIFY", DESTINATION),
        Milestone::HandedOver => ("GTMS_ACCEPT", DESTINATION),
        Milestone::ArrivedSorting => ("GTMS_SC_ARRIVE", DESTINATION),
        Milestone::DepartedSorting => ("GTMS_SC_DEPART", DESTINATION),
        Milestone::Missorted => ("GTMS_SC_ARRIVE_FAILURE", DESTINATION),
        Milestone::Rerouted => ("GTMS_OTHER", DESTINATION),
        Milestone::Relabeled => ("GTMS_RELABEL", DESTINATION),
        Milestone::ArrivedDepot => ("GTMS_DO_ARRIVE", DESTINATION),
        Milestone::HeldAtDepot => ("GTMS_FAILURE", DESTINATION),
        Milestone::OutForDelivery => ("GTMS_DO_DEPART", DELIVERING),
        Milestone::DeliveryAttempted => ("GTMS_DEL_FAILURE", DELIVERING),
        Milestone::DeliveryRescheduled => ("GTMS_RE_DELIVERING", DELIVERING),
        Milestone::AvailableForPickup => ("GTMS_STA_SIGNED", DELIVERING),
        Milestone::PickupExpired => ("GTMS_STA_SIGN_FAILURE", DELIVERING),
        Milestone::Delivered => ("GTMS_SIGNED", DELIVERED),
        Milestone::Refused => ("GTMS_SIGN_FAILURE", DELIVERING),
        Milestone::ReturnStarted => ("RT_INBOUND", NONE),
        Milestone::ReturnDeparted => ("RT_OUTBOUND", NONE),
        Milestone::ReturnArrived => ("RT_WH_INBOUND", NONE),
        Milestone::Returned => ("RETURNED", NONE),
        Milestone::Lost | Milestone::Damaged => ("EXCEPTION", NONE),
        Milestone::Destroyed => ("RT_DESTROY", NONE),
        Milestone::Abandoned => ("RT_WH_DESTROY", NONE),
        Milestone::Canceled => ("GWMS_CANCEL", NONE),
        Milestone::InTransit => ("COMMON_INTRANSIT", NONE),
        Milestone::TrackingEnds => ("LH_OTHER", NONE),
    }
}

/// Returns an event's text in the carrier's own words, and in Cainiao's.
#[expect(clippy::too_many_lines, reason = "one row a milestone")]
const fn texts(milestone: Milestone) -> (&'static str, &'static str) {
    match milestone {
        Milestone::Announced => (
            "Order received successfully",
            "Shipment information received by warehouse electronically",
        ),
        Milestone::Packed => (
            "Package packed",
            "Package ready for shipping from warehouse",
        ),
        Milestone::Dispatched => (
            "Outbound from warehouse",
            "Package shipped out from warehouse",
        ),
        Milestone::PickupFailed => ("Pickup failed", "Pickup attempt failed"),
        Milestone::PickedUp => ("Accepted by carrier", "Received by logistics company"),
        Milestone::ArrivedOriginSorting => {
            ("Inbound in sorting center", "Processing at sorting center")
        }
        Milestone::DepartedOriginSorting => {
            ("Outbound in sorting center", "Departed from sorting center")
        }
        Milestone::SortingDelayed => (
            "Outbound failure in sorting center",
            "Processing delay at sorting center",
        ),
        Milestone::ArrivedExportHub => (
            "Arrived at line-haul office",
            "Arrived at departure transport hub",
        ),
        Milestone::ExportCustomsStarted => (
            "Start customs clearance for export",
            "Export customs clearance started",
        ),
        Milestone::ExportCustomsHeld => {
            ("Held by export customs", "Export customs clearance delayed")
        }
        Milestone::ExportCleared => (
            "Export customs clearance completed",
            "Export customs clearance complete",
        ),
        Milestone::ExportCanceled => ("Export canceled", "Export customs clearance failed"),
        Milestone::HeldAtExportHub => (
            "Held at line-haul office",
            "Processing delay at departure transport hub",
        ),
        Milestone::HandedToAirline => (
            "Handed over to airline",
            "Leaving from departure country/region",
        ),
        Milestone::LineHaulDelayed => ("Flight delayed", "Line-haul delayed"),
        Milestone::DepartedOrigin => (
            "Departed from departure country/region",
            "Departed from departure country/region",
        ),
        Milestone::ArrivedTransit => (
            "Arrived at transit country/region",
            "Arrived at transit country/region",
        ),
        Milestone::DepartedTransit => (
            "Departed from transit country/region",
            "Leaving transit country/region",
        ),
        Milestone::ArrivedDestination => ("Arrived at the station", "Arrived at linehaul office"),
        Milestone::HeldAtDestination => (
            "Held at linehaul office",
            "Processing delay at linehaul office",
        ),
        Milestone::ImportCustomsStarted => (
            "Import customs clearance started",
            "Import customs clearance started",
        ),
        Milestone::CustomsHeld => ("Held by customs", "Import customs clearance delayed"),
        Milestone::DutiesRequested => (
            "Waiting for the payment of duties",
            "Duties and taxes are due",
        ),
        Milestone::DutiesPaid => ("Duties paid", "Import customs clearance in progress"),
        Milestone::CustomsCleared => (
            "Custom clearance completed",
            "Import customs clearance complete",
        ),
        Milestone::CustomsRefused => (
            "Import customs clearance failed",
            "Import customs clearance failed",
        ),
        Milestone::DepartedDestinationOffice => ("Leaving customs", "Departed from customs"),
        Milestone::LastMileAnnounced => ("Delivery partner notified", "Carrier update"),
        Milestone::HandedOver => (
            "Accepted by last mile carrier",
            "Received by local delivery company",
        ),
        Milestone::ArrivedSorting => (
            "Arrived at sorting center",
            "Arrived at destination country/region sorting center",
        ),
        Milestone::DepartedSorting => (
            "Departed from sorting center",
            "Departed from destination country/region sorting center",
        ),
        Milestone::Missorted => (
            "Missorted",
            "Processing delay at destination country/region sorting center",
        ),
        Milestone::Rerouted => ("Forwarded", "Carrier update"),
        Milestone::Relabeled => ("Relabeled", "Tracking number changed"),
        Milestone::ArrivedDepot => (
            "Arrived at delivery station",
            "Arrived at local delivery center",
        ),
        Milestone::HeldAtDepot => ("Held at delivery station", "Delivery delayed"),
        Milestone::OutForDelivery => ("Out for delivery abroad", "Out for delivery"),
        Milestone::DeliveryAttempted => ("Delivery attempt failure", "Delivery Attempt Failure"),
        Milestone::DeliveryRescheduled => ("Delivery rescheduled", "Redelivery scheduled"),
        Milestone::AvailableForPickup => (
            "Signed by the pickup station",
            "Package is ready for pickup",
        ),
        Milestone::PickupExpired => ("Not collected in time", "Pickup time expired"),
        Milestone::Delivered => ("Parcel delivered", "Package delivered"),
        Milestone::Refused => ("Refused by the recipient", "Delivery refused"),
        Milestone::ReturnStarted => ("Return started", "Package is being returned"),
        Milestone::ReturnDeparted => ("Return departed", "Returned package departed"),
        Milestone::ReturnArrived => (
            "Return arrived at warehouse",
            "Returned package arrived at warehouse",
        ),
        Milestone::Returned => ("Returned", "Package returned"),
        Milestone::Lost => ("Parcel lost", "Package lost"),
        Milestone::Damaged => ("Parcel damaged", "Package damaged"),
        Milestone::Destroyed => ("Parcel destroyed", "Package destroyed"),
        Milestone::Abandoned => ("Parcel abandoned", "Package disposed of"),
        Milestone::Canceled => ("Order canceled", "Shipment canceled"),
        Milestone::InTransit => ("Shipment on the way", "Shipment on the way"),
        Milestone::TrackingEnds => ("No further tracking", "Carrier update"),
    }
}

/// Returns `status` and `statusDesc` of a parcel whose newest event is given.
pub(super) fn status(newest: Option<Milestone>) -> (&'static str, &'static str) {
    let Some(newest) = newest else {
        return ("SELLER_PREPARING", "Awaiting seller dispatch");
    };
    match newest.status() {
        Status::InfoReceived => ("WAIT_ACCEPT", "Pending shipping by the seller"),
        Status::InTransit => match newest {
            // The real page says "In customs " with a space at its end.
            Milestone::ImportCustomsStarted
            | Milestone::DutiesPaid
            | Milestone::DepartedDestinationOffice => ("CLEAR_CUSTOMS", "In customs "),
            _ => ("TRANSITING", "In transit"),
        },
        Status::CustomsHold => ("CLEAR_CUSTOMS", "In customs "),
        Status::OutForDelivery => ("DELIVERING", "Delivering"),
        Status::AttemptFailed | Status::Exception | Status::Canceled => {
            ("FAILED", "Delivery failed")
        }
        Status::AvailableForPickup => ("WAIT_BUYER_ACCEPT_GOODS", "Awaiting pickup"),
        Status::Delivered => ("DELIVERED", "Delivered"),
        Status::Returning => ("RETURN", "Returning"),
        Status::Returned => ("RETURNED", "Returned"),
    }
}
