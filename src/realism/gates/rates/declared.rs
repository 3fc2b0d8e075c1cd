//! Declared rates: what a compiled scenario says of each decision that a parcel meets.

use crate::fleet::{Case, Parcel};
use crate::parcel::time::DAY;
use crate::parcel::{Country, Fate, Milestone, Observer};
use crate::scenario::model::{Graph, Next, State};
use crate::scenario::{StateIndex, Story};

/// A decision on the way: after one milestone, another or not.
#[derive(Debug)]
pub(in crate::realism::gates) struct Rate {
    /// What it is called.
    pub(in crate::realism::gates) name: &'static str,
    /// Where it falls: the first time this is entered.
    at: Milestone,
    /// What counts.
    yes: Milestone,
    /// Beside which else; nothing: beside everything.
    among: &'static [Milestone],
}

impl Rate {
    /// Returns the declared probability of the decision where a state is left; none if it does not fall there.
    fn declared(&self, graph: &Graph, at: StateIndex) -> Option<f64> {
        let Next::States { successors, .. } = &graph.state(at).next else {
            return None;
        };
        let (mut yes, mut all) = (0, 0);
        for (index, weight) in successors.iter() {
            let milestone = graph.state(*index).milestone;
            let counts = |wanted: &Milestone| milestone == Some(*wanted);
            if self.among.is_empty() || self.among.iter().any(counts) {
                all += weight;
            }
            if counts(&self.yes) {
                yes += weight;
            }
        }
        (all > 0).then(|| yes as f64 / all as f64)
    }

    /// Returns the declared probability of the decision the first time that a walk can come to it.
    pub(in crate::realism::gates) fn first(&self, graph: &Graph) -> Option<f64> {
        let mut seen = vec![graph.start];
        let mut place = 0;
        while let Some(at) = seen.get(place).copied() {
            if graph.state(at).milestone == Some(self.at) {
                return self.declared(graph, at);
            }
            if let Next::States { successors, .. } = &graph.state(at).next {
                for (next, _) in successors.iter() {
                    if !seen.contains(next) {
                        seen.push(*next);
                    }
                }
            }
            place += 1;
        }
        None
    }
}

/// Whether the courier finds somebody the first time.
pub(in crate::realism::gates) const FIRST_ATTEMPT: usize = 0;
/// Whether the parcel goes to a pickup point.
pub(in crate::realism::gates) const PICKUP_POINT: usize = 1;
/// Whether export customs stops it.
pub(in crate::realism::gates) const EXPORT_HOLD: usize = 2;
/// Whether import customs does.
pub(in crate::realism::gates) const IMPORT_HOLD: usize = 3;

/// The decisions that are gated.
pub(in crate::realism::gates) const RATES: &[Rate] = &[
    Rate {
        name: "first attempt succeeds",
        at: Milestone::OutForDelivery,
        yes: Milestone::Delivered,
        among: &[Milestone::Delivered, Milestone::DeliveryAttempted],
    },
    Rate {
        name: "to a pickup point",
        at: Milestone::OutForDelivery,
        yes: Milestone::AvailableForPickup,
        among: &[],
    },
    Rate {
        name: "held by export customs",
        at: Milestone::ArrivedExportHub,
        yes: Milestone::ExportCustomsHeld,
        among: &[],
    },
    Rate {
        name: "held by import customs",
        at: Milestone::ImportCustomsStarted,
        yes: Milestone::CustomsHeld,
        among: &[],
    },
];

/// A parcel that met a decision.
#[derive(Debug, Clone, Copy)]
pub(super) struct Meeting {
    /// Which: a place in [`RATES`], then the fates, missed scans and revised estimates.
    pub(super) rate: u8,
    /// The parcels it may share luck with.
    pub(super) cluster: u32,
    /// What the scenario declares.
    pub(super) declared: f64,
    /// What happened.
    pub(super) is_hit: bool,
}

/// The probabilities of each fate, by graph and [`Fate::index`].
pub(in crate::realism::gates) type Ends = Vec<[f64; Fate::COUNT]>;

/// Returns the probability of each fate from the start of each graph.
pub(in crate::realism::gates) fn fates(story: &Story) -> Ends {
    let of = |graph: &Graph| {
        let mut ends = [0.0; Fate::COUNT];
        for fate in Fate::ALL {
            ends[fate.index()] = probability(graph, *fate);
        }
        ends
    };
    story.graphs.iter().map(of).collect()
}

/// A walk is over after so many steps, but for a share that no gate sees.
const STEPS: u32 = 200;

fn probability(graph: &Graph, fate: Fate) -> f64 {
    let mut reach = vec![0.0; graph.states.len()];
    for _ in 0..STEPS {
        let step = |state: &State| match &state.next {
            Next::End(end) => {
                if *end == fate {
                    1.0
                } else {
                    0.0
                }
            }
            Next::States { successors, .. } => {
                let total: u64 = successors.iter().map(|(_, weight)| weight).sum();
                let part = |(next, weight): (&StateIndex, u64)| {
                    reach[usize::from(next.0)] * weight as f64 / total as f64
                };
                successors.iter().map(part).sum()
            }
        };
        reach = graph.states.iter().map(step).collect();
    }
    reach[usize::from(graph.start.0)]
}

/// Adds every decision that a case's parcels met.
pub(super) fn meetings(seen: &mut Vec<Meeting>, (story, ends): (&Story, &Ends), case: &Case) {
    for parcel in &case.parcels {
        let country = parcel.journey.route.destination.country();
        let cluster = country.index() as u32 * 4_096 + (case.address.day.0 as u32 % 4_096);
        let mut add = |rate: usize, declared: f64, is_hit: bool| {
            // What is certain is no rate.
            if declared > 0.0 && declared < 1.0 {
                seen.push(Meeting {
                    rate: rate as u8,
                    cluster,
                    declared,
                    is_hit,
                });
            }
        };
        for (place, rate) in RATES.iter().enumerate() {
            if let Some((declared, is_hit)) = decision(story, (parcel, country), rate) {
                add(place, declared, is_hit);
            }
        }
        let graph = &ends[usize::from(story.graph_of[country.index()])];
        for fate in Fate::ALL {
            let is_hit = parcel.journey.fate == *fate;
            add(RATES.len() + fate.index(), graph[fate.index()], is_hit);
        }
        for (declared, is_hit) in missed(story, parcel) {
            add(RATES.len() + Fate::COUNT, declared, is_hit);
        }
        if parcel.journey.fate == Fate::Delivered && travels_long(parcel) {
            let rules = story.estimate;
            let declared = rules.given.probability() * rules.revised.probability();
            let is_hit = parcel.record.estimates.len() > 1;
            add(RATES.len() + Fate::COUNT + 1, declared, is_hit);
        }
    }
}

/// Tells whether a parcel is on its way for more than a week after its pickup: what follows the news has some by then, while a shorter
/// journey's first estimate is often right.
fn travels_long(parcel: &Parcel) -> bool {
    let scans = &parcel.journey.scans;
    let picked_up = scans
        .iter()
        .find(|scan| scan.milestone == Some(Milestone::PickedUp));
    let ends = picked_up.zip(scans.last());
    ends.is_some_and(|(first, last)| last.at - first.at > 7 * DAY)
}

/// Returns the declared probability of a decision that a parcel met, and whether it fell so.
fn decision(
    story: &Story,
    (parcel, country): (&Parcel, Country),
    rate: &Rate,
) -> Option<(f64, bool)> {
    let scans = &parcel.journey.scans;
    let place = scans
        .iter()
        .position(|scan| scan.milestone == Some(rate.at))?;
    let next = scans.get(place + 1)?.milestone?;
    if !rate.among.is_empty() && !rate.among.contains(&next) {
        return None;
    }
    let declared = rate.declared(story.graph(country), scans[place].state)?;
    Some((declared, next == rate.yes))
}

/// Returns, scan by scan, the declared probability that the origin's page misses it, and whether it did; nothing where
/// whole stretches are silent.
fn missed(story: &Story, parcel: &Parcel) -> Vec<(f64, bool)> {
    let rules = &story.reports[Observer::OriginCarrier.index()];
    if !rules.silent.is_empty() {
        return Vec::new();
    }
    let mut found = Vec::new();
    for scan in &parcel.journey.scans {
        let Some(milestone) = scan.milestone else {
            continue;
        };
        let Some(threshold) = rules.missing.get(milestone.index()) else {
            continue;
        };
        if threshold.probability() > 0.0 {
            let mut seen = parcel.record.observations.iter();
            let is_seen = seen.any(|seen| {
                seen.observer == Observer::OriginCarrier
                    && seen.milestone == milestone
                    && seen.occurred_at == scan.at
            });
            found.push((threshold.probability(), !is_seen));
        }
    }
    found
}
