//! Rendering: a page as `trackResponse` of one package a parcel that bore the number, newest parcel and newest activity first.

use super::words::{self, Kind, Status};
use crate::dialect::json::{Object, object};
use crate::fleet::Page;
use crate::parcel::time::{Day, wall_clock};
use crate::parcel::{City, Country, Timestamp};
use crate::record::{Observation, Timeline};

/// Renders why nothing is shown: code and message.
pub(super) fn error(out: &mut Vec<u8>, (code, message): (&str, &str)) {
    object(out, |whole| {
        whole.object("response", |response| {
            response.array("errors", |list| {
                list.object(|one| {
                    one.str("code", code);
                    one.str("message", message);
                });
            });
        });
    });
}

/// Renders the only shipment of an answer.
fn shipment(out: &mut Vec<u8>, body: impl FnOnce(&mut Object<'_>)) {
    object(out, |whole| {
        whole.object("trackResponse", |response| {
            response.array("shipment", |list| list.object(body));
        });
    });
}

/// Renders that nothing is known of a number, or of a reference.
pub(super) fn not_found(out: &mut Vec<u8>, number: Option<&str>) {
    shipment(out, |one| {
        one.str_if("inquiryNumber", number);
        one.array("warnings", |list| {
            list.object(|warning| {
                warning.str("code", "TW0001");
                warning.str("message", "Tracking Information Not Found");
            });
        });
    });
}

/// What is shown of a parcel, newest first.
type Shown<'a> = Vec<(Status, &'a Observation)>;

fn shown<'a>(life: &'a Timeline<'_>) -> Shown<'a> {
    let newest_first = life.observations.iter().rev();
    newest_first
        .filter_map(|seen| Some((words::status(seen.milestone, seen.reason)?, *seen)))
        .collect()
}

/// Renders what is known of a number; tells whether anything is.
pub(super) fn found(out: &mut Vec<u8>, page: &Page<'_>) -> bool {
    let lives = [&page.timeline]
        .into_iter()
        .chain(page.earlier.iter().rev());
    let lives: Vec<_> = lives
        .map(|life| (life, shown(life)))
        .filter(|(_, shown)| !shown.is_empty())
        .collect();
    if lives.is_empty() {
        return false;
    }
    shipment(out, |one| {
        one.str("inquiryNumber", page.number);
        one.array("package", |list| {
            for (life, shown) in &lives {
                list.object(|one| package(one, page, (life, shown), lives.len()));
            }
        });
    });
    true
}

fn package(
    one: &mut Object<'_>,
    page: &Page<'_>,
    (life, shown): (&Timeline<'_>, &Shown<'_>),
    count: usize,
) {
    let (newest, last) = shown[0];
    one.str("trackingNumber", page.number);
    let (kind, day) = match newest.kind {
        Kind::Delivered => ("DEL", Some(local_day(last))),
        Kind::Exception => ("SDD", None),
        Kind::Manifest | Kind::Progress => ("SDD", life.estimate.and_then(|estimate| estimate.day)),
    };
    one.array("deliveryDate", |list| {
        if let Some(day) = day {
            list.object(|date| {
                date.str("type", kind);
                date.ascii("date", &digits(day.start()).0);
            });
        }
    });
    if newest.kind == Kind::Delivered {
        one.object("deliveryTime", |time| {
            time.str("type", "DEL");
            let local = last.place.zone().to_local(last.occurred_at.0);
            time.ascii("endTime", &digits(local).1);
        });
    }
    one.array("activity", |list| {
        for (kind, seen) in shown {
            list.object(|one| activity(one, *kind, seen));
        }
    });
    one.object("currentStatus", |current| status(current, newest));
    // The label that is at hand is the newest parcel's.
    let is_newest = std::ptr::eq(life, &raw const page.timeline);
    if let Some(declared) = page.declared.filter(|_| is_newest) {
        one.array("packageAddress", |list| {
            list.object(|from| {
                from.str("type", "ORIGIN");
                address(from, declared.origin, None);
            });
            list.object(|to| {
                to.str("type", "DESTINATION");
                address(
                    to,
                    declared.destination.country(),
                    Some(declared.destination),
                );
            });
        });
    }
    one.int("packageCount", count as i64);
}

fn activity(one: &mut Object<'_>, kind: Status, seen: &Observation) {
    let Timestamp(utc) = seen.occurred_at;
    let offset = seen.place.zone().offset_at(utc);
    let [local, gmt] = [utc + i64::from(offset), utc].map(digits);
    one.object("location", |location| {
        let city = seen.place.city();
        address(location, city.country(), Some(city));
    });
    one.object("status", |one| status(one, kind));
    one.ascii("date", &local.0);
    one.ascii("time", &local.1);
    one.ascii("gmtDate", &gmt.0);
    one.ascii("gmtOffset", &seen.occurred_at.rfc3339(offset).bytes()[19..]);
    one.ascii("gmtTime", &gmt.1);
}

fn status(one: &mut Object<'_>, status: Status) {
    one.str("type", status.kind.name());
    one.str("description", status.text);
    one.str("code", status.code);
    one.str("statusCode", status.number);
    one.str("simplifiedTextDescription", status.simple());
}

fn address(one: &mut Object<'_>, country: Country, city: Option<City>) {
    one.object("address", |address| {
        address.str_if("city", city.map(City::name));
        address.str("country", country.code());
        address.str("countryCode", country.code());
    });
}

fn local_day(seen: &Observation) -> Day {
    Day::of_local(seen.place.zone().to_local(seen.occurred_at.0))
}

/// Returns a local second count (instant plus offset) as eight digits of the day and six of its time.
fn digits(local: i64) -> ([u8; 8], [u8; 6]) {
    let text = wall_clock(local, b' ');
    (
        [0, 1, 2, 3, 5, 6, 8, 9].map(|place| text[place]),
        [11, 12, 14, 15, 17, 18].map(|place| text[place]),
    )
}
