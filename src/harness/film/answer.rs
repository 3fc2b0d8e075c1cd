//! Answers: what a tracker said, as it said it.

use std::fmt;

use serde::Serialize;
use serde_json::Value;

use crate::parcel::time::Day;

/// What a tracker said when it was asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// What it said.
    pub said: Said,
    /// What went wrong meanwhile: an error, an exit code, an HTTP status, a time-out. It is kept beside what was said.
    pub trouble: Option<String>,
}

/// The words of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Said {
    /// Nothing.
    Nothing,
    /// A text.
    Text(String),
    /// JSON, in which the order of keys means nothing.
    Json(Value),
}

impl Answer {
    /// Returns an answer of anything that serializes.
    ///
    /// # Panics
    ///
    /// Panics if it does not serialize to JSON.
    pub fn json(said: &impl Serialize) -> Self {
        match serde_json::to_value(said) {
            Ok(said) => said.into(),
            Err(error) => panic!("the tracker's answer is no JSON: {error}"),
        }
    }

    /// Returns an answer of bytes: JSON if they are JSON, else text without blanks at its ends.
    pub fn of_bytes(bytes: &[u8]) -> Self {
        let text = String::from_utf8_lossy(bytes);
        let text = text.trim();
        let said = match serde_json::from_str::<Value>(text) {
            _ if text.is_empty() => Said::Nothing,
            Ok(value) => Said::Json(value),
            Err(_) => Said::Text(text.to_owned()),
        };
        Self {
            said,
            trouble: None,
        }
    }

    /// Returns the answer of a tracker that gave none.
    pub fn error(error: &impl fmt::Display) -> Self {
        Self {
            said: Said::Nothing,
            trouble: Some(error.to_string()),
        }
    }
}

impl From<Value> for Answer {
    fn from(said: Value) -> Self {
        Self {
            said: Said::Json(said),
            trouble: None,
        }
    }
}

impl From<String> for Answer {
    fn from(said: String) -> Self {
        Self {
            said: Said::Text(said),
            trouble: None,
        }
    }
}

impl From<&str> for Answer {
    fn from(said: &str) -> Self {
        said.to_owned().into()
    }
}

impl<T: Into<Self>, E: fmt::Display> From<Result<T, E>> for Answer {
    fn from(said: Result<T, E>) -> Self {
        match said {
            Ok(said) => said.into(),
            Err(error) => Self::error(&error),
        }
    }
}

impl<T: Into<Self>> From<Option<T>> for Answer {
    fn from(said: Option<T>) -> Self {
        said.map_or(
            Self {
                said: Said::Nothing,
                trouble: None,
            },
            Into::into,
        )
    }
}

impl Answer {
    /// Tells whether a date is written in it, as RFC 3339 or in seconds or milliseconds since 1970.
    pub(super) fn holds_day(&self, day: Day) -> bool {
        match &self.said {
            Said::Nothing => false,
            Said::Text(text) => text_holds(text, day),
            Said::Json(value) => json_holds(value, day),
        }
    }
}

fn text_holds(text: &str, day: Day) -> bool {
    text.contains(&day.to_string())
        || text
            .split(|character: char| !character.is_ascii_digit())
            .any(|digits| digits_hold(digits, day))
}

/// Tells whether ten digits are seconds of a day, or thirteen milliseconds of it.
fn digits_hold(digits: &str, day: Day) -> bool {
    let seconds = match digits.len() {
        10 => digits,
        13 => &digits[..10],
        _ => return false,
    };
    seconds.parse().is_ok_and(|at| Day::of_local(at) == day)
}

fn json_holds(value: &Value, day: Day) -> bool {
    match value {
        Value::Null | Value::Bool(_) => false,
        Value::Number(number) => digits_hold(&number.to_string(), day),
        Value::String(text) => text_holds(text, day),
        Value::Array(items) => items.iter().any(|item| json_holds(item, day)),
        Value::Object(members) => members.values().any(|member| json_holds(member, day)),
    }
}
