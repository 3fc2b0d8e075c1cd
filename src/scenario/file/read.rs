//! Reads the tree of a file into what its keys say.
//!
//! The tree has been checked against the declared forms before; what does not convert here was reported there.

use super::causes::{disruptions, estimate, network, whole_duration};
use super::check::check_table;
use super::keys;
use super::names::LANE_CLASSES;
use super::node::{self, Entry, Item, Node, Path, get};
use super::problems::Problems;
use super::rules::{numbers, order, report};
use super::spread::spread;
use super::{Field, Given, LaneTable, ScenarioFile, StateTable, Successor, Weights};
use crate::calendar::Hours;
use crate::parcel::{
    Country, Fate, Habit, LaneClass, Milestone, Observer, PlaceRole, Reason, ServiceLine,
};

use crate::scenario::dwell::Spread;
use crate::trouble::Dose;

/// The most states of a file.
const MOST_STATES: usize = 2_000;
/// The most `[[lane]]` tables of a file: each may need a graph of its own.
const MOST_LANES: usize = 64;

/// Reads a file; everything that is wrong with its single keys is reported.
pub(in crate::scenario) fn read(text: &str, problems: &mut Problems) -> ScenarioFile {
    let root = node::parse(text, problems);
    check_table(&keys::FILE, &root, &Path::ROOT, problems);
    let mut file = ScenarioFile {
        id: field(&root, "id", |item| {
            weight_or_zero(item).and_then(|id| u8::try_from(id).ok())
        }),
        title: text_field(&root, "title"),
        summary: text_field(&root, "summary"),
        base: text_field(&root, "base"),
        line: named(&root, "line", ServiceLine::from_key),
        lines: field(&root, "lines", lines),
        start: text_field(&root, "start"),
        source: text_field(&root, "source"),
        mix: field(&root, "mix", mix),
        trouble: field(&root, "trouble", trouble),
        ..ScenarioFile::default()
    };
    if let Some(entry) = get(&root, "order") {
        file.order = order(entry, problems);
    }
    if let Some(entry) = get(&root, "numbers") {
        file.numbers = numbers(entry);
    }
    if let Some(entries) = table(&root, "network") {
        file.network = network(entries);
    }
    if let Some(entries) = table(&root, "estimate") {
        file.estimate = estimate(entries);
    }
    file.disruptions = disruptions(&root, problems);
    for entry in table(&root, "report").unwrap_or_default() {
        if let (Some(observer), Some(entries)) =
            (Observer::from_name(&entry.key), entry.item.table())
        {
            let path = Path::ROOT.at("report");
            file.reports[observer.index()] = report(entries, &path.at(&entry.key), problems);
        }
    }
    file.states = states(
        table(&root, "state").unwrap_or_default(),
        &Path::ROOT,
        problems,
    );
    file.lanes = lanes(&root, problems);
    file
}

fn trouble(item: &Item) -> Option<Vec<Dose>> {
    item.list()?
        .iter()
        .map(|item| item.text()?.parse().ok())
        .collect()
}

/// Returns service lines in their own order: the file's order says nothing.
fn lines(item: &Item) -> Option<Vec<ServiceLine>> {
    let mut lines = Vec::new();
    for item in item.list()? {
        lines.push(ServiceLine::from_key(item.text()?)?);
    }
    lines.sort_unstable();
    lines.dedup();
    (!lines.is_empty()).then_some(lines)
}

fn states(entries: &[Entry], parent: &Path<'_>, problems: &mut Problems) -> Vec<StateTable> {
    if let Some(entry) = entries.get(MOST_STATES) {
        let message = format!(
            "the file has {} states, more than {MOST_STATES}",
            entries.len()
        );
        problems.error(entry.key_span, message, "one too many", "leave some out");
    }
    let path = parent.at("state");
    let state = |entry: &Entry| state(entry, &path, problems);
    entries.iter().take(MOST_STATES).map(state).collect()
}

fn state(entry: &Entry, parent: &Path<'_>, problems: &mut Problems) -> StateTable {
    let path = parent.at(&entry.key);
    let entries = entry.item.table().unwrap_or_default();
    StateTable {
        name: entry.key.clone(),
        span: entry.key_span,
        milestone: named(entries, "milestone", Milestone::from_name),
        place: named(entries, "place", PlaceRole::from_name),
        hours: named(entries, "hours", Hours::from_name),
        dwell: spread_field(entries, "dwell", &path, problems),
        reasons: weights(entries, "reasons", Reason::from_name),
        next: field(entries, "next", successors),
        habits: field(entries, "habits", habits),
        unclaimed: text_field(entries, "unclaimed"),
        departures: field(entries, "departures", whole_duration),
        fate: named(entries, "fate", Fate::from_name),
        label: text_field(entries, "label"),
        source: text_field(entries, "source"),
    }
}

/// Returns a country's habits in their own order: the file's order says nothing.
fn habits(item: &Item) -> Option<Vec<Habit>> {
    let mut habits = Vec::new();
    for item in item.list()? {
        habits.push(Habit::from_name(item.text()?)?);
    }
    habits.sort_unstable();
    habits.dedup();
    Some(habits)
}

fn successors(item: &Item) -> Option<Vec<Successor>> {
    let successor = |entry: &Entry| Successor {
        name: entry.key.clone(),
        span: entry.key_span,
        weight: weight(&entry.item),
    };
    item.table()
        .filter(|entries| !entries.is_empty())
        .map(|entries| entries.iter().map(successor).collect())
}

fn lanes(root: &[Entry], problems: &mut Problems) -> Vec<LaneTable> {
    let Some(entry) = get(root, "lane") else {
        return Vec::new();
    };
    let items = entry.item.list().unwrap_or_default();
    if let Some(item) = items.get(MOST_LANES) {
        let message = format!(
            "the file has {} `[[lane]]` tables, more than {MOST_LANES}",
            items.len()
        );
        problems.error(
            item.span,
            message,
            "one too many",
            "put countries that are alike into one",
        );
    }
    let path = Path::ROOT.at("lane");
    let lane = |item: &Item| {
        let entries = item.table().unwrap_or_default();
        if item.table().is_some() && get(entries, "to").is_none() {
            let help = "name the countries, such as `to = [\"GB\", \"FR\"]`, or a class, `to = [\"remote\"]`";
            problems.absent(item.span, "a `[[lane]]` has no `to`", help);
        }
        LaneTable {
            span: item.span,
            to: field(entries, "to", countries),
            is_class: get(entries, "to").is_some_and(|to| names_class(&to.item)),
            states: states(table(entries, "state").unwrap_or_default(), &path, problems),
            source: text_field(entries, "source"),
        }
    };
    items.iter().take(MOST_LANES).map(lane).collect()
}

fn names_class(to: &Item) -> bool {
    let items = to.list().unwrap_or_default();
    items
        .iter()
        .any(|item| item.text().is_some_and(|text| LANE_CLASSES.contains(&text)))
}

fn countries(item: &Item) -> Option<Vec<Country>> {
    let mut countries = Vec::new();
    for item in item.list()? {
        match item.text()? {
            "major" => countries
                .extend(Country::all().filter(|country| country.lane() == LaneClass::Major)),
            "remote" => countries
                .extend(Country::all().filter(|country| country.lane() == LaneClass::Remote)),
            code => countries.push(Country::from_code(code)?),
        }
    }
    debug_assert_eq!(LANE_CLASSES.len(), 2, "both classes are read");
    countries.sort_unstable();
    countries.dedup();
    Some(countries)
}

fn mix(item: &Item) -> Option<Vec<(Given<String>, u32)>> {
    let part = |entry: &Entry| {
        let name = Given {
            span: entry.key_span,
            value: entry.key.clone(),
        };
        weight(&entry.item).map(|weight| (name, weight))
    };
    // A part with a broken weight was reported; the names of the others are still worth checking.
    item.table()
        .map(|entries| entries.iter().filter_map(part).collect())
}

/// Returns what a key says, by way of a conversion.
pub(super) fn field<T>(
    entries: &[Entry],
    key: &str,
    convert: impl FnOnce(&Item) -> Option<T>,
) -> Field<T> {
    match get(entries, key) {
        None => Field::Absent,
        Some(entry) => match convert(&entry.item) {
            Some(value) => Field::Given(Given {
                span: entry.key_span,
                value,
            }),
            None => Field::Broken(entry.key_span),
        },
    }
}

/// Returns the entries of a table.
pub(super) fn table<'a>(entries: &'a [Entry], key: &str) -> Option<&'a [Entry]> {
    get(entries, key).and_then(|entry| entry.item.table())
}

/// Returns the text of a key.
pub(super) fn text_field(entries: &[Entry], key: &str) -> Field<String> {
    let text = |item: &Item| {
        item.text()
            .map(str::trim)
            .filter(|text| !text.is_empty())
            .map(str::to_owned)
    };
    field(entries, key, text)
}

/// Returns the distribution of a key.
pub(super) fn spread_field(
    entries: &[Entry],
    key: &str,
    path: &Path<'_>,
    problems: &mut Problems,
) -> Field<Spread> {
    field(entries, key, |item| spread(item, &path.at(key), problems))
}

/// Returns the value of a closed vocabulary that a key names.
pub(super) fn named<T>(
    entries: &[Entry],
    key: &str,
    from_name: impl Fn(&str) -> Option<T>,
) -> Field<T> {
    field(entries, key, |item| item.text().and_then(from_name))
}

/// Returns the weights of a closed vocabulary, in its order: the file's order says nothing.
pub(super) fn weights<T: Ord>(
    entries: &[Entry],
    key: &str,
    from_name: impl Fn(&str) -> Option<T>,
) -> Field<Weights<T>> {
    field(entries, key, |item| {
        let mut weights = Vec::new();
        for entry in item.table()? {
            weights.push((from_name(&entry.key)?, weight(&entry.item)?));
        }
        weights.sort_by(|one, other| one.0.cmp(&other.0));
        (!weights.is_empty()).then_some(weights)
    })
}

/// Returns a positive weight.
pub(super) fn weight(item: &Item) -> Option<u32> {
    weight_or_zero(item).filter(|weight| *weight > 0)
}

fn weight_or_zero(item: &Item) -> Option<u32> {
    if let Node::Whole(number) = item.node {
        u32::try_from(number).ok()
    } else {
        None
    }
}

/// Returns a probability.
pub(super) fn probability(item: &Item) -> Option<f64> {
    item.number().filter(|number| (0.0..=1.0).contains(number))
}
