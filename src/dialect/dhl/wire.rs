//! Rendering: a page as `shipments`, one a parcel that bore the number, newest parcel and newest event first.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::words::{self, Event};
use crate::dialect::json::{Object, object};
use crate::fleet::Page;
use crate::parcel::time::wall_clock;
use crate::record::{Observation, Timeline};

/// The page for people.
const PEOPLE: &str = "www.dhl.de/de/privatkunden.html?piececode=";

/// What facts nobody could confirm are taken to be.
#[derive(Debug, Clone, Copy)]
pub(super) struct Manner<'a> {
    /// The service that delivers.
    pub(super) service: &'a str,
    /// What it is called.
    pub(super) organization: &'a str,
    /// What it sells.
    pub(super) product: &'a str,
}

/// Which of the shipments are asked for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Slice {
    pub(super) offset: usize,
    /// How many at most, at least one.
    pub(super) limit: usize,
}

/// Renders why nothing is shown.
pub(super) fn problem(
    out: &mut Vec<u8>,
    status: u16,
    (title, detail): (&str, &str),
    number: Option<&str>,
) {
    object(out, |whole| {
        whole.str("title", title);
        whole.str("detail", detail);
        whole.int("status", status.into());
        if let Some(number) = number {
            whole.parts("instance", &["/shipment/", number]);
        }
    });
}

/// What is shown of one parcel, newest event first.
struct Shown<'a> {
    life: &'a Timeline<'a>,
    events: Vec<(Event, &'a Observation)>,
}

/// Renders what is known of a number; tells whether anything is.
pub(super) fn shipments(
    out: &mut Vec<u8>,
    page: &Page<'_>,
    (manner, slice): (Manner<'_>, Slice),
) -> bool {
    let lives = [&page.timeline]
        .into_iter()
        .chain(page.earlier.iter().rev());
    let shown: Vec<Shown<'_>> = lives
        .map(|life| Shown {
            life,
            events: events(life),
        })
        .filter(|shown| !shown.events.is_empty())
        .collect();
    if shown.len() <= slice.offset {
        return false;
    }
    object(out, |whole| {
        links(whole, page.number, (slice, shown.len()));
        whole.array("shipments", |list| {
            for shown in shown.iter().skip(slice.offset).take(slice.limit) {
                list.object(|one| shipment(one, page, shown, manner));
            }
        });
    });
    true
}

fn events<'a>(life: &'a Timeline<'_>) -> Vec<(Event, &'a Observation)> {
    let newest_first = life.observations.iter().rev();
    newest_first
        .filter_map(|seen| {
            let kind = seen.place.facility().map(crate::parcel::Facility::kind);
            Some((words::event(seen.milestone, seen.reason, kind)?, *seen))
        })
        .collect()
}

/// Renders the addresses of this page of the list and of those around it; before the first and after the last comes none.
fn links(whole: &mut Object<'_>, number: &str, (slice, count): (Slice, usize)) {
    let number = utf8_percent_encode(number, NON_ALPHANUMERIC).to_string();
    let last = (count - 1) / slice.limit * slice.limit;
    let next = (slice.offset + slice.limit).min(last.max(slice.offset));
    for (key, offset) in [
        ("url", slice.offset),
        ("prevUrl", slice.offset.saturating_sub(slice.limit)),
        ("nextUrl", next),
        ("firstUrl", 0),
        ("lastUrl", last),
    ] {
        let query = format!("offset={offset}&limit={}", slice.limit);
        whole.parts(key, &["/shipments?trackingNumber=", &number, "&", &query]);
    }
}

fn shipment(one: &mut Object<'_>, page: &Page<'_>, shown: &Shown<'_>, manner: Manner<'_>) {
    let (newest, last) = shown.events[0];
    one.str("id", page.number);
    one.str("service", manner.service);
    // The label that is at hand is the newest parcel's.
    let is_newest = std::ptr::eq(shown.life, &raw const page.timeline);
    if let Some(declared) = page.declared.filter(|_| is_newest) {
        place(one, "origin", declared.origin.code(), None);
        let town = declared.destination;
        place(one, "destination", town.country().code(), Some(town.name()));
    }
    one.object("status", |status| event(status, newest, last));
    let estimate = shown.life.estimate.filter(|_| !newest.is_over());
    if let Some(day) = estimate.and_then(|estimate| estimate.day) {
        one.str("estimatedTimeOfDelivery", &format!("{day}T00:00:00Z"));
    }
    let number = utf8_percent_encode(page.number, NON_ALPHANUMERIC).to_string();
    one.parts("serviceUrl", &["http://", PEOPLE, &number]);
    if !newest.is_over() {
        let tab = "&verfuegen_selected_tab=FIRST";
        one.parts("rerouteUrl", &["https://", PEOPLE, &number, tab]);
    }
    one.object("details", |details| {
        details.object("carrier", |carrier| {
            carrier.str("@type", "Organization");
            carrier.str("organizationName", manner.organization);
        });
        details.object("product", |product| {
            product.str("productName", manner.product);
        });
        details.int("totalNumberOfPieces", 1);
    });
    one.array("events", |list| {
        for (kind, seen) in &shown.events {
            list.object(|one| event(one, *kind, seen));
        }
    });
}

fn place(one: &mut Object<'_>, key: &str, country: &str, town: Option<&str>) {
    one.object(key, |place| {
        place.object("address", |address| {
            address.str("countryCode", country);
            address.str_if("addressLocality", town);
        });
    });
}

fn event(one: &mut Object<'_>, event: Event, seen: &Observation) {
    let local = seen.place.zone().to_local(seen.occurred_at.0);
    one.ascii("timestamp", &wall_clock(local, b'T'));
    let city = seen.place.city();
    place(one, "location", city.country().code(), Some(city.name()));
    one.str("statusCode", event.code.name());
    one.str("status", event.code.title());
    one.str("description", event.text);
}
