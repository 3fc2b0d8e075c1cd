//! Why: for each true event the state, distribution, draw and source that made it.

use super::Case;
use crate::journey::{Scan, Sink, Start, Step, walk};
use crate::random::Luck;
use crate::scenario::model::{Body, State};

/// An event and what made it.
#[derive(Debug, Clone)]
pub struct Explained<'a> {
    /// The parcel's place in the case.
    pub parcel: u8,
    /// The event.
    pub scan: Scan,
    /// The state entered.
    pub state: &'a State,
    /// The state before, and what was drawn there; none for the beginning.
    pub cause: Option<Cause<'a>>,
}

/// What made an event.
#[derive(Debug, Clone)]
pub struct Cause<'a> {
    /// The state that lasted until the event.
    pub from: &'a State,
    /// Which visit of that state it was, from 0.
    pub visit: u32,
    /// What was drawn.
    pub step: Step,
}

/// A sink that keeps the steps.
struct Steps(Vec<(Scan, Option<Step>)>);

impl Sink for Steps {
    const LISTENS: bool = true;

    fn scan(&mut self, scan: Scan, step: Option<Step>) {
        self.0.push((scan, step));
    }
}

/// Returns every true event of a case with its cause, parcel by parcel.
///
/// The walk is made again with a sink that listens; the case itself never stores this.
pub fn explain(case: &Case) -> Vec<Explained<'_>> {
    let Body::Story(story) = &case.scenario.body else {
        return Vec::new();
    };
    let mut all = Vec::new();
    for parcel in &case.parcels {
        let route = &parcel.journey.route;
        let Some(first) = parcel.journey.scans.first() else {
            continue;
        };
        let number = parcel.parties.parcel;
        let start = Start {
            story,
            route,
            parcel: number,
            at: first.at,
            seed: case.world.seed,
            conditions: case.world.conditions,
        };
        let mut luck = Luck::new(
            case.world.seed,
            case.address.day.0 as u16,
            case.address.place,
        );
        let mut steps = Steps(Vec::new());
        walk(start, &mut luck, &mut steps);
        let graph = story.graph(route.destination.country());
        let mut before: Option<Scan> = None;
        for (scan, step) in steps.0 {
            let from = before.map(|scan| (graph.state(scan.state), scan.visit));
            let cause = from
                .zip(step)
                .map(|((from, visit), step)| Cause { from, visit, step });
            all.push(Explained {
                parcel: number,
                scan,
                state: graph.state(scan.state),
                cause,
            });
            before = Some(scan);
        }
    }
    all
}
