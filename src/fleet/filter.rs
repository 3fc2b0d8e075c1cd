//! Filters: which cases are wanted (`--where`). They select, and never change anybody's luck.

use std::fmt;

use super::{Case, World, possible_labels};
use crate::parcel::{Carrier, City, Country, Fate, ServiceLine, Status, Timestamp};
use crate::scenario::{Library, Scenario, nearest};

/// Conditions that all must hold.
#[derive(Debug, Clone)]
pub struct Filter {
    conditions: Vec<Condition>,
}

/// A text that is no filter, and the mend.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FilterError {
    /// What is wrong: lower case, no full stop.
    pub message: String,
    /// What to do.
    pub help: String,
}

impl FilterError {
    fn new(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            help: help.into(),
        }
    }
}

impl fmt::Display for FilterError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}; {}", self.message, self.help)
    }
}

impl std::error::Error for FilterError {}

#[derive(Debug, Clone)]
enum Condition {
    To(Country),
    City(String),
    Service(ServiceLine),
    Fate(Fate),
    Label(String),
    Status(Status),
    Carrier(Carrier),
    Scenario(String),
}

const NAMES: &[&str] = &[
    "to", "city", "service", "fate", "label", "status", "carrier", "scenario",
];
const KEYS: &str = "`to`, `city`, `service`, `fate`, `label`, `status`, `carrier` and `scenario`";

impl Filter {
    /// Reads `key=value,…`; `flag` is what the text is called where it was written, such as `--where`.
    ///
    /// # Errors
    ///
    /// Returns what is wrong with it, and the mend.
    pub fn parse(flag: &str, text: &str) -> Result<Self, FilterError> {
        let parts = text
            .split(',')
            .map(str::trim)
            .filter(|part| !part.is_empty());
        let conditions = parts
            .map(|part| condition(flag, part))
            .collect::<Result<Vec<_>, _>>()?;
        if conditions.is_empty() {
            return Err(FilterError::new(
                format!("`{flag}` is empty"),
                format!("write `key=value`; keys are {KEYS}"),
            ));
        }
        Ok(Self { conditions })
    }

    /// Refuses a label that no case of a scenario ever has; `flag` is as in [`Filter::parse`].
    ///
    /// # Errors
    ///
    /// Returns the label, and those that there are.
    pub fn check_labels(&self, flag: &str, world: &World) -> Result<(), FilterError> {
        for condition in &self.conditions {
            if let Condition::Label(label) = condition {
                let possible = possible_labels(world);
                if !possible.contains(label) {
                    return Err(unknown_label(flag, label, &world.scenario, &possible));
                }
            }
        }
        Ok(())
    }

    /// Tells whether a case is wanted; `at` is the moment whose status counts.
    pub fn accepts(&self, case: &Case, at: Option<Timestamp>) -> bool {
        self.conditions
            .iter()
            .all(|condition| condition.holds(case, at))
    }
}

fn condition(flag: &str, part: &str) -> Result<Condition, FilterError> {
    let Some((key, value)) = part.split_once('=') else {
        return Err(FilterError::new(
            format!("`{flag} {part}` has no `=`"),
            format!("write `key=value`; keys are {KEYS}"),
        ));
    };
    let unknown = |kind: &str, all: Vec<&str>| {
        FilterError::new(
            format!("`{flag} {part}`: there is no {kind} `{value}`"),
            mend(value, &all),
        )
    };
    Ok(match key {
        "to" => Condition::To(
            Country::from_code(&value.to_ascii_uppercase())
                .ok_or_else(|| unknown("country", Country::all().map(Country::code).collect()))?,
        ),
        "city" => Condition::City(city((flag, part), value)?),
        "service" => Condition::Service(ServiceLine::from_key(value).ok_or_else(|| {
            unknown(
                "service line",
                ServiceLine::ALL.iter().map(|line| line.key()).collect(),
            )
        })?),
        "fate" => {
            Condition::Fate(Fate::from_name(value).ok_or_else(|| {
                unknown("fate", Fate::ALL.iter().map(|fate| fate.name()).collect())
            })?)
        }
        "status" => Condition::Status(Status::from_name(value).ok_or_else(|| {
            unknown(
                "status",
                Status::ALL.iter().map(|status| status.name()).collect(),
            )
        })?),
        "carrier" => Condition::Carrier(
            Carrier::from_slug(value)
                .ok_or_else(|| unknown("carrier", Carrier::all().map(Carrier::slug).collect()))?,
        ),
        "scenario" => Condition::Scenario(
            Library::built_in()
                .names()
                .find(|name| *name == value)
                .map(str::to_owned)
                .ok_or_else(|| unknown("scenario", Library::built_in().names().collect()))?,
        ),
        "label" => Condition::Label(value.to_owned()),
        _ => return Err(unknown_key(flag, key)),
    })
}

/// Returns the name of a city that parcels go to.
fn city((flag, part): (&str, &str), value: &str) -> Result<String, FilterError> {
    let cities = Country::all().flat_map(Country::cities);
    let all: Vec<&str> = cities.map(City::name).collect();
    if all.iter().any(|name| name.eq_ignore_ascii_case(value)) {
        return Ok(value.to_owned());
    }
    let help = match nearest(value, &all) {
        Some(near) => format!("did you mean `{near}`?"),
        None => {
            "take the name that the city itself uses, such as `Warszawa` or `München`".to_owned()
        }
    };
    Err(FilterError::new(
        format!("`{flag} {part}`: no parcel goes to a city `{value}`"),
        help,
    ))
}

fn unknown_key(flag: &str, key: &str) -> FilterError {
    let near = nearest(key, NAMES)
        .map(|near| format!("did you mean `{near}`? "))
        .unwrap_or_default();
    FilterError::new(
        format!("`{flag}` knows no key `{key}`"),
        format!("{near}keys are {KEYS}"),
    )
}

fn unknown_label(flag: &str, label: &str, scenario: &Scenario, possible: &[String]) -> FilterError {
    let all: Vec<&str> = possible.iter().map(String::as_str).collect();
    // One label a milestone would hide the others.
    let of_scans = |name: &&str| name.starts_with("unrecorded:");
    let few: Vec<&str> = all.iter().copied().filter(|name| !of_scans(name)).collect();
    let help = match nearest(label, &all) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!(
            "choose from {}, or `unrecorded:` and a milestone",
            few.join(", ")
        ),
    };
    FilterError::new(
        format!(
            "`{flag} label={label}`: no case of `{}` ever has the label `{label}`",
            scenario.name
        ),
        help,
    )
}

/// Names the nearest value, or all.
fn mend(value: &str, all: &[&str]) -> String {
    match nearest(value, all) {
        Some(near) => format!("did you mean `{near}`? The others are {}", all.join(", ")),
        None => format!("choose from {}", all.join(", ")),
    }
}

impl Condition {
    fn holds(&self, case: &Case, at: Option<Timestamp>) -> bool {
        let order = case.orders.first();
        let parcel = case.parcels.first();
        match self {
            Self::To(country) => order.is_some_and(|order| order.destination.country() == *country),
            Self::City(city) => {
                order.is_some_and(|order| order.destination.name().eq_ignore_ascii_case(city))
            }
            Self::Service(line) => order.is_some_and(|order| order.line == *line),
            Self::Fate(fate) => parcel.is_some_and(|parcel| parcel.journey.fate == *fate),
            Self::Label(label) => case.labels().contains(label),
            Self::Status(status) => case
                .observations(at)
                .last()
                .is_some_and(|newest| newest.milestone.status() == *status),
            Self::Carrier(carrier) => {
                parcel.is_some_and(|parcel| parcel.parties.last_mile == *carrier)
            }
            Self::Scenario(name) => *case.scenario.name == **name,
        }
    }
}
