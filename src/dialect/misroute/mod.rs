//! The neutral dialect: a page in this project's own words, for whoever wants the record and no carrier's habits.

mod http;
mod sites;
mod wire;

use super::sites::Sites;
use super::{Answer, Dialect, Key, Refusal, Request, Visit};
use crate::parcel::Observer;

/// The dialect.
#[derive(Debug, Clone, Copy)]
pub(super) struct Misroute;

impl Dialect for Misroute {
    fn name(&self) -> &'static str {
        "misroute"
    }

    fn title(&self) -> &'static str {
        "the record in neutral words"
    }

    fn hosts(&self) -> &'static [&'static str] {
        &[]
    }

    fn observers(&self) -> &'static [Observer] {
        Observer::ALL
    }

    fn claims(&self, request: &Request) -> bool {
        request.uri().path().starts_with("/misroute/")
    }

    fn key(&self, _: &Request) -> Key {
        Key::NotUsed
    }

    fn subjects(&self, request: &Request) -> Vec<String> {
        http::number(request).into_iter().collect()
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

    fn reading(&self, number: &str, _: Option<&[u8]>) -> Request {
        http::reading(number)
    }
}
