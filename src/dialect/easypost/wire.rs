//! Rendering: a tracker as `EasyPost` shows it, oldest detail first and every time in UTC.

use super::words;
use crate::dialect::json::{Object, object};
use crate::dialect::phrase::phrase;
use crate::dialect::sixty_four;
use crate::fleet::{Page, Relation};
use crate::parcel::time::Day;
use crate::parcel::{Carrier, Milestone, Place, Timestamp};
use crate::record::Observation;

/// A tracker, however it came to be.
#[derive(Debug)]
pub(super) struct Tracker<'a> {
    pub(super) id: &'a str,
    pub(super) is_test: bool,
    pub(super) code: &'a str,
    pub(super) carrier: &'a str,
    pub(super) created_at: Timestamp,
    pub(super) updated_at: Timestamp,
    pub(super) status: (&'static str, &'static str),
    pub(super) signed_by: Option<&'static str>,
    /// Ounces, as JSON.
    pub(super) weight: Option<&'static str>,
    pub(super) estimate: Option<Timestamp>,
    pub(super) details: Vec<Detail<'a>>,
    pub(super) carrier_detail: Option<CarrierDetail<'a>>,
    pub(super) finalized: bool,
}

/// One event.
#[derive(Debug)]
pub(super) struct Detail<'a> {
    pub(super) message: &'static str,
    /// What the carrier says at length, where that is known.
    pub(super) description: Option<&'static str>,
    pub(super) status: (&'static str, &'static str),
    pub(super) at: Timestamp,
    pub(super) source: &'a str,
    pub(super) location: Location,
}

/// A place, as far as it is known.
#[derive(Debug, Clone, Default)]
pub(super) struct Location {
    pub(super) city: Option<String>,
    pub(super) state: Option<&'static str>,
    pub(super) country: Option<&'static str>,
    pub(super) zip: Option<&'static str>,
}

/// What the carrier says of the whole shipment.
#[derive(Debug)]
pub(super) struct CarrierDetail<'a> {
    pub(super) service: &'a str,
    pub(super) estimated: Option<Day>,
    pub(super) origin: String,
    pub(super) origin_location: Location,
    pub(super) destination: String,
    pub(super) alternate: Option<&'a str>,
    pub(super) first_attempt: Option<Timestamp>,
}

/// Which answer a tracker stands in: the keys differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Face {
    /// The answer to its creation.
    Created,
    /// The answer to its creation once more.
    Again,
    /// Whenever it is read.
    Read,
    /// An event that tells of it.
    Told,
}

/// What is known of a tracker beside its page.
#[derive(Debug, Clone, Copy)]
pub(super) struct Label<'a> {
    pub(super) id: &'a str,
    pub(super) is_test: bool,
    pub(super) code: &'a str,
    pub(super) carrier: &'a str,
    pub(super) created_at: Timestamp,
}

/// Returns a page as a tracker; `name` tells what a carrier is called.
pub(super) fn tracker<'a>(
    label: Label<'a>,
    page: &Page<'a>,
    name: &dyn Fn(Carrier) -> &'a str,
) -> Tracker<'a> {
    let newest = page.observations().last();
    let estimate = page.timeline.estimate.and_then(|estimate| estimate.day);
    Tracker {
        id: label.id,
        is_test: label.is_test,
        code: label.code,
        carrier: label.carrier,
        created_at: label.created_at,
        updated_at: page.changed_at().unwrap_or_default().max(label.created_at),
        status: newest.map_or(words::UNKNOWN, words::of),
        signed_by: None,
        weight: None,
        estimate: estimate.map(|day| Timestamp(day.start())),
        details: page.observations().map(|seen| detail(seen, name)).collect(),
        carrier_detail: carrier_detail(page, estimate),
        finalized: newest.is_some_and(|newest| words::is_final(newest.milestone)),
    }
}

fn detail<'a>(seen: &Observation, name: &dyn Fn(Carrier) -> &'a str) -> Detail<'a> {
    Detail {
        message: phrase(seen),
        description: Some(phrase(seen)),
        status: words::of(seen),
        at: seen.occurred_at,
        source: name(seen.carrier),
        location: location(seen.place),
    }
}

fn location(place: Place) -> Location {
    Location {
        city: Some(place.city().name().to_uppercase()),
        country: Some(place.country().code()),
        ..Location::default()
    }
}

fn carrier_detail<'a>(page: &Page<'a>, estimated: Option<Day>) -> Option<CarrierDetail<'a>> {
    let declared = page.declared?;
    let country = declared.destination.country().code();
    // The town is on the label, but only the carrier at the door tells it.
    let destination = match page.last_mile() {
        Some(_) => format!("{} {country}", declared.destination.name().to_uppercase()),
        None => country.to_owned(),
    };
    let tried = |milestone| {
        matches!(
            milestone,
            Milestone::DeliveryAttempted | Milestone::Refused | Milestone::Delivered
        )
    };
    let mut attempts = page.timeline.observations.iter();
    Some(CarrierDetail {
        service: declared.line.name(),
        estimated,
        origin: declared.origin.code().to_owned(),
        origin_location: Location {
            country: Some(declared.origin.code()),
            ..Location::default()
        },
        destination,
        alternate: page
            .other
            .filter(|other| other.relation == Relation::Later)
            .map(|other| other.number),
        first_attempt: attempts
            .find(|seen| tried(seen.milestone))
            .map(|seen| seen.occurred_at),
    })
}

/// Renders a tracker.
pub(super) fn render(whole: &mut Object<'_>, tracker: &Tracker<'_>, face: Face) {
    whole.str("id", tracker.id);
    whole.str("object", "Tracker");
    whole.str("mode", mode(tracker.is_test));
    whole.str("tracking_code", tracker.code);
    whole.str("status", tracker.status.0);
    whole.str("status_detail", tracker.status.1);
    whole.ascii("created_at", &tracker.created_at.zulu());
    whole.ascii("updated_at", &tracker.updated_at.zulu());
    whole.str_or_null("signed_by", tracker.signed_by);
    whole.raw("weight", tracker.weight.unwrap_or("null").as_bytes());
    time(whole, "est_delivery_date", tracker.estimate);
    whole.null("shipment_id");
    whole.str("carrier", tracker.carrier);
    whole.array("tracking_details", |list| {
        for detail in &tracker.details {
            list.object(|one| event(one, detail, face));
        }
    });
    if face == Face::Read {
        fees(whole, true);
    }
    match &tracker.carrier_detail {
        Some(detail) => whole.object("carrier_detail", |one| shipment(one, detail)),
        None => whole.null("carrier_detail"),
    }
    if face != Face::Told {
        whole.array("delivery_evidence", |_| {});
    }
    if face != Face::Read {
        whole.bool("finalized", tracker.finalized);
        whole.bool("is_return", false);
    }
    let link = sixty_four::encode(format!("v1:{}", tracker.id).as_bytes());
    whole.str("public_url", &format!("https://track.easypost.com/{link}"));
    if face == Face::Created {
        fees(whole, false);
    }
}

fn event(one: &mut Object<'_>, detail: &Detail<'_>, face: Face) {
    // What no carrier said is null while a tracker is made, and empty ever after.
    let unsaid = (face != Face::Created).then_some("");
    one.str("object", "TrackingDetail");
    one.str("message", detail.message);
    one.str_or_null("description", detail.description.or(unsaid));
    one.str("status", detail.status.0);
    one.str("status_detail", detail.status.1);
    one.ascii("datetime", &detail.at.zulu());
    one.str("source", detail.source);
    one.str_or_null("carrier_code", unsaid);
    one.object("tracking_location", |place| {
        location_of(place, &detail.location);
    });
    if face != Face::Told {
        one.null("est_delivery_date");
    }
}

fn shipment(one: &mut Object<'_>, detail: &CarrierDetail<'_>) {
    one.str("object", "CarrierDetail");
    one.str("service", detail.service);
    one.null("container_type");
    match detail.estimated {
        Some(day) => one.str("est_delivery_date_local", &day.to_string()),
        None => one.null("est_delivery_date_local"),
    }
    one.null("est_delivery_time_local");
    one.str("origin_location", &detail.origin);
    one.object("origin_tracking_location", |place| {
        location_of(place, &detail.origin_location);
    });
    one.str("destination_location", &detail.destination);
    one.null("destination_tracking_location");
    one.null("guaranteed_delivery_date");
    one.str_or_null("alternate_identifier", detail.alternate);
    time(one, "initial_delivery_attempt", detail.first_attempt);
}

fn location_of(one: &mut Object<'_>, place: &Location) {
    one.str("object", "TrackingLocation");
    one.str_or_null("city", place.city.as_deref());
    one.str_or_null("state", place.state);
    one.str_or_null("country", place.country);
    one.str_or_null("zip", place.zip);
}

fn fees(whole: &mut Object<'_>, charged: bool) {
    whole.array("fees", |list| {
        list.object(|fee| {
            fee.str("object", "Fee");
            fee.str("type", "TrackerFee");
            fee.str("amount", "0.02000");
            fee.bool("charged", charged);
            fee.bool("refunded", false);
        });
    });
}

pub(super) fn time(whole: &mut Object<'_>, key: &str, at: Option<Timestamp>) {
    match at {
        Some(at) => whole.ascii(key, &at.zulu()),
        None => whole.null(key),
    }
}

/// Renders one tracker as a whole answer.
pub(super) fn one(tracker: &Tracker<'_>, face: Face) -> Vec<u8> {
    let mut out = Vec::with_capacity(4_096);
    object(&mut out, |whole| render(whole, tracker, face));
    out
}

/// Renders a list of trackers that are rendered already.
pub(super) fn list(trackers: impl Iterator<Item = Vec<u8>>, has_more: bool) -> Vec<u8> {
    let mut out = Vec::with_capacity(4_096);
    object(&mut out, |whole| {
        whole.array("trackers", |list| {
            for tracker in trackers {
                list.raw(&tracker);
            }
        });
        whole.bool("has_more", has_more);
    });
    out
}

pub(super) const fn mode(is_test: bool) -> &'static str {
    if is_test { "test" } else { "production" }
}

/// Renders an error; `fields` are what is wrong with which.
pub(super) fn error(code: &str, message: &str, fields: &[(&str, &str)]) -> Vec<u8> {
    let mut out = Vec::new();
    object(&mut out, |whole| {
        whole.object("error", |error| {
            error.str("code", code);
            error.str("message", message);
            error.array("errors", |list| {
                for (field, message) in fields {
                    list.object(|one| {
                        one.str("field", field);
                        one.str("message", message);
                    });
                }
            });
        });
    });
    out
}
