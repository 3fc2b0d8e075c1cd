//! Garbling: how quirks rewrite an answer that was right.
//!
//! Dialects stay honest: a quirk is a rewrite of the [sites](sites::Sites) that a dialect declares, and of nothing else,
//! so that a body without quirks stays what it is to the byte. Quirks are applied in their own order, whatever the order
//! in which they were asked for. Whether one strikes an event is decided by a fingerprint of quirk, number and the event
//! as it is shown; whether one strikes an answer, by quirk, number and instant. So the same question at the same instant
//! has the same answer, and what is shown depends on nothing later.

mod event;
mod foreign;
mod hit;
mod place;
mod shape;
pub mod sites;
mod time;
mod tree;
mod volatile;
mod words;
mod zone;

use self::event::{Facts, Shown};
use self::hit::{Hit, Struck};
use self::sites::Parcel;
use self::tree::Node;
use super::Dialect;
use super::fingerprint::Fingerprint;
use crate::parcel::Timestamp;
use crate::trouble::{Quirk, Quirks, Rate};

/// What a quirk does.
#[derive(Clone, Copy)]
enum Act {
    /// It strikes single events.
    Event(fn(&mut Hit<'_, '_>)),
    /// It strikes a parcel's whole answer.
    Parcel(fn(&mut Struck<'_, '_>)),
    /// It strikes both.
    Both(fn(&mut Hit<'_, '_>), fn(&mut Struck<'_, '_>)),
}

const fn act(quirk: Quirk) -> Act {
    match quirk {
        Quirk::SloppyCodes => Act::Event(words::sloppy_codes),
        Quirk::ZoneMissing => Act::Event(zone::missing),
        Quirk::ZoneWrong => Act::Event(zone::wrong),
        Quirk::ZoneTwice => Act::Event(zone::twice),
        Quirk::DateOnly => Act::Event(time::date_only),
        Quirk::Nanoseconds => Act::Event(time::nanoseconds),
        Quirk::Ticks => Act::Event(time::ticks),
        Quirk::TwelveHours => Act::Event(time::twelve_hours),
        Quirk::ShortYear => Act::Event(time::short_year),
        Quirk::YearMissing => Act::Event(time::year_missing),
        Quirk::TimeMissing => Act::Event(time::missing),
        Quirk::TimeNull => Act::Event(time::null),
        Quirk::YearOne => Act::Event(time::year_one),
        Quirk::EpochChanged => Act::Event(time::epoch_changed),
        Quirk::UnknownCode => Act::Event(words::unknown_code),
        Quirk::UnknownStatus => Act::Both(words::unknown_status, words::unknown_parcel_status),
        Quirk::NewWording => Act::Event(words::new_wording),
        Quirk::EditedText => Act::Event(words::edited_text),
        Quirk::TextEmpty => Act::Event(words::empty),
        Quirk::TextNull => Act::Event(words::null),
        Quirk::TextLong => Act::Event(words::long),
        Quirk::TextMarkup => Act::Event(words::markup),
        Quirk::TextForeign => Act::Event(words::foreign),
        Quirk::TextMojibake => Act::Event(words::mojibake),
        Quirk::TextReturns => Act::Event(words::returns),
        Quirk::PlaceRespelled => Act::Event(place::respelled),
        Quirk::PlaceMissing => Act::Event(place::missing),
        Quirk::PlaceEmpty => Act::Event(place::empty),
        Quirk::CountryZz => Act::Event(place::country_zz),
        Quirk::NumbersAsText => Act::Parcel(shape::numbers_as_text),
        Quirk::StatusMissing => Act::Parcel(shape::status_missing),
        Quirk::OnlyOne => Act::Parcel(shape::only_one),
        Quirk::OrderReversed => Act::Parcel(shape::order_reversed),
        Quirk::OrderShuffled => Act::Parcel(shape::order_shuffled),
        Quirk::SingleAsObject => Act::Parcel(shape::single_as_object),
        Quirk::EventsEmpty => Act::Parcel(shape::events_empty),
        Quirk::EventsNull => Act::Parcel(shape::events_null),
        Quirk::EventsAbsent => Act::Parcel(shape::events_absent),
        Quirk::NothingSaid => Act::Parcel(shape::nothing_said),
        Quirk::Volatile => Act::Parcel(volatile::volatile),
    }
}

/// Tells whether a quirk that strikes a parcel's answer is the parcel's, and not the single answer's.
const fn keeps_to_its_parcel(quirk: Quirk) -> bool {
    matches!(
        quirk,
        Quirk::UnknownStatus | Quirk::NumbersAsText | Quirk::StatusMissing
    )
}

/// Returns what becomes of an answer's body at an instant; `quirks` tells those of a number.
///
/// What is no JSON, and what has no parcel in it, stays as it is. JSON in a call of a script's function is garbled within.
pub fn garbled(
    dialect: &dyn Dialect,
    body: Vec<u8>,
    at: Timestamp,
    quirks: &dyn Fn(&str) -> Quirks,
) -> Vec<u8> {
    rewritten(dialect, &body, at, quirks).unwrap_or(body)
}

fn rewritten(
    dialect: &dyn Dialect,
    body: &[u8],
    at: Timestamp,
    quirks: &dyn Fn(&str) -> Quirks,
) -> Option<Vec<u8>> {
    let sites = dialect.sites();
    if sites.parcels.is_empty() {
        return None;
    }
    let (before, text, after) = call(std::str::from_utf8(body).ok()?);
    let mut whole = Node::read(text)?;
    let mut struck = false;
    for parcel in sites.parcels {
        for path in parcel.at {
            whole.each(path, &mut |node| {
                let number = node.get(parcel.number).and_then(Node::text);
                let Some(number) = number.map(std::borrow::Cow::into_owned) else {
                    return;
                };
                let quirks = quirks(&number);
                if !quirks.is_empty() {
                    struck = true;
                    garble(node, parcel, (&number, at), &quirks);
                }
            });
        }
    }
    if !struck {
        return None;
    }
    let mut out = Vec::with_capacity(body.len() * 2);
    out.extend_from_slice(before.as_bytes());
    whole.write(&mut out);
    out.extend_from_slice(after.as_bytes());
    Some(out)
}

/// Splits `callback({…})` into what stands before the JSON, the JSON, and what stands after it.
fn call(text: &str) -> (&str, &str, &str) {
    let is_json = text.starts_with(['{', '[']);
    match text.find('(').filter(|_| !is_json && text.ends_with(')')) {
        Some(open) => (
            &text[..=open],
            &text[open + 1..text.len() - 1],
            &text[text.len() - 1..],
        ),
        None => ("", text, ""),
    }
}

/// Garbles one parcel: its events first, then the answer as a whole.
fn garble(
    parcel: &mut Node<'_>,
    sites: &'static Parcel,
    (number, at): (&str, Timestamp),
    quirks: &Quirks,
) {
    let mut facts = Vec::new();
    event::each(parcel, sites, &mut |event, sites| {
        facts.push(Facts::of(event, sites));
    });
    let first = facts.iter().filter_map(|facts| facts.instant).min();
    let shown = Shown { number, at, first };
    let mut facts = facts.iter();
    event::each(parcel, sites, &mut |event, sites| {
        let Some(facts) = facts.next() else { return };
        for (quirk, rate) in quirks.iter() {
            let (Act::Event(act) | Act::Both(act, _)) = act(quirk) else {
                continue;
            };
            let print = print(quirk, number).and(&facts.key);
            if strikes(print, rate) {
                act(&mut Hit {
                    event: &mut *event,
                    sites,
                    facts,
                    shown: &shown,
                    print,
                });
            }
        }
    });
    for (quirk, rate) in quirks.iter() {
        let (Act::Parcel(act) | Act::Both(_, act)) = act(quirk) else {
            continue;
        };
        let mut print = print(quirk, number);
        if !keeps_to_its_parcel(quirk) {
            print = print.and_int(at.0);
        }
        if strikes(print, rate) {
            act(&mut Struck {
                parcel: &mut *parcel,
                sites,
                shown: &shown,
                print,
            });
        }
    }
}

fn print(quirk: Quirk, number: &str) -> Fingerprint {
    Fingerprint::of(quirk.name()).and(number)
}

const fn strikes(print: Fingerprint, rate: Rate) -> bool {
    rate.hit(print.bits() as u64)
}
