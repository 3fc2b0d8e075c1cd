//! Royal Mail Tracking v2: events, summaries and signatures, and a family of numbered errors.

mod errors;
mod http;
mod sites;
mod wire;
mod words;

use super::sites::Sites;
use super::{Answer, Dialect, Key, Limit, Refusal, Request, Setting, Visit, header};
use crate::parcel::Carrier;

/// The dialect.
#[derive(Debug, Clone, Copy)]
pub(super) struct RoyalMail;

/// How often a client may ask that has not been admitted yet.
const LIMITS: &[Limit] = &[
    Limit::new("royalmail.limit.per-12-hours", "25", 43_200),
    Limit::new("royalmail.limit.per-day", "50", 86_400),
];

impl Dialect for RoyalMail {
    fn name(&self) -> &'static str {
        "royalmail"
    }

    fn title(&self) -> &'static str {
        "Royal Mail Tracking v2"
    }

    fn hosts(&self) -> &'static [&'static str] {
        &["api.royalmail.net"]
    }

    fn carrier(&self) -> Option<Carrier> {
        Some(Carrier::ROYAL_MAIL)
    }

    fn claims(&self, request: &Request) -> bool {
        request.uri().path().starts_with("/mailpieces/v2/")
    }

    fn key(&self, request: &Request) -> Key {
        let given = |name| header(request, name).filter(|value| !value.is_empty());
        match (given("x-ibm-client-id"), given("x-ibm-client-secret")) {
            (Some(id), Some(_)) => Key::Given(id.to_owned()),
            _ => Key::Missing,
        }
    }

    fn subjects(&self, request: &Request) -> Vec<String> {
        http::numbers(request)
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

    fn settings(&self) -> &'static [Setting] {
        words::SETTINGS
    }

    fn limits(&self) -> &'static [Limit] {
        LIMITS
    }

    fn reading(&self, number: &str, _: Option<&[u8]>) -> Request {
        http::reading(number)
    }
}
