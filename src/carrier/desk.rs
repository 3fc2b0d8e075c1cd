//! Desks: all that the carriers' systems of one tenant share.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

use super::{
    Keep, Keys, Limits, Looked, Nothing, Subscription, Subscriptions, TokenLife, Trackers,
};
use crate::clock::{Clock, Pace};
use crate::fleet::{Address, Case, Clash, OutOfReach, World, Worlds, decode};
use crate::parcel::number::TrackingNumber;
use crate::parcel::time::Day;
use crate::parcel::{NumberRef, Observer, Timestamp};

/// At most so many numbers are bound.
const BOUND_MOST: usize = 10_000;
/// At most so many keys have a clock of their own.
const CLOCKS_MOST: usize = 1_000;

/// All that the carriers' systems of one tenant share: worlds, time, keys, registered trackers and bound numbers.
#[derive(Debug)]
pub struct Desk {
    /// What time it is.
    pub clock: Clock,
    /// Which keys count.
    pub keys: Keys,
    /// By which clock access tokens live, and spans of limits up to a minute.
    pub token_life: TokenLife,
    /// How often keys have asked; none: they may ask as often as they like.
    pub limits: Option<Limits>,
    /// Who is registered.
    pub trackers: Trackers,
    /// Who is told of changes.
    pub subscriptions: Subscriptions,
    /// Values of settings that differ from their defaults, by name.
    pub settings: BTreeMap<String, String>,
    worlds: RwLock<Arc<Worlds>>,
    bound: RwLock<BTreeMap<String, Binding>>,
    /// Whether a bound text ever stood for a number of a world with quirks.
    bound_quirks: AtomicBool,
    clocks: RwLock<BTreeMap<String, Arc<Clock>>>,
    at_hand: Option<Arc<Case>>,
    /// How often it changed which case a number leads to.
    bends: AtomicU64,
}

/// A text that stands for a number of a case.
#[derive(Debug, Clone)]
pub struct Binding {
    /// The case's world.
    pub world: World,
    /// The case's address in it.
    pub address: Address,
    /// Which of its numbers.
    pub number: NumberRef,
}

/// A text and what it stands for.
pub type Bound = (String, Binding);

/// No more can be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Full {
    /// How many there are at most.
    pub most: usize,
}

impl Desk {
    /// Returns the desk of a tenant that answers for some worlds and accepts any key.
    pub fn new(worlds: Worlds, clock: Clock) -> Self {
        Self::kept(worlds, clock, Box::new(Nothing))
    }

    /// Returns a desk whose trackers are also kept elsewhere.
    pub fn kept(worlds: Worlds, clock: Clock, keep: Box<dyn Keep>) -> Self {
        Self {
            clock,
            keys: Keys::Any,
            token_life: TokenLife::default(),
            limits: None,
            trackers: Trackers::new(Trackers::MOST, keep),
            subscriptions: Subscriptions::default(),
            settings: BTreeMap::new(),
            worlds: RwLock::new(Arc::new(worlds)),
            bound: RwLock::default(),
            bound_quirks: AtomicBool::new(false),
            clocks: RwLock::default(),
            at_hand: None,
            bends: AtomicU64::new(0),
        }
    }

    /// Returns a desk whose clock stands still.
    pub fn frozen(worlds: Worlds, at: Timestamp) -> Self {
        Self::new(worlds, Clock::new(at, Pace::Frozen))
    }

    /// Returns a desk whose clock stands still and which has one case at hand, whatever its world.
    pub fn of_case(worlds: Worlds, case: Arc<Case>, at: Timestamp) -> Self {
        Self {
            at_hand: Some(case),
            ..Self::frozen(worlds, at)
        }
    }

    /// Returns a subscription to a dialect's trackers that is still to be added: from now on, of every key, unsigned.
    pub fn subscription(&self, dialect: &str, url: String) -> Subscription {
        Subscription {
            id: 0,
            dialect: dialect.to_owned(),
            key: None,
            url,
            secret: None,
            is_paused: false,
            created_at: self.clock.now().0,
            after_serial: self.trackers.last_serial(),
            notes: serde_json::Map::new(),
        }
    }

    /// Returns the worlds that it answers for.
    pub fn worlds(&self) -> Arc<Worlds> {
        Arc::clone(&self.worlds.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Answers for one more world.
    ///
    /// # Errors
    ///
    /// Returns the clash if its short numbers cannot be told from another declared world's.
    pub fn declare(&self, world: World) -> Result<(), Clash> {
        let mut worlds = self.worlds.write().unwrap_or_else(PoisonError::into_inner);
        let mut more = Worlds::clone(&worlds);
        more.declare(world)?;
        *worlds = Arc::new(more);
        self.bend();
        Ok(())
    }

    /// Sees to it that short numbers of orders of a day are read as that day's.
    ///
    /// # Errors
    ///
    /// Returns the days that can be had, if this is none of them.
    pub fn reach(&self, day: Day) -> Result<(), OutOfReach> {
        let mut worlds = self.worlds.write().unwrap_or_else(PoisonError::into_inner);
        let mut more = Worlds::clone(&worlds);
        more.reach(day)?;
        *worlds = Arc::new(more);
        self.bend();
        Ok(())
    }

    /// Answers for other worlds than before.
    pub fn replace_worlds(&self, worlds: Arc<Worlds>) {
        *self.worlds.write().unwrap_or_else(PoisonError::into_inner) = worlds;
        self.bend();
    }

    /// Returns how often it changed which case a number leads to.
    pub fn bends(&self) -> u64 {
        self.bends.load(Ordering::Relaxed)
    }

    fn bend(&self) {
        self.bends.fetch_add(1, Ordering::Relaxed);
    }

    /// Tells whether an answer about any of its parcels may be garbled; nearly always none may, and nobody need look.
    pub fn has_quirks(&self) -> bool {
        let garbles = |world: &World| !world.trouble().quirks().is_empty();
        let at_hand = self.at_hand.as_ref();
        at_hand.is_some_and(|case| garbles(&case.world))
            || self.worlds().declared().iter().any(garbles)
            || self.bound_quirks.load(Ordering::Relaxed)
    }

    /// Looks a text up that was bound; nothing, if it was not.
    pub fn look_up_bound(&self, text: &str) -> Option<Looked> {
        self.bound_for(text, None)
    }

    fn bound_for(&self, text: &str, whose: Option<Observer>) -> Option<Looked> {
        let binding = self.binding(text)?;
        let (world, address) = (&binding.world, binding.address);
        let is_its = |case: &&Arc<Case>| case.address == address && case.world.is(world);
        let at_hand = self.at_hand.as_ref().filter(is_its);
        let made = || Arc::new(Case::seen_by(&self.worlds(), world, address, whose));
        let case = at_hand.map_or_else(made, Arc::clone);
        Some(Looked {
            case,
            number: binding.number,
            text: text.to_owned(),
            bound: Some((binding.number, text.to_owned())),
        })
    }

    /// Looks a number up as a carrier's system does: by itself, without a guess at what was meant.
    pub fn look_up(&self, text: &str) -> Option<Looked> {
        self.look_up_for(text, None)
    }

    /// Looks a number up for one observer's pages only, which is less work than for everybody's.
    pub fn look_up_for(&self, text: &str, whose: Option<Observer>) -> Option<Looked> {
        if let Some(looked) = self.bound_for(text, whose) {
            return Some(looked);
        }
        let number = TrackingNumber::normalize(text).ok()?;
        let at_hand = self.at_hand.as_ref();
        let case = match at_hand.filter(|case| case.number(number.as_str()).is_some()) {
            Some(case) => Arc::clone(case),
            None => Arc::new(decode(&self.worlds(), &number, whose).ok()?),
        };
        Some(Looked {
            number: case.number(number.as_str())?,
            case,
            text: text.to_owned(),
            bound: None,
        })
    }

    /// Lets a text stand for a number of a case.
    ///
    /// # Errors
    ///
    /// Returns how many texts can be bound at most, if so many are.
    pub fn bind(&self, text: &str, binding: Binding) -> Result<(), Full> {
        let mut bound = self.bound.write().unwrap_or_else(PoisonError::into_inner);
        if bound.len() >= BOUND_MOST && !bound.contains_key(text) {
            return Err(Full { most: BOUND_MOST });
        }
        let garbles = !binding.world.trouble().quirks().is_empty();
        self.bound_quirks.fetch_or(garbles, Ordering::Relaxed);
        bound.insert(text.to_owned(), binding);
        self.bend();
        Ok(())
    }

    /// Returns what a text stands for, if it was bound.
    pub fn binding(&self, text: &str) -> Option<Binding> {
        let bound = self.bound.read().unwrap_or_else(PoisonError::into_inner);
        if bound.is_empty() {
            return None;
        }
        bound.get(text).cloned()
    }

    /// Lets a text stand for nothing again; tells whether it stood for something.
    pub fn unbind(&self, text: &str) -> bool {
        let mut bound = self.bound.write().unwrap_or_else(PoisonError::into_inner);
        self.bend();
        bound.remove(text).is_some()
    }

    /// Returns how many texts are bound.
    pub fn bound_count(&self) -> usize {
        let bound = self.bound.read().unwrap_or_else(PoisonError::into_inner);
        bound.len()
    }

    /// Returns every bound text, in order.
    pub fn bound(&self) -> Vec<Bound> {
        let bound = self.bound.read().unwrap_or_else(PoisonError::into_inner);
        bound
            .iter()
            .map(|(text, binding)| (text.clone(), binding.clone()))
            .collect()
    }

    /// Returns the clock of a key, if it has one of its own.
    pub fn clock_of(&self, key: &str) -> Option<Arc<Clock>> {
        let clocks = self.clocks.read().unwrap_or_else(PoisonError::into_inner);
        if clocks.is_empty() {
            return None;
        }
        clocks.get(key).map(Arc::clone)
    }

    /// Gives a key a clock of its own.
    ///
    /// # Errors
    ///
    /// Returns how many keys can have one at most, if so many have.
    pub fn give_clock(&self, key: &str, clock: Clock) -> Result<Arc<Clock>, Full> {
        let mut clocks = self.clocks.write().unwrap_or_else(PoisonError::into_inner);
        if clocks.len() >= CLOCKS_MOST && !clocks.contains_key(key) {
            return Err(Full { most: CLOCKS_MOST });
        }
        let clock = Arc::new(clock);
        clocks.insert(key.to_owned(), Arc::clone(&clock));
        Ok(clock)
    }

    /// Takes a key's clock away, so that the tenant's counts again; tells whether it had one.
    pub fn take_clock(&self, key: &str) -> bool {
        let mut clocks = self.clocks.write().unwrap_or_else(PoisonError::into_inner);
        clocks.remove(key).is_some()
    }

    /// Forgets trackers, subscriptions, bound texts, keys' clocks and how often they asked; tells whether it is kept
    /// that there are neither trackers nor subscriptions.
    pub fn reset(&self) -> bool {
        let kept = self.trackers.clear() & self.subscriptions.clear();
        if let Some(limits) = &self.limits {
            limits.clear();
        }
        self.bend();
        self.bound
            .write()
            .unwrap_or_else(PoisonError::into_inner)
            .clear();
        self.clocks
            .write()
            .unwrap_or_else(PoisonError::into_inner)
            .clear();
        kept
    }
}
