//! Rules: which fault strikes whom and how often, as text (`cainiao:robot-wall=0.05`) and as JSON.

use std::fmt;
use std::str::FromStr;

use serde_json::Value;

use super::{Fault, KINDS, Kind, Written};
use crate::dialect::Dialect;

/// What a fault takes beside the options of every rule.
const FIRST: &str = "first";

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
    written: Written,
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
        let written = Written::of_text("fault", text, "cainiao:robot-wall=0.05")?;
        let kind = kind(&written)?;
        let head = if kind.value.is_some() {
            "value"
        } else {
            "rate"
        };
        Self::new(written.with_head(head)?, kind)
    }
}

impl Rule {
    /// Reads a rule of JSON: the text, or an object with `dialect`, `fault` and the options.
    pub(super) fn from_json(place: &str, value: Value) -> Result<Self, FaultError> {
        if let Value::String(text) = value {
            return text.parse();
        }
        let example = r#"{"dialect": "cainiao", "fault": "robot-wall", "rate": 0.05}"#;
        let written = Written::of_json(place, value, ("fault", example))?;
        let kind = kind(&written)?;
        Self::new(written, kind)
    }

    fn new(written: Written, kind: &'static Kind) -> Result<Self, FaultError> {
        let dialect = written.dialect()?;
        let own = kind.value.map(|_| "value").into_iter();
        let own: Vec<&str> = own
            .chain(kind.options.iter().copied())
            .chain([FIRST])
            .collect();
        written.check_options(&own)?;
        let mut options = written.options();
        if let Some(value) = kind.value.filter(|_| options.text("value").is_none()) {
            let wrong = format!("`{}` does not say {value}", kind.name);
            return Err(options.wrong(&wrong, &format!("write `{}=` and {value}", kind.name)));
        }
        Ok(Self {
            dialect,
            kind,
            rate: options.share("rate")?.unwrap_or(1.0),
            number: options.text("number").map(str::to_owned),
            first: options.whole(FIRST, (1, 1_000_000))?,
            fault: (kind.read)(&mut options)?,
            written,
        })
    }

    /// Returns the rule as JSON that reads back as the same rule.
    pub(super) fn json(&self) -> Value {
        self.written.json("fault")
    }
}

fn kind(written: &Written) -> Result<&'static Kind, FaultError> {
    let mut known = KINDS.iter();
    known.find(|kind| kind.name == written.name).ok_or_else(|| {
        let kinds: Vec<&str> = KINDS.iter().map(|kind| kind.name).collect();
        let wrong = format!("there is no fault `{}`", written.name);
        written.wrong(&wrong, &format!("write one of {}", kinds.join(", ")))
    })
}
