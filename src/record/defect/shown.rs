//! Shown: scans that are kept back, taken back or never shown, and parcels that are forgotten for a while.

use super::{DefectLuck, Draft, Draw};
use crate::parcel::time::{DAY, HOUR};
use crate::random::Words;
use crate::record::Outage;

/// A scan that nobody wrote down.
pub(super) fn missing_scan(draft: &mut Draft, luck: &mut DefectLuck<'_, impl Words>) {
    draft.observations.retain(|seen| !luck.hits(seen));
}

/// A scan that waits six hours to five days before it is shown.
pub(super) fn late_publish(draft: &mut Draft, luck: &mut DefectLuck<'_, impl Words>) {
    for seen in &mut draft.observations {
        if luck.hits(seen) {
            seen.visible_at = seen.visible_at + luck.seconds(seen, Draw::Size, (6 * HOUR, 5 * DAY));
        }
    }
}

/// A scan that is taken back after one to six days.
pub(super) fn retracted(draft: &mut Draft, luck: &mut DefectLuck<'_, impl Words>) {
    for seen in &mut draft.observations {
        if luck.hits(seen) {
            let until = seen.visible_at + luck.seconds(seen, Draw::Size, (DAY, 6 * DAY));
            seen.retracted_at = Some(seen.retracted_at.map_or(until, |other| other.min(until)));
        }
    }
}

/// The parcel is not found for six hours to four days, some days after it was first shown.
pub(super) fn vanish(draft: &mut Draft, luck: &mut DefectLuck<'_, impl Words>) {
    for first in draft
        .firsts()
        .filter(|first| luck.hits(first))
        .collect::<Vec<_>>()
    {
        let from = first.visible_at + luck.seconds(&first, Draw::Size, (DAY, 9 * DAY));
        let length = luck.seconds(&first, Draw::Length, (6 * HOUR, 4 * DAY));
        draft.outages.push(Outage {
            observer: first.observer,
            from,
            until: from + length,
        });
    }
}

/// Nothing new is shown for three to twelve days, some days after the first thing was; then all of it at once.
pub(super) fn backlog(draft: &mut Draft, luck: &mut DefectLuck<'_, impl Words>) {
    for first in draft
        .firsts()
        .filter(|first| luck.hits(first))
        .collect::<Vec<_>>()
    {
        let from = first.visible_at + luck.seconds(&first, Draw::Size, (2 * DAY, 12 * DAY));
        let until = from + luck.seconds(&first, Draw::Length, (3 * DAY, 12 * DAY));
        let own = draft
            .observations
            .iter_mut()
            .filter(|seen| seen.observer == first.observer);
        for seen in own.filter(|seen| (from..until).contains(&seen.visible_at)) {
            seen.visible_at = until;
        }
    }
}

/// Nobody keeps the parcel for longer than thirty days after the last thing shown.
pub(super) fn short_memory(draft: &mut Draft, luck: &mut DefectLuck<'_, impl Words>) {
    let first = draft.firsts().min_by_key(|first| first.visible_at);
    if first.is_some_and(|first| luck.hits(&first)) {
        draft.keeps_at_most = Some(30 * DAY);
    }
}
