//! `FedEx` Track v1: tokens by OAuth, thirty numbers a call, and a result each, found or not.
//!
//! `FedEx` brings none of these parcels to the door: it knows the numbers that somebody bound to a case, and no others.

mod http;
mod http_token;
mod sites;
mod wire;
mod words;

use super::sites::Sites;
use super::{Answer, Dialect, Key, Limit, Refusal, Request, Visit};
use crate::parcel::Observer;

/// The dialect.
#[derive(Debug, Clone, Copy)]
pub(super) struct FedEx;

/// Its name, which its tokens bear too.
const NAME: &str = "fedex";

/// How often a client may ask.
const LIMITS: &[Limit] = &[Limit::new("fedex.limit.per-10-seconds", "1400", 10)];

impl Dialect for FedEx {
    fn name(&self) -> &'static str {
        NAME
    }

    fn title(&self) -> &'static str {
        "FedEx Track v1"
    }

    fn hosts(&self) -> &'static [&'static str] {
        &["apis.fedex.com", "apis-sandbox.fedex.com"]
    }

    fn observers(&self) -> &'static [Observer] {
        &[Observer::LastMile]
    }

    fn claims(&self, request: &Request) -> bool {
        let path = request.uri().path().trim_end_matches('/');
        path == "/oauth/token" || path == "/track/v1/trackingnumbers"
    }

    fn key(&self, request: &Request) -> Key {
        if http_token::is_for(request) {
            // The endpoint itself refuses a client, in words of its own.
            return Key::NotUsed;
        }
        http::key(request)
    }

    fn subjects(&self, request: &Request) -> Vec<String> {
        http::numbers(request)
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
