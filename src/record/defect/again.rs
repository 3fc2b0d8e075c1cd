//! Again: scans that a record holds more than once.

use super::{DefectLuck, Draft, Draw};
use crate::parcel::time::{DAY, HOUR};
use crate::random::Words;

/// The same line twice.
pub(super) fn duplicate(draft: &mut Draft, luck: &mut DefectLuck<'_, impl Words>) {
    let doubled = luck.struck(&draft.observations);
    draft.observations.extend(doubled);
}

/// The same line twice, the second up to a minute and a half later.
pub(super) fn near_duplicate(draft: &mut Draft, luck: &mut DefectLuck<'_, impl Words>) {
    for seen in luck.struck(&draft.observations) {
        let seconds = luck.seconds(&seen, Draw::Size, (1, 90));
        draft.observations.push(seen.later(seconds));
    }
}

/// The same scan made again, an hour to three days later.
pub(super) fn repeat(draft: &mut Draft, luck: &mut DefectLuck<'_, impl Words>) {
    for seen in luck.struck(&draft.observations) {
        let seconds = luck.seconds(&seen, Draw::Size, (HOUR, 3 * DAY));
        draft.observations.push(seen.later(seconds));
    }
}
