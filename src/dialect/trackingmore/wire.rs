//! Rendering: a tracking as `TrackingMore` shows it, newest checkpoint first and every time at its place's offset.

use serde_json::{Map, Value};

use super::words::{self, Word};
use crate::dialect::json::{Object, object};
use crate::dialect::phrase::phrase;
use crate::fleet::{Page, Relation};
use crate::parcel::time::{DAY, HOUR};
use crate::parcel::{Carrier, City, Country, Milestone, Timestamp};
use crate::record::Observation;

/// What is known of a tracking beside its page.
#[derive(Debug, Clone, Copy)]
pub(super) struct Label<'a> {
    pub(super) id: &'a str,
    pub(super) number: &'a str,
    pub(super) courier: &'a str,
    pub(super) created_at: Timestamp,
    /// What the client said of it.
    pub(super) notes: &'a Map<String, Value>,
    /// A number is pending for so many hours before it counts as not found.
    pub(super) pending_hours: i64,
    /// A parcel that moves expires after so many days without news.
    pub(super) expired_days: i64,
}

/// What a client may say of a tracking, in the order in which it is shown: up to the origin's city, and after it.
pub(super) const NOTES: &[&str] = &[
    "tracking_postal_code",
    "tracking_ship_date",
    "tracking_destination_country",
    "tracking_origin_country",
    "tracking_key",
    "tracking_courier_account",
    "customer_name",
    "customer_email",
    "customer_sms",
    "recipient_postcode",
    "order_id",
    "title",
    "logistics_channel",
    "note",
    "label",
];
/// What a client may say that is shown elsewhere.
pub(super) const ORDER_NOTES: &[&str] = &["order_number", "order_date"];

/// What no courier ever tells here.
const UNTOLD: &[&str] = &[
    "signed_by",
    "service_code",
    "weight",
    "weight_kg",
    "product_type",
    "pieces",
    "dimension",
    "previously",
];

type Shown<'a> = Vec<&'a Observation>;

/// Returns a tracking's status and substatus at the page's instant.
pub(super) fn status(label: Label<'_>, page: &Page<'_>) -> Word {
    let at = page.timeline.at;
    let Some(newest) = page.observations().last() else {
        let is_new = at - label.created_at < label.pending_hours.saturating_mul(HOUR);
        return if is_new {
            words::PENDING
        } else {
            words::NOT_FOUND
        };
    };
    let (status, substatus) = words::of(newest);
    // An estimate that moves is no news.
    let news = page.observations().map(|seen| seen.visible_at).max();
    let silence = at - news.unwrap_or(at);
    let is_waiting = !matches!(status, "delivered" | "exception");
    if is_waiting && silence > label.expired_days.saturating_mul(DAY) {
        return (words::EXPIRED, substatus);
    }
    (status, substatus)
}

/// Renders a tracking; `code` tells what a courier is called.
pub(super) fn tracking<'a>(
    one: &mut Object<'_>,
    label: Label<'a>,
    page: &Page<'a>,
    code: &dyn Fn(Carrier) -> &'a str,
) {
    let later = page.other.filter(|other| other.relation == Relation::Later);
    let with_other = |seen: &&Observation| {
        let is_other = |other: &crate::fleet::Other<'_>| other.carrier == seen.carrier;
        seen.milestone.leg().is_last_mile() && later.as_ref().is_some_and(is_other)
    };
    let (second, first): (Shown<'_>, Shown<'_>) = page.observations().partition(with_other);
    head(one, label, page);
    for key in NOTES {
        note(one, label, key);
    }
    for key in UNTOLD {
        one.null(key);
    }
    one.str_or_null("destination_track_number", later.map(|other| other.number));
    one.null("exchange_number");
    let estimate = page.timeline.estimate.and_then(|estimate| estimate.day);
    let estimate = estimate.map(|day| day.to_string());
    one.str_or_null("scheduled_delivery_date", estimate.as_deref());
    one.null("scheduled_address");
    one.str("substatus", status(label, page).1);
    one.null("status_info");
    let newest = page.observations().last();
    let event = newest.map(|newest| {
        let when = at_place(newest);
        format!("{},{},{when}", phrase(newest), location(newest))
    });
    one.str_or_null("latest_event", event.as_deref());
    let when = newest.map(at_place);
    one.str_or_null("latest_checkpoint_time", when.as_deref());
    one.int("transit_time", transit_days(page));
    let own = page
        .declared
        .map(|declared| declared.first_mile)
        .filter(|_| !first.is_empty());
    one.object("origin_info", |info| leg(info, &first, own, code));
    let other = later.map(|other| other.carrier);
    one.object("destination_info", |info| leg(info, &second, other, code));
}

fn head(one: &mut Object<'_>, label: Label<'_>, page: &Page<'_>) {
    one.str("id", label.id);
    one.str("tracking_number", label.number);
    one.str("courier_code", label.courier);
    for key in ORDER_NOTES {
        note(one, label, key);
    }
    one.ascii("created_at", &label.created_at.rfc3339(0).bytes());
    let updated = page.changed_at().unwrap_or_default().max(label.created_at);
    one.ascii("update_at", &updated.rfc3339(0).bytes());
    one.str("delivery_status", status(label, page).0);
    one.str("archived", "tracking");
    one.bool("updating", false);
    let declared = page.declared;
    let destination = declared.map(|declared| declared.destination);
    one.str_or_null(
        "destination_country",
        destination.map(|town| town.country().code()),
    );
    one.null("destination_state");
    // The town is on the label, but only the carrier at the door tells it.
    let town = page.last_mile().and(destination);
    one.str_or_null("destination_city", town.map(City::name));
    let origin = declared.map(|declared| declared.origin);
    one.str_or_null("origin_country", origin.map(Country::code));
    one.null("origin_state");
    one.null("origin_city");
}

fn note(one: &mut Object<'_>, label: Label<'_>, key: &str) {
    one.str_or_null(key, label.notes.get(key).and_then(Value::as_str));
}

/// Returns the days from the first scan to the delivery, or so far.
fn transit_days(page: &Page<'_>) -> i64 {
    let mut shown = page.observations();
    let Some(first) = shown.find(|seen| seen.milestone.is_scan()) else {
        return 0;
    };
    let mut shown = page.observations();
    let delivered = shown.find(|seen| seen.milestone == Milestone::Delivered);
    let until = delivered.map_or(page.timeline.at, |seen| seen.occurred_at);
    (until - first.occurred_at).max(0) / DAY
}

/// Renders what one courier showed; which that is says the courier of its events, or who is known to be next.
fn leg<'a>(
    info: &mut Object<'_>,
    shown: &[&Observation],
    courier: Option<Carrier>,
    code: &dyn Fn(Carrier) -> &'a str,
) {
    info.str_or_null("courier_code", courier.map(code));
    info.str_or_null("courier_phone", courier.and_then(Carrier::phone));
    info.str_or_null("weblink", courier.and_then(Carrier::url));
    info.null("reference_number");
    info.object("milestone_date", |dates| {
        let mut date = |key: &str, fits: fn(Milestone) -> bool| {
            let mut shown = shown.iter();
            let first = shown.find(|seen| fits(seen.milestone));
            let first = first.map(|first| at_place(first));
            dates.str_or_null(key, first.as_deref());
        };
        date("inforeceived_date", |milestone| {
            milestone == Milestone::Announced
        });
        date("pickup_date", |milestone| milestone == Milestone::PickedUp);
        date("outfordelivery_date", |milestone| {
            milestone == Milestone::OutForDelivery
        });
        date("delivery_date", |milestone| {
            milestone == Milestone::Delivered
        });
        date("returning_date", |milestone| {
            milestone == Milestone::ReturnStarted
        });
        date("returned_date", |milestone| {
            milestone == Milestone::Returned
        });
    });
    info.array("trackinfo", |list| {
        for seen in shown.iter().rev() {
            list.object(|one| checkpoint(one, seen));
        }
    });
}

fn checkpoint(one: &mut Object<'_>, seen: &Observation) {
    let (status, substatus) = words::of(seen);
    one.str("checkpoint_date", &at_place(seen));
    one.str("checkpoint_delivery_status", status);
    one.str("checkpoint_delivery_substatus", substatus);
    one.str("tracking_detail", phrase(seen));
    one.str("location", &location(seen));
    one.str("country_iso2", seen.place.country().code());
    one.null("state");
    one.str("city", seen.place.city().name());
    one.null("zip");
    one.null("raw_status");
}

fn at_place(seen: &Observation) -> String {
    let offset = seen.place.zone().offset_at(seen.occurred_at.0);
    seen.occurred_at.rfc3339(offset).to_string()
}

fn location(seen: &Observation) -> String {
    let place = seen.place;
    format!("{},{}", place.city().name(), place.country().code())
}

/// Renders an answer: how it went, and the data.
pub(super) fn envelope((code, message): (i64, &str), data: impl FnOnce(&mut Vec<u8>)) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(4_096);
    data(&mut bytes);
    let mut out = Vec::with_capacity(bytes.len() + 96);
    object(&mut out, |whole| {
        whole.object("meta", |meta| {
            meta.int("code", code);
            meta.str("message", message);
        });
        whole.raw("data", &bytes);
    });
    out
}

/// Renders which tracking something was done to.
pub(super) fn name(one: &mut Object<'_>, (id, number, courier): (&str, &str, &str)) {
    one.str("id", id);
    one.str("tracking_number", number);
    one.str("courier_code", courier);
}
