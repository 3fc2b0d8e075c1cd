//! Checks every value against the form that its key declares.
//!
//! Whatever passes here has the right type, a known name and a number in its range; what it means is checked by who
//! reads it. One wrong value never keeps another from being checked.

use super::families::FAMILIES;
use super::keys::{Form, Key, Keys, Names};
use super::node::{Entry, Item, Node, Path, get};
use super::problems::{Problems, mend};
use crate::scenario::diagnostic::Span;
use crate::scenario::duration;

/// The key of a mixture part's share.
const WEIGHT: &str = "weight";
/// How deep distributions may stand in each other.
const DEEPEST_DISTRIBUTION: u32 = 8;

/// Keys that people try, and what to write instead.
const MEANT: &[(&str, &str)] = &[
    (
        "sigma",
        "state `median` and `p90`, as sources do; p90 is the median times e to the power of 1.2816 sigma",
    ),
    (
        "mu",
        "state `median` and `p90`, as sources do; the median is e to the power of mu",
    ),
    ("shape", "state `median` and `p90`, as sources do"),
    ("scale", "state `median` and `p90`, as sources do"),
    ("rate", "state `mean` or `median`"),
    ("lambda", "state `mean` or `median`"),
    ("p50", "call it `median`"),
    ("extends", "call it `base`"),
    ("inherits", "call it `base`"),
    (
        "name",
        "call it `title`; a scenario's name is the name of its file",
    ),
    ("description", "call it `summary`"),
    ("states", "write one table a state, `[state.NAME]`"),
    ("lanes", "write `[[lane]]`"),
    ("reports", "write `[report.OBSERVER]`"),
    ("probability", "state a whole-number `weight`"),
];

/// Checks a value.
pub(in crate::scenario) fn check(
    form: Form,
    item: &Item,
    path: &Path<'_>,
    problems: &mut Problems,
) {
    Checker { problems, depth: 0 }.value(form, item, path);
}

/// Checks the keys and values of a table.
pub(in crate::scenario) fn check_table(
    keys: &Keys,
    entries: &[Entry],
    path: &Path<'_>,
    problems: &mut Problems,
) {
    Checker { problems, depth: 0 }.table(keys.keys, entries, path);
}

struct Checker<'p> {
    problems: &'p mut Problems,
    depth: u32,
}

impl Checker<'_> {
    fn value(&mut self, form: Form, item: &Item, path: &Path<'_>) {
        match form {
            Form::Text => self.text(item, path),
            Form::Kebab => self.kebab(item, path),
            Form::Whole(largest) => self.whole(item, (0, largest), path),
            Form::Weight => self.whole(item, (1, u32::MAX), path),
            Form::Probability => self.probability(item, path),
            Form::Duration => self.duration(item, path),
            Form::Distribution => self.distribution(item, path),
            Form::Part => self.part(item, path),
            Form::Quantiles => self.quantiles(item, path),
            Form::Name(names) => self.name(names, item, path),
            Form::Table(keys) => {
                if let Some(entries) = self.entries(item, path) {
                    self.table(keys.keys, entries, path);
                }
            }
            Form::One(keys) => {
                if let Some(entries) = self.entries(item, path) {
                    self.one(keys, entries, (item.span, path), "");
                }
            }
            Form::NameOrOne(names, _) if item.text().is_some() => self.name(names, item, path),
            Form::NameOrOne(_, keys) => self.value(Form::One(keys), item, path),
            Form::Map(names, form) => self.map(names, *form, item, path),
            Form::List(form) => self.list(*form, item, path),
        }
    }

    fn table(&mut self, keys: &[Key], entries: &[Entry], path: &Path<'_>) {
        for entry in entries {
            match keys.iter().find(|key| key.name == entry.key) {
                Some(key) => self.value(key.form, &entry.item, &path.at(&entry.key)),
                None => self.unknown(keys, entry, path),
            }
        }
    }

    fn unknown(&mut self, keys: &[Key], entry: &Entry, path: &Path<'_>) {
        let key = &entry.key;
        let names = keys.iter().map(|key| key.name);
        let mut help = match MEANT.iter().find(|(word, _)| word == key) {
            Some((_, help)) => (*help).to_owned(),
            None => mend(key, names),
        };
        if path.key() == "numbers" || path.key() == "order" {
            help.push_str("; a table ends where the next one begins");
        }
        let message = format!("unknown key `{key}` in {}", path.table());
        self.problems
            .error(entry.key_span, message, "no such key here", help);
    }

    /// Checks a table that has exactly one of some keys, besides one that is checked elsewhere.
    fn one(&mut self, keys: &Keys, entries: &[Entry], place: (Span, &Path<'_>), besides: &str) {
        let (span, path) = place;
        let find = |entry: &Entry| keys.keys.iter().find(|key| key.name == entry.key);
        let mut known = Vec::new();
        let mut others = 0;
        for entry in entries.iter().filter(|entry| entry.key != besides) {
            if let Some(key) = find(entry) {
                known.push(entry);
                self.value(key.form, &entry.item, &path.at(&entry.key));
            } else {
                others += 1;
                self.unknown(keys.keys, entry, path);
            }
        }
        match known.as_slice() {
            [] if others == 0 => {
                let listed = keys
                    .keys
                    .iter()
                    .map(|key| format!("`{}`", key.name))
                    .collect::<Vec<_>>();
                let message = format!("{} is empty", path.table());
                let help = format!("write one of {}", listed.join(", "));
                self.problems.error(span, message, "nothing in it", help);
            }
            [first, second, ..] => {
                let message = format!(
                    "{} says two things at once: `{}` and `{}`",
                    path.table(),
                    first.key,
                    second.key
                );
                self.problems.error(
                    second.key_span,
                    message,
                    "one too many",
                    "keep one of the two",
                );
            }
            _ => {}
        }
    }

    fn map(&mut self, names: Names, form: Form, item: &Item, path: &Path<'_>) {
        let Some(entries) = self.entries(item, path) else {
            return;
        };
        if entries.is_empty() {
            let message = format!("{} is empty", path.table());
            let help = format!("name at least one {}, or remove the key", names.kind());
            self.problems
                .error(item.span, message, "nothing in it", help);
        }
        for entry in entries {
            self.known_name(names, &entry.key, entry.key_span, path);
            self.value(form, &entry.item, &path.at(&entry.key));
        }
    }

    fn list(&mut self, form: Form, item: &Item, path: &Path<'_>) {
        let Some(items) = item.list() else {
            return self.wrong_type(item, path, "a list", "write it in square brackets");
        };
        if items.is_empty() {
            let message = format!("{} is empty", path.table());
            self.problems.error(
                item.span,
                message,
                "nothing in it",
                "give it an entry, or remove the key",
            );
        }
        for item in items {
            self.value(form, item, path);
        }
    }

    fn distribution(&mut self, item: &Item, path: &Path<'_>) {
        if item.text().is_some() {
            return self.duration(item, path);
        }
        if self.too_deep(item) {
            return;
        }
        if item.table().is_none() {
            let help = "write a duration such as `\"3h\"`, or a distribution such as `{ log-normal = { median = \"9h\", p90 = \"30h\" } }`";
            return self.wrong_type(item, path, "a duration or a distribution", help);
        }
        self.depth += 1;
        self.value(Form::One(&FAMILIES), item, path);
        self.depth -= 1;
    }

    fn quantiles(&mut self, item: &Item, path: &Path<'_>) {
        for entry in self.entries(item, path).unwrap_or_default() {
            self.duration(&entry.item, &path.at(&entry.key));
            if percent(&entry.key).is_none() {
                let message = format!("unknown key `{}` in {}", entry.key, path.table());
                self.problems.error(
                    entry.key_span,
                    message,
                    "no quantile",
                    "write `p0` to `p100`, such as `p50`",
                );
            }
        }
    }

    fn part(&mut self, item: &Item, path: &Path<'_>) {
        let Some(entries) = self.entries(item, path) else {
            return;
        };
        if self.too_deep(item) {
            return;
        }
        let weight = get(entries, WEIGHT);
        match weight {
            Some(weight) => self.value(Form::Weight, &weight.item, &path.at(WEIGHT)),
            None => {
                let message = format!("a part of {} has no `weight`", path.table());
                self.problems.absent(
                    item.span,
                    message,
                    "add its share as a whole number, such as `weight = 7`",
                );
            }
        }
        self.depth += 1;
        self.one(&FAMILIES, entries, (item.span, path), WEIGHT);
        self.depth -= 1;
    }

    fn too_deep(&mut self, item: &Item) -> bool {
        let too_deep = self.depth >= DEEPEST_DISTRIBUTION;
        if too_deep {
            let message =
                format!("distributions stand more than {DEEPEST_DISTRIBUTION} deep in each other");
            self.problems.error(
                item.span,
                message,
                "too deep",
                "flatten it: state one mixture, or `quantiles`",
            );
        }
        too_deep
    }

    fn duration(&mut self, item: &Item, path: &Path<'_>) {
        let Some(text) = item.text() else {
            let help = match item.number() {
                Some(number) => format!("write text with a unit, such as `\"{number}h\"`"),
                None => "write text with a unit, such as `\"2d 6h\"`".to_owned(),
            };
            return self.wrong_type(item, path, "a duration", &help);
        };
        if let Err(error) = duration::parse(text) {
            let message = format!("the duration `{}` of `{path}` {}", shown(text), error.wrong);
            self.problems
                .error(item.span, message, "no duration", error.mend);
        }
    }

    fn probability(&mut self, item: &Item, path: &Path<'_>) {
        match item.number() {
            Some(number) if (0.0..=1.0).contains(&number) => {}
            Some(number) => {
                let help = if (1.0..=100.0).contains(&number) {
                    format!("write `{}` if {number} percent is meant", number / 100.0)
                } else {
                    "write a number from 0 to 1".to_owned()
                };
                let message =
                    format!("the probability `{path}` is {number}, which is not from 0 to 1");
                self.problems
                    .error(item.span, message, "out of range", help);
            }
            None => self.wrong_type(
                item,
                path,
                "a number from 0 to 1",
                "write a number without quotes, such as `0.15`",
            ),
        }
    }

    fn whole(&mut self, item: &Item, range: (u32, u32), path: &Path<'_>) {
        let (least, largest) = range;
        match item.node {
            Node::Whole(number) if (i128::from(least)..=i128::from(largest)).contains(&number) => {}
            Node::Whole(number) => {
                let help = match number {
                    0 => "remove the entry, or give it a weight of at least 1".to_owned(),
                    _ => format!("write a whole number from {least} to {largest}"),
                };
                let message =
                    format!("`{path}` is {number}, which is not from {least} to {largest}");
                self.problems
                    .error(item.span, message, "out of range", help);
            }
            _ => {
                let help = "write a whole number without quotes; weights are shares of their sum, such as 85 and 15";
                self.wrong_type(item, path, "a whole number", help);
            }
        }
    }

    fn name(&mut self, names: Names, item: &Item, path: &Path<'_>) {
        match item.text() {
            Some(text) => self.known_name(names, text, item.span, path),
            None => {
                let help = format!("write the name of a {} in double quotes", names.kind());
                self.wrong_type(item, path, "text", &help);
            }
        }
    }

    fn known_name(&mut self, names: Names, name: &str, span: Span, path: &Path<'_>) {
        let Some(list) = names.list() else {
            return self.kebab_name(name, span, path);
        };
        if !list.contains(&name) {
            let message = format!("`{}` in `{path}` is no {}", shown(name), names.kind());
            self.problems.error(
                span,
                message,
                format!("unknown {}", names.kind()),
                mend(name, list.iter().copied()),
            );
        }
    }

    fn kebab(&mut self, item: &Item, path: &Path<'_>) {
        match item.text() {
            Some(text) => self.kebab_name(text, item.span, path),
            None => self.wrong_type(item, path, "text", "write it in double quotes"),
        }
    }

    fn kebab_name(&mut self, name: &str, span: Span, path: &Path<'_>) {
        let is_kebab = name.split('-').all(|word| {
            !word.is_empty()
                && word
                    .bytes()
                    .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
        });
        if !is_kebab || name.len() > 64 {
            let message = format!(
                "the name `{}` in {} is not kebab-case",
                shown(name),
                path.table()
            );
            let help =
                "write at most 64 small letters and digits, with single hyphens between words";
            self.problems.error(span, message, "not kebab-case", help);
        }
    }

    fn text(&mut self, item: &Item, path: &Path<'_>) {
        match item.text() {
            Some(text) if text.trim().is_empty() => {
                let message = format!("`{path}` is empty");
                self.problems.error(
                    item.span,
                    message,
                    "nothing in it",
                    "say it in a few words, or remove the key",
                );
            }
            Some(_) => {}
            None => self.wrong_type(item, path, "text", "write it in double quotes"),
        }
    }

    fn entries<'i>(&mut self, item: &'i Item, path: &Path<'_>) -> Option<&'i [Entry]> {
        let entries = item.table();
        if entries.is_none() {
            self.wrong_type(
                item,
                path,
                "a table",
                "write it as `{ key = value, … }`, or under a `[header]`",
            );
        }
        entries
    }

    fn wrong_type(&mut self, item: &Item, path: &Path<'_>, wanted: &str, help: &str) {
        if item.node != Node::Unread {
            let message = format!("`{path}` must be {wanted}, not {}", item.kind());
            self.problems
                .error(item.span, message, format!("not {wanted}"), help);
        }
    }
}

/// Returns the percentage of a quantile's key, such as 50 for `p50`.
pub(in crate::scenario) fn percent(key: &str) -> Option<u8> {
    let digits = key.strip_prefix('p')?;
    let is_plain = digits == "0" || !digits.starts_with('0');
    let is_number =
        !digits.is_empty() && digits.len() <= 3 && digits.bytes().all(|byte| byte.is_ascii_digit());
    digits
        .parse::<u8>()
        .ok()
        .filter(|percent| is_plain && is_number && *percent <= 100)
}

/// Returns a text short enough for a message.
fn shown(text: &str) -> String {
    let short = text
        .chars()
        .take(40)
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect::<String>();
    if text.chars().count() > 40 {
        format!("{short}…")
    } else {
        short
    }
}
