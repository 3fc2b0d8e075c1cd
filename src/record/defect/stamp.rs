//! Stamps: scans with a time that is not theirs.

use super::{DefectLuck, Draft, Draw};
use crate::parcel::time::{DAY, HOUR};
use crate::parcel::{Milestone, Timestamp};
use crate::random::Words;
use crate::record::Observation;

/// A minute.
const MINUTE: i64 = 60;

/// A scan takes the second of the one before it in the same record.
pub(super) fn same_instant(draft: &mut Draft, luck: &mut DefectLuck<'_, impl Words>) {
    for place in 1..draft.observations.len() {
        let seen = draft.observations[place];
        let mut before = draft.observations[..place].iter().rev();
        if let Some(before) = before.find(|before| precedes(before, &seen)).copied()
            && luck.hits(&seen)
        {
            draft.observations[place].occurred_at = before.occurred_at;
        }
    }
}

/// Tells whether an event can have been known to whoever wrote another one down.
pub(super) fn precedes(before: &Observation, seen: &Observation) -> bool {
    before.observer == seen.observer && before.visible_at <= seen.visible_at
}

/// Seconds are cut off.
pub(super) fn whole_minutes(draft: &mut Draft, luck: &mut DefectLuck<'_, impl Words>) {
    for seen in &mut draft.observations {
        if luck.hits(seen) {
            seen.occurred_at = Timestamp(seen.occurred_at.0.div_euclid(MINUTE) * MINUTE);
        }
    }
}

/// The device's clock was five minutes to three hours ahead, so that the scan seems to lie in the future.
pub(super) fn clock_ahead(draft: &mut Draft, luck: &mut DefectLuck<'_, impl Words>) {
    for seen in &mut draft.observations {
        if luck.hits(seen) {
            let ahead = luck.seconds(seen, Draw::Size, (5 * MINUTE, 3 * HOUR));
            seen.occurred_at = seen.occurred_at + ahead;
        }
    }
}

/// Two to six weeks later the time is corrected by minutes or hours: the old line goes, another comes.
pub(super) fn edited(draft: &mut Draft, luck: &mut DefectLuck<'_, impl Words>) {
    let mut corrected = Vec::new();
    for seen in &mut draft.observations {
        if !luck.hits(seen) {
            continue;
        }
        let shift = luck.seconds(seen, Draw::Length, (-3 * HOUR, 3 * HOUR));
        let at = seen.visible_at + luck.seconds(seen, Draw::Size, (14 * DAY, 42 * DAY));
        let until = seen.retracted_at.replace(at);
        if until.is_some_and(|until| until <= at) {
            // It was taken back before anybody could correct it.
            seen.retracted_at = until;
            continue;
        }
        corrected.push(Observation {
            occurred_at: seen.occurred_at + shift,
            recorded_at: at,
            visible_at: at,
            retracted_at: until,
            ..*seen
        });
    }
    draft.observations.extend(corrected);
}

/// The delivery is stamped up to ten minutes before the parcel went out for it.
pub(super) fn delivered_before_out(draft: &mut Draft, luck: &mut DefectLuck<'_, impl Words>) {
    for place in 1..draft.observations.len() {
        let seen = draft.observations[place];
        let mut before = draft.observations[..place].iter().rev();
        let went_out = before.find(|before| {
            before.milestone == Milestone::OutForDelivery && precedes(before, &seen)
        });
        let went_out = went_out.filter(|_| seen.milestone == Milestone::Delivered);
        if let Some(out) = went_out.copied().filter(|_| luck.hits(&seen)) {
            let early = luck.seconds(&seen, Draw::Size, (30, 10 * MINUTE));
            draft.observations[place].occurred_at = out.occurred_at + -early;
        }
    }
}
