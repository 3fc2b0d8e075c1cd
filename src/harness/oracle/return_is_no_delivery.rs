//! A parcel that goes back to its sender is not delivered.

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
        let delivered = events
            .iter()
            .any(|event| event.milestone.status() == Status::Delivered);
        let Some(back) = events.iter().rfind(is_return) else {
            continue;
        };
        if scene.statement.is_delivered() && !delivered {
            charges.push(Charge {
                moment,
                said: "delivered".to_owned(),
                evidence: format!("they show {}, and no delivery", told(back)),
            });
        }
    }
    charges
}
