//! La Poste Suivi v2: one to ten numbers a call, French time, and errors that are bare objects.

mod http;
mod labels;
mod sites;
mod wire;
mod words;

use super::sites::Sites;
use super::{Answer, Dialect, Key, Limit, Refusal, Request, Setting, Visit, header};
use crate::parcel::Carrier;

/// The dialect.
#[derive(Debug, Clone, Copy)]
pub(super) struct LaPoste;

/// How often a key may ask: as often as its plan says.
const LIMITS: &[Limit] = &[Limit::new("laposte.limit.per-day", "0", 86_400)];

impl Dialect for LaPoste {
    fn name(&self) -> &'static str {
        "laposte"
    }

    fn title(&self) -> &'static str {
        "La Poste Suivi v2"
    }

    fn hosts(&self) -> &'static [&'static str] {
        &["api.laposte.fr"]
    }

    fn carrier(&self) -> Option<Carrier> {
        Some(Carrier::LA_POSTE)
    }

    fn claims(&self, request: &Request) -> bool {
        request.uri().path().starts_with("/suivi/v2/")
    }

    fn key(&self, request: &Request) -> Key {
        match header(request, "x-okapi-key") {
            None | Some("") => Key::Missing,
            Some(key) => Key::Given(key.to_owned()),
        }
    }

    fn subjects(&self, request: &Request) -> Vec<String> {
        http::numbers(request).unwrap_or_default()
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

    fn limits(&self) -> &'static [Limit] {
        LIMITS
    }

    fn reading(&self, number: &str, _: Option<&[u8]>) -> Request {
        http::reading(number)
    }
}
