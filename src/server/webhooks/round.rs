//! A round: all that is to be done at one moment.

use std::sync::Arc;
use std::time::Duration;

use super::lab::{Action, Lab, STORM_MOST};
use super::letter::{Copied, Delivery, Letter, Row};
use super::log::{Attempt, Fate, Log, Outcome};
use super::office::{Office, Round};
use super::pump::Ended;
use super::send::Unsent;
use super::watch::{Eye, Watch};
use crate::carrier::{Subscribed, Subscription};
use crate::dialect::hook::{Hooks, Occasion, waits};
use crate::dialect::{Dialect, by_name};
use crate::parcel::Timestamp;
use crate::server::Tenant;

/// In one round so many changes are looked at; what is left waits for the next one.
const STEPS: usize = 256;
/// Of each subscription so many delivered letters are remembered, for the lab to send them again.
const PAST_MOST: usize = STORM_MOST as usize;

/// What a round works with.
#[derive(Debug)]
pub(super) struct Bench<'a> {
    pub(super) tenant: &'a Tenant,
    pub(super) subscribed: &'a Subscribed,
    pub(super) log: &'a Log,
    pub(super) lab: Arc<Lab>,
    pub(super) now: Timestamp,
}

/// A subscription, its dialect, and what that sends.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line<'a> {
    pub(super) subscription: &'a Subscription,
    pub(super) dialect: &'static dyn Dialect,
    pub(super) hooks: &'static dyn Hooks,
}

impl<'a> Bench<'a> {
    /// Does all of it, and returns what to send, so much of it at most.
    pub(super) fn round(&self, office: &mut Office, ended: Vec<Ended>, room: usize) -> Round {
        office.rounds += 1;
        for one in ended {
            self.land(office, &one);
        }
        self.follow(office);
        let is_done = self.look(office);
        self.answer_asked(office);
        // What is about to be sent is on the disk first.
        self.keep(office);
        let jobs = self.load(office, room);
        self.keep(office);
        let next = if is_done {
            self.next(office, room > jobs.len())
        } else {
            Some(Duration::ZERO)
        };
        Round { jobs, next }
    }

    pub(super) fn line(&self, id: u64) -> Option<Line<'a>> {
        let subscription: &Subscription = self.subscribed.get(&id)?;
        let dialect = by_name(&subscription.dialect)?;
        Some(Line {
            subscription,
            dialect,
            hooks: dialect.hooks()?,
        })
    }

    pub(super) fn eye(&self, line: Line<'a>) -> Eye<'a> {
        Eye {
            tenant: self.tenant,
            subscription: line.subscription,
            hooks: line.hooks,
        }
    }

    /// Tells whether anything is sent to a subscription.
    pub(super) fn is_open(&self, id: u64) -> bool {
        self.subscribed.get(&id).is_some_and(|one| !one.is_paused)
    }

    /// Notes what came of an attempt.
    fn land(&self, office: &mut Office, ended: &Ended) {
        let Some(delivery) = office.queue.get(ended.delivery).cloned() else {
            return;
        };
        let Some(line) = self.line(delivery.subscription) else {
            office.queue.remove(delivery.id);
            return;
        };
        let (outcome, is_taken) = match &ended.answer {
            Ok(status) => (Outcome::Status(status.as_u16()), line.hooks.takes(*status)),
            Err(Unsent::Failed(error)) => (Outcome::Error(error.clone()), false),
            Err(Unsent::Refused(error)) => (Outcome::Error(error.to_string()), false),
        };
        let wait = self.wait(line, delivery.attempts);
        let (fate, next) = match (&ended.answer, wait) {
            _ if is_taken => (Fate::Delivered, None),
            (Err(Unsent::Refused(_)), _) => (Fate::Refused, None),
            (_, Some(wait)) => (Fate::Again, Some(self.now + wait)),
            (_, None) => (Fate::GivenUp, None),
        };
        let attempt = Attempt {
            dialect: line.dialect.name(),
            now: self.now,
            number: delivery.attempts + 1,
            outcome,
            fate,
            next,
        };
        self.log.write(&delivery, attempt);
        if let Some(next) = next {
            office.queue.again(delivery.id, next);
            self.note(office, delivery.id);
            return;
        }
        self.end(office, delivery.id);
        if fate == Fate::Delivered {
            self.remember(office, &delivery);
        }
    }

    /// Returns after how many seconds a message is sent again that was sent so often before.
    fn wait(&self, line: Line<'_>, attempts: u32) -> Option<i64> {
        let setting = line.hooks.retries();
        let said = self.tenant.desk.settings.get(setting.name);
        let said = said.and_then(|text| waits(text));
        let waits = said.or_else(|| waits(setting.default)).unwrap_or_default();
        waits.get(attempts as usize).copied().map(i64::from)
    }

    /// Takes a delivery out of the queue.
    pub(super) fn end(&self, office: &mut Office, id: u64) {
        office.queue.remove(id);
        self.note(office, id);
    }

    /// Notes that a delivery is to be kept as it is now.
    fn note(&self, office: &mut Office, id: u64) {
        if self.tenant.setup.state.is_some() {
            let row = office.queue.get(id).map(Row::of);
            office.changes.pending.insert(id, row);
        }
    }

    /// Remembers what was delivered, and sends much of it again if the lab says so.
    fn remember(&self, office: &mut Office, delivery: &Delivery) {
        if delivery.copy.is_some() {
            return;
        }
        let past = office.past.entry(delivery.subscription).or_default();
        if past.len() >= PAST_MOST {
            past.remove(0);
        }
        past.push(Arc::clone(&delivery.letter));
        let storm = delivery.struck.as_ref().map_or(0, |struck| struck.storm);
        let again = past.len().saturating_sub(storm as usize);
        let past = past[again..].to_vec();
        for letter in past {
            let copy = Delivery {
                id: office.queue.next_id(),
                subscription: delivery.subscription,
                letter,
                due: self.now,
                attempts: 0,
                is_flying: false,
                struck: None,
                copy: Some(Copied::Replay),
            };
            self.push(office, copy);
        }
    }

    /// Notes which subscriptions and trackers came, changed and went.
    fn follow(&self, office: &mut Office) {
        let trackers = &self.tenant.desk.trackers;
        trackers.watch(!self.subscribed.is_empty());
        let gone = |id: &u64| !self.subscribed.contains_key(id);
        let gone: Vec<u64> = office.watches.keys().copied().filter(gone).collect();
        for id in gone {
            office.watches.remove(&id);
            office.past.remove(&id);
            office.queue.forget(id);
        }
        let touched = trackers.take_touched();
        let bends = self.tenant.desk.bends();
        let has_bent = std::mem::replace(&mut office.bends, bends) != bends;
        for id in self.subscribed.keys() {
            let Some(line) = self.line(*id) else { continue };
            let eye = self.eye(line);
            let Some(watch) = office.watches.get_mut(id) else {
                let marks = office.marks.remove(id).unwrap_or_default();
                let mut watch = Watch::default();
                watch.begin(eye, &marks);
                office.watches.insert(*id, watch);
                continue;
            };
            if has_bent {
                watch.review(eye);
            }
            let mut withdrawn = Vec::new();
            for (serial, (dialect, key)) in &touched {
                let is_its = line.subscription.covers(dialect, key);
                if is_its && !watch.touch(eye, (key, *serial)) {
                    withdrawn.extend(office.queue.of_tracker(*id, *serial));
                    office.changes.marks.insert((*id, *serial), None);
                }
            }
            for delivery in withdrawn {
                self.withdraw(office, delivery, line);
            }
        }
    }

    /// Gives up what tells of a tracker that is not there any more; what is under way lands later.
    fn withdraw(&self, office: &mut Office, id: u64, line: Line<'_>) {
        let Some(delivery) = office.queue.remove(id) else {
            return;
        };
        self.note(office, id);
        self.unsent(&delivery, line, (Fate::Withdrawn, "the tracker is gone"));
    }

    pub(super) fn unsent(&self, delivery: &Delivery, line: Line<'_>, (fate, why): (Fate, &str)) {
        let attempt = Attempt {
            dialect: line.dialect.name(),
            now: self.now,
            number: 0,
            outcome: Outcome::Error(why.to_owned()),
            fate,
            next: None,
        };
        self.log.write(delivery, attempt);
    }

    /// Looks at changes that are due, oldest first; tells whether none is left.
    fn look(&self, office: &mut Office) -> bool {
        for _ in 0..STEPS {
            let open = office.watches.iter().filter(|(id, _)| self.is_open(**id));
            let due = open.filter_map(|(id, watch)| Some((watch.first_due()?, *id)));
            let Some((_, id)) = due.min().filter(|(due, _)| *due <= self.now) else {
                return true;
            };
            let (Some(line), Some(watch)) = (self.line(id), office.watches.get_mut(&id)) else {
                return true;
            };
            let Some(step) = watch.step(self.eye(line), self.now) else {
                return true;
            };
            if self.tenant.setup.state.is_some() {
                let mark = (id, step.serial);
                office.changes.marks.insert(mark, Some(step.at));
            }
            for letter in step.letters {
                self.post(office, line, letter);
            }
        }
        false
    }

    /// Lets those be told who asked for it.
    fn answer_asked(&self, office: &mut Office) {
        for (id, serial) in self.tenant.desk.subscriptions.take_asked() {
            let key = office.watches.get(&id).and_then(|watch| watch.key(serial));
            let (Some(line), Some(key)) = (self.line(id), key) else {
                continue;
            };
            let eye = self.eye(line);
            let Some(tracker) = eye.tracker(&key, serial) else {
                continue;
            };
            for letter in eye.letters((&key, &tracker), Occasion::Asked, self.now) {
                self.post(office, line, letter);
            }
        }
    }

    /// Puts a letter into the queue, unless the lab loses it.
    fn post(&self, office: &mut Office, line: Line<'_>, letter: Letter) {
        let struck = self.lab.strikes(line.dialect, &letter);
        let (delay, actions) = struck
            .as_ref()
            .map_or_else(Default::default, |struck| (struck.delay, struck.actions));
        let delivery = Delivery {
            id: office.queue.next_id(),
            subscription: line.subscription.id,
            due: letter.at + delay,
            letter: Arc::new(letter),
            attempts: 0,
            is_flying: false,
            struck,
            copy: None,
        };
        if actions.has(Action::Drop) {
            self.unsent(&delivery, line, (Fate::Lost, "lost by the lab"));
            return;
        }
        let copy = actions.has(Action::Duplicate).then(|| Delivery {
            id: office.queue.next_id(),
            struck: None,
            copy: Some(Copied::Duplicate),
            ..delivery.clone()
        });
        self.push(office, delivery);
        if let Some(copy) = copy {
            self.push(office, copy);
        }
    }

    /// Puts a delivery into the queue, if there is room.
    fn push(&self, office: &mut Office, delivery: Delivery) {
        let (id, shown) = (delivery.id, delivery.clone());
        if office.queue.push(delivery) {
            self.note(office, id);
        } else if let Some(line) = self.line(shown.subscription) {
            self.unsent(&shown, line, (Fate::NoRoom, "the queue is full"));
        }
    }

    /// Keeps what has changed, if anywhere.
    fn keep(&self, office: &mut Office) {
        if let Some(state) = &self.tenant.setup.state {
            // What cannot be kept now is told by the state's trouble; it may be told twice after a restart.
            let _kept = state.keep_webhooks(&std::mem::take(&mut office.changes));
        }
    }

    /// Returns how long nothing is to be done.
    fn next(&self, office: &Office, has_room: bool) -> Option<Duration> {
        let open = office.watches.iter().filter(|(id, _)| self.is_open(**id));
        let changes = open.filter_map(|(_, watch)| watch.first_due());
        let deliveries = office.queue.first_due(|id| self.is_open(id));
        let due = changes.chain(deliveries.filter(|_| has_room)).min()?;
        self.tenant.desk.clock.until(due)
    }
}
