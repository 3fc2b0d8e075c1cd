//! The endpoint: `POST /track/v1/trackingnumbers` for up to thirty numbers, with a token.

use ::http::header::{AUTHORIZATION, CONTENT_TYPE, RETRY_AFTER};
use ::http::{HeaderValue, Method, StatusCode};
use serde::Deserialize;

use super::{NAME, wire};
use crate::carrier::{Grant, TokenError};
use crate::dialect::answer::json;
use crate::dialect::json::object;
use crate::dialect::{Answer, Key, Refusal, Request, Visit, header, oauth};
use crate::fleet::Page;
use crate::parcel::Observer;

/// One request is answered for so many numbers at most.
const NUMBERS_MOST: usize = 30;

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Asked {
    include_detailed_scans: bool,
    tracking_info: Vec<Info>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Info {
    tracking_number_info: NumberInfo,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct NumberInfo {
    tracking_number: String,
    tracking_number_unique_id: Option<String>,
}

/// Returns the numbers that a request asks for.
pub(super) fn numbers(request: &Request) -> Vec<String> {
    let asked: Asked = serde_json::from_slice(request.body()).unwrap_or_default();
    let infos = asked.tracking_info.into_iter();
    infos
        .map(|info| info.tracking_number_info.tracking_number)
        .collect()
}

/// Returns the client that a request's token names.
pub(super) fn key(request: &Request) -> Key {
    match oauth::bearer(request) {
        None | Some("") => Key::Missing,
        // What names no client is refused by the endpoint, which checks every token.
        Some(token) => Key::Given(Grant::named_in(token).unwrap_or_default()),
    }
}

pub(super) fn answer(visit: &Visit<'_>) -> Answer {
    let bad = |wrong| refused(visit.request, StatusCode::BAD_REQUEST, wrong);
    let token = oauth::bearer(visit.request).unwrap_or_default();
    if let Err(TokenError::Wrong | TokenError::Expired) = visit.desk.check_token(NAME, token) {
        let wrong = (
            "NOT.AUTHORIZED.ERROR",
            "Access token expired. Please modify your request and try again.",
        );
        return refused(visit.request, StatusCode::UNAUTHORIZED, wrong);
    }
    if visit.method() != Method::POST {
        return refuse(Refusal::Status(StatusCode::METHOD_NOT_ALLOWED));
    }
    let Ok(asked) = serde_json::from_slice::<Asked>(visit.body()) else {
        return bad((
            "INVALID.INPUT.EXCEPTION",
            "The body is no valid JSON of this request.",
        ));
    };
    if asked.tracking_info.len() > NUMBERS_MOST {
        return bad((
            "TRACKING.TRACKINGNUMBER.MAXEXCEEDED",
            "A request must be for thirty numbers at most.",
        ));
    }
    let empty = |info: &Info| info.tracking_number_info.tracking_number.trim().is_empty();
    if asked.tracking_info.is_empty() || asked.tracking_info.iter().any(empty) {
        return bad((
            "TRACKING.TRACKINGNUMBER.EMPTY",
            "Please provide tracking number.",
        ));
    }
    let mut out = Vec::with_capacity(4_096);
    object(&mut out, |whole| {
        wire::transaction(whole, transaction(visit.request), visit.request.body());
        whole.object("output", |output| {
            output.array("completeTrackResults", |list| {
                for info in &asked.tracking_info {
                    let info = &info.tracking_number_info;
                    list.object(|one| results(one, visit, info, asked.include_detailed_scans));
                }
            });
        });
    });
    json(StatusCode::OK, out)
}

fn results(
    one: &mut crate::dialect::json::Object<'_>,
    visit: &Visit<'_>,
    info: &NumberInfo,
    detailed: bool,
) {
    let number = info.tracking_number.trim();
    // The carrier has no parcel of its own; a number that somebody bound is shown as if it stood at the door.
    let looked = visit.desk.look_up_bound(number);
    let page = match &looked {
        Some(looked) => looked.page(Observer::LastMile, visit.at),
        None => Page::unknown(number, Observer::LastMile, visit.at),
    };
    let unique = info.tracking_number_unique_id.as_deref();
    let unique = unique.filter(|unique| !unique.is_empty());
    wire::results(one, &page, (unique, detailed));
}

/// Returns the client's own name of a request.
fn transaction(request: &Request) -> Option<&str> {
    header(request, "x-customer-transaction-id")
}

/// Returns a refusal: code and message.
pub(super) fn refused(request: &Request, status: StatusCode, wrong: (&str, &str)) -> Answer {
    let mut out = Vec::with_capacity(256);
    wire::error(&mut out, (transaction(request), request.body()), wrong);
    json(status, out)
}

pub(super) fn refuse(refusal: Refusal) -> Answer {
    let (status, code) = match refusal {
        Refusal::KeyMissing | Refusal::KeyWrong | Refusal::Status(StatusCode::UNAUTHORIZED) => {
            (StatusCode::UNAUTHORIZED, "NOT.AUTHORIZED.ERROR")
        }
        Refusal::TooLarge { .. } => (StatusCode::PAYLOAD_TOO_LARGE, "INVALID.INPUT.EXCEPTION"),
        Refusal::TooMany { .. } => (StatusCode::TOO_MANY_REQUESTS, "TOO.MANY.REQUESTS.ERROR"),
        Refusal::Status(status @ StatusCode::FORBIDDEN) => (status, "FORBIDDEN.ERROR"),
        Refusal::Status(status @ StatusCode::NOT_FOUND) => (status, "NOT.FOUND.ERROR"),
        Refusal::Status(status @ StatusCode::SERVICE_UNAVAILABLE) => {
            (status, "SERVICE.UNAVAILABLE.ERROR")
        }
        Refusal::Status(status) => (status, "INTERNAL.SERVER.ERROR"),
    };
    let message = match refusal {
        Refusal::KeyMissing => "Please provide an access token.",
        Refusal::KeyWrong => "The access token is of no known client.",
        _ => status.canonical_reason().unwrap_or("Error"),
    };
    let mut answer = refused(&Request::default(), status, (code, message));
    if let Refusal::TooMany {
        retry_after: Some(seconds),
    } = refusal
    {
        answer.headers_mut().insert(RETRY_AFTER, seconds.into());
    }
    answer
}

pub(super) fn reading(number: &str, registered: Option<&[u8]>) -> Request {
    let mut body = Vec::new();
    object(&mut body, |whole| {
        whole.bool("includeDetailedScans", true);
        whole.array("trackingInfo", |list| {
            list.object(|one| {
                one.object("trackingNumberInfo", |info| {
                    info.str("trackingNumber", number);
                });
            });
        });
    });
    let mut request = Request::new(body);
    *request.method_mut() = Method::POST;
    *request.uri_mut() = ::http::Uri::from_static("/track/v1/trackingnumbers");
    let token = registered.and_then(oauth::given).unwrap_or_default();
    if let Ok(value) = HeaderValue::from_str(&format!("Bearer {token}")) {
        request.headers_mut().insert(AUTHORIZATION, value);
    }
    let json = HeaderValue::from_static("application/json");
    request.headers_mut().insert(CONTENT_TYPE, json);
    request
}
