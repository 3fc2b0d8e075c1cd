//! What a tracking shows as time goes by.

use std::fmt::Write as _;

use misroute::fleet::Case;
use misroute::parcel::Milestone;
use serde_json::{Value, json};

use super::{PATH, path, shop, track};
use crate::support::settings;
use crate::wire::moments::changes;
use crate::wire::one_event;
use crate::wire::shop::{case_of, instant};

const DAY: i64 = 86_400;

/// Returns a line a moment at which the tracking shows something else.
fn film(case: &Case, number: &str) -> String {
    let shop = shop("2026-03-02T00:00:00Z");
    shop.at(case.orders[0].placed_at);
    let made = track(&shop, number);
    let (mut text, mut before) = (String::new(), String::new());
    let mut moments = changes(case);
    let last = *moments.last().expect("something happens");
    moments.extend([last + 29 * DAY, last + 31 * DAY]);
    for at in moments {
        shop.at(at);
        let said = shop.get(&path(&made));
        let line = line(&said["data"]);
        if line != before {
            let time = String::from_utf8_lossy(&at.zulu()).into_owned();
            let _written = writeln!(text, "{time} {line}");
            before = line;
        }
    }
    text
}

fn line(said: &Value) -> String {
    let checkpoints = said["checkpoints"].as_array().expect("a list");
    let newest = checkpoints.last();
    let of_newest = |key: &str| newest.and_then(|one| one[key].as_str()).unwrap_or("-");
    let text = |value: &Value| value.as_str().unwrap_or("-").to_owned();
    format!(
        "{} {} active={} days={} est {}/{} on time {} {} to {}:{} | {} {} ({})",
        text(&said["subtag"]),
        text(&said["subtag_message"]),
        said["active"],
        said["transit_time"],
        text(&said["first_estimated_delivery"]["datetime"]),
        text(&said["latest_estimated_delivery"]["datetime"]),
        text(&said["on_time_status"]),
        said["on_time_difference"],
        text(&said["last_mile"]["slug"]),
        text(&said["last_mile"]["tracking_number"]),
        checkpoints.len(),
        of_newest("message"),
        of_newest("slug"),
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
            insta::assert_snapshot!(format!("aftership__{scenario}"), film(&case, &number));
        });
    }
}

#[test]
fn a_tracking_expires_after_thirty_days_of_silence() {
    let shop = shop("2026-04-01T12:00:00Z");
    let made = track(&shop, "LP00000000000017");
    let read = |at: &str| shop.at(instant(at)).get(&path(&made))["data"].clone();
    let before = read("2026-05-01T11:59:59Z");
    assert_eq!(
        (&before["tag"], &before["active"]),
        (&json!("Pending"), &json!(true))
    );
    let after = read("2026-05-01T12:00:00Z");
    assert_eq!(
        (&after["subtag"], &after["active"]),
        (&json!("Expired_001"), &json!(false))
    );
    assert_eq!(after["updated_at"], "2026-05-01T12:00:00+00:00");
}

#[test]
fn what_is_delivered_never_expires_and_is_not_active() {
    let case = one_event::case(Milestone::Delivered, None);
    let number = case.typed(None).expect("it was told").as_str().to_owned();
    let shop = shop("2026-03-02T00:00:00Z");
    shop.desk
        .declare(case.world.clone())
        .expect("nobody is in the way");
    shop.at(case.settled_at());
    let made = track(&shop, &number);
    for days in [0, 60] {
        shop.at(case.settled_at() + days * DAY);
        let read = shop.get(&path(&made))["data"].clone();
        assert_eq!(
            (&read["tag"], &read["active"]),
            (&json!("Delivered"), &json!(false)),
            "{days}"
        );
        assert!(read["shipment_delivery_date"].is_string());
    }
}

#[test]
fn times_are_as_the_courier_gives_them() {
    let case = one_event::case(Milestone::CustomsCleared, None);
    let number = case.typed(None).expect("it was told").as_str().to_owned();
    let mut shop = shop("2026-03-02T00:00:00Z");
    shop.desk
        .declare(case.world.clone())
        .expect("nobody is in the way");
    shop.at(case.settled_at());
    let made = track(&shop, &number);
    let newest = |shop: &super::Shop| {
        let read = shop.get(&path(&made))["data"].clone();
        let list = read["checkpoints"].as_array().expect("a list").clone();
        let newest = list.last().expect("one").clone();
        (
            newest["checkpoint_time"].as_str().expect("text").to_owned(),
            newest,
        )
    };
    let (whole, checkpoint) = newest(&shop);
    assert_eq!(checkpoint["country_region"], "DEU");
    assert_eq!(whole.len(), "2026-03-02T08:30:00+01:00".len());
    assert!(
        whole.ends_with("+01:00") || whole.ends_with("+02:00"),
        "{whole}"
    );
    shop.set("aftership.local-times", "usps, cainiao");
    assert_eq!(newest(&shop).0, whole[..19]);
    shop.set("aftership.dates-only", "cainiao");
    assert_eq!(newest(&shop).0, whole[..10]);
    let read = shop.get(&path(&made))["data"].clone();
    for key in ["created_at", "updated_at"] {
        assert!(
            read[key]
                .as_str()
                .is_some_and(|time| time.ends_with("+00:00")),
            "{key}"
        );
    }
}

#[test]
fn checkpoints_are_oldest_first_and_seen_no_earlier_than_asked_for() {
    let (case, number) = case_of("standard", 0);
    let shop = shop("2026-03-02T00:00:00Z");
    shop.at(case.orders[0].placed_at + 10 * DAY);
    let made = track(&shop, &number);
    shop.at(case.settled_at());
    let read = shop.get(&path(&made))["data"].clone();
    let created = made["created_at"].as_str();
    let list = read["checkpoints"].as_array().expect("a list");
    assert!(list.iter().all(|one| one["created_at"].as_str() >= created));
    let mut hashes: Vec<_> = list.iter().map(|one| one["hash"].as_str()).collect();
    hashes.sort();
    hashes.dedup();
    assert_eq!(hashes.len(), list.len());
}

#[test]
fn a_promise_is_compared_with_what_came_of_it() {
    let case = one_event::case(Milestone::Delivered, None);
    let number = case.typed(None).expect("it was told").as_str().to_owned();
    let delivered = case
        .observations(None)
        .find(|seen| seen.milestone == Milestone::Delivered);
    let delivered = delivered.expect("it is shown").occurred_at;
    let shop = shop("2026-03-02T00:00:00Z");
    shop.desk
        .declare(case.world.clone())
        .expect("nobody is in the way");
    shop.at(case.settled_at());
    let day =
        |days: i64| String::from_utf8_lossy(&(delivered + days * DAY).zulu()[..10]).into_owned();
    let promise = |days| json!({ "promised_delivery_date": day(days) });
    let asked = json!({ "tracking_number": number, "order_promised_delivery_date": promise(-2) });
    let (_, made) = shop.said("POST", PATH, &asked.to_string());
    let read = shop.get(&path(&made["data"]))["data"].clone();
    assert_eq!(read["on_time_status"], "late");
    assert_eq!(read["on_time_difference"], 2);
    let changed = json!({ "order_promised_delivery_date": promise(3) }).to_string();
    let (_, read) = shop.said("PUT", &path(&made["data"]), &changed);
    assert_eq!(
        (
            &read["data"]["on_time_status"],
            &read["data"]["on_time_difference"]
        ),
        (&json!("early"), &json!(-3))
    );
}
