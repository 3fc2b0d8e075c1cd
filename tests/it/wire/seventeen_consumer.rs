//! The API of 17TRACK's consumer site.

use http::StatusCode;
use http::header::SET_COOKIE;
use misroute::carrier::Desk;
use misroute::dialect::{Answer, Key, Refusal, Request, Visit};
use misroute::parcel::{Milestone, Timestamp};
use serde_json::{Value, json};

use super::asking::{body, dialect, everything_said, request};
use super::one_event::{after, case};
use super::seventeen::{desk_of, info};
use super::shapes::{assert_holds, table};
use crate::support::worlds;

const DAY: i64 = 86_400;
const NUMBER: &str = "LP00123456789012";

/// Asks as the server does: under the key that the request itself says.
fn ask(desk: &Desk, request: &Request) -> Answer {
    let dialect = dialect("17track-consumer");
    let key = match dialect.key(request) {
        Key::NotUsed => String::new(),
        Key::Missing => return dialect.refuse(&Refusal::KeyMissing),
        Key::Given(key) => key,
    };
    let now = desk.clock.now();
    dialect.answer(&Visit {
        desk,
        request,
        key: &key,
        at: now,
        now,
    })
}

fn sign_in(desk: &Desk, account: &str) -> Answer {
    let asked = json!({ "source": 0, "account": account, "password": "c2VjcmV0" });
    let path = "/user-api/v1/sign-in-by-password";
    ask(desk, &request("POST", path, &[], &asked.to_string()))
}

/// Returns the cookie of somebody who signed in.
fn cookie(desk: &Desk, account: &str) -> String {
    let answer = sign_in(desk, account);
    let cookie = answer.headers()[SET_COOKIE]
        .to_str()
        .expect("text")
        .to_owned();
    cookie.split(';').next().expect("a pair").to_owned()
}

fn call(desk: &Desk, cookie: &str, method: &str, param: &Value) -> Value {
    let asked = json!({ "version": "1.0", "method": method, "param": param, "sourcetype": 0 });
    let headers = [("cookie", cookie)];
    body(&ask(
        desk,
        &request("POST", "/orderapi/call", &headers, &asked.to_string()),
    ))
}

fn list(desk: &Desk, cookie: &str, archived: bool) -> Value {
    let param = json!({"IsArchived": archived, "Item": "", "Page": 1, "PerPage": 40, "PackageState": "", "Sequence": "0"});
    call(desk, cookie, "GetTrackInfoList", &param)
}

fn desk() -> Desk {
    Desk::frozen(worlds(), Timestamp(1_780_000_000))
}

#[test]
fn who_signs_in_has_an_account_and_who_does_not_is_refused() {
    let desk = desk();
    let said = body(&sign_in(&desk, "me@example.com"));
    assert_eq!(said["code"], 0);
    assert_eq!(said["data"]["gid"].as_str().map(str::len), Some(32));
    let (me, you) = (
        cookie(&desk, "me@example.com"),
        cookie(&desk, "you;=%@example.com"),
    );
    let add = json!({ "TrackNos": [NUMBER] });
    assert_eq!(call(&desk, &me, "AddTrackNo", &add)["Code"], 0);
    assert_eq!(list(&desk, &me, false)["pageInfo"]["TotalCount"], 1);
    assert_eq!(list(&desk, &you, false)["pageInfo"]["TotalCount"], 0);
    assert_ne!(list(&desk, "other=1", false)["Code"], 0);
    for asked in [
        "",
        "{}",
        r#"{"account": "", "password": "x"}"#,
        r#"{"account": "a"}"#,
    ] {
        let path = "/user-api/v1/sign-in-by-password";
        let said = body(&ask(&desk, &request("POST", path, &[], asked)));
        assert!(
            said["code"] != 0 && said["data"].is_null(),
            "{asked}: {said}"
        );
    }
}

#[test]
fn the_methods_do_what_they_say() {
    let desk = desk();
    let me = cookie(&desk, "me");
    call(
        &desk,
        &me,
        "AddTrackNo",
        &json!({ "TrackNos": [NUMBER, "RB123456785CN"] }),
    );
    call(&desk, &me, "AddTrackNo", &json!({ "TrackNos": [NUMBER] }));
    let said = list(&desk, &me, false);
    assert_eq!(said["Json"].as_array().map(Vec::len), Some(2));
    let parcel = &said["Json"][1];
    assert_eq!(parcel["FTrackNo"], NUMBER);
    let id = parcel["FTrackInfoId"].clone();
    let wanted = json!({
        "FTrackInfoId": id, "FTrackNo": NUMBER, "FRemark": null, "FFirstCountry": 0, "FSecondCountry": 0,
        "FFirstCarrier": 190_271, "FSecondCarrier": 0, "FTrackStateType": 0, "FPackageState": 0, "FLastEvent": null,
    });
    assert_eq!(*parcel, wanted);
    assert_eq!(said["Json"][0]["FTrackStateType"], 1);
    let done = |method: &str, param: Value| call(&desk, &me, method, &param)["Code"].clone();
    assert_eq!(
        done(
            "SetTrackRemark",
            json!({ "TrackInfoId": id, "Remark": "mine" })
        ),
        0
    );
    let carriers = json!({ "TrackInfoId": id, "FirstCarrier": 3_011, "SecondCarrier": 21_051 });
    assert_eq!(done("SetTrackCarrier", carriers), 0);
    let parcel = list(&desk, &me, false)["Json"][1].clone();
    assert_eq!(parcel["FRemark"], "mine");
    assert_eq!(
        (&parcel["FFirstCarrier"], &parcel["FSecondCarrier"]),
        (&json!(3_011), &json!(21_051))
    );
    assert_eq!(done("SetTrackArchived", json!({ "TrackInfoIds": [id] })), 0);
    assert_eq!(list(&desk, &me, false)["pageInfo"]["TotalCount"], 1);
    assert_eq!(list(&desk, &me, true)["Json"][0]["FTrackNo"], NUMBER);
    let index = call(&desk, &me, "GetIndexData", &json!({ "IsArchived": false }));
    let counts = index["Json"]["eitem"].as_array().expect("a list");
    assert_eq!(counts.len(), 7);
    assert_eq!(counts[0], json!({ "e": 0, "ec": 1 }));
}

#[test]
fn wrong_calls_are_refused_and_nothing_panics() {
    let desk = desk();
    let me = cookie(&desk, "me");
    for (method, param) in [
        ("Nothing", json!({})),
        ("AddTrackNo", json!({})),
        ("AddTrackNo", json!({ "TrackNos": [] })),
        ("AddTrackNo", json!({ "TrackNos": [5] })),
        ("AddTrackNo", json!({ "TrackNos": ["a b c d e"] })),
        ("AddTrackNo", json!({ "TrackNos": vec![NUMBER; 41] })),
        (
            "SetTrackRemark",
            json!({ "TrackInfoId": "nobody", "Remark": "x" }),
        ),
        ("SetTrackRemark", json!({ "TrackInfoId": 5, "Remark": "x" })),
        ("SetTrackRemark", json!({ "TrackInfoId": "nobody" })),
        (
            "SetTrackCarrier",
            json!({ "TrackInfoId": "nobody", "FirstCarrier": 1 }),
        ),
        (
            "SetTrackCarrier",
            json!({ "TrackInfoId": "nobody", "FirstCarrier": 0, "SecondCarrier": 1 }),
        ),
        ("SetTrackArchived", json!({ "TrackInfoIds": ["nobody"] })),
        ("SetTrackArchived", json!({ "TrackInfoIds": [] })),
    ] {
        let said = call(&desk, &me, method, &param);
        assert!(
            said["Code"].as_i64().is_some_and(|code| code != 0),
            "{method} {param}: {said}"
        );
    }
    for text in ["", "{", "[]", "7", r#"{"method": 5}"#] {
        let headers = [("cookie", me.as_str())];
        let said = body(&ask(
            &desk,
            &request("POST", "/orderapi/call", &headers, text),
        ));
        assert_ne!(said["Code"], 0, "{text}");
    }
    let answer = ask(
        &desk,
        &request("GET", "/orderapi/call", &[("cookie", &me)], ""),
    );
    assert_eq!(answer.status(), StatusCode::METHOD_NOT_ALLOWED);
    let huge = json!({ "Page": u64::MAX, "PerPage": -5, "PackageState": "x" });
    assert_eq!(call(&desk, &me, "GetTrackInfoList", &huge)["Code"], 0);
}

#[test]
fn states_are_those_that_the_site_counts() {
    let state = |milestone| {
        let said = after(dialect("17track-consumer"), milestone, None);
        said["Json"][0]["FPackageState"].clone()
    };
    for (milestone, wanted) in [
        (Milestone::Announced, 10),
        (Milestone::PickedUp, 10),
        (Milestone::OutForDelivery, 10),
        (Milestone::AvailableForPickup, 30),
        (Milestone::DeliveryAttempted, 35),
        (Milestone::Delivered, 40),
        (Milestone::Returned, 50),
    ] {
        assert_eq!(state(milestone), wanted, "{milestone}");
    }
}

#[test]
fn who_looks_again_after_a_silence_sees_the_news() {
    let case = case(Milestone::DepartedOrigin, None);
    let (desk, number) = desk_of(&case, case.orders[0].placed_at + -40 * DAY);
    let me = cookie(&desk, "me");
    call(&desk, &me, "AddTrackNo", &json!({ "TrackNos": [number] }));
    let asked = json!([{ "number": number }]);
    super::seventeen::call(&desk, "register", &asked);
    let states = |at: Timestamp| {
        desk.clock.set(at);
        let official = super::seventeen::call(&desk, "gettrackinfo", &asked);
        let status = info(&official)["latest_status"]["status"].clone();
        (
            list(&desk, &me, false)["Json"][0]["FPackageState"].clone(),
            status,
        )
    };
    let states_are = |at, state: i64, status: &str| {
        assert_eq!(states(at), (json!(state), json!(status)));
    };
    states_are(case.orders[0].placed_at + -20 * DAY, 0, "NotFound");
    states_are(case.orders[0].placed_at, 20, "Expired");
    // The official API has stopped to ask by then.
    states_are(case.settled_at(), 10, "Expired");
    states_are(case.settled_at() + 31 * DAY, 20, "Expired");
}

#[test]
fn the_newest_event_is_a_text_within_the_text() {
    let case = case(Milestone::Delivered, None);
    let (desk, number) = desk_of(&case, case.settled_at());
    let me = cookie(&desk, "me");
    call(&desk, &me, "AddTrackNo", &json!({ "TrackNos": [number] }));
    let parcel = list(&desk, &me, false)["Json"][0].clone();
    assert_eq!(
        (&parcel["FFirstCountry"], &parcel["FSecondCountry"]),
        (&json!(301), &json!(704))
    );
    let event: Value =
        serde_json::from_str(parcel["FLastEvent"].as_str().expect("a text")).expect("JSON");
    let time = event["a"].as_str().expect("a time");
    assert_eq!(time.len(), "2026-02-06 15:25".len());
    assert!(
        event["z"].is_string() && event["c"].is_string() && event["d"] == "Germany",
        "{event}"
    );
    let read = json!({ "IsArchived": false, "PackageState": 40 });
    assert_eq!(
        call(&desk, &me, "GetTrackInfoList", &read)["pageInfo"]["TotalCount"],
        1
    );
    let read = json!({ "IsArchived": false, "PackageState": "10", "Item": "LP" });
    assert_eq!(
        call(&desk, &me, "GetTrackInfoList", &read)["pageInfo"]["TotalCount"],
        0
    );
}

#[test]
fn the_shapes_hold() {
    let said = everything_said(dialect("17track-consumer"), 2);
    // A number that no carrier can be told of, such as a short one, leaves an empty list: it has the same shape.
    assert_holds(&table("17track-consumer"), &said, &[]);
}
