//! Checks every value against the form that its key declares.
//!
//! Whatever passes here has the right type, a known name and a number in its range; what it means is checked by who
//! reads it. One wrong value never keeps another from being checked.

use super::families::FAMILIES;
use super::form::{Form, Key, Keys, Names};
use super::node::{Entry, Item, Path, get};
use super::problems::{Problems, mend};
use crate::scenario::diagnostic::Span;

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

/// Checks the keys and values of a table.
pub(in crate::scenario) fn check_table(
    keys: &Keys,
    entries: &[Entry],
    path: &Path<'_>,
    problems: &mut Problems,
) {
    Checker { problems, depth: 0 }.table(keys.list, entries, path);
}

pub(super) struct Checker<'p> {
    pub problems: &'p mut Problems,
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
            Form::Date => self.date(item, path),
            Form::Distribution => self.distribution(item, path),
            Form::Part => self.part(item, path),
            Form::Quantiles => self.quantiles(item, path),
            Form::Trouble => self.trouble(item, path),
            Form::Name(names) => self.name(names, item, path),
            Form::Table(keys) => {
                if let Some(entries) = self.entries(item, path) {
                    self.table(keys.list, entries, path);
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
        if self.problems.is_full() {
            return;
        }
        let key = &entry.key;
        let names = keys.iter().map(|key| key.name).collect::<Vec<_>>();
        let mut help = match MEANT.iter().find(|(word, _)| word == key) {
            Some((_, help)) => (*help).to_owned(),
            None => mend(key, &names),
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
        let find = |entry: &Entry| keys.list.iter().find(|key| key.name == entry.key);
        let mut known = Vec::new();
        let mut others = 0;
        for entry in entries.iter().filter(|entry| entry.key != besides) {
            if let Some(key) = find(entry) {
                known.push(entry);
                self.value(key.form, &entry.item, &path.at(&entry.key));
            } else {
                others += 1;
                self.unknown(keys.list, entry, path);
            }
        }
        match known.as_slice() {
            [] if others == 0 => {
                let listed = keys
                    .list
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
            // Names with weights refer to what is defined elsewhere: whoever looks them up tells the unknown ones.
            if names.list().is_some() || !matches!(form, Form::Weight) {
                self.known_name(names, &entry.key, entry.key_span, path);
            }
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
        if let Some(weight) = get(entries, WEIGHT) {
            self.value(Form::Weight, &weight.item, &path.at(WEIGHT));
        } else {
            let message = format!("a part of {} has no `weight`", path.table());
            let help = "add its share as a whole number, such as `weight = 7`";
            self.problems.absent(item.span, message, help);
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
