//! Settings: what nobody could confirm, or is a matter of somebody's account.

use super::carriers::Codes;
use crate::dialect::{Limit, Setting, Visit};

/// The codes that differ from the published list.
pub(super) const CARRIERS: Setting = Setting {
    name: "17track.carriers",
    default: "",
    help: "codes of carriers that differ from 17TRACK's published list, as usps=21051,gofo=100996",
};
/// How long after a registration there is no information yet.
pub(super) const FIRST_SYNC: Setting = Setting {
    name: "17track.first-sync",
    default: "0",
    help: "seconds after a registration during which there is no tracking information yet",
};
/// After how many days without news nobody asks any more.
pub(super) const EXPIRY: Setting = Setting {
    name: "17track.expired-after-days",
    default: "30",
    help: "days without news after which a tracker stops as Expired; 0: never",
};
/// How many registrations an account has.
pub(super) const QUOTA: Setting = Setting {
    name: "17track.quota",
    default: "1000000",
    help: "how many numbers an account can register in all",
};
/// How many registrations an account has a day.
pub(super) const DAILY: Setting = Setting {
    name: "17track.max-track-daily",
    default: "10000000",
    help: "how many numbers an account can register a day, by virtual time",
};
/// When a notification is pushed again.
pub(super) const RETRIES: Setting = Setting {
    name: "17track.webhook-retries",
    default: "10m,30m,1h",
    help: "after which waits a notification is pushed again that was not answered with 200",
};
/// Whether the consumer site's API asks for a session.
pub(super) const LOGIN: Setting = Setting {
    name: "17track-consumer.login",
    default: "required",
    help: "required: who has not signed in is refused; any: all who have not share one account",
};

/// How often a key may ask.
pub(super) const LIMITS: &[Limit] = &[Limit::new("17track.limit.per-second", "3", 1)];

/// The settings of the official API.
pub(super) const OFFICIAL: &[Setting] = &[CARRIERS, FIRST_SYNC, EXPIRY, QUOTA, DAILY, RETRIES];
/// The settings of the consumer site's API.
pub(super) const CONSUMER: &[Setting] = &[LOGIN];

/// Returns the codes of carriers.
pub(super) fn codes<'a>(visit: &Visit<'a>) -> Codes<'a> {
    Codes::new(visit.setting(&CARRIERS))
}

/// Returns a setting that is a number; its default if it is none.
pub(super) fn number(visit: &Visit<'_>, setting: &Setting) -> i64 {
    let parsed = |text: &str| text.trim().parse().ok().filter(|number: &i64| *number >= 0);
    parsed(visit.setting(setting))
        .or_else(|| parsed(setting.default))
        .unwrap_or(0)
}

/// Returns after how many days without news a tracker stops; 0: never.
pub(super) fn expiry_days(visit: &Visit<'_>) -> i64 {
    number(visit, &EXPIRY).min(36_500)
}
