//! A number that nobody knows yet is neither an error nor a loss; one that nobody knows any more is no error.

use super::{Charge, Oracle, Reading, Scene};
use crate::parcel::Status;
use crate::record::Standing;

pub(super) const ORACLE: Oracle = Oracle {
    name: "not-found-is-calm",
    about: "While no carrier knows a number, a tracker neither fails nor says that the parcel is lost or has a problem.",
    judge,
};

fn judge(reading: &Reading<'_>) -> Vec<Charge> {
    let is_unknown = |scene: &Scene<'_>| {
        let mut sights = scene.anywhere.sights.iter();
        sights.all(|sight| sight.standing == Standing::Unknown && sight.events.is_empty())
    };
    let all = reading.moments.iter();
    let until = all.take_while(|scene| is_unknown(scene)).count();
    let unknown = reading.calm().filter(|(_, scene)| is_unknown(scene));
    let alarmed = unknown.filter(|(moment, scene)| {
        let statement = &scene.statement;
        let alarm = statement.lost || statement.status == Some(Status::Exception);
        // What was known and is forgotten can be lost.
        statement.error.is_some() || (alarm && *moment < until)
    });
    alarmed
        .map(|(moment, scene)| Charge {
            moment,
            said: scene.statement.told(),
            evidence: format!("nobody knows {}, which is no error", scene.moment.number),
        })
        .collect()
}
