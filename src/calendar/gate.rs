//! The gate: from the moment a thing could be done to the moment a person does it.

use super::Hours;
use crate::parcel::time::{DAY, Day};
use crate::parcel::{Clock, Timestamp, Zone};

/// How many shut days in a row are waited for before the door counts as open.
const PATIENCE_DAYS: i32 = 40;

/// Returns when a person does what became possible at `ready`, given that the event before it was at `previous`.
///
/// The hour is drawn from the kind's hours on the local date of `ready`; if that hour is too soon after `previous`, or
/// the place is shut on that date, it is the next open day, at an hour drawn anew. The result may lie before `ready` on
/// the same date (a dwell of a day and a bit ends with the day's work), but never within the kind's shortest gap of
/// `previous`. A doorstep has no next day: the courier is on the way, so a too early hour means `ready` itself.
///
/// `words` are the two words of the state's gate: the hour, and the hour after a shut day.
pub fn gate(
    hours: Hours,
    zone: Zone,
    moments: Moments,
    words: [u64; 2],
    is_open: impl Fn(Day) -> bool,
) -> Timestamp {
    let earliest = moments.previous + hours.min_gap();
    let clock = zone.clock_at(moments.previous.0);
    let ready_day = Day::of_local(clock.to_local(moments.ready.0));
    if hours == Hours::Doorstep {
        let round_day = Day::of_local(clock.to_local(moments.previous.0));
        let wished = at_local(&clock, round_day, hours.second_of_day(words[0]));
        return if wished >= earliest {
            wished
        } else {
            moments.ready.max(earliest)
        };
    }
    let wished = at_local(&clock, ready_day, hours.second_of_day(words[0]));
    if wished >= earliest && is_open(ready_day) {
        return wished;
    }
    let mut day = ready_day.plus(1);
    while !is_open(day) && day.0 - ready_day.0 < PATIENCE_DAYS {
        day = day.plus(1);
    }
    at_local(&clock, day, hours.second_of_day(words[1])).max(earliest)
}

/// The two moments a gate works from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moments {
    /// The event before.
    pub previous: Timestamp,
    /// When the next one could be done.
    pub ready: Timestamp,
}

fn at_local(clock: &Clock, day: Day, second: i64) -> Timestamp {
    debug_assert!((0..DAY).contains(&second), "a second of the day");
    Timestamp(clock.to_utc(day.start() + second))
}
