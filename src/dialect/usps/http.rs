//! The endpoint: `GET /tracking/v3/tracking/{number}?expand=SUMMARY|DETAIL`, with a token.

use ::http::header::{AUTHORIZATION, RETRY_AFTER, WWW_AUTHENTICATE};
use ::http::{HeaderValue, Method, StatusCode};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::wire::{self, Fault, Manner};
use super::{NAME, SCOPE, settings};
use crate::carrier::{Grant, TokenError};
use crate::dialect::answer::json;
use crate::dialect::{Answer, Key, Refusal, Request, Visit, oauth, segments};
use crate::fleet::Page;
use crate::parcel::{Carrier, Observer};

/// The longest barcode of the post: routing, ZIP+4 and 34 digits.
const NUMBER_LONGEST: usize = 44;

/// Returns the number that a request asks for.
pub(super) fn number(request: &Request) -> Option<String> {
    match segments(request).as_slice() {
        [first, _, second, number, ..] if first == "tracking" && second == "tracking" => {
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
    if let Some(refused) = refused(visit) {
        return refused;
    }
    let parts = visit.segments();
    let ["tracking", "v3", "tracking", number] =
        parts.iter().map(AsRef::as_ref).collect::<Vec<_>>()[..]
    else {
        return refuse(Refusal::Status(StatusCode::NOT_FOUND));
    };
    if visit.method() != Method::GET {
        return refuse(Refusal::Status(StatusCode::METHOD_NOT_ALLOWED));
    }
    let detail = match visit.query("expand").as_deref() {
        None | Some("SUMMARY") => false,
        Some("DETAIL") => true,
        Some(_) => return wrong("expand", "The value must be SUMMARY or DETAIL.", "DETAIL"),
    };
    if let Some(zip) = visit.query("destinationZIPCode")
        && !fits(&zip, "00000")
    {
        return wrong(
            "destinationZIPCode",
            "The value must be five digits.",
            "22202",
        );
    }
    if let Some(day) = visit.query("mailingDate")
        && !fits(&day, "0000-00-00")
    {
        return wrong("mailingDate", "The value must be a date.", "2024-04-04");
    }
    let looked = visit.desk.look_up(number);
    if looked.is_none() && !is_barcode(number) {
        return wrong(
            "trackingNumber",
            "The value is no tracking number.",
            "9400109104250532908587",
        );
    }
    let page = match &looked {
        Some(looked) => looked.page_of(Carrier::USPS, visit.at),
        None => Page::unknown(number, Observer::LastMile, visit.at),
    };
    let manner = Manner {
        categories: settings::CATEGORIES
            .each_ref()
            .map(|(_, value)| visit.setting(value)),
        class_international: visit.setting(&settings::CLASS_INTERNATIONAL),
        end_of_day: visit.setting(&settings::END_OF_DAY),
    };
    let mut out = Vec::with_capacity(4_096);
    let shown = if detail {
        wire::detail(&mut out, &page, &manner)
    } else {
        wire::summary(&mut out, &page)
    };
    if shown {
        json(StatusCode::OK, out)
    } else {
        not_found(visit)
    }
}

/// Tells whether a text has the shape of another: a digit for a digit, else the very same character.
fn fits(text: &str, shape: &str) -> bool {
    let alike = |(one, other): (u8, u8)| {
        if other == b'0' {
            one.is_ascii_digit()
        } else {
            one == other
        }
    };
    text.len() == shape.len() && text.bytes().zip(shape.bytes()).all(alike)
}

fn is_barcode(number: &str) -> bool {
    let written = |byte: u8| byte.is_ascii_alphanumeric() || byte == b' ';
    (1..=NUMBER_LONGEST).contains(&number.len()) && number.bytes().all(written)
}

/// Returns the answer to whoever may not ask.
fn refused(visit: &Visit<'_>) -> Option<Answer> {
    let token = oauth::bearer(visit.request).unwrap_or_default();
    match visit.desk.check_token(NAME, token) {
        Err(TokenError::Wrong) => Some(unauthorized("The access token is invalid.")),
        Err(TokenError::Expired) => Some(unauthorized("The access token has expired.")),
        Ok(grant) if grant.covers(SCOPE) => None,
        Ok(_) => Some(fault(
            StatusCode::FORBIDDEN,
            Fault {
                message: "Access is denied.",
                title: "Insufficient OAuth Scope",
                detail: "The access token lacks the scope tracking.",
                code: "403",
                source: ("Authorization", "Bearer"),
            },
        )),
    }
}

fn unauthorized(detail: &str) -> Answer {
    let mut answer = fault(
        StatusCode::UNAUTHORIZED,
        Fault {
            message: "Unauthorized",
            title: "Invalid Access Token",
            detail,
            code: "401",
            source: ("Authorization", "Bearer"),
        },
    );
    answer.headers_mut().insert(
        WWW_AUTHENTICATE,
        HeaderValue::from_static("Bearer realm=\"https://api.usps.com\""),
    );
    answer
}

fn wrong(parameter: &str, detail: &str, example: &str) -> Answer {
    fault(
        StatusCode::BAD_REQUEST,
        Fault {
            message: "Bad Request",
            title: "Invalid Parameter",
            detail,
            code: "400",
            source: (parameter, example),
        },
    )
}

fn not_found(visit: &Visit<'_>) -> Answer {
    fault(
        StatusCode::NOT_FOUND,
        Fault {
            message: visit.setting(&settings::NOT_FOUND),
            title: visit.setting(&settings::NOT_FOUND),
            detail: visit.setting(&settings::NOT_FOUND),
            code: visit.setting(&settings::NOT_FOUND_CODE),
            source: ("trackingNumber", "9400109104250532908587"),
        },
    )
}

fn fault(status: StatusCode, fault: Fault<'_>) -> Answer {
    let mut out = Vec::with_capacity(512);
    wire::error(&mut out, status.as_str(), fault);
    json(status, out)
}

pub(super) fn refuse(refusal: Refusal) -> Answer {
    let (status, wait) = match refusal {
        Refusal::KeyMissing => return unauthorized("An access token is required."),
        Refusal::KeyWrong => return unauthorized("The access token is of no known client."),
        Refusal::TooLarge { .. } => (StatusCode::PAYLOAD_TOO_LARGE, None),
        Refusal::TooMany { retry_after } => (StatusCode::TOO_MANY_REQUESTS, retry_after),
        Refusal::Status(StatusCode::UNAUTHORIZED) => {
            return unauthorized("The access token is invalid.");
        }
        Refusal::Status(status) => (status, None),
    };
    let reason = status.canonical_reason().unwrap_or("Error");
    let mut answer = fault(
        status,
        Fault {
            message: reason,
            title: reason,
            detail: "The request could not be served.",
            code: status.as_str(),
            source: ("trackingNumber", "9400109104250532908587"),
        },
    );
    if let Some(seconds) = wait {
        answer.headers_mut().insert(RETRY_AFTER, seconds.into());
    }
    answer
}

pub(super) fn reading(number: &str, registered: Option<&[u8]>) -> Request {
    let number = utf8_percent_encode(number, NON_ALPHANUMERIC);
    let mut request = Request::default();
    *request.uri_mut() = format!("/tracking/v3/tracking/{number}?expand=DETAIL")
        .parse()
        .unwrap_or_default();
    let token = registered.and_then(oauth::given).unwrap_or_default();
    if let Ok(value) = HeaderValue::from_str(&format!("Bearer {token}")) {
        request.headers_mut().insert(AUTHORIZATION, value);
    }
    request
}
