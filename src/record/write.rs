//! From truth to record: who writes down what, and when it is shown.

use std::sync::Arc;

use super::estimate::{Addressee, estimates};
use super::{NumberFact, Observation, Record};
use crate::journey::{Journey, Scan};
use crate::parcel::number_role::{NumberRef, NumberRole};
use crate::parcel::{Carrier, Milestone, Observer, Timestamp};
use crate::random::{Purpose, Words};
use crate::scenario::model::{ReportRules, State};
use crate::scenario::{Dwell, Story};

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

/// Writes the record of a journey.
pub fn write(story: &Story, journey: &Journey, parties: Parties, words: &mut impl Words) -> Record {
    let mut record = Record::default();
    record
        .observations
        .reserve(journey.scans.len() * Observer::COUNT);
    let mut observers = std::array::from_fn::<_, { Observer::COUNT }, _>(|place| {
        Desk::new(story, Observer::ALL[place])
    });
    let label_at = journey
        .scans
        .first()
        .map_or(Timestamp::default(), |scan| scan.at);
    for desk in &mut observers {
        desk.open(label_at, words);
    }
    let graph = story.graph(journey.route.destination.country());
    for scan in &journey.scans {
        let Some(milestone) = scan.milestone else {
            continue;
        };
        let state = graph.state(scan.state);
        let luck = Line {
            scan,
            milestone,
            address: address(parties.parcel, state, scan.visit),
        };
        let mut shown = None;
        let of_scan = record.observations.len();
        for desk in &mut observers {
            if let Some(observation) = desk.observe(luck, (parties, shown), words) {
                shown = Some(shown.map_or(observation.visible_at, |first: Timestamp| {
                    first.min(observation.visible_at)
                }));
                record.observations.push(observation);
            }
        }
        settle(&mut record.observations, of_scan);
    }
    record.numbers = numbers(&record.observations, parties, label_at);
    let to = Addressee {
        story,
        graph,
        zone: journey.route.destination.zone(),
        parcel: parties.parcel,
        label_at,
    };
    record.estimates = estimates(to, &record.observations, words);
    record
}

/// Puts the newest observations in their order. Scans come in order of time, so only those of one second can be out of
/// it.
fn settle(observations: &mut [Observation], newest: usize) {
    let Some(at) = observations.get(newest).map(|seen| seen.occurred_at) else {
        return;
    };
    let first = observations[..newest]
        .iter()
        .rposition(|seen| seen.occurred_at != at);
    let same_second = &mut observations[first.map_or(0, |last| last + 1)..];
    same_second.sort_by_key(|seen| (seen.visible_at, seen.observer));
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
    address: u64,
}

/// An observer at work: its rules, and whether it is silent just now.
struct Desk<'a> {
    observer: Observer,
    rules: &'a ReportRules,
    opens_at: Timestamp,
    voice: Voice,
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
    fn new(story: &'a Story, observer: Observer) -> Self {
        let rules = &story.reports[observer.index()];
        let starts_silent = rules.silent.iter().find(|silence| silence.after.is_none());
        Self {
            observer,
            rules,
            opens_at: Timestamp(i64::MIN),
            voice: starts_silent.map_or(Voice::Heard, |silence| Voice::after(silence.until)),
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
        line: Line<'_>,
        (parties, shown): (Parties, Option<Timestamp>),
        words: &mut impl Words,
    ) -> Option<Observation> {
        if self.is_silent(line.milestone) {
            return None;
        }
        let last_mile = line.milestone.leg().is_last_mile();
        let seen_at = match self.observer {
            Observer::OriginCarrier => line.scan.at,
            Observer::LastMile if last_mile || line.milestone == Milestone::LastMileAnnounced => {
                line.scan.at
            }
            Observer::LastMile => return None,
            // A tracking site repeats what either carrier shows, at its next poll.
            Observer::Aggregator => shown?,
        };
        let decided = line.scan.at;
        let mut draw = |offset| words.word(Purpose::Record, line.address + offset, decided);
        let word = draw(self.observer.index() as u64);
        let missed = self.rules.missing.get(line.milestone.index());
        // One word serves three draws: 16 bits for the miss, 24 for each lag.
        if missed.is_some_and(|threshold| threshold.hit(word)) {
            return None;
        }
        let lag = |dwell: &Option<Arc<Dwell>>, word| {
            dwell
                .as_ref()
                .map_or(0, |dwell| i64::from(dwell.sample(word)))
        };
        let mut recorded_at = seen_at + lag(&self.rules.record, word << 16);
        if last_mile && self.observer == Observer::OriginCarrier {
            recorded_at = recorded_at + lag(&self.rules.partner, draw(3));
        }
        let visible_at = (recorded_at + lag(&self.rules.publish, word << 40)).max(self.opens_at);
        let role = if self.observer == Observer::LastMile {
            parties.last_mile_role
        } else {
            NumberRole::Origin
        };
        Some(Observation {
            observer: self.observer,
            number: number(parties, role),
            milestone: line.milestone,
            reason: line.scan.reason,
            occurred_at: line.scan.at,
            recorded_at,
            visible_at,
            place: line.scan.place,
            carrier: if last_mile {
                parties.last_mile
            } else {
                parties.origin
            },
        })
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
fn numbers(observations: &[Observation], parties: Parties, label_at: Timestamp) -> Vec<NumberFact> {
    let fact = |role| NumberFact {
        number: number(parties, role),
        announced_at: None,
        known_at: [None; Observer::COUNT],
        alias: None,
    };
    let has_second = parties.last_mile_role == NumberRole::LastMile;
    let mut facts = Vec::with_capacity(3);
    facts.push(fact(NumberRole::Origin));
    if has_second {
        facts.push(fact(NumberRole::LastMile));
    }
    let mut handed_over = None;
    for seen in observations {
        let known = facts.iter_mut().find(|fact| fact.number == seen.number);
        if let Some(fact) = known {
            earliest(&mut fact.known_at[seen.observer.index()], seen.visible_at);
        }
        if seen.observer == Observer::OriginCarrier && seen.milestone.leg().is_last_mile() {
            earliest(&mut handed_over, seen.visible_at);
        }
    }
    if let [origin, second] = facts.as_mut_slice() {
        // The origin network shows the second number as soon as it shows a scan of the last mile.
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
