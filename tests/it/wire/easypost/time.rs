//! What a tracker shows as time goes by, forward and back.

use std::fmt::Write as _;

use misroute::fleet::Case;
use serde_json::Value;

use super::{id, shop, track};
use crate::support::settings;
use crate::wire::asking::request;
use crate::wire::moments::changes;
use crate::wire::shop::{case_of, instant};

/// Returns a line a moment at which the tracker shows something else.
fn film(case: &Case, number: &str) -> String {
    let shop = shop("2026-03-02T00:00:00Z");
    shop.at(case.orders[0].placed_at);
    let (_, tracker) = track(&shop, number);
    let path = format!("/v2/trackers/{}", id(&tracker));
    let (mut text, mut before) = (String::new(), String::new());
    for at in changes(case) {
        shop.at(at);
        let said = shop.get(&path);
        let line = line(&said);
        if line != before {
            let time = String::from_utf8_lossy(&at.zulu()).into_owned();
            let _written = writeln!(text, "{time} {line}");
            before = line;
        }
    }
    text
}

fn line(said: &Value) -> String {
    let details = said["tracking_details"].as_array().expect("a list");
    let newest = details
        .last()
        .map_or("-", |one| one["message"].as_str().expect("text"));
    let source = details
        .last()
        .map_or("-", |one| one["source"].as_str().expect("text"));
    let text = |value: &Value| value.as_str().unwrap_or("-").to_owned();
    let detail = &said["carrier_detail"];
    format!(
        "{}/{} est {} in {} alt {} tried {} | {} {newest} ({source})",
        text(&said["status"]),
        text(&said["status_detail"]),
        text(&said["est_delivery_date"]).get(..10).unwrap_or("-"),
        text(&detail["destination_location"]),
        text(&detail["alternate_identifier"]),
        text(&detail["initial_delivery_attempt"]),
        details.len(),
    )
}

#[test]
fn telling_cases_over_time() {
    for scenario in [
        "number-handover",
        "economy-silence",
        "customs-documents-missing",
        "refused",
    ] {
        let (case, number) = case_of(scenario, 0);
        settings().bind(|| {
            insta::assert_snapshot!(format!("easypost__{scenario}"), film(&case, &number));
        });
    }
}

#[test]
fn times_are_in_utc_and_details_oldest_first() {
    for place in 0..5 {
        let (case, number) = case_of("standard", place);
        let shop = shop("2026-04-01T00:00:00Z");
        shop.at(case.settled_at());
        let (_, tracker) = track(&shop, &number);
        let details = tracker["tracking_details"].as_array().expect("a list");
        let times: Vec<_> = details.iter().map(|one| one["datetime"].as_str()).collect();
        assert!(times.is_sorted(), "{times:?}");
        assert!(
            times
                .iter()
                .flatten()
                .all(|time| time.ends_with('Z') && time.len() == 20)
        );
        let updated = tracker["updated_at"].as_str().expect("a time");
        assert!(updated.ends_with('Z') && tracker["created_at"].as_str() <= Some(updated));
    }
}

#[test]
fn what_is_updated_when_is_the_last_visible_change() {
    let (case, number) = case_of("standard", 0);
    let shop = shop("2026-03-01T00:00:00Z");
    let (_, tracker) = track(&shop, &number);
    assert_eq!(tracker["updated_at"], tracker["created_at"]);
    let path = format!("/v2/trackers/{}", id(&tracker));
    let at = instant("2026-03-20T00:00:00Z");
    let updated = shop.at(at).get(&path)["updated_at"].clone();
    let mut shown = case.observations(None).filter(|seen| seen.visible_at <= at);
    assert!(updated.as_str() <= Some("2026-03-20T00:00:00Z"));
    assert!(
        shown.any(|seen| updated == *String::from_utf8_lossy(&seen.visible_at.zulu())),
        "{updated}"
    );
}

#[test]
fn a_clock_that_went_back_shows_no_registration_of_the_future() {
    let (_, number) = case_of("standard", 0);
    let shop = shop("2026-05-01T00:00:00Z");
    let (_, tracker) = track(&shop, &number);
    let path = request("GET", &format!("/v2/trackers/{}", id(&tracker)), &[], "");
    let early = instant("2026-03-01T00:00:00Z");
    let said = crate::wire::asking::body(&shop.send(&path, Some(early)));
    assert_eq!(said["id"], tracker["id"]);
    assert_eq!(said["created_at"], "2026-03-01T00:00:00Z");
    assert_eq!(said["updated_at"], "2026-03-01T00:00:00Z");
    assert_eq!(said["status"], "unknown");
}
