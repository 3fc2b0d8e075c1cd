//! Builds the graphs of states: one for the destinations that no lane names, and one for each group that lanes treat alike.
//!
//! In a graph that is returned, every state can be reached and reaches an end.

use std::collections::BTreeMap;

use super::Tables;
use super::inherit::override_state;
use crate::parcel::{Country, PlaceRole};
use crate::scenario::dwell::Spread;
use crate::scenario::file::problems::{Problems, mend, nearest};
use crate::scenario::file::{Field, ScenarioFile, StateTable};
use crate::scenario::model::{Choice, Graph, Next, State, StateAddress, StateIndex};

/// The state in which journeys begin that say nothing else.
const START: &str = "label-created";

/// The graphs of a story in the making.
pub(super) struct Network;

impl Network {
    /// Returns the graphs, and which destinations follow which; none if something was reported.
    pub(super) fn build(
        file: &ScenarioFile,
        tables: &mut Tables<'_>,
        problems: &mut Problems,
    ) -> Option<(Vec<Graph>, Vec<(Country, u16)>)> {
        let before = problems.count();
        for state in &file.states {
            check_state(state, &file.states, problems);
        }
        check_lanes(file, problems);
        let start = start(file, problems);
        let mut drafts = Vec::new();
        let mut graph_of = Vec::new();
        let mut known: BTreeMap<Vec<usize>, u16> = BTreeMap::new();
        drafts.push(Draft::new(file.states.clone(), &start));
        known.insert(Vec::new(), 0);
        for country in Country::all() {
            let lanes = lanes_to(file, country);
            if lanes.is_empty() {
                continue;
            }
            // At most one graph a country, so the count fits.
            let next = drafts.len() as u16;
            let graph = *known.entry(lanes.clone()).or_insert(next);
            if graph == next {
                drafts.push(Draft::new(with_lanes(file, &lanes), &start));
            }
            graph_of.push((country, graph));
        }
        check_reach(file, &drafts, &start, problems);
        for draft in &drafts {
            draft.check_exits(problems);
        }
        if problems.count() > before || problems.is_partial() {
            return None;
        }
        let graphs = drafts
            .iter()
            .map(|draft| draft.graph(tables))
            .collect::<Option<Vec<_>>>()?;
        Some((graphs, graph_of))
    }
}

/// Returns the places of the lanes that lead to a country.
fn lanes_to(file: &ScenarioFile, country: Country) -> Vec<usize> {
    let leads = |lane: usize| {
        file.lanes[lane]
            .to
            .given()
            .is_some_and(|to| to.contains(&country))
    };
    (0..file.lanes.len()).filter(|lane| leads(*lane)).collect()
}

fn with_lanes(file: &ScenarioFile, lanes: &[usize]) -> Vec<StateTable> {
    let mut states = file.states.clone();
    for own in lanes.iter().flat_map(|lane| &file.lanes[*lane].states) {
        if let Some(state) = states.iter_mut().find(|state| state.name == own.name) {
            *state = override_state(state, own);
        }
    }
    states
}

fn names(states: &[StateTable]) -> Vec<&str> {
    states.iter().map(|state| state.name.as_str()).collect()
}

fn start(file: &ScenarioFile, problems: &mut Problems) -> String {
    let start = file.start.given().map_or(START, String::as_str);
    let names = names(&file.states);
    if names.contains(&start) || file.start.is_broken() {
        return start.to_owned();
    }
    match file.start.span() {
        Some(span) => {
            let message = format!("`start` names the state `{start}`, which does not exist");
            problems.error(
                span,
                message,
                "unknown state",
                mend(start, names.iter().copied()),
            );
        }
        None => {
            let span = file
                .states
                .first()
                .map(|state| state.span)
                .unwrap_or_default();
            let message = format!("there is no state `{START}`, in which journeys begin");
            problems.absent(
                span,
                message,
                "name the first state, such as `start = \"…\"`, at the top of the file",
            );
        }
    }
    nearest(start, names).unwrap_or(start).to_owned()
}

/// Checks one state, base included.
fn check_state(state: &StateTable, states: &[StateTable], problems: &mut Problems) {
    let name = &state.name;
    match (state.next.span(), state.fate.span()) {
        (Some(_), Some(fate)) => {
            let message = format!("the state `{name}` has both `next` and `fate`");
            problems.error(
                fate,
                message,
                "an end, and yet not",
                "keep `fate` if journeys end here, else `next`",
            );
        }
        (None, None) => {
            let message =
                format!("the state `{name}` is a dead end: it has neither `next` nor `fate`");
            let help =
                "add `next = { … }` with what follows, or `fate = \"delivered\"` or another end";
            problems.absent(state.span, message, help);
        }
        (None, Some(_)) => {
            if let Some(span) = state.dwell.span().filter(|_| !takes_no_time(state)) {
                let message = format!("the state `{name}` is an end and has a `dwell`");
                problems.error(
                    span,
                    message,
                    "nothing lasts after the end",
                    "remove `dwell`, or `fate`",
                );
            }
        }
        (Some(_), None) => {
            if state.dwell.is_absent() {
                let message = format!("the state `{name}` has no `dwell`");
                problems.absent(
                    state.span,
                    message,
                    "add how long it lasts, or `dwell = \"0s\"`",
                );
            }
        }
    }
    let needs_place = [
        ("milestone", state.milestone.span()),
        ("hours", state.hours.span()),
    ];
    if let (Some((key, Some(span))), true) = (
        needs_place.into_iter().find(|(_, span)| span.is_some()),
        state.place.is_absent(),
    ) {
        let message = format!("the state `{name}` has `{key}` and no `place`");
        problems.absent(
            span,
            message,
            "add where it happens, such as `place = \"depot\"`",
        );
    }
    check_successors(state, states, problems);
}

fn takes_no_time(state: &StateTable) -> bool {
    state.dwell.given() == Some(&Spread::Fixed(0))
}

fn check_successors(state: &StateTable, states: &[StateTable], problems: &mut Problems) {
    let names = names(states);
    for successor in state.next.given().into_iter().flatten() {
        if !names.contains(&successor.name.as_str()) {
            let message = format!(
                "`next` of `{}` names the state `{}`, which does not exist",
                state.name, successor.name
            );
            problems.error(
                successor.span,
                message,
                "unknown state",
                mend(&successor.name, names.iter().copied()),
            );
        }
    }
}

fn check_lanes(file: &ScenarioFile, problems: &mut Problems) {
    let names = names(&file.states);
    for state in file.lanes.iter().flat_map(|lane| &lane.states) {
        if names.contains(&state.name.as_str()) {
            check_successors(state, &file.states, problems);
        } else {
            let message = format!(
                "a `[[lane]]` changes the state `{}`, which does not exist",
                state.name
            );
            problems.error(
                state.span,
                message,
                "unknown state",
                mend(&state.name, names.iter().copied()),
            );
        }
    }
}

/// Reports the states of this file that no graph reaches; those of a base may fall away.
fn check_reach(file: &ScenarioFile, drafts: &[Draft], start: &str, problems: &mut Problems) {
    // What follows a state with an unreadable `next` is unknown, and so is what else can be reached.
    let is_unknown = |draft: &Draft| {
        draft.start.is_none()
            || draft
                .reachable()
                .any(|at| draft.states[at].next.is_broken())
    };
    if problems.is_partial() || file.start.is_broken() || drafts.iter().any(is_unknown) {
        return;
    }
    for (at, state) in file.states.iter().enumerate() {
        let is_reached = drafts.iter().any(|draft| draft.is_reachable[at]);
        if !is_reached && !state.span.inherited {
            let message = format!(
                "the state `{}` can never be reached from `{start}`",
                state.name
            );
            let help = format!(
                "name `{}` in the `next` of another state, or remove it",
                state.name
            );
            problems.error(state.span, message, "unreachable", help);
        }
    }
}

/// A graph before it is known to be sound.
struct Draft {
    states: Vec<StateTable>,
    start: Option<usize>,
    /// The known successors of each state, misspelled ones taken for what is nearest.
    edges: Vec<Vec<usize>>,
    is_reachable: Vec<bool>,
    /// How many steps each state is from an end; none: it reaches none.
    to_end: Vec<Option<u32>>,
}

impl Draft {
    fn new(states: Vec<StateTable>, start: &str) -> Self {
        let places = states
            .iter()
            .enumerate()
            .map(|(at, state)| (state.name.as_str(), at))
            .collect::<BTreeMap<_, _>>();
        let place = |name: &str| {
            places
                .get(name)
                .copied()
                .or_else(|| places.get(nearest(name, places.keys().copied())?).copied())
        };
        let edges = states.iter().map(|state| {
            let next = state.next.given().map(Vec::as_slice).unwrap_or_default();
            next.iter()
                .filter_map(|successor| place(&successor.name))
                .collect::<Vec<_>>()
        });
        let edges = edges.collect::<Vec<_>>();
        let start = places.get(start).copied();
        let mut draft = Self {
            is_reachable: vec![false; states.len()],
            to_end: vec![None; states.len()],
            states,
            start,
            edges,
        };
        draft.spread_from_start();
        draft.spread_from_ends();
        draft
    }

    fn spread_from_start(&mut self) {
        let mut pending = self.start.into_iter().collect::<Vec<_>>();
        while let Some(at) = pending.pop() {
            if !std::mem::replace(&mut self.is_reachable[at], true) {
                pending.extend(&self.edges[at]);
            }
        }
    }

    fn spread_from_ends(&mut self) {
        let mut before = vec![Vec::new(); self.states.len()];
        for (at, successors) in self.edges.iter().enumerate() {
            for successor in successors {
                before[*successor].push(at);
            }
        }
        // A state whose `next` is missing or unreadable is complained of already, and counts as an end here.
        let is_end = |state: &StateTable| !state.fate.is_absent() || state.next.given().is_none();
        let mut front = (0..self.states.len())
            .filter(|at| is_end(&self.states[*at]))
            .collect::<Vec<_>>();
        let mut steps = 0;
        while !front.is_empty() {
            front.retain(|at| self.to_end[*at].is_none());
            for at in &front {
                self.to_end[*at] = Some(steps);
            }
            front = front.iter().flat_map(|at| &before[*at]).copied().collect();
            steps += 1;
        }
    }

    fn reachable(&self) -> impl Iterator<Item = usize> {
        (0..self.states.len()).filter(|at| self.is_reachable[*at])
    }

    /// Reports the states that lead round for ever, as one mistake.
    fn check_exits(&self, problems: &mut Problems) {
        let stuck = self
            .reachable()
            .filter(|at| self.to_end[*at].is_none())
            .collect::<Vec<_>>();
        // The line its author can change: a state of this file, if there is one.
        let own = stuck.iter().find(|at| !self.states[**at].span.inherited);
        let Some(first) = own.or(stuck.first()) else {
            return;
        };
        let listed = stuck
            .iter()
            .take(6)
            .map(|at| format!("`{}`", self.states[*at].name))
            .collect::<Vec<_>>();
        let more = if stuck.len() > 6 { ", …" } else { "" };
        let message = format!(
            "no end can be reached any more from {}{more}",
            listed.join(", ")
        );
        let help = "give one of them a successor that leads to a state with a `fate`";
        let span = self.states[*first]
            .next
            .span()
            .unwrap_or(self.states[*first].span);
        problems.error(span, message, "a cycle without an exit", help);
    }

    /// Returns the graph of the states that can be reached, by name.
    fn graph(&self, tables: &mut Tables<'_>) -> Option<Graph> {
        let mut order = self.reachable().collect::<Vec<_>>();
        order.sort_by(|one, other| self.states[*one].name.cmp(&self.states[*other].name));
        let mut index = vec![None; self.states.len()];
        for (place, at) in order.iter().enumerate() {
            // A file has at most 2,000 states, and so has its base.
            index[*at] = Some(StateIndex(place as u16));
        }
        let states = order
            .iter()
            .map(|at| self.state(*at, &index, tables))
            .collect::<Option<Vec<_>>>()?;
        Some(Graph {
            start: index[self.start?]?,
            states,
        })
    }

    fn state(
        &self,
        at: usize,
        index: &[Option<StateIndex>],
        tables: &mut Tables<'_>,
    ) -> Option<State> {
        let table = &self.states[at];
        let dwell = table.dwell.given().filter(|_| table.fate.is_absent());
        let boxed = |field: &Field<String>| field.given().map(|text| text.as_str().into());
        Some(State {
            name: table.name.as_str().into(),
            address: StateAddress::of(&table.name),
            milestone: table.milestone.given().copied(),
            place: table.place.given().copied().unwrap_or(PlaceRole::Seller),
            hours: table.hours.given().copied(),
            dwell: tables.dwell(dwell.unwrap_or(&Spread::Fixed(0))),
            reasons: table
                .reasons
                .given()
                .and_then(|reasons| Choice::new(reasons.iter().copied())),
            next: match table.fate.given() {
                Some(fate) => Next::End(*fate),
                None => self.next(at, index)?,
            },
            label: boxed(&table.label),
            source: boxed(&table.source),
        })
    }

    fn next(&self, at: usize, index: &[Option<StateIndex>]) -> Option<Next> {
        let written = self.states[at].next.given()?;
        let mut successors = Vec::with_capacity(written.len());
        for (successor, place) in written.iter().zip(&self.edges[at]) {
            successors.push((&successor.name, *place, successor.weight?));
        }
        // The order of the file says nothing, so it must not reach the draws.
        successors.sort();
        let exit = successors
            .iter()
            .min_by_key(|(_, place, _)| self.to_end[*place].unwrap_or(u32::MAX))?;
        let exit = index[exit.1]?;
        let weighted = successors
            .iter()
            .map(|(_, place, weight)| Some((index[*place]?, *weight)));
        let weighted = weighted.collect::<Option<Vec<_>>>()?;
        Some(Next::States {
            successors: Choice::new(weighted)?,
            exit,
        })
    }
}
