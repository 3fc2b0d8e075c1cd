//! The one endpoint: `GET /misroute/v1/parcels/{number}?observer=origin-carrier`.

use ::http::{Method, StatusCode};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::wire;
use crate::dialect::answer::json;
use crate::dialect::{Answer, Refusal, Request, Visit, segments};
use crate::fleet::Page;
use crate::parcel::Observer;

/// Returns the number that a request asks for.
pub(super) fn number(request: &Request) -> Option<String> {
    match segments(request).as_slice() {
        [_, _, parcels, number] if parcels == "parcels" => Some(number.clone().into_owned()),
        _ => None,
    }
}

pub(super) fn answer(visit: &Visit<'_>) -> Answer {
    if visit.method() != Method::GET {
        return refuse(Refusal::Status(StatusCode::METHOD_NOT_ALLOWED));
    }
    let Some(number) = number(visit.request).filter(|_| visit.segments()[1] == "v1") else {
        return refuse(Refusal::Status(StatusCode::NOT_FOUND));
    };
    let name = visit
        .query("observer")
        .unwrap_or_else(|| Observer::OriginCarrier.name().into());
    let Some(observer) = Observer::from_name(&name) else {
        let names: Vec<_> = Observer::ALL
            .iter()
            .map(|observer| observer.name())
            .collect();
        let mend = format!("ask for one of {}", names.join(", "));
        return error(
            StatusCode::BAD_REQUEST,
            &format!("there is no observer `{name}`"),
            &mend,
        );
    };
    let looked = visit.desk.look_up(&number);
    let page = match &looked {
        Some(looked) => looked.page(observer, visit.at),
        None => Page::unknown(&number, observer, visit.at),
    };
    let status = if page.is_known() {
        StatusCode::OK
    } else {
        StatusCode::NOT_FOUND
    };
    let mut out = Vec::with_capacity(4_096);
    wire::page(&mut out, &page);
    json(status, out)
}

fn error(status: StatusCode, message: &str, mend: &str) -> Answer {
    let mut out = Vec::new();
    wire::error(&mut out, message, mend);
    json(status, out)
}

pub(super) fn refuse(refusal: Refusal) -> Answer {
    match refusal {
        Refusal::KeyMissing | Refusal::KeyWrong => error(
            StatusCode::UNAUTHORIZED,
            "the key does not count",
            "send one that the server was started with",
        ),
        Refusal::TooLarge { most } => error(
            StatusCode::PAYLOAD_TOO_LARGE,
            "the body is too large",
            &format!("send at most {most} bytes"),
        ),
        Refusal::TooMany { .. } => error(
            StatusCode::TOO_MANY_REQUESTS,
            "too many requests",
            "wait, then ask again",
        ),
        Refusal::Status(status) => error(
            status,
            status.canonical_reason().unwrap_or("the request failed"),
            "GET /misroute/v1/parcels/{number}",
        ),
    }
}

pub(super) fn reading(number: &str) -> Request {
    let number = utf8_percent_encode(number, NON_ALPHANUMERIC);
    let mut request = Request::default();
    *request.uri_mut() = format!("/misroute/v1/parcels/{number}")
        .parse()
        .unwrap_or_default();
    request
}
