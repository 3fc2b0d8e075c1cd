//! A parcel that was delivered stays so, as long as carriers say so.

use super::super::film::Sight;
use super::{Charge, Oracle, Reading, Scene, told};
use crate::parcel::{Observer, Status};
use crate::record::Observation;
use crate::trouble::Quirk;

pub(super) const ORACLE: Oracle = Oracle {
    name: "delivered-stays",
    about: "A tracker that has said delivered goes on saying it while the carriers show that delivery and nothing that \
            takes it back.",
    judge,
};

/// An answer that keeps the delivery to itself may make a tracker forget it.
const NOTHING_SHOWN: &[Quirk] = &[
    Quirk::UnknownCode,
    Quirk::UnknownStatus,
    Quirk::StatusMissing,
    Quirk::OnlyOne,
    Quirk::EventsEmpty,
    Quirk::EventsNull,
    Quirk::EventsAbsent,
    Quirk::NothingSaid,
];

fn judge(reading: &Reading<'_>) -> Vec<Charge> {
    if reading.garbles(NOTHING_SHOWN) {
        return Vec::new();
    }
    let mut charges = Vec::new();
    let mut rests_on: Option<Ground> = None;
    for (moment, scene) in reading.calm() {
        let statement = &scene.statement;
        if statement.is_delivered() {
            rests_on = Ground::of(scene);
            continue;
        }
        let says_else = statement.status.is_some() || statement.not_found || statement.lost;
        let Some(ground) = &rests_on else {
            continue;
        };
        if !ground.holds(scene) {
            rests_on = None;
        } else if says_else && statement.error.is_none() {
            charges.push(Charge {
                moment,
                said: format!("{}, after it had said delivered", statement.told()),
                evidence: format!("they still show {}", told(&ground.delivery)),
            });
        }
    }
    charges
}

/// On what a tracker's word rests that a parcel is delivered.
struct Ground {
    delivery: Observation,
    /// The number it was asked for.
    number: String,
    /// Who showed the delivery then, and under which numbers.
    pages: Vec<(Observer, String)>,
}

impl Ground {
    /// Returns what a tracker could rest on; none if nobody that it asked shows a delivery.
    fn of(scene: &Scene<'_>) -> Option<Self> {
        let delivery = scene.shown.events().into_iter().rfind(is_delivery)?;
        let pages = scene
            .shown
            .sights
            .iter()
            .filter(|sight| shows(sight, &delivery));
        Some(Self {
            pages: pages
                .map(|sight| (sight.observer, sight.number.clone()))
                .collect(),
            number: scene.moment.number.clone(),
            delivery,
        })
    }

    /// Tells whether all who showed the delivery still do, and nobody shows a return or another journey after it.
    fn holds(&self, scene: &Scene<'_>) -> bool {
        let still = |(observer, number): &(Observer, String)| {
            scene.shown.sights.iter().any(|sight| {
                sight.observer == *observer
                    && sight.number == *number
                    && shows(sight, &self.delivery)
            })
        };
        let undone = |event: &Observation| {
            let status = event.milestone.status();
            matches!(
                status,
                Status::Returning | Status::Returned | Status::InfoReceived
            ) && event.visible_at > self.delivery.visible_at
        };
        scene.moment.number == self.number
            && self.pages.iter().all(still)
            && !scene.anywhere.events().iter().any(undone)
    }
}

fn is_delivery(event: &Observation) -> bool {
    event.milestone.status() == Status::Delivered
}

fn shows(sight: &Sight, delivery: &Observation) -> bool {
    let same = |event: &Observation| {
        event.milestone == delivery.milestone && event.occurred_at == delivery.occurred_at
    };
    sight.events.iter().any(same)
}
