//! Answers as they leave the carrier: the dialect's own, and garbled where a parcel's world has quirks.

use super::{Answer, Dialect, Visit, garbled};
use crate::carrier::Desk;
use crate::parcel::Timestamp;
use crate::trouble::Quirks;

/// Returns a dialect's answer to a request, with the quirks of the parcels in it.
///
/// Refusals stay as they are.
pub fn answered(dialect: &dyn Dialect, visit: &Visit<'_>) -> Answer {
    let answer = dialect.answer(visit);
    if !visit.desk.has_quirks() || !answer.status().is_success() {
        return answer;
    }
    answer.map(|body| shown(dialect, visit.desk, body, visit.at))
}

/// Returns what becomes of a body that shows parcels of a desk at an instant, such as that of an answer or of a webhook.
pub fn shown(dialect: &dyn Dialect, desk: &Desk, body: Vec<u8>, at: Timestamp) -> Vec<u8> {
    garbled(dialect, body, at, &|number| {
        let looked = desk.look_up(number);
        looked.map_or(Quirks::NONE, |looked| {
            looked.case.world.trouble().quirks().clone()
        })
    })
}
