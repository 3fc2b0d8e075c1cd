//! The time trap: `time` is the wall clock read as Beijing's, whatever `timeZone` says.

use misroute::parcel::{Observer, Timestamp};
use misroute::record::Observation;
use serde_json::Value;

use super::module;
use crate::support::worlds;
use crate::wire::asking::every_case;
use crate::wire::moments::moments;

const BEIJING: i64 = 8 * 3_600;

/// Returns a wall clock as seconds since 1970 by the same clock.
fn wall(text: &str) -> i64 {
    let number = |from: usize, until: usize| text[from..until].parse::<i64>().expect("digits");
    assert_eq!((text.len(), &text[10..11]), (19, " "), "{text}");
    let (year, month, day) = (number(0, 4), number(5, 7), number(8, 10));
    let day = misroute::parcel::time::Day::from_ymd(year as i32, month as u32, day as u32);
    day.start() + number(11, 13) * 3_600 + number(14, 16) * 60 + number(17, 19)
}

/// Returns the offset that a zone names, in seconds: `GMT+2`, `GMT+5:30`, `GMT+08:00`, `GMT-3`.
fn offset(zone: &str) -> i64 {
    let rest = zone.strip_prefix("GMT").expect("every zone begins so");
    let (sign, rest) = rest.split_at(1);
    let (hours, minutes) = rest.split_once(':').unwrap_or((rest, "0"));
    let seconds = hours.parse::<i64>().expect("hours") * 3_600
        + minutes.parse::<i64>().expect("minutes") * 60;
    if sign == "-" { -seconds } else { seconds }
}

/// Checks an event against the observation that it shows; tells whether it is a notice, a scan in Beijing time, or a trap.
fn check(event: &Value, seen: &Observation) -> usize {
    let time = event["time"].as_i64().expect("milliseconds");
    let wall = wall(event["timeStr"].as_str().expect("a wall clock"));
    assert_eq!(time.div_euclid(1_000), wall - BEIJING, "{event}");
    match event["timeZone"].as_str() {
        None => {
            assert_ne!(time % 1_000, 0, "{event}");
            assert_eq!(
                Timestamp(time.div_euclid(1_000)),
                seen.occurred_at,
                "{event}"
            );
            0
        }
        Some(zone) => {
            assert_eq!(time % 1_000, 0, "{event}");
            assert_eq!(Timestamp(wall - offset(zone)), seen.occurred_at, "{event}");
            1 + usize::from(offset(zone) != BEIJING)
        }
    }
}

#[test]
fn the_wall_clock_and_its_zone_are_true_and_the_epoch_is_a_trap() {
    let worlds = worlds();
    let mut kinds = [0_usize; 3];
    let mut spellings = std::collections::BTreeSet::new();
    for case in every_case(&worlds, 2) {
        let number = case.parcels[0].record.numbers[0].number;
        let at = *moments(&case).get(17).expect("twenty moments");
        let module = module(&case, number, at);
        let lives = case.parcels.iter().filter(|parcel| {
            parcel
                .record
                .numbers
                .iter()
                .any(|fact| fact.number == number)
        });
        let mut seen: Vec<_> = lives
            .flat_map(|parcel| &parcel.record.observations)
            .filter(|seen| seen.observer == Observer::OriginCarrier && seen.number == number)
            .filter(|seen| seen.visible_at <= at)
            .collect();
        seen.sort_by_key(|seen| seen.occurred_at);
        let events = module["detailList"].as_array().expect("a list");
        if events.len() != seen.len() {
            assert!(events.len() < seen.len(), "{module}"); // Forgotten by now.
            continue;
        }
        for (event, seen) in events.iter().zip(seen.iter().rev()) {
            kinds[check(event, seen)] += 1;
            spellings.extend(event["timeZone"].as_str().map(str::to_owned));
        }
    }
    assert!(kinds.iter().all(|count| *count > 20), "{kinds:?}");
    for spelling in ["GMT+8", "GMT+08:00", "GMT+1"] {
        assert!(spellings.contains(spelling), "{spellings:?}");
    }
}

#[test]
fn the_recorded_examples_read_as_they_should() {
    // A scan in Ukraine: the epoch says 06:18:40Z, the truth is 12:18:40Z.
    assert_eq!(wall("2026-08-23 14:18:40") - BEIJING, 1_787_465_920);
    assert_eq!(
        wall("2026-08-23 14:18:40") - offset("GMT+2"),
        1_787_465_920 + 6 * 3_600
    );
    // A notice of Cainiao's own.
    assert_eq!(wall("2026-08-25 21:05:57") - BEIJING, 1_787_663_157);
}
