//! Scripts: at which moments a tracker is asked.
//!
//! At every moment at which anybody shows something else; in the silences between, where a tracker that judges silence
//! speaks; and around midnights, where one that counts days does.

use std::collections::BTreeMap;

use super::super::carrier::number_at;
use crate::fleet::Case;
use crate::parcel::time::{DAY, Day};
use crate::parcel::{Timestamp, Zone};

vocabulary! {
    /// Why a tracker is asked at a moment.
    pub enum Occasion {
        /// The film begins.
        Beginning = "beginning",
        /// Somebody shows something else.
        Change = "change",
        /// A minute has passed without any change.
        Again = "again",
        /// A number of days have passed without any change.
        Silence = "silence",
        /// The silence becomes unusual for the service on its lane.
        Window = "window",
        /// A day ends where the buyer lives.
        DayEnds = "day-ends",
        /// A day begins there.
        DayBegins = "day-begins",
    }
}

/// Silences in which a tracker is asked, in days.
const SILENCES: [i64; 5] = [3, 7, 14, 30, 60];
/// After every so manieth change the tracker is asked again, although nothing changed.
const AGAIN: usize = 4;
/// A film has so many moments at most; no case changes half as often.
const MOMENTS_MOST: usize = 4_000;

/// Returns when a tracker is asked, and why, from an instant on.
pub(super) fn script(case: &Case, from: Timestamp) -> BTreeMap<Timestamp, Occasion> {
    let mut changes = vec![from];
    while let Some(next) = changes.last().and_then(|last| case.next_change(*last))
        && changes.len() < MOMENTS_MOST
    {
        changes.push(next);
    }
    let zone = case.orders.first().map(|order| order.destination.zone());
    let mut moments = BTreeMap::new();
    for (place, change) in changes.iter().enumerate() {
        let until = changes.get(place + 1).copied();
        let in_gap = |at: &Timestamp| *at > *change && until.is_none_or(|until| *at < until);
        if place % AGAIN == 0 {
            let again = Some(*change + 60).filter(in_gap);
            moments.extend(again.map(|at| (at, Occasion::Again)));
        }
        let silent = SILENCES.map(|days| *change + days * DAY);
        for at in silent.into_iter().filter(in_gap) {
            moments.insert(at, Occasion::Silence);
        }
        if let Some(at) = unusual_from(case, *change).filter(in_gap) {
            moments.insert(at + 1, Occasion::Window);
        }
        let midnights = zone
            .into_iter()
            .flat_map(|zone| midnights(case, *change, zone));
        for midnight in midnights.filter(in_gap) {
            moments.insert(midnight + -1, Occasion::DayEnds);
            moments.insert(midnight, Occasion::DayBegins);
        }
    }
    moments.extend(changes.into_iter().map(|at| (at, Occasion::Change)));
    moments.insert(from, Occasion::Beginning);
    moments.split_off(&from)
}

/// Returns the midnights after a change that a tracker may care about: the first, and those around an estimated day.
fn midnights(case: &Case, after: Timestamp, zone: Zone) -> impl Iterator<Item = Timestamp> {
    let first = Day::of_local(zone.to_local(after.0)).plus(1);
    let estimates = case
        .parcels
        .iter()
        .flat_map(|parcel| &parcel.record.estimates);
    let newest = estimates
        .filter(|said| said.visible_at <= after)
        .max_by_key(|said| said.visible_at);
    let expected = newest.and_then(|said| said.day);
    let days = expected.into_iter().flat_map(|day| [day, day.plus(1)]);
    let midnight = move |day: Day| Timestamp(zone.to_utc(day.start()));
    days.chain([first]).map(midnight)
}

/// Returns from when silence after a change is bad news.
fn unusual_from(case: &Case, after: Timestamp) -> Option<Timestamp> {
    let number = number_at(case, after);
    let ideal = case.ideal((case.number(&number), &number), after, None)?;
    ideal.silence.unusual_from
}
