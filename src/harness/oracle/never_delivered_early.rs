//! A parcel is not delivered before a carrier shows that it is.

use super::{Charge, Oracle, Reading};
use crate::parcel::Status;

pub(super) const ORACLE: Oracle = Oracle {
    name: "never-delivered-early",
    about: "A tracker does not say that a parcel is delivered before a carrier shows it.",
    judge,
};

fn judge(reading: &Reading<'_>) -> Vec<Charge> {
    let calm = reading.calm().filter(|(_, scene)| {
        let events = scene.anywhere.events();
        let mut statuses = events.iter().map(|event| event.milestone.status());
        // What is said of a return is judged as such.
        let explains = |status| {
            matches!(
                status,
                Status::Delivered | Status::Returning | Status::Returned
            )
        };
        scene.statement.is_delivered() && !statuses.any(explains)
    });
    calm.map(|(moment, scene)| Charge {
        moment,
        said: "delivered".to_owned(),
        evidence: format!("nobody shows a delivery; {}", scene.newest()),
    })
    .collect()
}
