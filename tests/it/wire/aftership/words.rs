//! Which tag and subtag a milestone gets.

use std::fmt::Write as _;

use misroute::parcel::{Milestone, Reason};
use serde_json::Value;

use crate::support::settings;
use crate::wire::asking::{dialect, everything_said};
use crate::wire::one_event::after;

/// Returns tag, subtag and message of a parcel to which one thing happened a moment ago.
fn word(milestone: Milestone, reason: Option<Reason>) -> [String; 3] {
    let said = after(dialect("aftership"), milestone, reason);
    let data = &said["data"];
    let newest = data["checkpoints"]
        .as_array()
        .and_then(|list| list.last())
        .expect("it is shown");
    let word = |one: &Value| {
        ["tag", "subtag", "subtag_message"].map(|key| one[key].as_str().expect("text").to_owned())
    };
    assert_eq!(word(data), word(newest), "{milestone}");
    word(data)
}

#[test]
fn milestones_mean_what_the_cross_map_says() {
    use Milestone as M;
    let rows = [
        (M::Announced, None, "InfoReceived_001"),
        (M::PickedUp, None, "InTransit_002"),
        (M::ExportCustomsStarted, None, "InTransit_006"),
        (M::ExportCleared, None, "InTransit_005"),
        (M::DepartedOrigin, None, "InTransit_007"),
        (M::ArrivedDestination, None, "InTransit_004"),
        (M::CustomsHeld, None, "Exception_004"),
        (M::CustomsHeld, Some(Reason::DutiesUnpaid), "Exception_006"),
        (
            M::CustomsHeld,
            Some(Reason::DocumentsMissing),
            "Exception_018",
        ),
        (M::CustomsCleared, None, "InTransit_005"),
        (M::OutForDelivery, None, "OutForDelivery_001"),
        (
            M::DeliveryAttempted,
            Some(Reason::NobodyHome),
            "AttemptFail_002",
        ),
        (M::AvailableForPickup, None, "AvailableForPickup_001"),
        (M::Delivered, None, "Delivered_001"),
        (M::ReturnStarted, None, "Exception_010"),
        (M::Returned, None, "Exception_011"),
        (M::Lost, None, "Exception_013"),
        (M::Destroyed, None, "Exception_021"),
        (M::Canceled, None, "Exception_020"),
    ];
    for (milestone, reason, subtag) in rows {
        assert_eq!(word(milestone, reason)[1], subtag, "{milestone}");
    }
}

#[test]
fn the_whole_mapping() {
    let mut text = String::new();
    let reasons = [
        (Milestone::CustomsHeld, Reason::DutiesUnpaid),
        (Milestone::CustomsHeld, Reason::DocumentsMissing),
        (Milestone::CustomsHeld, Reason::Inspection),
        (Milestone::CustomsRefused, Reason::DocumentsMissing),
        (Milestone::LineHaulDelayed, Reason::OutsideCause),
        (Milestone::HeldAtDepot, Reason::OutsideCause),
        (Milestone::DeliveryAttempted, Reason::NobodyHome),
        (Milestone::DeliveryAttempted, Reason::BusinessClosed),
        (Milestone::DeliveryAttempted, Reason::BadAddress),
        (Milestone::Delivered, Reason::Collected),
        (Milestone::Delivered, Reason::Neighbor),
        (Milestone::Delivered, Reason::LeftAtDoor),
    ];
    let plain = Milestone::ALL.iter().map(|milestone| (*milestone, None));
    let reasoned = reasons.map(|(milestone, reason)| (milestone, Some(reason)));
    for (milestone, reason) in plain.chain(reasoned) {
        let [tag, subtag, message] = word(milestone, reason);
        assert_eq!(subtag.split('_').next(), Some(tag.as_str()), "{milestone}");
        let reason = reason.map_or("", Reason::name);
        let _written = writeln!(text, "{milestone:<28} {reason:<18} {subtag:<23} {message}");
    }
    settings().bind(|| insta::assert_snapshot!("aftership__words", text));
}

const TAGS: &[&str] = &[
    "Pending",
    "InfoReceived",
    "InTransit",
    "OutForDelivery",
    "AttemptFail",
    "Delivered",
    "AvailableForPickup",
    "Exception",
    "Expired",
];

#[test]
fn strict_clients_know_every_enumerated_value() {
    for said in everything_said(dialect("aftership"), 3) {
        let data = &said["data"];
        let checkpoints = data["checkpoints"].as_array().expect("a list");
        for one in checkpoints.iter().chain([data]) {
            let tag = one["tag"].as_str().expect("text");
            assert!(TAGS.contains(&tag), "{tag}");
        }
        assert!(checkpoints.iter().all(|one| one["source"] == "carrier"));
        let source = &data["last_mile"]["source"];
        assert!(source.is_null() || source == "system", "{source}");
        for key in ["first_estimated_delivery", "latest_estimated_delivery"] {
            let estimate = &data[key];
            assert!(
                estimate.is_null() || estimate["source"] == "Carrier EDD",
                "{estimate}"
            );
            assert!(
                estimate.is_null() || estimate["type"] == "specific",
                "{estimate}"
            );
        }
        for key in [
            "shipment_weight",
            "shipment_dimensions",
            "carbon_emissions",
            "signature_requirement",
        ] {
            assert!(data[key].is_null(), "{key}");
        }
        assert!(data["transit_time"].is_null() || data["transit_time"].is_u64());
    }
}
