//! `TrackingMore`'s trackings, at `/v4`.

mod hook;
mod http;
mod names;
mod query;
mod sites;
mod wire;
mod words;

use ::http::Method;
use ::http::header::{CONTENT_TYPE, HeaderValue};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Map, Value};

use super::aggregate::likeliest;
use super::hook::Hooks;
use super::sites::Sites;
use super::{Answer, DEFAULT_KEY, Dialect, Key, Limit, Refusal, Request, Setting, Visit};
use super::{header, query as parameter, segments};
use crate::parcel::Carrier;

const KEY: &str = "tracking-api-key";
/// Where another aggregator's requests have their key.
const OTHERS: &[&str] = &["aftership-api-key", "as-api-key"];
/// What is done to trackings here, and nowhere else.
const VERBS: &[&str] = &["create", "batch", "get", "update", "delete", "retrack"];

/// The dialect.
#[derive(Debug, Clone, Copy)]
pub(super) struct TrackingMore;

/// How often a key may ask: it is known to be limited, and not at how many.
const LIMITS: &[Limit] = &[Limit::new("trackingmore.limit.per-second", "0", 1)];

impl Dialect for TrackingMore {
    fn name(&self) -> &'static str {
        http::NAME
    }

    fn title(&self) -> &'static str {
        "TrackingMore v4"
    }

    fn hosts(&self) -> &'static [&'static str] {
        &["api.trackingmore.com"]
    }

    fn claims(&self, request: &Request) -> bool {
        let Some(rest) = request.uri().path().strip_prefix("/v4/") else {
            return false;
        };
        // Another aggregator has `/v4/trackings` too; whose it is, the header tells, and else what is to be done there.
        let has = |key| request.headers().contains_key(key);
        let is_verb = || {
            let verb = rest.strip_prefix("trackings/");
            let verb = verb.and_then(|rest| rest.split('/').next());
            verb.is_some_and(|verb| VERBS.contains(&verb))
        };
        has(KEY) || is_verb() && !OTHERS.iter().any(|key| has(key))
    }

    fn key(&self, request: &Request) -> Key {
        let key = header(request, KEY).map(str::trim);
        let key = key.filter(|key| !key.is_empty());
        key.map_or(Key::Missing, |key| Key::Given(key.to_owned()))
    }

    fn subjects(&self, request: &Request) -> Vec<String> {
        if let Some(list) = parameter(request, "tracking_numbers") {
            return query::numbers(&list);
        }
        if let [_, _, _, id] = segments(request).as_slice() {
            return vec![id.clone().into_owned()];
        }
        let body: Value = serde_json::from_slice(request.body()).unwrap_or_default();
        let number =
            |body: &Map<String, Value>| http::text(body, "tracking_number").map(Into::into);
        let one = body.as_object().into_iter();
        let many = body.as_array().into_iter().flatten();
        one.chain(many.filter_map(Value::as_object))
            .filter_map(number)
            .collect()
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
        let carrier = likeliest(number).unwrap_or(Carrier::CAINIAO);
        let body = serde_json::json!({
            "tracking_number": number,
            "courier_code": names::CODES.usual(carrier),
        });
        let mut request = asked("/v4/trackings/create");
        *request.method_mut() = Method::POST;
        let kind = HeaderValue::from_static("application/json");
        request.headers_mut().insert(CONTENT_TYPE, kind);
        *request.body_mut() = body.to_string().into_bytes();
        Some(request)
    }

    fn reading(&self, number: &str, _: Option<&[u8]>) -> Request {
        let number = utf8_percent_encode(number, NON_ALPHANUMERIC);
        asked(&format!("/v4/trackings/get?tracking_numbers={number}"))
    }
}

/// Returns a request to a path, with the default key.
fn asked(path: &str) -> Request {
    let mut request = Request::default();
    *request.uri_mut() = path.parse().unwrap_or_default();
    let key = HeaderValue::from_static(DEFAULT_KEY);
    request.headers_mut().insert(KEY, key);
    request
}
