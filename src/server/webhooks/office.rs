//! The office: how far the telling has come, and what a round leaves to be done.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use super::keep::Changes;
use super::letter::Letter;
use super::queue::Queue;
use super::send::Message;
use super::watch::Watch;
use crate::parcel::Timestamp;
use crate::server::Tenant;

/// How far the telling has come.
#[derive(Debug)]
pub(super) struct Office {
    pub(super) watches: BTreeMap<u64, Watch>,
    pub(super) queue: Queue,
    /// What each subscription was told last, oldest first.
    pub(super) past: BTreeMap<u64, Vec<Arc<Letter>>>,
    /// Up to when what was told, as it was kept, of subscriptions that are not yet watched.
    pub(super) marks: BTreeMap<u64, BTreeMap<u64, Timestamp>>,
    /// What is still to be kept.
    pub(super) changes: Changes,
    /// How often it had changed which case a number leads to, when that was last looked at.
    pub(super) bends: u64,
    /// How many rounds there were.
    pub(super) rounds: u64,
}

impl Office {
    /// Returns one that has told nothing, with a queue of at most so many deliveries.
    pub(super) fn new(most: usize) -> Self {
        Self {
            watches: BTreeMap::new(),
            queue: Queue::new(most),
            past: BTreeMap::new(),
            marks: BTreeMap::new(),
            changes: Changes::default(),
            bends: 0,
            rounds: 0,
        }
    }

    /// Tells whether nothing is under way and nothing due.
    pub(super) fn is_quiet(&self, tenant: &Tenant) -> bool {
        let now = tenant.desk.clock.now();
        let subscribed = tenant.desk.subscriptions.all();
        let is_open = |id: u64| subscribed.get(&id).is_some_and(|one| !one.is_paused);
        let open = self.watches.iter().filter(|(id, _)| is_open(**id));
        let changes = open.filter_map(|(_, watch)| watch.first_due());
        let mut due = changes.chain(self.queue.first_due(is_open));
        self.queue.flying() == 0 && due.all(|due| due > now)
    }

    /// Forgets everything; ids of deliveries go on.
    pub(super) fn clear(&mut self) {
        self.watches.clear();
        self.queue.clear();
        self.past.clear();
        self.marks.clear();
        self.changes = Changes::default();
    }
}

/// What is to be done until the next round.
#[derive(Debug)]
pub(super) struct Round {
    pub(super) jobs: Vec<Job>,
    /// When the next round is due, if nothing wakes it before.
    pub(super) next: Option<Duration>,
}

/// A message to send.
#[derive(Debug)]
pub(super) struct Job {
    pub(super) delivery: u64,
    pub(super) message: Message,
}
