//! Inputs: what a client sends to have something tracked, or to change what it said.

use std::borrow::Cow;

use serde_json::{Map, Value};

use super::fault::Fault;
use super::regions;
use super::wire::Version;
use crate::dialect::Request;

/// A tracking number has so many characters at most.
const NUMBER_MOST: usize = 100;
/// What a client says of one tracking has so many bytes at most.
const NOTES_MOST: usize = 16 << 10;

/// Fields that are text.
const TEXTS: &[&str] = &[
    "title",
    "order_id",
    "order_id_path",
    "order_number",
    "order_date",
    "note",
    "language",
    "delivery_type",
    "pickup_location",
    "pickup_note",
    "tracking_account_number",
    "tracking_key",
    "tracking_ship_date",
    "origin_country_region",
    "origin_state",
    "origin_city",
    "origin_postal_code",
    "origin_raw_location",
    "destination_country_region",
    "destination_state",
    "destination_city",
    "destination_postal_code",
    "destination_raw_location",
    "shipment_type",
    "courier_connection_id",
    "location_id",
    "shipping_method",
    "shipment_direction",
    "customer_name",
    "tracking_origin_country",
    "tracking_destination_country",
    "tracking_postal_code",
    "tracking_state",
];
/// Fields that are objects.
const OBJECTS: &[&str] = &["custom_fields", "last_mile"];
/// Fields that are lists: of objects where true, else of text.
const LISTS: &[(&str, bool)] = &[
    ("shipment_tags", false),
    ("customers", true),
    ("emails", false),
    ("smses", false),
];
/// What older versions call fields.
const OLD_NAMES: &[(&str, &str)] = &[
    ("origin_country_iso3", "origin_country_region"),
    ("destination_country_iso3", "destination_country_region"),
];

/// Reads a body; older versions have everything in an object of its own.
pub(super) fn body(request: &Request, version: Version) -> Result<Map<String, Value>, Fault> {
    let Ok(Value::Object(mut body)) = serde_json::from_slice(request.body()) else {
        return Err(Fault::Json);
    };
    if !version.wraps() {
        return Ok(body);
    }
    match body.remove("tracking") {
        Some(Value::Object(tracking)) => Ok(tracking),
        _ => Err(Fault::TrackingRequired),
    }
}

/// Returns the number that is to be tracked.
pub(super) fn number(body: &Map<String, Value>) -> Result<Cow<'_, str>, Fault> {
    let number: Cow<'_, str> = match body.get("tracking_number") {
        None | Some(Value::Null) => return Err(Fault::NumberRequired),
        Some(Value::String(text)) => text.trim().into(),
        Some(Value::Number(number)) => number.to_string().into(),
        Some(_) => return Err(Fault::Number),
    };
    if number.is_empty() {
        return Err(Fault::NumberRequired);
    }
    if number.chars().count() > NUMBER_MOST {
        return Err(Fault::Number);
    }
    let allowed = |letter: char| letter.is_alphanumeric() || "-_./ ".contains(letter);
    if !number.chars().all(allowed) {
        return Err(Fault::NumberFormat);
    }
    Ok(number)
}

/// Returns the slugs that a client names: text, or a list of it.
pub(super) fn slugs(body: &Map<String, Value>) -> Result<Vec<&str>, Fault> {
    match body.get("slug") {
        None | Some(Value::Null) => Ok(Vec::new()),
        Some(Value::String(slug)) if slug.is_empty() => Ok(Vec::new()),
        Some(Value::String(slug)) => Ok(vec![slug]),
        Some(Value::Array(slugs)) => {
            let slugs: Option<Vec<&str>> = slugs.iter().map(Value::as_str).collect();
            slugs.ok_or(Fault::Slug)
        }
        Some(_) => Err(Fault::Slug),
    }
}

/// Writes what a body says of a tracking into its notes; null takes back what was said.
pub(super) fn note(notes: &mut Map<String, Value>, body: &Map<String, Value>) -> Result<(), Fault> {
    for (key, value) in body {
        let old = OLD_NAMES.iter().find(|(old, _)| old == key);
        let key = old.map_or(key.as_str(), |(_, name)| name);
        let Some((name, fits)) = fitting(key, value) else {
            continue;
        };
        if value.is_null() {
            notes.remove(name);
        } else if fits {
            notes.insert(name.to_owned(), value.clone());
        } else {
            return Err(Fault::Value(name));
        }
    }
    let size = serde_json::to_vec(notes).map_or(usize::MAX, |bytes| bytes.len());
    if size > NOTES_MOST {
        return Err(Fault::Request);
    }
    Ok(())
}

/// Returns a field's name and whether a value fits it; nothing of a field that is none.
fn fitting(key: &str, value: &Value) -> Option<(&'static str, bool)> {
    if key == "order_promised_delivery_date" {
        return Some((
            "order_promised_delivery_date",
            value.is_string() || value.is_object(),
        ));
    }
    if let Some(name) = TEXTS.iter().find(|name| **name == key) {
        let is_region = key.ends_with("_country_region");
        let text = value.as_str();
        let fits = |text: &str| !is_region || regions::looks_like_one(text);
        return Some((name, text.is_some_and(fits)));
    }
    if let Some(name) = OBJECTS.iter().find(|name| **name == key) {
        return Some((name, value.is_object()));
    }
    let (name, of_objects) = LISTS.iter().find(|(name, _)| *name == key)?;
    let fits = |one: &Value| {
        if *of_objects {
            one.is_object()
        } else {
            one.is_string()
        }
    };
    let list = value.as_array();
    Some((name, list.is_some_and(|list| list.iter().all(fits))))
}
