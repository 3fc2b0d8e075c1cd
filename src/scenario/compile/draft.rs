//! A graph in the making: what can be reached, what reaches an end, and the model of it.
//!
//! A misspelled successor counts as what it is nearest to, so that one slip is not told twice.

use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroU32;

use super::Tables;
use crate::parcel::PlaceRole;
use crate::scenario::dwell::Spread;
use crate::scenario::file::problems::{Problems, nearest};
use crate::scenario::file::{Field, ScenarioFile, StateTable};
use crate::scenario::model::{Choice, Graph, Next, State, StateAddress, StateIndex};

/// How many misspelled names are guessed at.
const MOST_GUESSES: usize = 200;

/// The names of states with their places, which are the same in every graph of a file.
pub(super) struct Names<'a> {
    all: Vec<&'a str>,
    places: BTreeMap<&'a str, usize>,
    /// What misspelled successors probably mean.
    guesses: BTreeMap<&'a str, usize>,
}

impl<'a> Names<'a> {
    /// Returns the names of a file's states.
    pub(super) fn of(file: &'a ScenarioFile) -> Self {
        let all = file
            .states
            .iter()
            .map(|state| state.name.as_str())
            .collect::<Vec<_>>();
        let places = all
            .iter()
            .enumerate()
            .map(|(at, name)| (*name, at))
            .collect::<BTreeMap<_, _>>();
        let mut names = Self {
            all,
            places,
            guesses: BTreeMap::new(),
        };
        let states = file
            .states
            .iter()
            .chain(file.lanes.iter().flat_map(|lane| &lane.states));
        let named = states.flat_map(|state| state.next.given().into_iter().flatten());
        let unknown = named.map(|successor| successor.name.as_str());
        let unknown = unknown
            .filter(|name| !names.places.contains_key(name))
            .collect::<BTreeSet<_>>();
        for name in unknown.into_iter().take(MOST_GUESSES) {
            if let Some(place) = nearest(name, &names.all).and_then(|near| names.place(near)) {
                names.guesses.insert(name, place);
            }
        }
        names
    }

    /// Returns all names, in the file's order.
    pub(super) fn all(&self) -> &[&'a str] {
        &self.all
    }

    /// Returns the place of a name.
    pub(super) fn place(&self, name: &str) -> Option<usize> {
        self.places.get(name).copied()
    }
}

/// A graph before it is known to be sound.
pub(super) struct Draft {
    pub states: Vec<StateTable>,
    pub start: Option<usize>,
    /// The known successors of each state, misspelled ones taken for what is nearest.
    edges: Vec<Vec<usize>>,
    pub is_reachable: Vec<bool>,
    /// How many steps each state is from an end; none: it reaches none.
    to_end: Vec<Option<u32>>,
}

impl Draft {
    /// Returns the draft of some states, which stand in the places of their names.
    pub(super) fn new(states: Vec<StateTable>, start: Option<usize>, names: &Names<'_>) -> Self {
        let place = |name: &str| {
            names
                .place(name)
                .or_else(|| names.guesses.get(name).copied())
        };
        let edges = states.iter().map(|state| {
            let next = state.next.given().map(Vec::as_slice).unwrap_or_default();
            next.iter()
                .filter_map(|successor| place(&successor.name))
                .collect()
        });
        let edges = edges.collect::<Vec<Vec<_>>>();
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

    /// Tells whether the same happens in both, wherever it is written.
    pub(super) fn is_as(&self, other: &Self) -> bool {
        let same = |at: usize| !self.is_reachable[at] || self.states[at] == other.states[at];
        self.is_reachable == other.is_reachable && (0..self.states.len()).all(same)
    }

    pub(super) fn reachable(&self) -> impl Iterator<Item = usize> {
        (0..self.states.len()).filter(|at| self.is_reachable[*at])
    }

    /// Reports the states that lead round for ever, as one mistake.
    pub(super) fn check_exits(&self, problems: &mut Problems) {
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
    pub(super) fn graph(&self, tables: &mut Tables<'_>) -> Option<Graph> {
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
            remaining: std::sync::OnceLock::new(),
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
            departures: table.departures.given().copied().and_then(NonZeroU32::new),
            awaits_departure: self.edges[at]
                .iter()
                .any(|next| !self.states[*next].departures.is_absent()),
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
