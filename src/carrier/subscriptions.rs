//! Subscriptions: who is told when what a tracker shows changes.

use std::collections::{BTreeMap, VecDeque};
use std::fmt;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde::{Deserialize, Serialize};

use super::Nothing;

/// A URL that is told of changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subscription {
    /// Its place in the order of subscriptions, from 1.
    pub id: u64,
    /// The dialect that tells.
    pub dialect: String,
    /// Of whose trackers: this API key's; none: everybody's.
    pub key: Option<String>,
    /// Who is told.
    pub url: String,
    /// What messages are signed with; none: what the dialect signs with then.
    pub secret: Option<String>,
    /// Whether messages wait.
    pub is_paused: bool,
    /// When it was made, by the tenant's clock.
    pub created_at: i64,
    /// The last tracker that was registered before it.
    pub after_serial: u64,
    /// Whatever else the dialect keeps: custom headers, which events.
    pub notes: serde_json::Map<String, serde_json::Value>,
}

impl Subscription {
    /// Tells whether it is about the trackers of a dialect and key.
    pub fn covers(&self, dialect: &str, key: &str) -> bool {
        self.dialect == dialect && self.key.as_ref().is_none_or(|own| own == key)
    }
}

/// Where subscriptions are kept beside memory.
///
/// Each change tells whether it is kept for good by now.
pub trait KeepSubscriptions: fmt::Debug + Send + Sync {
    /// Keeps a subscription, in place of an earlier state of it.
    fn put(&self, subscription: &Subscription) -> bool;
    /// Forgets a subscription and what waits for it.
    fn remove(&self, id: u64) -> bool;
    /// Forgets every subscription.
    fn clear(&self) -> bool;
}

impl KeepSubscriptions for Nothing {
    fn put(&self, _: &Subscription) -> bool {
        true
    }

    fn remove(&self, _: u64) -> bool {
        true
    }

    fn clear(&self) -> bool {
        true
    }
}

/// Every subscription by its id, as of one moment.
pub type Subscribed = Arc<BTreeMap<u64, Arc<Subscription>>>;

/// The subscriptions of a tenant, bounded.
#[derive(Debug)]
pub struct Subscriptions {
    book: Mutex<Book>,
    keep: Box<dyn KeepSubscriptions>,
    /// Whether anything came, changed or went since somebody last looked.
    is_touched: AtomicBool,
}

#[derive(Debug, Default)]
struct Book {
    all: Subscribed,
    last: u64,
    /// What somebody asked to be told: subscription and tracker.
    asked: VecDeque<(u64, u64)>,
}

impl Default for Subscriptions {
    fn default() -> Self {
        Self::new(Box::new(Nothing))
    }
}

impl Subscriptions {
    /// At most so many subscriptions are kept.
    pub const MOST: usize = 100;
    /// At most so many messages that somebody asked for wait to be looked at.
    const ASKED_MOST: usize = 10_000;

    /// Returns no subscriptions yet.
    pub fn new(keep: Box<dyn KeepSubscriptions>) -> Self {
        Self {
            book: Mutex::default(),
            keep,
            is_touched: AtomicBool::new(false),
        }
    }

    /// Puts back a subscription that was kept.
    pub fn restore(&self, subscription: Subscription) {
        self.touch().insert(subscription);
    }

    /// Adds a subscription under the next id. None: there are as many as there can be, or it cannot be kept.
    pub fn add(&self, new: Subscription) -> Option<Arc<Subscription>> {
        let mut book = self.touch();
        if book.all.len() >= Self::MOST {
            return None;
        }
        let id = book.last + 1;
        let subscription = Subscription { id, ..new };
        if !self.keep.put(&subscription) {
            return None;
        }
        Some(book.insert(subscription))
    }

    /// Returns a subscription.
    pub fn get(&self, id: u64) -> Option<Arc<Subscription>> {
        self.book().all.get(&id).cloned()
    }

    /// Returns all of them as of now.
    pub fn all(&self) -> Subscribed {
        Arc::clone(&self.book().all)
    }

    /// Changes a subscription and returns it. None: it is not there, or the change cannot be kept.
    pub fn update(
        &self,
        id: u64,
        change: impl FnOnce(&mut Subscription),
    ) -> Option<Arc<Subscription>> {
        let mut book = self.touch();
        let mut changed = Subscription::clone(book.all.get(&id)?);
        change(&mut changed);
        changed.id = id;
        if !self.keep.put(&changed) {
            return None;
        }
        Some(book.insert(changed))
    }

    /// Removes a subscription and returns it. None: it is not there, or its removal cannot be kept.
    pub fn remove(&self, id: u64) -> Option<Arc<Subscription>> {
        let mut book = self.touch();
        if !book.all.contains_key(&id) || !self.keep.remove(id) {
            return None;
        }
        Arc::make_mut(&mut book.all).remove(&id)
    }

    /// Forgets every subscription; tells whether that is kept.
    pub fn clear(&self) -> bool {
        let mut book = self.touch();
        book.all = Arc::default();
        book.asked.clear();
        self.keep.clear()
    }

    /// Asks that a subscription be told what a tracker shows; tells whether there is room for it.
    pub fn ask(&self, id: u64, serial: u64) -> bool {
        let mut book = self.touch();
        let has_room = book.asked.len() < Self::ASKED_MOST;
        if has_room {
            book.asked.push_back((id, serial));
        }
        has_room
    }

    /// Takes what was asked for.
    pub fn take_asked(&self) -> VecDeque<(u64, u64)> {
        std::mem::take(&mut self.book().asked)
    }

    /// Tells whether anything came, changed, went or was asked for since this was last called.
    pub fn take_touched(&self) -> bool {
        // Every request asks this, so it is only read as long as there is nothing.
        self.is_touched.load(Ordering::Relaxed) && self.is_touched.swap(false, Ordering::Relaxed)
    }

    fn touch(&self) -> MutexGuard<'_, Book> {
        self.is_touched.store(true, Ordering::Relaxed);
        self.book()
    }

    fn book(&self) -> MutexGuard<'_, Book> {
        // Nothing that is called while the lock is held panics halfway through a change.
        self.book.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Book {
    fn insert(&mut self, subscription: Subscription) -> Arc<Subscription> {
        let id = subscription.id;
        self.last = self.last.max(id);
        let subscription = Arc::new(subscription);
        Arc::make_mut(&mut self.all).insert(id, Arc::clone(&subscription));
        subscription
    }
}
