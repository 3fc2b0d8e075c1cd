//! Bodies: what a client sends, in JSON or as a form.

use std::borrow::Cow;

use serde_json::{Map, Value};

use crate::dialect::{Request, header};

/// Reads a body; of a form, `tracker[tracking_code]=…` is an object in the object.
pub(super) fn read(request: &Request) -> Option<Map<String, Value>> {
    let kind = header(request, "content-type").unwrap_or_default();
    if kind.contains("x-www-form-urlencoded") {
        return Some(form(request.body()));
    }
    match serde_json::from_slice(request.body()).ok()? {
        Value::Object(body) => Some(body),
        _ => None,
    }
}

fn form(body: &[u8]) -> Map<String, Value> {
    let mut whole = Map::new();
    for (key, value) in form_urlencoded::parse(body) {
        let value = Value::String(value.into_owned());
        match key.split_once('[') {
            Some((key, "]")) => match whole.entry(key).or_insert_with(|| Value::Array(vec![])) {
                Value::Array(list) => list.push(value),
                other => *other = value,
            },
            Some((key, inner)) => {
                let inner = inner.trim_end_matches(']').to_owned();
                match whole.entry(key).or_insert_with(|| Map::new().into()) {
                    Value::Object(object) => {
                        object.insert(inner, value);
                    }
                    other => *other = value,
                }
            }
            None => {
                whole.insert(key.into_owned(), value);
            }
        }
    }
    whole
}

/// Returns a value as text: a number is written out; nothing and blanks are empty.
///
/// # Errors
///
/// Returns nothing but that it is no text.
pub(super) fn text(value: Option<&Value>) -> Result<Cow<'_, str>, NoText> {
    match value {
        None | Some(Value::Null) => Ok(Cow::Borrowed("")),
        Some(Value::String(text)) => Ok(Cow::Borrowed(text.trim())),
        Some(Value::Number(number)) => Ok(Cow::Owned(number.to_string())),
        Some(_) => Err(NoText),
    }
}

/// A value that is no text.
#[derive(Debug, Clone, Copy)]
pub(super) struct NoText;
