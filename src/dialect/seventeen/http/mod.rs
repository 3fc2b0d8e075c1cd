//! The ten endpoints below `/track/v2.4/` and `/track/v2.2/`, all of them POST.

mod account;
mod ask;
mod change;
pub(super) mod consumer;
mod info;
mod list;
mod register;
mod wrong;

use ::http::{Method, StatusCode};
use serde_json::{Map, Value};

pub(super) use self::info::{is_pending, shown, waits_until, watched};

use self::ask::Ask;
use self::wrong::Wrong;
use super::wire::Version;
use super::wire::reply::{Rejected, batch, quota, refusal};
use crate::carrier::{Scope, Tracker};
use crate::dialect::answer::json;
use crate::dialect::json::Array;
use crate::dialect::{Answer, DEFAULT_KEY, Refusal, Request, Visit, segments};

/// The dialect's name.
pub(super) const NAME: &str = "17track";

/// Returns the numbers that a request is about.
pub(super) fn subjects(request: &Request) -> Vec<String> {
    let named = |fields: &Map<String, Value>| {
        let number = fields.get("number").and_then(Value::as_str);
        number.map(|number| number.trim().to_owned())
    };
    match serde_json::from_slice::<Value>(request.body()) {
        Ok(Value::Array(all)) => {
            let all = all.iter().take(ask::NUMBERS_MOST);
            all.filter_map(Value::as_object).filter_map(named).collect()
        }
        Ok(Value::Object(fields)) => list::numbers(&fields).unwrap_or_default(),
        _ => Vec::new(),
    }
}

pub(super) fn answer(visit: &Visit<'_>) -> Answer {
    let segments = segments(visit.request);
    let [_, version, endpoint] = segments.as_slice() else {
        return refuse(Refusal::Status(StatusCode::NOT_FOUND));
    };
    if visit.method() != Method::POST {
        return refuse(Refusal::Status(StatusCode::NOT_FOUND));
    }
    let version = if version == "v2.2" {
        Version::V22
    } else {
        Version::V24
    };
    match endpoint.to_ascii_lowercase().as_str() {
        "register" => each(visit, |ask, list| {
            register::register(visit, version, ask, list)
        }),
        "gettrackinfo" => each(visit, |ask, list| info::info(visit, version, ask, list)),
        "getrealtimetrackinfo" => {
            each(visit, |ask, list| info::realtime(visit, version, ask, list))
        }
        "gettracklist" => list::list(visit, version),
        "stoptrack" => each(visit, |ask, list| change::stop(visit, ask, list)),
        "retrack" => each(visit, |ask, list| change::retrack(visit, ask, list)),
        "deletetrack" => each(visit, |ask, list| change::delete(visit, ask, list)),
        "changecarrier" => each(visit, |ask, list| change::carrier(visit, ask, list)),
        "changeinfo" => each(visit, |ask, list| change::info(visit, ask, list)),
        "getquota" => {
            let account = account::of(visit);
            let mut out = Vec::with_capacity(256);
            quota(
                &mut out,
                (account.total, account.daily),
                (account.used, account.today),
            );
            json(StatusCode::OK, out)
        }
        _ => refuse(Refusal::Status(StatusCode::NOT_FOUND)),
    }
}

/// Answers a call about some numbers, each by itself.
fn each(
    visit: &Visit<'_>,
    mut accept: impl FnMut(&Ask<'_>, &mut Array<'_>) -> Result<(), Wrong>,
) -> Answer {
    let asked = match ask::read(visit.body()) {
        Ok(asked) => asked,
        Err(error) => return refused(StatusCode::OK, &error),
    };
    let mut out = Vec::with_capacity(12_288);
    batch(&mut out, |list| {
        let mut rejected: Vec<Rejected> = Vec::new();
        for fields in &asked {
            let ask = match Ask::of(visit, fields) {
                Ok(ask) => ask,
                Err(refused) => {
                    rejected.push(refused);
                    continue;
                }
            };
            if let Err(error) = accept(&ask, list) {
                rejected.push(ask.refused(error));
            }
        }
        rejected
    });
    json(StatusCode::OK, out)
}

fn scope<'a>(visit: &Visit<'a>) -> Scope<'a> {
    visit.scope(NAME)
}

/// Returns the tracker of a number: of the carrier that a call names, else the first.
fn tracker(visit: &Visit<'_>, ask: &Ask<'_>) -> Result<Tracker, Wrong> {
    let carrier = ask.carrier.map(|code| code.to_string());
    let trackers = &visit.desk.trackers;
    trackers
        .find(scope(visit), &ask.number, carrier.as_deref())
        .ok_or_else(|| wrong::not_registered(&ask.number))
}

/// Returns the code of a tracker's carrier.
fn code_of(tracker: &Tracker) -> i64 {
    tracker.carrier.parse().unwrap_or(0)
}

fn refused(status: StatusCode, error: &Wrong) -> Answer {
    let mut out = Vec::new();
    refusal(&mut out, error.code, &error.message);
    json(status, out)
}

pub(super) fn refuse(refusal: Refusal) -> Answer {
    // What has no code of its own has the status's.
    let plain = |status: StatusCode, message: &str| {
        let error = Wrong {
            code: status.as_u16().into(),
            message: message.to_owned(),
        };
        refused(status, &error)
    };
    match refusal {
        Refusal::KeyMissing | Refusal::KeyWrong => refused(StatusCode::UNAUTHORIZED, &wrong::key()),
        Refusal::TooLarge { .. } => refused(StatusCode::OK, &wrong::too_many()),
        Refusal::TooMany { .. } => plain(StatusCode::TOO_MANY_REQUESTS, "Too many requests."),
        Refusal::Status(status @ (StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN)) => {
            refused(status, &wrong::key())
        }
        Refusal::Status(status) if status.is_server_error() => refused(status, &wrong::internal()),
        Refusal::Status(status) => {
            plain(status, status.canonical_reason().unwrap_or("Bad request"))
        }
    }
}

/// Returns a call about one number.
pub(super) fn request(endpoint: &str, number: &str) -> Request {
    let mut request = posted(
        &format!("/track/v2.4/{endpoint}"),
        &serde_json::json!([{ "number": number }]),
    );
    let key = ::http::HeaderValue::from_static(DEFAULT_KEY);
    request.headers_mut().insert("17token", key);
    request
}

fn posted(path: &str, body: &Value) -> Request {
    let mut request = Request::new(body.to_string().into_bytes());
    *request.method_mut() = Method::POST;
    *request.uri_mut() = path.parse().unwrap_or_default();
    let json = ::http::HeaderValue::from_static("application/json");
    request
        .headers_mut()
        .insert(::http::header::CONTENT_TYPE, json);
    request
}
