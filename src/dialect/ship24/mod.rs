//! Ship24's trackers, at `/public/v1`.

mod bulk;
mod hook;
mod http;
mod names;
mod script;
mod sites;
mod trackers;
mod wire;
mod words;

use ::http::Method;
use ::http::header::{AUTHORIZATION, CONTENT_TYPE, HeaderValue};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::hook::Hooks;
use super::sites::Sites;
use super::{Answer, DEFAULT_KEY, Dialect, Key, Limit, Refusal, Request, Setting, Visit, header};

/// The dialect.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ship24;

/// How often a key may ask: it is known to be limited, and not at how many.
const LIMITS: &[Limit] = &[Limit::new("ship24.limit.per-second", "0", 1)];

impl Dialect for Ship24 {
    fn name(&self) -> &'static str {
        http::NAME
    }

    fn title(&self) -> &'static str {
        "Ship24 Tracking API v1"
    }

    fn hosts(&self) -> &'static [&'static str] {
        &["api.ship24.com"]
    }

    fn claims(&self, request: &Request) -> bool {
        request.uri().path().starts_with("/public/v1/")
    }

    fn key(&self, request: &Request) -> Key {
        key(request).map_or(Key::Missing, |key| Key::Given(key.to_owned()))
    }

    fn subjects(&self, request: &Request) -> Vec<String> {
        http::subjects(request)
    }

    fn answer(&self, visit: &Visit<'_>) -> Answer {
        http::answer(visit)
    }

    fn refuse(&self, refusal: &Refusal) -> Answer {
        http::refuse(*refusal)
    }

    fn sites(&self) -> &'static Sites {
        &sites::SITES
    }

    fn hooks(&self) -> Option<&'static dyn Hooks> {
        Some(&hook::Messages)
    }

    fn settings(&self) -> &'static [Setting] {
        names::SETTINGS
    }

    fn limits(&self) -> &'static [Limit] {
        LIMITS
    }

    fn registration(&self, number: &str) -> Option<Request> {
        let body = serde_json::json!({ "trackingNumber": number });
        let mut request = asked("/public/v1/trackers");
        *request.method_mut() = Method::POST;
        let kind = HeaderValue::from_static("application/json");
        request.headers_mut().insert(CONTENT_TYPE, kind);
        *request.body_mut() = body.to_string().into_bytes();
        Some(request)
    }

    fn reading(&self, number: &str, _: Option<&[u8]>) -> Request {
        let number = utf8_percent_encode(number, NON_ALPHANUMERIC);
        asked(&format!("/public/v1/trackers/search/{number}/results"))
    }
}

/// Returns the key of a request.
fn key(request: &Request) -> Option<&str> {
    let (scheme, key) = header(request, AUTHORIZATION.as_str())?.split_once(' ')?;
    let is_bearer = scheme.eq_ignore_ascii_case("bearer");
    Some(key.trim()).filter(|key| is_bearer && !key.is_empty())
}

/// Returns a request to a path, with the default key.
fn asked(path: &str) -> Request {
    let mut request = Request::default();
    *request.uri_mut() = path.parse().unwrap_or_default();
    if let Ok(bearer) = HeaderValue::from_str(&format!("Bearer {DEFAULT_KEY}")) {
        request.headers_mut().insert(AUTHORIZATION, bearer);
    }
    request
}
