//! Laws that every case of every scenario keeps, whatever its parameters.

use std::collections::BTreeMap;

use misroute::fleet::document::Truth;
use misroute::fleet::{Case, World, find};
use misroute::parcel::{Observer, Timestamp};
use misroute::record::{Observation, Standing, view};
use misroute::scenario::model::Next;
use rayon::prelude::*;

use crate::support::{Dice, all_built_in, at_start, json, told_worlds, whole, worlds};

const DAY: i64 = 86_400;

/// Every built-in scenario and every thing that buyers can be told.
fn all_worlds() -> Vec<World> {
    let mut all = all_built_in(1);
    all.extend(told_worlds(1));
    all
}

/// Some cases of every scenario.
fn cases(count: u64) -> Vec<Case> {
    let worlds = worlds();
    let all = all_worlds();
    let addresses: Vec<(&World, u64)> = all
        .iter()
        .flat_map(|world| (0..count).map(move |place| (world, place)))
        .collect();
    addresses
        .into_par_iter()
        .map(|(world, place)| Case::new(&worlds, world, at_start(place)))
        .collect()
}

fn name(case: &Case) -> String {
    format!("{} {}", case.world.scenario.name, case.address.place)
}

#[test]
fn a_case_is_the_same_in_any_order_and_on_any_thread() {
    let worlds = worlds();
    let all = all_worlds();
    let mut addresses: Vec<(usize, u64)> = (0..all.len())
        .flat_map(|world| (0..60).map(move |place| (world, place)))
        .collect();
    let make = |(world, place): (usize, u64)| {
        let case = Case::new(&worlds, &all[world], at_start(place));
        ((world, place), whole(&case))
    };
    let first: BTreeMap<_, _> = addresses.iter().copied().map(make).collect();
    let mut dice = Dice::new(3);
    for place in (1..addresses.len()).rev() {
        addresses.swap(place, dice.below(place as u64 + 1) as usize);
    }
    let shuffled: BTreeMap<_, _> = addresses.iter().copied().map(make).collect();
    assert_eq!(first, shuffled);
    std::thread::scope(|scope| {
        let halves = addresses.chunks(addresses.len().div_ceil(3));
        let threads: Vec<_> = halves
            .map(|part| scope.spawn(move || part.iter().copied().map(make).collect::<Vec<_>>()))
            .collect();
        for thread in threads {
            for (address, text) in thread.join().expect("no case panics") {
                assert_eq!(first[&address], text);
            }
        }
    });
}

#[test]
fn enlarging_a_fleet_changes_no_case() {
    let worlds = worlds();
    for world in all_worlds() {
        let case = |place| whole(&Case::new(&worlds, &world, at_start(place)));
        let alone = case(40);
        let fleet: Vec<String> = (0..200).map(case).collect();
        assert_eq!(alone, fleet[40], "{}", world.scenario.name);
    }
}

#[test]
fn what_was_shown_stays_shown_until_it_is_purged() {
    let mut dice = Dice::new(5);
    for case in cases(40) {
        for parcel in &case.parcels {
            let facts = parcel.record.numbers.iter();
            for number in facts.map(|fact| fact.number) {
                for observer in Observer::ALL {
                    let first = parcel.journey.scans[0].at;
                    let mut moments: Vec<Timestamp> = (0..12)
                        .map(|_| first + dice.below(200 * DAY as u64) as i64)
                        .collect();
                    moments.sort_unstable();
                    let shown = moments.iter().map(|at| {
                        let timeline = view(&parcel.record, *observer, number, *at);
                        (timeline.standing, timeline.observations)
                    });
                    let shown: Vec<(Standing, Vec<&Observation>)> = shown.collect();
                    for pair in shown.windows(2) {
                        let (earlier, later) = (&pair[0], &pair[1]);
                        if later.0 == Standing::Purged {
                            assert!(later.1.is_empty());
                            continue;
                        }
                        let kept = earlier.1.iter().all(|seen| later.1.contains(seen));
                        assert!(kept, "{}", name(&case));
                        let grown = earlier.0 == Standing::Purged || later.0 >= earlier.0;
                        let announced = earlier.0 == Standing::Announced;
                        assert!(grown || announced, "{}: {:?}", name(&case), pair);
                    }
                }
            }
        }
    }
}

#[test]
fn nothing_is_shown_before_it_is_recorded_nor_recorded_before_it_happens() {
    for case in cases(300) {
        for seen in case.observations(None) {
            assert!(seen.recorded_at >= seen.occurred_at, "{}", name(&case));
            assert!(seen.visible_at >= seen.recorded_at, "{}", name(&case));
        }
    }
}

#[test]
fn the_observations_of_a_moment_are_those_visible_by_then() {
    for case in cases(40) {
        let all: Vec<&Observation> = case.observations(None).collect();
        for at in all.iter().map(|seen| seen.visible_at) {
            for (at, exact) in [(at, true), (at + -1, false)] {
                let shown: Vec<&Observation> = case.observations(Some(at)).collect();
                let expected: Vec<&Observation> = all
                    .iter()
                    .copied()
                    .filter(|seen| seen.visible_at <= at)
                    .collect();
                assert_eq!(shown, expected, "{}", name(&case));
                assert_eq!(
                    shown.iter().any(|seen| seen.visible_at == at),
                    exact || { all.iter().any(|seen| seen.visible_at == at) }
                );
            }
        }
    }
}

#[test]
fn a_journey_goes_forward_and_ends_once_in_one_fate() {
    for case in cases(400) {
        for parcel in &case.parcels {
            let scans = &parcel.journey.scans;
            assert!(!scans.is_empty() && scans.len() <= 400, "{}", name(&case));
            assert!(scans.is_sorted_by_key(|scan| scan.at), "{}", name(&case));
            for (place, scan) in scans.iter().enumerate() {
                let state = case.state(parcel, scan).expect("a story has states");
                let last = place + 1 == scans.len();
                match &state.next {
                    Next::End(fate) => {
                        assert!(last, "{}: goes on after `{}`", name(&case), state.name);
                        assert_eq!(*fate, parcel.journey.fate);
                    }
                    Next::States { .. } => assert!(!last, "{} ends nowhere", name(&case)),
                }
            }
        }
    }
}

#[test]
fn even_a_scenario_that_loops_ends() {
    let rest = "[state.depot]\nnext = { out-for-delivery = 1 }\n\
                [state.out-for-delivery]\nnext = { depot = 999999, delivered = 1 }";
    let world = World::new(
        crate::support::user("loop", rest),
        misroute::random::Seed(1),
    );
    let worlds = worlds();
    for place in 0..200 {
        let case = Case::new(&worlds, &world, at_start(place));
        let journey = &case.parcels[0].journey;
        assert!(journey.scans.len() <= 400, "{}", journey.scans.len());
        assert!(journey.scans.is_sorted_by_key(|scan| scan.at));
    }
}

#[test]
fn every_number_of_a_case_leads_back_to_it() {
    let mut all = all_built_in(1);
    all.extend(told_worlds(3));
    all.par_iter().for_each(|world| {
        let mut worlds = worlds();
        worlds.declare(world.clone()).expect("it is alone");
        for place in 0..150 {
            let case = Case::new(&worlds, world, at_start(place));
            let carried = case.numbers.iter();
            let mut texts: Vec<(String, bool)> = carried
                .filter(|known| known.number.role.is_known())
                .map(|known| (known.text.to_string(), false))
                .collect();
            let tells = case.orders.iter().flat_map(|order| &order.told);
            texts.extend(tells.map(|tell| {
                let text = case.told_text(tell).expect("what is told has a text");
                let slipped = case.numbers.iter().all(|known| known.text != text);
                (text.to_string(), slipped)
            }));
            let document = json(&case, None, Truth::Shown);
            for (text, slipped) in texts {
                let found = find(&worlds, &text);
                let found = found.unwrap_or_else(|refusal| {
                    panic!("{}: `{text}`: {refusal}", name(&case));
                });
                assert_eq!(
                    found.case.address,
                    case.address,
                    "{}: `{text}`",
                    name(&case)
                );
                assert_eq!(found.case.world.seed, case.world.seed);
                assert_eq!(found.case.world.scenario.name, case.world.scenario.name);
                assert_eq!(json(&found.case, None, Truth::Shown), document);
                assert_eq!(found.fault.is_some(), slipped, "{}: `{text}`", name(&case));
            }
        }
    });
}

#[test]
fn the_numbers_of_a_case_are_all_different() {
    for case in cases(1_000) {
        let mut texts: Vec<&str> = case
            .numbers
            .iter()
            .map(|known| known.text.as_str())
            .collect();
        let count = texts.len();
        texts.sort_unstable();
        texts.dedup();
        assert_eq!(texts.len(), count, "{}: {:?}", name(&case), case.numbers);
    }
}
