//! 17TRACK's official API: what is said of parcels.

use std::fmt::Write as _;

use misroute::carrier::Desk;
use misroute::fleet::Case;
use misroute::parcel::{Milestone, Reason, Timestamp};
use serde_json::{Value, json};

use super::asking::{ask, body, dialect, everything_said, request, said};
use super::moments::moments;
use super::one_event::{after, case};
use super::shapes::{assert_holds, table};
use crate::support::{at_start, built_in, settings, worlds};

const DAY: i64 = 86_400;

/// Calls an endpoint of version 2.4.
pub(super) fn call(desk: &Desk, endpoint: &str, asked: &Value) -> Value {
    call_at(desk, &format!("v2.4/{endpoint}"), asked)
}

pub(super) fn call_at(desk: &Desk, path: &str, asked: &Value) -> Value {
    let asked = request(
        "POST",
        &format!("/track/{path}"),
        &[("17token", "misroute")],
        &asked.to_string(),
    );
    body(&ask(dialect("17track"), desk, &asked))
}

/// Returns a desk that knows a case, at an instant, and the number that its buyer was told.
pub(super) fn desk_of(case: &Case, at: Timestamp) -> (Desk, String) {
    let desk = Desk::frozen(worlds(), at);
    desk.declare(case.world.clone())
        .expect("nobody is in the way");
    let number = case.typed(None).expect("the buyer was told one");
    (desk, number.to_string())
}

/// Returns a case of a built-in scenario, at a place.
pub(super) fn of_scenario(name: &str, place: u64) -> Case {
    Case::new(&worlds(), &built_in(name, 1), at_start(place))
}

pub(super) fn info(said: &Value) -> &Value {
    &said["data"]["accepted"][0]["track_info"]
}

fn words(said: &Value) -> (String, Value) {
    let info = info(said);
    let latest = &info["latest_status"];
    assert_eq!(info["latest_event"]["sub_status"], latest["sub_status"]);
    let sub_status = latest["sub_status"].as_str().expect("there is always one");
    assert!(sub_status.starts_with(latest["status"].as_str().expect("there is always one")));
    (sub_status.to_owned(), info["latest_event"]["stage"].clone())
}

/// The rows of the cross-map: what happens, the sub-status, and the stage.
const ROWS: &[(Milestone, &str, Option<&str>)] = &[
    (Milestone::Announced, "InfoReceived", Some("InfoReceived")),
    (Milestone::PickedUp, "InTransit_PickedUp", Some("PickedUp")),
    (
        Milestone::ExportCustomsStarted,
        "InTransit_CustomsProcessing",
        None,
    ),
    (Milestone::ExportCleared, "InTransit_CustomsReleased", None),
    (
        Milestone::DepartedOrigin,
        "InTransit_Departure",
        Some("Departure"),
    ),
    (
        Milestone::ArrivedDestination,
        "InTransit_Arrival",
        Some("Arrival"),
    ),
    (
        Milestone::CustomsHeld,
        "InTransit_CustomsRequiringInformation",
        None,
    ),
    (Milestone::CustomsCleared, "InTransit_CustomsReleased", None),
    (
        Milestone::OutForDelivery,
        "OutForDelivery_Other",
        Some("OutForDelivery"),
    ),
    (Milestone::DeliveryAttempted, "DeliveryFailure_NoBody", None),
    (
        Milestone::AvailableForPickup,
        "AvailableForPickup_Other",
        Some("AvailableForPickup"),
    ),
    (Milestone::Delivered, "Delivered_Other", Some("Delivered")),
    (
        Milestone::ReturnStarted,
        "Exception_Returning",
        Some("Returning"),
    ),
    (Milestone::Returned, "Exception_Returned", Some("Returned")),
    (Milestone::Lost, "Exception_Lost", None),
    (Milestone::Destroyed, "Exception_Destroyed", None),
    (Milestone::Canceled, "Exception_Cancel", None),
];

#[test]
fn events_have_the_words_that_the_cross_map_gives_them() {
    for (milestone, sub_status, stage) in ROWS {
        let said = words(&after(dialect("17track"), *milestone, None));
        assert_eq!(
            said,
            ((*sub_status).to_owned(), json!(stage)),
            "{milestone}"
        );
    }
    let held = after(
        dialect("17track"),
        Milestone::CustomsHeld,
        Some(Reason::ProhibitedGoods),
    );
    assert_eq!(words(&held).0, "Exception_Security");
    let handed_over = after(dialect("17track"), Milestone::HandedOver, None);
    let misc = &info(&handed_over)["misc_info"];
    assert!(
        misc["local_number"].is_string() && misc["local_key"].is_i64(),
        "{misc}"
    );
}

#[test]
fn every_milestone_has_its_words() {
    let mut text = String::new();
    for milestone in Milestone::ALL {
        let said = words(&after(dialect("17track"), *milestone, None));
        writeln!(text, "{milestone:28} {:40} {}", said.0, said.1).expect("a string grows");
    }
    for milestone in [Milestone::CustomsHeld, Milestone::DeliveryAttempted] {
        for reason in Reason::ALL {
            let said = words(&after(dialect("17track"), milestone, Some(*reason)));
            writeln!(text, "{milestone:28} {:40} {reason}", said.0).expect("a string grows");
        }
    }
    settings().bind(|| insta::assert_snapshot!("17track__milestones", text));
}

#[test]
fn the_shapes_hold() {
    let mut said = everything_said(dialect("17track"), 4);
    let desk = Desk::frozen(worlds(), Timestamp(1_780_000_000));
    let unregistered = json!([{ "number": "LP00123456789012", "carrier": "190271" }]);
    said.push(call(&desk, "gettrackinfo", &unregistered));
    assert_holds(&table("17track"), &said, &[]);
}

#[test]
fn milestones_are_nine_and_in_order() {
    let said = after(dialect("17track"), Milestone::PickedUp, None);
    let rows = info(&said)["milestone"].as_array().expect("a list");
    let names: Vec<_> = rows
        .iter()
        .filter_map(|row| row["key_stage"].as_str())
        .collect();
    let wanted = [
        "InfoReceived",
        "PickedUp",
        "Departure",
        "Arrival",
        "AvailableForPickup",
        "OutForDelivery",
        "Delivered",
        "Returning",
        "Returned",
    ];
    assert_eq!(names, wanted);
    let reached: Vec<_> = rows.iter().map(|row| row["time_utc"].is_string()).collect();
    assert_eq!(reached[..3], [true, true, false]);
    assert_eq!(
        rows[8]["time_raw"],
        json!({"date": null, "time": null, "timezone": null})
    );
}

#[test]
fn the_three_forms_of_a_time_say_the_same() {
    let said = after(dialect("17track"), Milestone::OutForDelivery, None);
    let event = &info(&said)["latest_event"];
    let text = |value: &Value| value.as_str().expect("a time").to_owned();
    let raw = &event["time_raw"];
    let whole = format!(
        "{}T{}{}",
        text(&raw["date"]),
        text(&raw["time"]),
        text(&raw["timezone"])
    );
    assert_eq!(text(&event["time_iso"]), whole);
    let [iso, utc] = ["time_iso", "time_utc"].map(|key| {
        text(&event[key])
            .parse::<jiff::Timestamp>()
            .expect("an instant")
    });
    assert_eq!(iso, utc);
    assert!(
        whole.ends_with("+01:00") || whole.ends_with("+02:00"),
        "Germany's clock: {whole}"
    );
}

#[test]
fn each_carrier_shows_its_own_scans_the_newest_first() {
    let worlds = worlds();
    let mut several = 0;
    for place in 0..6 {
        let case = of_scenario("number-handover", place);
        let said = said(dialect("17track"), &worlds, &case, case.settled_at());
        let said = said.expect("the buyer was told a number");
        let info = info(&said);
        let Some(providers) = info["tracking"]["providers"].as_array() else {
            continue;
        };
        let newest: Vec<_> = providers
            .iter()
            .filter_map(|provider| provider["events"][0]["time_utc"].as_str())
            .collect();
        assert!(newest.iter().rev().is_sorted(), "{newest:?}");
        assert_eq!(providers[0]["events"][0], info["latest_event"]);
        if providers.len() > 1 {
            several += 1;
            let misc = &info["misc_info"];
            assert_eq!(misc["local_key"], providers[0]["provider"]["key"]);
            assert_ne!(misc["local_number"], said["data"]["accepted"][0]["number"]);
        }
        for provider in providers {
            let events = provider["events"].as_array().expect("a list");
            let times: Vec<_> = events
                .iter()
                .filter_map(|event| event["time_utc"].as_str())
                .collect();
            assert!(times.iter().rev().is_sorted(), "{times:?}");
            let hash = provider["events_hash"].as_i64().expect("a number");
            assert!(i32::try_from(hash).is_ok());
        }
    }
    assert!(several > 0, "no parcel was handed over");
}

#[test]
fn the_days_are_counted_to_the_instant_that_is_shown() {
    let case = case(Milestone::PickedUp, None);
    let (desk, number) = desk_of(&case, case.settled_at());
    let ordered = json!([{ "number": number, "order_time": "2026-02-20T10:00:00-03:00" }]);
    call(&desk, "register", &ordered);
    let asked = json!([{ "number": number }]);
    let metrics = |by: i64| {
        desk.clock.set(case.settled_at() + by);
        info(&call(&desk, "gettrackinfo", &asked))["time_metrics"].clone()
    };
    let (first, later) = (metrics(0), metrics(7 * DAY));
    assert_eq!(first["days_after_last_update"], 0);
    assert_eq!(later["days_after_last_update"], 7);
    assert_eq!(later["days_of_transit"], 7);
    assert_eq!(later["days_of_transit_done"], 0);
    let order = |metrics: &Value| metrics["days_after_order"].as_i64().expect("a number");
    assert_eq!(order(&later), order(&first) + 7);
    assert!(order(&first) >= 10, "{first}");
}

#[test]
fn silence_ends_in_expiry_and_retracking_brings_the_news_once() {
    let case = case(Milestone::DepartedOrigin, None);
    let (desk, number) = desk_of(&case, case.settled_at());
    let asked = json!([{ "number": number, "carrier": 190_271 }]);
    call(&desk, "register", &asked);
    let status = |days: i64| {
        desk.clock.set(case.settled_at() + days * DAY);
        info(&call(&desk, "gettrackinfo", &asked))["latest_status"].clone()
    };
    assert_eq!(status(29)["sub_status"], "InTransit_Departure");
    let expired =
        json!({"status": "Expired", "sub_status": "Expired_Other", "sub_status_descr": null});
    assert_eq!(status(31), expired);
    // Nobody asks any more, so that what the carrier forgets later is still shown.
    assert_eq!(status(300), expired);
    let row = &call(&desk, "gettracklist", &json!({ "number": number }))["data"]["accepted"][0];
    assert_eq!(row["tracking_status"], "Stopped");
    assert_eq!(row["stop_track_reason"], "Expired");
    assert_eq!(row["package_status"], "Expired");
    let code = |said: &Value| said["data"]["rejected"][0]["error"]["code"].clone();
    assert_eq!(code(&call(&desk, "stoptrack", &asked)), -18_019_906);
    desk.clock.set(case.settled_at() + 40 * DAY);
    assert_eq!(
        call(&desk, "retrack", &asked)["data"]["accepted"][0]["number"],
        *number
    );
    assert_eq!(code(&call(&desk, "retrack", &asked)), -18_019_904);
    assert_eq!(status(41)["sub_status"], "InTransit_Departure");
    assert_eq!(status(71), expired);
    assert_eq!(code(&call(&desk, "retrack", &asked)), -18_019_905);
}

#[test]
fn a_number_of_nobody_is_not_found_and_one_of_no_format_is_invalid() {
    let desk = Desk::frozen(worlds(), Timestamp(1_780_000_000));
    let asked = json!([
        { "number": "LP00000000000000", "carrier": 190_271 },
        { "number": "ABC-12345", "carrier": 21_051 },
    ]);
    call(&desk, "register", &asked);
    let said = call(&desk, "gettrackinfo", &asked);
    let word = |place: usize| {
        let item = &said["data"]["accepted"][place]["track_info"];
        assert_eq!(item["latest_event"], Value::Null);
        let provider = &item["tracking"]["providers"][0];
        assert_eq!(provider["events"], json!([]));
        item["latest_status"]["sub_status"].clone()
    };
    assert_eq!(word(0), "NotFound_Other");
    assert_eq!(word(1), "NotFound_InvalidCode");
}

#[test]
fn a_wrong_carrier_finds_nothing_until_it_is_changed() {
    let case = case(Milestone::PickedUp, None);
    let (desk, number) = desk_of(&case, case.settled_at());
    call(
        &desk,
        "register",
        &json!([{ "number": number, "carrier": 3_011 }]),
    );
    let asked = json!([{ "number": number }]);
    let status = || info(&call(&desk, "gettrackinfo", &asked))["latest_status"]["status"].clone();
    assert_eq!(status(), "NotFound");
    let change = json!([{ "number": number, "carrier_old": 3_011, "carrier_new": 190_271 }]);
    let said = call(&desk, "changecarrier", &change);
    assert_eq!(said["data"]["accepted"][0]["carrier"], 190_271);
    assert_eq!(status(), "InTransit");
}

#[test]
fn the_last_miles_number_shows_what_the_last_mile_saw() {
    let worlds = worlds();
    let case = (0..20)
        .map(|place| of_scenario("number-handover", place))
        .find(|case| {
            let mut seen = case.observations(None);
            seen.any(|seen| seen.observer == misroute::parcel::Observer::LastMile)
        })
        .expect("some parcel is handed over");
    let own = case
        .numbers
        .iter()
        .find(|known| known.number.role == misroute::parcel::NumberRole::LastMile)
        .expect("it got a second number");
    let desk = Desk::frozen(worlds, case.settled_at());
    desk.declare(case.world.clone())
        .expect("nobody is in the way");
    let asked = json!([{ "number": own.text.as_str() }]);
    let registered = call(&desk, "register", &asked);
    assert_eq!(
        registered["data"]["accepted"][0]["origin"], 1,
        "{registered}"
    );
    let said = call(&desk, "gettrackinfo", &asked);
    let providers = info(&said)["tracking"]["providers"]
        .as_array()
        .expect("a list");
    assert_eq!(providers.len(), 1, "{said}");
    assert_eq!(
        providers[0]["provider"]["key"],
        registered["data"]["accepted"][0]["carrier"]
    );
    assert_eq!(info(&said)["misc_info"]["local_number"], own.text.as_str());
}

/// Tells in a line what is said of a parcel.
fn line(said: &Value) -> String {
    let item = &said["data"]["accepted"][0];
    if item.is_null() {
        return said["data"]["rejected"][0]["error"].to_string();
    }
    let info = &item["track_info"];
    let text = |value: &Value| value.as_str().unwrap_or("-").to_owned();
    let mut line = text(&info["latest_status"]["sub_status"]);
    let metrics = &info["time_metrics"];
    write!(
        line,
        " · {} · {} {} {} {} · local {} {}",
        text(&info["latest_event"]["time_iso"]),
        metrics["days_after_order"],
        metrics["days_of_transit"],
        metrics["days_of_transit_done"],
        metrics["days_after_last_update"],
        text(&info["misc_info"]["local_provider"]),
        text(&info["misc_info"]["local_number"]),
    )
    .expect("a string grows");
    let providers = info["tracking"]["providers"].as_array();
    for provider in providers.into_iter().flatten() {
        let count = provider["events"].as_array().map_or(0, Vec::len);
        write!(line, " · {} {count}", provider["provider"]["key"]).expect("a string grows");
    }
    line
}

#[test]
fn telling_parcels_are_told_as_they_were() {
    let worlds = worlds();
    for scenario in [
        "economy-silence",
        "number-handover",
        "customs-duties-unpaid",
        "returned-unclaimed",
        "invented-number",
        "placeholder-number",
        "recycled-number",
    ] {
        let case = of_scenario(scenario, 0);
        let mut text = String::new();
        for at in moments(&case) {
            let said = said(dialect("17track"), &worlds, &case, at).expect("a number was told");
            let at = String::from_utf8_lossy(&at.zulu()).into_owned();
            writeln!(text, "{at} {}", line(&said)).expect("a string grows");
        }
        let name = format!("17track__film_{scenario}");
        settings().bind(|| insta::assert_snapshot!(name, text));
    }
    let whole = after(dialect("17track"), Milestone::DepartedOrigin, None);
    settings().bind(|| insta::assert_json_snapshot!("17track__whole", whole));
}
