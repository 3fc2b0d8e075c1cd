//! What a server was started with: which scenarios, and which orders are there to begin with.

use std::sync::Arc;

use crate::fleet::{Address, Case, World, Worlds};
use crate::order::Arrivals;
use crate::parcel::time::Day;
use crate::random::Seed;
use crate::scenario::{Library, Scenario, compile};
use crate::trouble::Trouble;

/// A scenario and where it comes from, so that it can be written down and compiled again.
#[derive(Debug, Clone)]
pub enum Source {
    /// A built-in scenario's name; it is compiled when it is first used.
    BuiltIn(&'static str),
    /// Somebody's own.
    Own(Arc<OwnScenario>),
}

/// Somebody's own scenario.
#[derive(Debug)]
pub struct OwnScenario {
    /// Its text.
    pub text: Box<str>,
    /// What the text says.
    pub scenario: Arc<Scenario>,
}

impl Source {
    /// Compiles a scenario's text under a name.
    ///
    /// # Errors
    ///
    /// Returns what is wrong with the text, to be read by people.
    pub fn own(name: &str, text: &str) -> Result<Self, String> {
        match compile(name, &format!("{name}.toml"), text, Library::built_in()) {
            Ok(scenario) => Ok(Self::of(text, scenario)),
            Err(diagnostics) => Err(diagnostics.render(false, 100)),
        }
    }

    /// Returns the scenario that a text says.
    pub fn of(text: &str, scenario: Arc<Scenario>) -> Self {
        let text = text.into();
        Self::Own(Arc::new(OwnScenario { text, scenario }))
    }

    /// Returns the built-in scenario of a name.
    pub fn built_in(name: &str) -> Option<Self> {
        let mut names = Library::built_in().names();
        names.find(|known| *known == name).map(Self::BuiltIn)
    }

    /// Returns the scenario's name.
    pub fn name(&self) -> &str {
        match self {
            Self::BuiltIn(name) => name,
            Self::Own(own) => &own.scenario.name,
        }
    }

    /// Returns the compiled scenario; a built-in one always compiles.
    pub fn scenario(&self) -> Option<Arc<Scenario>> {
        match self {
            Self::BuiltIn(name) => Library::built_in().get(name),
            Self::Own(own) => Some(Arc::clone(&own.scenario)),
        }
    }

    /// Tells whether numbers of a world of it are read without its being declared.
    pub fn is_known_as(&self, world: &World) -> bool {
        matches!(self, Self::BuiltIn(_))
            && world.seed == Seed::DEFAULT
            && world.trouble().is_empty()
    }
}

/// The orders that are there to begin with: so many of each scenario, dealt over a window of days.
#[derive(Debug, Clone)]
pub struct Fleet {
    /// The scenarios, which take turns.
    pub sources: Vec<Source>,
    /// Their seed.
    pub seed: Seed,
    /// What goes wrong in them on purpose.
    pub trouble: Trouble,
    /// How orders are dealt to days.
    pub arrivals: Arrivals,
    /// How many orders there are in all.
    pub cases: u64,
}

impl Fleet {
    /// Returns the fleet of the whole library: `cases` orders over `days` days from a start.
    pub fn library(start: Day, days: u16, cases: u64) -> Self {
        let names = Library::built_in().names();
        Self {
            sources: names.map(Source::BuiltIn).collect(),
            seed: Seed::DEFAULT,
            trouble: Trouble::NONE,
            arrivals: Arrivals::new(start, days),
            cases,
        }
    }

    /// Returns the n-th case, from 0; none outside the days and places that exist.
    pub fn case(&self, worlds: &Worlds, n: u64) -> Option<Case> {
        let turns = self.sources.len() as u64;
        let source = self.sources.get(usize::try_from(n % turns.max(1)).ok()?)?;
        self.case_of(worlds, source, n / turns)
    }

    /// Returns the n-th case of one of the scenarios, from 0.
    pub fn case_of(&self, worlds: &Worlds, source: &Source, n: u64) -> Option<Case> {
        let world = World::new(source.scenario()?, self.seed).with(&self.trouble);
        let (day, place) = self.arrivals.of(n);
        let address = Address::new(day, place)?;
        Some(Case::new(worlds, &world, address))
    }

    /// Returns how many cases one of the scenarios has.
    pub fn cases_of_one(&self) -> u64 {
        self.cases.div_ceil(self.sources.len().max(1) as u64)
    }
}
