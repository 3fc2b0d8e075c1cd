//! A parcel that was delivered stays so, as long as carriers say so.

use super::{Charge, Oracle, Reading, Scene, told};
use crate::parcel::Status;
use crate::record::Observation;

pub(super) const ORACLE: Oracle = Oracle {
    name: "delivered-stays",
    about: "A tracker that has said delivered goes on saying it while the carriers show that delivery and nothing that \
            takes it back.",
    judge,
};

fn judge(reading: &Reading<'_>) -> Vec<Charge> {
    let mut charges = Vec::new();
    // The delivery on which the tracker's word rests.
    let mut rests_on: Option<Observation> = None;
    for (moment, scene) in reading.calm() {
        let statement = &scene.statement;
        if statement.is_delivered() {
            rests_on = scene.shown.events().into_iter().rfind(is_delivery);
            continue;
        }
        let says_else = statement.status.is_some() || statement.not_found || statement.lost;
        let Some(delivery) = rests_on.filter(|_| says_else && statement.error.is_none()) else {
            continue;
        };
        if still_stands(&delivery, scene) {
            charges.push(Charge {
                moment,
                said: format!("{}, after it had said delivered", statement.told()),
                evidence: format!("they still show {}", told(&delivery)),
            });
        } else {
            rests_on = None;
        }
    }
    charges
}

fn is_delivery(event: &Observation) -> bool {
    event.milestone.status() == Status::Delivered
}

/// Tells whether a delivery is still shown, and neither a return nor another journey under the same number after it.
fn still_stands(delivery: &Observation, scene: &Scene<'_>) -> bool {
    let events = scene.shown.events();
    let is_shown = events.iter().any(|event| {
        event.milestone == delivery.milestone && event.occurred_at == delivery.occurred_at
    });
    let undone = |event: &&Observation| {
        let status = event.milestone.status();
        matches!(
            status,
            Status::Returning | Status::Returned | Status::InfoReceived
        ) && event.visible_at > delivery.visible_at
    };
    is_shown && !events.iter().any(|event| undone(&event))
}
