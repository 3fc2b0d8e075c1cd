//! 2023-10 and v4.

use serde_json::{Value, json};

use super::{shop, words};
use crate::wire::shop::{case_of, keys};

const V4_KEYS: &str = "id created_at updated_at last_updated_at tracking_number slug active android custom_fields \
    customer_name delivery_time destination_country_iso3 courier_destination_country_iso3 emails expected_delivery \
    ios note order_id order_id_path order_date origin_country_iso3 shipment_package_count shipment_pickup_date \
    shipment_delivery_date shipment_type shipment_weight shipment_weight_unit signed_by smses source tag subtag \
    subtag_message title tracked_count last_mile_tracking_supported language unique_token checkpoints \
    subscribed_smses subscribed_emails return_to_sender order_promised_delivery_date delivery_type pickup_location \
    pickup_note courier_tracking_link first_attempted_at courier_redirect_link order_tags order_number \
    first_estimated_delivery custom_estimated_delivery_date origin_state origin_city origin_postal_code \
    origin_raw_location destination_state destination_city destination_postal_code \
    aftership_estimated_delivery_date destination_raw_location latest_estimated_delivery courier_connection_id \
    shipment_tags next_couriers on_time_status on_time_difference tracking_account_number tracking_origin_country \
    tracking_destination_country tracking_key tracking_postal_code tracking_ship_date tracking_state";

const CHECKPOINT_KEYS: &str = "slug city created_at location country_name message country_iso3 tag subtag \
    subtag_message checkpoint_time coordinates state zip raw_tag";

#[test]
fn everything_stands_in_an_object_of_its_own() {
    let (case, number) = case_of("number-handover", 0);
    for base in ["/v4", "/tracking/2023-10"] {
        let shop = shop("2026-03-02T00:00:00Z");
        shop.at(case.settled_at());
        let asked = json!({ "tracking": {
            "tracking_number": number, "slug": "cainiao", "emails": ["a@example.com"],
            "destination_country_iso3": "DEU", "customer_name": "N.N.",
        }});
        let (status, made) = shop.said("POST", &format!("{base}/trackings"), &asked.to_string());
        assert_eq!(status, 201, "{made}");
        let made = &made["data"]["tracking"];
        assert_eq!(made["emails"], json!(["a@example.com"]));
        assert_eq!(made["destination_country_iso3"], "DEU");
        let id = made["id"].as_str().expect("an id");
        assert_eq!(id.len(), 24);
        let by_id = shop.get(&format!("{base}/trackings/{id}"));
        let by_number = shop.get(&format!("{base}/trackings/cainiao/{number}"));
        assert_eq!(by_id, by_number);
        let tracking = &by_id["data"]["tracking"];
        let next = &tracking["next_couriers"][0];
        assert_eq!(next["source"], "system");
        assert_ne!(next["tracking_number"], number.as_str());
        let checkpoint = &tracking["checkpoints"][0];
        assert_eq!(checkpoint["country_iso3"], "CHN");
        let last = shop.get(&format!("{base}/last_checkpoint/{id}"));
        let all = tracking["checkpoints"].as_array().expect("a list");
        assert_eq!(Some(&last["data"]["checkpoint"]), all.last());
        assert_eq!(last["data"]["tag"], tracking["tag"]);

        let changed = r#"{"tracking":{"title":"Boots"}}"#;
        let (status, said) = shop.said(
            "PUT",
            &format!("{base}/trackings/cainiao/{number}"),
            changed,
        );
        assert_eq!(
            (status, &said["data"]["tracking"]["title"]),
            (200, &json!("Boots"))
        );
        let mark = format!("{base}/trackings/cainiao/{number}/mark-as-completed");
        let (status, said) = shop.said("POST", &mark, r#"{"reason":"DELIVERED"}"#);
        assert_eq!(
            (status, &said["data"]["tracking"]["tag"]),
            (200, &json!("Delivered"))
        );
        assert_eq!(
            shop.said("DELETE", &format!("{base}/trackings/{id}"), "").0,
            200
        );
    }
}

#[test]
fn v4_has_the_keys_of_a_recorded_answer_in_their_order() {
    let (case, number) = case_of("standard", 0);
    let shop = shop("2026-03-02T00:00:00Z");
    shop.at(case.settled_at());
    let asked = json!({ "tracking": { "tracking_number": number } }).to_string();
    let (_, made) = shop.said("POST", "/v4/trackings", &asked);
    let id = made["data"]["tracking"]["id"].as_str().expect("an id");
    let answer = shop.ask("GET", &format!("/v4/trackings/{id}"), "");
    let text = std::str::from_utf8(answer.body()).expect("text");
    let tracking = text
        .strip_prefix(r#"{"meta":{"code":200},"data":{"tracking":"#)
        .expect("its envelope");
    let tracking = tracking.strip_suffix("}}").expect("its end");
    assert_eq!(keys(tracking), words(V4_KEYS));
    let (_, checkpoint) = tracking
        .split_once(r#""checkpoints":["#)
        .expect("checkpoints");
    let end = checkpoint.find('}').expect("no object is in one") + 1;
    assert_eq!(keys(&checkpoint[..end]), words(CHECKPOINT_KEYS));
}

#[test]
fn lists_are_numbered_pages() {
    let shop = shop("2026-03-02T00:00:00Z");
    for place in 0..5 {
        let asked = json!({ "tracking": { "tracking_number": format!("LP0000000000{place:04}") } });
        assert_eq!(
            shop.said("POST", "/v4/trackings", &asked.to_string()).0,
            201
        );
    }
    let page = shop.get(
        "/v4/trackings?page=2&limit=2&slug=cainiao&created_at_min=2026-03-01T00:00:00%2B00:00",
    );
    let data = &page["data"];
    assert_eq!(
        (&data["page"], &data["limit"], &data["count"]),
        (&json!(2), &json!(2), &json!(5))
    );
    assert_eq!(data["slug"], "cainiao");
    assert_eq!(data["created_at_min"], "2026-03-01T00:00:00+00:00");
    let numbers: Vec<&Value> = data["trackings"]
        .as_array()
        .expect("a list")
        .iter()
        .collect();
    let numbers: Vec<_> = numbers
        .iter()
        .map(|one| one["tracking_number"].as_str())
        .collect();
    assert_eq!(
        numbers,
        [Some("LP00000000000002"), Some("LP00000000000001")]
    );
    assert_eq!(
        shop.get("/v4/trackings?page=9")["data"]["trackings"],
        json!([])
    );
}

#[test]
fn couriers_have_their_old_key() {
    let shop = shop("2026-03-02T00:00:00Z");
    let old = shop.get("/v4/couriers");
    assert!(old["data"]["couriers"][0]["service_from_country_iso3"].is_array());
    assert_eq!(shop.get("/v4/couriers/all"), old);
    let asked = r#"{"tracking":{"tracking_number":"LP00000000000017"}}"#;
    let (_, said) = shop.said("POST", "/v4/couriers/detect", asked);
    assert_eq!(said["data"]["couriers"][0]["slug"], "cainiao");
}
