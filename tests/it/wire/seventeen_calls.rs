//! 17TRACK's official API: every endpoint, and every error that it answers.

use http::StatusCode;
use misroute::carrier::Desk;
use misroute::dialect::{Key, Refusal};
use misroute::parcel::{Milestone, Timestamp};
use serde_json::{Value, json};

use super::asking::{ask, body, dialect, request};
use super::one_event::case;
use super::seventeen::{call, call_at, desk_of, info};
use super::shapes::{assert_holds, table};
use crate::support::worlds;

const DAY: i64 = 86_400;
const NUMBER: &str = "LP00123456789012";
const OTHER: &str = "RB123456785CN";

fn desk() -> Desk {
    Desk::frozen(worlds(), Timestamp(1_780_000_000))
}

fn with(name: &str, value: &str) -> Desk {
    let mut desk = desk();
    desk.settings.insert(name.to_owned(), value.to_owned());
    desk
}

/// Returns the code with which one number is refused.
fn code(desk: &Desk, endpoint: &str, asked: &Value) -> Value {
    let said = call(desk, endpoint, asked);
    assert_eq!(said["code"], 0, "{said}");
    assert_eq!(said["data"]["accepted"], json!([]), "{said}");
    said["data"]["rejected"][0]["error"]["code"].clone()
}

/// Returns the code with which a whole call is refused.
fn whole(desk: &Desk, endpoint: &str, text: &str) -> Value {
    let asked = request("POST", &format!("/track/v2.4/{endpoint}"), &[], text);
    let answer = ask(dialect("17track"), desk, &asked);
    assert_eq!(answer.status(), StatusCode::OK);
    let said = body(&answer);
    assert_eq!(said["code"], said["data"]["errors"][0]["code"], "{said}");
    said["code"].clone()
}

#[test]
fn a_number_is_registered_before_it_is_read() {
    let desk = desk();
    let asked = json!([{ "number": NUMBER }]);
    let said = call(
        &desk,
        "gettrackinfo",
        &json!([{ "number": NUMBER, "carrier": "3011" }]),
    );
    let rejected = json!({
        "number": NUMBER,
        "carrier": "3011",
        "error": {
            "code": -18_019_902,
            "message": format!("The tracking number '{NUMBER}' does not register, please register first."),
        },
    });
    assert_eq!(said["data"]["rejected"], json!([rejected]));
    let said = call(&desk, "register", &asked);
    let accepted = json!({"origin": 1, "number": NUMBER, "carrier": 190_271, "email": null, "lang": null, "tag": null});
    assert_eq!(
        said,
        json!({"code": 0, "data": {"accepted": [accepted], "rejected": []}})
    );
    let said = call(&desk, "register", &asked);
    assert_eq!(
        said["data"]["rejected"][0]["error"],
        json!({"code": -18_019_901, "message": format!("Tracking number {NUMBER} is already registered.")})
    );
    let said = call(&desk, "gettrackinfo", &asked);
    assert_eq!(info(&said)["latest_status"]["status"], "NotFound");
}

#[test]
fn every_error_of_a_registration_has_its_code() {
    let desk = desk();
    let register = |asked: Value| code(&desk, "register", &json!([asked]));
    assert_eq!(register(json!({})), -18_010_010);
    assert_eq!(register(json!({ "number": null })), -18_010_010);
    assert_eq!(register(json!({ "number": ["x"] })), -18_010_011);
    assert_eq!(register(json!({ "number": "1234" })), -18_010_012);
    assert_eq!(
        register(json!({ "number": "no number at all 1" })),
        -18_010_012
    );
    assert_eq!(register(json!({ "number": "ABC-12345" })), -18_019_903);
    assert_eq!(
        register(json!({ "number": NUMBER, "auto_detection": false })),
        -18_010_010
    );
    assert_eq!(
        register(json!({ "number": NUMBER, "carrier": 77 })),
        -18_019_910
    );
    assert_eq!(
        register(json!({ "number": NUMBER, "carrier": "dhl" })),
        -18_019_910
    );
    assert_eq!(
        register(json!({ "number": NUMBER, "carrier": -3 })),
        -18_019_910
    );
    assert_eq!(
        register(json!({ "number": NUMBER, "final_carrier": 21_051 })),
        -18_010_016
    );
    assert_eq!(
        register(json!({ "number": OTHER, "final_carrier": 77 })),
        -18_019_910
    );
    assert_eq!(
        register(json!({ "number": NUMBER, "tag": {} })),
        -18_010_011
    );
    assert_eq!(
        register(json!({ "number": NUMBER, "tag": "x".repeat(501) })),
        -18_010_011
    );
    assert_eq!(
        register(json!({ "number": NUMBER, "order_time": "soon" })),
        -18_010_011
    );
    let said = call(&desk, "register", &json!([{ "number": "1234" }]));
    let rejected = json!({
        "number": "1234",
        "carrier": 0,
        "error": { "code": -18_010_012, "message": "The format of '1234' is invalid." },
    });
    assert_eq!(said["data"]["rejected"], json!([rejected]));
}

#[test]
fn a_whole_call_can_be_refused() {
    let desk = desk();
    for endpoint in [
        "register",
        "gettrackinfo",
        "stoptrack",
        "getRealTimeTrackInfo",
    ] {
        for text in ["", "{", "{}", "7", "[7]", "[[]]", "null", "\u{0}"] {
            assert_eq!(
                whole(&desk, endpoint, text),
                -18_010_013,
                "{endpoint} {text}"
            );
        }
        assert_eq!(whole(&desk, endpoint, "[]"), -18_010_010);
        let many = vec![json!({ "number": NUMBER }); 41];
        assert_eq!(
            whole(&desk, endpoint, &json!(many).to_string()),
            -18_010_014
        );
    }
    for (text, wanted) in [
        ("[]", -18_010_013),
        ("x", -18_010_013),
        (r#"{"page_no": 0}"#, -18_010_011),
        (r#"{"page_no": "2"}"#, -18_010_011),
        (r#"{"number": 5}"#, -18_010_011),
        (r#"{"tracking_status": "Lost"}"#, -18_010_015),
        (r#"{"package_status": "Gone"}"#, -18_010_015),
        (r#"{"order_by": "Luck"}"#, -18_010_015),
        (r#"{"package_status": 5}"#, -18_010_011),
        (r#"{"carrier": "x"}"#, -18_019_910),
    ] {
        assert_eq!(whole(&desk, "gettracklist", text), wanted, "{text}");
    }
    let many = vec![NUMBER; 201].join(",");
    let many = json!({ "number": many }).to_string();
    assert_eq!(whole(&desk, "gettracklist", &many), -18_010_011);
}

#[test]
fn only_posts_to_known_paths_are_answered_and_refusals_have_their_status() {
    let desk = desk();
    let dialect = dialect("17track");
    for (method, path) in [
        ("GET", "/track/v2.4/getquota"),
        ("POST", "/track/v2.4/push"),
        ("POST", "/track/v2.4/"),
        ("POST", "/track/v2.2/a/b"),
    ] {
        let answer = ask(dialect, &desk, &request(method, path, &[], "[]"));
        assert_eq!(answer.status(), StatusCode::NOT_FOUND, "{method} {path}");
        assert_eq!(body(&answer)["code"], 404);
    }
    let refused = |refusal: &Refusal| {
        let answer = dialect.refuse(refusal);
        (
            answer.status().as_u16(),
            body(&answer)["data"]["errors"][0].clone(),
        )
    };
    let wrong = json!({"code": -18_010_002, "message": "Invalid security key."});
    assert_eq!(refused(&Refusal::KeyMissing), (401, wrong.clone()));
    assert_eq!(refused(&Refusal::KeyWrong), (401, wrong));
    let (status, error) = refused(&Refusal::TooMany { retry_after: None });
    assert_eq!((status, &error["code"]), (429, &json!(429)));
    let (status, error) = refused(&Refusal::Status(StatusCode::SERVICE_UNAVAILABLE));
    assert_eq!((status, &error["code"]), (503, &json!(-18_010_003)));
    let (status, error) = refused(&Refusal::TooLarge { most: 1 });
    assert_eq!((status, &error["code"]), (200, &json!(-18_010_014)));
    let keyed = request("POST", "/track/v2.4/getquota", &[("17token", "k")], "");
    assert_eq!(dialect.key(&keyed), Key::Given("k".to_owned()));
    assert_eq!(
        dialect.key(&request("POST", "/track/v2.4/getquota", &[], "")),
        Key::Missing
    );
    let two = json!([{ "number": " A1 " }, {}, { "number": "B2" }]).to_string();
    let two = request("POST", "/track/v2.4/gettrackinfo", &[], &two);
    assert_eq!(dialect.subjects(&two), ["A1", "B2"]);
}

#[test]
fn what_a_client_gave_is_said_again_and_what_it_does_not_know_is_ignored() {
    let desk = desk();
    let given = json!([{
        "number": " lp00123456789012 ", "carrier": "190271", "tag": 7, "order_no": "o-1", "order_time": "2026-05-01",
        "remark": "r", "param": "p", "destination_country": "DE", "who_knows": { "what": [1] },
    }]);
    let said = call(&desk, "register", &given);
    assert_eq!(said["data"]["accepted"][0]["origin"], 2, "{said}");
    let said = call(&desk, "gettrackinfo", &json!([{ "number": NUMBER }]));
    let item = &said["data"]["accepted"][0];
    for (name, value) in [
        ("tag", "7"),
        ("param", "p"),
        ("destination_country", "DE"),
        ("number", NUMBER),
    ] {
        assert_eq!(item[name], value, "{name}");
    }
    let row = &call(&desk, "gettracklist", &json!({ "other": 5 }))["data"]["accepted"][0];
    for (name, value) in [
        ("order_no", "o-1"),
        ("order_time", "2026-05-01"),
        ("remark", "r"),
        ("email", ""),
    ] {
        assert_eq!(row[name], value, "{name}");
    }
    let change = json!([{ "number": NUMBER, "items": { "tag": "new", "unknown": 1 } }]);
    assert_eq!(
        call(&desk, "changeinfo", &change)["data"]["accepted"][0]["number"],
        NUMBER
    );
    let said = call(&desk, "gettrackinfo", &json!([{ "number": NUMBER }]));
    assert_eq!(said["data"]["accepted"][0]["tag"], "new");
    for items in [json!(null), json!({}), json!({ "unknown": 1 })] {
        let change = json!([{ "number": NUMBER, "items": items }]);
        assert_eq!(code(&desk, "changeinfo", &change), -18_019_811);
    }
    let nobody = json!([{ "number": OTHER, "items": { "tag": "t" } }]);
    assert_eq!(code(&desk, "changeinfo", &nobody), -18_019_902);
}

#[test]
fn version_2_2_lacks_what_2_4_added() {
    let desk = desk();
    let asked = json!([{ "number": NUMBER }]);
    let v22 = |endpoint: &str, asked: &Value| call_at(&desk, &format!("v2.2/{endpoint}"), asked);
    let keys = |value: &Value| -> Vec<String> {
        value
            .as_object()
            .expect("an object")
            .keys()
            .cloned()
            .collect()
    };
    let registered = v22("register", &asked);
    assert_eq!(
        keys(&registered["data"]["accepted"][0]),
        ["carrier", "email", "number", "origin", "tag"]
    );
    let read = v22("gettrackinfo", &asked);
    assert_eq!(
        keys(&read["data"]["accepted"][0]),
        ["carrier", "number", "param", "tag", "track_info"]
    );
    let provider = |said: &Value| keys(&info(said)["tracking"]["providers"][0]);
    assert!(!provider(&read).contains(&"provider_tips".to_owned()));
    // Both versions speak of the same trackers.
    assert!(provider(&call(&desk, "gettrackinfo", &asked)).contains(&"provider_tips".to_owned()));
    let row = |said: &Value| keys(&said["data"]["accepted"][0]);
    let list = v22("gettracklist", &json!({}));
    assert!(
        !row(&list).contains(&"sync_status".to_owned()) && !row(&list).contains(&"lang".to_owned())
    );
    let list = call(&desk, "gettracklist", &json!({}));
    assert!(row(&list).contains(&"sync_status".to_owned()));
}

#[test]
fn trackers_are_stopped_asked_for_again_once_and_deleted() {
    let desk = desk();
    let asked = json!([{ "number": NUMBER }]);
    for endpoint in ["stoptrack", "retrack", "deletetrack"] {
        assert_eq!(code(&desk, endpoint, &asked), -18_019_902, "{endpoint}");
    }
    call(&desk, "register", &asked);
    let accepted = json!({"code": 0, "data": {"accepted": [{"number": NUMBER, "carrier": 190_271}], "rejected": []}});
    assert_eq!(code(&desk, "retrack", &asked), -18_019_904);
    assert_eq!(call(&desk, "stoptrack", &asked), accepted);
    let row = || call(&desk, "gettracklist", &json!({}))["data"]["accepted"][0].clone();
    assert_eq!(row()["stop_track_reason"], "ByRequest");
    assert_eq!(code(&desk, "stoptrack", &asked), -18_019_906);
    assert_eq!(call(&desk, "retrack", &asked), accepted);
    assert_eq!(
        (
            row()["is_retracked"].clone(),
            row()["tracking_status"].clone()
        ),
        (json!(true), json!("Tracking"))
    );
    assert_eq!(call(&desk, "stoptrack", &asked), accepted);
    assert_eq!(code(&desk, "retrack", &asked), -18_019_905);
    assert_eq!(call(&desk, "deletetrack", &asked), accepted);
    assert_eq!(code(&desk, "gettrackinfo", &asked), -18_019_902);
}

#[test]
fn a_stopped_tracker_shows_what_was_known_then() {
    let case = case(Milestone::Delivered, None);
    let (desk, number) = desk_of(&case, case.orders[0].placed_at);
    let asked = json!([{ "number": number }]);
    call(&desk, "register", &asked);
    call(&desk, "stoptrack", &asked);
    desk.clock.set(case.settled_at() + DAY);
    let status = || info(&call(&desk, "gettrackinfo", &asked))["latest_status"]["status"].clone();
    assert_ne!(status(), "Delivered");
    call(&desk, "retrack", &asked);
    assert_eq!(status(), "Delivered");
}

#[test]
fn every_error_of_a_change_of_carrier_has_its_code() {
    let desk = desk();
    let change = |fields: Value| {
        let mut asked = fields;
        asked["number"] = json!(NUMBER);
        code(&desk, "changecarrier", &json!([asked]))
    };
    assert_eq!(change(json!({ "carrier_new": 3_011 })), -18_019_902);
    call(&desk, "register", &json!([{ "number": NUMBER }]));
    assert_eq!(change(json!({})), -18_019_804);
    assert_eq!(change(json!({ "carrier_new": 77 })), -18_019_802);
    assert_eq!(change(json!({ "carrier_new": "x" })), -18_019_802);
    assert_eq!(change(json!({ "carrier_new": 190_271 })), -18_019_803);
    assert_eq!(
        change(json!({ "carrier_old": 3_011, "carrier_new": 21_051 })),
        -18_019_805
    );
    call(
        &desk,
        "register",
        &json!([{ "number": NUMBER, "carrier": 3_011 }]),
    );
    assert_eq!(change(json!({ "carrier_new": 21_051 })), -18_019_801);
    assert_eq!(
        change(json!({ "carrier_old": 190_271, "carrier_new": 3_011 })),
        -18_019_809
    );
    let info = json!([{ "number": NUMBER, "items": { "tag": "t" } }]);
    assert_eq!(code(&desk, "changeinfo", &info), -18_019_810);
    call(
        &desk,
        "deletetrack",
        &json!([{ "number": NUMBER, "carrier": 3_011 }]),
    );
    for turn in 0..5 {
        let new = if turn % 2 == 0 { 3_011 } else { 190_271 };
        let asked = json!([{ "number": NUMBER, "carrier_new": new }]);
        assert_eq!(
            call(&desk, "changecarrier", &asked)["data"]["accepted"][0]["carrier"],
            new
        );
    }
    assert_eq!(change(json!({ "carrier_new": 190_271 })), -18_019_807);
    call(&desk, "stoptrack", &json!([{ "number": NUMBER }]));
    assert_eq!(change(json!({ "carrier_new": 190_271 })), -18_019_806);
}

#[test]
fn there_is_no_information_before_the_first_look() {
    let desk = with("17track.first-sync", "300");
    let asked = json!([{ "number": NUMBER }]);
    call(&desk, "register", &asked);
    let change = json!([{ "number": NUMBER, "carrier_new": 3_011 }]);
    assert_eq!(code(&desk, "gettrackinfo", &asked), -18_019_909);
    assert_eq!(code(&desk, "changecarrier", &change), -18_019_808);
    desk.clock.advance(300);
    assert_eq!(
        info(&call(&desk, "gettrackinfo", &asked))["latest_status"]["status"],
        "NotFound"
    );
}

#[test]
fn the_quota_is_counted_in_all_and_by_virtual_days() {
    let mut desk = with("17track.max-track-daily", "2");
    desk.settings
        .insert("17track.quota".to_owned(), "3".to_owned());
    let number = |place: u64| json!([{ "number": format!("LP{place:014}") }]);
    let quota = || call(&desk, "getquota", &json!([]))["data"].clone();
    call(&desk, "register", &number(1));
    let translated = json!([{ "number": "LP00000000000002", "lang": "de" }]);
    assert_eq!(
        code(&desk, "register", &translated),
        -18_019_907,
        "a translation counts as another number"
    );
    call(&desk, "register", &number(2));
    assert_eq!(code(&desk, "register", &number(3)), -18_019_907);
    desk.clock.advance(DAY);
    call(&desk, "register", &number(3));
    let wanted = json!({
        "quota_total": 3, "quota_used": 3, "quota_remain": 0, "today_used": 1, "max_track_daily": 2,
        "free_email_quota": 300, "free_email_quotaused": 0,
    });
    assert_eq!(quota(), wanted);
    call(&desk, "deletetrack", &number(1));
    assert_eq!(quota(), wanted, "what was used stays used");
    assert_eq!(code(&desk, "register", &number(4)), -18_019_908);
}

#[test]
fn asking_a_carrier_at_once_needs_no_registration_and_costs() {
    let case = case(Milestone::PickedUp, None);
    let (desk, number) = desk_of(&case, case.settled_at());
    let used = || call(&desk, "getquota", &json!([]))["data"]["quota_used"].clone();
    let said = call(
        &desk,
        "getRealTimeTrackInfo",
        &json!([{ "number": number }]),
    );
    assert_eq!(
        info(&said)["latest_status"]["sub_status"],
        "InTransit_PickedUp"
    );
    assert_eq!(used(), 1);
    call(
        &desk,
        "getRealTimeTrackInfo",
        &json!([{ "number": number, "cacheLevel": 1 }]),
    );
    assert_eq!(used(), 11);
    let realtime = |asked: Value| code(&desk, "getRealTimeTrackInfo", &json!([asked]));
    assert_eq!(realtime(json!({ "number": NUMBER })), -18_019_816);
    assert_eq!(
        realtime(json!({ "number": NUMBER, "carrier": 100_002 })),
        -18_019_818
    );
    assert_eq!(
        realtime(json!({ "number": NUMBER, "carrier": 77 })),
        -18_019_910
    );
    assert_eq!(realtime(json!({ "number": "ABC-12345" })), -18_019_903);
    assert_eq!(used(), 11, "what tells nothing is not charged");
}

#[test]
fn the_list_comes_in_pages_and_is_filtered() {
    let desk = desk();
    for chunk in 0..3 {
        let asked: Vec<_> = (0..31)
            .map(|place| json!({ "number": format!("LP{:014}", chunk * 31 + place) }))
            .collect();
        call(&desk, "register", &json!(asked));
        desk.clock.advance(60);
    }
    let list = |filter: Value| call(&desk, "gettracklist", &filter);
    let numbers = |said: &Value| said["data"]["accepted"].as_array().map_or(0, Vec::len);
    let said = list(json!({ "page_no": 3 }));
    assert_eq!(
        said["page"],
        json!({"data_total": 93, "page_total": 3, "page_no": 3, "page_size": 40})
    );
    assert_eq!(numbers(&said), 13);
    assert_eq!(numbers(&list(json!({ "page_no": 4 }))), 0);
    assert_eq!(
        list(json!({}))["data"]["accepted"][0]["number"],
        "LP00000000000092"
    );
    let oldest = list(json!({ "order_by": "RegisterTimeAsc" }));
    assert_eq!(oldest["data"]["accepted"][0]["number"], "LP00000000000000");
    assert_eq!(
        numbers(&list(
            json!({ "number": "LP00000000000001, LP00000000000002,LPX" })
        )),
        2
    );
    assert_eq!(numbers(&list(json!({ "carrier": 3_011 }))), 0);
    call(
        &desk,
        "stoptrack",
        &json!([{ "number": "LP00000000000001" }]),
    );
    assert_eq!(numbers(&list(json!({ "tracking_status": "Stopped" }))), 1);
    // A few of a hundred well-formed numbers are somebody's.
    let unknown = list(json!({ "package_status": "NotFound" }))["page"]["data_total"].as_u64();
    assert!(
        unknown.is_some_and(|unknown| (80..93).contains(&unknown)),
        "{unknown:?}"
    );
    assert!(numbers(&list(json!({ "package_status": "Delivered" }))) < 13);
}

#[test]
fn going_back_shows_no_registration_of_the_future() {
    let desk = desk();
    call(&desk, "register", &json!([{ "number": NUMBER }]));
    desk.clock.set(Timestamp(1_770_000_000));
    let row = &call(&desk, "gettracklist", &json!({}))["data"]["accepted"][0];
    let then = String::from_utf8_lossy(&Timestamp(1_770_000_000).zulu()).into_owned();
    assert_eq!(
        (&row["register_time"], &row["track_time"]),
        (&json!(then), &json!(then))
    );
}

#[test]
fn the_shapes_of_the_other_answers_hold() {
    let case = case(Milestone::Delivered, None);
    let (desk, number) = desk_of(&case, case.settled_at());
    let asked = json!([
        { "number": number, "tag": "t", "email": "e", "lang": "en" },
        { "number": OTHER },
        { "number": "1234" },
    ]);
    let registered = call(&desk, "register", &asked);
    assert_holds(&table("17track-register"), &[registered], &[]);
    call(&desk, "stoptrack", &json!([{ "number": number }]));
    let list = call(&desk, "gettracklist", &json!({}));
    assert_holds(&table("17track-list"), &[list], &[]);
    let quota = call(&desk, "getquota", &json!([]));
    assert_holds(&table("17track-quota"), &[quota], &[]);
}

#[test]
fn a_bound_text_is_a_number_whatever_it_looks_like() {
    let case = case(Milestone::PickedUp, None);
    let (desk, number) = desk_of(&case, case.settled_at());
    let binding = misroute::carrier::Binding {
        world: case.world.clone(),
        address: case.address,
        number: case.number(&number).expect("it is the case's"),
    };
    desk.bind("my/1", binding).expect("there is room");
    let asked = json!([{ "number": "my/1" }]);
    assert_eq!(
        call(&desk, "register", &asked)["data"]["accepted"][0]["carrier"],
        190_271
    );
    let said = call(&desk, "gettrackinfo", &asked);
    assert_eq!(said["data"]["accepted"][0]["number"], "my/1");
    assert_eq!(info(&said)["latest_status"]["status"], "InTransit");
}
