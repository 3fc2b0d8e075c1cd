//! UPU PTT: what the two posts of an item told each other, as EMSEVT codes, under the number that both read.
//!
//! The messages of the destination's post reach this service by way of the post of origin, so a page is that observer's.
//! Private carriers take no part in the exchange, whatever they do with a postal item at the door.

mod http;
mod sites;
mod wire;
mod words;

use super::sites::Sites;
use super::{Answer, Dialect, Key, Refusal, Request, Setting, Visit};
use crate::parcel::Observer;

/// The dialect.
#[derive(Debug, Clone, Copy)]
pub(super) struct Upu;

impl Dialect for Upu {
    fn name(&self) -> &'static str {
        "upu"
    }

    fn title(&self) -> &'static str {
        "UPU PTT, the events that posts exchange"
    }

    fn hosts(&self) -> &'static [&'static str] {
        &["ptt.ptc.post"]
    }

    fn observers(&self) -> &'static [Observer] {
        &[Observer::OriginCarrier]
    }

    fn claims(&self, request: &Request) -> bool {
        request.uri().path().starts_with(http::ROOT)
    }

    fn key(&self, request: &Request) -> Key {
        http::token(request).map_or(Key::Missing, Key::Given)
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

    fn settings(&self) -> &'static [Setting] {
        http::SETTINGS
    }

    fn reading(&self, number: &str, _: Option<&[u8]>) -> Request {
        http::reading(number)
    }
}
