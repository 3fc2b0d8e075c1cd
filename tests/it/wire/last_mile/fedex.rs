//! `FedEx` Track v1, which shows what somebody bound.

use misroute::carrier::{Binding, Desk, Keys};
use misroute::dialect::{Refusal, by_name};
use misroute::fleet::Case;
use misroute::parcel::{Carrier, NumberRef, NumberRole, Timestamp};
use serde_json::{Value, json};

use super::asking::{ask, desk, number_of, parcel_of, read};
use crate::support::settings;

const NUMBER: &str = "776094337676";
const TO: (&str, &str) = ("POST", "/track/v1/trackingnumbers");

fn parcel() -> Case {
    parcel_of(Carrier::USPS, NumberRole::LastMile)
}

/// Returns a desk where a number stands for a case's parcel.
fn desk_of(case: &Case, at: Timestamp) -> Desk {
    let desk = desk(at);
    let number = NumberRef {
        parcel: 0,
        role: case.parcels[0].parties.last_mile_role,
    };
    let binding = Binding {
        world: case.world.clone(),
        address: case.address,
        number,
    };
    desk.bind(NUMBER, binding).expect("there is room");
    desk
}

fn token(desk: &Desk) -> String {
    let form = "grant_type=client_credentials&client_id=k&client_secret=s";
    let (status, body) = read(&ask(desk, ("POST", "/oauth/token"), &[], form));
    assert_eq!(status, 200, "{body}");
    assert_eq!(body["token_type"], "bearer");
    assert_eq!(
        (&body["expires_in"], &body["scope"]),
        (&json!(3599), &json!("CXS"))
    );
    body["access_token"].as_str().expect("a token").to_owned()
}

fn post(desk: &Desk, body: &str) -> (u16, Value) {
    let authorization = format!("Bearer {}", token(desk));
    let headers = [
        ("Authorization", authorization.as_str()),
        ("x-customer-transaction-id", "mine"),
    ];
    read(&ask(desk, TO, &headers, body))
}

fn track(desk: &Desk, numbers: &[&str], unique: &str) -> (u16, Value) {
    let infos: Vec<Value> = numbers
        .iter()
        .map(|number| {
            json!({ "trackingNumberInfo": {
                "trackingNumber": number, "trackingNumberUniqueId": unique,
            } })
        })
        .collect();
    let body = json!({ "includeDetailedScans": true, "trackingInfo": infos });
    post(desk, &body.to_string())
}

fn result(said: &Value, place: usize) -> &Value {
    &said["output"]["completeTrackResults"][place]["trackResults"][0]
}

fn assert_error((status, body): &(u16, Value), wanted: (u16, &str)) {
    let code = body["errors"][0]["code"].as_str();
    assert_eq!((*status, code), (wanted.0, Some(wanted.1)), "{body}");
    assert!(body["errors"][0]["message"].is_string() && body["transactionId"].is_string());
}

#[test]
fn what_is_not_found_is_a_result_of_its_own_among_others() {
    let case = parcel();
    let desk = desk_of(&case, case.settled_at());
    desk.declare(case.world.clone())
        .expect("nobody is in the way");
    let own = number_of(&case);
    let (status, body) = track(&desk, &[NUMBER, "123456789012", &own], "");
    assert_eq!(
        (status, &body["customerTransactionId"]),
        (200, &json!("mine"))
    );
    assert_eq!(result(&body, 0)["latestStatusDetail"]["code"], "DL");
    for place in [1, 2] {
        let error = &result(&body, place)["error"];
        assert_eq!(error["code"], "TRACKING.TRACKINGNUMBER.NOTFOUND");
        assert!(result(&body, place).get("scanEvents").is_none());
    }
}

#[test]
fn what_is_asked_wrongly_is_refused() {
    let desk = desk(Timestamp(1_780_000_000));
    let empty = (400, "TRACKING.TRACKINGNUMBER.EMPTY");
    assert_error(&track(&desk, &[], ""), empty);
    assert_error(&track(&desk, &["1", " "], ""), empty);
    assert_error(&post(&desk, "{}"), empty);
    assert_error(&post(&desk, "{"), (400, "INVALID.INPUT.EXCEPTION"));
    let many = (400, "TRACKING.TRACKINGNUMBER.MAXEXCEEDED");
    assert_error(&track(&desk, &["1"; 31], ""), many);
    assert_eq!(track(&desk, &["1"; 30], "").0, 200);
}

#[test]
fn without_a_token_nothing_is_answered() {
    let mut desk = desk(Timestamp(1_780_000_000));
    let wanted = (401, "NOT.AUTHORIZED.ERROR");
    assert_error(&read(&ask(&desk, TO, &[], "{}")), wanted);
    let wrong = [("Authorization", "Bearer x")];
    assert_error(&read(&ask(&desk, TO, &wrong, "{}")), wanted);
    desk.keys = Keys::Only(vec!["other".to_owned()]);
    let form = "grant_type=client_credentials&client_id=k&client_secret=s";
    assert_error(
        &read(&ask(&desk, ("POST", "/oauth/token"), &[], form)),
        wanted,
    );
}

#[test]
fn trouble_on_the_way_has_the_carriers_own_body() {
    let fedex = by_name("fedex").expect("a dialect");
    for (status, code) in [
        (401, "NOT.AUTHORIZED.ERROR"),
        (403, "FORBIDDEN.ERROR"),
        (500, "INTERNAL.SERVER.ERROR"),
        (503, "SERVICE.UNAVAILABLE.ERROR"),
    ] {
        let shown = http::StatusCode::from_u16(status).expect("a status");
        assert_error(
            &read(&fedex.refuse(&Refusal::Status(shown))),
            (status, code),
        );
    }
    let busy = fedex.refuse(&Refusal::TooMany {
        retry_after: Some(9),
    });
    assert_eq!(busy.headers()["retry-after"], "9");
}

#[test]
fn a_bound_number_is_shown_and_found_by_its_unique_id_alone() {
    let case = parcel();
    let desk = desk_of(&case, case.settled_at());
    let (_, body) = track(&desk, &[NUMBER], "");
    let shown = result(&body, 0);
    let id = shown["trackingNumberInfo"]["trackingNumberUniqueId"]
        .as_str()
        .expect("an id");
    assert!(id.ends_with("~776094337676~FX"), "{id}");
    assert_eq!(result(&track(&desk, &[NUMBER], id).1, 0), shown);
    let other = track(&desk, &[NUMBER], "1~776094337676~FX").1;
    assert!(result(&other, 0)["error"].is_object());
    let dates = shown["scanEvents"].as_array().expect("a list").iter();
    let dates: Vec<i64> = dates
        .map(|scan| {
            let date = scan["date"].as_str().expect("a text");
            let at: jiff::Timestamp = date.parse().expect("an instant");
            at.as_second()
        })
        .collect();
    assert!(dates.len() > 1 && dates.is_sorted_by(|one, next| one >= next));
    settings().bind(|| insta::assert_json_snapshot!("last-mile__fedex", shown));
}
