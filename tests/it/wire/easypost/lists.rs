//! Lists, pages and batches.

use serde_json::{Value, json};

use super::{id, shop, track};
use crate::wire::shop::{Shop, instant};

/// Has seven numbers tracked, an hour apart, and returns their ids, oldest first.
fn seven(shop: &Shop) -> Vec<String> {
    let from = shop.desk.clock.now();
    let each = (0..7).map(|place| {
        shop.at(from + place * 3_600);
        let (status, tracker) = track(shop, &format!("LP0000000000{place:04}"));
        assert_eq!(status, 201);
        id(&tracker).to_owned()
    });
    each.collect()
}

/// Returns the places, in the order of creation, of the trackers of a list, and whether more follow.
fn listed(said: &Value, ids: &[String]) -> (Vec<usize>, bool) {
    let trackers = said["trackers"].as_array().expect("a list");
    let place = |tracker: &Value| {
        let mut places = ids.iter();
        places
            .position(|known| known == id(tracker))
            .expect("it is one of ours")
    };
    let has_more = said["has_more"].as_bool().expect("it says so");
    (trackers.iter().map(place).collect(), has_more)
}

#[test]
fn pages_go_from_the_newest_to_the_oldest() {
    let shop = shop("2026-04-01T12:00:00Z");
    let ids = seven(&shop);
    let page = |query: &str| listed(&shop.get(&format!("/v2/trackers?{query}")), &ids);
    assert_eq!(page(""), (vec![6, 5, 4, 3, 2, 1, 0], false));
    assert_eq!(page("page_size=3"), (vec![6, 5, 4], true));
    assert_eq!(
        page(&format!("page_size=3&before_id={}", ids[4])),
        (vec![3, 2, 1], true)
    );
    assert_eq!(
        page(&format!("page_size=3&before_id={}", ids[1])),
        (vec![0], false)
    );
    assert_eq!(
        page(&format!("page_size=3&before_id={}", ids[0])),
        (vec![], false)
    );
    assert_eq!(
        page(&format!("page_size=2&after_id={}", ids[3])),
        (vec![5, 4], true)
    );
    assert_eq!(
        page(&format!("page_size=3&after_id={}", ids[3])),
        (vec![6, 5, 4], false)
    );
    let both = format!("/v2/trackers?after_id={}&before_id={}", ids[1], ids[5]);
    assert_eq!(shop.said("GET", &both, "").0, 422);
}

#[test]
fn filters_are_of_time_code_and_carrier() {
    let shop = shop("2026-04-01T12:00:00Z");
    let ids = seven(&shop);
    let page = |query: &str| listed(&shop.get(&format!("/v2/trackers?{query}")), &ids).0;
    assert_eq!(page("start_datetime=2026-04-01T17:00:00Z"), [6, 5]);
    assert_eq!(page("end_datetime=2026-04-01T13:00:00Z"), [1, 0]);
    assert_eq!(
        page("start_datetime=2026-04-01T13:00:00Z&end_datetime=2026-04-01T14:59:59Z"),
        [2, 1]
    );
    let seconds = instant("2026-04-01T17:00:00Z").0;
    assert_eq!(page(&format!("start_datetime={seconds}")), [6, 5]);
    assert_eq!(page("tracking_code=LP00000000000003"), [3]);
    assert_eq!(
        page("tracking_codes[]=LP00000000000003&tracking_codes%5B%5D=LP00000000000001"),
        [3, 1]
    );
    assert_eq!(page("tracking_code=LP00000000000099"), [0; 0]);
    assert_eq!(page("carrier=cainiao&page_size=2"), [6, 5]);
    assert_eq!(page("carrier=USPS"), [0; 0]);
    assert_eq!(page("carrier=PonyExpress"), [0; 0]);
}

#[test]
fn a_batch_returns_what_is_tracked_already() {
    let shop = shop("2026-04-01T12:00:00Z");
    let ids = seven(&shop);
    let asked =
        r#"{"tracking_codes": ["LP00000000000002", "LP00000000000005", "LP00000000000099"]}"#;
    let (status, said) = shop.said("POST", "/v2/trackers/batch", asked);
    assert_eq!(status, 200);
    assert_eq!(listed(&said, &ids), (vec![5, 2], false));
    assert_eq!(shop.desk.trackers.count(), 7, "nothing is created");
}

#[test]
fn a_deleted_tracker_is_gone_and_its_number_free() {
    let shop = shop("2026-04-01T12:00:00Z");
    let (_, tracker) = track(&shop, "EZ1000000001");
    let path = format!("/v2/trackers/{}", id(&tracker));
    assert_eq!(
        shop.said("DELETE", &path, ""),
        (200, json!({"success": true}))
    );
    assert_eq!(shop.said("DELETE", &path, "").0, 404);
    assert_eq!(shop.said("GET", &path, "").0, 404);
    let (status, again) = track(&shop, "EZ1000000001");
    assert_eq!(status, 201);
    assert_ne!(again["id"], tracker["id"]);
}

#[test]
fn a_number_is_the_same_tracker_for_three_months() {
    let shop = shop("2025-11-30T12:00:00Z");
    let (status, first) = track(&shop, "EZ1000000001");
    assert_eq!(status, 201);
    shop.at(instant("2026-02-28T12:00:00Z"));
    let (status, again) = track(&shop, "EZ1000000001");
    assert_eq!((status, &again["id"]), (200, &first["id"]));
    assert_eq!(again["created_at"], "2025-11-30T12:00:00Z");
    shop.at(instant("2026-02-28T12:00:01Z"));
    let (status, second) = track(&shop, "EZ1000000001");
    assert_eq!(status, 201);
    assert_ne!(second["id"], first["id"]);
    // Both are there, and the number is the newer one's from now on.
    shop.get(&format!("/v2/trackers/{}", id(&first)));
    assert_eq!(
        track(&shop, "EZ1000000001"),
        (200, {
            let (_, again) = track(&shop, "EZ1000000001");
            assert_eq!(again["id"], second["id"]);
            again
        })
    );
    assert_eq!(
        shop.get("/v2/trackers")["trackers"]
            .as_array()
            .map(Vec::len),
        Some(2)
    );
}
