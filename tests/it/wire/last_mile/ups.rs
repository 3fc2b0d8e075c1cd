//! UPS Track v1, which shows what somebody bound.

use misroute::carrier::{Binding, Desk, Keys, TokenLife};
use misroute::dialect::{Refusal, by_name};
use misroute::fleet::Case;
use misroute::parcel::{Carrier, NumberRef, NumberRole, Timestamp};
use serde_json::{Value, json};

use super::asking::{ask, desk, number_of, parcel_of, read, said};
use crate::support::settings;

const NUMBER: &str = "1Z023E2X0214323462";
const BASIC: (&str, &str) = ("Authorization", "Basic bWlzcm91dGU6cw==");
const TOKEN: (&str, &str) = ("POST", "/security/v1/oauth/token");
const FORM: &str = "grant_type=client_credentials";

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
    let (status, body) = read(&ask(desk, TOKEN, &[BASIC], FORM));
    assert_eq!(status, 200, "{body}");
    body["access_token"].as_str().expect("a token").to_owned()
}

fn get(desk: &Desk, token: &str, path: &str) -> (u16, Value) {
    let authorization = format!("Bearer {token}");
    let headers = [("Authorization", authorization.as_str())];
    read(&ask(desk, ("GET", path), &headers, ""))
}

fn track(desk: &Desk, number: &str) -> (u16, Value) {
    let path = format!("/api/track/v1/details/{number}");
    get(desk, &token(desk), &path)
}

/// Returns the only package of an answer.
fn package(said: &Value) -> &Value {
    let packages = said["trackResponse"]["shipment"][0]["package"]
        .as_array()
        .unwrap_or_else(|| panic!("{said}"));
    assert_eq!(packages.len(), 1);
    &packages[0]
}

fn assert_error((status, body): &(u16, Value), wanted: (u16, &str)) {
    let code = body["response"]["errors"][0]["code"].as_str();
    assert_eq!((*status, code), (wanted.0, Some(wanted.1)), "{body}");
    assert!(body["response"]["errors"][0]["message"].is_string());
}

#[test]
fn a_token_is_given_for_basic_credentials_and_says_all_in_texts() {
    let mut desk = desk(Timestamp(1_780_000_000));
    let (status, given) = read(&ask(&desk, TOKEN, &[BASIC], FORM));
    assert_eq!(status, 200);
    let fields = given.as_object().expect("an object");
    assert_eq!(fields.len(), 8);
    assert!(fields.values().all(Value::is_string), "{given}");
    assert_eq!(given["expires_in"], "14399");
    assert_eq!(given["client_id"], "misroute");
    assert_error(&read(&ask(&desk, TOKEN, &[BASIC], "")), (400, "10400"));
    assert_error(&read(&ask(&desk, TOKEN, &[], FORM)), (401, "10401"));
    desk.keys = Keys::Only(vec!["other".to_owned()]);
    assert_error(&read(&ask(&desk, TOKEN, &[BASIC], FORM)), (401, "10401"));
    let got = ask(&desk, ("GET", TOKEN.1), &[], "");
    assert_error(&read(&got), (405, "10405"));
}

#[test]
fn what_is_not_found_is_a_200_with_a_warning() {
    let desk = desk(Timestamp(1_780_000_000));
    let warnings = json!([{ "code": "TW0001", "message": "Tracking Information Not Found" }]);
    let wanted = json!({ "trackResponse": { "shipment": [
        { "inquiryNumber": NUMBER, "warnings": warnings },
    ] } });
    assert_eq!(track(&desk, NUMBER), (200, wanted));
    let path = "/track/v1/reference/details/PO-7";
    let wanted = json!({ "trackResponse": { "shipment": [{ "warnings": warnings }] } });
    assert_eq!(get(&desk, &token(&desk), path), (200, wanted));
    let wrong = json!({ "response": { "errors": [
        { "code": "TV1002", "message": "Invalid inquiry number" },
    ] } });
    for number in ["1Z", "1Z-0000-0000", &"9".repeat(35)] {
        assert_eq!(track(&desk, number), (400, wrong.clone()), "{number}");
    }
    let path = "/api/track/v1/other";
    assert_error(&get(&desk, &token(&desk), path), (404, "10404"));
}

#[test]
fn what_others_bring_to_the_door_is_not_this_carriers() {
    let case = parcel();
    let desk = desk_of(&case, case.settled_at());
    desk.declare(case.world.clone())
        .expect("nobody is in the way");
    let own = number_of(&case);
    let (status, body) = track(&desk, &own);
    let shipment = &body["trackResponse"]["shipment"][0];
    assert_eq!(
        (status, &shipment["warnings"][0]["code"]),
        (200, &json!("TW0001"))
    );
    let sheet = said("ups", &case, case.settled_at());
    assert_eq!(
        sheet["trackResponse"]["shipment"][0]["warnings"][0]["code"],
        "TW0001"
    );
}

#[test]
fn a_token_that_is_missing_wrong_or_late_opens_nothing() {
    let case = parcel();
    let mut desk = desk_of(&case, case.settled_at());
    desk.token_life = TokenLife::Virtual;
    let path = format!("/api/track/v1/details/{NUMBER}");
    let bare = read(&ask(&desk, ("GET", &path), &[], ""));
    assert_error(&bare, (401, "250002"));
    assert_error(&get(&desk, "no-token", &path), (401, "250002"));
    let good = token(&desk);
    assert_eq!(get(&desk, &good, &path).0, 200);
    desk.clock.advance(14_399);
    assert_error(&get(&desk, &good, &path), (401, "250002"));
    let later = token(&desk);
    desk.keys = Keys::Only(vec!["other".to_owned()]);
    assert_error(&get(&desk, &later, &path), (401, "250003"));
}

#[test]
fn trouble_on_the_way_has_the_carriers_own_body() {
    let ups = by_name("ups").expect("a dialect");
    for (status, code) in [
        (403, "10403"),
        (404, "10404"),
        (500, "10500"),
        (503, "10503"),
    ] {
        let shown = http::StatusCode::from_u16(status).expect("a status");
        let answer = ups.refuse(&Refusal::Status(shown));
        assert_error(&read(&answer), (status, code));
    }
    let busy = ups.refuse(&Refusal::TooMany {
        retry_after: Some(9),
    });
    assert_eq!(busy.headers()["retry-after"], "9");
    assert_error(&read(&busy), (429, "10429"));
    let large = ups.refuse(&Refusal::TooLarge { most: 9 });
    assert_error(&read(&large), (413, "10413"));
}

#[test]
fn the_headers_of_a_transaction_can_be_required() {
    let case = parcel();
    let mut desk = desk_of(&case, case.settled_at());
    let required = ("ups.transaction-headers", "required");
    desk.settings
        .insert(required.0.to_owned(), required.1.to_owned());
    assert_error(&track(&desk, NUMBER), (400, "VSS001"));
    let authorization = format!("Bearer {}", token(&desk));
    let path = format!("/api/track/v1/details/{NUMBER}");
    let headers = [
        ("Authorization", authorization.as_str()),
        ("transId", "1"),
        ("transactionSrc", "t"),
    ];
    let answer = ask(&desk, ("GET", &path), &headers, "");
    assert_eq!(answer.status(), 200);
}

#[test]
fn a_bound_number_is_shown_with_local_and_universal_times() {
    let case = parcel();
    let shown = track(&desk_of(&case, case.settled_at()), NUMBER).1;
    let package = package(&shown);
    assert_eq!(package["trackingNumber"], NUMBER);
    let activities = package["activity"].as_array().expect("a list");
    assert!(activities.len() > 1);
    let instants = activities.iter().map(|one| {
        let text = |key: &str| one[key].as_str().expect("a text").to_owned();
        let at = |date: String, time: String, offset: String| {
            let shown = format!("{date}T{time}{offset}");
            let at: jiff::Timestamp = shown.parse().expect("an instant");
            at.as_second()
        };
        let local = at(text("date"), text("time"), text("gmtOffset"));
        assert_eq!(local, at(text("gmtDate"), text("gmtTime"), "Z".to_owned()));
        local
    });
    let instants: Vec<i64> = instants.collect();
    assert!(
        instants.is_sorted_by(|one, next| one >= next),
        "{instants:?}"
    );
    assert_eq!(package["currentStatus"], activities[0]["status"]);
    settings().bind(|| insta::assert_json_snapshot!("last-mile__ups", shown));
}
