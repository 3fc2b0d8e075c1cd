//! A scenario as plain data for people: what the terminal shows of it.
//!
//! Everything here is derived from the compiled scenario; nothing can be wrong that is not wrong there.

use serde::Serialize;

use super::dwell::Dwell;
use super::model::{Body, Choice, Graph, Next, Scenario, State, Story};
use super::terms::{NumbersOutline, OrderOutline, ReportOutline};
use crate::parcel::Country;

/// A scenario for people.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Outline {
    /// Its name.
    pub name: String,
    /// What a person calls it.
    pub title: String,
    /// One sentence.
    pub summary: String,
    /// The built-in scenario that it inherits from.
    pub base: Option<String>,
    /// The number a built-in has in tracking numbers.
    pub id: Option<u8>,
    /// Its digest, as 16 hexadecimal digits.
    pub digest: String,
    /// The service line; none: a mix.
    pub line: Option<String>,
    /// The service lines on which buyers meet such a story, its own among them; of a mix, its parts' own.
    pub lines: Vec<String>,
    /// Promised days: from, until; none: a mix.
    pub promise_days: Option<(u16, u16)>,
    /// The scenarios of a mix.
    pub parts: Vec<Share>,
    /// Destination countries.
    pub destinations: Vec<Share>,
    /// What buyers are told; none: a mix.
    pub order: Option<OrderOutline>,
    /// Which numbers parcels get; none: a mix.
    pub numbers: Option<NumbersOutline>,
    /// What each observer records and shows; empty: a mix.
    pub reports: Vec<ReportOutline>,
    /// The graphs of states, the default first.
    pub graphs: Vec<GraphOutline>,
}

/// A graph of states for people.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct GraphOutline {
    /// The countries whose parcels follow it; empty: all that no other graph names.
    pub countries: Vec<String>,
    /// The states as a journey meets them, the start first.
    pub states: Vec<StateOutline>,
}

/// A state for people.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StateOutline {
    /// Its name.
    pub name: String,
    /// The event that entering it is.
    pub milestone: Option<String>,
    /// Where it happens; none for a state without an event or hours.
    pub place: Option<String>,
    /// When people do what enters it.
    pub hours: Option<String>,
    /// How long it lasts; none for an end.
    pub dwell: Option<DwellOutline>,
    /// Why it happens.
    pub reasons: Vec<Share>,
    /// What may follow; empty for an end.
    pub next: Vec<Share>,
    /// How the journey ends here.
    pub fate: Option<String>,
    /// What the truth says of a journey that has been here.
    pub label: Option<String>,
    /// Where its numbers come from.
    pub source: Option<String>,
}

/// How long something lasts, for people.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DwellOutline {
    /// As it is stated, such as `log-normal, median 9h, p90 30h`.
    pub text: String,
    /// One of ten is shorter, in seconds.
    pub p10_seconds: u64,
    /// Half are shorter, in seconds.
    pub p50_seconds: u64,
    /// Nine of ten are shorter, in seconds.
    pub p90_seconds: u64,
}

/// One of several possibilities.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Share {
    /// Its name.
    pub name: String,
    /// How often it is, in percent.
    pub percent: f64,
}

impl Scenario {
    /// Returns what people want to know of the scenario.
    pub fn outline(&self) -> Outline {
        let mut outline = Outline {
            name: self.name.to_string(),
            title: self.title.to_string(),
            summary: self.summary.to_string(),
            base: self.base.as_deref().map(str::to_owned),
            id: self.id,
            digest: format!("{:016x}", self.digest),
            line: None,
            lines: self
                .lines
                .iter()
                .map(|line| line.key().to_owned())
                .collect(),
            promise_days: None,
            parts: Vec::new(),
            destinations: Vec::new(),
            order: None,
            numbers: None,
            reports: Vec::new(),
            graphs: Vec::new(),
        };
        match &self.body {
            Body::Mix(parts) => outline.parts = shares(parts, |part| part.name.to_string()),
            Body::Story(story) => {
                outline.line = Some(story.line.key().to_owned());
                outline.promise_days = Some(story.order.promise_days);
                outline.destinations = shares(&story.order.destinations, |country| {
                    country.code().to_owned()
                });
                outline.order = Some(OrderOutline::of(&story.order));
                outline.numbers = Some(NumbersOutline::of(&story.numbers));
                outline.reports = ReportOutline::all(story);
                outline.graphs = graphs(story);
            }
        }
        outline
    }
}

fn graphs(story: &Story) -> Vec<GraphOutline> {
    let outline = |(place, graph): (usize, &Graph)| {
        let follows = Country::all()
            .filter(|country| place > 0 && usize::from(story.graph_of[country.index()]) == place);
        GraphOutline {
            countries: follows.map(|country| country.code().to_owned()).collect(),
            states: order(graph)
                .into_iter()
                .map(|at| state(&graph.states[at], graph))
                .collect(),
        }
    };
    story.graphs.iter().enumerate().map(outline).collect()
}

/// Returns the places of the states, nearest to the start first; among equals, likelier ones first.
fn order(graph: &Graph) -> Vec<usize> {
    let mut order = vec![usize::from(graph.start.0)];
    let mut at = 0;
    while at < order.len() {
        if let Next::States { successors, .. } = &graph.states[order[at]].next {
            let mut found = successors.iter().collect::<Vec<_>>();
            found.sort_by_key(|(_, weight)| std::cmp::Reverse(*weight));
            for (index, _) in found {
                let place = usize::from(index.0);
                if !order.contains(&place) {
                    order.push(place);
                }
            }
        }
        at += 1;
    }
    order
}

fn state(state: &State, graph: &Graph) -> StateOutline {
    let (next, fate) = match &state.next {
        Next::End(fate) => (Vec::new(), Some(fate.name().to_owned())),
        Next::States { successors, .. } => {
            let mut next = shares(successors, |index| {
                graph.states[usize::from(index.0)].name.to_string()
            });
            next.sort_by(|one, other| other.percent.total_cmp(&one.percent));
            (next, None)
        }
    };
    // Where neither people nor scanners have a part, the place says nothing.
    let is_placed = state.milestone.is_some() || state.hours.is_some();
    StateOutline {
        name: state.name.to_string(),
        milestone: state.milestone.map(|milestone| milestone.name().to_owned()),
        place: is_placed.then(|| state.place.name().to_owned()),
        hours: state.hours.map(|hours| hours.name().to_owned()),
        dwell: fate.is_none().then(|| dwell(&state.dwell)),
        reasons: state
            .reasons
            .as_ref()
            .map(|reasons| shares(reasons, |reason| reason.name().to_owned()))
            .unwrap_or_default(),
        next,
        fate,
        label: state.label.as_deref().map(str::to_owned),
        source: state.source.as_deref().map(str::to_owned),
    }
}

pub(super) fn dwell(dwell: &Dwell) -> DwellOutline {
    DwellOutline {
        text: dwell.to_string(),
        p10_seconds: dwell.quantile(0.1),
        p50_seconds: dwell.quantile(0.5),
        p90_seconds: dwell.quantile(0.9),
    }
}

pub(super) fn shares<T>(choice: &Choice<T>, name: impl Fn(&T) -> String) -> Vec<Share> {
    let total = choice.iter().map(|(_, weight)| weight).sum::<u64>() as f64;
    let share = |(value, weight): (&T, u64)| Share {
        name: name(value),
        percent: 100.0 * weight as f64 / total,
    };
    choice.iter().map(share).collect()
}
