//! A parcel is not delivered before a carrier shows that it is.

use super::super::film::{Shown, Sight};
use super::{Charge, Oracle, Reading};
use crate::parcel::{Observer, Status};

pub(super) const ORACLE: Oracle = Oracle {
    name: "never-delivered-early",
    about: "A tracker does not say that a parcel is delivered before a carrier shows it.",
    judge,
};

fn judge(reading: &Reading<'_>) -> Vec<Charge> {
    let mut charges = Vec::new();
    let mut explained: Vec<(Observer, String)> = Vec::new();
    for (moment, scene) in reading.moments.iter().enumerate() {
        // A page that shows nothing any more takes nothing back: a tracker may remember what it showed.
        explained.retain(|page| is_bare(&scene.anywhere, page));
        let explaining = scene.anywhere.sights.iter().filter(|sight| explains(sight));
        explained.extend(explaining.map(|sight| (sight.observer, sight.number.clone())));
        if !scene.moment.is_disturbed && scene.statement.is_delivered() && explained.is_empty() {
            charges.push(Charge {
                moment,
                said: "delivered".to_owned(),
                evidence: format!("nobody shows a delivery; {}", scene.newest()),
            });
        }
    }
    charges
}

/// Tells whether a page shows a delivery, or a return: what is said of that is judged as such.
fn explains(sight: &Sight) -> bool {
    let mut statuses = sight.events.iter().map(|event| event.milestone.status());
    statuses.any(|status| {
        matches!(
            status,
            Status::Delivered | Status::Returning | Status::Returned
        )
    })
}

fn is_bare(shown: &Shown, (observer, number): &(Observer, String)) -> bool {
    let same = |sight: &&Sight| sight.observer == *observer && sight.number == *number;
    let now = shown.sights.iter().find(same);
    now.is_none_or(|sight| sight.events.is_empty())
}
