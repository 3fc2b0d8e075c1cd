//! Cainiao's `detail.json`.

mod pages;
mod requests;
mod times;
mod words;

use misroute::carrier::Desk;
use misroute::fleet::Case;
use misroute::parcel::{NumberRef, NumberRole, Timestamp};
use serde_json::{Value, json};

use super::asking::{ask, body, dialect, every_case, everything_said, get};
use super::shapes::{assert_holds, table};
use crate::support::worlds;

/// Returns the answer, as text, to a request with this query at an instant.
fn asked(query: &str, at: Timestamp) -> String {
    let desk = Desk::frozen(worlds(), at);
    let request = get(&format!("/global/detail.json?{query}"));
    let answer = ask(dialect("cainiao"), &desk, &request);
    String::from_utf8(answer.into_body()).expect("the answer is text")
}

/// Returns the module of one of a case's numbers at an instant.
fn module(case: &Case, number: NumberRef, at: Timestamp) -> Value {
    let text = case.text(number).expect("the case has it");
    let desk = Desk::frozen(worlds(), at);
    let request = get(&format!("/global/detail.json?mailNos={text}&lang=en-US"));
    let mut said = body(&ask(dialect("cainiao"), &desk, &request));
    said["module"][0].take()
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
    (
        "module[].processInfo.progressPointList[].reload",
        "nobody knows what it means",
    ),
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
    (
        "module[].detailList[].currentStatusCpInfo",
        "nobody recorded which events have it",
    ),
    (
        "module[].latestTrace.group.currentIconUrl",
        "the addresses are not known",
    ),
    (
        "module[].latestTrace.group.historyIconUrl",
        "the addresses are not known",
    ),
    ("module[].latestTrace.image", "the record holds no pictures"),
    (
        "module[].latestTrace.currentStatusCpInfo",
        "nobody recorded which events have it",
    ),
    (
        "module[].globalCombinedLogisticsTraceDTO.group.currentIconUrl",
        "the addresses are not known",
    ),
    (
        "module[].globalCombinedLogisticsTraceDTO.group.historyIconUrl",
        "the addresses are not known",
    ),
    (
        "module[].globalCombinedLogisticsTraceDTO.image",
        "the record holds no pictures",
    ),
    (
        "module[].globalCombinedLogisticsTraceDTO.currentStatusCpInfo",
        "nobody recorded which events have it",
    ),
];

#[test]
fn the_shapes_hold() {
    let mut said = everything_said(dialect("cainiao"), 6);
    // Buyers ask by the number of the network; whoever goes on to the second one finds the first beside it.
    let worlds = worlds();
    for case in every_case(&worlds, 2) {
        let mut numbers = case.numbers.iter().map(|known| known.number);
        if let Some(second) = numbers.find(|number| number.role == NumberRole::LastMile) {
            let module = module(&case, second, case.settled_at());
            said.push(json!({"module": [module], "success": true}));
        }
    }
    assert_holds(&table("cainiao"), &said, NOT_SHOWN);
}

#[test]
fn strict_clients_find_all_that_they_demand() {
    let demanded = [
        "daysNumber",
        "destCountry",
        "originCountry",
        "status",
        "statusDesc",
    ];
    let of_event = ["actionCode", "desc", "descTitle", "standerdDesc", "timeStr"];
    let said = everything_said(dialect("cainiao"), 3);
    let mut scanned = 0;
    for module in said.iter().map(|said| &said["module"][0]) {
        let events = module["detailList"].as_array().expect("a list");
        assert!(module["mailNo"].is_string() && module["mailNoSource"].is_string());
        for event in events {
            assert!(
                of_event.iter().all(|key| event[*key].is_string()),
                "{event}"
            );
        }
        assert_eq!(
            module["latestTrace"],
            events.first().cloned().unwrap_or_default()
        );
        // Without a scan there are no days to count.
        if module.get("daysNumber").is_some() {
            assert!(
                demanded.iter().all(|key| module[*key].is_string()),
                "{module}"
            );
            scanned += 1;
        }
    }
    assert!(scanned > 1_000, "{scanned}");
}
