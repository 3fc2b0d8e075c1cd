//! What is found wrong while a file is read and compiled.
//!
//! A complaint about something inherited is shown where the file names its base: that is the line its author can change.

use std::ops::Range;

use crate::scenario::diagnostic::{Diagnostic, Severity, Span};

/// The longest text of a complaint, in characters; lists of names are the longest that are meant.
const LONGEST_TEXT: usize = 2_000;

/// How many complaints are listed; a file with more is told so.
const MOST_COMPLAINTS: usize = 200;

/// The complaints so far.
#[derive(Debug, Clone, Default)]
pub(in crate::scenario) struct Problems {
    list: Vec<Diagnostic>,
    /// Whether the file being read is the base of the one whose problems these are.
    inherited: bool,
    /// Where the file names its base.
    base: Option<Span>,
    /// How many more there were than are listed.
    dropped: u32,
    /// Whether parts of the file could not be read, so that nothing may be called missing.
    partial: bool,
}

impl Problems {
    /// Returns an empty list for the reading of a file, or of the base of one.
    pub(in crate::scenario) fn of_base(inherited: bool) -> Self {
        Self {
            inherited,
            ..Self::default()
        }
    }

    /// Says where the file names its base.
    pub(in crate::scenario) const fn base_at(&mut self, span: Option<Span>) {
        self.base = span;
    }

    /// Returns a span of the file that is being read.
    pub(in crate::scenario) const fn span(&self, range: Range<usize>) -> Span {
        Span {
            start: range.start as u32,
            end: range.end as u32,
            inherited: self.inherited,
        }
    }

    /// Adds an error.
    pub(in crate::scenario) fn error(
        &mut self,
        span: Span,
        message: impl Into<String>,
        label: impl Into<String>,
        help: impl Into<String>,
    ) {
        if self.is_full() {
            self.dropped += 1;
            return;
        }
        let span = if span.inherited && !self.inherited {
            self.base.unwrap_or_default()
        } else {
            span
        };
        self.list.push(Diagnostic {
            span,
            label: tame(label),
            message: tame(message),
            help: tame(help),
            severity: Severity::Error,
        });
    }

    /// Adds an error about something that is not there; none if it may have been lost to a syntax error.
    pub(in crate::scenario) fn absent(
        &mut self,
        span: Span,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        if !self.partial {
            self.error(span, message, "nothing here says it", help);
        }
    }

    /// Adds a syntax error.
    pub(in crate::scenario) fn syntax(&mut self, range: Range<usize>, message: &str) {
        self.partial = true;
        let span = self.span(range);
        let (message, help) = syntax_mend(message);
        self.error(span, message, "the reader stumbles here", help);
    }

    /// Says that parts of the file are not read.
    pub(in crate::scenario) const fn unread(&mut self) {
        self.partial = true;
    }

    /// Tells whether parts of the file could not be read.
    pub(in crate::scenario) const fn is_partial(&self) -> bool {
        self.partial
    }

    /// Returns how many complaints there are.
    pub(in crate::scenario) const fn count(&self) -> usize {
        self.list.len()
    }

    /// Tells whether no more are listed, so that nothing need be worked out for another.
    pub(in crate::scenario) const fn is_full(&self) -> bool {
        self.list.len() >= MOST_COMPLAINTS
    }

    /// Returns the complaints.
    pub(in crate::scenario) fn into_list(mut self) -> Vec<Diagnostic> {
        if self.dropped > 0 {
            self.list.push(Diagnostic {
                span: Span::default(),
                label: "this file".to_owned(),
                message: format!(
                    "there are {} more mistakes, which are not listed",
                    self.dropped
                ),
                help: "mend these, and check again".to_owned(),
                severity: Severity::Error,
            });
        }
        self.list
    }
}

/// Returns a text that may quote the file, safe for a terminal: not endless, and without control characters.
fn tame(text: impl Into<String>) -> String {
    let text = text.into();
    if text.len() <= LONGEST_TEXT && !text.contains(char::is_control) {
        return text;
    }
    let tamed = text
        .chars()
        .take(LONGEST_TEXT)
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect::<String>();
    if text.chars().count() > LONGEST_TEXT {
        format!("{tamed}…")
    } else {
        tamed
    }
}

/// Returns the message in our manner, and what to do about it.
fn syntax_mend(message: &str) -> (String, &'static str) {
    let help = if message.contains("duplicate key") {
        "say it once: remove one of the two, or merge them"
    } else if message.contains("string") || message.contains("quote") {
        "put text in double quotes, and close them on the same line"
    } else if message.contains("key with no value") || message.contains("missing assignment") {
        "write `key = value`"
    } else if message.contains("array") || message.contains("inline table") {
        "close every `[` with `]` and every `{` with `}`, and put commas between the entries"
    } else {
        "see https://toml.io for the syntax; text stands in double quotes, durations too"
    };
    (format!("syntax: {}", message.trim_end_matches('.')), help)
}

/// Returns the name of the list that is nearest to a word, if any is near.
pub(crate) fn nearest<'a>(word: &str, names: &[&'a str]) -> Option<&'a str> {
    if word.len() > 64 {
        return None;
    }
    let word = word.to_lowercase().replace([' ', '_'], "-");
    let allowed = (word.chars().count() / 3).max(1);
    let is_alike = |name: &&&str| name.len().abs_diff(word.len()) <= 4 * allowed;
    let distance = |name: &str| strsim::damerau_levenshtein(&word, &name.to_lowercase());
    let near = names
        .iter()
        .filter(is_alike)
        .map(|name| (distance(name), *name));
    let near = near.filter(|(distance, _)| *distance <= allowed);
    near.min_by_key(|(distance, _)| *distance)
        .map(|(_, name)| name)
}

/// Returns help that names the nearest of some names, or all of them if they are few.
pub(in crate::scenario) fn mend(word: &str, names: &[&str]) -> String {
    let shown = names
        .iter()
        .take(60)
        .map(|name| format!("`{name}`"))
        .collect::<Vec<_>>();
    let more = if names.len() > shown.len() {
        ", …"
    } else {
        ""
    };
    let listed = format!("one of {}{more}", shown.join(", "));
    match nearest(word, names) {
        Some(name) => format!("write `{name}` if that is meant; allowed is {listed}"),
        None if names.is_empty() => "remove it: there is nothing it could name".to_owned(),
        None => format!("write {listed}"),
    }
}
