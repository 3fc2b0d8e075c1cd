//! `simulate scenarios show`: a scenario as one reads it.

use std::fmt::Write as _;

use serde::Serialize;

use super::outcome::{Outcome, outcome};
use super::{Printing, json};
use crate::cli::failure::Failure;
use crate::cli::style::Look;
use crate::cli::wrap::{hang, pad, wrap};
use crate::cli::{output, world};
use crate::parcel::ServiceLine;
use crate::parcel::time::{DAY, HOUR};
use crate::scenario::{
    DwellOutline, GraphOutline, Library, OrderOutline, Outline, ReportOutline, Share, StateOutline,
};

/// A scenario for machines.
#[derive(Serialize)]
struct Shown<'a> {
    #[serde(flatten)]
    outline: &'a Outline,
    outcome: &'a Outcome,
}

/// Prints a scenario's file.
pub(super) fn source(name: &str) -> Result<(), Failure> {
    match Library::built_in().text(name) {
        Some(text) => output::write(text.as_bytes()),
        None => output::write(world::text(name)?.as_bytes()),
    }
}

/// Prints a scenario.
pub(super) fn show(name: &str, format: Printing, look: Look) -> Result<(), Failure> {
    let scenario = world::scenario(name)?;
    let outline = scenario.outline();
    let outcome = outcome(&scenario);
    match format {
        Printing::Text => output::write(text(&outline, &outcome, look).as_bytes()),
        Printing::Json => output::write(&json(&Shown {
            outline: &outline,
            outcome: &outcome,
        })),
    }
}

fn text(outline: &Outline, outcome: &Outcome, look: Look) -> String {
    let mut page = Page {
        out: String::new(),
        look,
    };
    let id = outline
        .id
        .map(|id| format!(", number {id}"))
        .unwrap_or_default();
    let title = format!(
        "{}  {}\n",
        look.bold(&outline.title),
        look.dim(format!("{}{id}", outline.name))
    );
    page.out.push_str(&title);
    for line in wrap(&outline.summary, look.width) {
        let _ = writeln!(page.out, "{line}");
    }
    page.out.push('\n');
    if let Some(base) = &outline.base {
        page.row(
            "base",
            &format!("{base}: what is not said here is said there"),
        );
    }
    if let Some(line) = outline.line.as_deref().and_then(ServiceLine::from_key) {
        page.row("service", line.name());
    }
    if outline.lines.len() > 1 {
        page.row("met on", &outline.lines.join(", "));
    }
    page.row("outcome", &outcome.sentence());
    if !outline.parts.is_empty() {
        page.row("mix", &shares(&outline.parts));
    }
    order(&mut page, outline);
    for report in &outline.reports {
        page.report(report);
    }
    if let Some((first, lanes)) = outline.graphs.split_first() {
        page.head(
            "States",
            "each with how long it lasts: one of ten is shorter · half · nine of ten",
        );
        for state in &first.states {
            page.state(state);
        }
        for lane in lanes {
            page.lane(lane, first);
        }
    }
    page.out
}

fn order(page: &mut Page, outline: &Outline) {
    let Some(order) = &outline.order else {
        return;
    };
    page.head("Order", "what the buyer is told");
    page.row("to", &shares(&outline.destinations));
    if let Some((from, until)) = outline.promise_days {
        page.row(
            "promise",
            &format!("{from} to {until} days after the order"),
        );
    }
    page.row(
        "label",
        &format!("{} after the order", lasts(&order.handling)),
    );
    page.row(
        "told",
        &match order.tell.p90_seconds {
            0 => "with the label".to_owned(),
            _ => format!("{} after the label", lasts(&order.tell)),
        },
    );
    page.row("number", &number(order));
    if let Some(numbers) = &outline.numbers {
        let origin = shares(&numbers.origin);
        let second = percent(numbers.hand_over_percent);
        page.row(
            "forms",
            &format!("{origin}; {second} get another number at the hand-over, if the local carrier has its own"),
        );
    }
}

/// Says which number the buyer is told.
fn number(order: &OrderOutline) -> String {
    let after = order.number_after.as_ref().map(lasts);
    let valid = order.valid_check_digit_percent.unwrap_or_default();
    match (order.number, after) {
        ("placeholder", Some(after)) => {
            format!("one that only the platform knows, replaced after {after}")
        }
        ("provisional", Some(after)) => format!("one that nobody knows, replaced after {after}"),
        ("invented", _) => format!(
            "one that nobody will ever know; {} have a right check digit",
            percent(valid)
        ),
        ("copied", Some(after)) => format!("another buyer's, who ordered {after} earlier"),
        ("recycled", Some(after)) => {
            format!("the parcel's own, which had an earlier life {after} before")
        }
        ("mistyped", Some(after)) => {
            format!("the parcel's own with a slip, put right after {after}")
        }
        ("mistyped", None) => "the parcel's own with a slip, never put right".to_owned(),
        _ => "the parcel's own".to_owned(),
    }
}

/// What is written so far, and how.
struct Page {
    out: String,
    look: Look,
}

/// How wide the keys are.
const KEY: usize = 10;

impl Page {
    fn head(&mut self, title: &str, about: &str) {
        let _ = writeln!(self.out, "\n{}", self.look.bold(title));
        for line in wrap(about, self.look.width - 2) {
            let line = format!("  {}\n", self.look.dim(line));
            self.out.push_str(&line);
        }
    }

    fn row(&mut self, key: &str, value: &str) {
        let head = format!("  {}", pad(&self.look.dim(key), KEY));
        hang(&mut self.out, &head, value, self.look.width);
    }

    fn report(&mut self, report: &ReportOutline) {
        let delays = [
            ("record", &report.record, "after the scan"),
            ("publish", &report.publish, "after the record"),
            (
                "partner",
                &report.partner,
                "more for another carrier's scan",
            ),
            ("opens", &report.opens, "after the label"),
        ];
        let says_nothing = delays.iter().all(|(_, dwell, _)| dwell.is_none())
            && report.missing.is_empty()
            && report.silent.is_empty();
        if says_nothing {
            return;
        }
        self.head(
            &format!("Report of the {}", plain(report.observer)),
            "what it records and shows",
        );
        for (key, dwell, after) in delays {
            if let Some(dwell) = dwell {
                self.row(key, &format!("{} {after}", lasts(dwell)));
            }
        }
        if !report.missing.is_empty() {
            self.row("missing", &shares(&report.missing));
        }
        for silence in &report.silent {
            let after = silence
                .after
                .map_or("from the beginning".to_owned(), |after| {
                    format!("after {after}")
                });
            let until = silence
                .until
                .map_or("for ever".to_owned(), |until| format!("until {until}"));
            self.row("silent", &format!("{after}, {until}"));
        }
    }

    fn state(&mut self, state: &StateOutline) {
        let what = [state.milestone.as_deref(), state.place.as_deref()];
        let what: Vec<&str> = what.into_iter().flatten().collect();
        let name = format!("  {}", self.look.bold(&state.name));
        let what = self.look.dim(what.join(" at "));
        let head = if what.is_empty() {
            name
        } else {
            format!("{name}  ")
        };
        hang(&mut self.out, &head, &what, self.look.width);
        if let Some(dwell) = &state.dwell {
            self.detail("lasts", &format!("{}: {}", lasts(dwell), dwell.text));
        }
        if !state.reasons.is_empty() {
            self.detail("why", &shares(&state.reasons));
        }
        if !state.next.is_empty() {
            self.detail("then", &shares(&state.next));
        }
        if let Some(fate) = &state.fate {
            self.detail("fate", &plain(fate));
        }
        if let Some(hours) = &state.hours {
            self.detail("hours", &format!("those of {}", plain(hours)));
        }
        if let Some(label) = &state.label {
            self.detail("label", label);
        }
        if let Some(source) = &state.source {
            self.detail("source", source);
        }
    }

    fn detail(&mut self, key: &str, value: &str) {
        let head = format!("    {}", pad(&self.look.dim(key), KEY - 2));
        hang(&mut self.out, &head, value, self.look.width);
    }

    /// Writes what a lane does otherwise than the first graph.
    fn lane(&mut self, lane: &GraphOutline, first: &GraphOutline) {
        let others = lane
            .states
            .iter()
            .filter(|state| !first.states.contains(state));
        self.head(
            &format!("To {}", lane.countries.join(", ")),
            "states that differ",
        );
        for state in others {
            self.state(state);
        }
        let has = |name: &str| lane.states.iter().any(|state| state.name == name);
        let gone: Vec<&str> = first
            .states
            .iter()
            .map(|state| state.name.as_str())
            .filter(|name| !has(name))
            .collect();
        if !gone.is_empty() {
            self.row("without", &gone.join(", "));
        }
    }
}

fn plain(name: &str) -> String {
    name.replace('-', " ")
}

/// Returns three quantiles as one reads them.
fn lasts(dwell: &DwellOutline) -> String {
    let all = [dwell.p10_seconds, dwell.p50_seconds, dwell.p90_seconds];
    let [low, middle, high] = all.map(short);
    if low == high {
        middle
    } else {
        format!("{low} · {middle} · {high}")
    }
}

/// Returns a duration in one unit, with a decimal where it says something.
fn short(seconds: u64) -> String {
    let (day, hour) = (DAY as u64, HOUR as u64);
    let in_unit = |unit: u64, name: &str| {
        let tenths = (seconds * 10 + unit / 2) / unit;
        match tenths % 10 {
            0 => format!("{} {name}", tenths / 10),
            _ if tenths >= 200 => format!("{} {name}", (tenths + 5) / 10),
            tenth => format!("{}.{tenth} {name}", tenths / 10),
        }
    };
    match seconds {
        0 => "at once".to_owned(),
        _ if seconds >= 2 * day => in_unit(day, "d"),
        _ if seconds >= 2 * hour => in_unit(hour, "h"),
        _ if seconds >= 120 => in_unit(60, "min"),
        _ => format!("{seconds} s"),
    }
}

fn shares(shares: &[Share]) -> String {
    let mut shares: Vec<&Share> = shares.iter().collect();
    shares.sort_by(|one, other| other.percent.total_cmp(&one.percent));
    let list: Vec<String> = shares
        .iter()
        .map(|share| format!("{} {}", share.name, percent(share.percent)))
        .collect();
    list.join(", ")
}

/// Returns a percentage with as many digits as matter.
fn percent(percent: f64) -> String {
    let text = if percent >= 1.0 {
        format!("{percent:.1}")
    } else {
        format!("{percent:.2}")
    };
    format!("{}%", text.trim_end_matches('0').trim_end_matches('.'))
}
