//! The lab: what goes wrong with messages on purpose, decided by a seeded draw so that it goes wrong again in the same way.
//!
//! What it draws depends on the seed, the API key, the number and the change that is told: the same message meets the
//! same fate in every run, however often and in whichever company it is sent.

use std::str::FromStr;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::super::faults::{Draw, FaultError, Options, Written};
use super::letter::Letter;
use crate::dialect::fingerprint::Fingerprint;
use crate::dialect::hook::Occasion;
use crate::dialect::{DIALECTS, Dialect};
use crate::parcel::time::DAY;
use crate::scenario::duration;

/// At most so many rules are in force.
pub(super) const RULES_MOST: usize = 100;
/// A storm has so many messages at most.
pub(super) const STORM_MOST: u32 = 100;

/// What the lab does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Action {
    /// Sends a message twice.
    Duplicate,
    /// Lets the next message of the same tracker overtake it.
    Reorder,
    /// Sends it, and all that follow it, later.
    Delay,
    /// Loses it.
    Drop,
    /// Sends it, and those that were delivered before it, once more.
    ReplayStorm,
    /// Signs it with another secret.
    WrongSignature,
    /// Signs it as at another instant.
    SkewedSignature,
    /// Breaks off in the middle of it.
    CutBody,
}

impl Action {
    const ALL: [Self; 8] = [
        Self::Duplicate,
        Self::Reorder,
        Self::Delay,
        Self::Drop,
        Self::ReplayStorm,
        Self::WrongSignature,
        Self::SkewedSignature,
        Self::CutBody,
    ];

    const fn name(self) -> &'static str {
        match self {
            Self::Duplicate => "duplicate",
            Self::Reorder => "reorder",
            Self::Delay => "delay",
            Self::Drop => "drop",
            Self::ReplayStorm => "replay-storm",
            Self::WrongSignature => "wrong-signature",
            Self::SkewedSignature => "skewed-signature",
            Self::CutBody => "cut-body",
        }
    }

    const fn options(self) -> &'static [&'static str] {
        match self {
            Self::Reorder | Self::Delay | Self::SkewedSignature => &["by"],
            Self::ReplayStorm => &["count"],
            Self::Duplicate | Self::Drop | Self::WrongSignature | Self::CutBody => &[],
        }
    }

    /// Tells whether messages of a dialect can show it.
    fn suits(self, dialect: &dyn Dialect) -> bool {
        dialect
            .hooks()
            .is_some_and(|hooks| self != Self::SkewedSignature || hooks.signs_time())
    }
}

/// What was done to a message, as a set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(super) struct Actions(u8);

impl Actions {
    pub(super) const fn has(self, action: Action) -> bool {
        self.0 & 1 << action as u8 != 0
    }

    /// Returns the names of what was done.
    pub(super) fn names(self) -> impl Iterator<Item = &'static str> {
        let all = Action::ALL.into_iter();
        all.filter(move |action| self.has(*action))
            .map(Action::name)
    }
}

/// What the lab does to one message.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub(super) struct Struck {
    pub(super) actions: Actions,
    /// By how many virtual seconds it is late.
    pub(super) delay: i64,
    /// By how many seconds its signature is off.
    pub(super) skew: i64,
    /// How many messages are sent again.
    pub(super) storm: u32,
    /// Which share of its body is sent.
    pub(super) kept: f64,
}

impl Struck {
    /// Tells whether the next message of the tracker overtakes it.
    pub(super) const fn is_held(&self) -> bool {
        self.actions.has(Action::Reorder)
    }
}

/// What goes wrong, with whose messages, and how often.
#[derive(Debug)]
pub struct LabRule {
    dialect: Option<&'static dyn Dialect>,
    action: Action,
    rate: f64,
    number: Option<String>,
    /// Seconds.
    by: i64,
    count: u32,
    written: Written,
}

impl FromStr for LabRule {
    type Err = FaultError;

    /// Reads `DIALECT:ACTION[=RATE][,OPTION=VALUE]…`.
    fn from_str(text: &str) -> Result<Self, FaultError> {
        let written = Written::of_text("webhook lab", text, "easypost:duplicate=0.3")?;
        Self::read(written.with_head("rate")?)
    }
}

impl LabRule {
    /// Reads a rule of JSON: the text, or an object with `dialect`, `action` and the options.
    pub(super) fn from_json(place: &str, value: Value) -> Result<Self, FaultError> {
        if let Value::String(text) = value {
            return text.parse();
        }
        let example = r#"{"dialect": "easypost", "action": "duplicate", "rate": 0.3}"#;
        Self::read(Written::of_json(place, value, ("action", example))?)
    }

    fn read(written: Written) -> Result<Self, FaultError> {
        let names = Action::ALL.map(Action::name);
        let mut known = Action::ALL.into_iter();
        let action = known
            .find(|action| action.name() == written.name)
            .ok_or_else(|| {
                let wrong = format!("the lab knows no `{}`", written.name);
                written.wrong(&wrong, &format!("write one of {}", names.join(", ")))
            })?;
        let dialect = written.dialect()?;
        if let Some(dialect) = dialect.filter(|dialect| !action.suits(*dialect)) {
            let suited = DIALECTS.iter().filter(|dialect| action.suits(**dialect));
            let suited: Vec<&str> = suited.map(|dialect| dialect.name()).collect();
            let wrong = format!(
                "messages of `{}` show no `{}`",
                dialect.name(),
                action.name()
            );
            let mend = format!("write one of *, {}", suited.join(", "));
            return Err(written.wrong(&wrong, &mend));
        }
        written.check_options(action.options())?;
        let options = written.options();
        let usual = match action {
            Action::Reorder => DAY,
            Action::SkewedSignature => -600,
            _ => 3_600,
        };
        Ok(Self {
            dialect,
            action,
            rate: options.share("rate")?.unwrap_or(1.0),
            number: options.text("number").map(str::to_owned),
            by: by(&options, action)?.unwrap_or(usual),
            count: options.whole("count", (1, STORM_MOST))?.unwrap_or(10),
            written,
        })
    }

    /// Returns the rule as JSON that reads back as the same rule.
    pub(super) fn json(&self) -> Value {
        self.written.json("action")
    }

    fn concerns(&self, dialect: &dyn Dialect, letter: &Letter) -> bool {
        self.dialect.is_none_or(|own| own.name() == dialect.name())
            && self
                .number
                .as_ref()
                .is_none_or(|number| **number == *letter.number)
            && self.action.suits(dialect)
    }
}

/// Reads how long; a signature's time may be too early.
fn by(options: &Options<'_>, action: Action) -> Result<Option<i64>, FaultError> {
    let mend = "write a duration, such as `10m`";
    options.read("by", mend, |text| {
        let (sign, length) = match text.strip_prefix('-') {
            Some(length) if action == Action::SkewedSignature => (-1, length),
            _ => (1, text),
        };
        duration::parse(length)
            .ok()
            .map(|seconds| sign * i64::from(seconds))
    })
}

/// The rules that are in force.
#[derive(Debug, Default)]
pub struct Lab {
    /// What the draws hang on.
    pub(super) seed: u64,
    pub(super) rules: Vec<LabRule>,
}

impl Lab {
    /// Returns a lab with some rules, drawn with a seed.
    pub const fn new(seed: u64, rules: Vec<LabRule>) -> Self {
        Self { seed, rules }
    }

    /// Returns what is done to a message.
    pub(super) fn strikes(&self, dialect: &dyn Dialect, letter: &Letter) -> Option<Box<Struck>> {
        if self.rules.is_empty() {
            return None;
        }
        let base = Fingerprint::of("webhook lab")
            .and(dialect.name())
            .and(&letter.key)
            .and(&letter.number)
            .and(&letter.event)
            .and_int(letter.at.0)
            .and_int(i64::from(letter.place))
            .and_int(i64::from(letter.occasion == Occasion::Asked))
            .and_int(self.seed as i64);
        let mut struck = Struck::default();
        for (place, rule) in self.rules.iter().enumerate() {
            let same = |other: &&LabRule| other.action == rule.action;
            // The place among its own kind counts, so that others come and go without moving this one's luck.
            let nth = self.rules[..place].iter().filter(same).count();
            let draw = Draw::new(base.and(rule.action.name()).and_int(nth as i64));
            if rule.concerns(dialect, letter) && draw.share("strikes") < rule.rate {
                struck.add(rule, draw);
            }
        }
        (struck.actions != Actions::default()).then(|| Box::new(struck))
    }
}

impl Struck {
    fn add(&mut self, rule: &LabRule, draw: Draw) {
        self.actions.0 |= 1 << rule.action as u8;
        match rule.action {
            Action::Reorder | Action::Delay => self.delay = self.delay.max(rule.by),
            Action::SkewedSignature => self.skew = rule.by,
            Action::ReplayStorm => self.storm = rule.count,
            Action::CutBody => self.kept = draw.share("kept"),
            Action::Duplicate | Action::Drop | Action::WrongSignature => {}
        }
    }
}
