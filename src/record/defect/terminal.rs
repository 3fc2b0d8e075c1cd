//! Ends: what is recorded of a parcel after its journey is over.

use super::stamp::precedes;
use super::{DefectLuck, Draft, Draw};
use crate::parcel::time::{DAY, HOUR};
use crate::parcel::{Leg, Milestone, Observer};
use crate::random::Words;
use crate::record::Observation;

/// A depot scans the parcel ten minutes to a day after it was delivered.
pub(super) fn scan(draft: &mut Draft, luck: &mut DefectLuck<'_, impl Words>) {
    for end in ends(draft, luck) {
        let seconds = luck.seconds(&end, Draw::Size, (600, DAY));
        let depot = last_at_depot(draft, &end);
        draft.observations.push(Observation {
            milestone: Milestone::ArrivedDepot,
            reason: None,
            place: depot.unwrap_or(end).place,
            ..end.later(seconds)
        });
    }
}

/// The parcel is said to be missent an hour to two days after it was delivered.
pub(super) fn exception(draft: &mut Draft, luck: &mut DefectLuck<'_, impl Words>) {
    for end in ends(draft, luck) {
        let seconds = luck.seconds(&end, Draw::Size, (HOUR, 2 * DAY));
        let depot = last_at_depot(draft, &end);
        draft.observations.push(Observation {
            milestone: Milestone::Missorted,
            reason: None,
            place: depot.unwrap_or(end).place,
            ..end.later(seconds)
        });
    }
}

/// The origin's books are closed one to five days after the delivery: export clearance is recorded once more, today.
pub(super) fn notice(draft: &mut Draft, luck: &mut DefectLuck<'_, impl Words>) {
    for end in ends(draft, luck) {
        let own = draft.observations.iter();
        let first = own
            .clone()
            .find(|seen| precedes(seen, &end) && seen.milestone.leg() == Leg::FirstMile);
        // The carrier at the door knows nothing of the origin.
        let Some(first) = first
            .copied()
            .filter(|_| end.observer != Observer::LastMile)
        else {
            continue;
        };
        let seconds = luck.seconds(&end, Draw::Size, (DAY, 5 * DAY));
        draft.observations.push(Observation {
            milestone: Milestone::ExportCleared,
            reason: None,
            place: first.place,
            carrier: first.carrier,
            number: first.number,
            ..end.later(seconds)
        });
    }
}

/// After the return, the delivery to the sender is recorded as a delivery, within twenty minutes.
pub(super) fn return_as_delivery(draft: &mut Draft, luck: &mut DefectLuck<'_, impl Words>) {
    let returned: Vec<Observation> = all(draft, &[Milestone::Returned]);
    for end in luck.struck(&returned) {
        let seconds = luck.seconds(&end, Draw::Size, (30, 1_200));
        draft.observations.push(Observation {
            milestone: Milestone::Delivered,
            reason: None,
            ..end.later(seconds)
        });
    }
}

/// Returns the ends that are struck.
fn ends(draft: &Draft, luck: &mut DefectLuck<'_, impl Words>) -> Vec<Observation> {
    let all = all(draft, &[Milestone::Delivered, Milestone::Returned]);
    luck.struck(&all)
}

fn all(draft: &Draft, milestones: &[Milestone]) -> Vec<Observation> {
    let own = draft.observations.iter();
    own.filter(|seen| milestones.contains(&seen.milestone))
        .copied()
        .collect()
}

/// Returns the last scan at a depot before an end, in the same record.
fn last_at_depot(draft: &Draft, end: &Observation) -> Option<Observation> {
    let mut before = draft.observations.iter().rev();
    before
        .find(|seen| {
            precedes(seen, end)
                && seen.milestone == Milestone::ArrivedDepot
                && seen.occurred_at <= end.occurred_at
        })
        .copied()
}
