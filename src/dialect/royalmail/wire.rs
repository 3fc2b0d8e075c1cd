//! Rendering: a page as `mailPieces`, newest event first, every time at the offset of its place.

use http::StatusCode;

use super::errors::Error;
use super::words::{self, Event, Product};
use crate::dialect::fingerprint::Fingerprint;
use crate::dialect::json::{Array, Object, object};
use crate::fleet::Page;
use crate::parcel::time::Day;
use crate::parcel::{Country, ServiceLine};
use crate::record::{Observation, Standing};

/// What is shown, oldest first.
type Shown<'a> = Vec<(Event, &'a Observation)>;

/// Returns what is shown of a page, or why nothing is.
fn shown<'a>(page: &'a Page<'_>) -> Result<Shown<'a>, Error> {
    let Some(declared) = page.declared else {
        return Err(Error::UnknownBarcode);
    };
    if declared.line == ServiceLine::UntrackedAbroad {
        return Err(Error::NotTracked);
    }
    if page.timeline.standing != Standing::Scanned {
        return Err(Error::NotReceivedYet);
    }
    let confirms_only = declared.line == ServiceLine::SuperEconomy;
    let observations = page.timeline.observations.iter();
    let events = observations.filter_map(|seen| Some((words::event(seen)?, *seen)));
    let events: Shown<'_> = events
        .filter(|(event, _)| !confirms_only || event.stage.is_at_the_door())
        .collect();
    match (events.is_empty(), confirms_only) {
        (false, _) => Ok(events),
        (true, true) => Err(Error::NotTriedYet),
        (true, false) => Err(Error::NotReceivedYet),
    }
}

/// Tells whether a page shows that its parcel was delivered.
pub(super) fn is_delivered(page: &Page<'_>) -> Result<bool, Error> {
    let shown = shown(page)?;
    Ok(shown
        .last()
        .is_some_and(|(event, _)| event.stage == words::Stage::Delivered))
}

/// Renders the events of an item.
pub(super) fn events(
    out: &mut Vec<u8>,
    page: &Page<'_>,
    product: Product<'_>,
) -> Result<(), Error> {
    let shown = shown(page)?;
    object(out, |whole| {
        whole.object("mailPieces", |item| {
            item.str("mailPieceId", page.number);
            names(item);
            item.object("summary", |summary| {
                fields(summary, page, &shown, product);
            });
            estimate(item, page, &shown);
            item.array("events", |list| {
                for (event, seen) in shown.iter().rev() {
                    list.object(|one| {
                        one.str("eventCode", event.code);
                        one.str("eventName", event.name);
                        time(one, "eventDateTime", seen);
                        one.str("locationName", &words::location(seen.place));
                    });
                }
            });
            item.object("links", |links| {
                let number = page.number;
                let summary = format!("/mailpieces/v2/summary?mailPieceId={number}");
                link(links, "summary", (&summary, "Summary", "Get summary"));
                let last = shown.last().map(|(event, _)| event.stage);
                if last == Some(words::Stage::Attempted) {
                    let redelivery = "/personal/receiving-mail/redelivery";
                    link(
                        links,
                        "redelivery",
                        (redelivery, "Redelivery", "Book a redelivery"),
                    );
                }
            });
        });
    });
    Ok(())
}

/// Renders the answer to a request for several items.
pub(super) fn summaries(out: &mut Vec<u8>, items: impl FnOnce(&mut Array<'_>)) {
    object(out, |whole| whole.array("mailPieces", items));
}

/// Renders one item of several, or why it is not shown.
pub(super) fn summary(list: &mut Array<'_>, page: &Page<'_>, product: Product<'_>) {
    list.object(|item| {
        item.str("mailPieceId", page.number);
        match shown(page) {
            Ok(shown) => {
                item.str("status", "200");
                names(item);
                item.object("summary", |summary| fields(summary, page, &shown, product));
                item.object("links", |links| {
                    let events = format!("/mailpieces/v2/{}/events", page.number);
                    link(links, "events", (&events, "Events", "Get events"));
                });
            }
            Err(error) => {
                item.str("status", &error.status().to_string());
                names(item);
                item.object("error", |one| said(one, error));
            }
        }
    });
}

fn names(item: &mut Object<'_>) {
    item.str("carrierShortName", "RM");
    item.str("carrierFullName", "Royal Mail Group Ltd");
}

fn fields(summary: &mut Object<'_>, page: &Page<'_>, shown: &Shown<'_>, product: Product<'_>) {
    let (Some((event, seen)), Some(declared)) = (shown.last(), page.declared) else {
        return;
    };
    let print = Fingerprint::of("royal mail item").and(page.number).hex();
    let item_id = format!("{}{}", "0903675740", &print[..11].to_uppercase());
    summary.str("uniqueItemId", &item_id);
    summary.str("oneDBarcode", page.number);
    let from_abroad = !page.number.ends_with("GB");
    summary.str("productId", product.id);
    summary.str("productName", product.name);
    summary.str("productDescription", product.description);
    let category = if from_abroad {
        "INTERNATIONAL"
    } else {
        "NON-INTERNATIONAL"
    };
    summary.str("productCategory", category);
    let origin = if from_abroad {
        declared.origin
    } else {
        Country::GB
    };
    for (key, country) in [
        ("destination", declared.destination.country()),
        ("origin", origin),
    ] {
        if let Some((code, name)) = words::country(country) {
            summary.str(&format!("{key}CountryCode"), code);
            summary.str(&format!("{key}CountryName"), name);
        }
    }
    summary.str("lastEventCode", event.code);
    summary.str("lastEventName", event.name);
    time(summary, "lastEventDateTime", seen);
    summary.str("lastEventLocationName", &words::location(seen.place));
    summary.str("statusDescription", event.stage.description());
    summary.str("statusCategory", product.category(event.stage));
    summary.str("statusHelpText", event.stage.help());
    let day = Day::of_local(seen.place.zone().to_local(seen.occurred_at.0));
    let said = event.stage.sentence();
    summary.str(
        "summaryLine",
        &format!("Item {} {said} on {day}.", page.number),
    );
    summary.object("internationalPostalProvider", |provider| {
        provider.str("url", "https://www.royalmail.com/track-your-item");
        provider.str("title", "Royal Mail Group Ltd");
        provider.str("description", "Royal Mail Group Ltd");
    });
}

/// Renders the day on which the delivery is expected, while it is to come.
fn estimate(item: &mut Object<'_>, page: &Page<'_>, shown: &Shown<'_>) {
    let over = shown
        .last()
        .is_some_and(|(event, _)| event.stage == words::Stage::Delivered);
    let day = page.timeline.estimate.and_then(|estimate| estimate.day);
    if let Some(day) = day.filter(|_| !over) {
        item.object("estimatedDelivery", |estimate| {
            estimate.str("date", &day.to_string());
        });
    }
}

fn time(one: &mut Object<'_>, key: &str, seen: &Observation) {
    let offset = seen.place.zone().offset_at(seen.occurred_at.0);
    one.ascii(key, &seen.occurred_at.rfc3339(offset).bytes());
}

fn link(links: &mut Object<'_>, key: &str, (href, title, description): (&str, &str, &str)) {
    links.object(key, |link| {
        link.str("href", href);
        link.str("title", title);
        link.str("description", description);
    });
}

fn said(one: &mut Object<'_>, error: Error) {
    let [code, description, cause, resolution] = error.said();
    one.str("errorCode", code);
    one.str("errorDescription", description);
    one.str("errorCause", cause);
    one.str("errorResolution", resolution);
}

/// Renders a numbered error.
pub(super) fn error(out: &mut Vec<u8>, status: StatusCode, error: Error) {
    object(out, |whole| {
        whole.int("httpCode", status.as_u16().into());
        let reason = status.canonical_reason().unwrap_or("Error");
        whole.str("httpMessage", reason);
        whole.array("errors", |list| list.object(|one| said(one, error)));
    });
}

/// Renders a refusal of the gateway.
pub(super) fn gateway(out: &mut Vec<u8>, status: StatusCode, information: &str) {
    object(out, |whole| {
        whole.int("httpCode", status.as_u16().into());
        let reason = status.canonical_reason().unwrap_or("Error");
        whole.str("httpMessage", reason);
        whole.str("moreInformation", information);
    });
}
