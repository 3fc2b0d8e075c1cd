//! What a mock carrier is to be.

use std::sync::Arc;

use super::house::House;
use super::{MockCarrier, StartError};
use crate::carrier::Desk;
use crate::clock::{Clock, Pace};
use crate::fleet::{Address, Case, FIRST_DAY, LAST_DAY, World, Worlds, find};
use crate::order::Arrivals;
use crate::parcel::Timestamp;
use crate::parcel::time::Day;
use crate::random::Seed;
use crate::scenario::Library;
use crate::server::{Fleet, Source, Tenant, Terms};
use crate::trouble::{Trouble, TroubleError};

/// What a mock carrier is to be; begun by [`MockCarrier::scenario`] and its like.
#[derive(Debug, Clone)]
#[must_use = "nothing listens before `start`"]
pub struct Builder {
    story: Story,
    seed: Option<u64>,
    day: Option<String>,
    index: u64,
    now: Option<String>,
    port: u16,
    trouble: Vec<String>,
    faults: Vec<String>,
}

/// Where the case comes from.
#[derive(Debug, Clone)]
enum Story {
    /// A built-in scenario's name.
    BuiltIn(String),
    /// The name and the text of somebody's own.
    Own(String, String),
    /// A tracking number.
    Number(String),
}

/// A case, and all that is needed to serve it.
struct Cast {
    source: Source,
    worlds: Worlds,
    case: Case,
}

impl MockCarrier {
    /// Begins a carrier that has a case of a built-in scenario.
    pub fn scenario(name: impl Into<String>) -> Builder {
        Builder::new(Story::BuiltIn(name.into()))
    }

    /// Begins a carrier that has a case of a scenario of your own: its name, and the text of its file, such as
    /// `include_str!("slow-customs.toml")`.
    pub fn own_scenario(name: impl Into<String>, text: impl Into<String>) -> Builder {
        Builder::new(Story::Own(name.into(), text.into()))
    }

    /// Begins a carrier that has the case of a number of a built-in scenario: what a bug report names.
    pub fn of_number(number: impl Into<String>) -> Builder {
        Builder::new(Story::Number(number.into()))
    }
}

impl Builder {
    const fn new(story: Story) -> Self {
        Self {
            story,
            seed: None,
            day: None,
            index: 0,
            now: None,
            port: 0,
            trouble: Vec::new(),
            faults: Vec::new(),
        }
    }

    /// Takes another seed than 1, and so another parcel.
    pub const fn seed(mut self, seed: u64) -> Self {
        self.seed = Some(seed);
        self
    }

    /// Takes another case of the day than the first: places count from 0.
    pub const fn index(mut self, index: u64) -> Self {
        self.index = index;
        self
    }

    /// Takes another order day than 2026-03-02, or the scenario's own: `2026-11-11`.
    pub fn ordered_on(mut self, day: impl Into<String>) -> Self {
        self.day = Some(day.into());
        self
    }

    /// Sets the clock to an instant, such as `2026-03-20T12:00:00Z`, and not to the one at which the buyer gets the
    /// number.
    pub fn at(mut self, now: impl Into<String>) -> Self {
        self.now = Some(now.into());
        self
    }

    /// Listens on a port that a tracker's configuration names, and not on any free one.
    pub const fn port(mut self, port: u16) -> Self {
        self.port = port;
        self
    }

    /// Lets something go wrong with orders, numbers, records or wire formats, as `simulate --with` does:
    /// `duplicate,zone-missing=0.3`. It makes another parcel, with another number.
    pub fn with(mut self, trouble: impl Into<String>) -> Self {
        self.trouble.push(trouble.into());
        self
    }

    /// Lets something go wrong around the answers, as `simulate serve --fault` does: `cainiao:robot-wall=0.05`.
    pub fn fault(mut self, fault: impl Into<String>) -> Self {
        self.faults.push(fault.into());
        self
    }

    /// Starts the carrier.
    ///
    /// # Panics
    ///
    /// Panics with what is wrong and the mend if there is no such case, or no port.
    #[expect(
        clippy::unused_async,
        reason = "tests of async code start everything with `.await`, and a start may come to wait for something"
    )]
    pub async fn start(self) -> MockCarrier {
        self.start_blocking()
    }

    /// Starts the carrier from a test that is not async.
    ///
    /// # Panics
    ///
    /// Panics with what is wrong and the mend if there is no such case, or no port.
    pub fn start_blocking(self) -> MockCarrier {
        self.try_start()
            .unwrap_or_else(|error| panic!("the mock carrier does not start: {error}"))
    }

    /// Starts the carrier, and returns what is in the way instead of panicking. It waits for nothing.
    ///
    /// # Errors
    ///
    /// Returns what is wrong with what was asked for, or why no port can be had.
    pub fn try_start(self) -> Result<MockCarrier, StartError> {
        let Cast {
            source,
            worlds,
            case,
        } = self.cast()?;
        let told = case.orders.first().and_then(|order| order.told.first());
        let begins = told.map_or_else(Timestamp::default, |tell| tell.from);
        let now = match &self.now {
            None => begins,
            Some(text) => Timestamp::parse(text).ok_or_else(|| {
                StartError::new(
                    format!("`{text}` is no instant"),
                    "write RFC 3339 with an offset, such as `2026-03-20T12:00:00Z`",
                )
            })?,
        };
        let desk = Desk::new(worlds, Clock::new(now, Pace::Frozen));
        let terms = Terms {
            fleet: Fleet {
                sources: vec![source],
                seed: case.world.seed,
                trouble: case.world.trouble().clone(),
                arrivals: Arrivals::new(case.address.day, 1),
                cases: case.address.place + 1,
            },
            follows_wall: false,
            state: None,
        };
        let tenant = Arc::new(Tenant::with_terms(desk, terms, None));
        let house = House::open(self.port, Arc::clone(&tenant))?;
        let carrier = MockCarrier::new(case, tenant, house);
        for fault in &self.faults {
            carrier.try_fault(fault)?;
        }
        Ok(carrier)
    }

    fn cast(&self) -> Result<Cast, StartError> {
        let library = Library::built_in();
        let source = match &self.story {
            Story::Number(number) => return self.by_number(number),
            Story::BuiltIn(name) => Source::built_in(name).ok_or_else(|| no_scenario(name))?,
            Story::Own(name, text) => {
                Source::own(name, text).map_err(|wrong| StartError::new(wrong, ""))?
            }
        };
        let scenario = source
            .scenario()
            .ok_or_else(|| no_scenario(source.name()))?;
        let trouble = self.trouble()?;
        let world = World::new(scenario, self.seed.map_or(Seed::DEFAULT, Seed)).with(&trouble);
        let day = match &self.day {
            Some(text) => day(text)?,
            None => world.start(),
        };
        let address = Address::new(day, self.index).ok_or_else(|| {
            StartError::new(
                format!("a day has no place {}", self.index),
                format!("take an index below {}", Address::PLACES),
            )
        })?;
        let mut worlds = Worlds::new(library, day);
        if !source.is_known_as(&world) {
            worlds
                .declare(world.clone())
                .map_err(|clash| StartError::new(clash.to_string(), "take another seed"))?;
        }
        let case = Case::new(&worlds, &world, address);
        Ok(Cast {
            source,
            worlds,
            case,
        })
    }

    fn trouble(&self) -> Result<Trouble, StartError> {
        let read = |text: &String| {
            text.parse()
                .map_err(|error: TroubleError| StartError::new(error.to_string(), error.mend))
        };
        let mut all = Trouble::NONE;
        for text in &self.trouble {
            all = all.and(&read(text)?);
        }
        Ok(all)
    }

    fn by_number(&self, number: &str) -> Result<Cast, StartError> {
        let is_other = self.seed.is_some() || self.day.is_some() || self.index != 0;
        if is_other || !self.trouble.is_empty() {
            return Err(StartError::new(
                format!("`{number}` says its seed, day, index and trouble itself"),
                "leave those away, or begin with `MockCarrier::scenario`",
            ));
        }
        let worlds = Worlds::new(Library::built_in(), crate::fleet::DEFAULT_START);
        let found = find(&worlds, number)
            .map_err(|refusal| StartError::new(refusal.to_string(), refusal.help()))?;
        let name = &found.case.world.scenario.name;
        Ok(Cast {
            source: Source::built_in(name).ok_or_else(|| no_scenario(name))?,
            worlds,
            case: found.case,
        })
    }
}

fn no_scenario(name: &str) -> StartError {
    let help = match Library::built_in().nearest(name) {
        Some(near) => format!("did you mean `{near}`?"),
        None => {
            "`simulate scenarios list` shows them all; `MockCarrier::own_scenario` takes a text"
                .to_owned()
        }
    };
    StartError::new(format!("there is no scenario `{name}`"), help)
}

/// Reads an order day.
fn day(text: &str) -> Result<Day, StartError> {
    let read = || {
        let at = Timestamp::parse(text).filter(|_| text.len() == "2026-03-02".len())?;
        let day = Day::of_local(at.0);
        (FIRST_DAY..=LAST_DAY).contains(&day).then_some(day)
    };
    read().ok_or_else(|| {
        StartError::new(
            format!("`{text}` is no order day"),
            format!("write a date between {FIRST_DAY} and {LAST_DAY}, such as `2026-03-02`"),
        )
    })
}
