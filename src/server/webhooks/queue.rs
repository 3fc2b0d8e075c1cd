//! The queue: what waits to be sent, in order for each tracker and subscription, bounded.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::letter::Delivery;
use crate::parcel::Timestamp;

/// What waits to be sent.
#[derive(Debug)]
pub(super) struct Queue {
    all: BTreeMap<u64, Delivery>,
    boxes: BTreeMap<u64, Mailbox>,
    last: u64,
    most: usize,
    /// How many are under way.
    flying: usize,
}

/// What waits for one subscription.
#[derive(Debug, Default)]
struct Mailbox {
    /// Deliveries of each tracker: only the first of them is sent.
    lanes: BTreeMap<u64, VecDeque<u64>>,
    /// The first of every lane that is not under way, by when it is due.
    ready: BTreeSet<(Timestamp, u64)>,
}

impl Queue {
    /// Returns an empty queue of at most so many deliveries.
    pub(super) fn new(most: usize) -> Self {
        Self {
            all: BTreeMap::new(),
            boxes: BTreeMap::new(),
            last: 0,
            most,
            flying: 0,
        }
    }

    /// Returns how many deliveries wait or are under way.
    pub(super) fn len(&self) -> usize {
        self.all.len()
    }

    /// Returns how many deliveries are under way.
    pub(super) const fn flying(&self) -> usize {
        self.flying
    }

    /// Returns the id of the next delivery.
    pub(super) fn next_id(&mut self) -> u64 {
        self.last += 1;
        self.last
    }

    /// Returns a delivery.
    pub(super) fn get(&self, id: u64) -> Option<&Delivery> {
        self.all.get(&id)
    }

    /// Adds a delivery behind those of the same tracker, or in front of the last if the lab lets that be overtaken; tells
    /// whether there was room.
    pub(super) fn push(&mut self, delivery: Delivery) -> bool {
        if self.all.len() >= self.most {
            return false;
        }
        self.last = self.last.max(delivery.id);
        let (id, subscription, due) = (delivery.id, delivery.subscription, delivery.due);
        let mailbox = self.boxes.entry(subscription).or_default();
        let lane = mailbox.lanes.entry(delivery.letter.serial).or_default();
        let overtaken = lane.back().and_then(|last| self.all.get_mut(last));
        let overtaken = overtaken.filter(|last| {
            let is_held = last.struck.as_ref().is_some_and(|struck| struck.is_held());
            is_held && last.attempts == 0 && !last.is_flying && last.letter != delivery.letter
        });
        match overtaken {
            Some(last) => {
                mailbox.ready.remove(&(last.due, last.id));
                // It has waited long enough once the other one is there.
                last.due = due;
                lane.insert(lane.len() - 1, id);
            }
            None => lane.push_back(id),
        }
        if lane.front() == Some(&id) {
            mailbox.ready.insert((due, id));
        }
        self.all.insert(id, delivery);
        true
    }

    /// Takes the delivery that is due first, if one of a subscription that counts is due by now.
    pub(super) fn take(
        &mut self,
        now: Timestamp,
        counts: impl Fn(u64) -> bool,
    ) -> Option<&Delivery> {
        let (due, id) = self.first(counts).filter(|(due, _)| *due <= now)?;
        let delivery = self.all.get_mut(&id)?;
        let mailbox = self.boxes.get_mut(&delivery.subscription)?;
        mailbox.ready.remove(&(due, id));
        delivery.is_flying = true;
        self.flying += 1;
        Some(delivery)
    }

    /// Returns when the first delivery of a subscription that counts is due.
    pub(super) fn first_due(&self, counts: impl Fn(u64) -> bool) -> Option<Timestamp> {
        self.first(counts).map(|(due, _)| due)
    }

    fn first(&self, counts: impl Fn(u64) -> bool) -> Option<(Timestamp, u64)> {
        let counted = self.boxes.iter().filter(|(id, _)| counts(**id));
        counted
            .filter_map(|(_, mailbox)| mailbox.ready.first().copied())
            .min()
    }

    /// Notes that an attempt failed, and when the next one is due.
    pub(super) fn again(&mut self, id: u64, due: Timestamp) {
        let Some(delivery) = self.all.get_mut(&id) else {
            return;
        };
        self.flying -= usize::from(std::mem::take(&mut delivery.is_flying));
        delivery.attempts += 1;
        delivery.due = due;
        if let Some(mailbox) = self.boxes.get_mut(&delivery.subscription) {
            mailbox.ready.insert((due, id));
        }
    }

    /// Takes a delivery out, so that the next of its tracker can be sent.
    pub(super) fn remove(&mut self, id: u64) -> Option<Delivery> {
        let delivery = self.all.remove(&id)?;
        self.flying -= usize::from(delivery.is_flying);
        let mailbox = self.boxes.get_mut(&delivery.subscription)?;
        mailbox.ready.remove(&(delivery.due, id));
        let serial = delivery.letter.serial;
        if let Some(lane) = mailbox.lanes.get_mut(&serial) {
            let was_first = lane.front() == Some(&id);
            lane.retain(|other| *other != id);
            match lane.front().and_then(|next| self.all.get(next)) {
                Some(next) if was_first => {
                    mailbox.ready.insert((next.due, next.id));
                }
                Some(_) => {}
                None => drop(mailbox.lanes.remove(&serial)),
            }
        }
        Some(delivery)
    }

    /// Returns the deliveries of a tracker to a subscription that are not under way.
    pub(super) fn of_tracker(&self, subscription: u64, serial: u64) -> Vec<u64> {
        let lane = self
            .boxes
            .get(&subscription)
            .and_then(|mailbox| mailbox.lanes.get(&serial));
        let waits = |id: &u64| self.all.get(id).is_some_and(|one| !one.is_flying);
        let lane = lane.into_iter().flatten().copied();
        lane.filter(waits).collect()
    }

    /// Returns how many deliveries wait for a subscription.
    pub(super) fn count(&self, subscription: u64) -> usize {
        let mailbox = self.boxes.get(&subscription);
        mailbox.map_or(0, |mailbox| mailbox.lanes.values().map(VecDeque::len).sum())
    }

    /// Forgets a subscription and all that waits for it.
    pub(super) fn forget(&mut self, subscription: u64) {
        let mailbox = self.boxes.remove(&subscription).unwrap_or_default();
        for id in mailbox.lanes.into_values().flatten() {
            let gone = self.all.remove(&id);
            self.flying -= usize::from(gone.is_some_and(|gone| gone.is_flying));
        }
    }

    /// Forgets everything; ids go on.
    pub(super) fn clear(&mut self) {
        self.all.clear();
        self.boxes.clear();
        self.flying = 0;
    }
}
