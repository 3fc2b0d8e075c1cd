//! Watching: which tracker's next change is due when, and what there is to tell of it.
//!
//! For every tracker of a subscription there is a mark, up to which all was told. It never goes back, so a clock that
//! does has nothing told twice.

use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use super::super::Tenant;
use super::letter::Letter;
use crate::carrier::{Scope, Subscription, Tracker};
use crate::dialect::hook::{Hooks, Notice, Occasion, Telling};
use crate::dialect::{Request, Visit, by_name, shown};
use crate::parcel::Timestamp;

/// The trackers of one subscription.
#[derive(Debug, Default)]
pub(super) struct Watch {
    entries: BTreeMap<u64, Entry>,
    due: BTreeSet<(Timestamp, u64)>,
}

#[derive(Debug, Clone)]
struct Entry {
    key: Arc<str>,
    /// Up to when all was told; none: not even that it is there.
    mark: Option<Timestamp>,
    due: Option<Timestamp>,
}

/// Who watches whom.
#[derive(Debug, Clone, Copy)]
pub(super) struct Eye<'a> {
    pub(super) tenant: &'a Tenant,
    pub(super) subscription: &'a Subscription,
    pub(super) hooks: &'static dyn Hooks,
}

impl Eye<'_> {
    /// Returns a tracker, if it is still there.
    pub(super) fn tracker(&self, key: &str, serial: u64) -> Option<Tracker> {
        let scope = Scope {
            dialect: &self.subscription.dialect,
            key,
        };
        self.tenant.desk.trackers.get(scope, serial)
    }

    /// Does something with a visit that shows an instant.
    fn visit<T>(&self, key: &str, at: Timestamp, with: impl FnOnce(&Visit<'_>) -> T) -> T {
        let request = Request::default();
        with(&Visit {
            desk: &self.tenant.desk,
            request: &request,
            key,
            at,
            now: at,
        })
    }

    /// Returns what there is to tell of a tracker; nothing if the dialect fails at it.
    pub(super) fn notices(
        &self,
        (key, tracker): (&str, &Tracker),
        occasion: Occasion,
        at: Timestamp,
    ) -> Vec<Notice> {
        let told = catch_unwind(AssertUnwindSafe(|| {
            let notices = self.visit(key, at, |visit| {
                self.hooks.notices(&Telling {
                    visit,
                    tracker,
                    occasion,
                    subscription: self.subscription,
                })
            });
            self.garbled(notices, at)
        }));
        told.unwrap_or_else(|_| {
            self.tenant.journal.panicked();
            Vec::new()
        })
    }

    /// Returns notices with the quirks of the parcels in them.
    fn garbled(&self, mut notices: Vec<Notice>, at: Timestamp) -> Vec<Notice> {
        let desk = &self.tenant.desk;
        if let Some(dialect) = by_name(&self.subscription.dialect)
            && desk.has_quirks()
        {
            for notice in &mut notices {
                notice.body = shown(dialect, desk, std::mem::take(&mut notice.body), at);
            }
        }
        notices
    }

    /// Returns what there is to tell of a tracker, as letters.
    pub(super) fn letters(
        &self,
        (key, tracker): (&Arc<str>, &Tracker),
        occasion: Occasion,
        at: Timestamp,
    ) -> Vec<Letter> {
        let number: Arc<str> = tracker.number.as_str().into();
        let notices = self.notices((key, tracker), occasion, at).into_iter();
        let letter = |(place, notice): (u32, Notice)| Letter {
            serial: tracker.serial,
            key: Arc::clone(key),
            number: Arc::clone(&number),
            event: notice.event.into(),
            occasion,
            at,
            place,
        };
        (0..).zip(notices).map(letter).collect()
    }

    /// Returns the first instant after another at which there may be something to tell of a tracker.
    fn next(&self, (key, tracker): (&str, &Tracker), after: Timestamp) -> Option<Timestamp> {
        let next = catch_unwind(AssertUnwindSafe(|| {
            let looked = self.tenant.desk.look_up(&tracker.number);
            let shown = looked.and_then(|looked| looked.case.next_change(after));
            let own = self.visit(key, after, |visit| self.hooks.next(visit, tracker));
            let own = own.filter(|own| *own > after);
            shown.into_iter().chain(own).min()
        }));
        next.unwrap_or_else(|_| {
            self.tenant.journal.panicked();
            None
        })
    }
}

impl Watch {
    /// Begins to watch the trackers that are there, with the marks that were kept.
    pub(super) fn begin(&mut self, eye: Eye<'_>, marks: &BTreeMap<u64, Timestamp>) {
        let subscription = eye.subscription;
        let trackers = &eye.tenant.desk.trackers;
        let known = trackers.of_dialect(&subscription.dialect, subscription.key.as_deref());
        let made = Timestamp(subscription.created_at);
        for (key, serial) in known {
            let was_there = serial <= subscription.after_serial;
            let mark = marks.get(&serial).copied().or(was_there.then_some(made));
            self.put(eye, (&key.into(), serial), mark);
        }
    }

    /// Notes that a tracker came or changed; tells whether it is there at all.
    pub(super) fn touch(&mut self, eye: Eye<'_>, (key, serial): (&str, u64)) -> bool {
        let mark = self.entries.get(&serial).and_then(|entry| entry.mark);
        self.put(eye, (&key.into(), serial), mark)
    }

    /// Looks again when every tracker's next change is due.
    pub(super) fn review(&mut self, eye: Eye<'_>) {
        self.due.clear();
        for (serial, entry) in std::mem::take(&mut self.entries) {
            self.put(eye, (&entry.key, serial), entry.mark);
        }
    }

    fn put(
        &mut self,
        eye: Eye<'_>,
        (key, serial): (&Arc<str>, u64),
        mark: Option<Timestamp>,
    ) -> bool {
        self.remove(serial);
        let Some(tracker) = eye.tracker(key, serial) else {
            return false;
        };
        let due = match mark {
            Some(mark) => eye.next((key, &tracker), mark),
            None => Some(Timestamp(tracker.registered_at)),
        };
        self.due.extend(due.map(|due| (due, serial)));
        let key = Arc::clone(key);
        self.entries.insert(serial, Entry { key, mark, due });
        true
    }

    fn remove(&mut self, serial: u64) {
        if let Some(Entry { due: Some(due), .. }) = self.entries.remove(&serial) {
            self.due.remove(&(due, serial));
        }
    }

    /// Returns when the next change is due.
    pub(super) fn first_due(&self) -> Option<Timestamp> {
        self.due.first().map(|(due, _)| *due)
    }

    /// Looks at the change that is due first, if it is by now, and returns what there is to tell of it: the tracker, the
    /// instant and the letters.
    pub(super) fn step(&mut self, eye: Eye<'_>, now: Timestamp) -> Option<Step> {
        let (at, serial) = self.due.first().copied().filter(|(due, _)| *due <= now)?;
        self.due.remove(&(at, serial));
        let entry = self.entries.get_mut(&serial)?;
        let key = Arc::clone(&entry.key);
        let Some(tracker) = eye.tracker(&key, serial) else {
            self.entries.remove(&serial);
            return Some(Step {
                serial,
                at,
                letters: Vec::new(),
            });
        };
        let occasion = entry.mark.map_or(Occasion::Registered, Occasion::Since);
        let letters = eye.letters((&key, &tracker), occasion, at);
        entry.mark = Some(at);
        entry.due = eye.next((&key, &tracker), at);
        self.due.extend(entry.due.map(|due| (due, serial)));
        Some(Step {
            serial,
            at,
            letters,
        })
    }

    /// Returns the key of a tracker that is watched.
    pub(super) fn key(&self, serial: u64) -> Option<Arc<str>> {
        self.entries
            .get(&serial)
            .map(|entry| Arc::clone(&entry.key))
    }
}

/// A change that was looked at.
#[derive(Debug)]
pub(super) struct Step {
    pub(super) serial: u64,
    pub(super) at: Timestamp,
    /// What there is to tell, in order.
    pub(super) letters: Vec<Letter>,
}
