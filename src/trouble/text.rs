//! From text to trouble: `duplicate,zone-missing=0.3,repeat=0.5@delivered+by:aggregator`.

use std::fmt;
use std::str::FromStr;

use super::{Dose, Home, Kind, Only, Rate, Trouble};
use crate::parcel::{Leg, Milestone, Observer};

/// What is wrong with trouble that was asked for, and the mend.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TroubleError {
    /// The part of the text that is wrong.
    pub part: String,
    /// What is wrong with it.
    pub wrong: String,
    /// What to write instead.
    pub mend: String,
}

impl fmt::Display for TroubleError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "`{}`: {}", self.part, self.wrong)
    }
}

impl std::error::Error for TroubleError {}

fn wrong(part: &str, wrong: impl Into<String>, mend: impl Into<String>) -> TroubleError {
    TroubleError {
        part: part.chars().take(200).collect(),
        wrong: wrong.into(),
        mend: mend.into(),
    }
}

impl FromStr for Trouble {
    type Err = TroubleError;

    /// Reads doses that are joined by commas; of nothing comes no trouble.
    fn from_str(text: &str) -> Result<Self, TroubleError> {
        let mut doses: Vec<Dose> = Vec::new();
        for part in text.split(',').map(str::trim) {
            if part.is_empty() && text.trim().is_empty() {
                break;
            }
            let dose: Dose = part.parse()?;
            if doses.iter().any(|other| other.kind == dose.kind) {
                return Err(wrong(
                    part,
                    "is said twice",
                    "say each kind of trouble once",
                ));
            }
            doses.push(dose);
        }
        Ok(Self::new(doses))
    }
}

impl FromStr for Dose {
    type Err = TroubleError;

    /// Reads `NAME[=RATE][@EVENT+EVENT…]`.
    fn from_str(text: &str) -> Result<Self, TroubleError> {
        let (head, places) = match text.split_once('@') {
            Some((head, places)) => (head, Some(places)),
            None => (text, None),
        };
        let (name, rate) = match head.split_once('=') {
            Some((name, rate)) => (name.trim(), Some(rate.trim())),
            None => (head.trim(), None),
        };
        let kind = Kind::from_name(name).ok_or_else(|| unknown(text, name))?;
        let rate = match rate {
            None => Rate::ALWAYS,
            Some(rate) => Rate::parse(rate).ok_or_else(|| {
                wrong(
                    text,
                    format!("`{rate}` is no rate"),
                    format!("write a share between 0 and 1, such as `{name}=0.3`"),
                )
            })?,
        };
        let only = places.map_or(Ok(Only::default()), |places| only(text, places))?;
        let whole = match kind.home() {
            Home::Case => Some("it is about the whole order"),
            // An answer is all that is garbled, and each carrier's answers tell other milestones apart.
            Home::Wire => Some("it garbles answers, and a rate such as `=0.3` spares some events"),
            Home::Record => None,
        };
        if let Some(why) = whole.filter(|_| !only.is_all()) {
            let mend = format!("write `{name}` without `@`: {why}");
            return Err(wrong(text, "is not about events", mend));
        }
        Ok(Self { kind, rate, only })
    }
}

fn unknown(text: &str, name: &str) -> TroubleError {
    let mend = match nearest(name) {
        Some(near) => format!("did you mean `{near}`? `simulate trouble` lists them all"),
        None => "`simulate trouble` lists them all".to_owned(),
    };
    wrong(text, format!("there is no trouble `{name}`"), mend)
}

/// Returns the name that is most like a text, if any is like it.
fn nearest(name: &str) -> Option<&'static str> {
    Kind::all()
        .map(|kind| (strsim::jaro_winkler(name, kind.name()), kind.name()))
        .filter(|(likeness, _)| *likeness > 0.8)
        .max_by(|one, other| one.0.total_cmp(&other.0))
        .map(|(_, name)| name)
}

fn only(text: &str, places: &str) -> Result<Only, TroubleError> {
    let mut only = Only::default();
    for word in places.split('+').map(str::trim) {
        let (scope, name) = word.split_once(':').unwrap_or(("", word));
        let known = match scope {
            "" => Milestone::from_name(name).map(|it| only.milestones.push(it)),
            "leg" => Leg::from_name(name).map(|it| only.legs.push(it)),
            "by" => Observer::from_name(name).map(|it| only.observers.push(it)),
            _ => None,
        };
        if known.is_none() {
            let list = |names: Vec<&str>| names.join(", ");
            let mend = match scope {
                "leg" => list(Leg::ALL.iter().map(|it| it.name()).collect()),
                "by" => list(Observer::ALL.iter().map(|it| it.name()).collect()),
                _ => "a milestone (`delivered`), a leg (`leg:last-mile`) or a record (`by:aggregator`)".to_owned(),
            };
            return Err(wrong(
                text,
                format!("`{word}` is no event"),
                format!("write one of: {mend}"),
            ));
        }
    }
    only.milestones.sort_unstable();
    only.legs.sort_unstable();
    only.observers.sort_unstable();
    Ok(only)
}
