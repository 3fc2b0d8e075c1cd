//! The intake: rows become events, or are left out and counted.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{Event, EventLog, Kind, Mistake, Reading, Reason, Skipped, Stamp, Unreadable};

/// A sample of a bad value is cut to so many characters.
const SAMPLE_CHARACTERS: usize = 40;

/// A row as text.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Row<'a> {
    pub(super) case: &'a str,
    pub(super) activity: &'a str,
    pub(super) start: Option<&'a str>,
    pub(super) time: &'a str,
}

/// The names of a row's columns, for complaints.
#[derive(Debug, Clone, Default)]
pub(super) struct Names {
    pub(super) case: String,
    pub(super) activity: String,
    pub(super) time: String,
    pub(super) start: Option<String>,
}

/// Events so far.
#[derive(Debug, Default)]
pub(super) struct Intake {
    names: Names,
    texts: BTreeSet<Arc<str>>,
    events: Vec<(Arc<str>, Event)>,
    skipped: BTreeMap<Reason, Skipped>,
    rows: u64,
}

impl Intake {
    pub(super) fn new(names: Names) -> Self {
        Self {
            names,
            ..Self::default()
        }
    }

    /// Takes a row.
    pub(super) fn row(&mut self, line: u64, row: Row<'_>) {
        self.rows += 1;
        match self.event(row) {
            Ok(event) => self.events.push(event),
            Err((reason, column, sample)) => self.skip(line, reason, (column, sample)),
        }
    }

    /// Counts a row that is none.
    pub(super) fn refuse(&mut self, line: u64, reason: Reason) {
        self.rows += 1;
        self.skip(line, reason, (None, ""));
    }

    /// Returns what was read.
    pub(super) fn finish(self, kind: Kind) -> Result<Reading, Unreadable> {
        let skipped: Vec<Skipped> = self.skipped.into_values().collect();
        let first = skipped.iter().min_by_key(|skipped| skipped.line);
        let (line, mistake) = match first {
            Some(first) => (first.line, Mistake::NothingLeft(Box::new(first.clone()))),
            None => (1, Mistake::Empty),
        };
        let log = EventLog::new(self.events).ok_or(Unreadable {
            line,
            column: None,
            mistake,
        })?;
        Ok(Reading {
            log,
            kind,
            rows: self.rows,
            skipped,
        })
    }

    fn event<'a>(&mut self, row: Row<'a>) -> Result<(Arc<str>, Event), Left<'a>> {
        let names = &self.names;
        if row.case.trim().is_empty() {
            return Err((Reason::NoCase, Some(names.case.clone()), ""));
        }
        if row.activity.trim().is_empty() {
            return Err((Reason::NoActivity, Some(names.activity.clone()), ""));
        }
        let end = time(row.time, &names.time)?;
        let start = match row.start {
            Some(text) => time(text, names.start.as_ref().unwrap_or(&names.time))?,
            None => end,
        };
        if start.micros > end.micros {
            return Err((Reason::Backwards, Some(names.time.clone()), row.time));
        }
        let activity = self.text(row.activity);
        Ok((
            self.text(row.case),
            Event {
                activity,
                start,
                end,
            },
        ))
    }

    /// Returns a shared copy of a text.
    fn text(&mut self, text: &str) -> Arc<str> {
        if let Some(known) = self.texts.get(text) {
            return Arc::clone(known);
        }
        let new: Arc<str> = Arc::from(text);
        self.texts.insert(Arc::clone(&new));
        new
    }

    fn skip(&mut self, line: u64, reason: Reason, (column, sample): (Option<String>, &str)) {
        let known = self.skipped.entry(reason).or_insert_with(|| Skipped {
            reason,
            rows: 0,
            line,
            column,
            sample: sample.chars().take(SAMPLE_CHARACTERS).collect(),
        });
        known.rows += 1;
    }
}

/// Why a row is left out, in which column, and what it says there.
type Left<'a> = (Reason, Option<String>, &'a str);

fn time<'a>(text: &'a str, column: &str) -> Result<Stamp, Left<'a>> {
    if text.trim().is_empty() {
        return Err((Reason::NoTime, Some(column.to_owned()), ""));
    }
    Stamp::parse(text).ok_or_else(|| (Reason::BadTime, Some(column.to_owned()), text))
}
