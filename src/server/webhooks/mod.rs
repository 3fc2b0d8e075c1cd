//! Webhooks: what changed is told to those who subscribed, in order, again and again until it is taken.
//!
//! What there is to tell follows from the trackers and the clock; nothing looks at a tracker before its next change is
//! due. A round does all that is to be done at one moment; the pump makes one whenever something may be due.

pub(super) mod control;
pub(super) mod control_log;
mod first;
mod keep;
mod lab;
mod letter;
mod load;
mod log;
mod office;
mod pump;
mod queue;
mod round;
mod send;
mod target;
mod watch;

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, RwLock};
use std::time::Duration;

use tokio::sync::Notify;

pub use first::{FirstSubscription, SubscriptionError};
pub use keep::KeptWebhooks;
pub(super) use keep::{begin, forget, read};
pub use lab::{Lab, LabRule};
pub(super) use pump::pump;
pub use target::AllowedHosts;

use self::letter::Row;
use self::log::Log;
use self::office::{Office, Round};
use self::pump::Ended;
use self::round::Bench;
use super::Tenant;
use crate::carrier::Desk;
use crate::clock::Stopwatch;

/// So many deliveries wait at most; further ones are lost, and counted.
pub const QUEUE_MOST: usize = 100_000;
/// The webhooks of a tenant.
#[derive(Debug)]
pub struct Webhooks {
    office: Mutex<Office>,
    log: Log,
    lab: RwLock<Arc<Lab>>,
    /// What is in force after a reset.
    first_lab: Arc<Lab>,
    /// Who is told after a reset.
    first: Vec<FirstSubscription>,
    allowed: AllowedHosts,
    bell: Notify,
    /// Told whenever a round is over.
    ended: Condvar,
    /// How many deliveries wait.
    waiting: AtomicUsize,
}

impl Default for Webhooks {
    fn default() -> Self {
        Self::new(AllowedHosts::default(), Lab::default(), QUEUE_MOST)
    }
}

impl Webhooks {
    /// Returns webhooks that tell nobody yet, with a lab and a queue of at most so many deliveries.
    pub fn new(allowed: AllowedHosts, lab: Lab, most: usize) -> Self {
        let lab = Arc::new(lab);
        Self {
            office: Mutex::new(Office::new(most)),
            log: Log::default(),
            lab: RwLock::new(Arc::clone(&lab)),
            first_lab: lab,
            first: Vec::new(),
            allowed,
            bell: Notify::new(),
            ended: Condvar::new(),
            waiting: AtomicUsize::new(0),
        }
    }

    /// Returns webhooks that tell some from when the server is bound, and after every reset.
    #[must_use]
    pub fn beginning_with(self, first: Vec<FirstSubscription>) -> Self {
        Self { first, ..self }
    }

    /// Returns webhooks for a tenant beside another: the same hosts may be told, and nothing goes wrong on purpose.
    pub(super) fn like(parent: &Self) -> Self {
        Self::new(parent.allowed.clone(), Lab::default(), QUEUE_MOST)
    }

    /// Has it looked whether there is something to tell: after the clock, a tracker or a subscription was moved.
    pub fn wake(&self) {
        self.bell.notify_one();
    }

    /// Takes over how far the telling had come.
    pub(super) fn restore(&self, desk: &Desk, kept: KeptWebhooks) {
        let mut office = self.office();
        for subscription in kept.subscriptions {
            desk.subscriptions.restore(subscription);
        }
        office.marks = kept.marks;
        for (id, row) in kept.pending {
            let delivery = row.resumed(id);
            office.changes.pending.insert(id, Some(Row::of(&delivery)));
            office.queue.push(delivery);
        }
        self.count(&office);
    }

    /// Subscribes those who are told from the beginning; tells whether they are.
    pub(super) fn begin(&self, desk: &Desk) -> bool {
        let added = self.first.iter().map(|first| first.add(desk));
        added.fold(true, |all, added| all & added)
    }

    /// Forgets everything that is under way and what was written down; the lab is as it was at first. Tells whether
    /// those who are told from the beginning are told again.
    pub(super) fn reset(&self, tenant: &Tenant) -> bool {
        let mut office = self.office();
        office.clear();
        self.set_lab(Arc::clone(&self.first_lab));
        self.log.clear();
        self.count(&office);
        drop(office);
        self.wake();
        self.begin(&tenant.desk)
    }

    fn lab(&self) -> Arc<Lab> {
        Arc::clone(&self.lab.read().unwrap_or_else(PoisonError::into_inner))
    }

    fn set_lab(&self, lab: Arc<Lab>) {
        *self.lab.write().unwrap_or_else(PoisonError::into_inner) = lab;
    }

    fn office(&self) -> MutexGuard<'_, Office> {
        // What may panic is caught before it can break anything.
        self.office.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn count(&self, office: &Office) {
        self.waiting.store(office.queue.len(), Ordering::Relaxed);
    }

    /// Returns how many deliveries wait or are under way.
    pub(super) fn waiting(&self) -> usize {
        self.waiting.load(Ordering::Relaxed)
    }

    /// Returns how many deliveries wait for a subscription.
    fn waiting_for(&self, subscription: u64) -> usize {
        self.office().queue.count(subscription)
    }

    /// Waits until nothing is due, for a while at most; tells whether nothing is. It blocks the thread.
    fn settle(&self, tenant: &Tenant, within: Duration) -> bool {
        let watch = Stopwatch::start();
        let mut office = self.office();
        let begun = office.rounds;
        self.wake();
        loop {
            // What was asked before this call is looked at by a round that begins after it.
            if office.rounds > begun && office.is_quiet(tenant) {
                return true;
            }
            let Some(left) = within.checked_sub(watch.passed()) else {
                return false;
            };
            let waited = self.ended.wait_timeout(office, left);
            office = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    /// Returns how often what became of messages.
    pub(super) fn counts(&self) -> impl Iterator<Item = (&'static str, &'static str, u64)> {
        let counts = self.log.counts().into_iter();
        counts.map(|((dialect, fate), count)| (dialect, fate.name(), count))
    }

    /// Does all that is to be done at one moment, and returns what to send, so much of it at most.
    fn round(&self, tenant: &Tenant, ended: Vec<Ended>, room: usize) -> Round {
        let mut office = self.office();
        let subscribed = tenant.desk.subscriptions.all();
        let bench = Bench {
            tenant,
            subscribed: &subscribed,
            log: &self.log,
            lab: self.lab(),
            now: tenant.desk.clock.now(),
        };
        let round = bench.round(&mut office, ended, room);
        self.count(&office);
        self.ended.notify_all();
        round
    }
}
