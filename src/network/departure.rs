//! Departures: a lane's slots, and the bags that one departure carries.
//!
//! A parcel that is ready waits for the next slot of its lane. What happens to a bag happens to every parcel in it at
//! the same second, so its line-haul is drawn from the bag's key and not from the parcel.

use crate::parcel::{Country, Place, ServiceLine, Timestamp};
use crate::random::{Seed, shared_word};

/// Domains of [`shared_word`]; part of the output format.
const PHASE: u32 = 3;
const JITTER: u32 = 4;
const HAUL: u32 = 5;
const WEEK: u32 = 6;

/// A way that parcels travel together: from a hub to a country, on a service line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lane {
    key: u64,
}

/// A slot of a lane's timetable.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Departure {
    /// The slot's number; consecutive slots have consecutive numbers.
    pub slot: i64,
    /// When it leaves.
    pub at: Timestamp,
}

/// A bag of a departure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bag {
    /// The way it travels.
    pub lane: Lane,
    /// The slot it left in.
    pub slot: i64,
    /// Which of the departure's bags.
    pub number: u32,
}

impl Lane {
    /// Returns the lane from a hub to a country on a service line.
    pub fn new(hub: Place, destination: Country, line: ServiceLine) -> Self {
        let ends = (destination.index() as u64) << 8 | line as u64;
        Self {
            key: u64::from(hub.key()) << 32 | ends,
        }
    }

    /// Returns the first departure at or after an instant, where one leaves every so many seconds.
    ///
    /// Slots are evenly spaced from a phase of the lane's own; each leaves up to an eighth of the spacing late. Monotone
    /// in `ready`.
    pub fn next_departure(self, seed: Seed, every: u32, ready: Timestamp) -> Departure {
        let every = i64::from(every.max(1));
        let phase = (shared_word(seed, PHASE, [self.key, every as u64]) >> 33) as i64 % every;
        let slot = (ready.0 - phase + every - 1).div_euclid(every);
        let word = shared_word(seed, JITTER, [self.key, slot as u64]);
        let late = ((u128::from(word) * (every as u128 / 8)) >> 64) as i64;
        Departure {
            slot,
            at: Timestamp(phase + slot * every + late),
        }
    }

    /// Returns the word of the factor that stretches or shrinks a lane's waits and line-hauls in a week.
    pub fn week_word(self, seed: Seed, week: i64) -> u64 {
        shared_word(seed, WEEK, [self.key, week as u64])
    }
}

impl Bag {
    /// Returns the word of the nth dwell that the bag's parcels share.
    pub fn word(self, seed: Seed, step: u32) -> u64 {
        let place = (self.slot as u64) << 24
            | u64::from(self.number & 0xffff) << 8
            | u64::from(step & 0xff);
        shared_word(seed, HAUL, [self.lane.key, place])
    }
}

/// Returns how many bags a departure carries, at least one.
///
/// `daily` is the scenario's declared number of parcels a day; `share` the lane's part of them in parts of 2³².
pub fn bags(daily: u32, share: u64, every: u32, bag: u32) -> u32 {
    let parcels = u128::from(daily) * u128::from(share) * u128::from(every) / 86_400;
    let bags = (parcels >> 32).div_ceil(u128::from(bag.max(1)));
    u32::try_from(bags).unwrap_or(0xffff).clamp(1, 0xffff)
}
