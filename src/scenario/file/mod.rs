//! A scenario file as it was written: what each key says and where, nothing resolved.
//!
//! Every value is absent, broken (and reported), or given with its place; so a mistake is reported once, where it stands.

pub(super) mod check;
pub(super) mod families;
pub(super) mod form;
pub(super) mod keys;
pub(super) mod causes;
mod names;
pub(super) mod node;
pub(super) mod problems;
mod read;
mod rules;
mod scalar;
pub(super) mod sourced;
mod spread;

use crate::calendar::Hours;
use crate::parcel::time::Day;
use crate::parcel::{Country, Fate, Habit, Milestone, Observer, PlaceRole, Reason, ServiceLine};
use crate::trouble::Dose;

use super::diagnostic::Span;
use super::dwell::Spread;
use super::model::OriginForm;

pub(super) use read::read;

/// A value that a file may say.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) enum Field<T> {
    /// It does not.
    #[default]
    Absent,
    /// It does, and wrongly; that was reported.
    Broken(Span),
    /// It does.
    Given(Given<T>),
}

/// A value and where it is said.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Given<T> {
    /// Where.
    pub span: Span,
    /// What.
    pub value: T,
}

/// Values with their weights.
pub(super) type Weights<T> = Vec<(T, u32)>;

/// A file.
#[derive(Debug, Clone, Default)]
pub(super) struct ScenarioFile {
    pub id: Field<u8>,
    pub title: Field<String>,
    pub summary: Field<String>,
    pub base: Field<String>,
    pub line: Field<ServiceLine>,
    pub lines: Field<Vec<ServiceLine>>,
    pub start: Field<String>,
    pub order: OrderTable,
    pub numbers: NumbersTable,
    pub reports: [ReportTable; Observer::COUNT],
    pub network: NetworkTable,
    pub disruptions: Field<Vec<DisruptionTable>>,
    pub estimate: EstimateTable,
    pub trouble: Field<Vec<Dose>>,
    pub states: Vec<StateTable>,
    pub lanes: Vec<LaneTable>,
    pub mix: Field<Vec<(Given<String>, u32)>>,
    pub source: Field<String>,
}

/// `[order]`.
#[derive(Debug, Clone, Default)]
pub(super) struct OrderTable {
    /// Where its header stands; the beginning of the file if it has none.
    pub span: Span,
    pub day: Field<Day>,
    pub destinations: Field<Weights<Country>>,
    pub handling: Field<Spread>,
    pub tell: Field<Spread>,
    pub promise_days: Field<(u16, u16)>,
    pub number: Field<ToldTable>,
    pub source: Field<String>,
}

/// `order.number`.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum ToldTable {
    Real,
    Placeholder(Spread),
    Provisional(Spread),
    Invented(f64),
    Copied(Spread),
    Recycled(Spread),
    Mistyped(Option<Spread>),
    Changing(Spread),
    Several(u8, Spread),
}

/// `[numbers]`.
#[derive(Debug, Clone, Default)]
pub(super) struct NumbersTable {
    /// Where its header stands; the beginning of the file if it has none.
    pub span: Span,
    pub origin: Field<Weights<OriginForm>>,
    pub hand_over: Field<f64>,
    pub source: Field<String>,
}

/// `[network]`.
#[derive(Debug, Clone, Default)]
pub(super) struct NetworkTable {
    pub daily_parcels: Field<u32>,
    pub bag: Field<u32>,
    pub source: Field<String>,
}

/// `[estimate]`.
#[derive(Debug, Clone, Default)]
pub(super) struct EstimateTable {
    pub given: Field<f64>,
    pub revised: Field<f64>,
    pub source: Field<String>,
}

/// An entry of `[[disruption]]`.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct DisruptionTable {
    pub at: String,
    pub from: Day,
    pub until: Day,
    pub clears_in: u32,
}

/// `[report.OBSERVER]`.
#[derive(Debug, Clone, Default)]
pub(super) struct ReportTable {
    pub record: Field<Spread>,
    pub publish: Field<Spread>,
    pub partner: Field<Spread>,
    pub opens: Field<Spread>,
    pub missing: Field<Vec<(Milestone, f64)>>,
    pub silent: Field<Vec<SilentTable>>,
    pub source: Field<String>,
}

/// An entry of `report.OBSERVER.silent`: after, until.
pub(super) type SilentTable = (Option<Milestone>, Option<Milestone>);

/// `[state.NAME]`, and what a lane changes in one.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct StateTable {
    pub name: String,
    /// Where its name stands in the header.
    pub span: Span,
    pub milestone: Field<Milestone>,
    pub place: Field<PlaceRole>,
    pub hours: Field<Hours>,
    pub dwell: Field<Spread>,
    pub reasons: Field<Weights<Reason>>,
    pub next: Field<Vec<Successor>>,
    pub habits: Field<Vec<Habit>>,
    pub unclaimed: Field<String>,
    pub departures: Field<u32>,
    pub fate: Field<Fate>,
    pub label: Field<String>,
    pub source: Field<String>,
}

/// A state that may follow.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Successor {
    pub name: String,
    pub span: Span,
    /// None: the weight is broken.
    pub weight: Option<u32>,
}

/// `[[lane]]`.
#[derive(Debug, Clone, Default)]
pub(super) struct LaneTable {
    pub span: Span,
    pub to: Field<Vec<Country>>,
    /// Whether `to` names a class of lanes, not countries only.
    pub is_class: bool,
    pub states: Vec<StateTable>,
    pub source: Field<String>,
}

impl<T> Field<T> {
    /// Returns the value, if it is given.
    pub(super) const fn given(&self) -> Option<&T> {
        match self {
            Self::Given(given) => Some(&given.value),
            Self::Absent | Self::Broken(_) => None,
        }
    }

    /// Returns where it is said, rightly or wrongly.
    pub(super) const fn span(&self) -> Option<Span> {
        match self {
            Self::Absent => None,
            Self::Broken(span) => Some(*span),
            Self::Given(given) => Some(given.span),
        }
    }

    /// Tells whether the file does not say it.
    pub(super) const fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }

    /// Tells whether the file says it wrongly.
    pub(super) const fn is_broken(&self) -> bool {
        matches!(self, Self::Broken(_))
    }

    /// Returns this, or the other if this is absent.
    #[must_use]
    pub(super) fn or(self, other: &Self) -> Self
    where
        T: Clone,
    {
        if self.is_absent() {
            other.clone()
        } else {
            self
        }
    }
}

impl ScenarioFile {
    /// Tells whether another file may inherit from this one.
    pub(super) const fn can_be_base(&self) -> bool {
        self.base.is_absent() && self.mix.is_absent()
    }

    /// Returns what only a story may say, with its places.
    pub(super) fn own_story(&self) -> Vec<(Span, &'static str)> {
        let table = |span: Span| (span != Span::default()).then_some(span);
        let report = |report: &ReportTable| {
            let spreads = [
                &report.record,
                &report.publish,
                &report.partner,
                &report.opens,
            ];
            let spread = spreads.iter().find_map(|spread| spread.span());
            spread.or(report.missing.span()).or(report.silent.span())
        };
        let said = [
            (self.base.span(), "base"),
            (self.line.span(), "line"),
            (self.lines.span(), "lines"),
            (self.start.span(), "start"),
            (table(self.order.span), "order"),
            (table(self.numbers.span), "numbers"),
            (self.reports.iter().find_map(report), "report"),
            (self.states.first().map(|state| state.span), "state"),
            (self.lanes.first().map(|lane| lane.span), "lane"),
        ];
        said.into_iter()
            .filter_map(|(span, key)| span.map(|span| (span, key)))
            .collect()
    }
}
