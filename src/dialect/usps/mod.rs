//! USPS Tracking v3: tokens by OAuth, strings for booleans, and 404 for what it has not seen.

mod http;
mod http_token;
mod settings;
mod sites;
mod wire;
mod words;

use super::sites::Sites;
use super::{Answer, Dialect, Key, Limit, Refusal, Request, Setting, Visit, segments};
use crate::parcel::Carrier;

/// The dialect.
#[derive(Debug, Clone, Copy)]
pub(super) struct Usps;

/// Its name, which its tokens bear too.
const NAME: &str = "usps";
/// What a token has to be good for, and is if its client does not say.
const SCOPE: &str = "tracking";

/// How often a client may ask.
const LIMITS: &[Limit] = &[Limit::new("usps.limit.per-hour", "60", 3_600)];

impl Dialect for Usps {
    fn name(&self) -> &'static str {
        NAME
    }

    fn title(&self) -> &'static str {
        "USPS Tracking v3"
    }

    fn hosts(&self) -> &'static [&'static str] {
        &["apis.usps.com", "apis-tem.usps.com"]
    }

    fn carrier(&self) -> Option<Carrier> {
        Some(Carrier::USPS)
    }

    fn claims(&self, request: &Request) -> bool {
        let path = request.uri().path();
        path.starts_with("/tracking/v3/") || path.starts_with("/oauth2/v3/")
    }

    fn key(&self, request: &Request) -> Key {
        if segments(request)
            .first()
            .is_some_and(|part| part == "oauth2")
        {
            // The endpoint itself refuses a client, in words of its own.
            return Key::NotUsed;
        }
        http::key(request)
    }

    fn subjects(&self, request: &Request) -> Vec<String> {
        http::number(request).into_iter().collect()
    }

    fn answer(&self, visit: &Visit<'_>) -> Answer {
        if visit
            .segments()
            .first()
            .is_some_and(|part| part == "oauth2")
        {
            http_token::answer(visit)
        } else {
            http::answer(visit)
        }
    }

    fn refuse(&self, refusal: &Refusal) -> Answer {
        http::refuse(*refusal)
    }

    fn sites(&self) -> &'static Sites {
        &sites::SITES
    }

    fn settings(&self) -> &'static [Setting] {
        settings::SETTINGS
    }

    fn limits(&self) -> &'static [Limit] {
        LIMITS
    }

    fn registration(&self, _: &str) -> Option<Request> {
        Some(http_token::request())
    }

    fn reading(&self, number: &str, registered: Option<&[u8]>) -> Request {
        http::reading(number, registered)
    }
}
