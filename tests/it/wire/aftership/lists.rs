//! Lists: cursors and filters.

use serde_json::{Value, json};

use super::{PATH, path, shop, track};
use crate::wire::shop::{Shop, case_of, instant};

/// Has seven numbers tracked, an hour apart.
fn seven(shop: &Shop) {
    let from = shop.desk.clock.now();
    for place in 0..7 {
        shop.at(from + place * 3_600);
        let tag = if place % 2 == 0 { "even" } else { "odd" };
        let asked = json!({
            "tracking_number": format!("LP0000000000{place:04}"), "order_id": format!("order {}", place / 3),
            "shipment_tags": [tag],
            "customers": [{ "name": format!("Customer {place}") }],
        });
        assert_eq!(shop.said("POST", PATH, &asked.to_string()).0, 201);
    }
}

/// Returns the last digits of the numbers of a list.
fn digits(said: &Value) -> String {
    let trackings = said["data"]["trackings"].as_array().expect("a list");
    let last = |one: &Value| {
        let number = one["tracking_number"].as_str().expect("a number");
        number.chars().last().expect("a digit")
    };
    trackings.iter().map(last).collect()
}

#[test]
fn a_cursor_leads_from_the_newest_to_the_oldest() {
    let shop = shop("2026-04-01T12:00:00Z");
    seven(&shop);
    let (mut seen, mut cursor) = (Vec::new(), String::new());
    loop {
        let said = shop.get(&format!("{PATH}?limit=3&cursor={cursor}"));
        seen.push(digits(&said));
        let pagination = &said["data"]["pagination"];
        assert_eq!(pagination["total"], 7);
        pagination["next_cursor"]
            .as_str()
            .expect("text")
            .clone_into(&mut cursor);
        assert_eq!(pagination["has_next_page"], !cursor.is_empty());
        if cursor.is_empty() {
            break;
        }
        // Whoever deletes what the cursor was made of does not break it.
        let last = said["data"]["trackings"][2].clone();
        if seen.len() == 1 {
            shop.said("DELETE", &path(&last), "");
            track(&shop, "LP00000000000009");
        }
    }
    assert_eq!(seen, ["654", "321", "0"]);
}

#[test]
fn filters_of_what_the_client_said() {
    let shop = shop("2026-04-01T12:00:00Z");
    seven(&shop);
    for (query, wanted) in [
        ("", "6543210"),
        ("keyword=0003", "3"),
        ("keyword=CUSTOMER+5", "5"),
        ("keyword=order+1", "543"),
        ("tracking_numbers=LP00000000000001,LP00000000000004", "41"),
        ("slug=cainiao,usps", "6543210"),
        ("slug=usps", ""),
        ("order_id=order+2", "6"),
        ("shipment_tags=odd", "531"),
        ("created_at_min=2026-04-01T17:00:00%2B00:00", "65"),
        ("created_at_max=2026-04-01T13:00:00+00:00", "10"),
        ("created_at_min=2026-04-02", ""),
    ] {
        assert_eq!(
            digits(&shop.get(&format!("{PATH}?{query}"))),
            wanted,
            "{query}"
        );
    }
}

#[test]
fn filters_of_what_is_shown() {
    let shop = shop("2026-03-02T00:00:00Z");
    let (case, number) = case_of("standard", 0);
    shop.at(case.settled_at());
    let made = track(&shop, &number);
    track(&shop, "LP00000000000017");
    let read = shop.get(&path(&made))["data"].clone();
    let count = |query: String| {
        let said = shop.get(&format!("{PATH}?{query}"));
        said["data"]["trackings"].as_array().map_or(0, Vec::len)
    };
    let text = |key: &str| read[key].as_str().expect("text").to_owned();
    assert_eq!(count(format!("tag={}", text("tag"))), 1);
    assert_eq!(count("tag=Pending".to_owned()), 1);
    assert_eq!(count("tag=AttemptFail".to_owned()), 0);
    assert_eq!(count("origin=CHN".to_owned()), 1);
    assert_eq!(
        count(format!(
            "destination={}",
            text("destination_country_region")
        )),
        1
    );
    let courier = format!(
        "courier_destination_country_region={}",
        text("destination_country_region")
    );
    assert_eq!(count(courier), 1);
    assert_eq!(count(format!("transit_time={}", read["transit_time"])), 1);
    assert_eq!(count("return_to_sender=false".to_owned()), 2);
    assert_eq!(count("return_to_sender=true".to_owned()), 0);
    assert_eq!(count("return_to_sender=true,false".to_owned()), 2);
    shop.at(instant("2026-07-01"));
    assert_eq!(count("updated_at_min=2026-06-30".to_owned()), 0);
    assert_eq!(count("tag=Expired".to_owned()), 1);
}
