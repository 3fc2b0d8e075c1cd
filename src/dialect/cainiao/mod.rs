//! Cainiao Global's `detail.json`, which every hobby tracker of `AliExpress` parcels calls.

mod http;
mod wire;
mod words;

use super::{Answer, Dialect, Key, Quirk, Refusal, Request, Visit};

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

    fn robot_wall(&self) -> &'static str {
        // What clients look for in it: the flag, the component, and the path.
        "<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>punish</title></head><body>\
         <punish-component></punish-component><script>window._config_={\"rgv587_flag\":\"sm\",\
         \"url\":\"/_____tmd_____/punish?x5step=1\"};</script></body></html>"
    }

    fn quirks(&self) -> &'static [Quirk] {
        &[Quirk::SloppyCodes, Quirk::ZoneMissing]
    }

    fn reading(&self, number: &str, _: Option<&[u8]>) -> Request {
        http::reading(number)
    }
}
