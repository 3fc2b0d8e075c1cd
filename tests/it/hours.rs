//! When people work: the hours and days of what a standard parcel meets.

use misroute::calendar::Hours;
use misroute::fleet::{Address, Case, DEFAULT_START};
use misroute::network::is_open;
use misroute::parcel::Place;
use misroute::parcel::time::{DAY, Day, HOUR};
use rayon::prelude::*;

use crate::support::{built_in, worlds};

/// A scan that people with hours made: whose, where, and its local second.
struct Work {
    hours: Hours,
    place: Place,
    local: i64,
}

/// What people did to some thousand standard parcels, ordered over four weeks.
fn work() -> Vec<Work> {
    let worlds = worlds();
    let world = built_in("standard", 1);
    let cases = (0..8_000_u64).into_par_iter().map(|number| {
        let day = DEFAULT_START.plus((number % 28) as i32);
        let address = Address::new(day, number / 28).expect("the day exists");
        Case::new(&worlds, &world, address)
    });
    cases
        .flat_map_iter(|case| {
            let parcel = &case.parcels[0];
            let mut work = Vec::new();
            for scan in &parcel.journey.scans {
                let hours = case.state(parcel, scan).and_then(|state| state.hours);
                work.extend(hours.map(|hours| Work {
                    hours,
                    place: scan.place,
                    local: scan.place.zone().to_local(scan.at.0),
                }));
            }
            work
        })
        .collect()
}

fn shares(work: &[Work], hours: Hours) -> Option<[f64; 24]> {
    let mut counts = [0_u32; 24];
    for done in work.iter().filter(|done| done.hours == hours) {
        counts[(done.local.rem_euclid(DAY) / HOUR) as usize] += 1;
    }
    let total = counts.iter().sum::<u32>();
    (total > 500).then(|| counts.map(|count| f64::from(count) / f64::from(total)))
}

#[test]
fn people_work_at_their_hours() {
    let work = work();
    let mut kinds = 0;
    for hours in Hours::ALL {
        let Some(shares) = shares(&work, *hours) else {
            continue;
        };
        kinds += 1;
        let declared: Vec<f64> = (0..24).map(|hour| hours.share(hour)).collect();
        let apart = |(share, declared): (&f64, &f64)| (share - declared).abs();
        let distance = shares.iter().zip(&declared).map(apart).sum::<f64>() / 2.0;
        // What comes too soon after the event before waits, so the hours cannot be the declared ones exactly.
        let allowed = if *hours == Hours::Doorstep { 0.2 } else { 0.1 };
        assert!(distance < allowed, "{hours}: {distance:.3} {shares:.3?}");
        let night = |shares: &[f64]| shares[1..6].iter().sum::<f64>();
        let (seen, allowed) = (night(&shares), night(&declared));
        assert!(
            seen <= allowed * 1.2 + 0.005,
            "{hours}: {seen:.4} at night, {allowed:.4} declared"
        );
    }
    assert!(kinds >= 5, "{kinds}");
}

#[test]
fn people_work_on_days_on_which_their_place_is_open() {
    let world = built_in("standard", 1);
    let work = work();
    for hours in Hours::ALL {
        let done: Vec<&Work> = work.iter().filter(|done| done.hours == *hours).collect();
        let shut = done.iter().filter(|done| {
            let day = Day::of_local(done.local);
            !is_open(
                world.seed,
                done.place,
                *hours,
                day,
                misroute::calendar::Holidays::Kept,
            )
        });
        let shut = shut.count();
        assert!(
            shut * 200 <= done.len(),
            "{hours}: {shut} of {}",
            done.len()
        );
    }
}

#[test]
fn the_week_end_is_quiet_where_it_is_declared_to_be() {
    let work = work();
    let sundays = |hours: Hours| {
        let done: Vec<&Work> = work
            .iter()
            .filter(|done| done.hours == hours)
            .filter(|done| done.place.country().weekend().mask().trailing_zeros() == 5)
            .collect();
        let on_sunday = done
            .iter()
            .filter(|done| Day::of_local(done.local).weekday() == 6);
        on_sunday.count() as f64 / done.len().max(1) as f64
    };
    let seventh = 1.0 / 7.0;
    assert!(
        sundays(Hours::Customs) < 0.06,
        "{}",
        sundays(Hours::Customs)
    );
    assert!(sundays(Hours::Round) < 0.03, "{}", sundays(Hours::Round));
    assert!(sundays(Hours::Office) < 0.01, "{}", sundays(Hours::Office));
    assert!((0.6 * seventh..1.1 * seventh).contains(&sundays(Hours::Pickup)));
    assert!((0.7 * seventh..1.3 * seventh).contains(&sundays(Hours::Sorting)));
}
