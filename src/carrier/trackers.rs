//! Registered trackers: what a client told an aggregator to watch.

use std::fmt;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde::{Deserialize, Serialize};

use super::shelves::{Shelves, Touched, owned};
use crate::parcel::Timestamp;

/// Whose trackers: a dialect's, of one API key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scope<'a> {
    /// The dialect's name.
    pub dialect: &'a str,
    /// The API key.
    pub key: &'a str,
}

/// A number that a client registered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tracker {
    /// Its place in the order of registration, from 1, over all scopes.
    pub serial: u64,
    /// The number, as registered.
    pub number: String,
    /// The carrier that the client named; empty if none.
    pub carrier: String,
    /// When it was registered, by the tenant's clock.
    pub registered_at: i64,
    /// Whatever else the dialect keeps: tags, titles, whether it is stopped.
    pub notes: serde_json::Map<String, serde_json::Value>,
}

impl Tracker {
    /// Returns when it was registered, as shown at an instant: a clock that went back shows nothing of the future.
    pub fn created_at(&self, at: Timestamp) -> Timestamp {
        Timestamp(self.registered_at).min(at)
    }
}

/// What became of a registration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Registered {
    /// It is new.
    New(Tracker),
    /// The same number of the same carrier was registered before.
    Before(Tracker),
    /// No more trackers are kept: there are too many, or the store beside memory fails.
    Full,
}

/// Where trackers are kept beside memory.
///
/// Each change tells whether it is kept for good by now: what is not kept is not acknowledged to any client.
pub trait Keep: fmt::Debug + Send + Sync {
    /// Keeps a tracker, in place of an earlier state of it.
    fn put(&self, scope: Scope<'_>, tracker: &Tracker) -> bool;
    /// Forgets a tracker.
    fn remove(&self, scope: Scope<'_>, serial: u64) -> bool;
    /// Forgets every tracker.
    fn clear(&self) -> bool;
}

/// Keeps nothing beside memory.
#[derive(Debug, Clone, Copy)]
pub struct Nothing;

impl Keep for Nothing {
    fn put(&self, _: Scope<'_>, _: &Tracker) -> bool {
        true
    }

    fn remove(&self, _: Scope<'_>, _: u64) -> bool {
        true
    }

    fn clear(&self) -> bool {
        true
    }
}

/// The trackers of every scope, bounded.
#[derive(Debug)]
pub struct Trackers {
    shelves: Mutex<Shelves>,
    keep: Box<dyn Keep>,
    most: usize,
    /// Whether somebody looks which trackers come, change and go.
    is_watched: AtomicBool,
}

impl Trackers {
    /// At most so many trackers are kept in all.
    pub const MOST: usize = 100_000;

    /// Returns an empty store of at most `most` trackers.
    pub fn new(most: usize, keep: Box<dyn Keep>) -> Self {
        Self {
            shelves: Mutex::default(),
            keep,
            most,
            is_watched: AtomicBool::new(false),
        }
    }

    /// Puts back a tracker that was kept.
    pub fn restore(&self, scope: Scope<'_>, tracker: Tracker) {
        self.shelves().insert(scope, tracker);
    }

    /// Registers a number, unless the same number of the same carrier is registered already.
    pub fn register(
        &self,
        scope: Scope<'_>,
        (number, carrier): (&str, &str),
        now: Timestamp,
        notes: serde_json::Map<String, serde_json::Value>,
    ) -> Registered {
        let mut shelves = self.shelves();
        if let Some(before) = shelves
            .shelf(scope)
            .and_then(|shelf| shelf.find(number, Some(carrier)))
        {
            return Registered::Before(before.clone());
        }
        if shelves.count >= self.most {
            return Registered::Full;
        }
        let tracker = Tracker {
            serial: shelves.serial + 1,
            number: number.to_owned(),
            carrier: carrier.to_owned(),
            registered_at: now.0,
            notes,
        };
        if !self.keep.put(scope, &tracker) {
            return Registered::Full;
        }
        shelves.insert(scope, tracker.clone());
        Registered::New(tracker)
    }

    /// Returns the tracker of a number; of any carrier, the first registered, if none is named.
    pub fn find(&self, scope: Scope<'_>, number: &str, carrier: Option<&str>) -> Option<Tracker> {
        self.shelves().shelf(scope)?.find(number, carrier).cloned()
    }

    /// Returns the tracker of a serial number.
    pub fn get(&self, scope: Scope<'_>, serial: u64) -> Option<Tracker> {
        let shelves = self.shelves();
        shelves.shelf(scope)?.by_serial.get(&serial).cloned()
    }

    /// Lets a tracker's number be registered anew, where an aggregator takes only a recent one for the same: the tracker
    /// stays, and is found by its serial number.
    pub fn release(&self, scope: Scope<'_>, serial: u64) {
        let mut shelves = self.shelves();
        let Some(shelf) = shelves.by_scope.get_mut(&owned(scope)) else {
            return;
        };
        if let Some(tracker) = shelf.by_serial.get(&serial) {
            let name = (tracker.number.clone(), tracker.carrier.clone());
            shelf.by_number.remove(&name);
        }
    }

    /// Returns the first tracker that matches, oldest first.
    pub fn first(&self, scope: Scope<'_>, matches: impl Fn(&Tracker) -> bool) -> Option<Tracker> {
        let shelves = self.shelves();
        let mut all = shelves.shelf(scope)?.by_serial.values();
        all.find(|tracker| matches(tracker)).cloned()
    }

    /// Returns every tracker of a scope that matches, oldest first.
    pub fn list(&self, scope: Scope<'_>, matches: impl Fn(&Tracker) -> bool) -> Vec<Tracker> {
        let shelves = self.shelves();
        let all = shelves
            .shelf(scope)
            .into_iter()
            .flat_map(|shelf| shelf.by_serial.values());
        all.filter(|tracker| matches(tracker)).cloned().collect()
    }

    /// Changes a tracker and returns it; its number may not change. None: it is not there, or the change cannot be kept.
    pub fn update(
        &self,
        scope: Scope<'_>,
        serial: u64,
        change: impl FnOnce(&mut Tracker),
    ) -> Option<Tracker> {
        let mut shelves = self.shelves();
        let before = shelves.remove(scope, serial)?;
        let mut tracker = before.clone();
        change(&mut tracker);
        tracker.serial = serial;
        tracker.number.clone_from(&before.number);
        tracker.registered_at = before.registered_at;
        if !self.keep.put(scope, &tracker) {
            shelves.insert(scope, before);
            return None;
        }
        shelves.insert(scope, tracker.clone());
        Some(tracker)
    }

    /// Removes a tracker and returns it. None: it is not there, or its removal cannot be kept.
    pub fn remove(&self, scope: Scope<'_>, serial: u64) -> Option<Tracker> {
        let mut shelves = self.shelves();
        let removed = shelves.remove(scope, serial)?;
        if !self.keep.remove(scope, serial) {
            shelves.insert(scope, removed);
            return None;
        }
        Some(removed)
    }

    /// Forgets every tracker; tells whether that is kept.
    pub fn clear(&self) -> bool {
        let mut shelves = self.shelves();
        shelves.by_scope.clear();
        shelves.count = 0;
        self.keep.clear()
    }

    /// Begins or ends to note which trackers come, change and go.
    pub fn watch(&self, is_watched: bool) {
        self.is_watched.store(is_watched, Ordering::Relaxed);
        let mut shelves = self.shelves();
        if is_watched != shelves.touched.is_some() {
            shelves.touched = is_watched.then(Touched::new);
        }
    }

    /// Tells whether trackers came, changed or went since that was last taken.
    pub fn is_touched(&self) -> bool {
        // Every request asks this, and mostly nobody looks.
        if !self.is_watched.load(Ordering::Relaxed) {
            return false;
        }
        let touched = &self.shelves().touched;
        touched.as_ref().is_some_and(|touched| !touched.is_empty())
    }

    /// Takes which trackers came, changed or went.
    pub fn take_touched(&self) -> Touched {
        let touched = &mut self.shelves().touched;
        touched.as_mut().map(std::mem::take).unwrap_or_default()
    }

    /// Returns the serial number of the last tracker that was registered.
    pub fn last_serial(&self) -> u64 {
        self.shelves().serial
    }

    /// Returns every tracker of a dialect, of one key or of all, with its key.
    pub fn of_dialect(&self, dialect: &str, key: Option<&str>) -> Vec<(String, u64)> {
        self.matching((dialect, key), |_| true)
    }

    /// Returns every tracker of a number with a dialect, of one key or of all.
    pub fn of_number(&self, dialect: &str, key: Option<&str>, number: &str) -> Vec<u64> {
        let found = self.matching((dialect, key), |tracker| tracker.number == number);
        found.into_iter().map(|(_, serial)| serial).collect()
    }

    fn matching(
        &self,
        (dialect, key): (&str, Option<&str>),
        matches: impl Fn(&Tracker) -> bool,
    ) -> Vec<(String, u64)> {
        let shelves = self.shelves();
        let from = (dialect.to_owned(), key.unwrap_or_default().to_owned());
        let scopes = shelves.by_scope.range(from..);
        let scopes = scopes
            .take_while(|((own, owner), _)| own == dialect && key.is_none_or(|key| owner == key));
        scopes
            .flat_map(|((_, owner), shelf)| {
                let matching = shelf.by_serial.values().filter(|tracker| matches(tracker));
                matching.map(|tracker| (owner.clone(), tracker.serial))
            })
            .collect()
    }

    /// Returns how many trackers there are.
    pub fn count(&self) -> usize {
        self.shelves().count
    }

    fn shelves(&self) -> MutexGuard<'_, Shelves> {
        // Nothing that is called while the lock is held panics halfway through a change.
        self.shelves.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCOPE: Scope<'_> = Scope {
        dialect: "17track",
        key: "k",
    };

    fn store(most: usize) -> Trackers {
        Trackers::new(most, Box::new(Nothing))
    }

    fn register(trackers: &Trackers, number: &str, carrier: &str) -> Registered {
        trackers.register(
            SCOPE,
            (number, carrier),
            Timestamp(100),
            serde_json::Map::new(),
        )
    }

    #[test]
    fn a_number_is_registered_once_a_carrier_and_key() {
        let trackers = store(10);
        assert!(matches!(register(&trackers, "A", "x"), Registered::New(_)));
        assert!(matches!(
            register(&trackers, "A", "x"),
            Registered::Before(_)
        ));
        assert!(matches!(register(&trackers, "A", "y"), Registered::New(_)));
        let other = Scope {
            key: "other",
            ..SCOPE
        };
        assert!(trackers.find(other, "A", None).is_none());
        assert_eq!(trackers.find(SCOPE, "A", None).unwrap().carrier, "x");
        assert_eq!(trackers.count(), 2);
    }

    #[test]
    fn the_store_is_bounded_and_removal_makes_room() {
        let trackers = store(1);
        let Registered::New(first) = register(&trackers, "A", "") else {
            panic!("there was room");
        };
        assert_eq!(register(&trackers, "B", ""), Registered::Full);
        assert!(trackers.remove(SCOPE, first.serial).is_some());
        let Registered::New(second) = register(&trackers, "A", "") else {
            panic!("there is room again");
        };
        assert!(second.serial > first.serial);
        trackers.clear();
        assert_eq!(trackers.count(), 0);
        assert!(trackers.find(SCOPE, "A", None).is_none());
    }

    #[test]
    fn a_change_of_carrier_moves_the_tracker_and_keeps_its_number() {
        let trackers = store(10);
        let Registered::New(tracker) = register(&trackers, "A", "x") else {
            panic!("it is new");
        };
        trackers.update(SCOPE, tracker.serial, |tracker| {
            tracker.carrier = "y".to_owned();
            tracker.number = "B".to_owned();
        });
        assert!(trackers.find(SCOPE, "A", Some("x")).is_none());
        assert!(trackers.find(SCOPE, "B", None).is_none());
        assert_eq!(
            trackers.find(SCOPE, "A", Some("y")).unwrap().serial,
            tracker.serial
        );
    }

    #[test]
    fn a_released_number_is_registered_anew_and_both_stay() {
        let trackers = store(10);
        let Registered::New(first) = register(&trackers, "A", "x") else {
            panic!("it is new");
        };
        trackers.release(SCOPE, first.serial);
        let Registered::New(second) = register(&trackers, "A", "x") else {
            panic!("it is new again");
        };
        trackers.update(SCOPE, first.serial, |_| {});
        assert_eq!(trackers.get(SCOPE, first.serial), Some(first));
        assert_eq!(trackers.find(SCOPE, "A", Some("x")), Some(second));
        assert_eq!(trackers.count(), 2);
    }

    #[test]
    fn a_clock_that_went_back_shows_no_registration_of_the_future() {
        let trackers = store(10);
        register(&trackers, "A", "");
        let tracker = trackers.find(SCOPE, "A", None).unwrap();
        assert_eq!(tracker.created_at(Timestamp(50)), Timestamp(50));
        assert_eq!(tracker.created_at(Timestamp(500)), Timestamp(100));
    }
}
