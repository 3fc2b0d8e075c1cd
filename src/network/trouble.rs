//! Trouble at a place: backlogs that come by themselves, strikes and bans that a scenario places.
//!
//! All parcels that pass the place meet it alike, and no others do.

use crate::calendar::{Disruption, Site};
use crate::parcel::time::{DAY, HOUR};
use crate::parcel::{Place, Timestamp};
use crate::random::{Seed, shared_word};

/// Domain of [`shared_word`] for backlogs; part of the output format.
const BACKLOG: u32 = 7;

/// Of a hundred hub-weeks, so many have a backlog: assumption.
const BACKLOG_PERCENT: u64 = 4;

/// Returns how many seconds longer things take at a place in a week: mostly none, sometimes half a day to three days.
///
/// Ask it of sorting centers and hubs only: the others have none.
pub fn backlog(seed: Seed, place: Place, at: Timestamp) -> i64 {
    let week = at.0.div_euclid(7 * DAY);
    let word = shared_word(seed, BACKLOG, [u64::from(place.key()), week as u64]);
    if ((word >> 32) * 100) >> 32 >= BACKLOG_PERCENT {
        return 0;
    }
    let share = (word & 0xffff_ffff) as i64;
    12 * HOUR + ((share * 60 * HOUR) >> 32)
}

/// Returns when a thing happens that would have happened at an instant in a place, were it not for a scenario's
/// disruptions.
///
/// What would fall into a closure comes after it, in the same order, spread over the time of clearing.
pub fn delay(disruptions: &[Disruption], place: Place, at: Timestamp) -> Timestamp {
    disruptions
        .iter()
        .fold(at, |at, disruption| after(disruption, place, at))
}

fn after(disruption: &Disruption, place: Place, at: Timestamp) -> Timestamp {
    let here = match disruption.at {
        Site::Facility(facility) => place.facility() == Some(facility),
        Site::Country(country) => place.country() == country,
    };
    if !here {
        return at;
    }
    let zone = place.zone();
    let from = Timestamp(zone.to_utc(disruption.from.start()));
    let until = Timestamp(zone.to_utc(disruption.until.start()));
    if at < from || at >= until {
        return at;
    }
    until + (at - from) * i64::from(disruption.clears_in) / (until - from).max(1)
}
