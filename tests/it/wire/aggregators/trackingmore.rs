//! `TrackingMore`'s trackings.

use std::fmt::Write as _;

use misroute::dialect::{Key, Refusal, of_request};
use misroute::parcel::{Milestone, Reason};
use serde_json::{Value, json};

use super::{Client, case_of, film, instant, typed, word};
use crate::support::{settings, worlds};
use crate::wire::asking::{dialect, everything_said, request, said};
use crate::wire::one_event::after;
use crate::wire::shapes::{assert_holds, table};

fn client() -> Client {
    let mut client = Client::new("trackingmore", "2026-04-01T10:00:00Z");
    client.header = ("Tracking-Api-Key", "k");
    client
}

fn create(client: &Client, number: &str, courier: &str) -> (u16, Value) {
    let body = json!({ "tracking_number": number, "courier_code": courier });
    client.said("POST", "/v4/trackings/create", &body.to_string())
}

fn get(client: &Client, query: &str) -> Value {
    client.get(&format!("/v4/trackings/get?{query}"))["data"].take()
}

fn id(data: &Value) -> String {
    data["id"].as_str().expect("an id").to_owned()
}

fn error(code: i64, message: &str) -> Value {
    json!({"meta": {"code": code, "message": message}, "data": []})
}

fn words(item: &Value) -> [String; 2] {
    ["delivery_status", "substatus"].map(|key| word(&item[key]))
}

fn of(milestone: Milestone, reason: Option<Reason>) -> [String; 2] {
    let said = after(dialect("trackingmore"), milestone, reason);
    let item = &said["data"][0];
    let newest = &item["origin_info"]["trackinfo"][0];
    let point = [
        "checkpoint_delivery_status",
        "checkpoint_delivery_substatus",
    ]
    .map(|key| word(&newest[key]));
    assert_eq!(words(item), point, "{milestone}");
    point
}

#[test]
fn milestones_mean_what_is_documented() {
    use Milestone as M;
    let rows = [
        (M::Announced, None, "inforeceived", "notfound001"),
        (M::PickedUp, None, "transit", "transit001"),
        (M::ArrivedOriginSorting, None, "transit", "transit002"),
        (M::ArrivedDepot, None, "transit", "transit003"),
        (M::ArrivedDestination, None, "transit", "transit004"),
        (M::CustomsCleared, None, "transit", "transit005"),
        (M::OutForDelivery, None, "pickup", "pickup001"),
        (M::Delivered, None, "delivered", "delivered001"),
        (
            M::Delivered,
            Some(Reason::Collected),
            "delivered",
            "delivered002",
        ),
        (
            M::Delivered,
            Some(Reason::HandedOver),
            "delivered",
            "delivered003",
        ),
        (
            M::Delivered,
            Some(Reason::Neighbor),
            "delivered",
            "delivered004",
        ),
        (M::PickupExpired, None, "exception", "exception004"),
        (M::CustomsHeld, None, "exception", "exception006"),
        (M::Lost, None, "exception", "exception007"),
        (M::Destroyed, None, "exception", "exception007"),
        (M::Canceled, None, "exception", "exception008"),
        (M::Refused, None, "exception", "exception009"),
        (M::Returned, None, "exception", "exception010"),
        (M::ReturnStarted, None, "exception", "exception011"),
    ];
    for (milestone, reason, status, substatus) in rows {
        let wanted = [status.to_owned(), substatus.to_owned()];
        assert_eq!(of(milestone, reason), wanted, "{milestone}");
    }
}

#[test]
fn every_milestone_has_its_words() {
    let mut text = String::new();
    for milestone in Milestone::ALL {
        let [status, substatus] = of(*milestone, None);
        writeln!(text, "{milestone:28} {status:12} {substatus}").expect("a string grows");
    }
    for milestone in [Milestone::DeliveryAttempted, Milestone::Delivered] {
        for reason in Reason::ALL {
            let [status, substatus] = of(milestone, Some(*reason));
            writeln!(text, "{milestone:28} {status:12} {substatus:14} {reason}")
                .expect("a string grows");
        }
    }
    settings().bind(|| insta::assert_snapshot!("trackingmore__milestones", text));
}

#[test]
fn the_shapes_hold() {
    let said = everything_said(dialect("trackingmore"), 6);
    assert_holds(&table("trackingmore"), &said, &[]);
    for answer in &said {
        for leg in ["origin_info", "destination_info"] {
            let points = answer["data"][0][leg]["trackinfo"]
                .as_array()
                .expect("a list");
            let dates: Vec<_> = points
                .iter()
                .map(|point| instant(point["checkpoint_date"].as_str().expect("text")))
                .collect();
            assert!(dates.iter().rev().is_sorted(), "newest first");
        }
    }
}

#[test]
fn the_second_leg_stands_by_itself_under_its_number() {
    let case = case_of("number-handover", 0);
    let said = said(dialect("trackingmore"), &worlds(), &case, case.settled_at())
        .expect("a number was told");
    let item = &said["data"][0];
    assert_eq!(item["tracking_number"], typed(&case).as_str());
    let second = item["destination_track_number"]
        .as_str()
        .expect("it is told");
    assert!(case.number(second).is_some());
    let (first, second) = (&item["origin_info"], &item["destination_info"]);
    assert_ne!(first["courier_code"], second["courier_code"]);
    let status = |leg: &Value| word(&leg["trackinfo"][0]["checkpoint_delivery_status"]);
    assert_eq!(
        (status(first).as_str(), status(second).as_str()),
        ("transit", "delivered")
    );
    assert!(second["milestone_date"]["delivery_date"].is_string());
    assert_eq!(first["milestone_date"]["delivery_date"], Value::Null);
}

#[test]
fn silence_expires_and_what_nobody_knows_is_pending_first() {
    let case = case_of("economy-silence", 0);
    let mut client = client();
    let number = typed(&case);
    let registered = dialect("trackingmore")
        .registration(&number)
        .expect("it is made");
    client.desk.clock.set(case.orders[0].placed_at);
    assert_eq!(
        crate::wire::asking::ask(client.dialect, &client.desk, &registered).status(),
        200
    );
    let query = format!("tracking_numbers={number}");
    let status = |client: &Client| words(&get(client, &query)[0]).join(" ");
    assert_eq!(status(&client), "pending pending001");
    client.desk.clock.set(case.orders[0].placed_at + 3_600);
    assert_eq!(status(&client), "notfound notfound002");
    let changes = crate::wire::moments::changes(&case);
    let gap = changes
        .windows(2)
        .max_by_key(|pair| pair[1] - pair[0])
        .expect("there are changes");
    client.desk.clock.set(gap[0] + 60);
    assert!(
        status(&client).starts_with("transit"),
        "{}",
        status(&client)
    );
    client
        .desk
        .settings
        .insert("trackingmore.expired-days".to_owned(), "1".to_owned());
    client.desk.clock.set(gap[0] + 2 * 86_400);
    assert!(
        status(&client).starts_with("expired transit"),
        "{}",
        status(&client)
    );
}

fn named(tracking: &Value) -> Value {
    json!({
        "id": tracking["id"], "tracking_number": tracking["tracking_number"],
        "courier_code": tracking["courier_code"],
    })
}

const NUMBER: &str = "9400100000000000000000";

/// Has two numbers tracked, the second in a batch that fails for the most part.
fn two(client: &Client) -> [Value; 2] {
    let (status, said) = create(client, NUMBER, "USPS");
    let good = json!({"code": 200, "message": "Request response is successful"});
    assert_eq!((status, &said["meta"]), (200, &good));
    let first = said["data"].clone();
    assert_eq!(
        [&first["courier_code"], &first["created_at"]],
        ["usps", "2026-04-01T10:00:00+00:00"]
    );
    let batch = json!([
        {"tracking_number": "LP00123456789012", "courier_code": "cainiao", "title": "second"},
        {"tracking_number": NUMBER, "courier_code": "usps"},
        {"tracking_number": "", "courier_code": "usps"},
        {"tracking_number": 7, "courier_code": "pigeon"},
        [],
    ]);
    let (_, said) = client.said("POST", "/v4/trackings/batch", &batch.to_string());
    let second = get(client, "courier_code=cainiao")[0].take();
    assert_eq!(second["title"], "second");
    assert_eq!(said["data"]["success"], json!([named(&second)]));
    let errors = said["data"]["error"].as_array().expect("a list");
    let codes: Vec<_> = errors.iter().map(|one| one["errorCode"].as_i64()).collect();
    assert_eq!(codes, [Some(4101), Some(4110), Some(4111), Some(4110)]);
    assert_eq!(errors[2]["tracking_number"], "7");
    [first, second]
}

fn numbers(client: &Client, query: &str) -> Vec<Value> {
    let found = get(client, query);
    let found = found.as_array().expect("a list");
    found
        .iter()
        .map(|one| one["tracking_number"].clone())
        .collect()
}

#[test]
fn trackings_are_created_and_listed() {
    let client = client();
    let [first, _] = two(&client);
    assert_eq!(
        get(&client, &format!("tracking_numbers={NUMBER},x")),
        json!([first])
    );
    let numbers = |query: &str| numbers(&client, query);
    assert_eq!(numbers(""), ["LP00123456789012", NUMBER], "newest first");
    assert_eq!(numbers("items_amount=1&pages_amount=2"), [NUMBER]);
    assert_eq!(numbers("delivery_status=delivered"), Vec::<Value>::new());
    assert_eq!(numbers("delivery_status=pending").len(), 2);
    assert_eq!(numbers("created_date_min=2026-04-01T10:00:01Z").len(), 0);
    assert_eq!(numbers("created_date_max=1775037600").len(), 2);
}

#[test]
fn trackings_are_changed_and_deleted() {
    let client = client();
    let [_, second] = two(&client);
    let path = format!("/v4/trackings/update/{}", id(&second));
    let change = json!({"title": "other", "note": "fragile", "courier_code_new": "yanwen"});
    let (_, said) = client.said("PUT", &path, &change.to_string());
    let data = &said["data"];
    assert_eq!(
        [&data["title"], &data["note"], &data["courier_code"]],
        ["other", "fragile", "yanwen"]
    );
    let (_, said) = client.said(
        "POST",
        &format!("/v4/trackings/retrack/{}", id(&second)),
        "",
    );
    assert_eq!(said["data"], named(data));
    let (status, said) = client.said(
        "DELETE",
        &format!("/v4/trackings/delete/{}", id(&second)),
        "",
    );
    assert_eq!((status, &said["data"]), (200, &named(data)));
    assert_eq!(numbers(&client, ""), [NUMBER]);
}

#[test]
fn couriers_are_listed_and_guessed() {
    let client = client();
    let all = client.get("/v4/couriers/all")["data"].take();
    assert!(all.as_array().expect("a list").len() > 60);
    let (_, said) = client.said(
        "POST",
        "/v4/couriers/detect",
        r#"{"tracking_number": "LP00123456789012"}"#,
    );
    let wanted = json!({
        "courier_name": "Cainiao", "courier_code": "cainiao", "courier_country_iso2": "CN",
        "courier_url": "https://global.cainiao.com", "courier_phone": null, "courier_type": "express",
    });
    assert_eq!(said["data"], json!([wanted]));
}

#[test]
fn what_is_not_valid_has_its_code() {
    let client = client();
    create(&client, NUMBER, "usps");
    let same = json!({"tracking_number": NUMBER, "courier_code": "usps"}).to_string();
    let many = json!(vec![json!({}); 41]).to_string();
    let unread = error(400, "The request could not be understood.");
    let no_number = error(
        4110,
        "The value of tracking_number is missing or not valid.",
    );
    let no_courier = error(4111, "The value of courier_code is missing or not valid.");
    let too_many = error(4190, "A call has 1 to 40 tracking numbers.");
    let pigeon = r#"{"tracking_number": "1", "courier_code": "pigeon"}"#;
    let titled = r#"{"tracking_number": "1", "courier_code": "usps", "title": []}"#;
    let cases = [
        ("create", "{", &unread),
        ("create", "{}", &no_number),
        ("create", r#"{"tracking_number": "1"}"#, &no_courier),
        ("create", pigeon, &no_courier),
        (
            "create",
            titled,
            &error(4120, "The value of a field is not valid."),
        ),
        (
            "create",
            same.as_str(),
            &error(4101, "The tracking number was added before."),
        ),
        ("batch", "{}", &unread),
        ("batch", "[]", &too_many),
        ("batch", many.as_str(), &too_many),
    ];
    for (path, text, wanted) in cases {
        let said = client.said("POST", &format!("/v4/trackings/{path}"), text);
        assert_eq!(said, (400, wanted.clone()), "{path} {text}");
    }
}

#[test]
fn every_other_error_has_its_code() {
    let client = client();
    let none = "0".repeat(32);
    let list = vec!["x"; 41].join(",");
    let no_tracking = error(4102, "There is no such tracking.");
    let invalid = error(4120, "The value of a field is not valid.");
    let cases = [
        ("GET", format!("get?tracking_numbers={list}"), &invalid),
        ("GET", "get?items_amount=201".to_owned(), &invalid),
        ("GET", "get?created_date_min=soon".to_owned(), &invalid),
        ("PUT", format!("update/{none}"), &no_tracking),
        ("DELETE", "delete/%C3%BC".to_owned(), &no_tracking),
        ("POST", format!("retrack/{none}"), &no_tracking),
    ];
    for (method, path, wanted) in cases {
        let said = client.said(method, &format!("/v4/trackings/{path}"), "{}");
        assert_eq!(said, (400, wanted.clone()), "{method} {path}");
    }
    let nowhere = client.said("GET", "/v4/pigeons", "");
    assert_eq!(
        nowhere,
        (404, error(404, "There is nothing at this address."))
    );
    let throttled = Refusal::TooMany {
        retry_after: Some(1),
    };
    for (refusal, code, message) in [
        (Refusal::KeyMissing, 401, "The API key is missing."),
        (Refusal::KeyWrong, 401, "The API key is not valid."),
        (Refusal::TooLarge { most: 1 }, 413, "The body is too large."),
        (
            throttled,
            429,
            "Too many requests were made in too short a time.",
        ),
    ] {
        assert_eq!(
            client.refused(refusal),
            (code, error(i64::from(code), message))
        );
    }
}

#[test]
fn the_header_tells_whose_the_path_is() {
    let asked = |headers: &[(&str, &str)]| {
        let request = request("GET", "/v4/trackings/get", headers, "");
        of_request(&request).map(|dialect| (dialect.name(), dialect.key(&request)))
    };
    let key = Key::Given("k".to_owned());
    assert_eq!(
        asked(&[("Tracking-Api-Key", " k ")]),
        Some(("trackingmore", key))
    );
    assert_eq!(
        asked(&[("tracking-api-key", "")]),
        Some(("trackingmore", Key::Missing))
    );
    assert_eq!(asked(&[]), Some(("trackingmore", Key::Missing)));
    for header in ["aftership-api-key", "as-api-key"] {
        assert!(asked(&[(header, "k")]).is_none_or(|(name, _)| name != "trackingmore"));
    }
    let subjects = |request| dialect("trackingmore").subjects(&request);
    let path = "/v4/trackings/get?tracking_numbers=a,%20b,,";
    assert_eq!(subjects(request("GET", path, &[], "")), ["a", "b"]);
    let batch = r#"[{"tracking_number": "a"}, 7, {"tracking_number": 8}]"#;
    assert_eq!(
        subjects(request("POST", "/v4/trackings/batch", &[], batch)),
        ["a", "8"]
    );
    assert_eq!(
        subjects(request("PUT", "/v4/trackings/update/ab", &[], "")),
        ["ab"]
    );
}

#[test]
fn what_it_tells_over_time() {
    for scenario in ["number-handover", "failed-attempt", "returned-unclaimed"] {
        let text = film("trackingmore", scenario, |said| {
            let item = &said["data"][0];
            let count = |leg: &str| item[leg]["trackinfo"].as_array().map_or(0, Vec::len);
            let legs = format!("{}+{}", count("origin_info"), count("destination_info"));
            let newest = word(&item["latest_checkpoint_time"]);
            format!(
                "{} events={legs} second={} {newest}",
                words(item).join(" "),
                item["destination_track_number"].is_string()
            )
        });
        settings().bind(|| insta::assert_snapshot!(format!("trackingmore__film_{scenario}"), text));
    }
    let case = case_of("number-handover", 0);
    let whole = said(dialect("trackingmore"), &worlds(), &case, case.settled_at())
        .expect("a number was told");
    settings().bind(|| insta::assert_json_snapshot!("trackingmore__whole", whole));
}
