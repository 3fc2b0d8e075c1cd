//! What a tenant was set up with, so that it can be put back to it.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use super::tenants::Office;
use super::{Fleet, Kept, Source, State, StateError};
use crate::carrier::{Binding, Desk, Scope};
use crate::clock::{Pace, Stopwatch, wall_now};
use crate::fleet::{Clash, World, Worlds};
use crate::parcel::Timestamp;
use crate::parcel::time::Day;
use crate::random::Seed;

/// On which terms a tenant serves.
#[derive(Debug, Clone)]
pub struct Terms {
    /// The orders that are there to begin with.
    pub fleet: Fleet,
    /// Whether its clock begins with the wall's time, now and after every reset.
    pub follows_wall: bool,
    /// Where what it is told is kept, if anywhere but in memory.
    pub state: Option<Arc<State>>,
}

/// What a tenant was set up with.
#[derive(Debug)]
pub(super) struct Setup {
    /// The orders that are there to begin with.
    pub(super) fleet: Fleet,
    /// Where what it is told is kept.
    pub(super) state: Option<Arc<State>>,
    /// Who may control it, and its siblings.
    pub(super) office: Arc<Office>,
    worlds: Arc<Worlds>,
    now: Option<Timestamp>,
    pace: Pace,
    /// When it was last asked anything; a server itself is never idle.
    used: Option<Mutex<Stopwatch>>,
}

/// Why a world was not declared.
#[derive(Debug)]
pub(super) enum NotDeclared {
    /// Another one stands in the way; this seed would do, if any does.
    Clash(Clash, Option<Seed>),
    /// It cannot be kept on the disk.
    NotKept,
}

impl Setup {
    /// Remembers what a desk looks like before anybody has asked it anything.
    pub(super) fn new(desk: &Desk, terms: Terms, office: Arc<Office>) -> Self {
        Self {
            fleet: terms.fleet,
            state: terms.state,
            office,
            worlds: desk.worlds(),
            now: (!terms.follows_wall).then(|| desk.clock.now()),
            pace: desk.clock.pace(),
            used: None,
        }
    }

    /// Begins to count how long nobody asks.
    pub(super) fn leased(self) -> Self {
        Self {
            used: Some(Mutex::new(Stopwatch::start())),
            ..self
        }
    }

    /// Notes that somebody asks.
    pub(super) fn touch(&self) {
        if let Some(used) = &self.used {
            *used.lock().unwrap_or_else(PoisonError::into_inner) = Stopwatch::start();
        }
    }

    /// Returns for how long nobody has asked.
    pub(super) fn idle(&self) -> Duration {
        self.used.as_ref().map_or(Duration::ZERO, |used| {
            used.lock().unwrap_or_else(PoisonError::into_inner).passed()
        })
    }

    /// Puts a desk back to what it was; tells whether that is kept.
    pub(super) fn reset(&self, desk: &Desk) -> bool {
        let forgotten = desk.reset();
        desk.replace_worlds(Arc::clone(&self.worlds));
        desk.clock.set(self.now.unwrap_or_else(wall_now));
        desk.clock.set_pace(self.pace);
        self.state.as_ref().is_none_or(|state| state.forget()) && forgotten
    }

    /// Declares a world, if its numbers do not declare it themselves.
    pub(super) fn declare(
        &self,
        desk: &Desk,
        (source, world): (&Source, &World),
    ) -> Result<(), NotDeclared> {
        if source.is_known_as(world) {
            return Ok(());
        }
        let before = desk.worlds();
        if let Err(clash) = desk.declare(world.clone()) {
            let free = free_seed(&before, world);
            return Err(NotDeclared::Clash(clash, free));
        }
        let is_kept = |state: &Arc<State>| state.declare(source, world);
        if self.state.as_ref().is_none_or(is_kept) {
            Ok(())
        } else {
            desk.replace_worlds(before);
            Err(NotDeclared::NotKept)
        }
    }

    /// Keeps up to which month short numbers are read; tells whether it is kept.
    pub(super) fn reached(&self, before: Day, latest: Day) -> bool {
        let is_kept = |state: &Arc<State>| state.reach(latest);
        before == latest || self.state.as_ref().is_none_or(is_kept)
    }

    /// Keeps a bound text; tells whether it is kept.
    pub(super) fn bind(&self, text: &str, source: &Source, binding: &Binding) -> bool {
        let is_kept = |state: &Arc<State>| state.bind(text, source, binding);
        self.state.as_ref().is_none_or(is_kept)
    }

    /// Forgets a bound text; tells whether that is kept.
    pub(super) fn unbind(&self, text: &str) -> bool {
        let is_kept = |state: &Arc<State>| state.unbind(text);
        self.state.as_ref().is_none_or(is_kept)
    }
}

/// Lets a desk take over what a file of state held.
pub(super) fn restore(desk: &Desk, kept: Kept) -> Result<(), StateError> {
    let wrong = |what: &dyn std::fmt::Display, help: &str| StateError {
        message: format!("the state file cannot be had beside these flags: {what}"),
        help: help.to_owned(),
    };
    if let Some(latest) = kept.latest {
        desk.reach(latest)
            .map_err(|error| wrong(&error, "repeat the `--start` with which it was written"))?;
    }
    for (_, world) in kept.worlds {
        desk.declare(world)
            .map_err(|clash| wrong(&clash, "choose another `--seed`, or another file"))?;
    }
    for (text, binding) in kept.bound {
        desk.bind(&text, binding).map_err(|full| {
            wrong(
                &format!("more than {} numbers", full.most),
                "name another file",
            )
        })?;
    }
    for ((dialect, key), tracker) in kept.trackers {
        let scope = Scope {
            dialect: &dialect,
            key: &key,
        };
        desk.trackers.restore(scope, tracker);
    }
    Ok(())
}

/// Returns the smallest seed with which a scenario could be declared.
fn free_seed(worlds: &Worlds, world: &World) -> Option<Seed> {
    (1..256).map(Seed).find(|seed| {
        let mut other = world.clone();
        other.seed = *seed;
        worlds.clone().declare(other).is_ok()
    })
}
