//! `--where`: which cases are wanted. It selects, and never changes anybody's luck.

use super::failure::Failure;
use crate::fleet::{Case, possible_labels};
use crate::parcel::{Carrier, City, Country, Fate, ServiceLine, Status, Timestamp};
use crate::scenario::{Library, Scenario, nearest};

/// Conditions that all must hold.
#[derive(Debug, Clone, Default)]
pub(super) struct Filter {
    conditions: Vec<Condition>,
}

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
    /// Reads `key=value,…`.
    pub(super) fn parse(text: &str) -> Result<Self, Failure> {
        let parts = text
            .split(',')
            .map(str::trim)
            .filter(|part| !part.is_empty());
        let conditions = parts.map(condition).collect::<Result<Vec<_>, _>>()?;
        if conditions.is_empty() {
            return Err(Failure::usage(
                "`--where` is empty",
                format!("write `key=value`; keys are {KEYS}"),
            ));
        }
        Ok(Self { conditions })
    }

    /// Refuses a label that no case of a scenario ever has.
    pub(super) fn check_labels(&self, scenario: &Scenario) -> Result<(), Failure> {
        for condition in &self.conditions {
            if let Condition::Label(label) = condition {
                let possible = possible_labels(scenario);
                if !possible.contains(label) {
                    return Err(unknown_label(label, scenario, &possible));
                }
            }
        }
        Ok(())
    }

    /// Tells whether a case is wanted; `at` is the moment whose status counts.
    pub(super) fn accepts(&self, case: &Case, at: Option<Timestamp>) -> bool {
        self.conditions
            .iter()
            .all(|condition| condition.holds(case, at))
    }
}

fn condition(part: &str) -> Result<Condition, Failure> {
    let Some((key, value)) = part.split_once('=') else {
        return Err(Failure::usage(
            format!("`--where {part}` has no `=`"),
            format!("write `key=value`; keys are {KEYS}"),
        ));
    };
    let unknown = |kind: &str, all: Vec<&str>| {
        Failure::usage(
            format!("`--where {part}`: there is no {kind} `{value}`"),
            mend(value, &all),
        )
    };
    Ok(match key {
        "to" => Condition::To(
            Country::from_code(&value.to_ascii_uppercase())
                .ok_or_else(|| unknown("country", Country::all().map(Country::code).collect()))?,
        ),
        "city" => Condition::City(city(part, value)?),
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
        _ => return Err(unknown_key(key)),
    })
}

/// Returns the name of a city that parcels go to.
fn city(part: &str, value: &str) -> Result<String, Failure> {
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
    Err(Failure::usage(
        format!("`--where {part}`: no parcel goes to a city `{value}`"),
        help,
    ))
}

fn unknown_key(key: &str) -> Failure {
    let near = nearest(key, NAMES)
        .map(|near| format!("did you mean `{near}`? "))
        .unwrap_or_default();
    Failure::usage(
        format!("`--where` knows no key `{key}`"),
        format!("{near}keys are {KEYS}"),
    )
}

fn unknown_label(label: &str, scenario: &Scenario, possible: &[String]) -> Failure {
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
    Failure::usage(
        format!(
            "`--where label={label}`: no case of `{}` ever has the label `{label}`",
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
