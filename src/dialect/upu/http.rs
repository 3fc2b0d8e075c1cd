//! The endpoint: `GET /PTT.API/Service.svc/rest/itemTTExt/{number}/{token}`, where the token is the key.

use ::http::header::RETRY_AFTER;
use ::http::{Method, StatusCode};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::wire::{self, Manner, States};
use crate::dialect::answer::of_type;
use crate::dialect::json::string;
use crate::dialect::{Answer, DEFAULT_KEY, Refusal, Request, Setting, Visit, segments};
use crate::fleet::Page;
use crate::parcel::Observer;
use crate::parcel::number::TrackingNumber;

/// Every path begins like this.
pub(super) const ROOT: &str = "/PTT.API/Service.svc/rest/";
/// The type of every answer.
const TYPE: &str = "application/json; charset=utf-8";

const POSTED: Setting = Setting {
    name: "upu.state.posted",
    default: "1",
    help: "State of an item that no post of its destination has seen",
};
const ARRIVED: Setting = Setting {
    name: "upu.state.arrived",
    default: "2",
    help: "State of an item that is in the country of its destination",
};
const ENDED: Setting = Setting {
    name: "upu.state.ended",
    default: "3",
    help: "State of an item that was delivered, or will not be",
};
const CLOCK: Setting = Setting {
    name: "upu.clock",
    default: "utc",
    help: "what EventDT counts to: utc, the instant; or local, the wall clock of the place read as UTC",
};
pub(super) const SETTINGS: &[Setting] = &[POSTED, ARRIVED, ENDED, CLOCK];

/// Returns the number that a request asks for.
pub(super) fn number(request: &Request) -> Option<String> {
    match segments(request).as_slice() {
        [_, _, _, _, number, ..] => Some(number.clone().into_owned()),
        _ => None,
    }
}

/// Returns the token of a request, if its path has one.
pub(super) fn token(request: &Request) -> Option<String> {
    match segments(request).as_slice() {
        [_, _, _, _, _, token, ..] if !token.is_empty() => Some(token.clone().into_owned()),
        _ => None,
    }
}

pub(super) fn answer(visit: &Visit<'_>) -> Answer {
    let parts = visit.segments();
    let [_, _, _, operation, number, _] = parts.as_slice() else {
        return refuse(Refusal::Status(StatusCode::NOT_FOUND));
    };
    if operation != "itemTTExt" {
        return refuse(Refusal::Status(StatusCode::NOT_FOUND));
    }
    if visit.method() != Method::GET {
        return refuse(Refusal::Status(StatusCode::METHOD_NOT_ALLOWED));
    }
    // Posts exchange messages about items, which have numbers of their standard; what somebody bound counts as one.
    let is_item = is_item(number) || visit.desk.binding(number).is_some();
    let looked = is_item.then(|| visit.desk.look_up(number)).flatten();
    let page = match &looked {
        Some(looked) => looked.page(Observer::OriginCarrier, visit.at),
        None => Page::unknown(number, Observer::OriginCarrier, visit.at),
    };
    let manner = Manner {
        states: States {
            posted: visit.setting(&POSTED),
            arrived: visit.setting(&ARRIVED),
            ended: visit.setting(&ENDED),
        },
        is_local: visit.setting(&CLOCK) == "local",
    };
    let mut out = Vec::with_capacity(2_048);
    wire::items(&mut out, &page, manner);
    of_type(StatusCode::OK, TYPE, out)
}

/// Tells whether a text has the form of a postal item's number: two letters, nine digits, two letters.
fn is_item(text: &str) -> bool {
    TrackingNumber::normalize(text).is_ok_and(|number| {
        let places = number.as_str().bytes().enumerate();
        number.as_str().len() == 13
            && places.fold(true, |fits, (place, byte)| {
                fits & (byte.is_ascii_digit() == (2..11).contains(&place))
            })
    })
}

pub(super) fn refuse(refusal: Refusal) -> Answer {
    let (status, message) = match refusal {
        Refusal::KeyMissing | Refusal::KeyWrong => {
            (StatusCode::UNAUTHORIZED, "The token is not valid.")
        }
        Refusal::TooLarge { .. } => (StatusCode::PAYLOAD_TOO_LARGE, "The request is too large."),
        Refusal::TooMany { .. } => (StatusCode::TOO_MANY_REQUESTS, "Too many requests."),
        Refusal::Status(status @ StatusCode::NOT_FOUND) => (status, "Endpoint not found."),
        Refusal::Status(status @ StatusCode::METHOD_NOT_ALLOWED) => (status, "Method not allowed."),
        Refusal::Status(status) => (status, "The request could not be processed."),
    };
    let mut out = Vec::with_capacity(64);
    string(&mut out, message);
    let mut answer = of_type(status, TYPE, out);
    if let Refusal::TooMany {
        retry_after: Some(seconds),
    } = refusal
    {
        answer.headers_mut().insert(RETRY_AFTER, seconds.into());
    }
    answer
}

pub(super) fn reading(number: &str) -> Request {
    let number = utf8_percent_encode(number, NON_ALPHANUMERIC);
    let mut request = Request::default();
    *request.uri_mut() = format!("{ROOT}itemTTExt/{number}/{DEFAULT_KEY}")
        .parse()
        .unwrap_or_default();
    request
}
