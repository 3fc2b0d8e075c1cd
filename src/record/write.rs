//! From truth to record: who writes down what, and when it is shown.

use std::ops::Range;

use super::defect::{Draft, strike};
use super::estimate::{Addressee, estimates};
use super::{NumberFact, Observation, Record};
use crate::journey::{Journey, Scan};
use crate::parcel::number_role::{NumberRef, NumberRole};
use crate::parcel::{Carrier, Leg, Milestone, Observer, Timestamp};
use crate::random::quantile::QuantileTable;
use crate::random::{Purpose, Words};
use crate::scenario::model::{ReportRules, State};
use crate::scenario::{Dwell, Story};
use crate::trouble::Trouble;

/// Who carries a parcel and under which numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parties {
    /// The parcel's place in its case.
    pub parcel: u8,
    /// The parcel whose origin number it bears.
    pub number_of: u8,
    /// The network of the origin.
    pub origin: Carrier,
    /// The carrier at the door.
    pub last_mile: Carrier,
    /// The number under which the last mile knows it.
    pub last_mile_role: NumberRole,
    /// A number told before the real one, and from when.
    pub stand_in: Option<(NumberRole, Timestamp)>,
}

/// Writes the record of a journey, with the trouble that strikes it: everybody's, or what one observer's pages need of
/// it.
pub fn write(
    (story, trouble): (&Story, &Trouble),
    journey: &Journey,
    (parties, whose): (Parties, Option<Observer>),
    words: &mut impl Words,
) -> Record {
    let label_at = journey
        .scans
        .first()
        .map_or(Timestamp::default(), |scan| scan.at);
    let mut desks = std::array::from_fn::<_, { Observer::COUNT }, _>(|place| {
        Desk::new(story, parties, Observer::ALL[place])
    });
    let writing = writing(whose);
    for desk in &mut desks[writing.clone()] {
        desk.open(label_at, words);
    }
    let destination = journey.route.destination.country();
    let graph = story.graph(destination);
    let mut observations = Vec::with_capacity(journey.scans.len() * writing.len());
    let mut handed_over = false;
    for scan in &journey.scans {
        let Some(milestone) = scan.milestone else {
            continue;
        };
        // Who failed to deliver a parcel is also who sends it back, as far as the border.
        let leg = milestone.leg();
        handed_over |= leg.is_last_mile();
        let sends_back = leg == Leg::Return && scan.place.country() == destination;
        let is_last_mile = leg.is_last_mile() || (handed_over && sends_back);
        let line = Line {
            scan,
            milestone,
            is_last_mile,
            carrier: if is_last_mile {
                parties.last_mile
            } else {
                parties.origin
            },
            address: address(parties.parcel, graph.state(scan.state), scan.visit),
        };
        let mut shown = None;
        for desk in &mut desks[writing.clone()] {
            if let Some(observation) = desk.observe(&line, shown, words) {
                earliest(&mut shown, observation.visible_at);
                observations.push(observation);
                settle(&mut observations);
            }
        }
    }
    let to = Addressee {
        story,
        graph,
        clock: journey.route.destination.zone().clock_at(label_at.0),
        parcel: parties.parcel,
        label_at,
    };
    let mut draft = Draft::of(observations);
    if !trouble.is_empty() {
        strike(&mut draft, trouble, parties.parcel, words);
        for desk in &mut desks {
            desk.read_again(&draft.observations, parties.last_mile);
        }
    }
    Record {
        numbers: numbers(&desks, parties, label_at),
        estimates: match whose {
            // The carrier at the door makes none.
            Some(Observer::LastMile) => Vec::new(),
            _ => estimates(to, &draft.observations, words),
        },
        observations: draft.observations,
        outages: draft.outages,
        keeps_at_most: draft.keeps_at_most,
        struck: draft.struck,
    }
}

/// Returns the places of the observers that have to write for one's pages, or for everybody's.
fn writing(whose: Option<Observer>) -> Range<usize> {
    match whose {
        Some(carrier @ (Observer::OriginCarrier | Observer::LastMile)) => {
            carrier.index()..carrier.index() + 1
        }
        // A tracking site repeats what both carriers show.
        Some(Observer::Aggregator) | None => 0..Observer::COUNT,
    }
}

/// Puts the newest observation in its place. Scans come in order of time, so only those of one second can be out of it.
fn settle(observations: &mut [Observation]) {
    let key = |seen: &Observation| (seen.occurred_at, seen.visible_at, seen.observer);
    let mut place = observations.len() - 1;
    while place > 0 && key(&observations[place - 1]) > key(&observations[place]) {
        observations.swap(place - 1, place);
        place -= 1;
    }
}

/// Four words of luck a state and visit: one an observer, and one for the partner's lag.
const fn address(parcel: u8, state: &State, visit: u32) -> u64 {
    (state.address.word(visit) | (parcel as u64) << 52) * 4
}

/// A scan and its luck.
#[derive(Clone, Copy)]
struct Line<'a> {
    scan: &'a Scan,
    milestone: Milestone,
    is_last_mile: bool,
    carrier: Carrier,
    address: u64,
}

/// An observer at work: its rules, and whether it is silent just now.
struct Desk<'a> {
    observer: Observer,
    /// Under which it knows the parcel.
    number: NumberRef,
    rules: &'a ReportRules,
    /// From the scan to the record, and from that to its being shown.
    lags: [Option<&'a QuantileTable>; 2],
    opens_at: Timestamp,
    voice: Voice,
    /// When it first shows anything, and anything of the last mile.
    first: Option<Timestamp>,
    handed_over: Option<Timestamp>,
}

/// Whether an observer shows what it sees.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Voice {
    /// It does.
    Heard,
    /// Not until this milestone.
    SilentUntil(Milestone),
    /// Never again.
    Silent,
}

impl Voice {
    fn after(until: Option<Milestone>) -> Self {
        until.map_or(Self::Silent, Self::SilentUntil)
    }
}

impl<'a> Desk<'a> {
    fn new(story: &'a Story, parties: Parties, observer: Observer) -> Self {
        let rules = &story.reports[observer.index()];
        let starts_silent = rules.silent.iter().find(|silence| silence.after.is_none());
        let role = if observer == Observer::LastMile {
            parties.last_mile_role
        } else {
            NumberRole::Origin
        };
        Self {
            observer,
            number: number(parties, role),
            rules,
            lags: [&rules.record, &rules.publish].map(|dwell| dwell.as_deref().map(Dwell::table)),
            opens_at: Timestamp(i64::MIN),
            voice: starts_silent.map_or(Voice::Heard, |silence| Voice::after(silence.until)),
            first: None,
            handed_over: None,
        }
    }

    fn open(&mut self, label_at: Timestamp, words: &mut impl Words) {
        if let Some(opens) = &self.rules.opens {
            // No state has the last three words of slot 255: they are for what concerns the whole parcel.
            let word = words.word(
                Purpose::Record,
                255 * 4 + self.observer.index() as u64,
                label_at,
            );
            self.opens_at = label_at + i64::from(opens.sample(word));
        }
    }

    /// Returns what the observer writes about a scan; `shown` is when another one first shows it.
    fn observe(
        &mut self,
        line: &Line<'_>,
        shown: Option<Timestamp>,
        words: &mut impl Words,
    ) -> Option<Observation> {
        if self.is_silent(line.milestone) {
            return None;
        }
        let scan = line.scan;
        let seen_at = match self.observer {
            Observer::OriginCarrier => scan.at,
            Observer::LastMile
                if line.is_last_mile || line.milestone == Milestone::LastMileAnnounced =>
            {
                scan.at
            }
            Observer::LastMile => return None,
            // A tracking site repeats what either carrier shows, at its next poll.
            Observer::Aggregator => shown?,
        };
        let mut draw = |offset| words.word(Purpose::Record, line.address + offset, scan.at);
        let word = draw(self.observer.index() as u64);
        let missed = self.rules.missing.get(line.milestone.index());
        // One word serves three draws: 16 bits for the miss, 24 for each lag.
        if missed.is_some_and(|threshold| threshold.hit(word)) {
            return None;
        }
        let [record, publish] = self.lags;
        let lag = |table: Option<&QuantileTable>, word| {
            table.map_or(0, |table| i64::from(table.sample(word)))
        };
        let mut recorded_at = seen_at + lag(record, word << 16);
        if line.is_last_mile
            && self.observer == Observer::OriginCarrier
            && let Some(partner) = &self.rules.partner
        {
            recorded_at = recorded_at + i64::from(partner.sample(draw(3)));
        }
        let visible_at = (recorded_at + lag(publish, word << 40)).max(self.opens_at);
        earliest(&mut self.first, visible_at);
        if line.is_last_mile {
            earliest(&mut self.handed_over, visible_at);
        }
        Some(Observation {
            observer: self.observer,
            number: self.number,
            milestone: line.milestone,
            reason: scan.reason,
            occurred_at: scan.at,
            recorded_at,
            visible_at,
            retracted_at: None,
            place: scan.place,
            carrier: line.carrier,
        })
    }

    /// Finds out anew when it first shows anything, once trouble has struck its record.
    fn read_again(&mut self, observations: &[Observation], last_mile: Carrier) {
        let own = || {
            let seen = observations.iter();
            seen.filter(|seen| seen.observer == self.observer)
        };
        let first = own().map(|seen| seen.visible_at).min();
        let handed_over = own().filter(|seen| seen.carrier == last_mile);
        let handed_over = handed_over.map(|seen| seen.visible_at).min();
        (self.first, self.handed_over) = (first, handed_over);
    }

    /// Tells whether the observer is silent about a milestone, and notes where silence begins and ends.
    fn is_silent(&mut self, milestone: Milestone) -> bool {
        if self.voice == Voice::SilentUntil(milestone) {
            self.voice = Voice::Heard;
        }
        let silent = self.voice != Voice::Heard;
        if !silent
            && let Some(silence) = self
                .rules
                .silent
                .iter()
                .find(|silence| silence.after == Some(milestone))
        {
            self.voice = Voice::after(silence.until);
        }
        silent
    }
}

const fn number(parties: Parties, role: NumberRole) -> NumberRef {
    let parcel = match role {
        NumberRole::Origin => parties.number_of,
        _ => parties.parcel,
    };
    NumberRef { parcel, role }
}

/// Returns who knows which number from when.
fn numbers(desks: &[Desk<'_>], parties: Parties, label_at: Timestamp) -> Vec<NumberFact> {
    let fact = |role| {
        let number = number(parties, role);
        let mut known_at = [None; Observer::COUNT];
        for desk in desks.iter().filter(|desk| desk.number == number) {
            known_at[desk.observer.index()] = desk.first;
        }
        NumberFact {
            number,
            announced_at: None,
            known_at,
            alias: None,
        }
    };
    let mut facts = Vec::with_capacity(3);
    facts.push(fact(NumberRole::Origin));
    if parties.last_mile_role == NumberRole::LastMile {
        facts.push(fact(NumberRole::LastMile));
    }
    if let [origin, second] = facts.as_mut_slice() {
        // The origin network shows the second number as soon as it shows a scan of the last mile.
        let handed_over = desks[Observer::OriginCarrier.index()].handed_over;
        origin.alias = handed_over.map(|from| (second.number, from));
        second.alias = Some((origin.number, Timestamp(i64::MIN)));
    }
    if let Some((role, told_at)) = parties.stand_in {
        let placeholder = role == NumberRole::Placeholder;
        facts.push(NumberFact {
            announced_at: placeholder.then_some(told_at),
            alias: placeholder.then_some((number(parties, NumberRole::Origin), label_at)),
            ..fact(role)
        });
    }
    facts
}

fn earliest(first: &mut Option<Timestamp>, at: Timestamp) {
    *first = Some(first.map_or(at, |first| first.min(at)));
}
