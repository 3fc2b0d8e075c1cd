//! Which status and detail a milestone gets.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use misroute::parcel::{Milestone, Reason};
use serde_json::Value;

use crate::support::settings;
use crate::wire::asking::dialect;
use crate::wire::one_event::after;

fn word(milestone: Milestone, reason: Option<Reason>) -> (String, String) {
    let said = after(dialect("easypost"), milestone, reason);
    let text = |value: &Value| value.as_str().expect("text").to_owned();
    let newest = said["tracking_details"]
        .as_array()
        .and_then(|list| list.last());
    let newest = newest.expect("it is shown");
    assert_eq!(
        (&said["status"], &said["status_detail"]),
        (&newest["status"], &newest["status_detail"])
    );
    (text(&said["status"]), text(&said["status_detail"]))
}

#[test]
fn milestones_mean_what_the_cross_map_says() {
    use Milestone as M;
    let documents = Some(Reason::DocumentsMissing);
    let rows = [
        (M::Announced, None, "pre_transit", "label_created"),
        (
            M::PickedUp,
            None,
            "in_transit",
            "received_at_origin_facility",
        ),
        (M::ExportCustomsStarted, None, "in_transit", "in_transit"),
        (M::ExportCleared, None, "in_transit", "in_transit"),
        (M::DepartedOrigin, None, "in_transit", "departed_facility"),
        (
            M::ArrivedDestination,
            None,
            "in_transit",
            "arrived_at_facility",
        ),
        (M::CustomsHeld, None, "in_transit", "held"),
        (
            M::CustomsHeld,
            documents,
            "in_transit",
            "awaiting_information",
        ),
        (M::CustomsCleared, None, "in_transit", "in_transit"),
        (
            M::HandedOver,
            None,
            "in_transit",
            "transferred_to_destination_carrier",
        ),
        (
            M::OutForDelivery,
            None,
            "out_for_delivery",
            "out_for_delivery",
        ),
        (
            M::DeliveryAttempted,
            None,
            "in_transit",
            "delivery_exception",
        ),
        (
            M::AvailableForPickup,
            None,
            "available_for_pickup",
            "arrived_at_pickup_location",
        ),
        (M::Delivered, None, "delivered", "arrived_at_destination"),
        (M::ReturnStarted, None, "return_to_sender", "return"),
        (M::Returned, None, "return_to_sender", "return"),
        (M::Lost, None, "failure", "lost"),
        (M::Canceled, None, "cancelled", "cancelled"),
    ];
    for (milestone, reason, status, detail) in rows {
        let wanted = (status.to_owned(), detail.to_owned());
        assert_eq!(word(milestone, reason), wanted, "{milestone}");
    }
}

const STATUSES: &[&str] = &[
    "unknown",
    "pre_transit",
    "in_transit",
    "out_for_delivery",
    "delivered",
    "available_for_pickup",
    "return_to_sender",
    "failure",
    "cancelled",
    "error",
];
const DETAILS: &[&str] = &[
    "address_correction",
    "arrived_at_destination",
    "arrived_at_facility",
    "arrived_at_pickup_location",
    "awaiting_information",
    "cancelled",
    "damaged",
    "delayed",
    "delivery_exception",
    "departed_facility",
    "departed_origin_facility",
    "expired",
    "failure",
    "held",
    "in_transit",
    "label_created",
    "lost",
    "missorted",
    "out_for_delivery",
    "received_at_destination_facility",
    "received_at_origin_facility",
    "refused",
    "return",
    "status_update",
    "transferred_to_destination_carrier",
    "transit_exception",
    "unknown",
    "weather_delay",
];

#[test]
fn the_whole_mapping() {
    let mut text = String::new();
    let mut words = BTreeSet::new();
    for milestone in Milestone::ALL {
        let (status, detail) = word(*milestone, None);
        let _written = writeln!(text, "{milestone:<28} {status:<22} {detail}");
        words.insert((status, detail));
    }
    for (milestone, reason) in [
        (Milestone::CustomsHeld, Reason::DocumentsMissing),
        (Milestone::CustomsHeld, Reason::DutiesUnpaid),
        (Milestone::CustomsHeld, Reason::Inspection),
        (Milestone::ExportCustomsHeld, Reason::DocumentsMissing),
        (Milestone::Rerouted, Reason::BadAddress),
    ] {
        let (status, detail) = word(milestone, Some(reason));
        let _written = writeln!(text, "{milestone} for {reason}: {status} {detail}");
        words.insert((status, detail));
    }
    for (status, detail) in &words {
        assert!(STATUSES.contains(&status.as_str()), "{status} is no status");
        assert!(DETAILS.contains(&detail.as_str()), "{detail} is no detail");
    }
    settings().bind(|| insta::assert_snapshot!("easypost__words", text));
}
