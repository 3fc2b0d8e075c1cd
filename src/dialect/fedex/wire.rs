//! Rendering: a page as `trackResults`, one a parcel that bore the number, newest parcel and newest scan first.

use super::words::{self, Scan};
use crate::dialect::fingerprint::Fingerprint;
use crate::dialect::json::{Object, object};
use crate::fleet::Page;
use crate::parcel::time::Day;
use crate::parcel::{City, Timestamp};
use crate::record::{Observation, Timeline};

/// Renders the ids of a transaction: the carrier's, and the client's own if there is one.
pub(super) fn transaction(whole: &mut Object<'_>, customer: Option<&str>, body: &[u8]) {
    let print = Fingerprint::of("fedex transaction").and(&String::from_utf8_lossy(body));
    let print = print.and(customer.unwrap_or_default());
    whole.str("transactionId", &print.uuid());
    whole.str_if("customerTransactionId", customer);
}

/// Renders why nothing is shown: code and message.
pub(super) fn error(
    out: &mut Vec<u8>,
    (customer, body): (Option<&str>, &[u8]),
    (code, message): (&str, &str),
) {
    object(out, |whole| {
        transaction(whole, customer, body);
        whole.array("errors", |list| {
            list.object(|one| {
                one.str("code", code);
                one.str("message", message);
            });
        });
    });
}

/// What is shown of a parcel, newest first.
type Shown<'a> = Vec<(Scan, &'a Observation)>;

fn shown<'a>(life: &'a Timeline<'_>) -> Shown<'a> {
    let newest_first = life.observations.iter().rev();
    newest_first
        .filter_map(|seen| Some((words::scan(seen.milestone, seen.reason)?, *seen)))
        .collect()
}

/// Renders what is known of a number; of several parcels only the one whose unique id is asked for, if one is.
pub(super) fn results(
    one: &mut Object<'_>,
    page: &Page<'_>,
    (unique, detailed): (Option<&str>, bool),
) {
    let lives = [&page.timeline]
        .into_iter()
        .chain(page.earlier.iter().rev());
    let lives: Vec<_> = lives
        .map(|life| (life, shown(life)))
        .filter_map(|(life, shown)| {
            let first = shown.iter().map(|(_, seen)| seen.visible_at).min()?;
            let id = unique_id(page.number, first);
            let wanted = unique.is_none_or(|unique| unique == id);
            wanted.then_some((life, shown, id))
        })
        .collect();
    one.str("trackingNumber", page.number);
    one.array("trackResults", |list| {
        for (life, shown, id) in &lives {
            list.object(|one| {
                info(one, page.number, id);
                // The label that is at hand is the newest parcel's.
                let is_newest = std::ptr::eq(*life, &raw const page.timeline);
                let declared = page.declared.filter(|_| is_newest);
                let destination = declared.map(|declared| declared.destination);
                result(one, (life, shown), destination, detailed);
            });
        }
        if lives.is_empty() {
            list.object(|one| {
                info(one, page.number, "");
                one.object("error", |error| {
                    error.str("code", "TRACKING.TRACKINGNUMBER.NOTFOUND");
                    error.str(
                        "message",
                        "Tracking number cannot be found. Please correct the tracking number and try again.",
                    );
                });
            });
        }
    });
}

fn info(one: &mut Object<'_>, number: &str, id: &str) {
    one.object("trackingNumberInfo", |info| {
        info.str("trackingNumber", number);
        info.str("trackingNumberUniqueId", id);
        info.str("carrierCode", if id.is_empty() { "" } else { "FDXE" });
    });
}

/// Returns what tells parcels under the same number apart; it is made of when the first thing was shown, which stays.
fn unique_id(number: &str, first: Timestamp) -> String {
    let print = Fingerprint::of("fedex parcel").and(number);
    let print = print.and_int(first.0).int();
    format!("{print:010}~{number}~FX")
}

fn result(
    one: &mut Object<'_>,
    (life, shown): (&Timeline<'_>, &Shown<'_>),
    destination: Option<City>,
    detailed: bool,
) {
    let (newest, last) = shown[0];
    one.object("latestStatusDetail", |latest| {
        latest.str("code", newest.code);
        latest.str("derivedCode", newest.derived.code());
        latest.str("statusByLocale", newest.derived.text());
        latest.str("description", newest.text);
        latest.object("scanLocation", |place| address(place, last.place.city()));
    });
    one.array("dateAndTimes", |list| {
        for (code, kind) in [("DL", "ACTUAL_DELIVERY"), ("PU", "ACTUAL_PICKUP")] {
            let found = shown.iter().find(|(scan, _)| scan.code == code);
            if let Some((_, seen)) = found {
                list.object(|one| {
                    one.str("type", kind);
                    time(one, "dateTime", seen);
                });
            }
        }
        if let Some(day) = expected(life, newest) {
            list.object(|one| {
                one.str("type", "ESTIMATED_DELIVERY");
                one.str("dateTime", &format!("{day}T00:00:00"));
            });
        }
    });
    if let Some(city) = destination {
        one.object("destinationLocation", |place| {
            place.object("locationContactAndAddress", |contact| {
                contact.object("address", |place| address(place, city));
            });
        });
    }
    let most = if detailed { shown.len() } else { 1 };
    one.array("scanEvents", |list| {
        for (scan, seen) in shown.iter().take(most) {
            list.object(|one| event(one, *scan, seen));
        }
    });
    let attempts = shown.iter().filter(|(scan, _)| scan.is_attempt).count();
    one.object("deliveryDetails", |details| {
        details.str("deliveryAttempts", &attempts.to_string());
    });
}

/// Returns the day that stands for the delivery, while there is one to come.
fn expected(life: &Timeline<'_>, newest: Scan) -> Option<Day> {
    let over = matches!(newest.code, "DL" | "RS" | "CA");
    life.estimate.filter(|_| !over)?.day
}

fn event(one: &mut Object<'_>, scan: Scan, seen: &Observation) {
    time(one, "date", seen);
    one.str("eventType", scan.code);
    one.str("eventDescription", scan.text);
    one.str("exceptionCode", "");
    one.str("exceptionDescription", scan.why);
    one.object("scanLocation", |place| address(place, seen.place.city()));
    one.str("derivedStatusCode", scan.derived.code());
    one.str("derivedStatus", scan.derived.text());
}

fn address(place: &mut Object<'_>, city: City) {
    place.str("city", city.name());
    place.str("countryCode", city.country().code());
    place.bool("residential", false);
    place.str("countryName", city.country().name());
}

fn time(one: &mut Object<'_>, key: &str, seen: &Observation) {
    let offset = seen.place.zone().offset_at(seen.occurred_at.0);
    one.ascii(key, &seen.occurred_at.rfc3339(offset).bytes());
}
