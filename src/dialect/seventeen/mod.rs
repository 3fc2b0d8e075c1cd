//! 17TRACK: the official API of versions 2.4 and 2.2, and the API of the consumer site.
//!
//! A number is registered before it is read; from then on carriers are asked until nothing is to be expected any more.

mod carriers;
mod countries;
mod hook;
mod http;
mod settings;
mod sites;
mod watch;
mod wire;
mod words;

use super::hook::Hooks;
use super::sites::Sites;
use super::{Answer, Dialect, Key, Limit, Refusal, Request, Setting, Visit, header};

/// The official API.
#[derive(Debug, Clone, Copy)]
pub(super) struct SeventeenTrack;

/// The API of the consumer site, which pages and hobby trackers with an account use.
#[derive(Debug, Clone, Copy)]
pub(super) struct SeventeenTrackConsumer;

impl Dialect for SeventeenTrack {
    fn name(&self) -> &'static str {
        http::NAME
    }

    fn title(&self) -> &'static str {
        "17TRACK API v2.4 and v2.2"
    }

    fn hosts(&self) -> &'static [&'static str] {
        &["api.17track.net"]
    }

    fn claims(&self, request: &Request) -> bool {
        let path = request.uri().path();
        path.starts_with("/track/v2.4/") || path.starts_with("/track/v2.2/")
    }

    fn key(&self, request: &Request) -> Key {
        match header(request, "17token") {
            Some(key) if !key.is_empty() => Key::Given(key.to_owned()),
            _ => Key::Missing,
        }
    }

    fn subjects(&self, request: &Request) -> Vec<String> {
        http::subjects(request)
    }

    fn answer(&self, visit: &Visit<'_>) -> Answer {
        http::answer(visit)
    }

    fn refuse(&self, refusal: &Refusal) -> Answer {
        http::refuse(*refusal)
    }

    fn hooks(&self) -> Option<&'static dyn Hooks> {
        Some(&hook::Notifications)
    }

    fn sites(&self) -> &'static Sites {
        &sites::SITES
    }

    fn settings(&self) -> &'static [Setting] {
        settings::OFFICIAL
    }

    fn limits(&self) -> &'static [Limit] {
        settings::LIMITS
    }

    fn registration(&self, number: &str) -> Option<Request> {
        Some(http::request("register", number))
    }

    fn reading(&self, number: &str, _: Option<&[u8]>) -> Request {
        http::request("gettrackinfo", number)
    }
}

impl Dialect for SeventeenTrackConsumer {
    fn name(&self) -> &'static str {
        http::consumer::NAME
    }

    fn title(&self) -> &'static str {
        "17TRACK consumer site"
    }

    fn hosts(&self) -> &'static [&'static str] {
        &["user.17track.net", "buyer.17track.net"]
    }

    fn claims(&self, request: &Request) -> bool {
        let path = request.uri().path();
        path.starts_with("/user-api/") || path.starts_with("/orderapi/")
    }

    fn key(&self, request: &Request) -> Key {
        http::consumer::key(request)
    }

    fn subjects(&self, request: &Request) -> Vec<String> {
        http::consumer::subjects(request)
    }

    fn answer(&self, visit: &Visit<'_>) -> Answer {
        http::consumer::answer(visit)
    }

    fn refuse(&self, refusal: &Refusal) -> Answer {
        http::consumer::refuse(*refusal)
    }

    fn sites(&self) -> &'static Sites {
        &sites::CONSUMER
    }

    fn settings(&self) -> &'static [Setting] {
        settings::CONSUMER
    }

    fn registration(&self, number: &str) -> Option<Request> {
        Some(http::consumer::registration(number))
    }

    fn reading(&self, _: &str, _: Option<&[u8]>) -> Request {
        http::consumer::reading()
    }
}
