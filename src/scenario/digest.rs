//! The digest of a scenario: a number that changes when, and only when, what it says can change what happens.
//!
//! It is taken over the compiled body, so titles, sources, comments, layout, the order of keys and whatever of a base
//! falls away do not count. The text it is taken over is part of the output format and never changes for what exists.

use std::fmt::{self, Write};

use super::model::{
    Body, Choice, Graph, Next, OrderRules, ReportRules, State, StateIndex, Story, Threshold, Told,
};
use crate::calendar::{Disruption, Site};
use crate::parcel::{Country, Milestone, Observer};
use crate::trouble::Trouble;

/// FNV-1a over the bytes written to it.
struct Fnv(u64);

impl Write for Fnv {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        for byte in text.bytes() {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
        Ok(())
    }
}

/// Returns the digest of a body and of the trouble in it.
pub(super) fn digest(body: &Body, trouble: &Trouble) -> u64 {
    let mut hash = Fnv(0xcbf2_9ce4_8422_2325);
    // The hash takes everything: writing to it cannot fail.
    let written = match body {
        Body::Story(story) => write_story(&mut hash, story),
        Body::Mix(parts) => write_choice(&mut hash, "mix", parts, |part| {
            format!("{:016x}", part.digest)
        }),
    };
    let written = written.and_then(|()| {
        if trouble.is_empty() {
            return Ok(());
        }
        writeln!(hash, "trouble {trouble}")
    });
    debug_assert!(written.is_ok(), "a hash takes everything");
    hash.0
}

fn write_story(out: &mut impl Write, story: &Story) -> fmt::Result {
    writeln!(out, "line {}", story.line.key())?;
    write_order(out, &story.order)?;
    write_choice(out, "origin", &story.numbers.origin, |form| {
        form.name().to_owned()
    })?;
    writeln!(out, "hand-over {}", share(story.numbers.hand_over))?;
    for (observer, rules) in Observer::ALL.iter().zip(&story.reports) {
        writeln!(out, "report {observer}")?;
        write_report(out, rules)?;
    }
    writeln!(
        out,
        "network {} {}",
        story.network.daily_parcels, story.network.bag
    )?;
    writeln!(
        out,
        "estimate {} {}",
        share(story.estimate.given),
        share(story.estimate.revised)
    )?;
    for disruption in &story.disruptions {
        let at = match disruption.at {
            Site::Facility(facility) => facility.code(),
            Site::Country(country) => country.code(),
        };
        let Disruption {
            from,
            until,
            clears_in,
            ..
        } = disruption;
        writeln!(out, "disruption {at} {from} {until} {clears_in}")?;
    }
    for graph in &story.graphs {
        write_graph(out, graph)?;
    }
    Country::all()
        .map(|country| (country, story.graph_of[country.index()]))
        .filter(|(_, graph)| *graph > 0)
        .try_for_each(|(country, graph)| writeln!(out, "lane {} {graph}", country.code()))
}

fn write_order(out: &mut impl Write, order: &OrderRules) -> fmt::Result {
    write_choice(out, "destinations", &order.destinations, |country| {
        country.code().to_owned()
    })?;
    writeln!(out, "handling {}", order.handling)?;
    writeln!(out, "tell {}", order.tell)?;
    writeln!(
        out,
        "promise {} {}",
        order.promise_days.0, order.promise_days.1
    )?;
    match &order.told {
        Told::Real => writeln!(out, "real"),
        Told::Placeholder { replaced_after } => writeln!(out, "placeholder {replaced_after}"),
        Told::Provisional { replaced_after } => writeln!(out, "provisional {replaced_after}"),
        Told::Invented { valid_check_digit } => {
            writeln!(out, "invented {}", share(*valid_check_digit))
        }
        Told::Copied { ordered_before } => writeln!(out, "copied {ordered_before}"),
        Told::Recycled { earlier_life } => writeln!(out, "recycled {earlier_life}"),
        Told::Changing { told_after } => writeln!(out, "changing {told_after}"),
        Told::Several { parcels, later } => writeln!(out, "several {parcels} {later}"),
        Told::Mistyped {
            corrected_after: Some(after),
        } => writeln!(out, "mistyped {after}"),
        Told::Mistyped {
            corrected_after: None,
        } => writeln!(out, "mistyped for ever"),
    }
}

fn write_report(out: &mut impl Write, rules: &ReportRules) -> fmt::Result {
    let dwells = [
        ("record", &rules.record),
        ("publish", &rules.publish),
        ("partner", &rules.partner),
        ("opens", &rules.opens),
    ];
    for (key, dwell) in dwells {
        dwell
            .iter()
            .try_for_each(|dwell| writeln!(out, "{key} {dwell}"))?;
    }
    for (milestone, threshold) in Milestone::ALL.iter().zip(&rules.missing) {
        if *threshold != Threshold::default() {
            writeln!(out, "missing {milestone} {}", share(*threshold))?;
        }
    }
    rules.silent.iter().try_for_each(|silence| {
        writeln!(
            out,
            "silent {} {}",
            silence.after.map_or("the beginning", Milestone::name),
            silence.until.map_or("for ever", Milestone::name)
        )
    })
}

fn write_graph(out: &mut impl Write, graph: &Graph) -> fmt::Result {
    let name = |index: &StateIndex| graph.states[usize::from(index.0)].name.to_string();
    writeln!(out, "graph {}", name(&graph.start))?;
    for state in &graph.states {
        write_state(out, state)?;
        match &state.next {
            Next::End(fate) => writeln!(out, "fate {fate}")?,
            Next::States { successors, .. } => write_choice(out, "next", successors, name)?,
        }
    }
    Ok(())
}

fn write_state(out: &mut impl Write, state: &State) -> fmt::Result {
    writeln!(out, "state {}", state.name)?;
    if let Some(milestone) = state.milestone {
        writeln!(out, "milestone {milestone}")?;
    }
    if state.milestone.is_some() || state.hours.is_some() {
        writeln!(out, "place {}", state.place)?;
    }
    if let Some(hours) = state.hours {
        writeln!(out, "hours {hours}")?;
    }
    if let Some(every) = state.departures {
        writeln!(out, "departures {every}")?;
    }
    if let Some(reasons) = &state.reasons {
        write_choice(out, "reasons", reasons, |reason| reason.name().to_owned())?;
    }
    if let Some(label) = &state.label {
        writeln!(out, "label {label}")?;
    }
    writeln!(out, "dwell {}", state.dwell)
}

/// Writes a choice with its weights in lowest terms, as only their ratios count.
fn write_choice<T>(
    out: &mut impl Write,
    key: &str,
    choice: &Choice<T>,
    name: impl Fn(&T) -> String,
) -> fmt::Result {
    let divisor = choice
        .iter()
        .fold(0, |divisor, (_, weight)| {
            greatest_common_divisor(divisor, weight)
        })
        .max(1);
    writeln!(out, "{key}")?;
    choice
        .iter()
        .try_for_each(|(value, weight)| writeln!(out, "  {} {}", name(value), weight / divisor))
}

fn greatest_common_divisor(one: u64, other: u64) -> u64 {
    if other == 0 {
        one
    } else {
        greatest_common_divisor(other, one % other)
    }
}

/// Returns a probability exactly: its threshold on a 64-bit word.
fn share(threshold: Threshold) -> String {
    format!("{:016x}", threshold.word())
}
