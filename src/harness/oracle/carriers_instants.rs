//! Events happened when carriers say that they did.

use std::collections::BTreeSet;

use super::{Charge, Oracle, Reading};
use crate::parcel::Timestamp;
use crate::trouble::Quirk;

pub(super) const ORACLE: Oracle = Oracle {
    name: "carriers-instants",
    about: "Every event that a tracker tells of happened at an instant that a carrier shows, to the minute.",
    judge,
};

/// Some carriers show minutes only.
const MINUTE: i64 = 60;

/// An answer whose times are wrong can only be read wrongly.
const WRONG_TIMES: &[Quirk] = &[
    Quirk::ZoneWrong,
    Quirk::ZoneTwice,
    Quirk::YearMissing,
    Quirk::YearOne,
    Quirk::EpochChanged,
];

fn judge(reading: &Reading<'_>) -> Vec<Charge> {
    if reading.garbles(WRONG_TIMES) {
        return Vec::new();
    }
    let mut charges = Vec::new();
    // What a carrier showed, a tracker may remember.
    let mut instants: BTreeSet<Timestamp> = BTreeSet::new();
    for (moment, scene) in reading.moments.iter().enumerate() {
        let events = scene.anywhere.events();
        instants.extend(events.iter().map(|event| event.occurred_at));
        if scene.moment.is_disturbed {
            continue;
        }
        let is_shown = |at: &Timestamp| instants.iter().any(|known| (*known - *at).abs() < MINUTE);
        let Some(odd) = scene.statement.events.iter().find(|at| !is_shown(at)) else {
            continue;
        };
        let nearest = instants.iter().min_by_key(|known| (**known - *odd).abs());
        let evidence = match nearest {
            Some(nearest) => format!("no event is of then; the nearest is of {}", text(*nearest)),
            None => "they show no event".to_owned(),
        };
        charges.push(Charge {
            moment,
            said: format!("an event of {}", text(*odd)),
            evidence,
        });
    }
    charges
}

fn text(at: Timestamp) -> String {
    String::from_utf8_lossy(&at.zulu()).into_owned()
}
