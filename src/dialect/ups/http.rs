//! The endpoint: `GET /api/track/v1/details/{number}`, with a token; by reference nothing is found.

use ::http::header::{AUTHORIZATION, RETRY_AFTER};
use ::http::{HeaderValue, Method, StatusCode};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::{NAME, wire};
use crate::carrier::{Grant, TokenError};
use crate::dialect::answer::json;
use crate::dialect::{Answer, Key, Refusal, Request, Setting, Visit, oauth, segments};
use crate::fleet::Page;
use crate::parcel::Observer;

/// The lengths that an inquiry number can have.
const NUMBER_SHORTEST: usize = 7;
const NUMBER_LONGEST: usize = 34;

const TRANSACTION: Setting = Setting {
    name: "ups.transaction-headers",
    default: "optional",
    help: "whether transId and transactionSrc must be there: optional or required",
};
pub(super) const SETTINGS: &[Setting] = &[TRANSACTION];

/// Returns the number that a request asks for.
pub(super) fn number(request: &Request) -> Option<String> {
    match segments(request).as_slice() {
        [first, .., details, number] if first == "api" && details == "details" => {
            Some(number.clone().into_owned())
        }
        _ => None,
    }
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
    let token = oauth::bearer(visit.request).unwrap_or_default();
    match visit.desk.check_token(NAME, token) {
        Err(TokenError::Wrong | TokenError::Expired) => return unauthorized(),
        Ok(_) => {}
    }
    let parts = visit.segments();
    let number = match parts.iter().map(AsRef::as_ref).collect::<Vec<_>>()[..] {
        ["api", "track", "v1", "details", number] => number,
        ["track" | "api", .., "v1", "reference", "details", _] => "",
        _ => return refuse(Refusal::Status(StatusCode::NOT_FOUND)),
    };
    if visit.method() != Method::GET {
        return refuse(Refusal::Status(StatusCode::METHOD_NOT_ALLOWED));
    }
    if visit.setting(&TRANSACTION) == "required" {
        for (name, wrong) in [
            ("transid", ("VSS001", "Missing or invalid transId")),
            (
                "transactionsrc",
                ("VSS002", "Missing or invalid transactionSrc"),
            ),
        ] {
            if visit.header(name).is_none_or(str::is_empty) {
                return refused(StatusCode::BAD_REQUEST, wrong);
            }
        }
    }
    let mut out = Vec::with_capacity(4_096);
    if number.is_empty() {
        wire::not_found(&mut out, None);
        return json(StatusCode::OK, out);
    }
    // The carrier has no parcel of its own; a number that somebody bound is shown as if it stood at the door.
    let looked = visit.desk.look_up_bound(number);
    if looked.is_none() && !is_number(number) {
        return refused(
            StatusCode::BAD_REQUEST,
            ("TV1002", "Invalid inquiry number"),
        );
    }
    let page = match &looked {
        Some(looked) => looked.page(Observer::LastMile, visit.at),
        None => Page::unknown(number, Observer::LastMile, visit.at),
    };
    if !wire::found(&mut out, &page) {
        wire::not_found(&mut out, Some(number));
    }
    json(StatusCode::OK, out)
}

fn is_number(text: &str) -> bool {
    (NUMBER_SHORTEST..=NUMBER_LONGEST).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

fn unauthorized() -> Answer {
    let wrong = ("250002", "Invalid Authentication Information.");
    refused(StatusCode::UNAUTHORIZED, wrong)
}

/// Returns a refusal: code and message.
pub(super) fn refused(status: StatusCode, wrong: (&str, &str)) -> Answer {
    let mut out = Vec::with_capacity(128);
    wire::error(&mut out, wrong);
    json(status, out)
}

pub(super) fn refuse(refusal: Refusal) -> Answer {
    let (status, wait) = match refusal {
        Refusal::KeyMissing | Refusal::Status(StatusCode::UNAUTHORIZED) => return unauthorized(),
        Refusal::KeyWrong => {
            let wrong = ("250003", "Invalid Access License number");
            return refused(StatusCode::UNAUTHORIZED, wrong);
        }
        Refusal::TooLarge { .. } => (StatusCode::PAYLOAD_TOO_LARGE, None),
        Refusal::TooMany { retry_after } => (StatusCode::TOO_MANY_REQUESTS, retry_after),
        Refusal::Status(status) => (status, None),
    };
    let code = format!("10{}", status.as_str());
    let message = status.canonical_reason().unwrap_or("Error");
    let mut answer = refused(status, (&code, message));
    if let Some(seconds) = wait {
        answer.headers_mut().insert(RETRY_AFTER, seconds.into());
    }
    answer
}

pub(super) fn reading(number: &str, registered: Option<&[u8]>) -> Request {
    let number = utf8_percent_encode(number, NON_ALPHANUMERIC);
    let mut request = Request::default();
    *request.uri_mut() = format!("/api/track/v1/details/{number}?locale=en_US")
        .parse()
        .unwrap_or_default();
    let token = registered.and_then(oauth::given).unwrap_or_default();
    if let Ok(value) = HeaderValue::from_str(&format!("Bearer {token}")) {
        request.headers_mut().insert(AUTHORIZATION, value);
    }
    for (name, value) in [("transid", "1"), ("transactionsrc", "misroute")] {
        let value = HeaderValue::from_static(value);
        request.headers_mut().insert(name, value);
    }
    request
}
