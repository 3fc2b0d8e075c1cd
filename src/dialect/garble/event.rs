//! Events: finding them, and what can be known of one from what is shown of it.

use super::sites::{Event, Form, Parcel, PlaceKind};
use super::time::{clock_seconds, date_seconds, seconds};
use super::tree::Node;
use super::zone::{offset_of, split};
use crate::parcel::{City, Timestamp};

/// A parcel, as it is shown.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shown<'a> {
    /// The number under which it is shown.
    pub(super) number: &'a str,
    /// The instant that is shown.
    pub(super) at: Timestamp,
    /// The instant of its first event.
    pub(super) first: Option<i64>,
}

/// What is known of an event before anything is garbled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Facts {
    /// What tells it from the parcel's other events.
    pub(super) key: String,
    /// Seconds since 1970; as if the place's clock were UTC's where the offset is not known.
    pub(super) instant: Option<i64>,
    /// What the place's clock showed, as seconds since 1970.
    pub(super) local: Option<i64>,
    /// Seconds by which that clock is ahead of UTC.
    pub(super) offset: Option<i64>,
}

/// Visits every event of a parcel: list by list, then those that stand alone.
pub(super) fn each(
    parcel: &mut Node<'_>,
    sites: &'static Parcel,
    visit: &mut dyn FnMut(&mut Node<'_>, &'static Event),
) {
    for events in sites.events {
        for list in events.lists {
            parcel.each(&format!("{list}/*"), &mut |event| {
                visit(event, &events.event);
            });
        }
        for path in events.alone {
            parcel.each(path, &mut |event| {
                if matches!(event, Node::Object(_)) {
                    visit(event, &events.event);
                }
            });
        }
    }
}

impl Facts {
    /// Returns what is known of an event.
    pub(super) fn of(event: &Node<'_>, sites: &Event) -> Self {
        let (mut utc, mut local, mut offset) = (None, None, None);
        let (mut local_parts, mut utc_parts) = ([None; 2], [None; 2]);
        for time in sites.times {
            let Some(node) = event.get(time.at) else {
                continue;
            };
            let text = node.text().unwrap_or_default();
            match time.form {
                Form::Offset => {
                    local = local.or(seconds(&text));
                    offset = offset.or(offset_of(split(&text).1));
                }
                Form::Utc => utc = utc.or(seconds(&text)),
                Form::Local => local = local.or(seconds(&text)),
                Form::Epoch(ahead) => {
                    let epoch = node.int().map(|ms| ms.div_euclid(1_000) + ahead);
                    local = local.or(epoch);
                }
                Form::Wrapped => utc = utc.or(wrapped(&text)),
                Form::Zone => offset = offset.or(offset_of(&text)),
                Form::Date => local_parts[0] = date_seconds(&text),
                Form::Clock => local_parts[1] = clock_seconds(&text),
                Form::UtcDate => utc_parts[0] = date_seconds(&text),
                Form::UtcClock => utc_parts[1] = clock_seconds(&text),
            }
        }
        let sum = |[date, clock]: [Option<i64>; 2]| Some(date? + clock?);
        let (utc, local) = (utc.or(sum(utc_parts)), local.or(sum(local_parts)));
        let offset = offset.or_else(|| place_offset(event, sites, utc, local));
        Self {
            key: key(event, sites),
            instant: utc.or(local.map(|local| local - offset.unwrap_or(0))),
            local: local.or(utc.zip(offset).map(|(utc, offset)| utc + offset)),
            offset,
        }
    }
}

/// Reads `/Date(1774093218000)/`.
fn wrapped(text: &str) -> Option<i64> {
    let milliseconds = text.strip_prefix("/Date(")?.strip_suffix(")/")?;
    Some(milliseconds.parse::<i64>().ok()?.div_euclid(1_000))
}

/// Returns what tells an event from others: its times, or else what is said of it.
fn key(event: &Node<'_>, sites: &Event) -> String {
    let raw = |path: &str| event.get(path)?.raw().filter(|raw| *raw != "null");
    let times = sites.times.iter().filter_map(|time| raw(time.at));
    let times: Vec<&str> = times.collect();
    if !times.is_empty() {
        return times.join(" ");
    }
    let mut said = sites.codes.iter().chain(sites.texts);
    let said = said.find_map(|path| raw(path));
    said.unwrap_or_default().to_owned()
}

/// Returns the offset at an event's place, which its town and country tell.
fn place_offset(
    event: &Node<'_>,
    sites: &Event,
    utc: Option<i64>,
    local: Option<i64>,
) -> Option<i64> {
    let said = |kind| {
        let place = sites.places.iter().find(|place| place.kind == kind)?;
        event.get(place.at)?.text()
    };
    let (name, country) = (said(PlaceKind::City)?, said(PlaceKind::Country)?);
    let name = name.to_lowercase();
    let zone = City::all()
        .find(|city| city.country().code() == country && city.name().to_lowercase() == name)?
        .zone();
    let utc = utc.or_else(|| local.map(|local| zone.to_utc(local)))?;
    Some(zone.offset_at(utc).into())
}
