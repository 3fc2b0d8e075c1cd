//! The one endpoint: `GET /global/detail.json?mailNos=A,B&lang=en-US`.

use ::http::{Method, StatusCode};

use super::wire;
use crate::dialect::answer::of_type;
use crate::dialect::{Answer, Refusal, Request, Visit, query};
use crate::fleet::Page;
use crate::parcel::Observer;

const JSON: &str = "application/json;charset=UTF-8";

/// One request is answered for so many numbers at most.
const NUMBERS_MOST: usize = 40;

/// Returns the numbers that a request asks for, in its order.
pub(super) fn numbers(request: &Request) -> Vec<String> {
    let list = query(request, "mailNos").or_else(|| query(request, "mailNoList"));
    let list = list.unwrap_or_default();
    let numbers = list
        .split(',')
        .map(str::trim)
        .filter(|number| !number.is_empty());
    numbers.map(str::to_owned).collect()
}

pub(super) fn answer_to(visit: &Visit<'_>, numbers: &[String]) -> Vec<u8> {
    let looked: Vec<_> = numbers
        .iter()
        .map(|number| visit.desk.look_up(number))
        .collect();
    let pages = numbers
        .iter()
        .zip(&looked)
        .map(|(number, looked)| match looked {
            Some(looked) => looked.page(Observer::OriginCarrier, visit.at),
            None => Page::unknown(number, Observer::OriginCarrier, visit.at),
        });
    let mut out = Vec::with_capacity(4_096 * numbers.len().min(8));
    wire::modules(&mut out, pages, visit.quirks);
    out
}

pub(super) fn answer(visit: &Visit<'_>) -> Answer {
    if visit.method() != Method::GET {
        return refuse(Refusal::Status(StatusCode::METHOD_NOT_ALLOWED));
    }
    if visit.segments() != ["global", "detail.json"] {
        return refuse(Refusal::Status(StatusCode::NOT_FOUND));
    }
    let numbers = numbers(visit.request);
    let body = if numbers.is_empty() {
        refused("PARAM_ERROR", "mailNos is required")
    } else if numbers.len() > NUMBERS_MOST {
        refused("PARAM_ERROR", "too many mailNos")
    } else {
        answer_to(visit, &numbers)
    };
    match visit.query("callback").filter(|name| is_identifier(name)) {
        Some(callback) => {
            let mut script = Vec::with_capacity(body.len() + callback.len() + 2);
            script.extend_from_slice(callback.as_bytes());
            script.push(b'(');
            script.extend_from_slice(&body);
            script.push(b')');
            answer_of("application/javascript;charset=UTF-8", script)
        }
        None => answer_of(JSON, body),
    }
}

/// A callback is a name, with dots perhaps: anything else would be script of somebody else's.
fn is_identifier(name: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$' | b'.');
    (1..=128).contains(&name.len()) && name.bytes().all(allowed)
}

fn answer_of(content_type: &'static str, body: Vec<u8>) -> Answer {
    of_type(StatusCode::OK, content_type, body)
}

/// A refusal is a 200 whose body says no.
fn refused(code: &str, message: &str) -> Vec<u8> {
    let mut out = Vec::new();
    wire::refusal(&mut out, code, message);
    out
}

pub(super) fn refuse(refusal: Refusal) -> Answer {
    let (status, code, message) = match refusal {
        Refusal::KeyMissing | Refusal::KeyWrong => (StatusCode::OK, "FORBIDDEN", "access denied"),
        Refusal::TooLarge { .. } => (StatusCode::OK, "PARAM_ERROR", "request too large"),
        Refusal::TooMany { .. } => (
            StatusCode::TOO_MANY_REQUESTS,
            "FREQUENT_ACCESS",
            "too many requests",
        ),
        Refusal::Status(status) => (status, "SYSTEM_ERROR", "system error"),
    };
    of_type(status, JSON, refused(code, message))
}

pub(super) fn reading(number: &str) -> Request {
    let number: String = form_urlencoded::byte_serialize(number.as_bytes()).collect();
    let mut request = Request::default();
    *request.uri_mut() = format!("/global/detail.json?mailNos={number}&lang=en-US")
        .parse()
        .unwrap_or_default();
    request
}
