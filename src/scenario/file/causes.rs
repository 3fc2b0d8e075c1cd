//! Reads what many parcels share: how many travel together, and the closures they meet.

use super::node::{Entry, Item, get};
use super::problems::Problems;
use super::read::{field, probability, text_field, weight};
use super::scalar::date;
use super::{DisruptionTable, EstimateTable, Field, NetworkTable};
use crate::scenario::duration;

/// Reads `[network]`.
pub(super) fn network(entries: &[Entry]) -> NetworkTable {
    NetworkTable {
        daily_parcels: field(entries, "daily-parcels", weight),
        bag: field(entries, "bag", weight),
        source: text_field(entries, "source"),
    }
}

/// Reads `[estimate]`.
pub(super) fn estimate(entries: &[Entry]) -> EstimateTable {
    EstimateTable {
        given: field(entries, "given", probability),
        revised: field(entries, "revised", probability),
        source: text_field(entries, "source"),
    }
}

/// Reads the `[[disruption]]` tables.
pub(super) fn disruptions(root: &[Entry], problems: &mut Problems) -> Field<Vec<DisruptionTable>> {
    field(root, "disruption", |item| {
        let items = item.list()?.iter();
        items.map(|item| disruption(item, problems)).collect()
    })
}

fn disruption(item: &Item, problems: &mut Problems) -> Option<DisruptionTable> {
    let entries = item.table()?;
    for key in ["at", "from", "until"] {
        if get(entries, key).is_none() {
            let message = format!("a `[[disruption]]` has no `{key}`");
            problems.absent(
                item.span,
                message,
                "say where it is, from which day and until which",
            );
        }
    }
    let text = |key| get(entries, key).and_then(|entry| entry.item.text());
    let (from, until) = (date(text("from")?)?, date(text("until")?)?);
    if from >= until {
        let message = format!("the disruption from {from} ends on {until}, before it begins");
        problems.error(
            item.span,
            message,
            "no day long",
            "let `until` be the first day after it",
        );
        return None;
    }
    let clears_in = match text("clears-in") {
        Some(text) => duration::parse(text).ok()?,
        None => 0,
    };
    let at = text("at")?.to_owned();
    Some(DisruptionTable {
        at,
        from,
        until,
        clears_in,
    })
}

/// Returns a duration of at least a second.
pub(super) fn whole_duration(item: &Item) -> Option<u32> {
    duration::parse(item.text()?)
        .ok()
        .filter(|seconds| *seconds > 0)
}
