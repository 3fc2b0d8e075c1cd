//! Checks single values: texts, names, numbers and durations.
//!
//! A message names the key and what stands there; its help says what to write instead.

use super::check::Checker;
use super::form::Names;
use super::node::{Entry, Item, Node, Path};
use super::problems::mend;
use crate::parcel::time::Day;
use crate::scenario::diagnostic::Span;
use crate::scenario::duration;
use crate::trouble::Dose;

impl Checker<'_> {
    pub(super) fn duration(&mut self, item: &Item, path: &Path<'_>) {
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

    pub(super) fn date(&mut self, item: &Item, path: &Path<'_>) {
        let help = "write the date as text, such as `\"2026-11-05\"`";
        match item.text() {
            Some(text) if date(text).is_some() => {}
            Some(text) => {
                let message = format!("`{}` of `{path}` is no date", shown(text));
                self.problems.error(item.span, message, "no date", help);
            }
            None => self.wrong_type(item, path, "a date", help),
        }
    }

    pub(super) fn trouble(&mut self, item: &Item, path: &Path<'_>) {
        let help = "write it as text, such as `\"duplicate=0.3\"`";
        match item.text().map(str::parse::<Dose>) {
            Some(Ok(_)) => {}
            Some(Err(error)) => {
                let message = format!("`{}` of `{path}` {}", shown(&error.part), error.wrong);
                self.problems
                    .error(item.span, message, "no trouble", error.mend);
            }
            None => self.wrong_type(item, path, "a kind of trouble", help),
        }
    }

    pub(super) fn probability(&mut self, item: &Item, path: &Path<'_>) {
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

    pub(super) fn whole(&mut self, item: &Item, range: (u32, u32), path: &Path<'_>) {
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

    pub(super) fn name(&mut self, names: Names, item: &Item, path: &Path<'_>) {
        if let Some(text) = item.text() {
            return self.known_name(names, text, item.span, path);
        }
        let help = format!("write the name of a {} in double quotes", names.kind());
        self.wrong_type(item, path, "text", &help);
    }

    pub(super) fn known_name(&mut self, names: Names, name: &str, span: Span, path: &Path<'_>) {
        let Some(list) = names.list() else {
            return self.kebab_name(name, span, path);
        };
        if !list.contains(&name) && !self.problems.is_full() {
            let message = format!("`{}` in `{path}` is no {}", shown(name), names.kind());
            self.problems.error(
                span,
                message,
                format!("unknown {}", names.kind()),
                mend(name, &list),
            );
        }
    }

    pub(super) fn kebab(&mut self, item: &Item, path: &Path<'_>) {
        match item.text() {
            Some(text) => self.kebab_name(text, item.span, path),
            None => self.wrong_type(item, path, "text", "write it in double quotes"),
        }
    }

    pub(super) fn kebab_name(&mut self, name: &str, span: Span, path: &Path<'_>) {
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

    pub(super) fn text(&mut self, item: &Item, path: &Path<'_>) {
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

    pub(super) fn entries<'i>(&mut self, item: &'i Item, path: &Path<'_>) -> Option<&'i [Entry]> {
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

    pub(super) fn wrong_type(&mut self, item: &Item, path: &Path<'_>, wanted: &str, help: &str) {
        if item.node != Node::Unread {
            let message = format!("`{path}` must be {wanted}, not {}", item.kind());
            self.problems
                .error(item.span, message, format!("not {wanted}"), help);
        }
    }
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

/// Returns the date of text such as `2026-11-05`.
pub(super) fn date(text: &str) -> Option<Day> {
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let mut parts = text.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let lengths = (year.len(), month.len(), day.len(), parts.next());
    if lengths != (4, 2, 2, None) || !digits(year) || !digits(month) || !digits(day) {
        return None;
    }
    let (year, month, day) = (year.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
    let date = Day::from_ymd(year, month, day);
    (date.ymd() == (year, month, day)).then_some(date)
}
