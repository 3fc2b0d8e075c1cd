//! A parcel that goes back to its sender is not delivered.

use super::super::film::Sight;
use super::{Charge, Oracle, Reading, told};
use crate::parcel::Status;
use crate::record::Observation;

pub(super) const ORACLE: Oracle = Oracle {
    name: "return-is-no-delivery",
    about: "A tracker does not call it a delivery when a parcel goes back to its sender.",
    judge,
};

fn judge(reading: &Reading<'_>) -> Vec<Charge> {
    let mut charges = Vec::new();
    for (moment, scene) in reading.calm() {
        let events = scene.anywhere.events();
        let is_return = |event: &&Observation| {
            let status = event.milestone.status();
            matches!(status, Status::Returning | Status::Returned)
        };
        let delivered = scene.anywhere.sights.iter().any(is_delivered);
        let Some(back) = events.iter().rfind(is_return) else {
            continue;
        };
        if scene.statement.is_delivered() && !delivered {
            charges.push(Charge {
                moment,
                said: "delivered".to_owned(),
                evidence: format!("they show {}, and no delivery to the buyer", told(back)),
            });
        }
    }
    charges
}

/// Tells whether a page shows a delivery that is not the end of a return: what follows a return is delivered to the
/// sender, unless the number begins another life.
fn is_delivered(sight: &Sight) -> bool {
    let mut is_back = false;
    sight.events.iter().any(|event| {
        match event.milestone.status() {
            Status::Returning | Status::Returned => is_back = true,
            Status::InfoReceived => is_back = false,
            Status::Delivered => return !is_back,
            _ => {}
        }
        false
    })
}
