//! Rendering: a track as Shippo shows it, oldest event first and every time in UTC.

use super::words::{self, Word};
use crate::dialect::fingerprint::Fingerprint;
use crate::dialect::json::{Object, object};
use crate::dialect::phrase::phrase;
use crate::fleet::Page;
use crate::parcel::{Place, Timestamp};
use crate::record::{Estimate, Observation};

/// What is known of a track beside its page.
#[derive(Debug, Clone, Copy)]
pub(super) struct Label<'a> {
    pub(super) carrier: &'a str,
    pub(super) number: &'a str,
    pub(super) metadata: Option<&'a str>,
    pub(super) is_test: bool,
    /// When it was registered, if a track without news shows a status of its own.
    pub(super) awaited_since: Option<Timestamp>,
}

/// A track, however it came to be.
#[derive(Debug)]
pub(super) struct Track<'a> {
    pub(super) label: Label<'a>,
    pub(super) from: Option<Address>,
    pub(super) to: Option<Address>,
    pub(super) eta: Option<Timestamp>,
    pub(super) original_eta: Option<Timestamp>,
    /// Token and name.
    pub(super) service: Option<(String, &'static str)>,
    pub(super) status: Option<Event>,
    pub(super) history: Vec<Event>,
}

/// One event, or the status that it left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Event {
    pub(super) created: Timestamp,
    pub(super) updated: Option<Timestamp>,
    pub(super) id: String,
    pub(super) word: Word,
    pub(super) details: &'static str,
    pub(super) at: Timestamp,
    pub(super) location: Option<Address>,
}

/// A place; what is not known of it is empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Address {
    pub(super) city: &'static str,
    pub(super) state: &'static str,
    pub(super) zip: &'static str,
    pub(super) country: &'static str,
}

/// Returns a page as a track.
pub(super) fn track<'a>(label: Label<'a>, page: &Page<'a>) -> Track<'a> {
    let history: Vec<Event> = page
        .observations()
        .map(|seen| event(label.number, seen))
        .collect();
    let newest = history.last().map(|newest| Event {
        id: id("shippo status", label.number, newest),
        ..newest.clone()
    });
    let day = |estimate: Option<&Estimate>| {
        estimate
            .and_then(|estimate| estimate.day)
            .map(|day| Timestamp(day.start()))
    };
    let country = |country| Address {
        country,
        ..Address::default()
    };
    Track {
        label,
        from: page
            .declared
            .map(|declared| country(declared.origin.code())),
        to: page.declared.map(|declared| Address {
            // The town is on the label, but only the carrier at the door tells it.
            city: match page.last_mile() {
                Some(_) => declared.destination.name(),
                None => "",
            },
            ..country(declared.destination.country().code())
        }),
        eta: day(page.timeline.estimate),
        original_eta: day(page.timeline.first_estimate),
        service: page.declared.map(|declared| {
            let token = declared.line.key().replace('-', "_");
            (format!("{}_{token}", label.carrier), declared.line.name())
        }),
        status: newest.or_else(|| label.awaited_since.map(|since| unknown(label, since))),
        history,
    }
}

fn event(number: &str, seen: &Observation) -> Event {
    let mut event = Event {
        created: seen.visible_at,
        updated: Some(seen.visible_at),
        id: String::new(),
        word: words::of(seen),
        details: phrase(seen),
        at: seen.occurred_at,
        location: Some(located(seen.place)),
    };
    event.id = id("shippo event", number, &event);
    event
}

/// Returns the status of a track of which nothing is known yet.
fn unknown(label: Label<'_>, since: Timestamp) -> Event {
    Event {
        created: since,
        updated: Some(since),
        id: Fingerprint::of("shippo unknown")
            .and(label.carrier)
            .and(label.number)
            .hex(),
        word: words::UNKNOWN,
        details: "No tracking information is available yet.",
        at: since,
        location: None,
    }
}

/// Returns the id of an event or status.
pub(super) fn id(kind: &str, number: &str, event: &Event) -> String {
    Fingerprint::of(kind)
        .and(number)
        .and(event.details)
        .and_int(event.at.0)
        .and_int(event.created.0)
        .hex()
}

fn located(place: Place) -> Address {
    Address {
        city: place.city().name(),
        country: place.country().code(),
        ..Address::default()
    }
}

/// Renders a track.
pub(super) fn render(track: &Track<'_>) -> Vec<u8> {
    let mut out = Vec::with_capacity(4_096);
    object(&mut out, |whole| {
        whole.array("messages", |_| {});
        whole.str("carrier", track.label.carrier);
        whole.str("tracking_number", track.label.number);
        address(whole, "address_from", track.from);
        address(whole, "address_to", track.to);
        time(whole, "eta", track.eta);
        time(whole, "original_eta", track.original_eta);
        whole.object("servicelevel", |service| {
            let known = track.service.as_ref();
            service.str_or_null("token", known.map(|(token, _)| token.as_str()));
            service.str_or_null("name", known.map(|(_, name)| *name));
        });
        whole.str_or_null("metadata", track.label.metadata);
        match &track.status {
            Some(event) => whole.object("tracking_status", |one| status(one, event)),
            None => whole.null("tracking_status"),
        }
        whole.array("tracking_history", |list| {
            for event in &track.history {
                list.object(|one| status(one, event));
            }
        });
        whole.null("transaction");
        whole.bool("test", track.label.is_test);
    });
    out
}

fn status(one: &mut Object<'_>, event: &Event) {
    let (status, substatus) = event.word;
    one.ascii("object_created", &event.created.zulu());
    time(one, "object_updated", event.updated);
    one.str("object_id", &event.id);
    one.str("status", status);
    one.str("status_details", event.details);
    one.ascii("status_date", &event.at.zulu());
    match substatus {
        Some(substatus) => one.object("substatus", |inner| {
            inner.str("code", substatus.code);
            inner.str("text", substatus.text);
            inner.bool("action_required", substatus.action_required);
        }),
        None => one.null("substatus"),
    }
    address(one, "location", event.location);
}

fn address(whole: &mut Object<'_>, key: &str, address: Option<Address>) {
    match address {
        Some(address) => whole.object(key, |one| {
            one.str("city", address.city);
            one.str("state", address.state);
            one.str("zip", address.zip);
            one.str("country", address.country);
        }),
        None => whole.null(key),
    }
}

/// Writes a time: always with its zone, whatever the sample of the mock tokens shows, for strict clients refuse others.
fn time(whole: &mut Object<'_>, key: &str, at: Option<Timestamp>) {
    match at {
        Some(at) => whole.ascii(key, &at.zulu()),
        None => whole.null(key),
    }
}

/// Renders an error about the whole request.
pub(super) fn error(detail: &str) -> Vec<u8> {
    let mut out = Vec::new();
    object(&mut out, |whole| whole.str("detail", detail));
    out
}

/// Renders what is wrong with which field.
pub(super) fn errors(fields: &[(&str, &str)]) -> Vec<u8> {
    let mut out = Vec::new();
    object(&mut out, |whole| {
        for (field, message) in fields {
            whole.array(field, |list| list.str(message));
        }
    });
    out
}

/// Who is told of what.
#[derive(Debug, Clone, Copy)]
pub(super) struct Webhook<'a> {
    pub(super) id: &'a str,
    pub(super) event: &'a str,
    pub(super) url: &'a str,
    pub(super) is_active: bool,
    pub(super) is_test: bool,
    pub(super) created: Timestamp,
    pub(super) updated: Timestamp,
}

/// Renders a webhook.
pub(super) fn webhook(webhook: &Webhook<'_>) -> Vec<u8> {
    let mut out = Vec::with_capacity(256);
    object(&mut out, |whole| {
        whole.str("object_id", webhook.id);
        whole.ascii("object_created", &webhook.created.zulu());
        whole.ascii("object_updated", &webhook.updated.zulu());
        whole.str("event", webhook.event);
        whole.str("url", webhook.url);
        whole.bool("active", webhook.is_active);
        whole.bool("is_test", webhook.is_test);
    });
    out
}

/// Renders a page of so many webhooks that are rendered already.
pub(super) fn webhooks(count: usize, webhooks: impl Iterator<Item = Vec<u8>>) -> Vec<u8> {
    let mut out = Vec::with_capacity(512);
    object(&mut out, |whole| {
        whole.null("next");
        whole.null("previous");
        whole.int("count", count as i64);
        whole.array("results", |list| {
            for webhook in webhooks {
                list.raw(&webhook);
            }
        });
    });
    out
}
