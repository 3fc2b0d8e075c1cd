//! Mappings: a small file that says what a tracker's words mean.
//!
//! ```toml
//! status = "/parcel/status"        # where the word is; without it, the whole answer is the word
//! error  = "/error"                # whatever stands there, unless null or false, is an error
//!
//! [words]                          # its words, in any case, and ours
//! "on its way"  = "in-transit"
//! "arrived"     = "delivered"
//! "unknown"     = "not-found"
//! "missing"     = "lost"
//! "broken"      = "error"
//!
//! [events]
//! list = "/parcel/events"          # where the list is
//! time = "/at"                     # where, in each event, its instant is: RFC 3339, or seconds or milliseconds
//! ```

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use serde::Deserialize;
use serde_json::Value;

use super::super::film::{Answer, Said};
use super::{Reader, Statement};
use crate::parcel::{Status, Timestamp};

/// What a tracker's words mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mapping {
    status: Option<String>,
    error: Option<String>,
    words: BTreeMap<String, Meaning>,
    events: Option<(String, String)>,
}

/// What a word means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Meaning {
    Status(Status),
    NotFound,
    Lost,
    Error,
    Nothing,
}

/// What is wrong with a mapping, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MappingError(String);

impl fmt::Display for MappingError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl std::error::Error for MappingError {}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    status: Option<String>,
    error: Option<String>,
    #[serde(default)]
    words: BTreeMap<String, String>,
    events: Option<EventsFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct EventsFile {
    list: String,
    time: String,
}

impl FromStr for Mapping {
    type Err = MappingError;

    fn from_str(text: &str) -> Result<Self, MappingError> {
        let file: File = toml::from_str(text)
            .map_err(|error| MappingError(error.to_string().trim_end().to_owned()))?;
        let mut words = BTreeMap::new();
        for (word, meaning) in file.words {
            words.insert(folded(&word), Meaning::parse(&word, &meaning)?);
        }
        Ok(Self {
            status: pointer("status", file.status)?,
            error: pointer("error", file.error)?,
            words,
            events: match file.events {
                None => None,
                Some(EventsFile { list, time }) => {
                    let list = pointer("events.list", Some(list))?;
                    list.zip(pointer("events.time", Some(time))?)
                }
            },
        })
    }
}

/// Refuses what is no JSON pointer.
fn pointer(key: &str, text: Option<String>) -> Result<Option<String>, MappingError> {
    match text {
        Some(text) if !text.is_empty() && !text.starts_with('/') => Err(MappingError(format!(
            "`{key} = \"{text}\"` is no JSON pointer: write it with a slash, such as `/{text}`"
        ))),
        text => Ok(text),
    }
}

impl Meaning {
    fn parse(word: &str, text: &str) -> Result<Self, MappingError> {
        Ok(match text {
            "not-found" => Self::NotFound,
            "lost" => Self::Lost,
            "error" => Self::Error,
            "nothing" => Self::Nothing,
            name => Self::Status(Status::from_name(name).ok_or_else(|| {
                let statuses = Status::ALL.iter().map(|status| status.name());
                let all = statuses.chain(["not-found", "lost", "error", "nothing"]);
                let all: Vec<&str> = all.collect();
                MappingError(format!(
                    "`\"{word}\" = \"{text}\"` means nothing here: choose from {}",
                    all.join(", ")
                ))
            })?),
        })
    }
}

impl Reader for Mapping {
    fn read(&self, answer: &Answer) -> Statement {
        let mut statement = Statement {
            error: answer.trouble.clone(),
            ..Statement::default()
        };
        if let Some(word) = self.word(answer) {
            match self.words.get(&folded(&word)) {
                Some(Meaning::Status(status)) => statement.status = Some(*status),
                Some(Meaning::NotFound) => statement.not_found = true,
                Some(Meaning::Lost) => statement.lost = true,
                Some(Meaning::Error) => statement.error = Some(format!("`{word}`")),
                Some(Meaning::Nothing) | None => {}
            }
        }
        if let Said::Json(value) = &answer.said {
            self.read_json(value, &mut statement);
        }
        statement
    }
}

impl Mapping {
    /// Returns the word that says how the parcel is.
    fn word(&self, answer: &Answer) -> Option<String> {
        match (&answer.said, &self.status) {
            (Said::Json(value), Some(place)) => value.pointer(place).and_then(text),
            (Said::Json(value), None) => text(value),
            (Said::Text(said), _) => Some(said.clone()),
            (Said::Nothing, _) => None,
        }
    }

    fn read_json(&self, value: &Value, statement: &mut Statement) {
        let wrong = self.error.as_ref().and_then(|place| value.pointer(place));
        if let Some(wrong) =
            wrong.filter(|wrong| !matches!(wrong, Value::Null | Value::Bool(false)))
        {
            statement.error = Some(wrong.to_string());
        }
        let Some((list, time)) = &self.events else {
            return;
        };
        let list = value.pointer(list).and_then(Value::as_array);
        let times = list
            .into_iter()
            .flatten()
            .filter_map(|event| event.pointer(time));
        statement.events.extend(times.filter_map(instant));
    }

    /// Returns the words of a film's answers that the mapping does not know, each once.
    pub fn unknown<'a>(&self, answers: impl IntoIterator<Item = &'a Answer>) -> Vec<String> {
        let mut unknown: Vec<String> = Vec::new();
        for answer in answers {
            let word = self.word(answer);
            let word = word.filter(|word| !self.words.contains_key(&folded(word)));
            unknown.extend(word);
        }
        unknown.sort();
        unknown.dedup();
        unknown
    }
}

/// Returns a word so that case and blanks around it make no difference.
fn folded(word: &str) -> String {
    word.trim().to_lowercase()
}

/// Returns a scalar as text.
fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(truth) => Some(truth.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

/// Reads an instant: RFC 3339 with an offset, or seconds or milliseconds since 1970. A time without an offset is none.
fn instant(value: &Value) -> Option<Timestamp> {
    match value {
        Value::Number(number) => {
            let number = number.as_i64()?;
            let is_milliseconds = number > 100_000_000_000;
            Some(Timestamp(if is_milliseconds {
                number / 1_000
            } else {
                number
            }))
        }
        Value::String(text) => {
            let has_offset = text.ends_with(['Z', 'z'])
                || text.get(19..).is_some_and(|rest| rest.contains(['+', '-']));
            has_offset.then(|| Timestamp::parse(text)).flatten()
        }
        _ => None,
    }
}
