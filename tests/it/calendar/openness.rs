//! Shares of open places, by country and date.

use misroute::calendar::{Holidays, Hours};
use misroute::network::is_open;
use misroute::parcel::time::Day;
use misroute::parcel::{City, Country, Facility, Place};
use misroute::random::Seed;

use Country::{CN, DE, IL, US};
use Holidays::{Ignored, Kept};

const fn day(year: i32, month: u32, day: u32) -> Day {
    Day::from_ymd(year, month, day)
}

#[test]
fn shares_are_the_declared_ones() {
    let monday = day(2026, 3, 2);
    let [saturday, sunday] = [monday.plus(5), monday.plus(6)];
    for (hours, country, date, share) in [
        (Hours::Customs, DE, monday, 1_000),
        (Hours::Customs, DE, saturday, 350),
        (Hours::Customs, DE, sunday, 150),
        (Hours::Round, DE, saturday, 550),
        (Hours::Redelivery, DE, sunday, 40),
        (Hours::Counter, DE, saturday, 900),
        (Hours::Counter, DE, sunday, 200),
        (Hours::Office, DE, saturday, 0),
        (Hours::Pickup, DE, saturday, 220),
        (Hours::Pickup, CN, saturday, 900),
        (Hours::Pickup, CN, sunday, 800),
        (Hours::Round, CN, sunday, 1_000),
        (Hours::Customs, IL, sunday, 1_000),
        (Hours::Customs, IL, monday.plus(4), 350),
        (Hours::Customs, IL, saturday, 150),
        (Hours::Sorting, DE, sunday, 1_000),
        // Easter Monday, the Fourth of July's Friday.
        (Hours::Customs, DE, day(2026, 4, 6), 150),
        (Hours::Round, DE, day(2026, 4, 6), 40),
        (Hours::Counter, DE, day(2026, 4, 6), 200),
        (Hours::Office, DE, day(2026, 4, 6), 0),
        (Hours::Sorting, DE, day(2026, 4, 6), 1_000),
        (Hours::Round, US, day(2026, 4, 6), 1_000),
        (Hours::Round, US, day(2026, 7, 3), 40),
        // Spring Festival, a made-up Saturday, National Day's Thursday.
        (Hours::Pickup, CN, day(2026, 2, 17), 280),
        (Hours::Round, CN, day(2026, 2, 17), 170),
        (Hours::Office, CN, day(2026, 2, 17), 0),
        (Hours::Sorting, CN, day(2026, 2, 17), 1_000),
        (Hours::Pickup, CN, day(2026, 2, 28), 1_000),
        (Hours::Customs, CN, day(2026, 2, 28), 1_000),
        (Hours::Pickup, CN, day(2026, 10, 1), 900),
        (Hours::Customs, CN, day(2026, 10, 1), 150),
    ] {
        let found = hours.open_per_mille_on(country, date, Kept);
        assert_eq!(found, share, "{hours} {country:?} {date}");
    }
}

#[test]
fn without_holidays_a_date_is_like_any_other_of_its_weekday() {
    for country in Country::all() {
        for hours in Hours::ALL {
            for number in day(2022, 1, 1).0..day(2027, 1, 1).0 {
                let [one, other] = [number, number + 7]
                    .map(|day| hours.open_per_mille_on(country, Day(day), Ignored));
                assert_eq!(one, other, "{hours} {country:?} {}", Day(number));
            }
        }
    }
}

#[test]
fn outside_china_a_holiday_opens_nothing() {
    for country in Country::destinations() {
        for hours in Hours::ALL {
            for number in day(2025, 1, 1).0..day(2026, 1, 1).0 {
                let [kept, ignored] = [Kept, Ignored]
                    .map(|holidays| hours.open_per_mille_on(country, Day(number), holidays));
                assert!(kept <= ignored, "{hours} {country:?} {}", Day(number));
            }
        }
    }
}

/// Many places of a kind and many dates of one share: the count of open ones lies within five deviations of it.
#[test]
fn as_many_places_are_open_as_declared() {
    for (hours, dates) in [
        (Hours::Customs, 400),
        (Hours::Round, 400),
        (Hours::Counter, 400),
        (Hours::Pickup, 400),
    ] {
        let mut counts = std::collections::BTreeMap::<u16, (u32, u32)>::new();
        for city in City::all() {
            let place = Place::Facility(Facility::depot(city));
            for number in 0..dates {
                let date = day(2025, 1, 1).plus(number);
                let share = hours.open_per_mille_on(city.country(), date, Kept);
                let (open, all) = counts.entry(share).or_default();
                *open += u32::from(is_open(Seed(7), place, hours, date, Kept));
                *all += 1;
            }
        }
        for (share, (open, all)) in counts {
            let p = f64::from(share) / 1e3;
            let (mean, all) = (p * f64::from(all), f64::from(all));
            let bound = 5.0 * (all * p * (1.0 - p)).sqrt();
            let off = (f64::from(open) - mean).abs();
            assert!(off <= bound, "{hours} {share}: {open} of {all}");
        }
    }
}

/// Who asks again, or after others, or through another parcel, is told the same; another seed has other dates.
#[test]
fn a_shut_place_is_shut_for_every_parcel() {
    let place = Place::Facility(Facility::customs(DE));
    let dates = || (0..700).map(|number| day(2025, 1, 1).plus(number));
    let open = |seed| move |date| is_open(Seed(seed), place, Hours::Customs, date, Kept);
    let forward: Vec<bool> = dates().map(open(1)).collect();
    let mut backward: Vec<bool> = dates().rev().map(open(1)).collect();
    backward.reverse();
    assert_eq!(forward, backward);
    assert_ne!(forward, dates().map(open(2)).collect::<Vec<_>>());
    assert!(forward.contains(&false));
}
