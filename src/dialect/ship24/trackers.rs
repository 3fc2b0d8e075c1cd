//! Trackers: what a client says of a shipment, and under which id it is known.

use serde_json::{Map, Value};

use super::http::{NAME, Refused, invalid, refused};
use super::wire::Label;
use crate::carrier::{Registered, Tracker};
use crate::dialect::Visit;
use crate::dialect::fingerprint::{Fingerprint, unsealed};
use crate::parcel::Timestamp;

/// A number has so many characters.
const NUMBER: std::ops::RangeInclusive<usize> = 5..=50;
/// Any other text has so many characters at most.
const TEXT_MOST: usize = 255;
/// A tracker has so many couriers at most.
const COURIERS_MOST: usize = 3;

/// What a client says of a shipment in texts.
const TEXTS: &[&str] = &[
    "shipmentReference",
    "clientTrackerId",
    "originCountryCode",
    "destinationCountryCode",
    "destinationPostCode",
    "shippingDate",
    "courierName",
    "trackingUrl",
    "orderNumber",
    "title",
];
/// What of it can be changed.
const CHANGEABLE: &[&str] = &[
    "originCountryCode",
    "destinationCountryCode",
    "destinationPostCode",
    "shippingDate",
];
/// What a client says in other forms.
const COURIERS: &str = "courierCode";
const RESTRICTED: &str = "restricted";
const UNSUBSCRIBED_AT: &str = "unsubscribedAt";

type Notes = Map<String, Value>;

/// Returns the number that a client names.
pub(super) fn number(body: &Map<String, Value>) -> Result<&str, Refused> {
    let number = match body.get("trackingNumber") {
        None | Some(Value::Null) => return Err(invalid("trackingNumber is required")),
        Some(Value::String(number)) => number.trim(),
        Some(_) => return Err(invalid("trackingNumber must be a string")),
    };
    if NUMBER.contains(&number.chars().count()) {
        Ok(number)
    } else {
        Err(invalid("trackingNumber must have 5 to 50 characters"))
    }
}

/// Returns what else a client says of a shipment.
pub(super) fn notes(body: &Map<String, Value>) -> Result<Notes, Refused> {
    let mut notes = Notes::new();
    note_texts(&mut notes, body, TEXTS)?;
    note_couriers(&mut notes, body)?;
    let settings = body.get("settings").and_then(Value::as_object);
    let restricted = settings.and_then(|all| all.get("restrictTrackingToCourierCode"));
    if restricted == Some(&Value::Bool(true)) {
        notes.insert(RESTRICTED.to_owned(), Value::Bool(true));
    }
    Ok(notes)
}

fn note_texts(notes: &mut Notes, body: &Map<String, Value>, keys: &[&str]) -> Result<(), Refused> {
    for key in keys {
        match body.get(*key) {
            None | Some(Value::Null) => {}
            Some(Value::String(text)) if text.chars().count() <= TEXT_MOST => {
                notes.insert((*key).to_owned(), text.trim().into());
            }
            Some(_) => return Err(invalid(&format!("{key} must be a string"))),
        }
    }
    Ok(())
}

/// Couriers come in a list, or one by itself.
fn note_couriers(notes: &mut Notes, body: &Map<String, Value>) -> Result<(), Refused> {
    let is_code = |code: &Value| code.as_str().is_some_and(|code| code.len() <= TEXT_MOST);
    let couriers = match body.get(COURIERS) {
        None | Some(Value::Null) => return Ok(()),
        Some(Value::Array(list)) if list.len() <= COURIERS_MOST && list.iter().all(is_code) => {
            list.clone()
        }
        Some(one) if is_code(one) => vec![one.clone()],
        Some(_) => {
            return Err(invalid("courierCode must be a string or up to 3 of them"));
        }
    };
    notes.insert(COURIERS.to_owned(), couriers.into());
    Ok(())
}

/// Registers a number, unless the same was said of it before; tells whether it is new.
pub(super) fn register(
    visit: &Visit<'_>,
    body: &Map<String, Value>,
) -> Result<(Tracker, bool), Refused> {
    let (number, notes) = (number(body)?, notes(body)?);
    // The same number with other particulars is another shipment.
    let particulars = if notes.is_empty() {
        String::new()
    } else {
        Value::Object(notes.clone()).to_string()
    };
    let (trackers, scope) = (&visit.desk.trackers, visit.scope(NAME));
    match trackers.register(scope, (number, &particulars), visit.now, notes) {
        Registered::New(tracker) => Ok((tracker, true)),
        Registered::Before(tracker) => Ok((tracker, false)),
        Registered::Full => Err(refused(
            ::http::StatusCode::FORBIDDEN,
            "quota_limit_reached",
            "No more trackers can be created",
        )),
    }
}

/// Changes a tracker.
pub(super) fn change(
    visit: &Visit<'_>,
    tracker: &Tracker,
    body: &Map<String, Value>,
) -> Result<Option<Tracker>, Refused> {
    let mut notes = tracker.notes.clone();
    note_texts(&mut notes, body, CHANGEABLE)?;
    note_couriers(&mut notes, body)?;
    match body.get("isSubscribed") {
        None | Some(Value::Null) => {}
        Some(Value::Bool(true)) => {
            notes.remove(UNSUBSCRIBED_AT);
        }
        Some(Value::Bool(false)) => {
            notes
                .entry(UNSUBSCRIBED_AT)
                .or_insert_with(|| visit.now.0.into());
        }
        Some(_) => return Err(invalid("isSubscribed must be a boolean")),
    }
    let scope = visit.scope(NAME);
    let change = |tracker: &mut Tracker| tracker.notes = notes;
    Ok(visit.desk.trackers.update(scope, tracker.serial, change))
}

/// Returns the instant as of which a tracker shows things: nothing new is looked for once nobody subscribes to it.
pub(super) fn shown_at(visit: &Visit<'_>, tracker: &Tracker) -> Timestamp {
    let until = tracker.notes.get(UNSUBSCRIBED_AT).and_then(Value::as_i64);
    until.map_or(visit.at, |until| visit.at.min(Timestamp(until)))
}

/// Returns the couriers of whom nobody else may be asked, if a client says so.
pub(super) fn only(tracker: &Tracker) -> Option<Vec<&str>> {
    tracker.notes.get(RESTRICTED).map(|_| couriers(tracker))
}

fn couriers(tracker: &Tracker) -> Vec<&str> {
    let list = tracker.notes.get(COURIERS).and_then(Value::as_array);
    let list = list.into_iter().flatten();
    list.filter_map(Value::as_str).collect()
}

/// Returns how a tracker is shown.
pub(super) fn label<'a>(visit: &Visit<'_>, tracker: &'a Tracker) -> Label<'a> {
    let text = |key| tracker.notes.get(key).and_then(Value::as_str);
    Label {
        id: id_of(visit, tracker),
        number: &tracker.number,
        reference: text("shipmentReference"),
        client_id: text("clientTrackerId"),
        is_subscribed: !tracker.notes.contains_key(UNSUBSCRIBED_AT),
        couriers: couriers(tracker),
        created_at: tracker.created_at(visit.at),
    }
}

/// The bits of the second half of an id in which the serial number is sealed.
const SEAL: u64 = (1 << 56) - 1;

/// Returns the id of a tracker, which looks like a UUID of version 4.
fn id_of(visit: &Visit<'_>, tracker: &Tracker) -> String {
    let (first, rest) = Fingerprint::of("ship24 tracker")
        .and(visit.key)
        .and(&tracker.number)
        .and_int(tracker.serial as i64)
        .sealed(0);
    let first = first & !0xf000 | 0x4000;
    let sealed = (tracker.serial ^ unsealed(first, 0)) & SEAL;
    let second = sealed | (rest >> 56 & 0x3f | 0x80) << 56;
    let hex = format!("{first:016x}{second:016x}");
    let parts = [0..8, 8..12, 12..16, 16..20, 20..32];
    parts.map(|part| &hex[part]).join("-")
}

/// Returns the tracker of an id, or of an id that the client gave.
pub(super) fn found(visit: &Visit<'_>, id: &str) -> Option<Tracker> {
    let (trackers, scope) = (&visit.desk.trackers, visit.scope(NAME));
    if visit.query("searchBy").as_deref() == Some("clientTrackerId") {
        let given = |tracker: &Tracker| {
            let known = tracker.notes.get("clientTrackerId");
            known.and_then(Value::as_str) == Some(id)
        };
        return trackers.first(scope, given);
    }
    let digits: String = id.chars().filter(|character| *character != '-').collect();
    let (first, second) = digits.split_at_checked(16)?;
    let half = |digits| u64::from_str_radix(digits, 16).ok();
    let tracker = trackers.get(scope, unsealed(half(first)?, half(second)?))?;
    (id_of(visit, &tracker) == id).then_some(tracker)
}
