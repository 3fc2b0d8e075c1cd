//! Keeping: whether people do things at the hours and on the weekdays that are declared for their kind of work.
//!
//! An hour is drawn by the kind's shares for the day on which a thing could be done; if it has passed, or the door is
//! shut, it is another day's. So what is declared of one event depends on when it could be done, and what is declared of
//! many is the mean of that.

use crate::calendar::{Holidays, Hours, Moments};
use crate::parcel::time::{DAY, Day, HOUR};
use crate::parcel::{Place, Timestamp};
use crate::realism::measure::Circadian;

/// No door stays shut for more days in a row, but for a share that no gate sees.
const SHUT_DAYS_MAX: i32 = 15;

/// When people did a kind of work, and what is declared of it.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Keeping {
    /// What was seen.
    pub(super) seen: Circadian,
    hours: [f64; 24],
    days: [f64; 7],
}

impl Keeping {
    /// Adds what was done at a place, and from when on it could be.
    pub(super) fn add(&mut self, hours: Hours, (at, place): (Timestamp, Place), moments: Moments) {
        let local = |at: Timestamp| place.zone().to_local(at.0);
        self.seen.add(local(at));
        let earliest = local(moments.previous) + hours.min_gap();
        let ready = local(moments.ready);
        if hours == Hours::Doorstep {
            self.declare_doorstep(local(moments.previous), earliest, ready);
            return;
        }
        let today = Day::of_local(ready);
        let open = |day: Day| {
            let share = hours.open_per_mille_on(place.country(), day, Holidays::Ignored);
            f64::from(share) / 1_000.0
        };
        let mut left = 1.0;
        let open_today = open(today);
        for (hour, share) in remaining(hours, earliest - today.start()) {
            self.hours[hour] += share * open_today;
            self.days[weekday(today)] += share * open_today;
            left -= share * open_today;
        }
        for hour in 0..24 {
            self.hours[hour] += left * hours.share(hour);
        }
        for day in (1..=SHUT_DAYS_MAX).map(|days| today.plus(days)) {
            self.days[weekday(day)] += left * open(day);
            left *= 1.0 - open(day);
        }
    }

    /// A courier on the way comes on the day of the round: at the drawn hour, or as soon as he can.
    fn declare_doorstep(&mut self, round: i64, earliest: i64, ready: i64) {
        let day = Day::of_local(round);
        let mut left = 1.0;
        for (hour, share) in remaining(Hours::Doorstep, earliest - day.start()) {
            self.hours[hour] += share;
            self.days[weekday(day)] += share;
            left -= share;
        }
        let soon = ready.max(earliest);
        self.hours[(soon.rem_euclid(DAY) / HOUR) as usize] += left;
        self.days[weekday(Day::of_local(soon))] += left;
    }

    /// Returns how much of the hours' mass lies elsewhere than declared, and how much of the weekdays'.
    pub(super) fn apart(&self) -> Option<(f64, f64)> {
        let n = self.seen.total() as f64;
        let (hours, days) = (self.seen.hour_shares()?, self.seen.weekday_shares()?);
        let far = |seen: &[f64], declared: &[f64]| {
            let pairs = seen.iter().zip(declared);
            pairs
                .map(|(seen, declared)| (seen - declared / n).abs())
                .sum::<f64>()
                / 2.0
        };
        Some((far(&hours, &self.hours), far(&days, &self.days)))
    }

    /// Adds what another saw.
    pub(super) fn merge(&mut self, other: &Self) {
        self.seen.merge(&other.seen);
        for (mine, theirs) in self.hours.iter_mut().zip(other.hours) {
            *mine += theirs;
        }
        for (mine, theirs) in self.days.iter_mut().zip(other.days) {
            *mine += theirs;
        }
    }
}

/// Returns the shares of the hours of a day that lie beyond a second of it.
fn remaining(hours: Hours, from: i64) -> impl Iterator<Item = (usize, f64)> {
    (0..24).filter_map(move |hour| {
        let end = (hour as i64 + 1) * HOUR;
        let part = (end - from).clamp(0, HOUR) as f64 / HOUR as f64;
        (part > 0.0).then(|| (hour, hours.share(hour) * part))
    })
}

fn weekday(day: Day) -> usize {
    usize::from(day.weekday())
}
