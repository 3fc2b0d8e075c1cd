//! Builds the graphs of states: one for the destinations that no lane names, and one for each group that lanes treat alike.
//!
//! In a graph that is returned, every state can be reached and reaches an end.

use std::collections::BTreeMap;

use super::Tables;
use super::draft::{Draft, Names};
use super::habits::{self, Habits};
use super::inherit::{insist, override_state};
use crate::parcel::Country;
use crate::scenario::dwell::Spread;
use crate::scenario::file::problems::{Problems, mend, nearest};
use crate::scenario::file::{ScenarioFile, StateTable};
use crate::scenario::model::Graph;

/// The state in which journeys begin that say nothing else.
const START: &str = "label-created";

/// Graphs, and which destinations follow which of them.
pub(super) type Graphs = (Vec<Graph>, [u16; Country::COUNT]);

/// Builds the graphs; none if something was reported.
pub(super) fn graphs(
    file: &ScenarioFile,
    tables: &mut Tables<'_>,
    problems: &mut Problems,
) -> Option<Graphs> {
    let before = problems.count();
    let names = Names::of(file);
    let whole = habits::with_made_states(file);
    for state in &file.states {
        check_state(state, &names, problems);
    }
    check_lanes(file, &names, problems);
    let start = start(file, &names, problems);
    let (drafts, graph_of) = drafts(&whole, start);
    check_reach(&whole, &drafts, problems);
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

/// Returns the graphs in the making, the default first, and which of them countries follow.
fn drafts(file: &ScenarioFile, start: Option<usize>) -> (Vec<Draft>, [u16; Country::COUNT]) {
    let names = Names::of(file);
    let draft = |lanes: &[usize], habits| {
        let mut states = with_lanes(file, lanes, &names);
        habits::settle(&mut states, habits, &names);
        Draft::new(states, start, &names)
    };
    let asks = habits::asks(file);
    let mut drafts = vec![draft(&[], Habits::USUAL)];
    let mut known = BTreeMap::from([((Vec::new(), Habits::USUAL), 0)]);
    let graph_of = std::array::from_fn(|index| {
        // A file that does not ask has the same for every country.
        let country = Country::all().nth(index);
        let habits = country.filter(|_| asks).map_or(Habits::USUAL, Habits::of);
        let lanes = country.map_or_else(Vec::new, |country| lanes_to(file, country));
        *known.entry((lanes.clone(), habits)).or_insert_with(|| {
            let made = draft(&lanes, habits);
            let place = drafts.iter().position(|draft| draft.is_as(&made));
            let place = place.unwrap_or_else(|| {
                drafts.push(made);
                drafts.len() - 1
            });
            // At most one graph a country, so the count fits.
            place as u16
        })
    });
    (drafts, graph_of)
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

fn with_lanes(file: &ScenarioFile, lanes: &[usize], names: &Names<'_>) -> Vec<StateTable> {
    let mut states = file.states.clone();
    for lane in lanes.iter().map(|lane| &file.lanes[*lane]) {
        for own in &lane.states {
            if let Some(at) = names.place(&own.name) {
                if !lane.is_class {
                    insist(&mut states[at..=at], own);
                }
                states[at] = override_state(&states[at], own);
            }
        }
    }
    states
}

/// Returns the place of the state in which journeys begin; of the nearest, if the name is misspelled.
fn start(file: &ScenarioFile, names: &Names<'_>, problems: &mut Problems) -> Option<usize> {
    let start = file.start.given().map_or(START, String::as_str);
    if names.place(start).is_some() || file.start.is_broken() {
        return names.place(start);
    }
    if let Some(span) = file.start.span() {
        let message = format!("`start` names the state `{start}`, which does not exist");
        problems.error(span, message, "unknown state", mend(start, names.all()));
    } else {
        let span = file
            .states
            .first()
            .map(|state| state.span)
            .unwrap_or_default();
        let message = format!("there is no state `{START}`, in which journeys begin");
        let help = "name the first state, such as `start = \"…\"`, at the top of the file";
        problems.absent(span, message, help);
    }
    names.place(nearest(start, names.all())?)
}

/// Checks one state, base included.
fn check_state(state: &StateTable, names: &Names<'_>, problems: &mut Problems) {
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
    habits::check(state, names, problems);
    check_successors(state, names, problems);
}

fn takes_no_time(state: &StateTable) -> bool {
    state.dwell.given() == Some(&Spread::Fixed(0))
}

fn check_successors(state: &StateTable, names: &Names<'_>, problems: &mut Problems) {
    for successor in state.next.given().into_iter().flatten() {
        if names.place(&successor.name).is_none() && !problems.is_full() {
            let message = format!(
                "`next` of `{}` names the state `{}`, which does not exist",
                state.name, successor.name
            );
            let help = mend(&successor.name, names.all());
            problems.error(successor.span, message, "unknown state", help);
        }
    }
}

fn check_lanes(file: &ScenarioFile, names: &Names<'_>, problems: &mut Problems) {
    for state in file.lanes.iter().flat_map(|lane| &lane.states) {
        if names.place(&state.name).is_some() {
            check_successors(state, names, problems);
        } else if !problems.is_full() {
            let name = &state.name;
            let message = format!("a `[[lane]]` changes the state `{name}`, which does not exist");
            problems.error(
                state.span,
                message,
                "unknown state",
                mend(name, names.all()),
            );
        }
    }
}

/// Reports the states of this file that no graph reaches; those of a base may fall away.
fn check_reach(file: &ScenarioFile, drafts: &[Draft], problems: &mut Problems) {
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
            let message = format!("the state `{}` can never be reached", state.name);
            let help = format!(
                "name `{}` in the `next` of another state, or remove it",
                state.name
            );
            problems.error(state.span, message, "unreachable", help);
        }
    }
}
