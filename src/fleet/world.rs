//! Worlds: a scenario and a seed, and which of them a program answers for.

use std::fmt;
use std::sync::{Arc, LazyLock};

use super::DEFAULT_START;
use super::lent::Lender;
use crate::network::Conditions;
use crate::parcel::time::Day;
use crate::random::{Seed, shared_word};
use crate::scenario::model::{Body, Told};
use crate::scenario::{Library, Scenario};
use crate::trouble::Trouble;

/// How many months short numbers can tell apart.
pub(super) const MONTHS: i32 = 16;
/// How many slots short numbers have.
pub(super) const SLOTS: u32 = 2_048;
/// Slots below this are for built-in scenarios at the default seed, so that no other world's number leads to them; it has
/// room for ids below 64.
const OTHER_SLOTS: u32 = 1_024;
/// Domain of [`shared_word`] for slots; part of the output format.
const SLOT: u32 = 2;

/// A scenario and a seed.
#[derive(Debug, Clone)]
pub struct World {
    /// What may happen.
    pub scenario: Arc<Scenario>,
    /// Which luck.
    pub seed: Seed,
    /// Which effects of the world are on: all of them, but for a calibration, whose numbers lead nowhere.
    pub conditions: Conditions,
    ills: Arc<Ills>,
}

/// What goes wrong in a world on purpose.
#[derive(Debug, Default)]
struct Ills {
    trouble: Trouble,
    lenders: Vec<Lender>,
}

impl World {
    /// Returns the world of a scenario and a seed.
    pub fn new(scenario: Arc<Scenario>, seed: Seed) -> Self {
        let ills = Ills::of(&scenario.trouble);
        Self {
            scenario,
            seed,
            conditions: Conditions::WORLD,
            ills,
        }
    }

    /// Returns the same world with more trouble than its scenario has of its own.
    #[must_use]
    pub fn with(self, more: &Trouble) -> Self {
        if more.is_empty() {
            return self;
        }
        Self {
            ills: Ills::of(&self.ills.trouble.and(more)),
            ..self
        }
    }

    /// Returns what goes wrong in it on purpose.
    pub fn trouble(&self) -> &Trouble {
        &self.ills.trouble
    }

    /// Returns who lends its cases other tellings.
    pub(super) fn lenders(&self) -> &[Lender] {
        &self.ills.lenders
    }

    /// Tells whether both are the same world: their cases are alike.
    pub fn is(&self, other: &Self) -> bool {
        self.seed == other.seed
            && self.scenario.digest == other.scenario.digest
            && self.trouble() == other.trouble()
    }

    /// Returns the order day of cases that name none: the scenario's own, or [`DEFAULT_START`].
    pub fn start(&self) -> Day {
        match &self.scenario.body {
            Body::Story(story) => story.order.day.unwrap_or(DEFAULT_START),
            Body::Mix(_) => DEFAULT_START,
        }
    }

    /// Returns what wide numbers say of this world: a built-in scenario with a seed below 256 and no trouble names
    /// itself.
    pub(super) fn name(&self) -> Option<(u8, u8)> {
        let id = self.scenario.id.filter(|_| self.trouble().is_empty())?;
        Some((id, u8::try_from(self.seed.0).ok()?))
    }

    /// Returns the first of the sixteen slots that short numbers of this world have.
    pub(super) fn slot(&self) -> u32 {
        let home = home_slot(self.scenario.id);
        let trouble = self.trouble();
        if self.scenario.id.is_some() && self.seed == Seed::DEFAULT && trouble.is_empty() {
            return home;
        }
        let troubled = if trouble.is_empty() {
            0
        } else {
            trouble.digest()
        };
        let key = [self.scenario.digest ^ troubled, u64::from(home)];
        let room = SLOTS - OTHER_SLOTS - MONTHS as u32 + 1;
        OTHER_SLOTS + (((shared_word(self.seed, SLOT, key) >> 32) * u64::from(room)) >> 32) as u32
    }

    /// Returns how many numbers of one format a case of this world can have.
    pub(super) fn roles(&self) -> u64 {
        let lent = self
            .lenders()
            .iter()
            .map(|lender| of_telling(lender.told()));
        lent.fold(roles(&self.scenario), u64::max)
    }
}

impl Ills {
    fn of(trouble: &Trouble) -> Arc<Self> {
        /// Most worlds have none, and share it.
        static NONE: LazyLock<Arc<Ills>> = LazyLock::new(Arc::default);
        if trouble.is_empty() {
            return Arc::clone(&NONE);
        }
        Arc::new(Self {
            lenders: Lender::all(trouble),
            trouble: trouble.clone(),
        })
    }
}

/// Returns the first slot of a scenario at the default seed.
fn home_slot(id: Option<u8>) -> u32 {
    16 * u32::from(id.unwrap_or(127)) % SLOTS
}

fn roles(scenario: &Scenario) -> u64 {
    match &scenario.body {
        Body::Story(story) => of_telling(&story.order.told),
        Body::Mix(parts) => parts.iter().map(|(part, _)| roles(part)).max().unwrap_or(1),
    }
}

const fn of_telling(told: &Told) -> u64 {
    match told {
        // A placeholder has the format of the real number; both parcels of a recycled number may get a second one.
        Told::Placeholder { .. } | Told::Recycled { .. } => 2,
        Told::Several { parcels, .. } => *parcels as u64,
        _ => 1,
    }
}

/// The worlds that a program answers for: one entry a declared world, never one a parcel.
#[derive(Debug, Clone)]
pub struct Worlds {
    scenarios: &'static Library,
    declared: Vec<World>,
    /// The month of the first fleet's start, which stays readable whatever comes after.
    home: i32,
    /// The last month that short numbers are read as.
    last: i32,
}

/// An order day whose short numbers would be read as another month's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OutOfReach {
    /// The day.
    pub day: Day,
    /// The first and the last day that can be told apart from all others, as things stand.
    pub within: (Day, Day),
}

impl fmt::Display for OutOfReach {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (first, last) = self.within;
        write!(
            formatter,
            "short numbers tell sixteen months apart: orders of {} cannot be told from those between {first} and {last}",
            self.day
        )
    }
}

impl std::error::Error for OutOfReach {}

/// Two worlds whose short numbers cannot be told apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clash {
    /// The scenario and seed that were to be declared.
    pub wanted: (Box<str>, u64),
    /// Those that stand in the way.
    pub present: (Box<str>, u64),
}

impl fmt::Display for Clash {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ((wanted, seed), (present, other)) = (&self.wanted, &self.present);
        write!(
            formatter,
            "short numbers of `{wanted}` with seed {seed} cannot be told from those of `{present}` with seed {other}"
        )
    }
}

impl std::error::Error for Clash {}

impl Worlds {
    /// Returns the worlds of the built-in scenarios.
    ///
    /// Short numbers hold a month only mod 16; they are read as of the sixteen months that end with the one after
    /// `around`.
    pub const fn new(library: &'static Library, around: Day) -> Self {
        Self {
            scenarios: library,
            declared: Vec::new(),
            home: around.month_index(),
            last: around.month_index() + 1,
        }
    }

    /// Sees to it that short numbers of orders of a day are read as that day's.
    ///
    /// The sixteen months move forward, never so far that the month in which the worlds began falls out of them.
    ///
    /// # Errors
    ///
    /// Returns the days that can be had, if this is none of them.
    pub fn reach(&mut self, day: Day) -> Result<(), OutOfReach> {
        let month = day.month_index();
        if month <= self.last - MONTHS || month >= self.home + MONTHS {
            return Err(OutOfReach {
                day,
                within: (
                    first_of(self.last - MONTHS + 1),
                    first_of(self.home + MONTHS).plus(-1),
                ),
            });
        }
        self.last = self.last.max(month);
        Ok(())
    }

    /// Returns the first day of the last month that short numbers are read as.
    pub fn latest(&self) -> Day {
        first_of(self.last)
    }

    /// Adds a world: a user's scenario, or another seed than numbers have room for.
    ///
    /// # Errors
    ///
    /// Returns the clash if short numbers of another declared world have the same slots; another seed mends that.
    pub fn declare(&mut self, world: World) -> Result<(), Clash> {
        if self.declared.iter().any(|other| other.is(&world)) {
            return Ok(());
        }
        if let Some(present) = self
            .declared
            .iter()
            .find(|other| distance(other.slot(), world.slot()) < MONTHS as u32)
        {
            return Err(Clash {
                wanted: describe(&world),
                present: describe(present),
            });
        }
        self.declared.push(world);
        Ok(())
    }

    /// Returns the world that wide numbers name: a scenario's id and a seed.
    pub(super) fn named(&self, id: u8, seed: u8) -> Option<World> {
        let scenario = self.scenarios.of_id(id)?;
        Some(World::new(scenario, Seed(u64::from(seed))))
    }

    /// Returns the ids that no scenario has, from the top, so that a new scenario moves as few as possible.
    pub(super) fn free_ids(&self) -> impl Iterator<Item = u8> {
        let mut free = [true; 127];
        for (id, _) in self.scenarios.ids() {
            free[usize::from(id)] = false;
        }
        (0..=126).rev().filter(move |id| free[usize::from(*id)])
    }

    /// Returns how many free ids come before one in [`Self::free_ids`]; none if a scenario has it.
    pub(super) fn spare(&self, id: u8) -> Option<usize> {
        let is_taken = self.scenarios.ids().any(|(taken, _)| taken == id);
        if is_taken {
            return None;
        }
        self.free_ids().position(|free| free == id)
    }

    /// Returns the worlds and months (counted from year 0) that a slot can mean; what was declared comes first.
    pub(super) fn at_slot(&self, slot: u32) -> Vec<(World, i32)> {
        let declared = self
            .declared
            .iter()
            .map(|world| (world.slot(), world.clone()));
        let mut found: Vec<(World, i32)> = declared
            .filter_map(|(first, world)| Some((world, self.month(slot, first)?)))
            .collect();
        for (id, _) in self.scenarios.ids() {
            if let Some(month) = self.month(slot, home_slot(Some(id)))
                && let Some(scenario) = self.scenarios.of_id(id)
            {
                found.push((World::new(scenario, Seed::DEFAULT), month));
            }
        }
        found
    }

    /// Returns the month that a slot means in a world whose first slot is given.
    fn month(&self, slot: u32, first: u32) -> Option<i32> {
        let offset = i32::try_from((slot + SLOTS - first) % SLOTS)
            .ok()
            .filter(|offset| *offset < MONTHS)?;
        Some(self.last - (self.last - offset).rem_euclid(MONTHS))
    }

    /// Returns the declared worlds, which the built-in ones come after.
    pub fn declared(&self) -> &[World] {
        &self.declared
    }
}

/// Returns the first day of a month counted from year 0.
fn first_of(month: i32) -> Day {
    Day::from_ymd(month.div_euclid(12), month.rem_euclid(12) as u32 + 1, 1)
}

fn describe(world: &World) -> (Box<str>, u64) {
    (world.scenario.name.clone(), world.seed.0)
}

/// How far two slots lie apart on the circle.
fn distance(one: u32, other: u32) -> u32 {
    let forward = (one + SLOTS - other) % SLOTS;
    forward.min(SLOTS - forward)
}
