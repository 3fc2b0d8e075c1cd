//! Codes: `actionCode` and the group in which an event is shown.

use super::{Group, Node};
use crate::parcel::{FacilityKind, Milestone, Place, ServiceLine};

const NONE: Option<Group> = None;
const WAREHOUSE: Option<Group> = Some(group("AE_GROUP_CW_PROCESSING", Node::InTransit));
const SORTING: Option<Group> = Some(group("AE_GROUP_SC_PROCESSING", Node::InTransit));
const EXPORT: Option<Group> = Some(group("AE_GROUP_EX_CLEARING_CUSTOMS", Node::AtCustoms));
const LINE_HAUL: Option<Group> = Some(group("AE_GROUP_LH_PROCESSING", Node::InTransit));
const ARRIVAL: Option<Group> = Some(group("AE_GROUP_LH_ARRIVE", Node::InTransit));
const IMPORT: Option<Group> = Some(group("AE_GROUP_IM_CLEARING_CUSTOMS", Node::AtCustoms));
const DESTINATION: Option<Group> = Some(group("AE_GROUP_DES_PROCESSING", Node::InTransit));
const DELIVERING: Option<Group> = Some(group("AE_GROUP_DELIVERING", Node::OutForDelivery));
const DELIVERED: Option<Group> = Some(group("AE_GROUP_DELIVERED", Node::Delivered));

const fn group(code: &'static str, node: Node) -> Group {
    Group { code, node }
}

/// Returns an event's code and the group that it is shown in.
pub(super) fn code(
    milestone: Milestone,
    place: Place,
    line: ServiceLine,
) -> (&'static str, Option<Group>) {
    if line == ServiceLine::ChinaDomestic
        && let Some(code) = domestic(milestone)
    {
        return (code, NONE);
    }
    // Shops and lockers sign for the parcel; a post office keeps it.
    if milestone == Milestone::AvailableForPickup && is_counter(place) {
        return ("GTMS_WAIT_SELF_PICK", DELIVERING);
    }
    of_milestone(milestone)
}

fn is_counter(place: Place) -> bool {
    place
        .facility()
        .is_some_and(|facility| facility.kind() == FacilityKind::Counter)
}

const fn of_milestone(milestone: Milestone) -> (&'static str, Option<Group>) {
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
        // The real answers put the way out of import customs into the group of export: a fact of the carrier, no quirk.
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

/// Returns the code of a parcel that never leaves China, where the domestic network has one of its own.
const fn domestic(milestone: Milestone) -> Option<&'static str> {
    Some(match milestone {
        Milestone::Announced => "CONSIGN",
        Milestone::PickedUp => "GOT",
        Milestone::ArrivedOriginSorting | Milestone::ArrivedSorting | Milestone::ArrivedDepot => {
            "ARRIVAL"
        }
        Milestone::DepartedOriginSorting | Milestone::DepartedSorting => "DEPARTURE",
        Milestone::OutForDelivery => "SENT_SCAN",
        Milestone::Delivered => "SIGNED",
        Milestone::DeliveryAttempted => "FAILED",
        Milestone::Refused => "REJECT",
        _ => return None,
    })
}
