//! Labels: what is said of a parcel before anybody has it.

use super::{DefectLuck, Draft, Draw};
use crate::parcel::Milestone;
use crate::parcel::time::HOUR;
use crate::random::Words;
use crate::record::Observation;

/// The label is canceled within six hours, and the parcel goes on under it.
pub(super) fn voided(draft: &mut Draft, luck: &mut DefectLuck<'_, impl Words>) {
    let labels: Vec<Observation> = draft
        .observations
        .iter()
        .filter(|seen| seen.milestone == Milestone::Announced)
        .copied()
        .collect();
    for seen in luck.struck(&labels) {
        let seconds = luck.seconds(&seen, Draw::Size, (HOUR, 6 * HOUR));
        draft.observations.push(Observation {
            milestone: Milestone::Canceled,
            ..seen.later(seconds)
        });
    }
}
