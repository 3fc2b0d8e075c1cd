//! Distances of logs: against literals that the package computed, and their laws.

use misroute::realism::comparison::{Comparison, Measure};
use misroute::realism::distance::Clock;
use misroute::realism::log::{EventLog, LogCase};

use super::{assert_near, log};
use crate::support::Dice;

const REAL: &str = include_str!("../../cmd/compare.in/real.csv");
const MADE: &str = "\
case,activity,timestamp
1,label,2026-03-02 01:00
1,pickup,2026-03-02 08:00
1,delivered,2026-03-18 10:00
2,label,2026-03-04 02:00
2,delivered,2026-03-04 02:00
3,label,2026-03-07 23:30
3,delivered,2026-03-29 12:00
";

/// What `log-distance-measures` 2.2.0 and `SciPy` 1.17.1 say of the two logs above, and of two halves of the first.
const WANTED: &[(&str, f64, f64)] = &[
    ("n-gram", 0.4375, 0.368_421_052_631_578_9),
    (
        "absolute-events",
        41.493_506_493_506_5,
        113.785_714_285_714_28,
    ),
    (
        "circadian-events",
        20.047_619_047_619_047,
        10.523_809_523_809_524,
    ),
    (
        "relative-events",
        35.909_090_909_090_914,
        78.142_857_142_857_14,
    ),
    ("cycle-times", 58.333_333_333_333_33, 226.0),
    ("case-arrivals", 32.583_333_333_333_336, 53.5),
    ("cycle-ks", 0.25, 0.5),
    (
        "cycle-wasserstein",
        58.423_680_555_555_556,
        226.458_472_222_222_24,
    ),
    (
        "cycle-wasserstein-of-mean",
        0.175_063_117_742_864_12,
        0.828_379_907_341_407_7,
    ),
    ("comb", 0.083_333_333_333_333_31, 0.5),
    ("comb-of-wall-clocks", 0.166_666_666_666_666_69, 0.0),
];

#[test]
fn distances_and_floors_are_the_packages() {
    let comparison = Comparison::new(&log(REAL), &log(MADE), Clock::Written);
    assert_eq!(comparison.distances.len(), WANTED.len());
    for (found, (name, value, floor)) in comparison.distances.iter().zip(WANTED) {
        assert_eq!(found.measure.name(), *name);
        assert_near(found.value, *value);
        assert_near(found.floor, *floor);
    }
}

#[test]
fn a_weekday_that_only_one_log_has_costs_23_hours() {
    let monday = log("case,activity,time\n1,a,2026-03-02 09:00\n");
    let tuesday = log("case,activity,time\n1,a,2026-03-03 09:00\n");
    let apart = Measure::CircadianEvents.between(&monday, &tuesday, Clock::Utc);
    assert_near(apart, 2.0 * 23.0 / 7.0);
}

#[test]
fn the_clock_decides_the_hour() {
    let east = log("case,activity,time\n1,a,2026-03-02 09:00+08:00\n");
    let utc = log("case,activity,time\n1,a,2026-03-02 01:00\n");
    let apart = |clock| Measure::CircadianEvents.between(&east, &utc, clock);
    assert_near(apart(Clock::Written), 8.0 / 7.0);
    assert_eq!(apart(Clock::Utc), Some(0.0));
}

#[test]
fn one_case_has_no_floor_and_no_duration_no_mean() {
    let one = log("case,activity,time\n1,a,2026-03-02\n");
    let comparison = Comparison::new(&one, &one, Clock::Written);
    assert!(
        comparison
            .distances
            .iter()
            .all(|distance| distance.floor.is_none())
    );
    let of_mean = Measure::CycleWassersteinOfMean.between(&one, &one, Clock::Written);
    assert_eq!(of_mean, None);
}

fn made_up(dice: &mut Dice) -> EventLog {
    let mut lines = vec!["case,activity,start,end".to_owned()];
    for _ in 0..=dice.below(40) {
        let (case, activity) = (dice.below(9), dice.pick(&["a", "b", "c"]));
        let (day, hour, lasts) = (2 + dice.below(9), dice.below(12), dice.below(3));
        let day = format!("2026-03-{day:02}");
        let end = hour + lasts;
        lines.push(format!(
            "{case},{activity},{day} {hour:02}:15,{day} {end:02}:15"
        ));
    }
    let text = lines.join("\n");
    log(&text)
}

#[test]
fn a_log_is_no_distance_from_itself_and_as_far_there_as_back() {
    let mut dice = Dice::new(2);
    for _ in 0..100 {
        let (a, b) = (made_up(&mut dice), made_up(&mut dice));
        for measure in Measure::ALL {
            let between = |one, other| measure.between(one, other, Clock::Written);
            assert!(between(&a, &a).is_none_or(|distance| distance == 0.0));
            if *measure != Measure::CycleWassersteinOfMean {
                let (there, back) = (between(&a, &b), between(&b, &a));
                assert_near(there, back.expect("a value"));
            }
        }
    }
}

#[test]
fn no_way_round_is_shorter() {
    // The n-gram distance divides by both logs' sizes, cycle times are counted from the shortest of both logs, and a
    // missing weekday has a price of its own: for these the law does not hold.
    let lawful = [
        Measure::AbsoluteEvents,
        Measure::RelativeEvents,
        Measure::CaseArrivals,
        Measure::CycleKolmogorovSmirnov,
        Measure::CycleWasserstein,
        Measure::Comb,
        Measure::CombOfWallClocks,
    ];
    let mut dice = Dice::new(3);
    for _ in 0..200 {
        let [a, b, c] = [(); 3].map(|()| made_up(&mut dice));
        for measure in lawful {
            let between = |one, other| measure.between(one, other, Clock::Written).unwrap_or(0.0);
            assert!(
                between(&a, &c) <= between(&a, &b) + between(&b, &c) + 1e-9,
                "{measure}"
            );
        }
    }
}

#[test]
fn halves_are_all_cases_once_and_the_same_every_time() {
    let mut dice = Dice::new(4);
    for _ in 0..50 {
        let log = made_up(&mut dice);
        let Some((one, other)) = log.halves() else {
            assert_eq!(log.cases().len(), 1);
            continue;
        };
        assert_eq!(log.halves(), Some((one.clone(), other.clone())));
        let mut names: Vec<_> = one
            .cases()
            .iter()
            .chain(other.cases())
            .map(LogCase::id)
            .collect();
        names.sort_unstable();
        let all: Vec<_> = log.cases().iter().map(LogCase::id).collect();
        assert_eq!(names, all);
        assert!(one.cases().len() - other.cases().len() <= 1);
    }
}
