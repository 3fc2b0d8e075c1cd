//! The compiled scenario: what the rest of the program reads. It cannot be wrong, only surprising.

use std::num::NonZeroU32;
use std::sync::{Arc, OnceLock};

use crate::calendar::{Disruption, Hours};
use crate::parcel::time::Day;
use crate::parcel::{Country, Fate, Milestone, Observer, PlaceRole, Reason, ServiceLine};
use crate::trouble::Trouble;

use super::dwell::Dwell;

use super::remaining::Remaining;

pub use super::slots::StateAddress;

/// A compiled scenario.
#[derive(Debug)]
pub struct Scenario {
    /// Kebab-case name: a built-in's file stem, or a user's file stem.
    pub name: Box<str>,
    /// The number a built-in has in tracking numbers; a user's file has none.
    pub id: Option<u8>,
    /// What a person calls it.
    pub title: Box<str>,
    /// One sentence.
    pub summary: Box<str>,
    /// The built-in scenario that it inherits from.
    pub base: Option<Box<str>>,
    /// The service lines on which buyers meet such a story, its own among them; of a mix, its parts' own. Not in the
    /// digest: it describes, as title and summary do.
    pub lines: Vec<ServiceLine>,
    /// What goes wrong in all of its cases on purpose.
    pub trouble: Arc<Trouble>,
    /// Digest of everything the scenario says, inherited parts included; comments and layout do not count.
    pub digest: u64,
    /// One story, or a mix of other scenarios.
    pub body: Body,
}

/// What a scenario consists of.
#[derive(Debug)]
pub enum Body {
    /// Its own states and rules.
    Story(Box<Story>),
    /// Other scenarios, by weight.
    Mix(Choice<Arc<Scenario>>),
}

/// States and rules of a scenario.
#[derive(Debug)]
pub struct Story {
    /// What the buyer paid for.
    pub line: ServiceLine,
    /// What buyers are told.
    pub order: OrderRules,
    /// Which numbers a parcel gets.
    pub numbers: NumberRules,
    /// How many parcels travel together.
    pub network: NetworkRules,
    /// How often the delivery is estimated.
    pub estimate: EstimateRules,
    /// Strikes, bans and closures.
    pub disruptions: Vec<Disruption>,
    /// What each observer records and shows, by [`Observer::index`].
    pub reports: [ReportRules; Observer::COUNT],
    /// The graphs that destinations follow; the first is the default.
    pub graphs: Vec<Graph>,
    /// Which graph a destination follows, by [`Country::index`].
    pub graph_of: [u16; Country::COUNT],
}

/// What buyers are told.
#[derive(Debug)]
pub struct OrderRules {
    /// The order day of a case that names none; none: the program's own.
    pub day: Option<Day>,
    /// Destination countries by weight.
    pub destinations: Choice<Country>,
    /// From the order to the label.
    pub handling: Arc<Dwell>,
    /// From the label to the moment the buyer has the number.
    pub tell: Arc<Dwell>,
    /// Promised days after the order: from, until.
    pub promise_days: (u16, u16),
    /// Which number the buyer is told.
    pub told: Told,
}

/// Which number the buyer is told.
#[derive(Debug)]
pub enum Told {
    /// The parcel's own.
    Real,
    /// A number the platform knows and nobody else; later the real one.
    Placeholder {
        /// From being told the first number to being told the real one.
        replaced_after: Arc<Dwell>,
    },
    /// A number nobody knows; later the real one.
    Provisional {
        /// From being told the first number to being told the real one.
        replaced_after: Arc<Dwell>,
    },
    /// A number nobody will ever know.
    Invented {
        /// Probability that its check digit is right, as a threshold on a 64-bit word.
        valid_check_digit: Threshold,
    },
    /// Another buyer's number; that buyer lives in another city and ordered earlier.
    Copied {
        /// How long before this order the rightful one was placed.
        ordered_before: Arc<Dwell>,
    },
    /// A number that had an earlier life.
    Recycled {
        /// From the earlier parcel's order to this one's.
        earlier_life: Arc<Dwell>,
    },
    /// The parcel's own, with one slip of the keyboard.
    Mistyped {
        /// From being told the wrong number to being told the right one; none: never.
        corrected_after: Option<Arc<Dwell>>,
    },
    /// The parcel's own, and after the hand-over the one of the last mile.
    Changing {
        /// From the last mile's first scan being shown to being told its number.
        told_after: Arc<Dwell>,
    },
    /// Several parcels, each with its own.
    Several {
        /// The most parcels of an order; the fewest are two.
        parcels: u8,
        /// From one parcel's label to the next one's.
        later: Arc<Dwell>,
    },
}

/// The most parcels that one order has.
pub const PARCELS_MAX: u8 = 4;

/// Which numbers a parcel gets.
#[derive(Debug)]
pub struct NumberRules {
    /// The form of the number at the origin, by weight.
    pub origin: Choice<OriginForm>,
    /// Probability that the last-mile carrier gives a number of its own at the hand-over.
    pub hand_over: Threshold,
}

vocabulary! {
    /// The forms a parcel's first number has.
    pub enum OriginForm {
        /// Cainiao, `LP` and 14 digits.
        Lp = "LP",
        /// Cainiao, `AP` and 14 digits.
        Ap = "AP",
        /// Cainiao, `CNG` and 14 digits.
        Cng = "CNG",
        /// `YunExpress`, `YT` and 16 digits.
        YunExpress = "YT",
        /// China Post, registered: `R…CN`.
        Registered = "R-CN",
        /// China Post, letters with a tracked label: `L…CN`.
        Express = "L-CN",
        /// China Post, untracked with a customs form: `U…CN`.
        Untracked = "U-CN",
    }
}

/// How many parcels travel together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NetworkRules {
    /// How many parcels of the line are sent a day, all lanes together.
    pub daily_parcels: u32,
    /// How many parcels a bag holds.
    pub bag: u32,
}

/// How often the origin network estimates the delivery.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EstimateRules {
    /// Probability that a parcel has an estimate at all.
    pub given: Threshold,
    /// Probability that it follows what is shown.
    pub revised: Threshold,
}

/// What one observer records and shows.
#[derive(Debug, Default)]
pub struct ReportRules {
    /// From the scan to its record in the observer's system.
    pub record: Option<Arc<Dwell>>,
    /// From the record to its being shown.
    pub publish: Option<Arc<Dwell>>,
    /// What a scan made by another carrier takes in addition.
    pub partner: Option<Arc<Dwell>>,
    /// From the label to the first moment the observer shows anything.
    pub opens: Option<Arc<Dwell>>,
    /// Probability that a milestone is not recorded, by [`Milestone::index`]; empty: nothing is missed.
    pub missing: Vec<Threshold>,
    /// Stretches of the way that are not shown.
    pub silent: Vec<Silence>,
}

/// A stretch of the way that is not shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Silence {
    /// The last milestone that is shown before it; none: nothing is shown from the beginning.
    pub after: Option<Milestone>,
    /// The first that is shown again; none: never again.
    pub until: Option<Milestone>,
}

/// A graph of states.
#[derive(Debug)]
pub struct Graph {
    /// Where a journey begins.
    pub start: StateIndex,
    /// The states that can be reached, by name.
    pub states: Vec<State>,
    /// How long it usually takes from a milestone to the end, once somebody asks.
    pub(super) remaining: OnceLock<Remaining>,
}

/// A place in [`Graph::states`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StateIndex(pub u16);

/// A state of the walk: it is entered (which is the event), lasts for its dwell, and is left for a successor.
#[derive(Debug)]
pub struct State {
    /// Kebab-case name.
    pub name: Box<str>,
    /// Where its luck stands.
    pub address: StateAddress,
    /// The event that entering it is; none: nothing a scanner could see.
    pub milestone: Option<Milestone>,
    /// Where it happens; the seller's for a state that has neither a milestone nor hours and does not say.
    pub place: PlaceRole,
    /// When people do what enters it; none: at any hour.
    pub hours: Option<Hours>,
    /// How long it lasts; for an end, nothing.
    pub dwell: Arc<Dwell>,
    /// Entering it is a departure, and one leaves every so many seconds; none: it is no departure.
    pub departures: Option<NonZeroU32>,
    /// Whether it may be left by a departure: what lasts here lasts for lack of a flight.
    pub awaits_departure: bool,
    /// Why, if it has reasons.
    pub reasons: Option<Choice<Reason>>,
    /// What comes after, or how it ends.
    pub next: Next,
    /// The label that the truth carries when a journey has been here.
    pub label: Option<Box<str>>,
    /// Where its numbers come from.
    pub source: Option<Box<str>>,
}

/// What comes after a state.
#[derive(Debug)]
pub enum Next {
    /// Another state.
    States {
        /// Successors by weight.
        successors: Choice<StateIndex>,
        /// The successor on the shortest way to an end, taken when a walk has gone on for too long.
        exit: StateIndex,
    },
    /// The end.
    End(Fate),
}

/// How many words there are.
const TWO_TO_64: f64 = 4_294_967_296.0 * 4_294_967_296.0;

/// A probability as a threshold: a word below it means yes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Threshold(u64);

impl Threshold {
    /// Returns the threshold of a probability; below 0 counts as 0, above 1 as 1.
    pub fn new(probability: f64) -> Self {
        // 2^64 itself does not fit: a certain event has the largest threshold, and one word in 2^64 against it.
        Self((probability.clamp(0.0, 1.0) * TWO_TO_64) as u64)
    }

    /// Tells whether a word means yes.
    pub const fn hit(self, word: u64) -> bool {
        word < self.0 || self.0 == u64::MAX
    }

    /// Returns the threshold itself.
    pub const fn word(self) -> u64 {
        self.0
    }

    /// Tells whether every word means yes.
    pub const fn is_certain(self) -> bool {
        self.0 == u64::MAX
    }

    /// Returns the probability.
    pub fn probability(self) -> f64 {
        self.0 as f64 / TWO_TO_64
    }
}

/// A choice by integer weights. At least one weight is positive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice<T> {
    /// Upper bounds, ascending; the last covers every word.
    bounds: Vec<u64>,
    values: Vec<T>,
    weights: Vec<u64>,
    total: u64,
}

impl<T> Choice<T> {
    /// Returns the choice among values with a positive weight, or none if there is no such value.
    ///
    /// Weights are integers below 2³²; a value's share is its weight over their sum.
    pub fn new(weighted: impl IntoIterator<Item = (T, u32)>) -> Option<Self> {
        let (values, weights): (Vec<T>, Vec<u64>) = weighted
            .into_iter()
            .filter(|(_, weight)| *weight > 0)
            .map(|(value, weight)| (value, u64::from(weight)))
            .unzip();
        let total = weights.iter().sum::<u64>();
        if total == 0 {
            return None;
        }
        let mut sum = 0;
        let mut bounds = Vec::with_capacity(weights.len());
        for weight in &weights {
            sum += weight;
            let bound = (u128::from(sum) << 64) / u128::from(total);
            bounds.push((bound - 1) as u64);
        }
        Some(Self {
            bounds,
            values,
            weights,
            total,
        })
    }

    /// Returns the value that a word chooses.
    #[inline]
    pub fn pick(&self, word: u64) -> &T {
        let last = self.values.len() - 1;
        let place = self
            .bounds
            .iter()
            .position(|bound| word <= *bound)
            .unwrap_or(last);
        &self.values[place]
    }

    /// Returns values and weights, in the order they were given.
    pub fn iter(&self) -> impl Iterator<Item = (&T, u64)> {
        self.values.iter().zip(self.weights.iter().copied())
    }

    /// Returns the sum of the weights.
    pub const fn total(&self) -> u64 {
        self.total
    }

    /// Returns the only value, if there is just one: no word need be drawn.
    pub fn only(&self) -> Option<&T> {
        match self.values.as_slice() {
            [value] => Some(value),
            _ => None,
        }
    }
}

impl Story {
    /// Returns the graph that a destination follows.
    pub fn graph(&self, destination: Country) -> &Graph {
        &self.graphs[usize::from(self.graph_of[destination.index()])]
    }
}
