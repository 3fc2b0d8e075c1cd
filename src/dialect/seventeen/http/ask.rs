//! Asking: the numbers of a request's body.

use std::borrow::Cow;

use serde_json::{Map, Value};

use super::super::wire::reply::Rejected;
use super::super::wire::{EXTRAS, Notes};
use super::wrong::{self, Wrong};
use crate::dialect::Visit;

/// A call is about so many numbers at most.
pub(super) const NUMBERS_MOST: usize = 40;
/// A field's text has so many characters at most.
const TEXT_MOST: usize = 500;
/// The fields that are kept of a registration, beside those that replace `param`.
const KEPT: [&str; 7] = [
    "tag",
    "order_no",
    "order_time",
    "lang",
    "email",
    "remark",
    "param",
];

/// What a call says of one number.
#[derive(Debug)]
pub(super) struct Ask<'a> {
    /// Everything that it says.
    pub(super) fields: &'a Map<String, Value>,
    /// The number.
    pub(super) number: Cow<'a, str>,
    /// The carrier, if it names one.
    pub(super) carrier: Option<i64>,
}

/// Reads a body: an array of objects, bounded.
pub(super) fn read(body: &[u8]) -> Result<Vec<Map<String, Value>>, Wrong> {
    let all: Vec<Map<String, Value>> = serde_json::from_slice(body).map_err(|_| wrong::body())?;
    match all.len() {
        0 => Err(wrong::missing("number")),
        count if count > NUMBERS_MOST => Err(wrong::too_many()),
        _ => Ok(all),
    }
}

impl<'a> Ask<'a> {
    /// Reads what a call says of one number.
    pub(super) fn of(visit: &Visit<'_>, fields: &'a Map<String, Value>) -> Result<Self, Rejected> {
        let carrier = fields.get("carrier");
        let echo = || {
            carrier
                .filter(|value| !value.is_null())
                .cloned()
                .unwrap_or(0.into())
        };
        let number: Cow<'a, str> = match fields.get("number") {
            Some(Value::String(text)) => Cow::Borrowed(text.trim()),
            Some(Value::Number(digits)) => Cow::Owned(digits.to_string()),
            None | Some(Value::Null) => Cow::Borrowed(""),
            Some(_) => return Err(wrong::value("number").about("", echo())),
        };
        if number.is_empty() {
            return Err(wrong::missing("number").about("", echo()));
        }
        let number = match normal(visit, number) {
            Ok(number) => number,
            Err(text) => return Err(wrong::format(&text).about(&text, echo())),
        };
        match code(carrier) {
            Ok(carrier) => Ok(Self {
                fields,
                number,
                carrier,
            }),
            Err(error) => Err(error.about(&number, echo())),
        }
    }

    /// Returns the refusal of this number.
    pub(super) fn refused(&self, error: Wrong) -> Rejected {
        let carrier = self.fields.get("carrier").filter(|value| !value.is_null());
        error.about(&self.number, carrier.cloned().unwrap_or(0.into()))
    }
}

/// Returns a number as it is kept: in capitals, unless it was bound as it is.
fn normal<'a>(visit: &Visit<'_>, text: Cow<'a, str>) -> Result<Cow<'a, str>, String> {
    if visit.desk.binding(&text).is_some() {
        return Ok(text);
    }
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    if !(5..=50).contains(&text.len())
        || !text.bytes().all(plain)
        || !text.bytes().any(|byte| byte.is_ascii_digit())
    {
        return Err(text.chars().take(60).collect());
    }
    if text.bytes().any(|byte| byte.is_ascii_lowercase()) {
        return Ok(Cow::Owned(text.to_ascii_uppercase()));
    }
    Ok(text)
}

/// Returns the carrier that a field names, as a number or as its digits; 0 and nothing name none.
pub(super) fn code(field: Option<&Value>) -> Result<Option<i64>, Wrong> {
    let code = match field {
        None | Some(Value::Null) => return Ok(None),
        Some(Value::Number(number)) => number.as_i64(),
        Some(Value::String(text)) if text.trim().is_empty() => return Ok(None),
        Some(Value::String(text)) => text.trim().parse().ok(),
        Some(_) => None,
    };
    match (code, field) {
        (Some(0), _) => Ok(None),
        (Some(code), _) if code > 0 => Ok(Some(code)),
        (_, field) => Err(wrong::carrier(field.unwrap_or(&Value::Null))),
    }
}

/// Returns what is to be kept of some fields.
pub(super) fn notes(fields: &Map<String, Value>) -> Result<Notes, Wrong> {
    let mut notes = Notes::new();
    for name in KEPT.iter().chain(&EXTRAS) {
        let text = match fields.get(*name) {
            None | Some(Value::Null) => continue,
            Some(Value::String(text)) => text.clone(),
            Some(Value::Number(number)) => number.to_string(),
            Some(_) => return Err(wrong::value(name)),
        };
        if text.chars().count() > TEXT_MOST {
            return Err(wrong::value(name));
        }
        if *name == "order_time" && super::super::wire::order_day(&text).is_none() {
            return Err(wrong::value(name));
        }
        notes.insert((*name).to_owned(), Value::String(text));
    }
    Ok(notes)
}
