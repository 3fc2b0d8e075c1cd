//! Rules: which fault strikes whom and how often, as text (`cainiao:robot-wall=0.05`) and as JSON.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use serde_json::{Map, Value};

use super::{Fault, KINDS, Kind, Options};
use crate::dialect::{DIALECTS, Dialect, by_name};

/// Options that every fault takes.
const COMMON: &[&str] = &["rate", "number", "first"];

/// Which fault strikes whom, and how often.
#[derive(Debug)]
pub struct Rule {
    /// The dialect; none is all of them.
    pub(super) dialect: Option<&'static dyn Dialect>,
    pub(super) kind: &'static Kind,
    /// In which share of the requests.
    pub(super) rate: f64,
    /// Only in requests about this number.
    pub(super) number: Option<String>,
    /// Only in so many first requests about the same numbers.
    pub(super) first: Option<u32>,
    pub(super) fault: Box<dyn Fault>,
    texts: BTreeMap<String, String>,
}

/// What is wrong with a fault that was asked for, where, and the mend.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FaultError {
    place: String,
    wrong: String,
    /// What to write instead.
    pub mend: String,
}

impl FaultError {
    pub(super) fn new(place: &str, wrong: &str, mend: &str) -> Self {
        let short = |text: &str| text.chars().take(300).collect();
        Self {
            place: short(place),
            wrong: short(wrong),
            mend: mend.to_owned(),
        }
    }
}

impl fmt::Display for FaultError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: {}", self.place, self.wrong)
    }
}

impl std::error::Error for FaultError {}

impl FromStr for Rule {
    type Err = FaultError;

    /// Reads `DIALECT:FAULT[=VALUE][,OPTION=VALUE]…`.
    fn from_str(text: &str) -> Result<Self, FaultError> {
        let place = format!("the fault `{text}`");
        let Some((dialect, rest)) = text.split_once(':') else {
            let mend =
                "write whom it strikes first: a dialect or `*`, such as `cainiao:robot-wall=0.05`";
            return Err(FaultError::new(&place, "strikes nobody", mend));
        };
        let mut parts = rest.split(',');
        let head = parts.next().unwrap_or_default();
        let (name, value) = match head.split_once('=') {
            Some((name, value)) => (name, Some(value)),
            None => (head, None),
        };
        let kind = kind(&place, name.trim())?;
        let mut texts = BTreeMap::new();
        if let Some(value) = value {
            let key = if kind.value.is_some() {
                "value"
            } else {
                "rate"
            };
            texts.insert(key.to_owned(), value.trim().to_owned());
        }
        for part in parts {
            let Some((option, value)) = part.split_once('=') else {
                let mend = "write it as `option=value`";
                return Err(FaultError::new(
                    &place,
                    &format!("`{part}` has no value"),
                    mend,
                ));
            };
            let (option, value) = (option.trim().to_owned(), value.trim().to_owned());
            if let Some(_twice) = texts.insert(option.clone(), value) {
                let mend = "say it once";
                return Err(FaultError::new(
                    &place,
                    &format!("`{option}` is said twice"),
                    mend,
                ));
            }
        }
        Self::new(&place, dialect.trim(), kind, texts)
    }
}

impl Rule {
    /// Reads a rule of JSON: the text, or an object with `dialect`, `fault` and the options.
    pub(super) fn from_json(place: &str, value: Value) -> Result<Self, FaultError> {
        let mut object = match value {
            Value::Object(object) => object,
            Value::String(text) => return text.parse(),
            other => {
                let mend = r#"write an object such as {"dialect": "cainiao", "fault": "robot-wall", "rate": 0.05}"#;
                return Err(FaultError::new(
                    place,
                    &format!("`{other}` is no fault"),
                    mend,
                ));
            }
        };
        let mut word = |name: &str, mend: &str| match object.remove(name) {
            Some(Value::String(text)) => Ok(text),
            Some(other) => Err(FaultError::new(
                place,
                &format!("`{name}` cannot be `{other}`"),
                mend,
            )),
            None => Err(FaultError::new(
                place,
                &format!("`{name}` is missing"),
                mend,
            )),
        };
        let dialect = word("dialect", &format!("write one of *, {}", dialects()))?;
        let name = word("fault", &format!("write one of {}", kinds()))?;
        let mut texts = BTreeMap::new();
        for (option, value) in object {
            let text = match value {
                Value::String(text) => text,
                Value::Number(number) => number.to_string(),
                other => {
                    let wrong = format!("`{option}` cannot be `{other}`");
                    return Err(FaultError::new(place, &wrong, "write a text or a number"));
                }
            };
            texts.insert(option, text);
        }
        Self::new(place, &dialect, kind(place, &name)?, texts)
    }

    fn new(
        place: &str,
        dialect: &str,
        kind: &'static Kind,
        texts: BTreeMap<String, String>,
    ) -> Result<Self, FaultError> {
        let dialect = match dialect {
            "*" => None,
            name => Some(by_name(name).ok_or_else(|| {
                let mend = format!("write one of *, {}", dialects());
                FaultError::new(place, &format!("there is no dialect `{name}`"), &mend)
            })?),
        };
        let value = kind.value.map(|_| "value");
        let known = || value.iter().chain(kind.options).chain(COMMON).copied();
        if let Some(odd) = texts.keys().find(|text| known().all(|name| name != *text)) {
            let mend = format!(
                "`{}` takes {}",
                kind.name,
                known().collect::<Vec<_>>().join(", ")
            );
            return Err(FaultError::new(
                place,
                &format!("there is no option `{odd}`"),
                &mend,
            ));
        }
        let mut options = Options::new(place, &texts);
        if let Some(value) = kind.value.filter(|_| !texts.contains_key("value")) {
            let wrong = format!("`{}` does not say {value}", kind.name);
            return Err(options.wrong(&wrong, &format!("write `{}=` and {value}", kind.name)));
        }
        Ok(Self {
            dialect,
            kind,
            rate: options.share("rate")?.unwrap_or(1.0),
            number: options.text("number").map(str::to_owned),
            first: options.whole("first", (1, 1_000_000))?,
            fault: (kind.read)(&mut options)?,
            texts,
        })
    }

    /// Returns the rule as JSON that reads back as the same rule.
    pub(super) fn json(&self) -> Value {
        let mut object = Map::new();
        let dialect = self.dialect.map_or("*", Dialect::name);
        object.insert("dialect".to_owned(), dialect.into());
        object.insert("fault".to_owned(), self.kind.name.into());
        for (name, text) in &self.texts {
            object.insert(
                name.clone(),
                number(text).unwrap_or_else(|| text.clone().into()),
            );
        }
        object.into()
    }
}

/// Returns a text as a number, if it is written as JSON would write that number.
fn number(text: &str) -> Option<Value> {
    let number: serde_json::Number = text.parse().ok()?;
    (number.to_string() == text).then_some(Value::Number(number))
}

fn kind(place: &str, name: &str) -> Result<&'static Kind, FaultError> {
    KINDS.iter().find(|kind| kind.name == name).ok_or_else(|| {
        let mend = format!("write one of {}", kinds());
        FaultError::new(place, &format!("there is no fault `{name}`"), &mend)
    })
}

fn kinds() -> String {
    KINDS
        .iter()
        .map(|kind| kind.name)
        .collect::<Vec<_>>()
        .join(", ")
}

fn dialects() -> String {
    DIALECTS
        .iter()
        .map(|dialect| dialect.name())
        .collect::<Vec<_>>()
        .join(", ")
}
