//! The endpoint: `GET /suivi/v2/idships/{id,…}?lang=fr_FR`, with `X-Okapi-Key`.

use ::http::header::RETRY_AFTER;
use ::http::{HeaderValue, Method, StatusCode};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::labels::Lang;
use super::wire::{self, Manner};
use crate::dialect::answer::json;
use crate::dialect::json::{array, object};
use crate::dialect::{Answer, DEFAULT_KEY, Refusal, Request, Setting, Visit, segments};
use crate::fleet::Page;
use crate::parcel::{Carrier, Observer};

/// One request is answered for so many numbers at most.
const NUMBERS_MOST: usize = 10;

const ONE: Setting = Setting {
    name: "laposte.one",
    default: "array",
    help: "how the answer to one number comes: array or object",
};
const AHEAD: Setting = Setting {
    name: "laposte.timeline.ahead",
    default: "0",
    help: "the type of a step of the timeline that is not reached",
};
pub(super) const SETTINGS: &[Setting] = &[ONE, AHEAD];

/// Returns the numbers that a request asks for, in its order; none if it is for something else.
pub(super) fn numbers(request: &Request) -> Option<Vec<String>> {
    let parts = segments(request);
    let [_, _, kind, list] = parts.as_slice() else {
        return None;
    };
    let numbers = list.split(',').map(str::trim);
    let numbers = numbers.filter(|number| !number.is_empty());
    (kind == "idships").then(|| numbers.map(str::to_owned).collect())
}

pub(super) fn answer(visit: &Visit<'_>) -> Answer {
    if visit.method() != Method::GET {
        return refuse(Refusal::Status(StatusCode::METHOD_NOT_ALLOWED));
    }
    let Some(numbers) = numbers(visit.request) else {
        return refuse(Refusal::Status(StatusCode::NOT_FOUND));
    };
    let lang = Lang::of(visit.query("lang").as_deref());
    let mut out = Vec::with_capacity(2_048 * numbers.len().clamp(1, NUMBERS_MOST));
    if !(1..=NUMBERS_MOST).contains(&numbers.len()) {
        let shown = numbers.join(",");
        object(&mut out, |one| {
            wire::error(
                one,
                (StatusCode::BAD_REQUEST.as_u16(), lang.wrong_count()),
                (lang, &shown),
            );
        });
        return json(StatusCode::BAD_REQUEST, out);
    }
    let manner = Manner {
        lang,
        type_ahead: visit.setting(&AHEAD).parse().unwrap_or_default(),
    };
    let mut statuses = Vec::with_capacity(numbers.len());
    array(&mut out, |list| {
        for number in &numbers {
            list.object(|one| {
                let looked = visit.desk.look_up(number);
                let page = match &looked {
                    Some(looked) => looked.page_of(Carrier::LA_POSTE, visit.at),
                    None => Page::unknown(number, Observer::LastMile, visit.at),
                };
                let status = if wire::shipment(one, &page, manner) {
                    StatusCode::OK
                } else if looked.is_some() || is_number(number) {
                    wire::error(one, (404, lang.unknown()), (lang, number));
                    StatusCode::NOT_FOUND
                } else {
                    wire::error(one, (400, lang.invalid()), (lang, number));
                    StatusCode::BAD_REQUEST
                };
                statuses.push(status);
            });
        }
    });
    let all_found = statuses.iter().all(|status| *status == StatusCode::OK);
    match statuses[..] {
        [status] if !all_found || visit.setting(&ONE) == "object" => json(status, bare(out)),
        _ if all_found => json(StatusCode::OK, out),
        _ => json(StatusCode::MULTI_STATUS, out),
    }
}

/// Takes the array from around its only item.
fn bare(mut one: Vec<u8>) -> Vec<u8> {
    one.pop();
    one.remove(0);
    one
}

/// Tells whether a text could be a number: 11 to 15 letters and digits.
fn is_number(text: &str) -> bool {
    (11..=15).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// Returns a refusal of the gateway before the service.
fn gateway(status: StatusCode, code: &str, message: &str) -> Answer {
    let mut out = Vec::new();
    object(&mut out, |whole| {
        whole.str("code", code);
        whole.str("message", message);
    });
    json(status, out)
}

pub(super) fn refuse(refusal: Refusal) -> Answer {
    let (status, code, message) = match refusal {
        Refusal::KeyMissing | Refusal::KeyWrong | Refusal::Status(StatusCode::UNAUTHORIZED) => (
            StatusCode::UNAUTHORIZED,
            "UNAUTHORIZED",
            "This action requires an authorization",
        ),
        Refusal::TooLarge { .. } => (
            StatusCode::PAYLOAD_TOO_LARGE,
            "PAYLOAD_TOO_LARGE",
            "The request is too large",
        ),
        Refusal::TooMany { retry_after } => {
            let mut answer = gateway(
                StatusCode::TOO_MANY_REQUESTS,
                "TOO_MANY_REQUESTS",
                "The quota is exceeded",
            );
            if let Some(seconds) = retry_after {
                answer.headers_mut().insert(RETRY_AFTER, seconds.into());
            }
            return answer;
        }
        Refusal::Status(status @ StatusCode::FORBIDDEN) => {
            (status, "FORBIDDEN", "This action is not allowed")
        }
        Refusal::Status(status @ StatusCode::NOT_FOUND) => {
            (status, "RESOURCE_NOT_FOUND", "There is no such resource")
        }
        Refusal::Status(status @ StatusCode::METHOD_NOT_ALLOWED) => {
            (status, "METHOD_NOT_ALLOWED", "The method must be GET")
        }
        Refusal::Status(status) => (
            status,
            "INTERNAL_SERVER_ERROR",
            status.canonical_reason().unwrap_or("The request failed"),
        ),
    };
    gateway(status, code, message)
}

pub(super) fn reading(number: &str) -> Request {
    let number = utf8_percent_encode(number, NON_ALPHANUMERIC);
    let mut request = Request::default();
    *request.uri_mut() = format!("/suivi/v2/idships/{number}?lang=fr_FR")
        .parse()
        .unwrap_or_default();
    request
        .headers_mut()
        .insert("x-okapi-key", HeaderValue::from_static(DEFAULT_KEY));
    request
}
