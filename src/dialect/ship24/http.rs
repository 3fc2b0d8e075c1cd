//! The endpoints below `/public/v1`.

use std::borrow::Cow;

use ::http::header::RETRY_AFTER;
use ::http::{Method, StatusCode};
use serde_json::{Map, Value};

use super::names::CODES;
use super::wire::{self, Label, Manner, Results};
use super::{bulk, script, trackers};
use crate::carrier::{Looked, Tracker};
use crate::dialect::aggregate::{answers, page};
use crate::dialect::answer::json;
use crate::dialect::json::object;
use crate::dialect::{Answer, Refusal, Request, Setting, Visit};
use crate::fleet::Page;
use crate::parcel::{CarrierKind, Observer, Timestamp};

pub(super) const NAME: &str = "ship24";

/// A page of trackers has so many unless the client says otherwise, and at most.
const PAGE: usize = 20;
const PAGE_MOST: usize = 500;

/// In which form couriers say when an event occurred.
pub(super) const TIMES: Setting = Setting {
    name: "ship24.times",
    default: "as-couriers-say",
    help: "occurrenceDatetime: `as-couriers-say` (local, with offset, UTC or a date), or `offset` always",
};

/// What the demo number shows.
pub(super) const DEMO: Setting = Setting {
    name: "ship24.demo",
    default: "delivered",
    help: "the milestone that the number S24DEMO169411 stands for",
};

/// An error that is an answer.
pub(super) type Refused = Box<Answer>;

pub(super) fn answer(visit: &Visit<'_>) -> Answer {
    let segments = visit.segments();
    let parts: Vec<&str> = segments.iter().skip(2).map(AsRef::as_ref).collect();
    routed(visit, &parts).unwrap_or_else(|refused| *refused)
}

fn routed(visit: &Visit<'_>, parts: &[&str]) -> Result<Answer, Refused> {
    let (get, post) = (
        visit.method() == Method::GET,
        visit.method() == Method::POST,
    );
    match parts {
        ["couriers"] if get => Ok(couriers(visit)),
        ["tracking", "search"] if post => search(visit),
        ["trackers"] if post => create(visit),
        ["trackers"] if get => list(visit),
        ["trackers", "bulk"] if post => Ok(bulk::create(visit)),
        ["trackers", "track"] if post => track(visit),
        ["trackers", "search", number, "results"] if get => by_number(visit, number),
        ["trackers", id] if get => Ok(shown(visit, &found(visit, id)?)),
        ["trackers", id] if visit.method() == Method::PATCH => change(visit, id),
        ["trackers", id, "results"] if get => by_id(visit, id),
        ["trackers", id, "webhook-events", "resend"] if post => resend(visit, id),
        _ => Err(of_status(StatusCode::NOT_FOUND)),
    }
}

/// Returns the object that a body is.
pub(super) fn body(request: &Request) -> Result<Map<String, Value>, Refused> {
    match serde_json::from_slice(request.body()) {
        Ok(Value::Object(body)) => Ok(body),
        _ => Err(invalid("The body must be a JSON object")),
    }
}

fn create(visit: &Visit<'_>) -> Result<Answer, Refused> {
    let (tracker, _) = trackers::register(visit, &body(visit.request)?)?;
    let label = trackers::label(visit, &tracker);
    let mut out = Vec::with_capacity(512);
    object(&mut out, |whole| {
        whole.object("data", |data| {
            data.object("tracker", |one| wire::tracker(one, &label));
        });
    });
    Ok(json(StatusCode::CREATED, out))
}

fn track(visit: &Visit<'_>) -> Result<Answer, Refused> {
    let (tracker, is_new) = trackers::register(visit, &body(visit.request)?)?;
    let status = if is_new {
        StatusCode::CREATED
    } else {
        StatusCode::OK
    };
    Ok(json(status, results(visit, &[tracker])))
}

fn list(visit: &Visit<'_>) -> Result<Answer, Refused> {
    let number = |key: &str, usual: usize, most: usize| match visit.query(key) {
        None => Ok(usual),
        Some(text) => text
            .parse()
            .ok()
            .filter(|number| (1..=most).contains(number))
            .ok_or_else(|| invalid(&format!("{key} must be a number from 1 to {most}"))),
    };
    let (page, limit) = (
        number("page", 1, 1 << 30)?,
        number("limit", PAGE, PAGE_MOST)?,
    );
    let mut all = visit.desk.trackers.list(visit.scope(NAME), |_| true);
    match visit.query("sort").as_deref() {
        None | Some("1") => {}
        Some("-1") => all.reverse(),
        Some(_) => return Err(invalid("sort must be 1 or -1")),
    }
    let chosen = all
        .iter()
        .skip((page - 1).saturating_mul(limit))
        .take(limit);
    let out = wire::list("trackers", |list| {
        for tracker in chosen {
            list.object(|one| wire::tracker(one, &trackers::label(visit, tracker)));
        }
    });
    Ok(json(StatusCode::OK, out))
}

fn found(visit: &Visit<'_>, id: &str) -> Result<Tracker, Refused> {
    trackers::found(visit, id).ok_or_else(not_found)
}

/// A tracker by itself stands alone, in no `data`.
fn shown(visit: &Visit<'_>, tracker: &Tracker) -> Answer {
    let label = trackers::label(visit, tracker);
    let mut out = Vec::with_capacity(512);
    object(&mut out, |whole| wire::tracker(whole, &label));
    json(StatusCode::OK, out)
}

fn change(visit: &Visit<'_>, id: &str) -> Result<Answer, Refused> {
    let tracker = found(visit, id)?;
    let changed = trackers::change(visit, &tracker, &body(visit.request)?)?;
    Ok(shown(visit, &changed.ok_or_else(not_found)?))
}

fn by_id(visit: &Visit<'_>, id: &str) -> Result<Answer, Refused> {
    Ok(json(StatusCode::OK, results(visit, &[found(visit, id)?])))
}

fn by_number(visit: &Visit<'_>, number: &str) -> Result<Answer, Refused> {
    let of_number = |tracker: &Tracker| tracker.number == number;
    let all = visit.desk.trackers.list(visit.scope(NAME), of_number);
    if all.is_empty() {
        return Err(not_found());
    }
    Ok(json(StatusCode::OK, results(visit, &all)))
}

/// Has the account's webhooks told every event once more.
fn resend(visit: &Visit<'_>, id: &str) -> Result<Answer, Refused> {
    let tracker = found(visit, id)?;
    let looked = visit.desk.look_up(&tracker.number);
    let events = results_of(visit, &tracker, looked.as_ref()).events.len();
    let subscriptions = &visit.desk.subscriptions;
    let all = subscriptions.all();
    let own = all.values().filter(|one| one.covers(NAME, visit.key));
    let told = own.filter(|one| subscriptions.ask(one.id, tracker.serial));
    let total = told.count() * events;
    let body = format!(r#"{{"data":{{"summary":{{"totalResent":"{total}"}}}}}}"#);
    Ok(json(StatusCode::CREATED, body.into_bytes()))
}

/// Answers whoever pays by the call, without a tracker.
fn search(visit: &Visit<'_>) -> Result<Answer, Refused> {
    let body = body(visit.request)?;
    let number = trackers::number(&body)?;
    trackers::notes(&body)?;
    let looked = visit.desk.look_up(number);
    let found = looking(visit, (number, looked.as_ref()), (visit.at, visit.at), None);
    let out = wire::list("trackings", |list| {
        list.object(|one| wire::tracking(one, None, &found));
    });
    Ok(json(StatusCode::CREATED, out))
}

/// Renders what some trackers show.
fn results(visit: &Visit<'_>, all: &[Tracker]) -> Vec<u8> {
    wire::list("trackings", |list| {
        for tracker in all {
            let label: Label<'_> = trackers::label(visit, tracker);
            let looked = visit.desk.look_up(&tracker.number);
            let found = results_of(visit, tracker, looked.as_ref());
            list.object(|one| wire::tracking(one, Some(&label), &found));
        }
    })
}

/// Returns what a tracker shows.
pub(super) fn results_of<'a>(
    visit: &Visit<'a>,
    tracker: &'a Tracker,
    looked: Option<&'a Looked>,
) -> Results<'a> {
    let made = tracker.created_at(visit.at);
    let times = (trackers::shown_at(visit, tracker), made);
    let only = trackers::only(tracker);
    looking(visit, (&tracker.number, looked), times, only.as_deref())
}

/// Returns what a number shows at an instant to whoever first asked at another; only some couriers may be asked.
fn looking<'a>(
    visit: &Visit<'a>,
    (number, looked): (&'a str, Option<&'a Looked>),
    (at, asked_at): (Timestamp, Timestamp),
    only: Option<&[&str]>,
) -> Results<'a> {
    if let Some(sample) = script::results(number, asked_at, visit.setting(&DEMO)) {
        return sample;
    }
    let mut shown = page(looked, number, at);
    let knows = |code: &&str| {
        let carrier = CODES.carrier(visit, code);
        carrier.is_some_and(|carrier| answers(visit, &shown, carrier))
    };
    if only.is_some_and(|only| !only.iter().any(knows)) {
        shown = Page::unknown(number, Observer::Aggregator, at);
    }
    let courier = |carrier| CODES.of(visit, carrier);
    let manner = Manner {
        courier: &courier,
        has_offsets: visit.setting(&TIMES) == "offset",
    };
    wire::results(&shown, manner)
}

fn couriers(visit: &Visit<'_>) -> Answer {
    let out = wire::list("couriers", |list| {
        for carrier in CODES.all() {
            list.object(|one| {
                one.str("courierCode", CODES.of(visit, carrier));
                one.str("courierName", carrier.name());
                one.str_or_null("website", carrier.url());
                one.bool("isPost", carrier.kind() == CarrierKind::Post);
                one.str("countryCode", carrier.country().code());
                one.null("requiredFields");
                one.bool("isDeprecated", false);
            });
        }
    });
    json(StatusCode::OK, out)
}

/// Returns the numbers, or else the id, that a request is about.
pub(super) fn subjects(request: &Request) -> Vec<String> {
    let segments = crate::dialect::segments(request);
    match segments.get(2..).unwrap_or_default() {
        [_, search, number, _] if search == "search" => vec![number.clone().into_owned()],
        [trackers, id, ..] if trackers == "trackers" && id != "bulk" && id != "track" => {
            vec![Cow::clone(id).into_owned()]
        }
        _ => bulk::numbers(request),
    }
}

pub(super) fn refused(status: StatusCode, code: &str, message: &str) -> Refused {
    Box::new(json(status, wire::error(code, message)))
}

pub(super) fn invalid(message: &str) -> Refused {
    refused(StatusCode::BAD_REQUEST, "validation_error", message)
}

fn not_found() -> Refused {
    refused(
        StatusCode::NOT_FOUND,
        "tracker_not_found",
        "The tracker does not exist",
    )
}

fn of_status(status: StatusCode) -> Refused {
    let (code, message) = match status {
        StatusCode::BAD_REQUEST => ("validation_error", "The request is not valid"),
        StatusCode::UNAUTHORIZED => ("auth_invalid_api_key", "The API key is not valid"),
        StatusCode::FORBIDDEN => ("forbidden", "The plan does not permit this"),
        StatusCode::NOT_FOUND => ("not_found", "There is nothing at this address"),
        _ => ("internal_error", "Something went wrong on our side"),
    };
    refused(status, code, message)
}

pub(super) fn refuse(refusal: Refusal) -> Answer {
    match refusal {
        Refusal::KeyMissing => *refused(
            StatusCode::UNAUTHORIZED,
            "auth_missing_api_key",
            "The API key is missing",
        ),
        Refusal::KeyWrong => *of_status(StatusCode::UNAUTHORIZED),
        Refusal::TooLarge { .. } => *refused(
            StatusCode::PAYLOAD_TOO_LARGE,
            "validation_error",
            "The body is too large",
        ),
        Refusal::TooMany { retry_after } => {
            let (code, message) = ("too_many_requests", "Too many requests in too short a time");
            let mut answer = *refused(StatusCode::TOO_MANY_REQUESTS, code, message);
            if let Some(seconds) = retry_after {
                answer.headers_mut().insert(RETRY_AFTER, seconds.into());
            }
            answer
        }
        Refusal::Status(status) => *of_status(status),
    }
}
