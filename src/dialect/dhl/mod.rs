//! DHL's unified shipment tracking: one answer a number, local times without a zone, and problems after RFC 7807.

mod http;
mod sites;
mod wire;
mod words;

use super::sites::Sites;
use super::{Answer, Dialect, Key, Limit, Refusal, Request, Setting, Visit, header, query};
use crate::parcel::{Carrier, Country};

/// The dialect.
#[derive(Debug, Clone, Copy)]
pub(super) struct Dhl;

/// How often a key may ask.
const LIMITS: &[Limit] = &[
    Limit::new("dhl.limit.per-5-seconds", "1", 5),
    Limit::new("dhl.limit.per-day", "250", 86_400),
];

impl Dialect for Dhl {
    fn name(&self) -> &'static str {
        "dhl"
    }

    fn title(&self) -> &'static str {
        "DHL Shipment Tracking Unified"
    }

    fn hosts(&self) -> &'static [&'static str] {
        &["api-eu.dhl.com", "api-test.dhl.com"]
    }

    fn carrier(&self) -> Option<Carrier> {
        Some(Carrier::post(Country::DE))
    }

    fn claims(&self, request: &Request) -> bool {
        let path = request.uri().path();
        path == "/track/shipments" || path.starts_with("/track/shipments/")
    }

    fn key(&self, request: &Request) -> Key {
        match header(request, "dhl-api-key") {
            None | Some("") => Key::Missing,
            Some(key) => Key::Given(key.to_owned()),
        }
    }

    fn subjects(&self, request: &Request) -> Vec<String> {
        let number = query(request, "trackingNumber");
        number
            .map(std::borrow::Cow::into_owned)
            .into_iter()
            .collect()
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
