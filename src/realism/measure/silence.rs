//! Silence: how long a watcher of one observer's page waits for the next line.

use crate::fleet::Parcel;
use crate::parcel::{Observer, Timestamp};
use crate::record::Observation;

/// Returns what an observer shows of a parcel, in the order of its being shown.
pub fn observations_of(parcel: &Parcel, observer: Observer) -> Vec<&Observation> {
    let all = parcel.record.observations.iter();
    let mut shown: Vec<_> = all.filter(|seen| seen.observer == observer).collect();
    shown.sort_by_key(|seen| (seen.visible_at, seen.occurred_at));
    shown
}

/// Returns the silences between the lines that a watcher sees, in seconds, first to last.
///
/// A watcher begins with the first line and stops when the parcel's story ends: what the observer never shows, such as a
/// delivery nobody scanned, ends the last silence all the same.
pub fn silences(parcel: &Parcel, observer: Observer) -> Vec<i64> {
    let shown = observations_of(parcel, observer);
    let Some(first) = shown.first() else {
        return Vec::new();
    };
    let end = parcel.journey.scans.last().map(|scan| scan.at);
    let mut before: Timestamp = first.visible_at;
    let mut gaps = Vec::with_capacity(shown.len());
    for at in shown[1..].iter().map(|seen| seen.visible_at).chain(end) {
        if at >= before {
            gaps.push(at - before);
            before = at;
        }
    }
    gaps
}

/// Returns the longest silence of a watcher in seconds; none if the observer never shows anything.
pub fn longest_silence(parcel: &Parcel, observer: Observer) -> Option<i64> {
    let shown = |seen: &Observation| seen.observer == observer;
    let any = parcel.record.observations.iter().any(shown);
    any.then(|| silences(parcel, observer).into_iter().max().unwrap_or(0))
}
