//! The endpoint: `GET /track/shipments?trackingNumber=N`, with `DHL-API-Key`.

use ::http::header::RETRY_AFTER;
use ::http::{HeaderValue, Method, StatusCode};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::wire::{self, Manner, Slice};
use crate::dialect::answer::{json, of_type};
use crate::dialect::{Answer, DEFAULT_KEY, Refusal, Request, Setting, Visit};
use crate::fleet::Page;
use crate::parcel::{Carrier, Country, Observer};

/// How many shipments an answer holds unless the client says so, and at most.
const LIMIT: usize = 5;
const LIMIT_MOST: usize = 50;

/// A longer text is no number of this carrier's.
const NUMBER_LONGEST: usize = 60;

const SERVICE: Setting = Setting {
    name: "dhl.service",
    default: "parcel-de",
    help: "the service that brings parcels to the door in Germany",
};
const ORGANIZATION: Setting = Setting {
    name: "dhl.organization",
    default: "DHL Paket",
    help: "details.carrier.organizationName",
};
const PRODUCT: Setting = Setting {
    name: "dhl.product",
    default: "DHL PAKET",
    help: "details.product.productName",
};
pub(super) const SETTINGS: &[Setting] = &[SERVICE, ORGANIZATION, PRODUCT];

pub(super) fn answer(visit: &Visit<'_>) -> Answer {
    if visit.segments().len() != 2 {
        return refuse(Refusal::Status(StatusCode::NOT_FOUND));
    }
    if visit.method() != Method::GET {
        return refuse(Refusal::Status(StatusCode::METHOD_NOT_ALLOWED));
    }
    let number = visit.query("trackingNumber").unwrap_or_default();
    let number = number.trim();
    if number.is_empty() {
        return bad("The query parameter trackingNumber is required.");
    }
    if number.len() > NUMBER_LONGEST {
        return bad("The query parameter trackingNumber is too long.");
    }
    let Some(offset) = count(visit, "offset", 0) else {
        return bad("The query parameter offset must be a number.");
    };
    let limit = count(visit, "limit", LIMIT).filter(|limit| (1..=LIMIT_MOST).contains(limit));
    let Some(limit) = limit else {
        return bad("The query parameter limit must be 1 to 50.");
    };
    let manner = Manner {
        service: visit.setting(&SERVICE),
        organization: visit.setting(&ORGANIZATION),
        product: visit.setting(&PRODUCT),
    };
    let service = visit.query("service");
    if service.is_some_and(|service| service != manner.service) {
        // The other services of the house know none of these parcels.
        return not_found(number);
    }
    let looked = visit.desk.look_up(number);
    let page = match &looked {
        Some(looked) => looked.page_of(Carrier::post(Country::DE), visit.at),
        None => Page::unknown(number, Observer::LastMile, visit.at),
    };
    let mut out = Vec::with_capacity(4_096);
    if wire::shipments(&mut out, &page, (manner, Slice { offset, limit })) {
        json(StatusCode::OK, out)
    } else {
        not_found(number)
    }
}

/// Returns a query parameter that is a count; none if it is something else.
fn count(visit: &Visit<'_>, name: &str, default: usize) -> Option<usize> {
    match visit.query(name) {
        None => Some(default),
        Some(text) => text.parse::<u32>().ok()?.try_into().ok(),
    }
}

fn not_found(number: &str) -> Answer {
    problem(
        StatusCode::NOT_FOUND,
        (
            "No result found",
            "No shipment with given tracking number found.",
        ),
        Some(number),
    )
}

fn bad(detail: &str) -> Answer {
    problem(StatusCode::BAD_REQUEST, ("Bad request", detail), None)
}

fn problem(status: StatusCode, (title, detail): (&str, &str), number: Option<&str>) -> Answer {
    let mut out = Vec::with_capacity(256);
    wire::problem(&mut out, status.as_u16(), (title, detail), number);
    of_type(status, "application/problem+json", out)
}

pub(super) fn refuse(refusal: Refusal) -> Answer {
    let (status, detail) = match refusal {
        Refusal::KeyMissing | Refusal::KeyWrong | Refusal::Status(StatusCode::UNAUTHORIZED) => {
            let said = ("Unauthorized", "There is no valid API key.");
            return problem(StatusCode::UNAUTHORIZED, said, None);
        }
        Refusal::TooLarge { .. } => (StatusCode::PAYLOAD_TOO_LARGE, "The request is too large."),
        Refusal::TooMany { retry_after } => {
            let said = ("Too many requests", "The quota is used up for now.");
            let mut answer = problem(StatusCode::TOO_MANY_REQUESTS, said, None);
            if let Some(seconds) = retry_after {
                answer.headers_mut().insert(RETRY_AFTER, seconds.into());
            }
            return answer;
        }
        Refusal::Status(status) => (status, "The request could not be served."),
    };
    let title = status.canonical_reason().unwrap_or("Error");
    problem(status, (title, detail), None)
}

pub(super) fn reading(number: &str) -> Request {
    let number = utf8_percent_encode(number, NON_ALPHANUMERIC);
    let mut request = Request::default();
    *request.uri_mut() = format!("/track/shipments?trackingNumber={number}")
        .parse()
        .unwrap_or_default();
    request
        .headers_mut()
        .insert("dhl-api-key", HeaderValue::from_static(DEFAULT_KEY));
    request
}
