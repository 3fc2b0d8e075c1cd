//! Builds the graphs of states: one for the destinations that no lane names, and one for each group that lanes treat alike.
//!
//! In a graph that is returned, every state can be reached and reaches an end.

use std::collections::BTreeMap;

use super::Tables;
use super::draft::Draft;
use super::inherit::override_state;
use crate::parcel::Country;
use crate::scenario::dwell::Spread;
use crate::scenario::file::problems::{Problems, mend, nearest};
use crate::scenario::file::{ScenarioFile, StateTable};
use crate::scenario::model::Graph;

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
