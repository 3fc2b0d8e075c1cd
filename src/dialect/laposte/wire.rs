//! Rendering: a page as a `shipment`, newest event first, every time as it was in Paris.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::labels::Lang;
use super::words::{self, Code};
use crate::dialect::json::Object;
use crate::fleet::Page;
use crate::parcel::{Country, Facility, Milestone, Timestamp, Zone};
use crate::record::Observation;

/// The page for people.
const URL: &str = "https://www.laposte.fr/outils/suivre-vos-envois?code=";

/// How an answer is written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Manner {
    /// The language of its texts.
    pub(super) lang: Lang,
    /// The type of a step that is not reached.
    pub(super) type_ahead: i64,
}

/// Renders why a number is not shown: code and message, in a language.
pub(super) fn error(
    one: &mut Object<'_>,
    (code, message): (u16, &str),
    (lang, number): (Lang, &str),
) {
    one.int("returnCode", code.into());
    one.str("returnMessage", message);
    one.str("lang", lang.name());
    one.str("scope", "open");
    one.str("idShip", number);
}

/// Renders what is known of a number; tells whether anything is.
pub(super) fn shipment(one: &mut Object<'_>, page: &Page<'_>, manner: Manner) -> bool {
    let shown: Vec<(Code, &Observation)> = page
        .timeline
        .observations
        .iter()
        .filter_map(|seen| Some((words::code(seen.milestone, seen.place.country())?, *seen)))
        .collect();
    let (Some((newest, last)), Some((_, first)), Some(declared)) =
        (shown.last(), shown.first(), page.declared)
    else {
        return false;
    };
    one.str("lang", manner.lang.name());
    one.str("scope", "open");
    one.int("returnCode", 200);
    one.object("shipment", |shipment| {
        let postal = is_postal(page.number);
        shipment.str("idShip", page.number);
        shipment.int("holder", if postal { 2 } else { 4 });
        shipment.str("product", manner.lang.product(postal));
        shipment.bool("isFinal", newest.is_final());
        let delivered = (*newest == Code::Di1).then_some(last.occurred_at);
        if let Some(at) = delivered {
            time(shipment, "deliveryDate", at);
        }
        let taken = shown
            .iter()
            .find(|(code, _)| matches!(code, Code::Pc1 | Code::Pc2));
        time(
            shipment,
            "entryDate",
            taken.map_or(first, |(_, seen)| seen).occurred_at,
        );
        let lane = (declared.origin, declared.destination.country());
        timeline(shipment, (&shown, delivered), lane, manner);
        shipment.array("event", |list| {
            for (code, seen) in shown.iter().rev() {
                list.object(|event| {
                    event.str("code", code.name());
                    event.str("label", manner.lang.label(*code, seen.milestone));
                    time(event, "date", seen.occurred_at);
                });
            }
        });
        shipment.object("contextData", |context| {
            context.object("deliveryChoice", |choice| choice.int("deliveryChoice", 0));
            context.str("originCountry", lane.0.code());
            context.str("arrivalCountry", lane.1.code());
        });
        let day = page.timeline.estimate.and_then(|estimate| estimate.day);
        let expected = day.map(|day| Timestamp(paris().to_utc(day.start())));
        if let Some(at) = delivered.or(expected) {
            time(shipment, "estimDate", at);
        }
        let code = utf8_percent_encode(page.number, NON_ALPHANUMERIC);
        shipment.str("url", &format!("{URL}{code}"));
    });
    true
}

/// Renders the five steps that a buyer sees as a line.
fn timeline(
    shipment: &mut Object<'_>,
    (shown, delivered): (&[(Code, &Observation)], Option<Timestamp>),
    (origin, arrival): (Country, Country),
    manner: Manner,
) {
    let steps = shown
        .iter()
        .map(|(code, seen)| code.step(seen.milestone == Milestone::ArrivedDepot));
    let reached = steps.max().unwrap_or_default();
    shipment.array("timeline", |list| {
        for id in 1..=5 {
            list.object(|step| {
                step.str("shortLabel", manner.lang.step(id));
                step.str("longLabel", "");
                step.int("id", id);
                if let Some(at) = delivered.filter(|_| id == 5) {
                    time(step, "date", at);
                }
                let country = match id {
                    1 => origin.code(),
                    3 => "",
                    _ => arrival.code(),
                };
                step.str("country", country);
                step.bool("status", id <= reached);
                step.int("type", if id <= reached { 1 } else { manner.type_ahead });
            });
        }
    });
}

/// Tells whether a number is one of the postal union's, as letters and small packets from abroad bear.
fn is_postal(number: &str) -> bool {
    let letters = |part: &[u8]| part.iter().all(u8::is_ascii_alphabetic);
    let number = number.as_bytes();
    number.len() == 13 && letters(&number[..2]) && letters(&number[11..])
}

fn paris() -> Zone {
    Facility::gateway(Country::FR).zone()
}

fn time(object: &mut Object<'_>, key: &str, at: Timestamp) {
    let offset = paris().offset_at(at.0);
    object.ascii(key, &at.rfc3339(offset).bytes());
}
