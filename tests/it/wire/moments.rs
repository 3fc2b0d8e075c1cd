//! Moments: when to look at a case, so that everything that is ever shown is seen.

use misroute::fleet::Case;
use misroute::parcel::Timestamp;

const DAY: i64 = 86_400;
/// How many moments a case is looked at.
pub(crate) const MOMENTS: usize = 20;
/// Changes that are looked at from both sides.
const CHANGES: usize = 8;

/// Returns every instant at which something about a case changes for somebody who looks, in order.
pub(crate) fn changes(case: &Case) -> Vec<Timestamp> {
    let tells = case.orders.iter().flat_map(|order| &order.told);
    let mut all: Vec<_> = tells.map(|tell| tell.from).collect();
    for parcel in &case.parcels {
        let record = &parcel.record;
        all.extend(record.observations.iter().map(|seen| seen.visible_at));
        all.extend(record.estimates.iter().map(|said| said.visible_at));
        let facts = record.numbers.iter();
        all.extend(facts.clone().filter_map(|fact| fact.announced_at));
        all.extend(facts.filter_map(|fact| fact.alias).map(|(_, from)| from));
    }
    // What is shown from the beginning of time does not change.
    all.retain(|at| at.0 > i64::MIN);
    all.sort_unstable();
    all.dedup();
    all
}

/// Returns twenty moments of a case, in order: before anything, both sides of eight changes, in the longest silence, long
/// after the last news, and when everything may be forgotten.
///
/// Which changes depends on the case, so that some twenty cases of a scenario see all of them.
pub(crate) fn moments(case: &Case) -> Vec<Timestamp> {
    let changes = changes(case);
    let (Some(first), Some(last)) = (changes.first(), changes.last()) else {
        return Vec::new();
    };
    let placed_at = case.orders[0].placed_at;
    let mut moments = vec![
        (*first).min(placed_at) + -DAY,
        *last + 40 * DAY,
        *last + 125 * DAY,
    ];
    let gap = changes.windows(2).max_by_key(|pair| pair[1] - pair[0]);
    moments.extend(gap.map(|pair| pair[0] + (pair[1] - pair[0]) / 2));
    let turn = case.address.place as usize;
    for place in 0..CHANGES.min(changes.len()) {
        let (from, to) = (
            place * changes.len() / CHANGES,
            (place + 1) * changes.len() / CHANGES,
        );
        let at = changes[(from + turn % (to - from).max(1)).min(changes.len() - 1)];
        moments.extend([at + -1, at]);
    }
    moments.sort_unstable();
    moments.dedup();
    // Few changes leave room, which the days after the last one fill.
    let mut day = 1;
    while moments.len() < MOMENTS {
        let at = *last + day * DAY;
        if let Err(place) = moments.binary_search(&at) {
            moments.insert(place, at);
        }
        day += 1;
    }
    moments
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::support::worlds;
    use crate::wire::asking::every_case;

    #[test]
    fn there_are_twenty_and_together_they_see_every_change() {
        let worlds = worlds();
        let cases = every_case(&worlds, 1);
        for case in &cases {
            let moments = moments(case);
            assert_eq!(moments.len(), MOMENTS, "{}", case.world.scenario.name);
            assert!(moments.is_sorted());
        }
        // The turn of a case is its place, so places apart show other changes of the same story.
        let mut story = cases[0].clone();
        let mut seen = BTreeSet::new();
        for place in 0..20 {
            story.address.place = place;
            seen.extend(moments(&story));
        }
        for at in changes(&story) {
            assert!(seen.contains(&at) && seen.contains(&(at + -1)), "{at:?}");
        }
    }
}
