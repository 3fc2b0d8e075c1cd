//! Rendering: a page in neutral words, oldest event first, every time at the offset of its place.

use crate::dialect::json::{Object, object};
use crate::fleet::Page;
use crate::parcel::{Carrier, Facility, Reason, Status};
use crate::record::{Observation, Timeline};

/// Renders a page.
pub(super) fn page(out: &mut Vec<u8>, page: &Page<'_>) {
    let timeline = &page.timeline;
    object(out, |whole| {
        whole.str("number", page.number);
        whole.str("observer", timeline.observer.name());
        whole.ascii("at", &timeline.at.zulu());
        whole.str("standing", timeline.standing.name());
        whole.str_or_null("status", timeline.status().map(Status::name));
        match page.declared {
            Some(declared) => whole.object("declared", |label| {
                label.str("from", declared.origin.code());
                label.str("to", declared.destination.country().code());
                label.str("town", declared.destination.name());
                label.str("service", declared.line.key());
                label.str("first_mile", declared.first_mile.slug());
                label.str_or_null("last_mile", page.last_mile().map(Carrier::slug));
            }),
            None => whole.null("declared"),
        }
        match page.other {
            Some(other) => whole.object("other_number", |number| {
                number.str("number", other.number);
                number.str("relation", other.relation.name());
                number.str("carrier", other.carrier.slug());
            }),
            None => whole.null("other_number"),
        }
        match timeline.estimate.and_then(|estimate| estimate.day) {
            Some(day) => whole.str("estimated_delivery", &day.to_string()),
            None => whole.null("estimated_delivery"),
        }
        events(whole, "events", timeline);
        whole.array("earlier_lives", |lives| {
            for life in &page.earlier {
                lives.object(|one| events(one, "events", life));
            }
        });
    });
}

/// Renders an error and its mend.
pub(super) fn error(out: &mut Vec<u8>, message: &str, mend: &str) {
    object(out, |whole| {
        whole.object("error", |error| {
            error.str("message", message);
            error.str("mend", mend);
        });
    });
}

fn events(whole: &mut Object<'_>, key: &'static str, timeline: &Timeline<'_>) {
    whole.array(key, |list| {
        for seen in &timeline.observations {
            list.object(|one| event(one, seen));
        }
    });
}

fn event(one: &mut Object<'_>, seen: &Observation) {
    let zone = seen.place.zone();
    let offset = zone.offset_at(seen.occurred_at.0);
    one.str("milestone", seen.milestone.name());
    one.str("status", seen.milestone.status().name());
    one.str_or_null("reason", seen.reason.map(Reason::name));
    one.ascii("occurred_at", &seen.occurred_at.rfc3339(offset).bytes());
    one.str("zone", zone.name());
    one.str("city", seen.place.city().name());
    one.str("country", seen.place.country().code());
    one.str_or_null("facility", seen.place.facility().map(Facility::name));
    one.str("carrier", seen.carrier.slug());
}
