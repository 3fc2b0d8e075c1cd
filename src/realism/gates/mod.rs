//! Gates: whether a scenario's cases measure what the calibration, the publishers and the scenario itself say.
//!
//! Cases are made at fixed seeds, so that a gate passes today and tomorrow alike. A figure that needs data not at hand
//! says so, and never passes.

mod calibration;
mod figure;
mod gather;
mod keeping;
mod logs;
mod product;
mod published;
mod rates;
mod targets;
mod trip;

use std::collections::BTreeMap;
use std::sync::Arc;

pub use figure::{Band, Figure, Gate, Sheet, Verdict};
pub use gather::Deal;
pub use trip::{LegKind, Trip, Visibility};

use crate::fleet::{World, Worlds};
use crate::network::Conditions;
use crate::order::Arrivals;
use crate::parcel::time::Day;
use crate::parcel::{Country, LaneClass};
use crate::random::Seed;
use crate::scenario::model::Body;
use crate::scenario::{Library, Scenario, Story};

/// Orders are dealt over a year from here.
const START: Day = Day::from_ymd(2026, 1, 1);
/// So many order days.
const DAYS: u16 = 365;

vocabulary! {
    /// How many cases a gate looks at.
    pub enum Size {
        /// Enough for the gates as they stand.
        Full = "full",
        /// A few, with what chance does to so few added to the gates.
        Quick = "quick",
    }
}

impl Size {
    /// Returns how many cases of a scenario one look at a gate takes.
    ///
    /// Of the calibration's 200 000 parcels a line and class of lanes a scenario's remote lanes, a sixth of its
    /// parcels, must not fall short: else what is measured in the tails is chance.
    pub const fn cases(self, gate: Gate) -> u64 {
        match (self, gate) {
            (_, Gate::Published) => 0,
            (Self::Full, Gate::Calibration) => 1_000_000,
            (Self::Full, _) => 200_000,
            (Self::Quick, _) => 6_000,
        }
    }

    /// How many standard errors of chance are added to a gate.
    const fn z(self) -> f64 {
        match self {
            Self::Full => 0.0,
            Self::Quick => 5.0,
        }
    }
}

/// What to check.
#[derive(Debug, Clone)]
pub struct Request {
    /// Whose cases.
    pub scenario: Arc<Scenario>,
    /// At which gates.
    pub gates: Vec<Gate>,
    /// How many cases.
    pub size: Size,
    /// Which luck.
    pub seed: Seed,
}

impl Request {
    /// Returns how many cases will be made.
    pub fn cases(&self) -> u64 {
        let rounds = |gate: &Gate| if *gate == Gate::Rates { 3 } else { 1 };
        let cases = |gate: &Gate| rounds(gate) * self.size.cases(*gate);
        self.gates.iter().map(cases).sum()
    }

    /// Measures, and judges; `done` hears how many more cases are being made.
    pub fn check(&self, done: &mut dyn FnMut(u64)) -> Vec<Figure> {
        let worlds = Worlds::new(Library::built_in(), START);
        let deals = Deals {
            worlds: &worlds,
            request: self,
            z: self.size.z(),
        };
        let mut figures = Vec::new();
        for gate in &self.gates {
            figures.extend(deals.check(*gate, done));
        }
        figures
    }
}

/// The cases of a request, in the conditions that a gate asks for.
struct Deals<'a> {
    worlds: &'a Worlds,
    request: &'a Request,
    /// How many standard errors of chance are added to a gate.
    z: f64,
}

impl Deals<'_> {
    fn check(&self, gate: Gate, done: &mut dyn FnMut(u64)) -> Vec<Figure> {
        match (&self.request.scenario.body, gate) {
            (Body::Story(story), Gate::Calibration) => calibration::check(self, story, done),
            (Body::Story(story), Gate::Product) => product::check(self, story, done),
            (Body::Story(story), Gate::Rates) => rates::check(self, story, done),
            (Body::Story(story), Gate::Logs) => logs::check(self, story, done),
            (Body::Mix(_), Gate::Product) => product::check_mix(self, done),
            (Body::Mix(_), Gate::Rates) => rates::check_mix(self, done),
            (Body::Story(story), Gate::Published) => published::check(self, story),
            (Body::Mix(parts), Gate::Published) => published::check_mix(self, parts),
            // A mix has no legs of its own; its parts are checked by their names.
            (Body::Mix(_), Gate::Calibration | Gate::Logs) => Vec::new(),
        }
    }

    /// Deals cases of the request's seed for a gate.
    fn with<T>(&self, gate: Gate, each: impl FnOnce(Deal<'_>) -> T) -> T {
        self.with_seed(gate, self.request.seed.0, each)
    }

    fn with_seed<T>(&self, gate: Gate, seed: u64, each: impl FnOnce(Deal<'_>) -> T) -> T {
        let conditions = match gate {
            Gate::Calibration | Gate::Logs => Conditions::CALIBRATION,
            Gate::Product | Gate::Rates | Gate::Published => Conditions::WORLD,
        };
        let scenario = Arc::clone(&self.request.scenario);
        let mut world = World::new(scenario, Seed(seed));
        world.conditions = conditions;
        let arrivals = Arrivals::new(START, DAYS);
        each(Deal {
            worlds: self.worlds,
            world: &world,
            arrivals: (conditions == Conditions::WORLD).then_some(&arrivals),
            start: START,
            days: DAYS,
            cases: self.request.size.cases(gate),
        })
    }

    fn scenario_name(&self) -> String {
        self.request.scenario.name.to_string()
    }

    fn name(&self, lane: LaneClass) -> String {
        let lane = match lane {
            LaneClass::Major => "major",
            LaneClass::Remote => "remote",
        };
        format!("{}/{lane}", self.request.scenario.name)
    }
}

/// The classes of lanes.
const CLASSES: [LaneClass; 2] = [LaneClass::Major, LaneClass::Remote];

/// Returns the graph that a class of lanes follows where a country has no values of its own: the commonest.
fn graph_of_class(story: &Story, class: LaneClass) -> Option<u16> {
    let mut counts = BTreeMap::new();
    for country in Country::all().filter(|country| country.lane() == class) {
        *counts
            .entry(story.graph_of[country.index()])
            .or_insert(0_u32) += 1;
    }
    let commonest = counts
        .into_iter()
        .max_by_key(|(graph, count)| (*count, std::cmp::Reverse(*graph)));
    commonest.map(|(graph, _)| graph)
}
