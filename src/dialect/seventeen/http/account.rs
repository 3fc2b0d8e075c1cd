//! Accounts: how much of its quota a key has used, in all and on the present virtual day.

use serde_json::Value;

use super::super::settings;
use super::wrong::{self, Wrong};
use crate::carrier::{Registered, Scope, Tracker};
use crate::dialect::Visit;
use crate::parcel::time::Day;

const USED: &str = "used";
const DAY: &str = "day";
const TODAY: &str = "today";

/// How much an account may use, and has used.
#[derive(Debug, Clone, Copy)]
pub(super) struct Account {
    /// In all.
    pub(super) total: i64,
    /// A day.
    pub(super) daily: i64,
    /// Of the total.
    pub(super) used: i64,
    /// Of the present day's.
    pub(super) today: i64,
}

/// An account is kept beside the trackers, as a tracker of no number.
const fn scope<'a>(visit: &Visit<'a>) -> Scope<'a> {
    Scope {
        dialect: "17track.account",
        key: visit.key,
    }
}

const fn today(visit: &Visit<'_>) -> i64 {
    Day::of_local(visit.now.0).0 as i64
}

fn noted(tracker: &Tracker, name: &str) -> i64 {
    tracker.notes.get(name).and_then(Value::as_i64).unwrap_or(0)
}

/// Returns the account of a visit's key.
pub(super) fn of(visit: &Visit<'_>) -> Account {
    let kept = visit.desk.trackers.find(scope(visit), "", Some(""));
    let kept = kept.as_ref();
    let used = |name| kept.map_or(0, |kept| noted(kept, name));
    let is_today = kept.is_some_and(|kept| noted(kept, DAY) == today(visit));
    Account {
        total: settings::number(visit, &settings::QUOTA),
        daily: settings::number(visit, &settings::DAILY),
        used: used(USED),
        today: if is_today { used(TODAY) } else { 0 },
    }
}

/// Tells whether an account has so much left.
pub(super) fn has(visit: &Visit<'_>, units: i64) -> Result<(), Wrong> {
    let account = of(visit);
    if account.used + units > account.total {
        Err(wrong::quota())
    } else if account.today + units > account.daily {
        Err(wrong::daily())
    } else {
        Ok(())
    }
}

/// Charges an account.
pub(super) fn charge(visit: &Visit<'_>, units: i64) {
    let trackers = &visit.desk.trackers;
    let made = trackers.register(scope(visit), ("", ""), visit.now, serde_json::Map::new());
    let (Registered::New(kept) | Registered::Before(kept)) = made else {
        return; // Where nothing can be kept, nothing was registered either.
    };
    trackers.update(scope(visit), kept.serial, |kept| {
        let day = today(visit);
        let before = if noted(kept, DAY) == day {
            noted(kept, TODAY)
        } else {
            0
        };
        let used = noted(kept, USED) + units;
        kept.notes.insert(USED.to_owned(), used.into());
        kept.notes.insert(DAY.to_owned(), day.into());
        kept.notes.insert(TODAY.to_owned(), (before + units).into());
    });
}
