//! What a carrier's tables know: how long it usually takes from a milestone to the end.
//!
//! It follows the likeliest way only, and knows milestones and not states; so an estimate made of it betrays nothing
//! that a carrier could not have seen.

use super::model::{Graph, Next, State, StateIndex};
use crate::parcel::Milestone;

/// Seconds from each milestone to the end, by [`Milestone::index`]; none where no state has the milestone.
#[derive(Debug)]
pub(super) struct Remaining(Vec<Option<u32>>);

impl Remaining {
    fn of(graph: &Graph) -> Self {
        let mut table = vec![None; Milestone::COUNT];
        // The likeliest way counts first; other states only where it has no such milestone.
        let mut way = likeliest_way(graph, graph.start);
        way.extend((0..graph.states.len()).map(|place| StateIndex(place as u16)));
        for index in way {
            if let Some(milestone) = graph.states[usize::from(index.0)].milestone
                && table[milestone.index()].is_none()
            {
                table[milestone.index()] = Some(remaining(graph, index));
            }
        }
        Self(table)
    }
}

impl Graph {
    /// Returns how many seconds it usually takes from a milestone to the end.
    pub fn usually_remaining(&self, milestone: Milestone) -> Option<u32> {
        self.remaining.get_or_init(|| Remaining::of(self)).0[milestone.index()]
    }
}

/// Returns the states on the likeliest way to an end; a way that turns in a circle takes the shortest exit.
fn likeliest_way(graph: &Graph, from: StateIndex) -> Vec<StateIndex> {
    let mut way = vec![from];
    let mut here = from;
    while let Next::States { successors, exit } = &graph.states[usize::from(here.0)].next {
        let likeliest = successors
            .iter()
            .max_by_key(|(_, weight)| *weight)
            .map_or(*exit, |(next, _)| *next);
        here = if way.contains(&likeliest) {
            *exit
        } else {
            likeliest
        };
        way.push(here);
        if way.len() > graph.states.len() * 2 {
            break;
        }
    }
    way
}

fn remaining(graph: &Graph, from: StateIndex) -> u32 {
    let median = |state: &State| state.dwell.quantile(0.5);
    let seconds: u64 = likeliest_way(graph, from)
        .iter()
        .map(|index| median(&graph.states[usize::from(index.0)]))
        .sum();
    u32::try_from(seconds).unwrap_or(u32::MAX)
}
