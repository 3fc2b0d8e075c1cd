//! Cainiao Global's `detail.json`, which every hobby tracker of `AliExpress` parcels calls.

mod http;
mod sites;
mod wire;
mod wire_trace;
mod words;

use super::sites::Sites;
use super::{Answer, Dialect, Key, Refusal, Request, Setting, Visit, Wall};
use crate::parcel::Observer;

/// The dialect.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cainiao;

impl Dialect for Cainiao {
    fn name(&self) -> &'static str {
        "cainiao"
    }

    fn title(&self) -> &'static str {
        "Cainiao Global detail.json"
    }

    fn hosts(&self) -> &'static [&'static str] {
        &["global.cainiao.com"]
    }

    fn observers(&self) -> &'static [Observer] {
        &[Observer::OriginCarrier]
    }

    fn claims(&self, request: &Request) -> bool {
        request.uri().path().starts_with("/global/")
    }

    fn key(&self, _: &Request) -> Key {
        Key::NotUsed
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

    fn wall(&self, wall: Wall) -> Option<Answer> {
        Some(http::wall(wall))
    }

    fn settings(&self) -> &'static [Setting] {
        &[http::BATCH, http::OTHER_NETWORKS]
    }

    fn reading(&self, number: &str, _: Option<&[u8]>) -> Request {
        http::reading(number)
    }
}
