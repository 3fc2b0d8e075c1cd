//! Which tables hold numbers, and so must say where those come from.
//!
//! A built-in scenario says it of every table; a user's own file need not.

use super::problems::Problems;
use super::{Field, ScenarioFile, StateTable, ToldTable};
use crate::parcel::Observer;
use crate::scenario::diagnostic::Span;
use crate::scenario::dwell::Spread;

/// Reports every table of a file that holds numbers and no `source`.
pub(in crate::scenario) fn check_sources(file: &ScenarioFile, problems: &mut Problems) {
    let order = &file.order;
    let told = match &order.number {
        Field::Given(given)
            if !matches!(given.value, ToldTable::Real | ToldTable::Mistyped(None)) =>
        {
            Some(given.span)
        }
        _ => None,
    };
    let in_order = [
        many(&order.destinations),
        timed(&order.handling),
        timed(&order.tell),
        order.promise_days.span(),
        told,
    ];
    need("order", &in_order, &order.source, problems);
    let numbers = &file.numbers;
    need(
        "numbers",
        &[many(&numbers.origin), numbers.hand_over.span()],
        &numbers.source,
        problems,
    );
    let network = &file.network;
    let in_network = [network.daily_parcels.span(), network.bag.span()];
    need("network", &in_network, &network.source, problems);
    let estimate = &file.estimate;
    let in_estimate = [estimate.given.span(), estimate.revised.span()];
    need("estimate", &in_estimate, &estimate.source, problems);
    for (observer, report) in Observer::ALL.iter().zip(&file.reports) {
        let spreads = [
            &report.record,
            &report.publish,
            &report.partner,
            &report.opens,
        ]
        .map(timed);
        let [record, publish, partner, opens] = spreads;
        let in_report = [record, publish, partner, opens, report.missing.span()];
        need(
            &format!("report.{observer}"),
            &in_report,
            &report.source,
            problems,
        );
    }
    for state in &file.states {
        need_in_state(
            &format!("state.{}", state.name),
            state,
            &Field::Absent,
            problems,
        );
    }
    for lane in &file.lanes {
        for state in &lane.states {
            need_in_state(
                &format!("lane.state.{}", state.name),
                state,
                &lane.source,
                problems,
            );
        }
    }
    need("mix", &[many(&file.mix)], &file.source, problems);
}

fn need_in_state(name: &str, state: &StateTable, of_lane: &Field<String>, problems: &mut Problems) {
    let numbers = [
        timed(&state.dwell),
        many(&state.reasons),
        many(&state.next),
        state.departures.span(),
    ];
    need(name, &numbers, &state.source.clone().or(of_lane), problems);
}

fn need(table: &str, numbers: &[Option<Span>], source: &Field<String>, problems: &mut Problems) {
    if let (Some(span), true) = (numbers.iter().flatten().next(), source.is_absent()) {
        let message = format!("`{table}` of a built-in scenario holds numbers and has no `source`");
        problems.absent(*span, message, "add `source = \"…\"` to the table: where the numbers come from, or `assumption` and why");
    }
}

/// Returns where a distribution stands that takes time.
fn timed(field: &Field<Spread>) -> Option<Span> {
    let takes_none = field.given() == Some(&Spread::Fixed(0));
    field.span().filter(|_| !takes_none)
}

/// Returns where weights stand that share something out: the weight of an only entry says nothing.
fn many<T>(field: &Field<Vec<T>>) -> Option<Span> {
    let is_only = field.given().is_some_and(|entries| entries.len() < 2);
    field.span().filter(|_| !is_only)
}
