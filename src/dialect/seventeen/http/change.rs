//! `stoptrack`, `retrack`, `deletetrack`, `changecarrier`, `changeinfo`: what becomes of a tracker.

use serde_json::{Map, Value};

use super::super::settings;
use super::super::watch::{CHANGED_AT, CHANGES, FINAL_CARRIER, RETRACKED_AT, STOPPED_AT};
use super::ask::{Ask, code, notes};
use super::info::{is_pending, watched};
use super::wrong::{self, Wrong};
use super::{code_of, scope, tracker};
use crate::carrier::Tracker;
use crate::dialect::Visit;
use crate::dialect::json::Array;

/// A carrier can be changed so often.
const CHANGES_MOST: i64 = 5;

fn accepted(list: &mut Array<'_>, number: &str, carrier: i64) {
    list.object(|item| {
        item.str("number", number);
        item.int("carrier", carrier);
    });
}

/// Tells whether nobody asks about a tracker any more, by the tenant's clock.
fn is_stopped(visit: &Visit<'_>, tracker: &Tracker) -> bool {
    let now = Visit {
        at: visit.now,
        ..*visit
    };
    let looked = visit.desk.look_up(&tracker.number);
    watched(&now, tracker, looked.as_ref()).1.stopped.is_some()
}

pub(super) fn stop(visit: &Visit<'_>, ask: &Ask<'_>, list: &mut Array<'_>) -> Result<(), Wrong> {
    let tracker = tracker(visit, ask)?;
    if is_stopped(visit, &tracker) {
        return Err(wrong::stop_stopped());
    }
    note(visit, &tracker, |notes| {
        notes.insert(STOPPED_AT.to_owned(), visit.now.0.into());
    });
    accepted(list, &tracker.number, code_of(&tracker));
    Ok(())
}

pub(super) fn retrack(visit: &Visit<'_>, ask: &Ask<'_>, list: &mut Array<'_>) -> Result<(), Wrong> {
    let tracker = tracker(visit, ask)?;
    if !is_stopped(visit, &tracker) {
        return Err(wrong::retrack_running());
    }
    if tracker.notes.contains_key(RETRACKED_AT) {
        return Err(wrong::retrack_twice());
    }
    note(visit, &tracker, |notes| {
        notes.remove(STOPPED_AT);
        notes.insert(RETRACKED_AT.to_owned(), visit.now.0.into());
    });
    accepted(list, &tracker.number, code_of(&tracker));
    Ok(())
}

fn note(visit: &Visit<'_>, tracker: &Tracker, change: impl FnOnce(&mut Map<String, Value>)) {
    let trackers = &visit.desk.trackers;
    trackers.update(scope(visit), tracker.serial, |tracker| {
        change(&mut tracker.notes);
    });
}

pub(super) fn delete(visit: &Visit<'_>, ask: &Ask<'_>, list: &mut Array<'_>) -> Result<(), Wrong> {
    let tracker = tracker(visit, ask)?;
    visit.desk.trackers.remove(scope(visit), tracker.serial);
    accepted(list, &tracker.number, code_of(&tracker));
    Ok(())
}

/// Returns the trackers of a number, of whatever carrier.
fn of_number(visit: &Visit<'_>, number: &str) -> Vec<Tracker> {
    let trackers = &visit.desk.trackers;
    trackers.list(scope(visit), |tracker| tracker.number == number)
}

pub(super) fn carrier(visit: &Visit<'_>, ask: &Ask<'_>, list: &mut Array<'_>) -> Result<(), Wrong> {
    let codes = settings::codes(visit);
    let known = |name: &str| -> Result<Option<i64>, Wrong> {
        let field = ask.fields.get(name);
        let code = code(field).map_err(|_| wrong::new_carrier(field.unwrap_or(&Value::Null)))?;
        match code {
            Some(code) if codes.find(code).is_none() => Err(wrong::new_carrier(&code.into())),
            code => Ok(code),
        }
    };
    let (new, last) = (known("carrier_new")?, known("final_carrier_new")?);
    if new.is_none() && last.is_none() {
        return Err(wrong::no_new_carrier());
    }
    let old = code(ask.fields.get("carrier_old"))?.or(ask.carrier);
    let tracker = to_change(visit, ask, old)?;
    let present = code_of(&tracker);
    if new == Some(present) && last.is_none() {
        return Err(wrong::same_carrier());
    }
    if is_stopped(visit, &tracker) {
        return Err(wrong::change_stopped());
    }
    let changes = tracker
        .notes
        .get(CHANGES)
        .and_then(Value::as_i64)
        .unwrap_or(0);
    if changes >= CHANGES_MOST {
        return Err(wrong::change_limit());
    }
    if is_pending(visit, &tracker) {
        return Err(wrong::change_pending());
    }
    let carrier = new.unwrap_or(present);
    let trackers = &visit.desk.trackers;
    if carrier != present
        && trackers
            .find(scope(visit), &ask.number, Some(&carrier.to_string()))
            .is_some()
    {
        return Err(wrong::change_exists(&ask.number));
    }
    trackers.update(scope(visit), tracker.serial, |tracker| {
        tracker.carrier = carrier.to_string();
        tracker
            .notes
            .insert(CHANGES.to_owned(), (changes + 1).into());
        tracker
            .notes
            .insert(CHANGED_AT.to_owned(), visit.now.0.into());
        if let Some(last) = last {
            tracker.notes.insert(FINAL_CARRIER.to_owned(), last.into());
        }
    });
    accepted(list, &tracker.number, carrier);
    Ok(())
}

/// Returns the tracker whose carrier is to be changed.
fn to_change(visit: &Visit<'_>, ask: &Ask<'_>, old: Option<i64>) -> Result<Tracker, Wrong> {
    let mut found = of_number(visit, &ask.number);
    if found.is_empty() {
        return Err(wrong::not_registered(&ask.number));
    }
    if let Some(old) = old {
        found.retain(|tracker| code_of(tracker) == old);
        return found
            .pop()
            .ok_or_else(|| wrong::old_carrier(old, &ask.number));
    }
    if found.len() > 1 {
        return Err(wrong::several_carriers());
    }
    found
        .pop()
        .ok_or_else(|| wrong::not_registered(&ask.number))
}

pub(super) fn info(visit: &Visit<'_>, ask: &Ask<'_>, list: &mut Array<'_>) -> Result<(), Wrong> {
    let tracker = tracker(visit, ask)?;
    if ask.carrier.is_none() && of_number(visit, &ask.number).len() > 1 {
        return Err(wrong::not_unique());
    }
    let items = ask.fields.get("items").and_then(Value::as_object);
    let items = items.ok_or_else(wrong::no_change)?;
    let changes = notes(items)?;
    if changes.is_empty() {
        return Err(wrong::no_change());
    }
    note(visit, &tracker, |notes| notes.extend(changes));
    accepted(list, &tracker.number, code_of(&tracker));
    Ok(())
}
