//! The tracker is honest: no oracle accuses it, whatever goes wrong with whatever parcel.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use misroute::harness::oracle::judge;
use misroute::harness::{Film, MockCarrier};
use misroute::scenario::Library;
use misroute::trouble::Kind;

use super::{film, mapping};

/// A parcel: its scenario, what goes wrong, if anything does, and its seed.
type Parcel = (&'static str, Option<Kind>, u64);

/// Every built-in scenario, without trouble and with each kind of it, under three seeds.
fn parcels() -> Vec<Parcel> {
    let troubles: Vec<Option<Kind>> = Kind::all().map(Some).chain([None]).collect();
    let mut parcels = Vec::new();
    for scenario in Library::built_in().names() {
        for trouble in &troubles {
            parcels.extend((1..=3).map(|seed| (scenario, *trouble, seed)));
        }
    }
    parcels
}

/// Films each parcel in so many polls, and returns who was accused of what.
fn accusations(parcels: &[Parcel], polls: usize) -> Vec<String> {
    let next = AtomicUsize::new(0);
    let found = Mutex::new(Vec::new());
    let work = || {
        while let Some(parcel) = parcels.get(next.fetch_add(1, Ordering::Relaxed)) {
            let accused = accused(*parcel, polls);
            found.lock().expect("nobody panicked").extend(accused);
        }
    };
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(2, Into::into) {
            scope.spawn(work);
        }
    });
    let mut found = found.into_inner().expect("nobody panicked");
    found.sort();
    found
}

fn accused((scenario, trouble, seed): Parcel, polls: usize) -> Vec<String> {
    let mut builder = MockCarrier::scenario(scenario).seed(seed);
    if let Some(kind) = trouble {
        builder = builder.with(kind.name());
    }
    let carrier = builder.start_blocking();
    let film = film(&carrier, Film::of(&carrier).at_most(polls));
    let answers = film.moments().iter().map(|moment| &moment.answer);
    let mapping = mapping();
    assert!(mapping.unknown(answers).is_empty());
    let findings = judge(&film, &mapping);
    findings.iter().map(ToString::to_string).collect()
}

#[track_caller]
fn nobody_is_accused(parcels: &[Parcel], polls: usize) {
    let found = accusations(parcels, polls);
    let first: Vec<&str> = found.iter().take(20).map(String::as_str).collect();
    assert!(
        found.is_empty(),
        "{} of {} parcels\n{}",
        found.len(),
        parcels.len(),
        first.join("\n\n")
    );
}

#[test]
fn the_honest_tracker_is_accused_of_nothing() {
    // Each scenario and each trouble, but not each with each.
    let some: Vec<Parcel> = parcels().into_iter().step_by(31).collect();
    nobody_is_accused(&some, 40);
}

#[test]
#[ignore = "all scenarios with all trouble under three seeds, at every moment: some minutes"]
fn the_honest_tracker_is_accused_of_nothing_in_all_scenarios_with_all_trouble() {
    nobody_is_accused(&parcels(), usize::MAX);
}
