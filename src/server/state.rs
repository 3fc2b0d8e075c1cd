//! State that outlives the process: trackers, subscriptions, bound numbers and declared worlds, in one file.
//!
//! Every change is on the disk before it is acknowledged, so that a process that is killed loses nothing that any client
//! was told. Nothing else is kept: parcels follow from their numbers.

use std::fmt;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use redb::{Database, ReadableDatabase as _, ReadableTable as _, TableDefinition};
use serde::{Deserialize, Serialize};

use super::{KeptWebhooks, Source, webhooks};
use crate::carrier::{Binding, Keep, Scope, Tracker};
use crate::fleet::{Address, World};
use crate::parcel::time::Day;
use crate::parcel::{NumberRef, NumberRole};
use crate::random::{GENERATION, Seed};

/// (dialect, key, serial) → tracker.
const TRACKERS: TableDefinition<'_, (&str, &str, u64), &[u8]> = TableDefinition::new("trackers");
/// Text → what it stands for.
const NUMBERS: TableDefinition<'_, &str, &[u8]> = TableDefinition::new("numbers");
/// (digest, seed) → world.
const WORLDS: TableDefinition<'_, (u64, u64), &[u8]> = TableDefinition::new("worlds");
/// What there is one of.
const FACTS: TableDefinition<'_, &str, i64> = TableDefinition::new("facts");

/// The fact that says which generation of values the addresses are of.
const GENERATION_FACT: &str = "generation";
/// The fact that says up to which month numbers are read, as a day of it.
const LATEST_FACT: &str = "latest";
/// Pages of the file that are kept in memory take so many bytes at most.
const CACHE_BYTES: usize = 8 << 20;

/// A file of state, opened by this process alone.
pub struct State {
    database: Database,
    trouble: Mutex<Option<String>>,
}

/// Why a file of state cannot be used, and the mend.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StateError {
    /// What is wrong: lower case, no full stop.
    pub message: String,
    /// What to do.
    pub help: String,
}

impl fmt::Display for StateError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}; {}", self.message, self.help)
    }
}

impl std::error::Error for StateError {}

/// What a file of state held when it was opened.
#[derive(Debug, Default)]
pub struct Kept {
    /// Trackers, with their dialects and keys.
    pub trackers: Vec<((String, String), Tracker)>,
    /// Declared worlds.
    pub worlds: Vec<(Source, World)>,
    /// Bound texts.
    pub bound: Vec<(String, Binding)>,
    /// A day of the last month that short numbers are read as.
    pub latest: Option<Day>,
    /// Subscriptions, and how far the telling had come.
    pub webhooks: KeptWebhooks,
    /// How many rows this version cannot read.
    pub unread: usize,
}

#[derive(Serialize, Deserialize)]
struct WorldRow {
    name: String,
    /// None: a built-in scenario.
    text: Option<String>,
    /// What goes wrong in it on purpose.
    #[serde(default)]
    with: String,
}

#[derive(Serialize, Deserialize)]
struct NumberRow {
    /// None: the world of this digest.
    built_in: Option<String>,
    digest: u64,
    seed: u64,
    day: i32,
    place: u64,
    parcel: u8,
    role: String,
    #[serde(default)]
    with: String,
}

impl fmt::Debug for State {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let trouble = self.trouble();
        formatter
            .debug_struct("State")
            .field("trouble", &trouble)
            .finish_non_exhaustive()
    }
}

impl State {
    /// Opens a file of state, or begins one.
    ///
    /// # Errors
    ///
    /// Returns why the file cannot be used: another process has it open, it is something else, another generation of
    /// values wrote it, or the disk fails.
    pub fn open(path: &Path) -> Result<(Self, Kept), StateError> {
        let shown = path.display();
        let wrong = |what: &dyn fmt::Display, help: &str| StateError {
            message: format!("the state file `{shown}` {what}"),
            help: help.to_owned(),
        };
        let mut builder = Database::builder();
        builder.set_cache_size(CACHE_BYTES);
        let database = builder.create(path).map_err(|error| match error {
            redb::DatabaseError::DatabaseAlreadyOpen => wrong(
                &"is open in another process",
                "stop that one, or name another file",
            ),
            redb::DatabaseError::Storage(redb::StorageError::Io(error)) => wrong(
                &format!("cannot be opened: {error}"),
                "name a file of this program in a folder that you may write to",
            ),
            error => wrong(
                &format!("cannot be read: {error}"),
                "name another file, or delete this one to begin anew",
            ),
        })?;
        let state = Self {
            database,
            trouble: Mutex::default(),
        };
        let unreadable = |error: redb::Error| {
            wrong(
                &format!("cannot be read: {error}"),
                "name another file, or delete this one to begin anew",
            )
        };
        let generation = state.begin().map_err(unreadable)?;
        if generation != i64::from(GENERATION) {
            return Err(wrong(
                &format!("is of generation {generation} of values, and this is {GENERATION}"),
                "name another file, or use the version that wrote it",
            ));
        }
        let kept = state.kept().map_err(unreadable)?;
        if kept.unread > 0 {
            return Err(wrong(
                &format!(
                    "holds {} entries that this version cannot read",
                    kept.unread
                ),
                "name another file, or use the version that wrote it",
            ));
        }
        Ok((state, kept))
    }

    /// Makes the tables that are missing, and returns the generation of values that the file is of.
    fn begin(&self) -> Result<i64, redb::Error> {
        let change = self.database.begin_write()?;
        let generation = {
            change.open_table(TRACKERS)?;
            change.open_table(NUMBERS)?;
            change.open_table(WORLDS)?;
            webhooks::begin(&change)?;
            let mut facts = change.open_table(FACTS)?;
            let known = facts.get(GENERATION_FACT)?.map(|known| known.value());
            if known.is_none() {
                facts.insert(GENERATION_FACT, i64::from(GENERATION))?;
            }
            known.unwrap_or(i64::from(GENERATION))
        };
        change.commit()?;
        Ok(generation)
    }

    fn kept(&self) -> Result<Kept, redb::Error> {
        let read = self.database.begin_read()?;
        let mut kept = Kept::default();
        for row in read.open_table(TRACKERS)?.iter()? {
            let (key, value) = row?;
            let (dialect, owner, _) = key.value();
            match serde_json::from_slice(value.value()) {
                Ok(tracker) => {
                    let scope = (dialect.to_owned(), owner.to_owned());
                    kept.trackers.push((scope, tracker));
                }
                Err(_) => kept.unread += 1,
            }
        }
        for row in read.open_table(WORLDS)?.iter()? {
            let (key, value) = row?;
            let source = serde_json::from_slice::<WorldRow>(value.value())
                .ok()
                .and_then(|row| row.world(Seed(key.value().1)));
            match source {
                Some(world) => kept.worlds.push(world),
                None => kept.unread += 1,
            }
        }
        for row in read.open_table(NUMBERS)?.iter()? {
            let (key, value) = row?;
            let binding = serde_json::from_slice::<NumberRow>(value.value())
                .ok()
                .and_then(|row| row.binding(&kept.worlds));
            match binding {
                Some(binding) => kept.bound.push((key.value().to_owned(), binding)),
                None => kept.unread += 1,
            }
        }
        let (webhooks, unread) = webhooks::read(&read)?;
        kept.webhooks = webhooks;
        kept.unread += unread;
        let facts = read.open_table(FACTS)?;
        let latest = facts.get(LATEST_FACT)?.map(|latest| latest.value());
        kept.latest = latest
            .and_then(|latest| i32::try_from(latest).ok())
            .map(Day);
        Ok(kept)
    }

    /// Keeps a declared world; tells whether it is kept.
    pub fn declare(&self, source: &Source, world: &World) -> bool {
        let row = WorldRow {
            name: source.name().to_owned(),
            text: match source {
                Source::BuiltIn(_) => None,
                Source::Own(own) => Some(own.text.to_string()),
            },
            with: world.trouble().to_string(),
        };
        let digest = world.scenario.digest ^ world.trouble().digest();
        let key = (digest, world.seed.0);
        self.change(|change| {
            let row = written(&row);
            change.open_table(WORLDS)?.insert(key, row.as_slice())?;
            Ok(())
        })
    }

    /// Keeps up to which month short numbers are read; tells whether it is kept.
    pub fn reach(&self, latest: Day) -> bool {
        self.change(|change| {
            let mut facts = change.open_table(FACTS)?;
            facts.insert(LATEST_FACT, i64::from(latest.0))?;
            Ok(())
        })
    }

    /// Keeps a bound text; tells whether it is kept.
    pub fn bind(&self, text: &str, source: &Source, binding: &Binding) -> bool {
        let row = NumberRow {
            built_in: match source {
                Source::BuiltIn(name) => Some((*name).to_owned()),
                Source::Own(_) => None,
            },
            digest: binding.world.scenario.digest,
            seed: binding.world.seed.0,
            day: binding.address.day.0,
            place: binding.address.place,
            parcel: binding.number.parcel,
            role: binding.number.role.name().to_owned(),
            with: binding.world.trouble().to_string(),
        };
        self.change(|change| {
            let row = written(&row);
            change.open_table(NUMBERS)?.insert(text, row.as_slice())?;
            Ok(())
        })
    }

    /// Forgets a bound text; tells whether that is kept.
    pub fn unbind(&self, text: &str) -> bool {
        self.change(|change| {
            change.open_table(NUMBERS)?.remove(text)?;
            Ok(())
        })
    }

    /// Forgets bound texts, declared worlds and later months; tells whether that is kept.
    pub fn forget(&self) -> bool {
        self.change(|change| {
            change.delete_table(NUMBERS)?;
            change.open_table(NUMBERS)?;
            change.delete_table(WORLDS)?;
            change.open_table(WORLDS)?;
            webhooks::forget(change)?;
            change.open_table(FACTS)?.remove(LATEST_FACT)?;
            Ok(())
        })
    }

    /// Returns why the last change could not be kept; none if it could.
    pub fn trouble(&self) -> Option<String> {
        let trouble = self.trouble.lock().unwrap_or_else(PoisonError::into_inner);
        trouble.clone()
    }

    /// Makes one change, wholly or not at all; on the disk when this returns true.
    pub(super) fn change(
        &self,
        body: impl FnOnce(&redb::WriteTransaction) -> Result<(), redb::Error>,
    ) -> bool {
        let done = || -> Result<(), redb::Error> {
            let change = self.database.begin_write()?;
            body(&change)?;
            change.commit()?;
            Ok(())
        };
        let trouble = done().err().map(|error| error.to_string());
        let is_kept = trouble.is_none();
        *self.trouble.lock().unwrap_or_else(PoisonError::into_inner) = trouble;
        is_kept
    }
}

/// The trackers' side of a file of state.
#[derive(Debug, Clone)]
pub struct Shelf(pub Arc<State>);

impl Keep for Shelf {
    fn put(&self, scope: Scope<'_>, tracker: &Tracker) -> bool {
        let key = (scope.dialect, scope.key, tracker.serial);
        let row = written(tracker);
        self.0.change(|change| {
            change.open_table(TRACKERS)?.insert(key, row.as_slice())?;
            Ok(())
        })
    }

    fn remove(&self, scope: Scope<'_>, serial: u64) -> bool {
        let key = (scope.dialect, scope.key, serial);
        self.0.change(|change| {
            change.open_table(TRACKERS)?.remove(key)?;
            Ok(())
        })
    }

    fn clear(&self) -> bool {
        self.0.change(|change| {
            change.delete_table(TRACKERS)?;
            change.open_table(TRACKERS)?;
            Ok(())
        })
    }
}

impl WorldRow {
    fn world(&self, seed: Seed) -> Option<(Source, World)> {
        let source = match &self.text {
            None => Source::built_in(&self.name)?,
            Some(text) => Source::own(&self.name, text).ok()?,
        };
        let world = World::new(source.scenario()?, seed);
        Some((source, world.with(&self.with.parse().ok()?)))
    }
}

impl NumberRow {
    fn binding(&self, worlds: &[(Source, World)]) -> Option<Binding> {
        let scenario = match &self.built_in {
            Some(name) => Source::built_in(name)?.scenario()?,
            None => worlds
                .iter()
                .filter_map(|(source, _)| source.scenario())
                .find(|scenario| scenario.digest == self.digest)?,
        };
        Some(Binding {
            world: World::new(scenario, Seed(self.seed)).with(&self.with.parse().ok()?),
            address: Address::new(Day(self.day), self.place)?,
            number: NumberRef {
                parcel: self.parcel,
                role: NumberRole::from_name(&self.role)?,
            },
        })
    }
}

/// Returns a row as JSON; rows are strings and integers, which always serialize.
pub(super) fn written(row: &impl Serialize) -> Vec<u8> {
    serde_json::to_vec(row).unwrap_or_default()
}
