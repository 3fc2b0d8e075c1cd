//! Cainiao's `detail.json`.

use misroute::carrier::Desk;
use misroute::dialect::{Quirk, Quirks};
use misroute::parcel::{Milestone, Timestamp};

use super::asking::{ask, ask_with, body, dialect, everything_said, get, request};
use super::one_event::{after, case};
use super::shapes::{assert_holds, table};
use crate::support::worlds;

#[test]
fn a_number_that_nobody_issued_is_external() {
    let desk = Desk::frozen(worlds(), Timestamp(1_780_000_000));
    let unknown = get("/global/detail.json?mailNos=LP00000000000&lang=en-US");
    let said = body(&ask(dialect("cainiao"), &desk, &unknown));
    let module = serde_json::json!({"mailNo": "LP00000000000", "mailNoSource": "EXTERNAL", "detailList": []});
    assert_eq!(
        said,
        serde_json::json!({"module": [module], "success": true})
    );
    let posted = request("POST", "/global/detail.json", &[], "mailNos=LP00000000000");
    assert_eq!(
        body(&ask(dialect("cainiao"), &desk, &posted))["success"],
        false
    );
}

#[test]
fn only_the_real_signature_is_a_delivery() {
    let code = |milestone| {
        after(dialect("cainiao"), milestone, None)["module"][0]["latestTrace"]["actionCode"].clone()
    };
    assert_eq!(code(Milestone::Delivered), "GTMS_SIGNED");
    assert_eq!(code(Milestone::AvailableForPickup), "GTMS_STA_SIGNED");
}

#[test]
fn codes_come_as_they_are_unless_they_are_garbled() {
    let case = case(Milestone::Delivered, None);
    let desk = Desk::frozen(worlds(), case.settled_at());
    desk.declare(case.world.clone())
        .expect("nobody is in the way");
    let number = case.typed(None).expect("the buyer was told one");
    let asked = get(&format!("/global/detail.json?mailNos={number}"));
    let sloppy = Quirks::NONE.with(Quirk::SloppyCodes);
    let said = body(&ask_with(dialect("cainiao"), &desk, &asked, sloppy));
    assert_eq!(
        said["module"][0]["latestTrace"]["actionCode"],
        "gtms signed"
    );
}

/// Paths that no answer shows, each with the reason.
const NOT_SHOWN: &[(&str, &str)] = &[
    ("module[].receiverName", "the record names no person"),
    ("module[].receiverAddress", "the record names no address"),
    ("module[].signPictureUrl", "nobody took a picture"),
    ("module[].mailType", "no value was ever published"),
    ("module[].mailTypeDesc", "no value was ever published"),
    (
        "module[].globalCurrentCardInfo",
        "no value was ever published",
    ),
    ("module[].virtualMailNo", "still to come"),
    ("module[].copyVirtualMailNo", "still to come"),
    ("module[].processInfo", "still to come"),
    ("module[].globalCombinedLogisticsTraceDTO", "still to come"),
    ("module[].destCpInfo.email", "no carrier's is known"),
    ("module[].destCpInfo.cpcode", "no carrier's is known"),
    ("module[].destCpInfo.cpCode", "no carrier's is known"),
    ("module[].destCpInfo.mdsName", "no carrier's is known"),
    (
        "module[].detailList[].group.currentIconUrl",
        "the addresses are not known",
    ),
    (
        "module[].detailList[].group.historyIconUrl",
        "the addresses are not known",
    ),
    (
        "module[].detailList[].image",
        "the record holds no pictures",
    ),
    ("module[].detailList[].currentStatusCpInfo", "still to come"),
    (
        "module[].latestTrace.group.currentIconUrl",
        "the addresses are not known",
    ),
    (
        "module[].latestTrace.group.historyIconUrl",
        "the addresses are not known",
    ),
    ("module[].latestTrace.image", "the record holds no pictures"),
    ("module[].latestTrace.currentStatusCpInfo", "still to come"),
];

#[test]
fn the_shapes_hold() {
    let said = everything_said(dialect("cainiao"), 6);
    assert_holds(&table("cainiao"), &said, NOT_SHOWN);
}
