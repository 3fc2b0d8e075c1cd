//! Reads what the buyer is told, which numbers a parcel gets, and what observers show.
//!
//! As in [`read`](super::read), only contradictions between keys are reported here.

use super::node::{Entry, Item, Path, get};
use super::problems::Problems;
use super::read::{field, named, probability, spread_field, text_field, weight, weights};
use super::scalar::date;
use super::spread::spread;
use super::{Field, NumbersTable, OrderTable, ReportTable, SilentTable, ToldTable};
use crate::parcel::time::DAY;
use crate::parcel::{Country, Milestone};
use crate::scenario::duration;
use crate::scenario::model::OriginForm;

/// Reads `[order]`.
pub(super) fn order(entry: &Entry, problems: &mut Problems) -> OrderTable {
    let path = Path::ROOT.at("order");
    let entries = entry.item.table().unwrap_or_default();
    OrderTable {
        span: entry.key_span,
        day: field(entries, "day", |item| item.text().and_then(date)),
        destinations: weights(entries, "destinations", Country::from_code),
        handling: spread_field(entries, "handling", &path, problems),
        tell: spread_field(entries, "tell", &path, problems),
        promise_days: field(entries, "promise", |item| promise(item, problems)),
        number: field(entries, "number", |item| told(item, &path, problems)),
        source: text_field(entries, "source"),
    }
}

fn promise(item: &Item, problems: &mut Problems) -> Option<(u16, u16)> {
    let entries = item.table()?;
    let from = days(item, entries, "from", problems);
    let until = days(item, entries, "until", problems);
    let (from, until) = (from?, until?);
    if from > until {
        let message = format!("`from` > `until` in `order.promise`: {from}d > {until}d");
        problems.error(
            item.span,
            message,
            "out of order",
            "state an `until` that is at least the `from`",
        );
        return None;
    }
    Some((from, until))
}

fn days(item: &Item, entries: &[Entry], key: &str, problems: &mut Problems) -> Option<u16> {
    let Some(entry) = get(entries, key) else {
        let message = format!("`order.promise` has no `{key}`");
        problems.absent(
            item.span,
            message,
            format!("add `{key} = \"20d\"` or the like"),
        );
        return None;
    };
    let seconds = i64::from(duration::parse(entry.item.text()?).ok()?);
    if seconds % DAY != 0 {
        let message = format!("`order.promise.{key}` is not a whole number of days");
        problems.error(
            entry.item.span,
            message,
            "parts of a day",
            "promise whole days, such as `15d`",
        );
        return None;
    }
    u16::try_from(seconds / DAY).ok()
}

fn told(item: &Item, parent: &Path<'_>, problems: &mut Problems) -> Option<ToldTable> {
    if let Some(name) = item.text() {
        return (name == "real").then_some(ToldTable::Real);
    }
    let [entry] = item.table()? else { return None };
    let number = parent.at("number");
    let path = number.at(&entry.key);
    let entries = entry.item.table()?;
    let mut needed = |key: &str| {
        if let Some(entry) = get(entries, key) {
            return spread(&entry.item, &path.at(key), problems);
        }
        let help = format!("add `{key} = \"2d\"` or another distribution");
        problems.absent(entry.item.span, format!("`{path}` has no `{key}`"), help);
        None
    };
    match entry.key.as_str() {
        "placeholder" => needed("replaced-after").map(ToldTable::Placeholder),
        "provisional" => needed("replaced-after").map(ToldTable::Provisional),
        "copied" => needed("ordered-before").map(ToldTable::Copied),
        "recycled" => needed("earlier-life").map(ToldTable::Recycled),
        "changing" => needed("told-after").map(ToldTable::Changing),
        "several" => {
            let later = needed("later");
            let parcels = get(entries, "parcels").and_then(|entry| weight(&entry.item));
            let Some(parcels @ 2..=4) = parcels else {
                let help = "add `parcels = 3`, or another number from 2 to 4";
                problems.absent(
                    entry.item.span,
                    format!("`{path}` has no `parcels` from 2 to 4"),
                    help,
                );
                return None;
            };
            later.map(|later| ToldTable::Several(parcels as u8, later))
        }
        "invented" => match field(entries, "valid-check-digit", probability) {
            Field::Given(given) => Some(ToldTable::Invented(given.value)),
            Field::Broken(_) => None,
            Field::Absent => {
                let help = "add `valid-check-digit = 0.5` or another probability";
                problems.absent(
                    entry.item.span,
                    format!("`{path}` has no `valid-check-digit`"),
                    help,
                );
                None
            }
        },
        "mistyped" => match get(entries, "corrected-after") {
            None => Some(ToldTable::Mistyped(None)),
            Some(_) => needed("corrected-after").map(|spread| ToldTable::Mistyped(Some(spread))),
        },
        _ => None,
    }
}

/// Reads `[numbers]`.
pub(super) fn numbers(entry: &Entry) -> NumbersTable {
    let entries = entry.item.table().unwrap_or_default();
    NumbersTable {
        span: entry.key_span,
        origin: weights(entries, "origin", OriginForm::from_name),
        hand_over: field(entries, "hand-over", probability),
        source: text_field(entries, "source"),
    }
}

/// Reads `[report.OBSERVER]`.
pub(super) fn report(entries: &[Entry], path: &Path<'_>, problems: &mut Problems) -> ReportTable {
    ReportTable {
        record: spread_field(entries, "record", path, problems),
        publish: spread_field(entries, "publish", path, problems),
        partner: spread_field(entries, "partner", path, problems),
        opens: spread_field(entries, "opens", path, problems),
        missing: field(entries, "missing", missing),
        silent: field(entries, "silent", |item| silent(item, path, problems)),
        source: text_field(entries, "source"),
    }
}

fn missing(item: &Item) -> Option<Vec<(Milestone, f64)>> {
    let mut missing = Vec::new();
    for entry in item.table()? {
        missing.push((Milestone::from_name(&entry.key)?, probability(&entry.item)?));
    }
    missing.sort_by_key(|(milestone, _)| *milestone);
    Some(missing)
}

fn silent(item: &Item, path: &Path<'_>, problems: &mut Problems) -> Option<Vec<SilentTable>> {
    let mut silent = Vec::new();
    let mut is_whole = true;
    for item in item.list()? {
        let entries = item.table()?;
        let after = named(entries, "after", Milestone::from_name);
        let until = named(entries, "until", Milestone::from_name);
        is_whole &= !after.is_broken() && !until.is_broken();
        let (after, until) = (after.given().copied(), until.given().copied());
        if let (Some(milestone), true) = (after, after == until) {
            let message = format!("`{path}.silent` lasts from `{milestone}` until `{milestone}`");
            let help = "name a later milestone in `until`, or leave it out for ever";
            problems.error(item.span, message, "the same milestone twice", help);
            is_whole = false;
        }
        silent.push((after, until));
    }
    // Neither the order nor a repetition of stretches says anything.
    silent.sort_unstable();
    silent.dedup();
    is_whole.then_some(silent)
}
