//! `--explain`: why each event happened when it did.

use std::fmt::Write as _;

use super::style::Look;
use super::wrap::hang;
use crate::fleet::words::{clock, date, length, phrase, plain};
use crate::fleet::{Case, Cause, Explained, explain as causes};
use crate::scenario::model::{Next, State};

/// Returns the causes of every true event of a case.
pub(super) fn explain(case: &Case, look: Look) -> String {
    let mut out = String::new();
    let world = &case.world;
    let _ = writeln!(
        out,
        "{}",
        look.bold(format!(
            "{} · seed {} · {} · index {}",
            case.scenario.name, world.seed.0, case.address.day, case.address.place
        ))
    );
    let _ = writeln!(
        out,
        "{}\n",
        look.dim("the truth: what happened, which may differ from what was recorded")
    );
    for event in causes(case) {
        write(&mut out, &event, look);
    }
    out
}

fn write(out: &mut String, event: &Explained<'_>, look: Look) {
    let zone = event.scan.place.zone();
    let what = event.scan.milestone.map_or("(nothing to scan)", phrase);
    let reason = event
        .scan
        .reason
        .map(|reason| format!(": {}", plain(reason.name())))
        .unwrap_or_default();
    let when = format!(
        "{}  {}",
        date(event.scan.at, zone),
        clock(event.scan.at, zone)
    );
    let _ = writeln!(
        out,
        "{}  {}{reason}  {}",
        look.dim(when),
        look.bold(what),
        look.dim(format!("[{}]", event.state.name))
    );
    match &event.cause {
        None => {
            let _ = writeln!(out, "      the beginning: the seller made the label");
        }
        Some(cause) => because(out, cause, event, look),
    }
    out.push('\n');
}

fn because(out: &mut String, cause: &Cause<'_>, event: &Explained<'_>, look: Look) {
    let step = cause.step;
    let from = cause.from;
    let mut row = |key: &str, text: &str| hang(out, &format!("      {key:<11}"), text, look.width);
    let dwell = format!(
        "{} in `{}`: {}",
        length(i64::from(step.dwell_seconds)),
        from.name,
        from.dwell
    );
    row("dwell", &dwell);
    let whose = match step.bag {
        Some(bag) => format!("shared by bag {} of departure {}", bag.number, bag.slot),
        None => draw(from, cause.visit),
    };
    let quantile = share(step.dwell_word);
    row("draw", &format!("{whose}, quantile {quantile}"));
    if step.shared_seconds != 0 {
        let (sign, length) = match step.shared_seconds {
            less if less < 0 => ("−", length(-less)),
            more => ("+", length(more)),
        };
        row(
            "shared",
            &format!("{sign}{length}: the lane's week, the season, a backlog"),
        );
    }
    let zone = event.scan.place.zone();
    let (day, hour) = (date(step.ready, zone), clock(step.ready, zone));
    let ready = format!("{} {hour}", day.trim());
    if let Some(departure) = step.departure {
        row("departure", &format!("{}: ready {ready}", departure.slot));
    }
    if let Some(word) = step.successor_word {
        let (name, among) = (&event.state.name, successors(from, event));
        let quantile = share(word);
        row(
            "successor",
            &format!("{name} of {among}, quantile {quantile}"),
        );
    }
    if let Some([hour, _]) = step.gate_words {
        let hours = event.state.hours.map_or("", crate::calendar::Hours::name);
        let quantile = share(hour);
        row(
            "hours",
            &format!("{hours}: ready {ready}, hour at quantile {quantile}"),
        );
    }
    if let Some(source) = &from.source {
        row("source", &look.dim(source));
    }
}

/// Names the address of a state's luck.
fn draw(state: &State, visit: u32) -> String {
    match state.address.slot() {
        Some(slot) if visit == 0 => format!("word {slot} of the dwell stream"),
        Some(slot) => format!(
            "word {} of the dwell stream (slot {slot}, visit {visit})",
            state.address.word(visit)
        ),
        None => format!(
            "word {} of the dwell stream (a state of the user's)",
            state.address.word(visit)
        ),
    }
}

/// Returns the chance of the state that came.
fn successors(from: &State, event: &Explained<'_>) -> String {
    let Next::States { successors, .. } = &from.next else {
        return String::new();
    };
    let total: u64 = successors.iter().map(|(_, weight)| weight).sum();
    let chosen = successors
        .iter()
        .find(|(index, _)| **index == event.scan.state)
        .map_or(0, |(_, weight)| weight);
    format!("{} ({chosen} in {total})", successors.iter().count())
}

/// Returns a word as a share between 0 and 1.
fn share(word: u64) -> String {
    let parts = (u128::from(word) * 10_000) >> 64;
    format!("0.{parts:04}")
}
