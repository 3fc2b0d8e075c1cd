//! The endpoints: `POST /tracks`, `GET /tracks/{carrier}/{number}`, and those below `/webhooks`.

use std::borrow::Cow;

use ::http::header::RETRY_AFTER;
use ::http::{Method, StatusCode};
use serde_json::{Map, Value};

use super::names::CODES;
use super::wire::{self, Label};
use super::{script, webhooks};
use crate::carrier::{Registered, Tracker};
use crate::dialect::aggregate::{answers, page};
use crate::dialect::answer::json;
use crate::dialect::{Answer, Refusal, Request, Setting, Visit, header};
use crate::fleet::Page;
use crate::parcel::Observer;

pub(super) const NAME: &str = "shippo";

/// A number has so many characters at most.
const NUMBER_MOST: usize = 100;
/// Metadata have so many characters at most.
const METADATA_MOST: usize = 100;

/// Which numbers a key of test mode may track.
pub(super) const TEST_MODE: Setting = Setting {
    name: "shippo.test-mode",
    default: "any-number",
    help: "which numbers a key that begins with shippo_test_ tracks: `any-number`, or `mock-only` as in life",
};

/// What a registered number shows of which nothing is known.
pub(super) const UNKNOWN: Setting = Setting {
    name: "shippo.unknown",
    default: "status",
    help: "what a registered number shows of which nothing is known: a `status` UNKNOWN, or `null`",
};

/// An error that is an answer.
pub(super) type Refused = Box<Answer>;

pub(super) fn answer(visit: &Visit<'_>) -> Answer {
    let segments = visit.segments();
    let parts: Vec<&str> = segments.iter().map(AsRef::as_ref).collect();
    let method = visit.method();
    let answered = match parts.as_slice() {
        ["webhooks", rest @ ..] => webhooks::answer(visit, rest),
        ["tracks"] if method == Method::POST => create(visit),
        ["tracks", carrier, number] if method == Method::GET => read(visit, carrier, number),
        ["tracks"] | ["tracks", _, _] => Err(of_status(StatusCode::METHOD_NOT_ALLOWED)),
        _ => Err(of_status(StatusCode::NOT_FOUND)),
    };
    answered.unwrap_or_else(|refused| *refused)
}

/// Returns what a request's body says, of JSON or of a form.
pub(super) fn body(request: &Request) -> Option<Map<String, Value>> {
    let kind = header(request, "content-type").unwrap_or_default();
    if kind.contains("x-www-form-urlencoded") {
        let pairs = form_urlencoded::parse(request.body());
        return Some(
            pairs
                .map(|(key, value)| (key.into_owned(), Value::String(value.into_owned())))
                .collect(),
        );
    }
    match serde_json::from_slice(request.body()).ok()? {
        Value::Object(body) => Some(body),
        _ => None,
    }
}

/// Returns a field's text: a number is written out; what is no text is an error.
pub(super) fn text<'v>(
    body: &'v Map<String, Value>,
    key: &str,
) -> Result<Option<Cow<'v, str>>, &'static str> {
    match body.get(key) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(Cow::Borrowed(text.trim()))),
        Some(Value::Number(number)) => Ok(Some(Cow::Owned(number.to_string()))),
        Some(_) => Err("Not a valid string."),
    }
}

fn create(visit: &Visit<'_>) -> Result<Answer, Refused> {
    let body = body(visit.request)
        .ok_or_else(|| error(StatusCode::BAD_REQUEST, "The body could not be read."))?;
    let mut wrong = Vec::new();
    let mut field = |key: &'static str, is_required: bool, most: usize| match text(&body, key) {
        Ok(None) if is_required => {
            wrong.push((key, "This field is required."));
            None
        }
        Ok(Some(text)) if is_required && text.is_empty() => {
            wrong.push((key, "This field may not be blank."));
            None
        }
        Ok(Some(text)) if text.chars().count() > most => {
            wrong.push((key, "This field has more than 100 characters."));
            None
        }
        Ok(text) => text,
        Err(message) => {
            wrong.push((key, message));
            None
        }
    };
    let carrier = field("carrier", true, NUMBER_MOST);
    let number = field("tracking_number", true, NUMBER_MOST);
    let metadata = field("metadata", false, METADATA_MOST);
    let carrier = carrier.and_then(|carrier| {
        let known = token(visit, &carrier);
        if known.is_none() {
            wrong.push(("carrier", "The carrier is not supported."));
        }
        known
    });
    let (Some(carrier), Some(number), true) = (carrier, number, wrong.is_empty()) else {
        let answer = json(StatusCode::BAD_REQUEST, wire::errors(&wrong));
        return Err(Box::new(answer));
    };
    check(visit, carrier, &number)?;
    let tracker = registered(visit, (&number, carrier), metadata.as_deref())?;
    let rendered = render(visit, carrier, &number, Some(&tracker));
    Ok(json(StatusCode::OK, rendered))
}

/// Registers a number, or says what a number that is registered already is to be called now.
fn registered(
    visit: &Visit<'_>,
    name: (&str, &str),
    metadata: Option<&str>,
) -> Result<Tracker, Refused> {
    let (trackers, scope) = (&visit.desk.trackers, visit.scope(NAME));
    let notes: Map<String, Value> = metadata
        .map(|text| ("metadata".to_owned(), text.into()))
        .into_iter()
        .collect();
    let full = || error(StatusCode::BAD_REQUEST, "No more numbers can be tracked.");
    match trackers.register(scope, name, visit.now, notes.clone()) {
        Registered::New(tracker) => Ok(tracker),
        Registered::Before(tracker) if metadata.is_none() => Ok(tracker),
        Registered::Before(tracker) => trackers
            .update(scope, tracker.serial, |tracker| tracker.notes = notes)
            .ok_or_else(full),
        Registered::Full => Err(full()),
    }
}

fn read(visit: &Visit<'_>, carrier: &str, number: &str) -> Result<Answer, Refused> {
    let carrier = token(visit, carrier)
        .ok_or_else(|| error(StatusCode::BAD_REQUEST, "The carrier is not supported."))?;
    check(visit, carrier, number)?;
    let scope = visit.scope(NAME);
    let tracker = visit.desk.trackers.find(scope, number, Some(carrier));
    let rendered = render(visit, carrier, number, tracker.as_ref());
    Ok(json(StatusCode::OK, rendered))
}

/// Returns a carrier's token as it is spelled.
fn token<'a>(visit: &Visit<'a>, named: &str) -> Option<&'a str> {
    if named.eq_ignore_ascii_case(script::CARRIER) {
        return Some(script::CARRIER);
    }
    let carrier = CODES.carrier(visit, named)?;
    Some(CODES.of(visit, carrier))
}

/// Refuses numbers that are not tracked with this carrier and key.
fn check(visit: &Visit<'_>, carrier: &str, number: &str) -> Result<(), Refused> {
    let label = label(visit, carrier, number, None);
    let is_mock = carrier == script::CARRIER;
    if is_mock && script::track(label, visit.at).is_none() {
        let detail = "The carrier shippo has mock tracking numbers only, such as SHIPPO_TRANSIT.";
        return Err(error(StatusCode::BAD_REQUEST, detail));
    }
    if !is_mock && is_test_key(visit.key) && visit.setting(&TEST_MODE) == "mock-only" {
        let detail = "A test token tracks numbers of the carrier shippo only.";
        return Err(error(StatusCode::BAD_REQUEST, detail));
    }
    Ok(())
}

pub(super) fn is_test_key(key: &str) -> bool {
    key.starts_with("shippo_test_")
}

fn label<'a>(
    visit: &Visit<'_>,
    carrier: &'a str,
    number: &'a str,
    tracker: Option<&'a Tracker>,
) -> Label<'a> {
    let note = tracker.and_then(|tracker| tracker.notes.get("metadata"));
    Label {
        carrier,
        number,
        metadata: note.and_then(Value::as_str),
        is_test: is_test_key(visit.key),
        awaited_since: tracker
            .filter(|_| visit.setting(&UNKNOWN) == "status")
            .map(|tracker| tracker.created_at(visit.at)),
    }
}

fn render(visit: &Visit<'_>, carrier: &str, number: &str, tracker: Option<&Tracker>) -> Vec<u8> {
    shown(visit, (carrier, number), tracker, wire::render)
}

/// Hands on what a number shows.
pub(super) fn shown<T>(
    visit: &Visit<'_>,
    (carrier, number): (&str, &str),
    tracker: Option<&Tracker>,
    with: impl FnOnce(&wire::Track<'_>) -> T,
) -> T {
    let label = label(visit, carrier, number, tracker);
    if carrier == script::CARRIER {
        let made_at = tracker.map_or(visit.at, |tracker| tracker.created_at(visit.at));
        if let Some(track) = script::track(label, made_at) {
            return with(&track);
        }
    }
    let looked = visit.desk.look_up(number);
    let mut shown = page(looked.as_ref(), number, visit.at);
    let asked = CODES.carrier(visit, carrier);
    if !asked.is_some_and(|asked| answers(visit, &shown, asked)) {
        shown = Page::unknown(number, Observer::Aggregator, visit.at);
    }
    with(&wire::track(label, &shown))
}

pub(super) fn error(status: StatusCode, detail: &str) -> Refused {
    Box::new(json(status, wire::error(detail)))
}

pub(super) fn of_status(status: StatusCode) -> Refused {
    let detail = match status {
        StatusCode::NOT_FOUND => "Not found.",
        StatusCode::METHOD_NOT_ALLOWED => "The method is not allowed.",
        StatusCode::UNAUTHORIZED => "Authentication failed.",
        StatusCode::FORBIDDEN => "The token does not permit this.",
        StatusCode::SERVICE_UNAVAILABLE => "The service is not available for the time being.",
        StatusCode::GATEWAY_TIMEOUT => "The carrier did not answer in time.",
        _ => "Something went wrong on our side.",
    };
    error(status, detail)
}

pub(super) fn refuse(refusal: Refusal) -> Answer {
    match refusal {
        Refusal::KeyMissing => *error(
            StatusCode::UNAUTHORIZED,
            "Authentication credentials were not provided.",
        ),
        Refusal::KeyWrong => *error(StatusCode::UNAUTHORIZED, "Invalid token."),
        Refusal::TooLarge { .. } => *error(
            StatusCode::PAYLOAD_TOO_LARGE,
            "The request's body is too large.",
        ),
        Refusal::TooMany { retry_after } => {
            let detail = "Too many requests were made in too short a time.";
            let mut answer = *error(StatusCode::TOO_MANY_REQUESTS, detail);
            if let Some(seconds) = retry_after {
                answer.headers_mut().insert(RETRY_AFTER, seconds.into());
            }
            answer
        }
        Refusal::Status(status) => *of_status(status),
    }
}
