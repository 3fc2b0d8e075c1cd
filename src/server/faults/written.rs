//! Rules as they are written: whom they strike, what they are called, and their options.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::{FaultError, Options};
use crate::dialect::{DIALECTS, Dialect, by_name};

/// A rule as it was written.
#[derive(Debug)]
pub(in crate::server) struct Written {
    place: String,
    /// A dialect's name, or `*`.
    dialect: String,
    /// What it is called.
    pub(in crate::server) name: String,
    /// What follows the name, of a text.
    head: Option<String>,
    texts: BTreeMap<String, String>,
}

/// Options that every rule takes.
const COMMON: [&str; 2] = ["rate", "number"];

impl Written {
    /// Reads `DIALECT:NAME[=HEAD][,OPTION=VALUE]…`, which is of some kind.
    pub(in crate::server) fn of_text(
        kind: &str,
        text: &str,
        example: &str,
    ) -> Result<Self, FaultError> {
        let place = format!("the {kind} `{text}`");
        let Some((dialect, rest)) = text.split_once(':') else {
            let mend =
                format!("write whom it strikes first: a dialect or `*`, such as `{example}`");
            return Err(FaultError::new(&place, "strikes nobody", &mend));
        };
        let mut parts = rest.split(',');
        let head = parts.next().unwrap_or_default();
        let (name, head) = match head.split_once('=') {
            Some((name, head)) => (name, Some(head.trim().to_owned())),
            None => (head, None),
        };
        let mut written = Self {
            place,
            dialect: dialect.trim().to_owned(),
            name: name.trim().to_owned(),
            head,
            texts: BTreeMap::new(),
        };
        for part in parts {
            let Some((option, value)) = part.split_once('=') else {
                let wrong = format!("`{part}` has no value");
                return Err(written.wrong(&wrong, "write it as `option=value`"));
            };
            written.put(option.trim(), value.trim())?;
        }
        Ok(written)
    }

    /// Reads an object with `dialect`, a name under some key, and the options.
    pub(in crate::server) fn of_json(
        place: &str,
        value: Value,
        (key, example): (&str, &str),
    ) -> Result<Self, FaultError> {
        let Value::Object(mut object) = value else {
            let wrong = format!("`{value}` is no {key}");
            let mend = format!("write an object such as {example}");
            return Err(FaultError::new(place, &wrong, &mend));
        };
        let mut word = |name: &str| match object.remove(name) {
            Some(Value::String(text)) => Ok(text),
            other => {
                let wrong = match other {
                    Some(other) => format!("`{name}` cannot be `{other}`"),
                    None => format!("`{name}` is missing"),
                };
                let mend = format!("write an object such as {example}");
                Err(FaultError::new(place, &wrong, &mend))
            }
        };
        let mut written = Self {
            place: place.to_owned(),
            dialect: word("dialect")?,
            name: word(key)?,
            head: None,
            texts: BTreeMap::new(),
        };
        for (option, value) in object {
            let text = match value {
                Value::String(text) => text,
                Value::Number(number) => number.to_string(),
                other => {
                    let wrong = format!("`{option}` cannot be `{other}`");
                    return Err(written.wrong(&wrong, "write a text or a number"));
                }
            };
            written.put(&option, &text)?;
        }
        Ok(written)
    }

    /// Lets what follows the name be an option of some name.
    pub(in crate::server) fn with_head(mut self, option: &str) -> Result<Self, FaultError> {
        if let Some(head) = self.head.take() {
            self.put(option, &head)?;
        }
        Ok(self)
    }

    fn put(&mut self, option: &str, value: &str) -> Result<(), FaultError> {
        match self.texts.insert(option.to_owned(), value.to_owned()) {
            None => Ok(()),
            Some(_) => Err(self.wrong(&format!("`{option}` is said twice"), "say it once")),
        }
    }

    /// Returns whom it strikes; none: everybody.
    pub(in crate::server) fn dialect(&self) -> Result<Option<&'static dyn Dialect>, FaultError> {
        if self.dialect == "*" {
            return Ok(None);
        }
        by_name(&self.dialect).map(Some).ok_or_else(|| {
            let names = DIALECTS.iter().map(|dialect| dialect.name());
            let names: Vec<&str> = std::iter::once("*").chain(names).collect();
            let wrong = format!("there is no dialect `{}`", self.dialect);
            self.wrong(&wrong, &format!("write one of {}", names.join(", ")))
        })
    }

    /// Refuses options beyond some, and those that every rule takes.
    pub(in crate::server) fn check_options(&self, own: &[&str]) -> Result<(), FaultError> {
        let known = || own.iter().chain(&COMMON).copied();
        let mut given = self.texts.keys();
        let Some(odd) = given.find(|text| known().all(|name| name != *text)) else {
            return Ok(());
        };
        let mend = format!(
            "`{}` takes {}",
            self.name,
            known().collect::<Vec<_>>().join(", ")
        );
        Err(self.wrong(&format!("there is no option `{odd}`"), &mend))
    }

    /// Returns the options.
    pub(in crate::server) fn options(&self) -> Options<'_> {
        Options::new(&self.place, &self.texts)
    }

    /// Returns it as JSON that reads back as the same rule, with its name under some key.
    pub(in crate::server) fn json(&self, key: &str) -> Value {
        let mut object = Map::new();
        object.insert("dialect".to_owned(), self.dialect.as_str().into());
        object.insert(key.to_owned(), self.name.as_str().into());
        for (name, text) in &self.texts {
            object.insert(
                name.clone(),
                number(text).unwrap_or_else(|| text.as_str().into()),
            );
        }
        object.into()
    }

    /// Returns the error of this place.
    pub(in crate::server) fn wrong(&self, wrong: &str, mend: &str) -> FaultError {
        FaultError::new(&self.place, wrong, mend)
    }
}

/// Returns a text as a number, if it is written as JSON would write that number.
fn number(text: &str) -> Option<Value> {
    let number: serde_json::Number = text.parse().ok()?;
    (number.to_string() == text).then_some(Value::Number(number))
}
