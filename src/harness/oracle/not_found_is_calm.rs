//! A number that nobody knows yet is neither an error nor a loss.

use super::{Charge, Oracle, Reading};
use crate::parcel::Status;
use crate::record::Standing;

pub(super) const ORACLE: Oracle = Oracle {
    name: "not-found-is-calm",
    about: "While no carrier knows a number, a tracker neither fails nor says that the parcel is lost or has a problem.",
    judge,
};

fn judge(reading: &Reading<'_>) -> Vec<Charge> {
    let unknown = reading.calm().filter(|(_, scene)| {
        let mut sights = scene.anywhere.sights.iter();
        sights.all(|sight| sight.standing == Standing::Unknown && sight.events.is_empty())
    });
    let alarmed = unknown.filter(|(_, scene)| {
        let statement = &scene.statement;
        statement.error.is_some() || statement.lost || statement.status == Some(Status::Exception)
    });
    alarmed
        .map(|(moment, scene)| Charge {
            moment,
            said: scene.statement.told(),
            evidence: format!("nobody knows {}, which is no error", scene.moment.number),
        })
        .collect()
}
