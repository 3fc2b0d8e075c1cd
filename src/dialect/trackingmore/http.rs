//! The endpoints below `/v4`.

use std::borrow::Cow;

use ::http::header::RETRY_AFTER;
use ::http::{Method, StatusCode};
use serde_json::{Map, Value};

use super::names::CODES;
use super::wire::{self, Label};
use super::{query, words};
use crate::carrier::{Registered, Tracker};
use crate::dialect::aggregate::{answers, page};
use crate::dialect::answer::json;
use crate::dialect::fingerprint::{Fingerprint, unsealed};
use crate::dialect::issued::{Issuer, issuers};
use crate::dialect::json::{Object, array, object};
use crate::dialect::{Answer, Refusal, Request, Setting, Visit};
use crate::fleet::Page;
use crate::parcel::{Carrier, CarrierKind, Observer};

pub(super) const NAME: &str = "trackingmore";

/// One call makes so many trackings at most.
const BATCH_MOST: usize = 40;
/// A text has so many characters at most.
const TEXT_MOST: usize = 200;

/// After how many days without news a parcel counts as expired.
pub(super) const EXPIRED: Setting = Setting {
    name: "trackingmore.expired-days",
    default: "30",
    help: "after how many days without news a parcel that moves counts as expired",
};

/// How long a number that no courier knows is pending.
pub(super) const PENDING: Setting = Setting {
    name: "trackingmore.pending-hours",
    default: "1",
    help: "for how many hours a new number that no courier knows is pending and not yet `notfound`",
};

/// An error that is an answer.
pub(super) type Refused = Box<Answer>;

/// A code of an answer's `meta`, and what it says.
pub(super) type Meta = (i64, &'static str);

pub(super) const GOOD: Meta = (200, "Request response is successful");
const EXISTS: Meta = (4101, "The tracking number was added before.");
const NO_TRACKING: Meta = (4102, "There is no such tracking.");
const NO_NUMBER: Meta = (
    4110,
    "The value of tracking_number is missing or not valid.",
);
const NO_COURIER: Meta = (4111, "The value of courier_code is missing or not valid.");
pub(super) const INVALID: Meta = (4120, "The value of a field is not valid.");
const QUOTA: Meta = (4130, "The quota of trackings is used up.");
const TOO_MANY: Meta = (4190, "A call has 1 to 40 tracking numbers.");
const UNREAD: Meta = (400, "The request could not be understood.");

pub(super) fn answer(visit: &Visit<'_>) -> Answer {
    let segments = visit.segments();
    let parts: Vec<&str> = segments.iter().skip(1).map(AsRef::as_ref).collect();
    let method = visit.method();
    let answered = match parts.as_slice() {
        ["trackings", "create"] if method == Method::POST => create(visit),
        ["trackings", "batch"] if method == Method::POST => batch(visit),
        ["trackings", "get"] if method == Method::GET => get(visit),
        ["trackings", "update", id] if method == Method::PUT => update(visit, id),
        ["trackings", "delete", id] if method == Method::DELETE => delete(visit, id),
        ["trackings", "retrack", id] if method == Method::POST => retrack(visit, id),
        ["couriers", "all"] if method == Method::GET => Ok(couriers(visit)),
        ["couriers", "detect"] if method == Method::POST => detect(visit),
        _ => Err(of_status(StatusCode::NOT_FOUND)),
    };
    answered.unwrap_or_else(|refused| *refused)
}

/// Returns the object that a body is.
pub(super) fn body(request: &Request) -> Option<Map<String, Value>> {
    match serde_json::from_slice(request.body()).ok()? {
        Value::Object(body) => Some(body),
        _ => None,
    }
}

/// Returns a field's text; a number is written out.
pub(super) fn text<'v>(body: &'v Map<String, Value>, key: &str) -> Option<Cow<'v, str>> {
    let text = match body.get(key)? {
        Value::String(text) => Cow::Borrowed(text.trim()),
        Value::Number(number) => Cow::Owned(number.to_string()),
        _ => return None,
    };
    let length = text.chars().count();
    (1..=TEXT_MOST).contains(&length).then_some(text)
}

/// Returns what a client says of a tracking beside its number and courier.
fn notes(body: &Map<String, Value>) -> Result<Map<String, Value>, Meta> {
    let mut notes = Map::new();
    for key in wire::NOTES.iter().chain(wire::ORDER_NOTES) {
        match body.get(*key) {
            None | Some(Value::Null) => {}
            Some(Value::String(text)) if text.is_empty() => {}
            Some(_) => {
                let text = text(body, key).ok_or(INVALID)?;
                notes.insert((*key).to_owned(), text.into_owned().into());
            }
        }
    }
    Ok(notes)
}

/// Registers what a body says.
fn register(visit: &Visit<'_>, body: &Map<String, Value>) -> Result<Tracker, Meta> {
    let number = text(body, "tracking_number").ok_or(NO_NUMBER)?;
    let named = text(body, "courier_code").ok_or(NO_COURIER)?;
    let carrier = CODES.carrier(visit, &named).ok_or(NO_COURIER)?;
    let courier = CODES.of(visit, carrier);
    let (trackers, scope) = (&visit.desk.trackers, visit.scope(NAME));
    match trackers.register(scope, (&number, courier), visit.now, notes(body)?) {
        Registered::New(tracker) => Ok(tracker),
        Registered::Before(_) => Err(EXISTS),
        Registered::Full => Err(QUOTA),
    }
}

fn create(visit: &Visit<'_>) -> Result<Answer, Refused> {
    let body = body(visit.request).ok_or_else(|| refused(UNREAD))?;
    let tracker = register(visit, &body).map_err(refused)?;
    Ok(good(|data| {
        object(data, |one| render(one, visit, &tracker));
    }))
}

fn batch(visit: &Visit<'_>) -> Result<Answer, Refused> {
    let Ok(Value::Array(wanted)) = serde_json::from_slice(visit.body()) else {
        return Err(refused(UNREAD));
    };
    if wanted.is_empty() || wanted.len() > BATCH_MOST {
        return Err(refused(TOO_MANY));
    }
    let made = |one: &Value| match one {
        Value::Object(body) => register(visit, body),
        _ => Err(NO_NUMBER),
    };
    let made: Vec<_> = wanted.iter().map(|one| (one, made(one))).collect();
    Ok(good(|data| {
        object(data, |whole| {
            whole.array("success", |list| {
                for tracker in made.iter().filter_map(|(_, made)| made.as_ref().ok()) {
                    list.object(|one| named(one, visit, tracker));
                }
            });
            whole.array("error", |list| {
                for (asked, made) in &made {
                    if let Err(meta) = made {
                        list.object(|one| not_made(one, asked, *meta));
                    }
                }
            });
        });
    }))
}

fn not_made(one: &mut Object<'_>, asked: &Value, (code, message): Meta) {
    let body = asked.as_object();
    let said = |key| body.and_then(|body| text(body, key)).unwrap_or_default();
    let (number, courier) = (said("tracking_number"), said("courier_code"));
    wire::name(one, ("", &number, &courier));
    one.int("errorCode", code);
    one.str("errorMessage", message);
}

fn get(visit: &Visit<'_>) -> Result<Answer, Refused> {
    let query = query::read(visit.request).map_err(refused)?;
    let chosen = visit.desk.trackers.list(visit.scope(NAME), |tracker| {
        query.fits(tracker, tracker.created_at(visit.at))
    });
    let fits = |tracker: &&Tracker| match &query.status {
        Some(wanted) => shown(visit, tracker, words_of) == wanted.as_ref(),
        None => true,
    };
    let chosen = chosen.iter().rev().filter(fits);
    let skipped = (query.page - 1).saturating_mul(query.size);
    Ok(good(|data| {
        array(data, |list| {
            for tracker in chosen.skip(skipped).take(query.size) {
                list.object(|one| render(one, visit, tracker));
            }
        });
    }))
}

fn words_of(label: Label<'_>, page: &Page<'_>) -> &'static str {
    let (status, _): words::Word = wire::status(label, page);
    status
}

fn update(visit: &Visit<'_>, id: &str) -> Result<Answer, Refused> {
    let tracker = found(visit, id)?;
    let body = body(visit.request).ok_or_else(|| refused(UNREAD))?;
    let mut notes = notes(&body).map_err(refused)?;
    let courier = match body.get("courier_code_new") {
        None | Some(Value::Null) => tracker.carrier.clone(),
        Some(_) => {
            let named = text(&body, "courier_code_new");
            let carrier = named.and_then(|named| CODES.carrier(visit, &named));
            let carrier = carrier.ok_or_else(|| refused(NO_COURIER))?;
            CODES.of(visit, carrier).to_owned()
        }
    };
    let change = |tracker: &mut Tracker| {
        tracker.notes.append(&mut notes);
        tracker.carrier = courier;
    };
    let (trackers, scope) = (&visit.desk.trackers, visit.scope(NAME));
    let changed = trackers.update(scope, tracker.serial, change);
    let changed = changed.ok_or_else(|| refused(NO_TRACKING))?;
    Ok(good(|data| {
        object(data, |one| render(one, visit, &changed));
    }))
}

fn delete(visit: &Visit<'_>, id: &str) -> Result<Answer, Refused> {
    let tracker = found(visit, id)?;
    let (trackers, scope) = (&visit.desk.trackers, visit.scope(NAME));
    let removed = trackers.remove(scope, tracker.serial);
    let removed = removed.ok_or_else(|| refused(NO_TRACKING))?;
    Ok(good(|data| object(data, |one| named(one, visit, &removed))))
}

/// Everything is looked for all the time here, so nothing has to be looked for again.
fn retrack(visit: &Visit<'_>, id: &str) -> Result<Answer, Refused> {
    let tracker = found(visit, id)?;
    Ok(good(|data| object(data, |one| named(one, visit, &tracker))))
}

fn named(one: &mut Object<'_>, visit: &Visit<'_>, tracker: &Tracker) {
    let id = id_of(visit, tracker);
    wire::name(one, (&id, &tracker.number, &tracker.carrier));
}

pub(super) fn render(one: &mut Object<'_>, visit: &Visit<'_>, tracker: &Tracker) {
    shown(visit, tracker, |label, page| {
        let code = |carrier| CODES.of(visit, carrier);
        wire::tracking(one, label, page, &code);
    });
}

/// Hands on what a tracking shows.
pub(super) fn shown<T>(
    visit: &Visit<'_>,
    tracker: &Tracker,
    with: impl for<'a> FnOnce(Label<'a>, &Page<'a>) -> T,
) -> T {
    let id = id_of(visit, tracker);
    let label = Label {
        id: &id,
        number: &tracker.number,
        courier: &tracker.carrier,
        created_at: tracker.created_at(visit.at),
        notes: &tracker.notes,
        pending_hours: number(visit, &PENDING),
        expired_days: number(visit, &EXPIRED),
    };
    let looked = visit.desk.look_up(&tracker.number);
    let mut shown = page(looked.as_ref(), &tracker.number, visit.at);
    let asked = CODES.carrier(visit, &tracker.carrier);
    if !asked.is_some_and(|asked| answers(visit, &shown, asked)) {
        shown = Page::unknown(&tracker.number, Observer::Aggregator, visit.at);
    }
    with(label, &shown)
}

/// Returns a setting that is a number; its default if it is none.
pub(super) fn number(visit: &Visit<'_>, setting: &Setting) -> i64 {
    let said = visit.setting(setting).parse().ok();
    said.or_else(|| setting.default.parse().ok()).unwrap_or(0)
}

/// Returns the id of a tracking.
fn id_of(visit: &Visit<'_>, tracker: &Tracker) -> String {
    let (first, second) = Fingerprint::of("trackingmore tracking")
        .and(visit.key)
        .and(&tracker.number)
        .and_int(tracker.serial as i64)
        .sealed(tracker.serial);
    format!("{first:016x}{second:016x}")
}

fn found(visit: &Visit<'_>, id: &str) -> Result<Tracker, Refused> {
    let half = |digits| u64::from_str_radix(digits, 16).ok();
    let halves = id.split_at_checked(16);
    let serial = halves.and_then(|(first, second)| Some(unsealed(half(first)?, half(second)?)));
    serial
        .and_then(|serial| visit.desk.trackers.get(visit.scope(NAME), serial))
        .filter(|tracker| id_of(visit, tracker) == id)
        .ok_or_else(|| refused(NO_TRACKING))
}

fn couriers(visit: &Visit<'_>) -> Answer {
    good(|data| {
        array(data, |list| {
            for carrier in CODES.all() {
                list.object(|one| courier(one, visit, carrier));
            }
        });
    })
}

fn detect(visit: &Visit<'_>) -> Result<Answer, Refused> {
    let body = body(visit.request).ok_or_else(|| refused(UNREAD))?;
    let number = text(&body, "tracking_number").ok_or_else(|| refused(NO_NUMBER))?;
    let found = issuers(visit.desk, &number);
    Ok(good(|data| {
        array(data, |list| {
            for issuer in &found {
                if let Issuer::Carrier(carrier) = issuer {
                    list.object(|one| courier(one, visit, *carrier));
                }
            }
        });
    }))
}

fn courier(one: &mut Object<'_>, visit: &Visit<'_>, carrier: Carrier) {
    let kind = match carrier.kind() {
        CarrierKind::Post => "globalpost",
        _ => "express",
    };
    one.str("courier_name", carrier.name());
    one.str("courier_code", CODES.of(visit, carrier));
    one.str("courier_country_iso2", carrier.country().code());
    one.str_or_null("courier_url", carrier.url());
    one.str_or_null("courier_phone", carrier.phone());
    one.str("courier_type", kind);
}

fn good(data: impl FnOnce(&mut Vec<u8>)) -> Answer {
    json(StatusCode::OK, wire::envelope(GOOD, data))
}

fn error(status: StatusCode, meta: (i64, &str)) -> Refused {
    Box::new(json(
        status,
        wire::envelope(meta, |data| data.extend(b"[]")),
    ))
}

fn refused(meta: Meta) -> Refused {
    error(StatusCode::BAD_REQUEST, meta)
}

fn of_status(status: StatusCode) -> Refused {
    let message = match status {
        StatusCode::BAD_REQUEST => UNREAD.1,
        StatusCode::UNAUTHORIZED => "The API key is not valid.",
        StatusCode::FORBIDDEN => "The request is not permitted.",
        StatusCode::NOT_FOUND => "There is nothing at this address.",
        StatusCode::SERVICE_UNAVAILABLE => "The service is not available for the time being.",
        _ => "Something went wrong on our side.",
    };
    error(status, (i64::from(status.as_u16()), message))
}

pub(super) fn refuse(refusal: Refusal) -> Answer {
    match refusal {
        Refusal::KeyMissing => *error(StatusCode::UNAUTHORIZED, (401, "The API key is missing.")),
        Refusal::KeyWrong => *of_status(StatusCode::UNAUTHORIZED),
        Refusal::TooLarge { .. } => {
            let meta = (413, "The body is too large.");
            *error(StatusCode::PAYLOAD_TOO_LARGE, meta)
        }
        Refusal::TooMany { retry_after } => {
            let meta = (429, "Too many requests were made in too short a time.");
            let mut answer = *error(StatusCode::TOO_MANY_REQUESTS, meta);
            if let Some(seconds) = retry_after {
                answer.headers_mut().insert(RETRY_AFTER, seconds.into());
            }
            answer
        }
        Refusal::Status(status) => *of_status(status),
    }
}
