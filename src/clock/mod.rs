//! Virtual time and its pace. The only reader of wall time.

mod pace;

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

pub use pace::{Pace, PaceError};

use crate::parcel::Timestamp;

/// A clock that a test controls: it stands still, runs, races or jumps, and can be put anywhere, also back.
#[derive(Debug)]
pub struct Clock {
    hand: Mutex<Hand>,
}

/// Where a clock was put, when, and how it has moved since.
#[derive(Debug, Clone, Copy)]
struct Hand {
    put_to: Timestamp,
    put_at: Instant,
    pace: Pace,
}

/// The first instant a clock can show, 1970-01-01.
const FIRST: Timestamp = Timestamp(0);
/// The last one, 9999-12-31T23:59:59Z: later ones have no RFC 3339 text.
const LAST: Timestamp = Timestamp(253_402_300_799);

impl Clock {
    /// Returns a clock that shows an instant now and goes on at a pace.
    pub fn new(at: Timestamp, pace: Pace) -> Self {
        let hand = Hand {
            put_to: bounded(at),
            put_at: wall(),
            pace,
        };
        Self {
            hand: Mutex::new(hand),
        }
    }

    /// Returns what the clock shows.
    pub fn now(&self) -> Timestamp {
        self.hand().now()
    }

    /// Returns how the clock moves.
    pub fn pace(&self) -> Pace {
        self.hand().pace
    }

    /// Puts the clock to an instant, forward or back.
    pub fn set(&self, at: Timestamp) {
        let mut hand = self.hand();
        hand.put(at);
    }

    /// Moves the clock by seconds, forward or back, and returns what it shows then.
    pub fn advance(&self, seconds: i64) -> Timestamp {
        let mut hand = self.hand();
        let at = hand.now() + seconds;
        hand.put(at);
        hand.put_to
    }

    /// Returns how long it takes on the wall until the clock shows an instant; none: it never does by itself.
    pub fn until(&self, at: Timestamp) -> Option<Duration> {
        let hand = self.hand();
        let whole = hand.pace.wall(at - hand.put_to)?;
        let passed = wall().saturating_duration_since(hand.put_at);
        Some(whole.saturating_sub(passed))
    }

    /// Changes how the clock moves from what it shows now on.
    pub fn set_pace(&self, pace: Pace) {
        let mut hand = self.hand();
        let now = hand.now();
        hand.put(now);
        hand.pace = pace;
    }

    fn hand(&self) -> MutexGuard<'_, Hand> {
        // A hand is whole between any two of its changes, so a poisoned lock holds nothing broken.
        self.hand.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Hand {
    fn now(&self) -> Timestamp {
        if self.pace == Pace::Frozen {
            return self.put_to;
        }
        let passed = wall().saturating_duration_since(self.put_at);
        bounded(self.put_to + self.pace.seconds(passed))
    }

    fn put(&mut self, at: Timestamp) {
        self.put_to = bounded(at);
        self.put_at = wall();
    }
}

fn bounded(at: Timestamp) -> Timestamp {
    at.clamp(FIRST, LAST)
}

#[expect(
    clippy::disallowed_methods,
    reason = "wall time enters here and nowhere else"
)]
fn wall() -> Instant {
    Instant::now()
}

/// Returns the wall's time, for what follows it: per-second limits, the life of tokens, signatures.
#[expect(
    clippy::disallowed_methods,
    reason = "wall time enters here and nowhere else"
)]
pub fn wall_now() -> Timestamp {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    Timestamp(since.map_or(0, |since| since.as_secs() as i64))
}

/// A moment of the wall's steady clock, to measure how long something took.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stopwatch(Instant);

impl Stopwatch {
    /// Begins to measure.
    pub fn start() -> Self {
        Self(wall())
    }

    /// Returns how much has passed.
    pub fn passed(self) -> Duration {
        wall().saturating_duration_since(self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frozen_clock_moves_only_when_told_to_also_back() {
        let clock = Clock::new(Timestamp(1_000), Pace::Frozen);
        assert_eq!(clock.now(), Timestamp(1_000));
        assert_eq!(clock.advance(86_400), Timestamp(87_400));
        assert_eq!(clock.advance(-400), Timestamp(87_000));
        clock.set(Timestamp(5));
        assert_eq!(clock.now(), Timestamp(5));
    }

    #[test]
    fn no_instant_is_out_of_bounds() {
        let clock = Clock::new(Timestamp(i64::MIN), Pace::Frozen);
        assert_eq!(clock.now(), FIRST);
        assert_eq!(clock.advance(i64::MAX), LAST);
    }

    #[test]
    fn a_fast_clock_runs_on_from_where_its_pace_changed() {
        let clock = Clock::new(Timestamp(1_000), Pace::Frozen);
        clock.set_pace("1000d/s".parse().unwrap());
        let first = clock.now();
        assert!(first >= Timestamp(1_000));
        while clock.now() == first {}
        clock.set_pace(Pace::Frozen);
        let stopped = clock.now();
        assert_eq!(clock.now(), stopped);
    }
}
