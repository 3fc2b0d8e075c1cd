//! The endpoints below `/v2/trackers`.

use std::borrow::Cow;

use ::http::header::{CACHE_CONTROL, HeaderValue, LOCATION};
use ::http::{Method, StatusCode};
use serde_json::{Map, Value};

use super::body::{self, NoText};
use super::wire::{self, Face, Label};
use super::{list, names, script, webhooks};
use crate::carrier::{Registered, Tracker};
use crate::dialect::answer::of_type;
use crate::dialect::fingerprint::{Fingerprint, unsealed};
use crate::dialect::{Answer, Refusal, Setting, Visit};
use crate::fleet::Page;
use crate::parcel::Observer;

pub(super) const NAME: &str = "easypost";

/// The same number is taken for the same tracker for so many calendar months.
const SAME_MONTHS: i32 = 3;
/// A tracking code has so many characters at most.
const CODE_MOST: usize = 100;

/// Which numbers a key of test mode may track.
pub(super) const TEST_MODE: Setting = Setting {
    name: "easypost.test-mode",
    default: "any-number",
    help: "which numbers a key that begins with EZTK tracks: `any-number`, or `test-codes` as in life",
};

/// An error that is an answer.
pub(super) type Refused = Box<Answer>;

pub(super) fn answer(visit: &Visit<'_>) -> Answer {
    let segments = visit.segments();
    let rest: Vec<&str> = segments.iter().skip(1).map(AsRef::as_ref).collect();
    let method = visit.method();
    let answered = match rest.as_slice() {
        ["trackers"] if method == Method::POST => create(visit),
        ["trackers"] if method == Method::GET => list::of_query(visit),
        ["trackers", "batch"] if method == Method::POST => list::of_codes(visit),
        ["trackers", id] if method == Method::GET => retrieve(visit, id),
        ["trackers", id] if method == Method::DELETE => delete(visit, id),
        ["webhooks", rest @ ..] => webhooks::answer(visit, rest),
        _ => Err(not_found()),
    };
    answered.unwrap_or_else(|refused| *refused)
}

fn create(visit: &Visit<'_>) -> Result<Answer, Refused> {
    let body = body::read(visit.request).ok_or_else(malformed)?;
    let wanted = match body.get("tracker") {
        None | Some(Value::Null) => return Err(required("tracker")),
        Some(Value::Object(wanted)) => wanted,
        Some(_) => return Err(invalid("tracker")),
    };
    let code = text_of(wanted, "tracking_code")?;
    if code.is_empty() {
        return Err(required("tracking_code"));
    }
    if code.chars().count() > CODE_MOST {
        return Err(invalid("tracking_code"));
    }
    let carrier = carrier_of(visit, &code, &text_of(wanted, "carrier")?)?;
    let (tracker, face) = registered(visit, &code, carrier)?;
    let rendered = render(visit, &tracker, face);
    let status = if face == Face::Created {
        StatusCode::CREATED
    } else {
        StatusCode::OK
    };
    let mut answer = json(status, rendered);
    let location = format!("/api/v2/trackers/{}", id_of(visit, &tracker));
    if let Ok(location) = HeaderValue::from_str(&location) {
        answer.headers_mut().insert(LOCATION, location);
    }
    Ok(answer)
}

/// Returns the name of the carrier that is asked about a code.
fn carrier_of<'a>(visit: &Visit<'a>, code: &str, named: &str) -> Result<&'a str, Refused> {
    let carrier = if named.is_empty() {
        None
    } else {
        Some(names::meant(visit, named).ok_or_else(|| {
            let message = format!("The carrier {named} is not supported.");
            refused("TRACKER.UNSUPPORTED_CARRIER", &message)
        })?)
    };
    if script::looks_like_one(code) {
        if script::status(visit, code).is_none() {
            let message = "The tracking code is no test code.";
            return Err(refused("TRACKER.INVALID_TEST_CODE", message));
        }
        return Ok(carrier.unwrap_or(script::CARRIER));
    }
    if is_test_key(visit.key) && visit.setting(&TEST_MODE) == "test-codes" {
        let message = "In test mode, only test tracking numbers are valid. \
            Test tracking numbers are EZ1000000001, EZ2000000002, ... , EZ7000000007";
        return Err(refused("TRACKER.CREATE.ERROR", message));
    }
    carrier
        .or_else(|| names::detected(visit, code))
        .ok_or_else(|| {
            let message = "Unable to determine the carrier of the tracking code.";
            refused("TRACKER.NO_CARRIER_FOR_CODE", message)
        })
}

/// Registers a code, unless that was done a short while ago.
fn registered(visit: &Visit<'_>, code: &str, carrier: &str) -> Result<(Tracker, Face), Refused> {
    let (trackers, scope) = (&visit.desk.trackers, visit.scope(NAME));
    // Whoever else registers the same at the same time gets the same, so twice is enough.
    for _ in 0..2 {
        match trackers.register(scope, (code, carrier), visit.now, Map::new()) {
            Registered::New(tracker) => return Ok((tracker, Face::Created)),
            Registered::Full => break,
            Registered::Before(tracker) => {
                let from = tracker.created_at(visit.now);
                if script::shifted(from, SAME_MONTHS) >= visit.now {
                    return Ok((tracker, Face::Again));
                }
                trackers.release(scope, tracker.serial);
            }
        }
    }
    Err(refused(
        "TRACKER.CREATE.ERROR",
        "No more trackers can be created.",
    ))
}

fn retrieve(visit: &Visit<'_>, id: &str) -> Result<Answer, Refused> {
    let tracker = found(visit, id).ok_or_else(not_found)?;
    Ok(json(StatusCode::OK, render(visit, &tracker, Face::Read)))
}

fn delete(visit: &Visit<'_>, id: &str) -> Result<Answer, Refused> {
    let tracker = found(visit, id).ok_or_else(not_found)?;
    let removed = visit
        .desk
        .trackers
        .remove(visit.scope(NAME), tracker.serial);
    if removed.is_none() {
        return Err(of_status(StatusCode::INTERNAL_SERVER_ERROR));
    }
    Ok(json(StatusCode::OK, br#"{"success":true}"#.to_vec()))
}

/// Renders a tracker as it is at the instant that the answer shows.
pub(super) fn render(visit: &Visit<'_>, tracker: &Tracker, face: Face) -> Vec<u8> {
    shown(visit, tracker, |tracker| wire::one(tracker, face))
}

/// Hands on a tracker as it is at the instant that the answer shows.
pub(super) fn shown<T>(
    visit: &Visit<'_>,
    tracker: &Tracker,
    with: impl FnOnce(&wire::Tracker<'_>) -> T,
) -> T {
    let id = id_of(visit, tracker);
    let script = script::status(visit, &tracker.number);
    let label = Label {
        id: &id,
        is_test: script.is_some() || is_test_key(visit.key),
        code: &tracker.number,
        carrier: &tracker.carrier,
        created_at: tracker.created_at(visit.at),
    };
    if let Some(status) = script {
        return with(&script::tracker(label, status));
    }
    let looked = visit.desk.look_up(&tracker.number);
    let shown = looked
        .as_ref()
        .map(|looked| looked.page(Observer::Aggregator, visit.at))
        .filter(|page| is_asked(visit, tracker, page));
    let page =
        shown.unwrap_or_else(|| Page::unknown(&tracker.number, Observer::Aggregator, visit.at));
    let name = |carrier| names::of(visit, carrier);
    with(&wire::tracker(label, &page, &name))
}

/// Tells whether a tracker asks a carrier that knows its number.
fn is_asked(visit: &Visit<'_>, tracker: &Tracker, page: &Page<'_>) -> bool {
    let own = page.declared.map(|declared| declared.first_mile);
    let mut parties = own.into_iter().chain(page.last_mile());
    parties.any(|carrier| names::of(visit, carrier) == tracker.carrier)
        || names::detected(visit, &tracker.number) == Some(&tracker.carrier)
}

/// Returns the id of a tracker.
pub(super) fn id_of(visit: &Visit<'_>, tracker: &Tracker) -> String {
    let (first, second) = Fingerprint::of("easypost tracker")
        .and(visit.key)
        .and(&tracker.number)
        .and(&tracker.carrier)
        .and_int(tracker.serial as i64)
        .sealed(tracker.serial);
    format!("trk_{first:016x}{second:016x}")
}

/// Returns the tracker of an id.
pub(super) fn found(visit: &Visit<'_>, id: &str) -> Option<Tracker> {
    let digits = id
        .strip_prefix("trk_")
        .filter(|digits| digits.len() == 32)?;
    let (first, second) = digits.split_at_checked(16)?;
    let half = |digits| u64::from_str_radix(digits, 16).ok();
    let serial = unsealed(half(first)?, half(second)?);
    let tracker = visit.desk.trackers.get(visit.scope(NAME), serial)?;
    (id_of(visit, &tracker) == id).then_some(tracker)
}

pub(super) fn is_test_key(key: &str) -> bool {
    key.starts_with("EZTK")
}

fn text_of<'v>(object: &'v Map<String, Value>, key: &str) -> Result<Cow<'v, str>, Refused> {
    body::text(object.get(key)).map_err(|NoText| invalid(key))
}

pub(super) fn json(status: StatusCode, body: Vec<u8>) -> Answer {
    let mut answer = of_type(status, "application/json; charset=utf-8", body);
    let never = HeaderValue::from_static("private, no-cache, no-store");
    answer.headers_mut().insert(CACHE_CONTROL, never);
    answer
}

fn error(status: StatusCode, code: &str, message: &str, fields: &[(&str, &str)]) -> Refused {
    Box::new(json(status, wire::error(code, message, fields)))
}

fn refused(code: &str, message: &str) -> Refused {
    error(StatusCode::UNPROCESSABLE_ENTITY, code, message, &[])
}

pub(super) fn required(field: &str) -> Refused {
    error(
        StatusCode::UNPROCESSABLE_ENTITY,
        "PARAMETER.REQUIRED",
        "Missing required parameter.",
        &[(field, "cannot be blank")],
    )
}

pub(super) fn invalid(field: &str) -> Refused {
    error(
        StatusCode::UNPROCESSABLE_ENTITY,
        "TRACKER.INVALID_PARAMS",
        "Invalid parameters.",
        &[(field, "is invalid")],
    )
}

pub(super) fn malformed() -> Refused {
    let message = "The request could not be understood by the server due to malformed syntax.";
    error(StatusCode::BAD_REQUEST, "BAD_REQUEST", message, &[])
}

pub(super) fn not_found() -> Refused {
    let message = "The requested resource could not be found.";
    error(StatusCode::NOT_FOUND, "NOT_FOUND", message, &[])
}

pub(super) fn refuse(refusal: Refusal) -> Answer {
    let (status, code, message) = match refusal {
        Refusal::KeyMissing | Refusal::KeyWrong => (
            StatusCode::UNAUTHORIZED,
            "UNAUTHORIZED",
            "Authentication failed: the API key is missing or not valid.",
        ),
        Refusal::TooLarge { .. } => (
            StatusCode::PAYLOAD_TOO_LARGE,
            "PAYLOAD_TOO_LARGE",
            "The request is too large.",
        ),
        Refusal::TooMany { retry_after } => return too_many(retry_after),
        Refusal::Status(status) => return *of_status(status),
    };
    *error(status, code, message, &[])
}

fn too_many(retry_after: Option<u32>) -> Answer {
    let message = "Too many requests were made in too short a time.";
    let mut answer = *error(StatusCode::TOO_MANY_REQUESTS, "RATE_LIMITED", message, &[]);
    if let Some(seconds) = retry_after {
        answer
            .headers_mut()
            .insert(::http::header::RETRY_AFTER, seconds.into());
    }
    answer
}

fn of_status(status: StatusCode) -> Refused {
    let (code, message) = match status {
        StatusCode::NOT_FOUND => return not_found(),
        StatusCode::UNAUTHORIZED => ("UNAUTHORIZED", "Authentication failed."),
        StatusCode::PAYMENT_REQUIRED => (
            "PAYMENT_REQUIRED",
            "The account has no means to pay for the request.",
        ),
        StatusCode::FORBIDDEN => ("FORBIDDEN", "The request is not allowed."),
        StatusCode::SERVICE_UNAVAILABLE => (
            "SERVICE_UNAVAILABLE",
            "The service is not available for the time being.",
        ),
        StatusCode::GATEWAY_TIMEOUT => ("GATEWAY_TIMEOUT", "The carrier did not answer in time."),
        _ => ("INTERNAL_SERVER_ERROR", "Something went wrong on our side."),
    };
    error(status, code, message, &[])
}
