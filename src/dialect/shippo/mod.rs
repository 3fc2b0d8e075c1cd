//! Shippo's tracks, at `/tracks`, and its webhooks.

mod hook;
mod http;
mod names;
mod script;
mod sites;
mod webhooks;
mod wire;
mod words;

use ::http::Method;
use ::http::header::{AUTHORIZATION, CONTENT_TYPE, HeaderValue};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::aggregate::likeliest;
use super::hook::Hooks;
use super::sites::Sites;
use super::{Answer, DEFAULT_KEY, Dialect, Key, Refusal, Request, Setting, Visit};
use super::{header, segments};
use crate::parcel::Carrier;

/// The dialect.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shippo;

impl Dialect for Shippo {
    fn name(&self) -> &'static str {
        http::NAME
    }

    fn title(&self) -> &'static str {
        "Shippo tracks"
    }

    fn hosts(&self) -> &'static [&'static str] {
        &["api.goshippo.com"]
    }

    fn claims(&self, request: &Request) -> bool {
        let path = request.uri().path();
        ["/tracks", "/webhooks"].iter().any(|stem| {
            let rest = path.strip_prefix(stem);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        })
    }

    fn key(&self, request: &Request) -> Key {
        key(request).map_or(Key::Missing, |key| Key::Given(key.to_owned()))
    }

    fn subjects(&self, request: &Request) -> Vec<String> {
        if let [_, _, number] = segments(request).as_slice() {
            return vec![number.clone().into_owned()];
        }
        let body = http::body(request).unwrap_or_default();
        match http::text(&body, "tracking_number") {
            Ok(Some(number)) => vec![number.into_owned()],
            _ => Vec::new(),
        }
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
        Some(&hook::Notifications)
    }

    fn settings(&self) -> &'static [Setting] {
        names::SETTINGS
    }

    fn registration(&self, number: &str) -> Option<Request> {
        let body = serde_json::json!({ "carrier": carrier(number), "tracking_number": number });
        let mut request = asked("/tracks");
        *request.method_mut() = Method::POST;
        let kind = HeaderValue::from_static("application/json");
        request.headers_mut().insert(CONTENT_TYPE, kind);
        *request.body_mut() = body.to_string().into_bytes();
        Some(request)
    }

    fn reading(&self, number: &str, _: Option<&[u8]>) -> Request {
        let carrier = utf8_percent_encode(carrier(number), NON_ALPHANUMERIC);
        let number = utf8_percent_encode(number, NON_ALPHANUMERIC);
        asked(&format!("/tracks/{carrier}/{number}"))
    }
}

/// Returns the token of the carrier to ask about a number.
fn carrier(number: &str) -> &'static str {
    if number.starts_with("SHIPPO_") {
        return script::CARRIER;
    }
    names::CODES.usual(likeliest(number).unwrap_or(Carrier::CAINIAO))
}

/// Returns the key of a request.
fn key(request: &Request) -> Option<&str> {
    let (scheme, key) = header(request, AUTHORIZATION.as_str())?.split_once(' ')?;
    let known = ["shippotoken", "bearer"];
    let is_known = known.iter().any(|known| scheme.eq_ignore_ascii_case(known));
    Some(key.trim()).filter(|key| is_known && !key.is_empty())
}

/// Returns a request to a path, with the default key.
fn asked(path: &str) -> Request {
    let mut request = Request::default();
    *request.uri_mut() = path.parse().unwrap_or_default();
    if let Ok(token) = HeaderValue::from_str(&format!("ShippoToken {DEFAULT_KEY}")) {
        request.headers_mut().insert(AUTHORIZATION, token);
    }
    request
}
