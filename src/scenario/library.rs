//! The built-in scenarios: the files of the folder `scenarios/`, embedded.
//!
//! A file is read when it is first asked for, and compiled when it is first used; a built-in scenario always compiles.

use std::sync::{Arc, OnceLock};

use super::compile::{Owner, Shared, Source, build};
use super::diagnostic::{Diagnostics, Span};
use super::file::problems::{Problems, nearest};
use super::file::{ScenarioFile, read};
use super::model::Scenario;
use crate::parcel::ServiceLine;

/// Embeds files of `scenarios/` by their stems.
macro_rules! embedded {
    ($($name:literal),+ $(,)?) => {
        &[$(($name, include_str!(concat!("../../scenarios/", $name, ".toml")))),+]
    };
}

/// Name and text of every built-in scenario.
const BUILT_IN: &[(&str, &str)] = embedded![
    "standard",
    "super-economy",
    "premium",
    "china-domestic",
    "economy-silence",
    "untracked-abroad",
    "arrival-not-scanned",
    "delivered-unscanned",
    "late-first-scan",
    "expedited-standard",
    "customs-hold",
    "customs-documents-missing",
    "customs-duties-unpaid",
    "customs-refused",
    "customs-destroyed",
    "failed-attempt",
    "pickup-point",
    "locker-expired",
    "out-for-delivery-loop",
    "refused",
    "returned-bad-address",
    "returned-failed-attempts",
    "returned-unclaimed",
    "returned-customs",
    "lost-linehaul",
    "lost-last-mile",
    "damaged",
    "flight-delay",
    "rerouted",
    "missorted",
    "partial-shipment",
    "placeholder-number",
    "provisional-number",
    "not-shipped",
    "invented-number",
    "copied-number",
    "recycled-number",
    "mistyped-number",
    "number-handover",
    "number-changes",
    "carriers-disagree",
    "chinese-new-year",
    "double-eleven",
    "special-goods",
    "heavy-parcel",
    "local-warehouse",
    "remote-destination",
    "aliexpress-mix",
];

/// Scenarios that others may name.
#[derive(Debug)]
pub struct Library {
    entries: Vec<Entry>,
    dwells: Shared,
}

#[derive(Debug)]
struct Entry {
    name: &'static str,
    text: &'static str,
    /// Read off the text at once: numbers are decoded by it, without anything being parsed.
    id: Option<u8>,
    file: OnceLock<Box<ScenarioFile>>,
    compiled: OnceLock<Result<Arc<Scenario>, Diagnostics>>,
}

/// A built-in scenario in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed<'a> {
    /// Its name.
    pub name: &'a str,
    /// What a person calls it.
    pub title: &'a str,
    /// One sentence.
    pub summary: &'a str,
    /// The number it has in tracking numbers.
    pub id: Option<u8>,
    /// The service line, its own or its base's; a mix has none.
    pub line: Option<ServiceLine>,
    /// The service lines on which buyers meet such a story, its own among them; of a mix, its parts' own.
    pub lines: Vec<ServiceLine>,
    /// The scenario that it inherits from.
    pub base: Option<&'a str>,
}

impl Library {
    /// Returns the built-in scenarios.
    pub fn built_in() -> &'static Self {
        static LIBRARY: OnceLock<Library> = OnceLock::new();
        LIBRARY.get_or_init(|| Self::of(BUILT_IN))
    }

    /// Returns a library of other files, by name and text; for tests of the library's own rules.
    pub fn of(files: &[(&'static str, &'static str)]) -> Self {
        let entry = |(name, text): &(&'static str, &'static str)| Entry {
            name,
            text,
            id: stated_id(text),
            file: OnceLock::new(),
            compiled: OnceLock::new(),
        };
        Self {
            entries: files.iter().map(entry).collect(),
            dwells: Shared::default(),
        }
    }

    /// Returns the scenario of a name; none if there is none, or if it does not compile.
    pub fn get(&self, name: &str) -> Option<Arc<Scenario>> {
        self.compiled(name)?.as_ref().ok().cloned()
    }

    /// Returns the scenario of an id; none if there is none, or if it does not compile.
    pub fn of_id(&self, id: u8) -> Option<Arc<Scenario>> {
        self.compiled_entry(self.entry_of_id(id)?)
            .as_ref()
            .ok()
            .cloned()
    }

    /// Returns the scenario of a name, or what is wrong with it; none if there is none.
    pub fn compiled(&self, name: &str) -> Option<&Result<Arc<Scenario>, Diagnostics>> {
        Some(self.compiled_entry(self.entry(name)?))
    }

    fn compiled_entry<'a>(&'a self, entry: &'a Entry) -> &'a Result<Arc<Scenario>, Diagnostics> {
        entry.compiled.get_or_init(|| {
            let path = entry.path();
            build(
                Source {
                    name: entry.name,
                    path: &path,
                    text: entry.text,
                    owner: Owner::BuiltIn,
                },
                self,
            )
        })
    }

    /// Returns the name of the scenario of an id.
    pub fn name_of(&self, id: u8) -> Option<&'static str> {
        self.entry_of_id(id).map(|entry| entry.name)
    }

    /// Returns ids and names, in the library's order. Nothing is parsed for it: a file states its id on a line of its own.
    pub fn ids(&self) -> impl Iterator<Item = (u8, &'static str)> + Clone {
        self.entries
            .iter()
            .filter_map(|entry| Some((entry.id?, entry.name)))
    }

    /// Returns the names, in the library's order.
    pub fn names(&self) -> impl Iterator<Item = &'static str> + Clone {
        self.entries.iter().map(|entry| entry.name)
    }

    /// Returns names, titles and summaries, in the library's order; nothing is compiled for it.
    pub fn list(&self) -> Vec<Listed<'_>> {
        let mut list = Vec::with_capacity(self.entries.len());
        for entry in &self.entries {
            let file = entry.file();
            list.push(Listed {
                name: entry.name,
                title: file.title.given().map_or("", String::as_str),
                summary: file.summary.given().map_or("", String::as_str),
                id: file.id.given().copied(),
                line: self.line_of(file),
                lines: self.lines_of(file),
                base: file.base.given().map(String::as_str),
            });
        }
        list
    }

    fn line_of(&self, file: &ScenarioFile) -> Option<ServiceLine> {
        let own = file.line.given();
        let inherited = || self.file(file.base.given()?)?.line.given();
        own.or_else(inherited).copied()
    }

    fn lines_of(&self, file: &ScenarioFile) -> Vec<ServiceLine> {
        let mut lines = file.lines.given().cloned().unwrap_or_default();
        lines.extend(self.line_of(file));
        for (part, _) in file.mix.given().into_iter().flatten() {
            lines.extend(self.file(&part.value).and_then(|part| self.line_of(part)));
        }
        lines.sort_unstable();
        lines.dedup();
        lines
    }

    /// Returns the text of a scenario's file.
    pub fn text(&self, name: &str) -> Option<&'static str> {
        self.entry(name).map(|entry| entry.text)
    }

    /// Returns the name that is nearest to a word, if any is near.
    pub fn nearest(&self, word: &str) -> Option<&'static str> {
        nearest(word, &self.names().collect::<Vec<_>>())
    }

    /// Compiles every scenario and returns what is wrong with any; an id used twice counts.
    pub fn check(&self) -> Vec<Diagnostics> {
        let mut wrong = Vec::new();
        for (place, entry) in self.entries.iter().enumerate() {
            if let Some(Err(diagnostics)) = self.compiled(entry.name) {
                wrong.push(diagnostics.clone());
            }
            wrong.extend(self.reused_id(place, entry));
        }
        wrong
    }

    fn reused_id(&self, place: usize, entry: &Entry) -> Option<Diagnostics> {
        let id = entry.file().id.given()?;
        let first = self.entries[..place]
            .iter()
            .find(|other| other.file().id.given() == Some(id))?;
        let span = Span {
            inherited: false,
            ..entry.file().id.span()?
        };
        let mut problems = Problems::of_base(false);
        let message = format!("the `id` {id} is `{}`'s already", first.name);
        problems.error(
            span,
            message,
            "used twice",
            "take the smallest number that was never used",
        );
        Some(Diagnostics::new(
            &entry.path(),
            entry.text,
            problems.into_list(),
        ))
    }

    /// Returns the file of a name as one inherits from it.
    pub(super) fn file(&self, name: &str) -> Option<&ScenarioFile> {
        self.entry(name).map(Entry::file)
    }

    pub(super) const fn dwells(&self) -> &Shared {
        &self.dwells
    }

    fn entry_of_id(&self, id: u8) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.id == Some(id))
    }

    fn entry(&self, name: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.name == name)
    }
}

/// Returns the id that a file states before its first table.
fn stated_id(text: &str) -> Option<u8> {
    let head = text.lines().take_while(|line| !line.starts_with('['));
    let mut pairs = head.filter_map(|line| line.split_once('='));
    let (_, id) = pairs.find(|(key, _)| key.trim() == "id")?;
    id.trim().parse().ok()
}

impl Entry {
    fn file(&self) -> &ScenarioFile {
        self.file
            .get_or_init(|| Box::new(read(self.text, &mut Problems::of_base(true))))
    }

    fn path(&self) -> String {
        format!("scenarios/{}.toml", self.name)
    }
}
