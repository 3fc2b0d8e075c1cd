//! `AfterShip`'s trackings.

mod errors;
mod legacy;
mod lists;
mod time;
mod words;

use misroute::dialect::{Dialect, Key, of_request};
use misroute::parcel::Milestone;
use serde_json::{Value, json};

use super::asking::{dialect, request};
use super::one_event;
use super::shop::{Shop, case_of, keys};

const PATH: &str = "/tracking/2026-07/trackings";

const KEYS: &str = "id legacy_id created_at updated_at tracking_number slug active custom_fields transit_time \
    origin_country_region origin_state origin_city origin_postal_code origin_raw_location \
    destination_country_region destination_state destination_city destination_postal_code \
    destination_raw_location courier_destination_country_region courier_estimated_delivery_date note order_id \
    order_id_path order_date shipment_package_count shipment_pickup_date shipment_delivery_date shipment_type \
    shipment_weight shipment_dimensions signed_by source tag subtag subtag_message title tracked_count language \
    unique_token checkpoints subscribed_smses subscribed_emails return_to_sender order_promised_delivery_date \
    delivery_type pickup_location pickup_note courier_tracking_link first_attempted_at courier_redirect_link \
    tracking_account_number tracking_key tracking_ship_date on_time_status on_time_difference order_tags \
    aftership_estimated_delivery_date custom_estimated_delivery_date order_number first_estimated_delivery \
    latest_estimated_delivery shipment_tags courier_connection_id carbon_emissions location_id shipping_method \
    failed_delivery_attempts signature_requirement delivery_location_type aftership_tracking_url \
    aftership_tracking_order_url first_mile last_mile customers proof_of_delivery multi_piece_info \
    shipment_direction return_shipment forward_shipment";

const CHECKPOINT_KEYS: &str = "created_at slug checkpoint_time location city state postal_code coordinate \
    country_region country_region_name message tag subtag subtag_message raw_tag events source hash";

fn shop(at: &str) -> Shop {
    Shop::new("aftership", at)
}

/// Has a number tracked, and returns the tracking.
fn track(shop: &Shop, number: &str) -> Value {
    let asked = json!({ "tracking_number": number }).to_string();
    let (status, said) = shop.said("POST", PATH, &asked);
    assert_eq!(status, 201, "{said}");
    said["data"].clone()
}

/// Returns the path of a tracking.
fn path(tracking: &Value) -> String {
    format!("{PATH}/{}", tracking["id"].as_str().expect("an id"))
}

fn words(list: &str) -> Vec<String> {
    list.split_whitespace().map(str::to_owned).collect()
}

#[test]
fn a_tracking_is_pending_when_made_and_told_when_read() {
    let (case, number) = case_of("standard", 0);
    let shop = shop("2026-03-02T00:00:00Z");
    shop.at(case.settled_at());
    let made = track(&shop, &number);
    assert_eq!(made["tag"], "Pending");
    assert_eq!(made["checkpoints"], json!([]));
    assert_eq!(made["title"], number.as_str());
    assert_eq!(made["slug"], "cainiao");
    assert_eq!(made["source"], "api");
    let read = shop.get(&path(&made));
    assert_eq!(read["meta"], json!({ "code": 200 }));
    assert_ne!(read["data"]["tag"], "Pending");
    assert!(
        read["data"]["checkpoints"]
            .as_array()
            .is_some_and(|list| list.len() > 5)
    );
}

#[test]
fn keys_stand_in_the_order_of_the_published_model() {
    let (case, number) = case_of("number-handover", 0);
    let shop = shop("2026-03-02T00:00:00Z");
    shop.at(case.settled_at());
    let made = track(&shop, &number);
    let answer = shop.ask("GET", &path(&made), "");
    let text = std::str::from_utf8(answer.body()).expect("text");
    let data = text
        .strip_prefix(r#"{"meta":{"code":200},"data":"#)
        .expect("its envelope");
    let data = data.strip_suffix('}').expect("its end");
    assert_eq!(keys(data), words(KEYS));
    let (_, checkpoint) = data.split_once(r#""checkpoints":["#).expect("checkpoints");
    let end = checkpoint.find(r#""}"#).expect("the hash is the last") + 2;
    assert_eq!(keys(&checkpoint[..end]), words(CHECKPOINT_KEYS));
}

#[test]
fn ids_look_like_the_real_ones_and_both_lead_to_the_tracking() {
    let shop = shop("2026-03-02T00:00:00Z");
    let made = track(&shop, "LP00000000000017");
    let text = |key: &str| made[key].as_str().expect("text").to_owned();
    let (id, old) = (text("id"), text("legacy_id"));
    assert_eq!((id.len(), old.len()), (32, 24));
    assert!(
        id.bytes()
            .all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte))
    );
    assert!(
        old.bytes()
            .all(|byte| byte.is_ascii_digit() || byte.is_ascii_lowercase())
    );
    for id in [id, old] {
        assert_eq!(shop.get(&format!("{PATH}/{id}"))["data"]["id"], made["id"]);
    }
}

#[test]
fn dated_versions_have_the_same_shape_but_not_the_newest_subtags() {
    let shop = shop("2026-03-02T00:00:00Z");
    let case = one_event::case(Milestone::LineHaulDelayed, None);
    let number = case.typed(None).expect("it was told").as_str().to_owned();
    let declared = shop.desk.declare(case.world.clone());
    declared.expect("nobody is in the way");
    shop.at(case.settled_at());
    let made = track(&shop, &number);
    let id = made["id"].as_str().expect("an id");
    let text = |version: &str| {
        let answer = shop.ask("GET", &format!("/tracking/{version}/trackings/{id}"), "");
        assert_eq!(answer.status(), 200, "{version}");
        String::from_utf8(answer.body().clone()).expect("text")
    };
    let newest = text("2026-07");
    assert_eq!(text("2026-01"), newest);
    for old in [
        "2024-01", "2024-04", "2024-07", "2024-10", "2025-01", "2025-04", "2025-07",
    ] {
        let text = text(old);
        assert!(!text.contains("Exception_019"), "{old}");
        let read: Value = serde_json::from_str(&text).expect("JSON");
        assert_eq!(read["data"]["id"], made["id"]);
    }
    assert!(
        newest.contains("Exception_019"),
        "a late flight has a subtag since 2026"
    );
}

#[test]
fn what_the_client_said_is_said_again() {
    let shop = shop("2026-03-02T00:00:00Z");
    let asked = json!({
        "tracking_number": "LP00000000000017", "slug": "cainiao", "title": "Shoes", "order_id": "#7",
        "custom_fields": {"size": 43}, "shipment_tags": ["a", "b"], "customers": [{"name": "N.N."}],
        "destination_country_region": "DEU", "order_promised_delivery_date": {"promised_delivery_date": "2026-04-01"},
        "last_mile": {"tracking_number": "X1", "slug": "usps"}, "nonsense": {"is": "ignored"}, "note": null,
    });
    let (status, said) = shop.said("POST", PATH, &asked.to_string());
    assert_eq!(status, 201);
    let data = &said["data"];
    for key in [
        "title",
        "order_id",
        "custom_fields",
        "shipment_tags",
        "customers",
        "destination_country_region",
    ] {
        assert_eq!(data[key], asked[key], "{key}");
    }
    assert_eq!(
        data["order_promised_delivery_date"],
        asked["order_promised_delivery_date"]
    );
    let last_mile = &data["last_mile"];
    assert_eq!(
        (&last_mile["slug"], &last_mile["source"]),
        (&json!("usps"), &json!("user"))
    );
    assert!(data.get("nonsense").is_none());

    let changed = json!({ "title": "Boots", "order_id": null, "shipment_tags": [] }).to_string();
    let (status, said) = shop.said("PUT", &path(data), &changed);
    assert_eq!(status, 200);
    assert_eq!(said["data"]["title"], "Boots");
    assert_eq!(said["data"]["order_id"], Value::Null);
    assert_eq!(said["data"]["shipment_tags"], json!([]));
    let (_, said) = shop.said("PUT", &path(data), r#"{"slug":"4px"}"#);
    assert_eq!(
        (&said["data"]["slug"], &said["data"]["id"]),
        (&json!("4px"), &data["id"])
    );
}

#[test]
fn a_deleted_tracking_is_gone_and_its_number_free() {
    let shop = shop("2026-03-02T00:00:00Z");
    let made = track(&shop, "LP00000000000017");
    let (status, said) = shop.said("DELETE", &path(&made), "");
    assert_eq!((status, &said["data"]["id"]), (200, &made["id"]));
    assert_eq!(shop.said("GET", &path(&made), "").0, 404);
    assert_ne!(track(&shop, "LP00000000000017")["id"], made["id"]);
}

#[test]
fn fields_are_only_those_that_were_asked_for() {
    let shop = shop("2026-03-02T00:00:00Z");
    let made = track(&shop, "LP00000000000017");
    let read = shop.get(&format!("{}?fields=title,tag", path(&made)));
    let mut found: Vec<_> = read["data"]
        .as_object()
        .expect("an object")
        .keys()
        .collect();
    found.sort();
    assert_eq!(found, ["id", "slug", "tag", "title", "tracking_number"]);
}

#[test]
fn couriers_are_listed_and_detected() {
    let shop = shop("2026-03-02T00:00:00Z");
    let all = shop.get("/tracking/2026-07/couriers");
    let couriers = all["data"]["couriers"].as_array().expect("a list");
    assert_eq!(all["data"]["total"], couriers.len());
    let slugs: Vec<_> = couriers
        .iter()
        .map(|one| one["slug"].as_str().expect("text"))
        .collect();
    assert!(
        slugs.is_sorted() && slugs.windows(2).all(|pair| pair[0] != pair[1]),
        "{slugs:?}"
    );
    for known in [
        "cainiao",
        "usps",
        "royal-mail",
        "dhl-germany",
        "la-poste-colissimo",
        "fedex",
    ] {
        assert!(slugs.contains(&known), "{known}");
    }
    for (number, slug) in [
        ("LP00000000000017", "cainiao"),
        ("YT0000000000000017", "yunexpress"),
        ("RB123456785GB", "royal-mail"),
        ("RB123456786GB", "royal-mail"),
        ("1Z5R89390357567127", "ups"),
    ] {
        let asked = json!({ "tracking_number": number }).to_string();
        let (status, said) = shop.said("POST", "/tracking/2026-07/couriers/detect", &asked);
        assert_eq!(status, 200);
        assert_eq!(said["data"]["couriers"][0]["slug"], slug, "{number}");
    }
    let (_, none) = shop.said(
        "POST",
        "/tracking/2026-07/couriers/detect",
        r#"{"tracking_number":"-"}"#,
    );
    assert_eq!(none["data"], json!({ "total": 0, "couriers": [] }));
}

#[test]
fn every_courier_of_the_last_mile_has_a_slug_of_its_own() {
    let settings = dialect("aftership").settings();
    let mut slugs: Vec<_> = settings
        .iter()
        .filter(|one| one.name.starts_with("aftership.slug."))
        .collect();
    let count = slugs.len();
    slugs.dedup_by_key(|setting| setting.default);
    assert_eq!(slugs.len(), count);
    for setting in slugs {
        let own = setting.name.trim_start_matches("aftership.slug.");
        assert!(misroute::parcel::Carrier::from_slug(own).is_some(), "{own}");
    }
}

#[test]
fn only_a_courier_that_knows_the_number_is_asked() {
    let (case, number) = case_of("standard", 0);
    let shop = shop("2026-03-02T00:00:00Z");
    shop.at(case.settled_at());
    let asked = json!({ "tracking_number": number, "slug": "japan-post" }).to_string();
    let (status, said) = shop.said("POST", PATH, &asked);
    assert_eq!(status, 201);
    let read = shop.get(&path(&said["data"]));
    assert_eq!(read["data"]["subtag"], "Pending_004");
    assert_eq!(read["data"]["subtag_message"], "Wrong carrier");
    assert_eq!(read["data"]["checkpoints"], json!([]));
}

#[test]
fn requests_are_told_from_those_to_others() {
    let owner = |path: &str, headers: &[(&str, &str)]| {
        of_request(&request("GET", path, headers, "")).map(Dialect::name)
    };
    let key = [("as-api-key", "k")];
    let old = [("aftership-api-key", "k")];
    assert_eq!(owner(PATH, &key), Some("aftership"));
    assert_eq!(owner(PATH, &[]), Some("aftership"));
    assert_eq!(
        owner("/tracking/2023-10/trackings", &key),
        Some("aftership")
    );
    assert_eq!(owner("/v4/trackings", &key), Some("aftership"));
    assert_eq!(owner("/v4/trackings", &old), Some("aftership"));
    assert_ne!(
        owner("/v4/trackings", &[("tracking-api-key", "k")]),
        Some("aftership")
    );
    assert_ne!(owner("/tracking/v3/tracking/1", &key), Some("aftership"));
    assert_ne!(
        owner("/tracking/2022-01/trackings", &key),
        Some("aftership")
    );
    let keyed = |headers| dialect("aftership").key(&request("GET", PATH, headers, ""));
    assert_eq!(keyed(&key), Key::Given("k".to_owned()));
    assert_eq!(keyed(&old), Key::Given("k".to_owned()));
    assert_eq!(keyed(&[]), Key::Missing);
}

#[test]
fn requests_say_what_they_are_about() {
    let subjects = |method, path: &str, body| {
        dialect("aftership").subjects(&request(method, path, &[("as-api-key", "k")], body))
    };
    assert_eq!(subjects("POST", PATH, r#"{"tracking_number":"A"}"#), ["A"]);
    assert_eq!(
        subjects(
            "POST",
            "/v4/trackings",
            r#"{"tracking":{"tracking_number":"A"}}"#
        ),
        ["A"]
    );
    assert_eq!(
        subjects("GET", &format!("{PATH}?tracking_numbers=A,B"), ""),
        ["A", "B"]
    );
    assert_eq!(subjects("POST", &format!("{PATH}/X/retrack"), ""), ["X"]);
    assert_eq!(subjects("GET", "/v4/trackings/usps/A", ""), ["A"]);
    assert_eq!(subjects("POST", "/v4/trackings/X/retrack", ""), ["X"]);
    assert_eq!(subjects("POST", "/v4/trackings/usps/A/retrack", ""), ["A"]);
    assert_eq!(subjects("POST", PATH, "{"), Vec::<String>::new());
}
