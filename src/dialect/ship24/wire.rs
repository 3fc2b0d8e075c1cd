//! Rendering: trackers, shipments and events as Ship24 shows them, newest event first.

use super::words::{self, Word};
use crate::dialect::fingerprint::Fingerprint;
use crate::dialect::json::{Array, Object, object};
use crate::dialect::phrase::phrase;
use crate::fleet::{Page, Relation};
use crate::parcel::time::{Day, wall_clock};
use crate::parcel::{Carrier, Country, Timestamp};
use crate::record::Observation;

/// A tracker, without what it shows.
#[derive(Debug, Clone)]
pub(super) struct Label<'a> {
    pub(super) id: String,
    pub(super) number: &'a str,
    pub(super) reference: Option<&'a str>,
    pub(super) client_id: Option<&'a str>,
    pub(super) is_subscribed: bool,
    pub(super) couriers: Vec<&'a str>,
    pub(super) created_at: Timestamp,
}

/// What a number shows, with or without a tracker.
#[derive(Debug)]
pub(super) struct Results<'a> {
    pub(super) number: &'a str,
    pub(super) origin: Option<Country>,
    pub(super) destination: Option<Country>,
    pub(super) city: Option<&'static str>,
    pub(super) estimate: Option<Day>,
    pub(super) service: Option<&'static str>,
    /// The number of another leg.
    pub(super) other: Option<&'a str>,
    /// Oldest first.
    pub(super) events: Vec<Event<'a>>,
}

/// One event.
#[derive(Debug)]
pub(super) struct Event<'a> {
    pub(super) id: String,
    /// The number under which the courier showed it.
    pub(super) leg: &'a str,
    pub(super) text: &'static str,
    pub(super) time: String,
    pub(super) location: Option<String>,
    pub(super) source: String,
    pub(super) courier: &'a str,
    pub(super) word: Word,
    /// The shipment's milestone at its time.
    pub(super) milestone: &'static str,
}

/// How couriers are called, and what becomes of their times.
#[derive(Clone, Copy)]
pub(super) struct Manner<'m, 'a> {
    pub(super) courier: &'m dyn Fn(Carrier) -> &'a str,
    /// Every time has its offset, whatever the courier says.
    pub(super) has_offsets: bool,
}

/// Returns what a page shows.
pub(super) fn results<'a>(page: &Page<'a>, manner: Manner<'_, 'a>) -> Results<'a> {
    let mut events: Vec<Event<'a>> = Vec::new();
    for seen in page.observations() {
        let before = events.last().map_or(words::MOVING, |event| event.milestone);
        events.push(event(page, seen, manner, before));
    }
    let declared = page.declared;
    Results {
        number: page.number,
        origin: declared.map(|declared| declared.origin),
        destination: declared.map(|declared| declared.destination.country()),
        // The town is on the label, but only the carrier at the door tells it.
        city: page
            .last_mile()
            .and(declared)
            .map(|declared| declared.destination.name()),
        estimate: page.timeline.estimate.and_then(|estimate| estimate.day),
        service: declared.map(|declared| declared.line.name()),
        other: page.other.map(|other| other.number),
        events,
    }
}

fn event<'a>(
    page: &Page<'a>,
    seen: &Observation,
    manner: Manner<'_, 'a>,
    before: &'static str,
) -> Event<'a> {
    let word = words::of(seen);
    let print = Fingerprint::of("ship24 event")
        .and(page.number)
        .and(seen.milestone.name())
        .and_int(seen.occurred_at.0)
        .and_int(seen.visible_at.0)
        .and_int(i64::from(seen.place.key()));
    // The carrier at the door shows its events under its own number.
    let leg = page
        .other
        .filter(|other| (other.relation == Relation::Later) == seen.milestone.leg().is_last_mile())
        .filter(|other| other.carrier == seen.carrier);
    let place = seen.place;
    Event {
        id: print.uuid(),
        leg: leg.map_or(page.number, |other| other.number),
        text: phrase(seen),
        time: time(seen, manner.has_offsets),
        location: Some(format!(
            "{}, {}",
            place.city().name(),
            place.country().name()
        )),
        source: format!("{}-tracking", seen.carrier.slug()),
        courier: (manner.courier)(seen.carrier),
        word,
        milestone: word.milestone.unwrap_or(before),
    }
}

/// Returns when an event occurred, in the form in which its courier says it: the trap of this dialect.
fn time(seen: &Observation, has_offset: bool) -> String {
    let at = seen.occurred_at;
    let offset = seen.place.zone().offset_at(at.0);
    let local = at.0 + i64::from(offset);
    match seen.carrier.slug() {
        _ if has_offset => at.rfc3339(offset).to_string(),
        "cainiao" | "la-poste" | "royal-mail" => at.rfc3339(offset).to_string(),
        "dhl-paket" => ascii(&at.zulu()),
        // What no scan made has no time of the day.
        _ if !seen.milestone.is_scan() => Day::of_local(local).to_string(),
        _ => ascii(&wall_clock(local, b'T')),
    }
}

pub(super) fn ascii(text: &[u8]) -> String {
    String::from_utf8_lossy(text).into_owned()
}

/// Renders an answer whose `data` hold some things under one key.
pub(super) fn list(key: &str, body: impl FnOnce(&mut Array<'_>)) -> Vec<u8> {
    let mut out = Vec::with_capacity(4_096);
    object(&mut out, |whole| {
        whole.object("data", |data| data.array(key, body));
    });
    out
}

/// Renders what a number shows, with its tracker if it has one.
pub(super) fn tracking(one: &mut Object<'_>, label: Option<&Label<'_>>, results: &Results<'_>) {
    if let Some(label) = label {
        one.object("tracker", |inner| tracker(inner, label));
    }
    one.object("shipment", |inner| shipment(inner, results));
    one.array("events", |list| {
        for (place, event) in results.events.iter().enumerate().rev() {
            list.object(|inner| render(inner, results, (place, event)));
        }
    });
    one.object("statistics", |inner| {
        inner.object("timestamps", |times| statistics(times, results));
    });
}

/// Renders a message about one of the events, with its id and the instant at which it was made.
pub(super) fn message(
    label: &Label<'_>,
    results: &Results<'_>,
    place: usize,
    (id, at): (&str, Timestamp),
) -> Vec<u8> {
    let mut out = Vec::with_capacity(2_048);
    object(&mut out, |whole| {
        whole.array("trackings", |list| {
            list.object(|one| {
                one.object("metadata", |metadata| {
                    metadata.ascii("generatedAt", &millis(at));
                    metadata.str("messageId", id);
                });
                one.object("tracker", |inner| tracker(inner, label));
                one.object("shipment", |inner| shipment(inner, results));
                one.array("events", |list| {
                    if let Some(event) = results.events.get(place) {
                        list.object(|inner| render(inner, results, (place, event)));
                    }
                });
                one.object("statistics", |inner| {
                    inner.object("timestamps", |times| statistics(times, results));
                });
            });
        });
    });
    out
}

/// Renders a tracker.
pub(super) fn tracker(one: &mut Object<'_>, label: &Label<'_>) {
    one.str("trackerId", &label.id);
    one.str("trackingNumber", label.number);
    one.str_or_null("shipmentReference", label.reference);
    one.str_or_null("clientTrackerId", label.client_id);
    one.bool("isSubscribed", label.is_subscribed);
    one.bool("isTracked", true);
    one.array("courierCode", |list| {
        for courier in &label.couriers {
            list.str(courier);
        }
    });
    one.ascii("createdAt", &millis(label.created_at));
}

fn shipment(one: &mut Object<'_>, results: &Results<'_>) {
    let newest = results.events.last();
    let id = Fingerprint::of("ship24 shipment").and(results.number);
    one.str("shipmentId", &id.uuid());
    one.str_or_null("statusCode", newest.and_then(|newest| newest.word.code));
    let category = newest.and_then(|newest| newest.word.category());
    one.str_or_null("statusCategory", category);
    let milestone = newest.map_or(words::PENDING, |newest| newest.milestone);
    one.str("statusMilestone", milestone);
    one.str_or_null("originCountryCode", results.origin.map(Country::code));
    let destination = results.destination.map(Country::code);
    one.str_or_null("destinationCountryCode", destination);
    one.object("delivery", |delivery| {
        match results.estimate {
            Some(day) => {
                let at = millis(Timestamp(day.start()));
                delivery.ascii("estimatedDeliveryDate", &at);
            }
            None => delivery.null("estimatedDeliveryDate"),
        }
        delivery.str_or_null("service", results.service);
        delivery.null("signedBy");
    });
    one.array("trackingNumbers", |list| {
        for number in [Some(results.number), results.other].into_iter().flatten() {
            list.object(|leg| leg.str("tn", number));
        }
    });
    one.object("recipient", |recipient| {
        recipient.null("name");
        recipient.null("address");
        recipient.null("postCode");
        recipient.str_or_null("city", results.city);
        recipient.null("subdivision");
    });
}

fn render(one: &mut Object<'_>, results: &Results<'_>, (place, event): (usize, &Event<'_>)) {
    one.str("eventId", &event.id);
    one.str("trackingNumber", results.number);
    one.str("eventTrackingNumber", event.leg);
    one.str("status", event.text);
    one.str("occurrenceDatetime", &event.time);
    match order(&results.events, place) {
        Some(order) => one.int("order", order),
        None => one.null("order"),
    }
    one.str_or_null("location", event.location.as_deref());
    one.str("sourceCode", &event.source);
    one.str("courierCode", event.courier);
    one.str_or_null("statusCode", event.word.code);
    one.str_or_null("statusCategory", event.word.category());
    one.str("statusMilestone", event.milestone);
}

/// Returns an event's place among those of the same time, from 1 for the oldest; none if it is alone.
fn order(events: &[Event<'_>], place: usize) -> Option<i64> {
    let same = |event: &&Event<'_>| event.time == events[place].time;
    let before = events[..place].iter().filter(same).count();
    let after = events[place + 1..].iter().filter(same).count();
    (before + after > 0).then(|| before as i64 + 1)
}

fn statistics(times: &mut Object<'_>, results: &Results<'_>) {
    for (key, milestone) in [
        ("infoReceivedDatetime", words::INFO),
        ("inTransitDatetime", words::MOVING),
        ("outForDeliveryDatetime", words::OUT),
        ("failedAttemptDatetime", words::FAILED),
        ("availableForPickupDatetime", words::PICKUP),
        ("exceptionDatetime", words::EXCEPTION),
        ("deliveredDatetime", words::DELIVERED),
    ] {
        let mut events = results.events.iter();
        let first = events.find(|event| event.milestone == milestone);
        times.str_or_null(key, first.map(|first| first.time.as_str()));
    }
}

/// Returns an instant in UTC with milliseconds: `2026-03-02T08:30:00.000Z`.
fn millis(at: Timestamp) -> [u8; 24] {
    let mut text = *b"0000-00-00T00:00:00.000Z";
    text[..19].copy_from_slice(&at.zulu()[..19]);
    text
}

/// Renders an error.
pub(super) fn error(code: &str, message: &str) -> Vec<u8> {
    let mut out = Vec::new();
    object(&mut out, |whole| {
        whole.array("errors", |list| {
            list.object(|one| fault(one, (code, message)));
        });
        whole.null("data");
    });
    out
}

pub(super) fn fault(one: &mut Object<'_>, (code, message): (&str, &str)) {
    one.str("code", code);
    one.str("message", message);
}
