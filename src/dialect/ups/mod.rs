//! UPS Track v1: tokens for Basic credentials, and a 200 with a warning for what it has not seen.
//!
//! UPS brings none of these parcels to the door: it knows the numbers that somebody bound to a case, and no others.

mod http;
mod http_token;
mod sites;
mod wire;
mod words;

use super::sites::Sites;
use super::{Answer, Dialect, Key, Limit, Refusal, Request, Setting, Visit};
use crate::parcel::Observer;

/// The dialect.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ups;

/// Its name, which its tokens bear too.
const NAME: &str = "ups";

/// How often a key may ask: it is known to be limited, and not at how many.
const LIMITS: &[Limit] = &[Limit::new("ups.limit.per-second", "0", 1)];

impl Dialect for Ups {
    fn name(&self) -> &'static str {
        NAME
    }

    fn title(&self) -> &'static str {
        "UPS Track v1"
    }

    fn hosts(&self) -> &'static [&'static str] {
        &["onlinetools.ups.com", "wwwcie.ups.com"]
    }

    fn observers(&self) -> &'static [Observer] {
        &[Observer::LastMile]
    }

    fn claims(&self, request: &Request) -> bool {
        let path = request.uri().path();
        let own = [
            "/api/track/v1/",
            "/track/v1/reference/",
            "/security/v1/oauth/",
        ];
        own.iter().any(|prefix| path.starts_with(prefix))
    }

    fn key(&self, request: &Request) -> Key {
        if http_token::is_for(request) {
            // The endpoint itself refuses a client, in words of its own.
            return Key::NotUsed;
        }
        http::key(request)
    }

    fn subjects(&self, request: &Request) -> Vec<String> {
        http::number(request).into_iter().collect()
    }

    fn answer(&self, visit: &Visit<'_>) -> Answer {
        if http_token::is_for(visit.request) {
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
        http::SETTINGS
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
