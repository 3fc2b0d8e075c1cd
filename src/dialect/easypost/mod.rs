//! `EasyPost`'s trackers, at `/v2/trackers`, and its webhooks.

mod body;
mod hook;
mod http;
mod list;
mod names;
mod script;
mod sites;
mod webhooks;
mod wire;
mod wire_events;
mod words;

use ::http::Method;
use ::http::header::{AUTHORIZATION, CONTENT_TYPE, HeaderValue};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::hook::Hooks;
use super::sites::Sites;
use super::{Answer, DEFAULT_KEY, Dialect, Key, Limit, Refusal, Request, Setting, Visit};
use super::{header, segments, sixty_four};

/// The dialect.
#[derive(Debug, Clone, Copy)]
pub(super) struct EasyPost;

/// How many settings there are: one a carrier, one a test code, and those of test mode and of events.
const SETTINGS: [Setting; names::NAMES.len() + script::CODES.len() + 2] = {
    let mut all = [http::TEST_MODE; names::NAMES.len() + script::CODES.len() + 2];
    let mut place = 0;
    while place < names::NAMES.len() {
        all[place] = names::NAMES[place];
        place += 1;
    }
    while place < names::NAMES.len() + script::CODES.len() {
        all[place] = script::CODES[place - names::NAMES.len()];
        place += 1;
    }
    all[place] = hook::RETRIES;
    all
};

/// How often a key may ask: it is known to be limited, and not at how many.
const LIMITS: &[Limit] = &[Limit::new("easypost.limit.per-second", "0", 1)];

impl Dialect for EasyPost {
    fn name(&self) -> &'static str {
        http::NAME
    }

    fn title(&self) -> &'static str {
        "EasyPost Trackers v2"
    }

    fn hosts(&self) -> &'static [&'static str] {
        &["api.easypost.com"]
    }

    fn claims(&self, request: &Request) -> bool {
        request.uri().path().starts_with("/v2/")
    }

    fn key(&self, request: &Request) -> Key {
        key(request).map_or(Key::Missing, Key::Given)
    }

    fn subjects(&self, request: &Request) -> Vec<String> {
        match segments(request).as_slice() {
            [_, _, id] if id.starts_with("trk_") => vec![id.clone().into_owned()],
            _ => list::subjects(request),
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
        Some(&hook::Events)
    }

    fn settings(&self) -> &'static [Setting] {
        const ALL: &[Setting] = &SETTINGS;
        ALL
    }

    fn limits(&self) -> &'static [Limit] {
        LIMITS
    }

    fn registration(&self, number: &str) -> Option<Request> {
        let body = serde_json::json!({ "tracker": { "tracking_code": number } });
        let mut request = asked("/v2/trackers");
        *request.method_mut() = Method::POST;
        let kind = HeaderValue::from_static("application/json");
        request.headers_mut().insert(CONTENT_TYPE, kind);
        *request.body_mut() = body.to_string().into_bytes();
        Some(request)
    }

    fn reading(&self, number: &str, registered: Option<&[u8]>) -> Request {
        let registered: Option<serde_json::Value> =
            registered.and_then(|body| serde_json::from_slice(body).ok());
        let id = registered.as_ref().and_then(|body| body["id"].as_str());
        if let Some(id) = id {
            return asked(&format!("/v2/trackers/{id}"));
        }
        let number = utf8_percent_encode(number, NON_ALPHANUMERIC);
        asked(&format!("/v2/trackers?tracking_code={number}"))
    }
}

/// Returns the key of a request: a bearer's token, or the user name of basic authentication.
fn key(request: &Request) -> Option<String> {
    let (scheme, rest) = header(request, AUTHORIZATION.as_str())?.split_once(' ')?;
    let rest = rest.trim();
    let key = if scheme.eq_ignore_ascii_case("bearer") {
        rest.to_owned()
    } else if scheme.eq_ignore_ascii_case("basic") {
        let pair = String::from_utf8(sixty_four::decode(rest)?).ok()?;
        pair.split(':').next().unwrap_or_default().to_owned()
    } else {
        return None;
    };
    Some(key).filter(|key| !key.is_empty())
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
