//! The one endpoint: `GET /global/detail.json?mailNos=A,B&lang=en-US`.

use ::http::{Method, StatusCode};

use super::wire::{self, Manner};
use super::words::words;
use crate::dialect::answer::of_type;
use crate::dialect::{Answer, Refusal, Request, Setting, Visit, Wall, query};
use crate::fleet::Page;
use crate::parcel::Observer;

const JSON: &str = "application/json;charset=UTF-8";
const SCRIPT: &str = "application/javascript;charset=UTF-8";
const HTML: &str = "text/html;charset=utf-8";

/// No limit is documented.
pub(super) const BATCH: Setting = Setting {
    name: "cainiao.batch",
    default: "40",
    help: "for how many numbers one request is answered",
};

/// Whether other networks' parcels are shown could not be confirmed; an empty answer was seen for any unknown number.
pub(super) const OTHER_NETWORKS: Setting = Setting {
    name: "cainiao.other-networks",
    default: "unknown",
    help: "what is shown of numbers of networks that are neither Cainiao's nor a post's: `unknown` or `shown`",
};

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

/// Returns how a request is answered: `lang` counts before `language`.
fn manner(visit: &Visit<'_>) -> Manner {
    let given = |name| visit.query(name).filter(|tag| !tag.is_empty());
    let tag = given("lang").or_else(|| given("language"));
    Manner {
        words: words(&tag.unwrap_or_default()),
        shows_other_networks: visit.setting(&OTHER_NETWORKS) == "shown",
    }
}

fn answer_to(visit: &Visit<'_>, numbers: &[String]) -> Vec<u8> {
    let looked: Vec<_> = numbers
        .iter()
        .map(|number| {
            visit
                .desk
                .look_up_for(number, Some(Observer::OriginCarrier))
        })
        .collect();
    let pages = numbers
        .iter()
        .zip(&looked)
        .map(|(number, looked)| match looked {
            // Partners' numbers lead to the whole parcel, as the real answers under them show.
            Some(looked) => looked.page_of_origin(visit.at),
            None => Page::unknown(number, Observer::OriginCarrier, visit.at),
        });
    let mut out = Vec::with_capacity(6_144 * numbers.len().min(8));
    wire::modules(&mut out, pages, manner(visit));
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
    // A setting that is no number leaves the default.
    let most = |text: &str| text.parse::<usize>().ok();
    let most = most(visit.setting(&BATCH)).or_else(|| most(BATCH.default));
    let body = if numbers.is_empty() {
        refused("PARAM_ERROR", "mailNos is required")
    } else if most.is_some_and(|most| numbers.len() > most) {
        refused("PARAM_ERROR", "too many mailNos")
    } else {
        answer_to(visit, &numbers)
    };
    match visit.query("callback").filter(|name| is_identifier(name)) {
        Some(callback) => {
            let script = [callback.as_bytes(), b"(", &body, b")"].concat();
            of_type(StatusCode::OK, SCRIPT, script)
        }
        None => of_type(StatusCode::OK, JSON, body),
    }
}

/// A callback is a name, with dots perhaps: anything else would be script of somebody else's.
fn is_identifier(name: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$' | b'.');
    (1..=128).contains(&name.len()) && name.bytes().all(allowed)
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

/// Returns what a suspected robot gets: only the marks that clients look for are known, so the rest is as short as can be.
pub(super) fn wall(wall: Wall) -> Answer {
    let (content_type, body) = match wall {
        Wall::Page => (HTML, PAGE),
        Wall::Json => (JSON, SLIDER),
    };
    of_type(StatusCode::OK, content_type, body.into())
}

const PAGE: &str = r#"<!doctype html><html><head><meta charset="utf-8"><title>Verification</title></head><body><punish-component></punish-component><script>window._config_={"action":"captcha","rgv587_flag":"sm","url":"/global/detail.json/_____tmd_____/punish?x5secdata=0"};</script></body></html>"#;
const SLIDER: &str = r#"{"rgv587_flag":"sm","url":"https://global.cainiao.com/global/detail.json/_____tmd_____/punish?x5secdata=0"}"#;

pub(super) fn reading(number: &str) -> Request {
    let number: String = form_urlencoded::byte_serialize(number.as_bytes()).collect();
    let mut request = Request::default();
    *request.uri_mut() = format!("/global/detail.json?mailNos={number}&lang=en-US")
        .parse()
        .unwrap_or_default();
    request
}
