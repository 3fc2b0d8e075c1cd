//! Spring Festival as a buyer meets it: how long a label waits for its parcel.

use misroute::calendar::china::{festival_days, seller_ready};
use misroute::calendar::{Holidays, Hours, Moments, gate};
use misroute::network::is_open;
use misroute::parcel::time::{DAY, Day, HOUR};
use misroute::parcel::{City, Country, Facility, Milestone, Place, Timestamp};
use misroute::random::Seed;
use misroute::scenario::model::Body;
use misroute::scenario::{Dwell, Library};

use crate::support::Dice;

/// Days from label to pick-up, sorted, of labels made evenly between two days after the festival's first of each year.
fn waits(years: impl Iterator<Item = i32>, from: i32, until: i32) -> Vec<f64> {
    let standard = Library::built_in().get("standard").expect("it compiles");
    let Body::Story(story) = &standard.body else {
        panic!("`standard` is a story")
    };
    let graph = story.graph(Country::US);
    let start = graph.state(graph.start);
    assert_eq!(start.milestone, Some(Milestone::Announced));
    let mut dice = Dice::new(5);
    let mut waits = Vec::new();
    for year in years {
        let (first, _) = festival_days(year).expect("the year is known");
        waits.extend(
            (0..20_000).map(|_| wait(&start.dwell, first.plus(from), until - from, &mut dice)),
        );
    }
    waits.sort_by(f64::total_cmp);
    waits
}

fn wait(dwell: &Dwell, from: Day, days: i32, dice: &mut Dice) -> f64 {
    let sellers: Vec<City> = City::sellers().collect();
    let place = Facility::seller_pickup(*dice.pick(&sellers)).expect("sellers hand in");
    let place = Place::Facility(place);
    let label =
        Timestamp(from.start() - 8 * HOUR + dice.below((i64::from(days) * DAY) as u64) as i64);
    let raw = Moments {
        previous: label,
        ready: label + i64::from(dwell.sample(dice.word())),
    };
    let moments = Moments {
        ready: seller_ready(raw, dice.word()),
        ..raw
    };
    let open = |day| is_open(Seed(1), place, Hours::Pickup, day, Holidays::Kept);
    let words = [dice.word(), dice.word()];
    let at = gate(Hours::Pickup, place.zone(), moments, words, open);
    (at - label) as f64 / DAY as f64
}

/// Label to pick-up of labels made from two days before to eight days after the first official day: median 7.6 d, 90 %
/// 16.4 d, 95 % 18.7 d, 99 % 22.3 d, 13.9 % over 15 d, after the study that the rest of sellers comes from.
#[test]
fn labels_made_at_spring_festival_wait_for_weeks() {
    let waits = waits(2020..2032, -2, 8);
    let quantile = |share: f64| waits[(waits.len() as f64 * share) as usize];
    let over = waits.iter().filter(|days| **days > 15.0).count() as f64 / waits.len() as f64;
    let found = [0.5, 0.9, 0.95, 0.99].map(quantile);
    println!("{found:.2?}, over 15 d {over:.3}");
    for (found, aim) in found.into_iter().zip([7.6, 16.4, 18.7, 22.3]) {
        assert!((found / aim - 1.0).abs() < 0.05, "{found} for {aim}");
    }
    assert!((over - 0.139).abs() < 0.015, "{over}");
}

/// Far from the festival: median 1.33 d, 90 % 3.88 d, 5.8 % over 5 d.
#[test]
fn labels_made_in_summer_do_not() {
    let waits = waits(2020..2026, 120, 155);
    let quantile = |share: f64| waits[(waits.len() as f64 * share) as usize];
    let over = waits.iter().filter(|days| **days > 5.0).count() as f64 / waits.len() as f64;
    println!(
        "{:.2} {:.2}, over 5 d {over:.3}",
        quantile(0.5),
        quantile(0.9)
    );
    assert!((quantile(0.5) / 1.33 - 1.0).abs() < 0.05);
    assert!((quantile(0.9) / 3.88 - 1.0).abs() < 0.05);
    assert!((over - 0.058).abs() < 0.01, "{over}");
}
