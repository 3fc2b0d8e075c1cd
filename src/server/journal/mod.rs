//! The journal: the last requests to dialects, what was answered, and counts of all of them.
//!
//! It is bounded, and an entry's texts take the place of an older one's, so that writing allocates nothing once the
//! journal is full.

pub(super) mod control;

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::faults::Marks;
use crate::parcel::Timestamp;

/// So many requests are kept.
pub(super) const KEPT_MOST: usize = 10_000;
/// Of requests to nobody so many are kept.
const ASTRAY_MOST: usize = 20;
/// Of a request's path so many bytes are kept, and as many again of its numbers.
const TEXT_MOST: usize = 512;

/// The last requests to dialects, and counts of all of them.
#[derive(Debug, Default)]
pub struct Journal {
    pages: Mutex<Pages>,
}

#[derive(Debug, Default)]
struct Pages {
    /// Oldest first.
    kept: VecDeque<Entry>,
    /// How many there were, those that are kept included.
    written: u64,
    /// How many of those were pushed out by newer ones.
    dropped: u64,
    /// Requests that were to nobody, oldest first.
    astray: VecDeque<String>,
    counts: Counts,
}

/// Counts since the server was started.
#[derive(Debug, Clone, Default)]
pub(super) struct Counts {
    /// Requests by dialect and status.
    pub(super) answered: BTreeMap<(&'static str, Option<u16>), u64>,
    /// Requests that a fault struck, by dialect and kinds.
    pub(super) struck: BTreeMap<(&'static str, &'static str), u64>,
    /// Bytes of bodies that were answered.
    pub(super) bytes: u64,
    /// Handlers that panicked.
    pub(super) panics: u64,
    /// Entries that were pushed out by newer ones.
    pub(super) dropped: u64,
    /// Entries that are kept.
    pub(super) kept: u64,
}

/// What the journal knows of a request.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    /// Its place in the order of all requests, from 1.
    pub(super) seq: u64,
    /// When, by the wall's clock.
    pub(super) wall: Timestamp,
    /// When, by the tenant's.
    pub(super) now: Timestamp,
    pub(super) facts: Facts,
    /// Method, path and masked key, then the numbers, one after the other.
    text: String,
    /// Where in it each of them ends.
    ends: [u16; 3],
    /// How many numbers it was about; of very many not all are in the text.
    pub(super) numbers_count: u32,
}

/// What is known of a request besides its texts.
#[derive(Debug, Clone, Copy)]
pub(super) struct Facts {
    /// Whom it was to.
    pub(super) dialect: &'static str,
    /// What was answered; none if the connection was reset.
    pub(super) status: Option<u16>,
    /// What went wrong on purpose.
    pub(super) marks: Marks,
    /// How many bytes the answer's body has.
    pub(super) bytes: u32,
    /// How long it took to make the answer.
    pub(super) took: Duration,
    /// For how long it was then held back.
    pub(super) delay: Duration,
    /// How many seconds the answer says to wait before the next request.
    pub(super) retry_after: Option<u32>,
}

/// A request to a dialect and how it was answered, for whoever runs the server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Noted {
    /// When, by the tenant's clock.
    pub now: Timestamp,
    /// When, by the wall's.
    pub wall: Timestamp,
    /// Whom it was to.
    pub dialect: &'static str,
    /// The method.
    pub method: String,
    /// The path with its query; a key in it is masked.
    pub path: String,
    /// The numbers that it was about, as far as there was room for them.
    pub numbers: Vec<String>,
    /// The answer's status; none if the connection was reset.
    pub status: Option<u16>,
    /// How many seconds the answer says to wait before the next request.
    pub retry_after: Option<u32>,
    /// What went wrong on purpose.
    pub faults: Vec<&'static str>,
}

/// The texts of a request.
#[derive(Debug, Clone, Copy)]
pub(super) struct Texts<'a> {
    pub(super) method: &'a str,
    /// With its query.
    pub(super) path: &'a str,
    pub(super) key: &'a str,
    pub(super) numbers: &'a [String],
}

/// What parts two numbers; no request's number can have it.
const BETWEEN: char = '\n';

impl Journal {
    /// Writes a request down.
    pub(super) fn write(
        &self,
        (wall, now): (Timestamp, Timestamp),
        facts: Facts,
        texts: &Texts<'_>,
    ) {
        let mut pages = self.pages();
        pages.written += 1;
        let counts = &mut pages.counts;
        *counts
            .answered
            .entry((facts.dialect, facts.status))
            .or_default() += 1;
        for name in facts.marks.names() {
            *counts.struck.entry((facts.dialect, name)).or_default() += 1;
        }
        counts.bytes += u64::from(facts.bytes);
        let seq = pages.written;
        let mut text = if pages.kept.len() >= KEPT_MOST {
            pages.dropped += 1;
            pages
                .kept
                .pop_front()
                .map_or_else(String::new, |oldest| oldest.text)
        } else {
            String::new()
        };
        let ends = texts.write(&mut text);
        pages.kept.push_back(Entry {
            seq,
            wall,
            now,
            facts,
            text,
            ends,
            numbers_count: u32::try_from(texts.numbers.len()).unwrap_or(u32::MAX),
        });
    }

    /// Notes a request that no carrier answers.
    pub(super) fn went_astray(&self, method: &str, path: &str) {
        let mut pages = self.pages();
        if pages.astray.len() >= ASTRAY_MOST {
            pages.astray.pop_front();
        }
        let (method, path) = (beginning(method, 32), beginning(path, TEXT_MOST));
        pages.astray.push_back(format!("{method} {path}"));
    }

    /// Returns the last requests that no carrier answers, method and path, oldest first.
    pub fn astray(&self) -> Vec<String> {
        self.pages().astray.iter().cloned().collect()
    }

    /// Counts a handler that panicked.
    pub(super) fn panicked(&self) {
        self.pages().counts.panics += 1;
    }

    /// Forgets every request; counts for metrics go on.
    pub fn clear(&self) {
        let mut pages = self.pages();
        pages.kept = VecDeque::new();
        pages.astray = VecDeque::new();
        pages.dropped = 0;
    }

    /// Returns the counts.
    pub(super) fn counts(&self) -> Counts {
        let pages = self.pages();
        Counts {
            dropped: pages.dropped,
            kept: pages.kept.len() as u64,
            ..pages.counts.clone()
        }
    }

    /// Returns the kept requests that match, oldest first, and how many were pushed out.
    pub(super) fn read(&self, matches: impl Fn(&Entry) -> bool) -> (Vec<Entry>, u64) {
        let pages = self.pages();
        let found = pages.kept.iter().filter(|entry| matches(entry)).cloned();
        (found.collect(), pages.dropped)
    }

    /// Returns the requests that are kept, oldest first; the oldest of very many are not.
    pub fn requests(&self) -> Vec<Noted> {
        let pages = self.pages();
        pages.kept.iter().map(Entry::noted).collect()
    }

    fn pages(&self) -> MutexGuard<'_, Pages> {
        // Pages are whole between any two of their changes.
        self.pages.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Texts<'_> {
    /// Writes them one after the other, and returns where each but the last ends.
    fn write(&self, text: &mut String) -> [u16; 3] {
        text.clear();
        text.push_str(beginning(self.method, 32));
        let method = text.len() as u16;
        let path = beginning(self.path, TEXT_MOST);
        // A shorter one protects nothing, and would be found where it is not meant.
        if self.key.len() >= 6 && path.contains(self.key) {
            text.push_str(&path.replace(self.key, "***"));
        } else {
            text.push_str(path);
        }
        let path = text.len().min(usize::from(u16::MAX)) as u16;
        mask(self.key, text);
        let key = text.len() as u16;
        for number in self.numbers {
            if text.len() - usize::from(key) + number.len() >= TEXT_MOST {
                break;
            }
            text.push_str(number);
            text.push(BETWEEN);
        }
        [method, path, key]
    }
}

impl Entry {
    fn noted(&self) -> Noted {
        Noted {
            now: self.now,
            wall: self.wall,
            dialect: self.facts.dialect,
            method: self.method().to_owned(),
            path: self.path().to_owned(),
            numbers: self.numbers().map(str::to_owned).collect(),
            status: self.facts.status,
            retry_after: self.facts.retry_after,
            faults: self.facts.marks.names().collect(),
        }
    }

    fn part(&self, from: usize, to: usize) -> &str {
        self.text.get(from..to).unwrap_or_default()
    }

    pub(super) fn method(&self) -> &str {
        self.part(0, self.ends[0].into())
    }

    pub(super) fn path(&self) -> &str {
        self.part(self.ends[0].into(), self.ends[1].into())
    }

    pub(super) fn key(&self) -> &str {
        self.part(self.ends[1].into(), self.ends[2].into())
    }

    pub(super) fn numbers(&self) -> impl Iterator<Item = &str> {
        let numbers = self.part(self.ends[2].into(), self.text.len());
        numbers.split_terminator(BETWEEN)
    }
}

/// Writes so much of a key that its owner knows it again, and nobody can use it.
fn mask(key: &str, text: &mut String) {
    if key.is_empty() {
        return;
    }
    if key.len() >= 12 {
        text.push_str(beginning(key, 4));
    }
    text.push_str("***");
}

/// Returns the beginning of a text, so many bytes at most.
fn beginning(text: &str, most: usize) -> &str {
    let mut end = most.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}
