//! The gate's laws.

use misroute::calendar::{Holidays, Hours, Moments, gate};
use misroute::network::is_open;
use misroute::parcel::time::{DAY, Day, HOUR};
use misroute::parcel::{City, Facility, Place, Timestamp, Zone};
use misroute::random::Seed;

use crate::support::Dice;

/// A place that never shuts.
const ALWAYS: fn(Day) -> bool = |_| true;

/// Zones with summer time, without, and half an hour off.
fn zones() -> Vec<Zone> {
    let names = [
        "America/New_York",
        "Europe/Berlin",
        "Asia/Shanghai",
        "Australia/Sydney",
        "America/Santiago",
        "Asia/Kolkata",
    ];
    let zones: Vec<Zone> = names.into_iter().filter_map(Zone::from_name).collect();
    assert!(zones.len() >= 4, "the zones of big cities are known");
    zones
}

struct Try {
    hours: Hours,
    zone: Zone,
    moments: Moments,
    words: [u64; 2],
}

impl Try {
    fn gate(&self, is_open: impl Fn(Day) -> bool) -> Timestamp {
        gate(self.hours, self.zone, self.moments, self.words, is_open)
    }

    fn local_day(&self, at: Timestamp) -> Day {
        Day::of_local(self.zone.to_local(at.0))
    }

    fn earliest(&self) -> Timestamp {
        self.moments.previous + self.hours.min_gap()
    }
}

/// Tries at random moments of 2024 to 2027, half of them within two days of a change of clocks.
fn tries(count: u64) -> impl Iterator<Item = Try> {
    let zones = zones();
    let mut dice = Dice::new(9);
    let changes = [
        (2026, 3, 8),
        (2026, 3, 29),
        (2026, 4, 5),
        (2026, 10, 25),
        (2026, 11, 1),
    ]
    .map(|(year, month, day)| Day::from_ymd(year, month, day).start());
    (0..count).map(move |number| {
        let previous = if number % 2 == 0 {
            1_704_067_200 + dice.below(4 * 365 * DAY as u64) as i64
        } else {
            dice.pick(&changes) - 2 * DAY + dice.below(4 * DAY as u64) as i64
        };
        Try {
            hours: *dice.pick(Hours::ALL),
            zone: *dice.pick(&zones),
            moments: Moments {
                previous: Timestamp(previous),
                ready: Timestamp(previous + dice.below(3 * DAY as u64) as i64),
            },
            words: [dice.word(), dice.word()],
        }
    })
}

#[test]
fn nothing_happens_within_the_shortest_gap() {
    for (number, one) in tries(60_000).enumerate() {
        let is_open = |day: Day| !(day.0 as usize + number).is_multiple_of(3);
        assert!(one.gate(is_open) >= one.earliest());
    }
}

#[test]
fn what_is_ready_is_done_on_its_date_unless_shut_or_too_early() {
    for one in tries(60_000).filter(|one| one.hours != Hours::Doorstep) {
        let ready_day = one.local_day(one.moments.ready);
        let done = one.local_day(one.gate(ALWAYS));
        assert!((ready_day..=ready_day.plus(1)).contains(&done));
        if done > ready_day {
            // Too early: the hour drawn, a clock change aside, was before the shortest gap had passed.
            let wished = ready_day.start() + one.hours.second_of_day(one.words[0]);
            assert!(wished - HOUR < one.zone.to_local(one.earliest().0));
        }
        let later = one.local_day(one.gate(|day| day > ready_day.plus(4)));
        assert_eq!(later, ready_day.plus(5));
        let never = one.local_day(one.gate(|_| false));
        assert_eq!(never, ready_day.plus(40), "patience ends");
    }
}

/// By the date. Within it, an hour drawn anew after a too early one may be later than the next date's first.
#[test]
fn ready_later_is_never_done_on_an_earlier_date() {
    let mut sooner = 0;
    for mut one in tries(60_000).filter(|one| one.hours != Hours::Doorstep) {
        let before = one.gate(ALWAYS);
        let before_is_wished = one.local_day(before) == one.local_day(one.moments.ready);
        one.moments.ready = one.moments.ready + (one.words[0] % (2 * DAY as u64)) as i64;
        let after = one.gate(ALWAYS);
        assert!(one.local_day(before) <= one.local_day(after));
        assert!(before <= after || !before_is_wished);
        sooner += u32::from(after < before);
    }
    assert!(sooner < 1_500, "{sooner} of 60 000");
}

#[test]
fn the_doorstep_is_on_the_rounds_date_or_when_it_is_ready() {
    for one in tries(60_000).filter(|one| one.hours == Hours::Doorstep) {
        let at = one.gate(|_| false);
        let same = one.local_day(at) == one.local_day(one.moments.previous);
        assert!(same || at == one.moments.ready.max(one.earliest()));
    }
}

#[test]
fn clocks_that_change_keep_the_local_hour() {
    let Some(berlin) = Zone::from_name("Europe/Berlin") else {
        panic!("Berlin has a zone")
    };
    for (month, of_month) in [(3, 28), (3, 29), (3, 30), (10, 24), (10, 25), (10, 26)] {
        let day = Day::from_ymd(2026, month, of_month);
        let start = Timestamp(berlin.to_utc(day.start()));
        for step in 0..200_u64 {
            let word = step * (u64::MAX / 200);
            let moments = Moments {
                previous: start + -DAY,
                ready: start + 12 * HOUR,
            };
            let at = gate(Hours::Round, berlin, moments, [word, 0], ALWAYS);
            let local = berlin.to_local(at.0) - day.start();
            let wished = Hours::Round.second_of_day(word);
            // Only the hour that a change leaves out is moved.
            assert!(
                local == wished || (local - wished == HOUR && wished / HOUR == 2),
                "{day} {wished}"
            );
        }
    }
}

/// Hours that come out are the declared ones, where nothing is too early and nothing shut.
#[test]
fn hours_of_the_day_are_the_declared_ones() {
    let zone = zones()[0];
    let mut dice = Dice::new(3);
    for hours in Hours::ALL.iter().filter(|hours| **hours != Hours::Doorstep) {
        let mut counts = [0_u32; 24];
        let total = 40_000;
        for _ in 0..total {
            let previous = Timestamp(1_780_000_000 + dice.below(30 * DAY as u64) as i64);
            let moments = Moments {
                previous,
                ready: previous + 2 * DAY,
            };
            let at = gate(*hours, zone, moments, [dice.word(), dice.word()], ALWAYS);
            counts[(zone.to_local(at.0).rem_euclid(DAY) / HOUR) as usize] += 1;
        }
        for (hour, count) in counts.iter().enumerate() {
            let p = hours.share(hour);
            let mean = p * f64::from(total);
            let bound = 5.0 * (mean * (1.0 - p)).sqrt() + 1.0;
            assert!(
                (f64::from(*count) - mean).abs() <= bound,
                "{hours} {hour} h: {count}"
            );
        }
    }
}

/// Every gated moment at a real place falls on a date on which the place is open.
#[test]
fn nobody_works_at_a_shut_place() {
    let cities: Vec<City> = City::all().collect();
    let mut dice = Dice::new(4);
    for one in tries(30_000).filter(|one| one.hours != Hours::Doorstep) {
        let place = Place::Facility(Facility::depot(*dice.pick(&cities)));
        let zone = place.zone();
        let open = |day| is_open(Seed(1), place, one.hours, day, Holidays::Kept);
        let at = gate(one.hours, zone, one.moments, one.words, open);
        assert!(
            open(Day::of_local(zone.to_local(at.0))),
            "{} {at:?}",
            one.hours
        );
    }
}
