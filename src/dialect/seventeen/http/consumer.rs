//! The consumer site: `POST /user-api/v1/sign-in-by-password`, and one path for every call, `POST /orderapi/call`.

use ::http::header::{COOKIE, SET_COOKIE};
use ::http::{HeaderValue, Method, StatusCode};
use percent_encoding::{NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::super::settings;
use super::super::watch::{Standing, latest};
use super::super::wire::Version;
use super::super::wire::consumer::{self, Row, answer as write, state};
use super::code_of;
use super::info::shown;
use super::posted;
use super::register::detect;
use crate::carrier::{Looked, Registered, Scope, Tracker};
use crate::dialect::answer::json as of_json;
use crate::dialect::fingerprint::Fingerprint;
use crate::dialect::{Answer, Key, Refusal, Request, Visit, segments};
use crate::fleet::Page;

/// The dialect's name.
pub(in super::super) const NAME: &str = "17track-consumer";
/// The cookie that says who has signed in.
const SESSION: &str = "17track_session";
/// A call adds or archives so many numbers at most.
const NUMBERS_MOST: usize = 40;
/// A remark has so many characters at most.
const REMARK_MOST: usize = 500;
/// Whether a parcel is put away.
const ARCHIVED: &str = "#archived";
/// The second carrier that its owner named.
const SECOND: &str = "#second_carrier";

const NOT_SIGNED_IN: (i64, &str) = (-5, "Not logged in");
const NO_METHOD: (i64, &str) = (-1, "Unknown method");
const WRONG_PARAM: (i64, &str) = (-2, "Invalid parameter");
const NO_ROOM: (i64, &str) = (-3, "Too many packages");
const OK: (i64, &str) = (0, "Ok");

/// A call, as every method has it.
#[derive(Debug, Deserialize)]
struct Call {
    method: String,
    #[serde(default)]
    param: Map<String, Value>,
}

/// Returns who has signed in; whoever has not is known by no key.
pub(in super::super) fn key(request: &Request) -> Key {
    if is_sign_in(request) {
        return account(request).map_or(Key::Missing, Key::Given);
    }
    let cookies = request.headers().get_all(COOKIE).into_iter();
    let texts = cookies.filter_map(|cookies| cookies.to_str().ok());
    let mut pairs = texts
        .flat_map(|text| text.split(';'))
        .filter_map(|pair| pair.split_once('='));
    let session = pairs.find(|(name, _)| name.trim() == SESSION);
    session.map_or(Key::NotUsed, |(_, value)| {
        let value = percent_decode_str(value.trim().trim_matches('"'));
        Key::Given(value.decode_utf8_lossy().into_owned())
    })
}

fn is_sign_in(request: &Request) -> bool {
    segments(request) == ["user-api", "v1", "sign-in-by-password"]
}

/// Returns the account that somebody signs in to.
fn account(request: &Request) -> Option<String> {
    let body: Map<String, Value> = serde_json::from_slice(request.body()).ok()?;
    let text = |name| body.get(name).and_then(Value::as_str);
    let account = text("account").filter(|account| (1..=254).contains(&account.len()))?;
    text("password").filter(|password| !password.is_empty())?;
    Some(account.to_owned())
}

pub(in super::super) fn subjects(request: &Request) -> Vec<String> {
    let call = serde_json::from_slice::<Call>(request.body());
    call.map_or_else(
        |_| Vec::new(),
        |call| numbers(&call.param).unwrap_or_default(),
    )
}

fn numbers(param: &Map<String, Value>) -> Option<Vec<String>> {
    let list = param.get("TrackNos")?.as_array()?;
    let text = |value: &Value| value.as_str().map(|text| text.trim().to_owned());
    let numbers: Option<Vec<String>> = list.iter().map(text).collect();
    numbers.filter(|numbers| (1..=NUMBERS_MOST).contains(&numbers.len()))
}

pub(in super::super) fn answer(visit: &Visit<'_>) -> Answer {
    if visit.method() != Method::POST {
        return refuse(Refusal::Status(StatusCode::METHOD_NOT_ALLOWED));
    }
    if is_sign_in(visit.request) {
        return sign_in(visit.key);
    }
    if visit.segments() != ["orderapi", "call"] {
        return refuse(Refusal::Status(StatusCode::NOT_FOUND));
    }
    if visit.key.is_empty() && visit.setting(&settings::LOGIN) == "required" {
        return said(NOT_SIGNED_IN);
    }
    let Ok(call) = serde_json::from_slice::<Call>(visit.body()) else {
        return said(WRONG_PARAM);
    };
    let param = &call.param;
    let done = match call.method.as_str() {
        "GetIndexData" => return index(visit, param),
        "GetTrackInfoList" => return list(visit, param),
        "AddTrackNo" => add(visit, param),
        "SetTrackRemark" => remark(visit, param),
        "SetTrackCarrier" => carrier(visit, param),
        "SetTrackArchived" => archive(visit, param),
        _ => Err(NO_METHOD),
    };
    said(done.map_or_else(|error| error, |()| OK))
}

fn sign_in(account: &str) -> Answer {
    let gid = Fingerprint::of("17track account")
        .and(account)
        .hex()
        .to_uppercase();
    let body = json!({ "code": 0, "message": "", "data": { "gid": gid } });
    let mut answer = of_json(StatusCode::OK, body.to_string().into_bytes());
    let value = utf8_percent_encode(account, NON_ALPHANUMERIC);
    // Percent-encoded text is a header's.
    if let Ok(cookie) = HeaderValue::try_from(format!("{SESSION}={value}; Path=/; HttpOnly")) {
        answer.headers_mut().insert(SET_COOKIE, cookie);
    }
    answer
}

/// Answers with a code and nothing else.
fn said(what: (i64, &str)) -> Answer {
    let mut out = Vec::new();
    write(&mut out, what, |whole| whole.null("Json"));
    of_json(StatusCode::OK, out)
}

pub(in super::super) fn refuse(refusal: Refusal) -> Answer {
    match refusal {
        Refusal::KeyMissing | Refusal::KeyWrong => {
            let (code, message) = NOT_SIGNED_IN;
            // Of the two paths, one spells its code small.
            let body = json!({ "code": code, "Code": code, "Message": message, "data": null, "Json": null });
            of_json(StatusCode::OK, body.to_string().into_bytes())
        }
        Refusal::TooLarge { .. } => said(WRONG_PARAM),
        Refusal::TooMany { .. } => failed(StatusCode::TOO_MANY_REQUESTS),
        Refusal::Status(status) => failed(status),
    }
}

fn failed(status: StatusCode) -> Answer {
    let mut out = Vec::new();
    let message = status.canonical_reason().unwrap_or("Failed");
    write(&mut out, (-i64::from(status.as_u16()), message), |whole| {
        whole.null("Json");
    });
    of_json(status, out)
}

type Done = Result<(), (i64, &'static str)>;

fn scope<'a>(visit: &Visit<'a>) -> Scope<'a> {
    visit.scope(NAME)
}

fn id(tracker: &Tracker) -> String {
    Fingerprint::of("17track package")
        .and(&tracker.number)
        .hex()
        .to_uppercase()
}

/// Returns the account's parcels that are put away, or those that are not, newest first.
fn parcels(visit: &Visit<'_>, archived: bool) -> Vec<Tracker> {
    let put_away = |tracker: &Tracker| tracker.notes.contains_key(ARCHIVED);
    let trackers = &visit.desk.trackers;
    let mut found = trackers.list(scope(visit), |tracker| put_away(tracker) == archived);
    found.reverse();
    found
}

/// Returns what a parcel shows: whoever looks has the carriers asked again, however long they were silent.
fn seen<'a>(
    visit: &Visit<'_>,
    tracker: &'a Tracker,
    looked: Option<&'a Looked>,
) -> (Page<'a>, Standing) {
    let carrier = (code_of(tracker), settings::codes(visit));
    latest(visit, tracker, looked, carrier)
}

fn state_of(visit: &Visit<'_>, tracker: &Tracker) -> i64 {
    let looked = visit.desk.look_up(&tracker.number);
    let (page, standing) = seen(visit, tracker, looked.as_ref());
    state(&shown(visit, tracker, (&page, &standing), Version::V24))
}

fn is_archived(param: &Map<String, Value>) -> bool {
    param.get("IsArchived").and_then(Value::as_bool) == Some(true)
}

fn index(visit: &Visit<'_>, param: &Map<String, Value>) -> Answer {
    let parcels = parcels(visit, is_archived(param));
    let states: Vec<i64> = parcels
        .iter()
        .map(|tracker| state_of(visit, tracker))
        .collect();
    let mut out = Vec::with_capacity(512);
    write(&mut out, OK, |whole| consumer::index(whole, &states));
    of_json(StatusCode::OK, out)
}

/// Returns a number that a client writes as a number or as its digits.
fn number(param: &Map<String, Value>, name: &str) -> Option<i64> {
    match param.get(name)? {
        Value::Number(number) => number.as_i64(),
        Value::String(text) => text.trim().parse().ok(),
        _ => None,
    }
}

fn list(visit: &Visit<'_>, param: &Map<String, Value>) -> Answer {
    let text = param.get("Item").and_then(Value::as_str).unwrap_or("");
    let wanted = number(param, "PackageState");
    let mut found = parcels(visit, is_archived(param));
    found.retain(|tracker| {
        tracker.number.contains(text)
            && wanted.is_none_or(|wanted| wanted == state_of(visit, tracker))
    });
    let size = number(param, "PerPage").unwrap_or(40).clamp(1, 40) as usize;
    let page = number(param, "Page").unwrap_or(1).max(1) as usize;
    let total = found.len();
    let found: Vec<_> = found
        .into_iter()
        .skip((page - 1).saturating_mul(size))
        .take(size)
        .collect();
    let ids: Vec<_> = found.iter().map(id).collect();
    let looked: Vec<_> = found
        .iter()
        .map(|tracker| visit.desk.look_up(&tracker.number))
        .collect();
    let pages: Vec<_> = found
        .iter()
        .zip(&looked)
        .map(|(tracker, looked)| seen(visit, tracker, looked.as_ref()))
        .collect();
    let rows: Vec<_> = found
        .iter()
        .zip(ids.iter().zip(&pages))
        .map(|(tracker, (id, (page, standing)))| Row {
            shown: shown(visit, tracker, (page, standing), Version::V24),
            id,
            second_carrier: tracker
                .notes
                .get(SECOND)
                .and_then(Value::as_i64)
                .unwrap_or(0),
        })
        .collect();
    let mut out = Vec::with_capacity(4_096);
    write(&mut out, OK, |whole| consumer::list(whole, &rows, total));
    of_json(StatusCode::OK, out)
}

fn add(visit: &Visit<'_>, param: &Map<String, Value>) -> Done {
    let numbers = numbers(param).ok_or(WRONG_PARAM)?;
    let plain = |number: &String| {
        visit.desk.binding(number).is_some()
            || (5..=50).contains(&number.len())
                && number
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    if !numbers.iter().all(plain) {
        return Err(WRONG_PARAM);
    }
    let trackers = &visit.desk.trackers;
    for number in numbers {
        if trackers.find(scope(visit), &number, None).is_some() {
            continue;
        }
        let carrier = detect(visit, &number).unwrap_or(0).to_string();
        let made = trackers.register(scope(visit), (&number, &carrier), visit.now, Map::new());
        if made == Registered::Full {
            return Err(NO_ROOM);
        }
    }
    Ok(())
}

/// Returns the parcel of an id.
fn parcel(visit: &Visit<'_>, wanted: &Value) -> Result<Tracker, (i64, &'static str)> {
    let wanted = wanted.as_str().ok_or(WRONG_PARAM)?;
    let trackers = &visit.desk.trackers;
    let found = trackers.first(scope(visit), |tracker| id(tracker) == wanted);
    found.ok_or(WRONG_PARAM)
}

fn remark(visit: &Visit<'_>, param: &Map<String, Value>) -> Done {
    let remark = param
        .get("Remark")
        .and_then(Value::as_str)
        .ok_or(WRONG_PARAM)?;
    if remark.chars().count() > REMARK_MOST {
        return Err(WRONG_PARAM);
    }
    let parcel = parcel(visit, param.get("TrackInfoId").unwrap_or(&Value::Null))?;
    visit
        .desk
        .trackers
        .update(scope(visit), parcel.serial, |parcel| {
            parcel.notes.insert("remark".to_owned(), remark.into());
        });
    Ok(())
}

fn carrier(visit: &Visit<'_>, param: &Map<String, Value>) -> Done {
    let first = number(param, "FirstCarrier").ok_or(WRONG_PARAM)?;
    let second = number(param, "SecondCarrier").unwrap_or(0);
    if first < 0 || second < 0 || first == 0 && second != 0 {
        return Err(WRONG_PARAM);
    }
    let parcel = parcel(visit, param.get("TrackInfoId").unwrap_or(&Value::Null))?;
    // No carrier at all lets the site find it again.
    let first = if first == 0 {
        detect(visit, &parcel.number).unwrap_or(0)
    } else {
        first
    };
    visit
        .desk
        .trackers
        .update(scope(visit), parcel.serial, |parcel| {
            parcel.carrier = first.to_string();
            parcel.notes.insert(SECOND.to_owned(), second.into());
        });
    Ok(())
}

fn archive(visit: &Visit<'_>, param: &Map<String, Value>) -> Done {
    let ids = param
        .get("TrackInfoIds")
        .and_then(Value::as_array)
        .ok_or(WRONG_PARAM)?;
    if !(1..=NUMBERS_MOST).contains(&ids.len()) {
        return Err(WRONG_PARAM);
    }
    for id in ids {
        let parcel = parcel(visit, id)?;
        visit
            .desk
            .trackers
            .update(scope(visit), parcel.serial, |parcel| {
                parcel.notes.insert(ARCHIVED.to_owned(), true.into());
            });
    }
    Ok(())
}

pub(in super::super) fn registration(number: &str) -> Request {
    let param = json!({ "TrackNos": [number] });
    call("AddTrackNo", &param)
}

pub(in super::super) fn reading() -> Request {
    let param = json!({
        "IsArchived": false, "Item": "", "Page": 1, "PerPage": 40, "PackageState": "", "Sequence": "0",
    });
    call("GetTrackInfoList", &param)
}

fn call(method: &str, param: &Value) -> Request {
    let body = json!({ "version": "1.0", "method": method, "param": param, "sourcetype": 0 });
    posted("/orderapi/call", &body)
}
