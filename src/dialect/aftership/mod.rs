//! `AfterShip`'s trackings: the dated versions, 2023-10 and v4.

mod checkpoint;
mod couriers;
mod envelope;
mod fault;
mod hook;
mod http;
mod ids;
mod input;
mod keys;
mod query;
mod regions;
mod sites;
mod state;
mod tracking;
mod wire;
mod words;

use ::http::Method;
use ::http::header::{CONTENT_TYPE, HeaderName, HeaderValue};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::Value;

use super::hook::Hooks;
use super::sites::Sites;
use super::{
    Answer, DEFAULT_KEY, Dialect, Key, Limit, Refusal, Request, Setting, Visit, header, limit,
    query,
};
use crate::carrier::Left;

/// The headers that a key comes in. Signatures may come beside it; they are not verified, as no secret is known here.
const KEYS: [&str; 2] = ["as-api-key", "aftership-api-key"];

const TRACKINGS: &str = "/tracking/2026-07/trackings";

/// The dialect.
#[derive(Debug, Clone, Copy)]
pub(super) struct AfterShip;

/// How many settings there are: one a slug, and those of times, fields and webhooks.
const SETTINGS: [Setting; couriers::SLUGS.len() + 4] = {
    let mut all = [http::LOCAL_TIMES; couriers::SLUGS.len() + 4];
    let mut place = 0;
    while place < couriers::SLUGS.len() {
        all[place] = couriers::SLUGS[place];
        place += 1;
    }
    all[place + 1] = http::DATES;
    all[place + 2] = http::REQUIRED;
    all[place + 3] = hook::RETRIES;
    all
};

/// The headers that say how many requests there are, are left, and when they come back.
const TOLD: [&str; 3] = [
    "x-ratelimit-limit",
    "x-ratelimit-remaining",
    "x-ratelimit-reset",
];
/// How often a key may ask.
const LIMITS: &[Limit] = &[Limit::new("aftership.limit.per-second", "10", 1)];

impl Dialect for AfterShip {
    fn name(&self) -> &'static str {
        http::NAME
    }

    fn title(&self) -> &'static str {
        "AfterShip Tracking 2026-07, 2023-10 and v4"
    }

    fn hosts(&self) -> &'static [&'static str] {
        &["api.aftership.com"]
    }

    fn claims(&self, request: &Request) -> bool {
        // Another aggregator has `/v4/trackings` too; whose it is, the header tells.
        match http::version(request) {
            Some((wire::Version::V4, _)) => key(request).is_some(),
            found => found.is_some(),
        }
    }

    fn key(&self, request: &Request) -> Key {
        key(request).map_or(Key::Missing, |key| Key::Given(key.to_owned()))
    }

    fn subjects(&self, request: &Request) -> Vec<String> {
        subjects(request)
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
        const ALL: &[Setting] = &SETTINGS;
        ALL
    }

    fn limits(&self) -> &'static [Limit] {
        LIMITS
    }

    fn tell(&self, left: Left, answer: &mut Answer) {
        limit::headers(answer, TOLD.map(HeaderName::from_static), left);
    }

    fn registration(&self, number: &str) -> Option<Request> {
        let body = serde_json::json!({ "tracking_number": number });
        let mut request = asked(TRACKINGS);
        *request.method_mut() = Method::POST;
        let kind = HeaderValue::from_static("application/json");
        request.headers_mut().insert(CONTENT_TYPE, kind);
        *request.body_mut() = body.to_string().into_bytes();
        Some(request)
    }

    fn reading(&self, number: &str, registered: Option<&[u8]>) -> Request {
        let registered: Option<Value> =
            registered.and_then(|body| serde_json::from_slice(body).ok());
        let id = registered
            .as_ref()
            .and_then(|body| body["data"]["id"].as_str());
        if let Some(id) = id {
            return asked(&format!("{TRACKINGS}/{id}"));
        }
        let number = utf8_percent_encode(number, NON_ALPHANUMERIC);
        asked(&format!("{TRACKINGS}?tracking_numbers={number}"))
    }
}

fn key(request: &Request) -> Option<&str> {
    let mut keys = KEYS.iter().filter_map(|name| header(request, name));
    keys.find(|key| !key.is_empty())
}

/// Returns the numbers, or else the id, that a request is about.
fn subjects(request: &Request) -> Vec<String> {
    let Some((version, rest)) = http::version(request) else {
        return Vec::new();
    };
    match rest
        .iter()
        .map(String::as_str)
        .collect::<Vec<_>>()
        .as_slice()
    {
        ["trackings" | "last_checkpoint", _, number, ..]
            if version.wraps() && !["retrack", "mark-as-completed"].contains(number) =>
        {
            vec![(*number).to_owned()]
        }
        ["trackings" | "last_checkpoint", id, ..] => vec![(*id).to_owned()],
        ["trackings"] if request.method() == Method::GET => {
            let numbers = query(request, "tracking_numbers").unwrap_or_default();
            let numbers = numbers.split(',').map(str::trim);
            let numbers = numbers.filter(|number| !number.is_empty());
            numbers.map(str::to_owned).collect()
        }
        _ => {
            let body = input::body(request, version).ok();
            let number = body.and_then(|body| input::number(&body).ok().map(String::from));
            number.into_iter().collect()
        }
    }
}

/// Returns a request to a path, with the default key.
fn asked(path: &str) -> Request {
    let mut request = Request::default();
    *request.uri_mut() = path.parse().unwrap_or_default();
    let key = HeaderValue::from_static(DEFAULT_KEY);
    request.headers_mut().insert(KEYS[0], key);
    request
}
