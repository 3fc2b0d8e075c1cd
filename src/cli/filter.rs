//! `--where`: which cases are wanted. It selects, and never changes anybody's luck.

use super::failure::Failure;
use crate::fleet::Case;
use crate::parcel::{Carrier, Country, Fate, ServiceLine, Status, Timestamp};
use crate::scenario::Library;

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
            format!("choose from {}", all.join(", ")),
        )
    };
    Ok(match key {
        "to" => Condition::To(
            Country::from_code(&value.to_ascii_uppercase())
                .ok_or_else(|| unknown("country", Country::all().map(Country::code).collect()))?,
        ),
        "city" => Condition::City(value.to_owned()),
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
        _ => {
            return Err(Failure::usage(
                format!("`--where` knows no key `{key}`"),
                format!("keys are {KEYS}"),
            ));
        }
    })
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
