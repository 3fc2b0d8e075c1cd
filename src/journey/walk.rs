//! The walk: a semi-Markov chain whose dwells are snapped to people's hours.
//!
//! It is total and bounded: a walk that has taken many steps follows the shortest way to an end, which every compiled
//! scenario has. What happens at a step is decided when the state before it was entered, so nothing shown at an instant
//! depends on luck that falls later.

use super::Route;
use super::travel::{Snapped, Travel};
use crate::calendar::Moments;
use crate::network::{Bag, Conditions, Departure};
use crate::parcel::{Fate, Milestone, Place, Reason, Timestamp};
use crate::random::{Purpose, Seed, Words};
use crate::scenario::model::{Graph, Next, State};
use crate::scenario::{StateIndex, Story};

/// After so many steps a walk takes the shortest way out.
const PATIENCE_STEPS: u32 = 120;

/// A true event: a state entered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scan {
    /// Which state.
    pub state: StateIndex,
    /// How many times the state had been entered before.
    pub visit: u32,
    /// What a scanner could see of it.
    pub milestone: Option<Milestone>,
    /// Why it happened.
    pub reason: Option<Reason>,
    /// When.
    pub at: Timestamp,
    /// Where.
    pub place: Place,
}

/// A parcel's true story.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Journey {
    /// Where it went.
    pub route: Route,
    /// What happened, in order.
    pub scans: Vec<Scan>,
    /// How it ended, with the last scan.
    pub fate: Fate,
}

impl Journey {
    /// Tells whether the last-mile carrier ever had the parcel.
    pub fn was_handed_over(&self) -> bool {
        self.scans
            .iter()
            .filter_map(|scan| scan.milestone)
            .any(|milestone| milestone.leg().is_last_mile())
    }
}

/// What made a scan: for those who ask why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// The word of the dwell in the state before: the parcel's own, or its bag's.
    pub dwell_word: u64,
    /// The bag whose parcels all had that dwell.
    pub bag: Option<Bag>,
    /// That dwell in seconds.
    pub dwell_seconds: u32,
    /// How many seconds a backlog, a busy season or a lane's bad week added (or took).
    pub shared_seconds: i64,
    /// The word that chose the state, where there was a choice.
    pub successor_word: Option<u64>,
    /// The words of the gate, where people's hours mattered.
    pub gate_words: Option<[u64; 2]>,
    /// The departure that it waited for.
    pub departure: Option<Departure>,
    /// When it could have happened, had people no hours and flights no timetable.
    pub ready: Timestamp,
}

/// What a walk reports to.
pub trait Sink {
    /// Whether it wants to know why; a walk keeps no books for a sink that does not ask.
    const LISTENS: bool = false;

    /// Takes a scan; `step` made it, except for the first, if the sink listens.
    fn scan(&mut self, scan: Scan, step: Option<Step>);
}

impl Sink for Vec<Scan> {
    #[inline]
    fn scan(&mut self, scan: Scan, _step: Option<Step>) {
        self.push(scan);
    }
}

/// Where and when a walk begins.
#[derive(Debug, Clone, Copy)]
pub struct Start<'a> {
    /// The states and rules.
    pub story: &'a Story,
    /// The way.
    pub route: &'a Route,
    /// The parcel's place in its case.
    pub parcel: u8,
    /// When its label was made.
    pub at: Timestamp,
    /// The world's seed, for what parcels share.
    pub seed: Seed,
    /// Which effects of the world are on.
    pub conditions: Conditions,
}

/// Walks from the label to the end, tells a sink every state, and returns the fate.
pub fn walk<S: Sink>(start: Start<'_>, words: &mut impl Words, sink: &mut S) -> Fate {
    let graph = start.story.graph(start.route.destination.country());
    let mut visits = Visits::NONE;
    let mut travel = Travel::new(start);
    let mut here = visits.enter(graph, graph.start, start.parcel);
    let mut at = start.at;
    let mut step = None;
    loop {
        travel.enter(here.state, at);
        let reason = reason(here, at, words);
        let place = start.route.place(here.state.place);
        let Entry {
            state,
            index,
            visit,
            address,
        } = here;
        sink.scan(
            Scan {
                state: index,
                visit,
                milestone: state.milestone,
                reason,
                at,
                place,
            },
            step,
        );
        let (successors, exit) = match &state.next {
            Next::End(fate) => return *fate,
            Next::States { successors, exit } => (successors, *exit),
        };
        let (dwell_word, bag) = match travel.bag_word() {
            Some((word, bag)) => (word, Some(bag)),
            None => (words.word(Purpose::Dwell, address, at), None),
        };
        let dwell_seconds = state.dwell.sample(dwell_word);
        let shared_seconds = travel.shared_seconds(state, dwell_seconds, (place, at));
        let successor_word = match successors.only() {
            Some(_) => None,
            None => Some(words.word(Purpose::Successor, 2 * address, at)),
        };
        let tired = visits.total > PATIENCE_STEPS;
        let chosen = if tired {
            exit
        } else {
            *successors.pick(successor_word.unwrap_or(0))
        };
        let next = visits.enter(graph, chosen, start.parcel);
        let ready = at + (i64::from(dwell_seconds) + shared_seconds).max(0);
        let moments = Moments {
            previous: at,
            ready,
        };
        let Snapped {
            at: then,
            gate_words,
            departure,
        } = travel.snap(next, moments, words);
        step = S::LISTENS.then_some(Step {
            dwell_word,
            bag,
            dwell_seconds,
            shared_seconds,
            successor_word,
            gate_words,
            departure,
            ready,
        });
        (here, at) = (next, then);
    }
}

/// A state entered: which, for which time, and where its luck stands.
#[derive(Clone, Copy)]
pub(super) struct Entry<'a> {
    pub(super) state: &'a State,
    index: StateIndex,
    visit: u32,
    pub(super) address: u64,
}

fn reason(entry: Entry<'_>, at: Timestamp, words: &mut impl Words) -> Option<Reason> {
    let reasons = entry.state.reasons.as_ref()?;
    Some(match reasons.only() {
        Some(reason) => *reason,
        None => *reasons.pick(words.word(Purpose::Successor, 2 * entry.address + 1, at)),
    })
}

/// How many states have a count of their own at hand.
const AT_HAND: usize = 128;

/// How often each state was entered.
///
/// Almost every graph is small; of a larger one the last states are listed as they are entered.
struct Visits {
    at_hand: [u8; AT_HAND],
    listed: Vec<(StateIndex, u32)>,
    total: u32,
}

impl Visits {
    const NONE: Self = Self {
        at_hand: [0; AT_HAND],
        listed: Vec::new(),
        total: 0,
    };

    fn enter<'a>(&mut self, graph: &'a Graph, index: StateIndex, parcel: u8) -> Entry<'a> {
        let state = graph.state(index);
        let visit = self.count(index);
        // A second parcel of a case has its luck far away from the first one's.
        let address = state.address.word(visit) | u64::from(parcel) << 52;
        Entry {
            state,
            index,
            visit,
            address,
        }
    }

    /// Returns how often the state was entered before.
    fn count(&mut self, index: StateIndex) -> u32 {
        self.total += 1;
        if let Some(count) = self.at_hand.get_mut(usize::from(index.0)) {
            // A walk ends long before a byte is full: its patience does, and the way out passes no state twice.
            let before = *count;
            *count = before.saturating_add(1);
            return u32::from(before);
        }
        if let Some((_, count)) = self.listed.iter_mut().find(|(seen, _)| *seen == index) {
            *count += 1;
            return *count;
        }
        self.listed.push((index, 0));
        0
    }
}

impl Graph {
    /// Returns a state. An index comes from the same graph's compilation, so it always exists.
    pub fn state(&self, index: StateIndex) -> &State {
        &self.states[usize::from(index.0)]
    }
}
