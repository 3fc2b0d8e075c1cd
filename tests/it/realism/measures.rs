//! Measures of samples, against values that `NumPy` and `SciPy` computed.

use misroute::fleet::Case;
use misroute::parcel::{Milestone, Observer};
use misroute::realism::measure::{
    Circadian, Sample, comb, comb_of, leg, longest_silence, silences,
};

use super::assert_near;
use crate::support::{Dice, at_start, built_in, worlds};

fn sample(dice: &mut Dice) -> Sample {
    let count = 1 + dice.below(30);
    (0..count).map(|_| dice.below(50) as i64 - 10).collect()
}

#[test]
fn quantiles_are_numpys() {
    let sample = Sample::new([3, 1, 4, 1, 5, 9, 2, 6]);
    for (probability, wanted) in [
        (0.0, 1.0),
        (0.1, 1.0),
        (0.25, 1.75),
        (0.5, 3.5),
        (0.9, 6.9),
        (0.99, 8.79),
        (1.0, 9.0),
    ] {
        assert_near(sample.quantile(probability), wanted);
    }
    assert_eq!(sample.quantile(f64::NAN), Some(1.0));
    assert_eq!(sample.quantile(7.0), Some(9.0));
    assert_eq!(Sample::default().quantile(0.5), None);
}

#[test]
fn distances_of_samples_are_scipys() {
    let a = Sample::new([3, 1, 4, 1, 5, 9, 2, 6]);
    let b = Sample::new([2, 7, 1, 8, 2, 8]);
    assert_near(a.kolmogorov_smirnov(&b), 0.375);
    assert_near(a.wasserstein(&b), 1.291_666_666_666_666_7);
    assert_eq!(a.wasserstein(&Sample::default()), None);
    let far = Sample::new([i64::MIN, i64::MAX]);
    assert_eq!(far.wasserstein(&far), Some(0.0));
    assert!(far.wasserstein(&a).is_some_and(f64::is_finite));
}

#[test]
fn shares_count_what_they_say() {
    let sample = Sample::new([10, 20, 20, 30]);
    assert_eq!(sample.share_above(20), Some(0.25));
    assert_eq!(sample.share_within(20, 30), Some(0.75));
    assert_eq!(sample.share_within(30, 20), Some(0.0));
    assert_eq!(Sample::default().share_above(0), None);
    assert_eq!(sample.mean(), Some(20.0));
}

#[test]
fn distances_of_samples_are_metrics() {
    let mut dice = Dice::new(1);
    for _ in 0..500 {
        let [a, b, c] = [(); 3].map(|()| sample(&mut dice));
        for distance in [Sample::kolmogorov_smirnov, Sample::wasserstein] {
            let between = |one: &Sample, other: &Sample| distance(one, other).expect("not empty");
            assert!(between(&a, &a) == 0.0 && between(&a, &b) >= 0.0);
            assert!((between(&a, &b) - between(&b, &a)).abs() < 1e-12);
            assert!(between(&a, &c) <= between(&a, &b) + between(&b, &c) + 1e-9);
        }
    }
}

#[test]
fn the_comb_counts_what_is_near_whole_days() {
    let hours = |hours: &[i64]| hours.iter().map(|hour| hour * 3_600).collect::<Sample>();
    assert_eq!(comb(&hours(&[0, 3, 21, 24, 27, 45, 48])), Some(1.0));
    assert_eq!(comb(&hours(&[4, 12, 20, 28])), Some(0.0));
    let even: Sample = (0..240).map(|tenth| tenth * 360).collect();
    assert_near(comb(&even), 61.0 / 240.0);
    assert_eq!(comb(&Sample::default()), None);
    assert_eq!(comb_of(&Sample::new([5]), 0, 0), Some(1.0));
}

#[test]
fn hours_and_weekdays_add_up() {
    let mut hours = Circadian::default();
    // 1970-01-01 was a Thursday.
    for local in [0, 3_599, 3_600, 4 * 86_400, -1, i64::MAX, i64::MIN] {
        hours.add(local);
    }
    assert_eq!(hours.total(), 7);
    assert_eq!(hours.counts()[3][0], 2);
    assert_eq!(hours.counts()[3][1], 1);
    assert!(hours.counts()[0][0] >= 1 && hours.counts()[2][23] >= 1);
    assert_eq!(hours.peak(), Some((3, 0, 2)));
    let shares: f64 = hours.hour_shares().expect("counted").iter().sum();
    assert_near(Some(shares), 1.0);
    let shares: f64 = hours.weekday_shares().expect("counted").iter().sum();
    assert_near(Some(shares), 1.0);
    let mut twice = hours;
    twice.merge(&hours);
    assert_eq!(twice.total(), 14);
    assert_eq!(Circadian::default().hour_shares(), None);
}

#[test]
fn silences_fill_the_time_from_the_first_line_to_the_end() {
    let (worlds, world) = (worlds(), built_in("standard", 1));
    for place in 0..200 {
        let case = Case::new(&worlds, &world, at_start(place));
        for parcel in &case.parcels {
            let all = silences(parcel, Observer::OriginCarrier);
            let shown = parcel.record.observations.iter();
            let of_origin = shown.filter(|seen| seen.observer == Observer::OriginCarrier);
            let visible: Vec<_> = of_origin.map(|seen| seen.visible_at).collect();
            let (Some(first), Some(last)) = (visible.iter().min(), visible.iter().max()) else {
                assert_eq!(longest_silence(parcel, Observer::OriginCarrier), None);
                continue;
            };
            let end = parcel.journey.scans.last().expect("a scan").at.max(*last);
            assert_eq!(all.iter().sum::<i64>(), end - *first);
            let longest = all.iter().copied().max();
            assert_eq!(
                longest_silence(parcel, Observer::OriginCarrier),
                longest.or(Some(0))
            );
        }
    }
}

#[test]
fn a_leg_runs_from_scan_to_later_scan_on_both_clocks() {
    let (worlds, world) = (worlds(), built_in("standard", 1));
    let case = Case::new(&worlds, &world, at_start(0));
    let journey = &case.parcels[0].journey;
    let span = leg(journey, Milestone::PickedUp, Milestone::Delivered).expect("it is delivered");
    let zones = span.until.1.offset_at(span.until.0.0) - span.from.1.offset_at(span.from.0.0);
    assert!(span.seconds() > 0);
    assert_eq!(span.wall_seconds() - span.seconds(), i64::from(zones));
    assert_eq!(
        leg(journey, Milestone::Delivered, Milestone::PickedUp),
        None
    );
}
