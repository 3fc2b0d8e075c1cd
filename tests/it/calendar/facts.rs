//! Dates that anyone can look up.

use misroute::calendar::china::{festival_days, is_workday, seller_rest, spring_festival};
use misroute::calendar::holidays::{FIRST_YEAR, LAST_YEAR, is_holiday, is_projected};
use misroute::calendar::{weekday, weekend};
use misroute::parcel::time::Day;
use misroute::parcel::{Country, Weekend};

use Country::{AE, AU, BR, CN, DE, FR, GB, IE, IL, IN, PL, SA, UA, US};

const fn day(year: i32, month: u32, day: u32) -> Day {
    Day::from_ymd(year, month, day)
}

fn year(year: i32) -> impl Iterator<Item = Day> {
    (day(year, 1, 1).0..day(year + 1, 1, 1).0).map(Day)
}

#[test]
fn spring_festivals_are_when_they_were() {
    for (year, first, last) in [
        (2020, (1, 24), (2, 2)),
        (2021, (2, 11), (2, 17)),
        (2022, (1, 31), (2, 6)),
        (2023, (1, 21), (1, 27)),
        (2024, (2, 10), (2, 17)),
        (2025, (1, 28), (2, 4)),
        (2026, (2, 15), (2, 23)),
    ] {
        let [first, last] = [first, last].map(|(month, of_month)| day(year, month, of_month));
        assert_eq!(festival_days(year), Some((first, last)));
        assert!(!is_projected(CN, year));
        for number in first.0..=last.0 {
            assert!(is_holiday(CN, Day(number)) && !is_workday(Day(number)));
        }
        assert_eq!(spring_festival(first), Some(0));
        assert_eq!(spring_festival(first.plus(-40)), Some(-40));
        assert_eq!(
            spring_festival(last.plus(100)),
            Some(last.0 - first.0 + 100)
        );
    }
}

#[test]
fn projected_festivals_follow_the_moon() {
    // New moons of the lunar calendar: New Year's Day is 2027-02-06, 2028-01-26, 2029-02-13, 2030-02-03, 2031-01-23,
    // 2032-02-11; the eve is the first day off, and there are eight.
    for (year, month, of_month) in [
        (2027, 2, 6),
        (2028, 1, 26),
        (2029, 2, 13),
        (2030, 2, 3),
        (2031, 1, 23),
        (2032, 2, 11),
    ] {
        let new_year = day(year, month, of_month);
        assert_eq!(
            festival_days(year),
            Some((new_year.plus(-1), new_year.plus(6)))
        );
        assert!(is_projected(CN, year));
    }
    assert_eq!(festival_days(LAST_YEAR + 1), None);
    assert_eq!(spring_festival(day(LAST_YEAR + 1, 1, 1)), None);
    assert_eq!(seller_rest(day(FIRST_YEAR - 1, 12, 31), 0), None);
}

#[test]
fn easter_monday_is_off_where_it_is() {
    let easter_monday = day(2026, 4, 6);
    for country in [PL, DE, FR, GB, AU, IE] {
        assert!(is_holiday(country, easter_monday), "{country:?}");
    }
    for country in [US, BR, IN, IL, SA] {
        assert!(!is_holiday(country, easter_monday), "{country:?}");
    }
}

#[test]
fn known_holidays_are_known() {
    for (country, year, month, of_month) in [
        (US, 2025, 7, 4),
        (US, 2026, 7, 3), // the Friday off, as the Fourth is a Saturday
        (US, 2026, 11, 26),
        (CN, 2026, 10, 1),
        (GB, 2022, 9, 19),
        (FR, 2026, 7, 14),
        (DE, 2026, 10, 3),
        (BR, 2026, 11, 20),
        (IL, 2025, 10, 2),
        (SA, 2024, 9, 23),
        (AE, 2024, 12, 2),
        (IN, 2026, 1, 26),
    ] {
        assert!(
            is_holiday(country, day(year, month, of_month)),
            "{country:?} {year}"
        );
    }
    // Not national: Scotland, Bavaria; not kept under martial law: Ukraine since March 2022.
    assert!(!is_holiday(GB, day(2026, 11, 30)));
    assert!(!is_holiday(DE, day(2026, 1, 6)));
    assert!(
        !is_holiday(BR, day(2023, 11, 20)),
        "a national holiday since 2024"
    );
    assert!(!year(2025).any(|day| is_holiday(UA, day)));
}

#[test]
fn every_country_has_holidays_in_every_year() {
    for country in Country::all() {
        for number in FIRST_YEAR..=LAST_YEAR {
            let count = year(number).filter(|day| is_holiday(country, *day)).count();
            // Switzerland has four that hold in all cantons; Ukraine keeps none under martial law.
            let least = if country == UA { 0 } else { 4 };
            assert!(
                (least..=33).contains(&count),
                "{country:?} {number}: {count}"
            );
            assert!(number <= 2027 || is_projected(country, number));
        }
        for number in [FIRST_YEAR - 1, LAST_YEAR + 1] {
            assert!(!year(number).any(|day| is_holiday(country, day)));
            assert!(is_projected(country, number));
        }
        assert!(!is_holiday(country, Day(i32::MIN)) && !is_holiday(country, Day(i32::MAX)));
    }
}

#[test]
fn china_works_on_some_week_ends() {
    let worked = [
        day(2020, 1, 19),
        day(2023, 1, 28),
        day(2024, 2, 4),
        day(2024, 2, 18),
        day(2025, 10, 11),
        day(2026, 2, 14),
        day(2026, 2, 28),
        day(2026, 10, 10),
    ];
    for day in worked {
        assert!(is_workday(day) && day.weekday() >= 5, "{day}");
    }
    assert!(!is_workday(day(2026, 3, 7)), "an ordinary Saturday");
    assert!(
        is_workday(day(2040, 1, 2)),
        "weekdays beyond the known years"
    );
    for number in FIRST_YEAR..=LAST_YEAR {
        for day in year(number) {
            assert!(!(is_workday(day) && is_holiday(CN, day)), "{day}");
        }
        let worked = year(number).filter(|day| is_workday(*day)).count();
        assert!((246..=253).contains(&worked), "{number}: {worked} workdays");
    }
}

#[test]
fn week_ends_are_where_and_when_they_are() {
    let thursday = day(2026, 3, 5);
    let week = |country| [0, 1, 2, 3, 4, 5, 6].map(|step| weekday(country, thursday.plus(step)));
    assert_eq!(week(US), [3, 4, 5, 6, 0, 1, 2]);
    assert_eq!(week(AE), week(US));
    assert_eq!(week(IL), [4, 5, 6, 0, 1, 2, 3]);
    assert_eq!(week(SA), week(IL));
    assert_eq!(weekend(AE, day(2021, 12, 31)), Weekend::FridaySaturday);
    assert_eq!(weekend(AE, day(2022, 1, 1)), Weekend::SaturdaySunday);
}
