//! The year's peaks.

use misroute::calendar::load;
use misroute::parcel::time::Day;

fn days(from: (i32, u32, u32), until: (i32, u32, u32)) -> impl Iterator<Item = Day> {
    let [from, until] = [from, until].map(|(year, month, day)| Day::from_ymd(year, month, day).0);
    (from..until).map(Day)
}

#[test]
fn most_of_the_year_is_ordinary() {
    for year in 2017..2033 {
        for day in days((year, 1, 6), (year, 11, 1)) {
            assert_eq!(load(day), 1_000, "{day}");
        }
    }
}

#[test]
fn the_peak_lasts_three_weeks_between_10_and_23_percent() {
    for year in 2017..2033 {
        let high = days((year, 11, 1), (year, 12, 31)).filter(|day| load(*day) >= 1_100);
        let count = high.count();
        assert!((19..=25).contains(&count), "{year}: {count} days");
        let top = days((year, 11, 1), (year, 12, 31)).map(load).max();
        assert_eq!(top, Some(if year == 2020 { 1_234 } else { 1_136 }));
    }
}

#[test]
fn the_load_never_jumps() {
    for day in days((2017, 1, 1), (2032, 12, 31)) {
        let [today, tomorrow] = [day, day.plus(1)].map(load);
        assert!(today.abs_diff(tomorrow) <= 34, "{day}: {today}, {tomorrow}");
        assert!((1_000..=1_234).contains(&today));
    }
}
