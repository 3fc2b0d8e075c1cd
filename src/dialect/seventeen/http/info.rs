//! `gettrackinfo` and `getRealTimeTrackInfo`: what is known of a number.

use serde_json::Value;

use super::super::settings;
use super::super::watch::{self, CHANGED_AT, Glance, instant, page_of, standing, synced_at};
use super::super::wire::{Notes, Shown, Version, item};
use super::ask::Ask;
use super::register::detect;
use super::wrong::{self, Wrong};
use super::{account, code_of, tracker};
use crate::carrier::{Looked, Tracker};
use crate::dialect::Visit;
use crate::dialect::json::Array;
use crate::fleet::Page;
use crate::parcel::Timestamp;
use crate::parcel::number::identify;

pub(super) fn info(
    visit: &Visit<'_>,
    version: Version,
    ask: &Ask<'_>,
    list: &mut Array<'_>,
) -> Result<(), Wrong> {
    let tracker = tracker(visit, ask)?;
    if is_pending(visit, &tracker) {
        return Err(wrong::no_info_yet());
    }
    let looked = visit.desk.look_up(&tracker.number);
    let (page, standing) = watched(visit, &tracker, looked.as_ref());
    let shown = shown(visit, &tracker, (&page, &standing), version);
    list.object(|whole| item(whole, &shown));
    Ok(())
}

/// Returns what a tracker shows.
pub(in super::super) fn watched<'a>(
    visit: &Visit<'_>,
    tracker: &'a Tracker,
    looked: Option<&'a Looked>,
) -> (Page<'a>, watch::Standing) {
    let carrier = (code_of(tracker), settings::codes(visit));
    let page = |at| page_of(looked, &tracker.number, carrier, at);
    let standing = standing(visit, tracker, |at| Glance::of(&page(at)));
    (page(standing.shown_at), standing)
}

/// Returns how a tracker is rendered.
pub(in super::super) fn shown<'a>(
    visit: &Visit<'a>,
    tracker: &'a Tracker,
    (page, standing): (&'a Page<'a>, &watch::Standing),
    version: Version,
) -> Shown<'a> {
    let nothing = page.timeline.observations.is_empty();
    Shown {
        page,
        carrier: code_of(tracker),
        codes: settings::codes(visit),
        notes: &tracker.notes,
        at: visit.at,
        synced_at: synced_at(page, standing),
        expired: standing.expired,
        invalid: nothing && is_no_number(visit, page.number),
        version,
    }
}

fn is_no_number(visit: &Visit<'_>, text: &str) -> bool {
    visit.desk.binding(text).is_none() && identify(text).is_err()
}

/// Tells whether the carriers were not asked yet since a tracker was made, or its carrier changed.
pub(in super::super) fn is_pending(visit: &Visit<'_>, tracker: &Tracker) -> bool {
    visit.at < waits_until(visit, tracker)
}

/// Returns when the carriers are first asked since a tracker was made, or its carrier changed.
pub(in super::super) fn waits_until(visit: &Visit<'_>, tracker: &Tracker) -> Timestamp {
    let wait = settings::number(visit, &settings::FIRST_SYNC);
    let changed = instant(tracker, CHANGED_AT).map(|at| at.min(visit.at));
    let since = changed.unwrap_or_else(|| tracker.created_at(visit.at));
    since + wait
}

/// Asks the carrier at once, of a number that need not be registered.
pub(super) fn realtime(
    visit: &Visit<'_>,
    version: Version,
    ask: &Ask<'_>,
    list: &mut Array<'_>,
) -> Result<(), Wrong> {
    let codes = settings::codes(visit);
    let detected = || detect(visit, &ask.number).ok_or_else(wrong::undetected);
    let carrier = ask.carrier.map_or_else(detected, Ok)?;
    let Some(listed) = codes.find(carrier) else {
        return Err(wrong::carrier(&carrier.into()));
    };
    if listed.carrier().is_none() {
        return Err(wrong::realtime_unsupported());
    }
    // Level 1 asks the carrier in any case and costs ten times as much.
    let instant = ask.fields.get("cacheLevel").and_then(Value::as_i64) == Some(1);
    let units = if instant { 10 } else { 1 };
    account::has(visit, units)?;
    let looked = visit.desk.look_up(&ask.number);
    let page = page_of(looked.as_ref(), &ask.number, (carrier, codes), visit.at);
    if page.timeline.observations.is_empty() {
        return Err(wrong::realtime_empty());
    }
    account::charge(visit, units);
    let notes = super::ask::notes(ask.fields).unwrap_or_else(|_| Notes::new());
    let shown = Shown {
        page: &page,
        carrier,
        codes,
        notes: &notes,
        at: visit.at,
        synced_at: visit.at,
        expired: false,
        invalid: false,
        version,
    };
    list.object(|whole| item(whole, &shown));
    Ok(())
}
