//! Merges a file with its base, and a state with what a lane changes in it.
//!
//! Keys are merged one by one; the value of a key is replaced whole.

use std::collections::BTreeMap;

use crate::scenario::diagnostic::Span;
use crate::scenario::file::{
    EstimateTable, Field, NetworkTable, NumbersTable, OrderTable, ReportTable, ScenarioFile,
    StateTable,
};

/// Returns the file with everything it does not say taken from its base.
pub(super) fn merge(file: &ScenarioFile, base: &ScenarioFile) -> ScenarioFile {
    let mut merged = file.clone();
    merged.line = merged.line.or(&base.line);
    merged.start = merged.start.or(&base.start);
    merged.order = order(&file.order, &base.order);
    merged.numbers = numbers(&file.numbers, &base.numbers);
    merged.network = network(&file.network, &base.network);
    merged.estimate = estimate(&file.estimate, &base.estimate);
    merged.trouble = merged.trouble.or(&base.trouble);
    merged.disruptions = merged.disruptions.or(&base.disruptions);
    for (own, base) in merged.reports.iter_mut().zip(&base.reports) {
        *own = report(own, base);
    }
    let own_states = std::mem::take(&mut merged.states);
    merged.states.clone_from(&base.states);
    let is_line = !file.line.is_absent();
    if !is_line {
        for own in &own_states {
            insist(&mut merged.states, own);
        }
    }
    override_states(&mut merged.states, &own_states);
    merged.lanes.clone_from(&base.lanes);
    // A file with a line of its own states that line's values, and a country's value wins over a line's. Any other file
    // tells a story, and its word counts on every lane.
    for lane in merged
        .lanes
        .iter_mut()
        .filter(|lane| lane.is_class || !is_line)
    {
        lane.states
            .iter_mut()
            .for_each(|state| yield_to(state, &own_states));
    }
    merged.lanes.extend_from_slice(&file.lanes);
    merged
}

/// Lets weights that somebody states for a country, or for a story, count whatever the country's habits are.
pub(super) fn insist(states: &mut [StateTable], own: &StateTable) {
    if own.next.is_absent() {
        return;
    }
    for state in states.iter_mut().filter(|state| state.name == own.name) {
        state.habits = Field::Absent;
    }
}

/// Takes from a lane of the base what the file itself says about the state.
fn yield_to(lane: &mut StateTable, own_states: &[StateTable]) {
    let Some(own) = own_states.iter().find(|own| own.name == lane.name) else {
        return;
    };
    if !own.dwell.is_absent() {
        lane.dwell = Field::Absent;
    }
    if !own.next.is_absent() || !own.fate.is_absent() {
        lane.next = Field::Absent;
    }
    if !own.reasons.is_absent() {
        lane.reasons = Field::Absent;
    }
    if !own.hours.is_absent() {
        lane.hours = Field::Absent;
    }
    if !own.place.is_absent() {
        lane.place = Field::Absent;
    }
    if !own.departures.is_absent() {
        lane.departures = Field::Absent;
    }
}

/// Overrides states by others of the same name, and adds those that are new.
fn override_states(states: &mut Vec<StateTable>, overrides: &[StateTable]) {
    let place = |(at, state): (usize, &StateTable)| (state.name.clone(), at);
    let places = states
        .iter()
        .enumerate()
        .map(place)
        .collect::<BTreeMap<_, _>>();
    for own in overrides {
        match places.get(&own.name) {
            Some(at) => states[*at] = override_state(&states[*at], own),
            None => states.push(own.clone()),
        }
    }
}

/// Returns a state with some keys replaced; an end that is given a successor is none any more, and the other way round.
pub(super) fn override_state(state: &StateTable, own: &StateTable) -> StateTable {
    let mut base = state.clone();
    if !own.next.is_absent() {
        base.fate = own.fate.clone();
    }
    if !own.fate.is_absent() {
        base.next = own.next.clone();
        base.dwell = own.dwell.clone();
    }
    let own = own.clone();
    StateTable {
        name: own.name,
        span: own.span,
        milestone: own.milestone.or(&base.milestone),
        place: own.place.or(&base.place),
        hours: own.hours.or(&base.hours),
        dwell: own.dwell.or(&base.dwell),
        reasons: own.reasons.or(&base.reasons),
        next: own.next.or(&base.next),
        habits: own.habits.or(&base.habits),
        unclaimed: own.unclaimed.or(&base.unclaimed),
        departures: own.departures.or(&base.departures),
        fate: own.fate.or(&base.fate),
        label: own.label.or(&base.label),
        source: own.source.or(&base.source),
    }
}

fn order(own: &OrderTable, base: &OrderTable) -> OrderTable {
    let table = own.clone();
    OrderTable {
        span: header(own.span, base.span),
        day: table.day.or(&base.day),
        destinations: table.destinations.or(&base.destinations),
        handling: table.handling.or(&base.handling),
        tell: table.tell.or(&base.tell),
        promise_days: table.promise_days.or(&base.promise_days),
        number: table.number.or(&base.number),
        source: table.source.or(&base.source),
    }
}

fn numbers(own: &NumbersTable, base: &NumbersTable) -> NumbersTable {
    let table = own.clone();
    NumbersTable {
        span: header(own.span, base.span),
        origin: table.origin.or(&base.origin),
        hand_over: table.hand_over.or(&base.hand_over),
        source: table.source.or(&base.source),
    }
}

fn network(own: &NetworkTable, base: &NetworkTable) -> NetworkTable {
    let table = own.clone();
    NetworkTable {
        daily_parcels: table.daily_parcels.or(&base.daily_parcels),
        bag: table.bag.or(&base.bag),
        source: table.source.or(&base.source),
    }
}

fn estimate(own: &EstimateTable, base: &EstimateTable) -> EstimateTable {
    let table = own.clone();
    EstimateTable {
        given: table.given.or(&base.given),
        revised: table.revised.or(&base.revised),
        source: table.source.or(&base.source),
    }
}

fn report(own: &ReportTable, base: &ReportTable) -> ReportTable {
    let table = own.clone();
    ReportTable {
        record: table.record.or(&base.record),
        publish: table.publish.or(&base.publish),
        partner: table.partner.or(&base.partner),
        opens: table.opens.or(&base.opens),
        missing: table.missing.or(&base.missing),
        silent: table.silent.or(&base.silent),
        source: table.source.or(&base.source),
    }
}

fn header(own: Span, base: Span) -> Span {
    if own == Span::default() { base } else { own }
}
