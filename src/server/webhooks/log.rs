//! The delivery log: every attempt, bounded, and counts of all of them.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::lab::Actions;
use super::letter::{Copied, Delivery, Letter};
use crate::clock::wall_now;
use crate::parcel::Timestamp;

/// So many attempts are kept.
pub(super) const KEPT_MOST: usize = 20_000;

/// The last attempts, and counts of all of them.
#[derive(Debug, Default)]
pub(super) struct Log {
    pages: Mutex<Pages>,
}

#[derive(Debug, Default)]
struct Pages {
    kept: VecDeque<Line>,
    written: u64,
    dropped: u64,
    counts: Counts,
}

/// How often what became of messages, by dialect.
pub(super) type Counts = BTreeMap<(&'static str, Fate), u64>;

/// An attempt to deliver something, or why there was none.
#[derive(Debug, Clone)]
pub(super) struct Line {
    /// Its place in the order of all attempts, from 1.
    pub(super) seq: u64,
    /// When, by the wall's clock.
    pub(super) wall: Timestamp,
    /// When, by the tenant's.
    pub(super) now: Timestamp,
    pub(super) dialect: &'static str,
    pub(super) subscription: u64,
    pub(super) delivery: u64,
    pub(super) letter: Arc<Letter>,
    /// When it was due.
    pub(super) due: Timestamp,
    /// The how-manieth attempt, from 1; 0: there was none.
    pub(super) attempt: u32,
    pub(super) outcome: Outcome,
    pub(super) fate: Fate,
    /// When it is sent again.
    pub(super) next: Option<Timestamp>,
    /// What the lab did.
    pub(super) lab: Actions,
    pub(super) copy: Option<Copied>,
}

/// What came of an attempt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Outcome {
    /// The receiver answered.
    Status(u16),
    /// It did not, or nothing was sent.
    Error(String),
}

/// What becomes of a message after an attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fate {
    /// The receiver has it.
    Delivered,
    /// It is sent again.
    Again,
    /// It was sent as often as it is ever sent.
    GivenUp,
    /// It may not be sent where it is to go.
    Refused,
    /// The lab lost it.
    Lost,
    /// There was no room for it in the queue.
    NoRoom,
    /// What it tells is not there any more.
    Withdrawn,
}

impl Fate {
    pub(super) const ALL: [Self; 7] = [
        Self::Delivered,
        Self::Again,
        Self::GivenUp,
        Self::Refused,
        Self::Lost,
        Self::NoRoom,
        Self::Withdrawn,
    ];

    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Delivered => "delivered",
            Self::Again => "retry",
            Self::GivenUp => "given-up",
            Self::Refused => "refused",
            Self::Lost => "lost-by-lab",
            Self::NoRoom => "no-room",
            Self::Withdrawn => "withdrawn",
        }
    }
}

/// What is written down of an attempt beside its delivery.
#[derive(Debug)]
pub(super) struct Attempt {
    pub(super) dialect: &'static str,
    pub(super) now: Timestamp,
    /// The how-manieth, from 1; 0: there was none.
    pub(super) number: u32,
    pub(super) outcome: Outcome,
    pub(super) fate: Fate,
    pub(super) next: Option<Timestamp>,
}

impl Log {
    /// Writes an attempt down.
    pub(super) fn write(&self, delivery: &Delivery, attempt: Attempt) {
        let mut pages = self.pages();
        pages.written += 1;
        *pages
            .counts
            .entry((attempt.dialect, attempt.fate))
            .or_default() += 1;
        if pages.kept.len() >= KEPT_MOST {
            pages.kept.pop_front();
            pages.dropped += 1;
        }
        let line = Line {
            seq: pages.written,
            wall: wall_now(),
            now: attempt.now,
            dialect: attempt.dialect,
            subscription: delivery.subscription,
            delivery: delivery.id,
            letter: Arc::clone(&delivery.letter),
            due: delivery.due,
            attempt: attempt.number,
            outcome: attempt.outcome,
            fate: attempt.fate,
            next: attempt.next,
            lab: delivery
                .struck
                .as_ref()
                .map(|struck| struck.actions)
                .unwrap_or_default(),
            copy: delivery.copy,
        };
        pages.kept.push_back(line);
    }

    /// Returns the counts.
    pub(super) fn counts(&self) -> Counts {
        self.pages().counts.clone()
    }

    /// Returns the kept attempts that match, oldest first, and how many were pushed out.
    pub(super) fn read(&self, matches: impl Fn(&Line) -> bool) -> (Vec<Line>, u64) {
        let pages = self.pages();
        let found = pages.kept.iter().filter(|line| matches(line)).cloned();
        (found.collect(), pages.dropped)
    }

    /// Forgets every attempt; counts for metrics go on.
    pub(super) fn clear(&self) {
        let mut pages = self.pages();
        pages.kept = VecDeque::new();
        pages.dropped = 0;
    }

    fn pages(&self) -> MutexGuard<'_, Pages> {
        // Pages are whole between any two of their changes.
        self.pages.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
