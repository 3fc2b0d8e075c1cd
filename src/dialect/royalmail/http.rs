//! The endpoints: `/mailpieces/v2/{id}/events`, `/mailpieces/v2/{id}/signature` and
//! `/mailpieces/v2/summary?mailPieceId=A,B`.

use ::http::header::RETRY_AFTER;
use ::http::{HeaderValue, Method, StatusCode};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::errors::Error;
use super::{wire, words};
use crate::carrier::Looked;
use crate::dialect::answer::json;
use crate::dialect::{Answer, DEFAULT_KEY, Refusal, Request, Visit, query, segments};
use crate::fleet::Page;
use crate::parcel::{Carrier, Observer};

/// The longest barcode, in two dimensions.
const NUMBER_LONGEST: usize = 32;

/// Returns the numbers that a request asks for, in its order.
pub(super) fn numbers(request: &Request) -> Vec<String> {
    match segments(request).as_slice() {
        [_, _, summary] if summary == "summary" => {
            let list = query(request, "mailPieceId").unwrap_or_default();
            let numbers = list.split(',').map(str::trim);
            numbers
                .filter(|number| !number.is_empty())
                .map(str::to_owned)
                .collect()
        }
        [_, _, number, ..] => vec![number.clone().into_owned()],
        _ => Vec::new(),
    }
}

pub(super) fn answer(visit: &Visit<'_>) -> Answer {
    if visit.method() != Method::GET {
        return refuse(Refusal::Status(StatusCode::METHOD_NOT_ALLOWED));
    }
    let numbers = numbers(visit.request);
    let parts = visit.segments();
    let answered = match parts.iter().map(AsRef::as_ref).collect::<Vec<&str>>()[..] {
        [_, _, "summary"] => summary(visit, &numbers),
        [_, _, number, "events"] => events(visit, number),
        [_, _, number, "signature"] => signature(visit, number),
        _ => return refuse(Refusal::Status(StatusCode::NOT_FOUND)),
    };
    match answered {
        Ok(body) => json(StatusCode::OK, body),
        Err(error) => fault(visit, error),
    }
}

fn summary(visit: &Visit<'_>, numbers: &[String]) -> Result<Vec<u8>, Error> {
    let most = visit.setting(&words::SUMMARY_MOST).parse().unwrap_or(30);
    if numbers.len() > most {
        return Err(Error::TooManyNumbers);
    }
    if numbers.is_empty() {
        return Err(Error::Malformed);
    }
    let mut out = Vec::with_capacity(1_024 * numbers.len());
    let product = words::Product::of(visit);
    wire::summaries(&mut out, |list| {
        for number in numbers {
            let looked = visit.desk.look_up(number);
            let page = page(visit, (number, looked.as_ref()));
            wire::summary(list, &page, product);
        }
    });
    Ok(out)
}

fn events(visit: &Visit<'_>, number: &str) -> Result<Vec<u8>, Error> {
    let looked = known(visit, number)?;
    let page = page(visit, (number, looked.as_ref()));
    let mut out = Vec::with_capacity(4_096);
    wire::events(&mut out, &page, words::Product::of(visit))?;
    Ok(out)
}

/// The record holds no signature: of what is not delivered there is none yet, and of the rest none will ever be.
fn signature(visit: &Visit<'_>, number: &str) -> Result<Vec<u8>, Error> {
    let looked = known(visit, number)?;
    let page = page(visit, (number, looked.as_ref()));
    Err(if wire::is_delivered(&page)? {
        Error::NoProofEver
    } else {
        Error::NoProofYet
    })
}

fn known(visit: &Visit<'_>, number: &str) -> Result<Option<Looked>, Error> {
    let looked = visit.desk.look_up(number);
    let written = (1..=NUMBER_LONGEST).contains(&number.len())
        && number.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if looked.is_none() && !written {
        return Err(Error::Malformed);
    }
    Ok(looked)
}

fn page<'a>(visit: &Visit<'_>, (number, looked): (&'a str, Option<&'a Looked>)) -> Page<'a> {
    match looked {
        Some(looked) => looked.page_of(Carrier::ROYAL_MAIL, visit.at),
        None => Page::unknown(number, Observer::LastMile, visit.at),
    }
}

fn fault(visit: &Visit<'_>, error: Error) -> Answer {
    let status = match error {
        Error::UnknownBarcode => visit.setting(&words::UNKNOWN_STATUS).parse().unwrap_or(404),
        other => other.status(),
    };
    numbered(
        StatusCode::from_u16(status).unwrap_or(StatusCode::NOT_FOUND),
        error,
    )
}

fn numbered(status: StatusCode, error: Error) -> Answer {
    let mut out = Vec::with_capacity(512);
    wire::error(&mut out, status, error);
    json(status, out)
}

/// Returns a refusal of the gateway before the service.
fn gateway(status: StatusCode, information: &str) -> Answer {
    let mut out = Vec::new();
    wire::gateway(&mut out, status, information);
    json(status, out)
}

pub(super) fn refuse(refusal: Refusal) -> Answer {
    match refusal {
        Refusal::KeyMissing | Refusal::KeyWrong | Refusal::Status(StatusCode::UNAUTHORIZED) => {
            gateway(StatusCode::UNAUTHORIZED, "Client id not registered.")
        }
        Refusal::TooLarge { .. } => {
            gateway(StatusCode::PAYLOAD_TOO_LARGE, "The request is too large.")
        }
        Refusal::TooMany { retry_after } => {
            let mut answer = numbered(StatusCode::TOO_MANY_REQUESTS, Error::TooManyRequests);
            if let Some(seconds) = retry_after {
                answer.headers_mut().insert(RETRY_AFTER, seconds.into());
            }
            answer
        }
        Refusal::Status(StatusCode::NOT_FOUND) => gateway(
            StatusCode::NOT_FOUND,
            "No resource matches the request URI.",
        ),
        Refusal::Status(StatusCode::METHOD_NOT_ALLOWED) => {
            gateway(StatusCode::METHOD_NOT_ALLOWED, "The method must be GET.")
        }
        Refusal::Status(StatusCode::TOO_MANY_REQUESTS) => {
            numbered(StatusCode::TOO_MANY_REQUESTS, Error::TooManyRequests)
        }
        Refusal::Status(status @ StatusCode::SERVICE_UNAVAILABLE) => {
            numbered(status, Error::ServiceDown)
        }
        Refusal::Status(status @ StatusCode::GATEWAY_TIMEOUT) => {
            numbered(status, Error::TrackingDown)
        }
        Refusal::Status(status) if status.is_server_error() => numbered(status, Error::Broken),
        Refusal::Status(status) => gateway(status, "The request was refused."),
    }
}

pub(super) fn reading(number: &str) -> Request {
    let number = utf8_percent_encode(number, NON_ALPHANUMERIC);
    let mut request = Request::default();
    *request.uri_mut() = format!("/mailpieces/v2/{number}/events")
        .parse()
        .unwrap_or_default();
    for name in ["x-ibm-client-id", "x-ibm-client-secret"] {
        let value = HeaderValue::from_static(DEFAULT_KEY);
        request.headers_mut().insert(name, value);
    }
    request
        .headers_mut()
        .insert("x-accept-rmg-terms", HeaderValue::from_static("yes"));
    request
}
