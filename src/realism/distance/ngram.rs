//! The n-gram distance: how differently activities follow one another.

use std::collections::BTreeMap;

use crate::realism::log::EventLog;

/// How many activities in a row are compared.
const N: usize = 3;

type Counts<'a> = BTreeMap<[Option<&'a str>; N], u64>;

/// Returns the share of three-in-a-rows that one log has and the other has not, from 0 to 1.
///
/// A case begins and ends with nothing, twice, so what comes first and last counts too. Counts are absolute: a log with
/// more events is farther away.
pub fn n_gram(a: &EventLog, b: &EventLog) -> f64 {
    let (a, b) = (counts(a), counts(b));
    let common: u64 = a
        .iter()
        .map(|(gram, count)| b.get(gram).map_or(0, |other| *count.min(other)))
        .sum();
    let total: u64 = a.values().chain(b.values()).sum();
    // Every case has an event and so a gram.
    (total - 2 * common) as f64 / total.max(1) as f64
}

fn counts(log: &EventLog) -> Counts<'_> {
    let mut counts = Counts::new();
    for case in log.cases() {
        let mut gram = [None; N];
        let activities = case.events().iter().map(|event| Some(&*event.activity));
        for activity in activities.chain([None; N - 1]) {
            gram.rotate_left(1);
            gram[N - 1] = activity;
            *counts.entry(gram).or_insert(0) += 1;
        }
    }
    counts
}
