//! Common random numbers: two scenarios with the same seed differ only where the scenarios differ.

use misroute::fleet::{Case, World};
use misroute::journey::Scan;
use misroute::random::Seed;

use crate::support::{at_start, user, worlds};

const CASES: u64 = 1_000;

/// The name of a state, and the scan that entered it.
type Named = (String, Scan);

/// The first parcel's scans with the names of their states, case by case.
fn scans(name: &str, rest: &str) -> Vec<Vec<Named>> {
    let worlds = worlds();
    let world = World::new(user(name, rest), Seed(1));
    let scans = |place| {
        let case = Case::new(&worlds, &world, at_start(place));
        let parcel = &case.parcels[0];
        let named = parcel.journey.scans.iter().map(|scan| {
            let state = case.state(parcel, scan).expect("a story has states");
            (state.name.to_string(), *scan)
        });
        named.collect()
    };
    (0..CASES).map(scans).collect()
}

/// Two cases' scans up to the first one that enters a state, and from then on.
fn split<'a>(scans: &'a [Named], state: &str) -> (&'a [Named], &'a [Named]) {
    let place = scans.iter().position(|(name, _)| name == state);
    scans.split_at(place.map_or(scans.len(), |place| place + 1))
}

/// Tells whether two stretches are the same but for the numbers that states have in their graphs.
fn same(one: &[Named], other: &[Named]) -> bool {
    let plain = |(name, scan): &Named| {
        let Scan {
            state: _,
            visit,
            milestone,
            reason,
            at,
            place,
        } = *scan;
        (name.clone(), visit, milestone, reason, at, place)
    };
    one.iter().map(plain).eq(other.iter().map(plain))
}

/// What happens between the flight and customs' decision keeps no hours, so no gate can turn a delay into a gain.
const UNGATED: [&str; 3] = ["departed", "arrived", "import-customs"];

#[test]
fn a_longer_stage_makes_no_parcel_earlier() {
    let flight = |median: &str, p90: &str| {
        format!(
            "[state.departed]\ndwell = {{ log-normal = {{ median = '{median}', p90 = '{p90}' }} }}\n\
             [[lane]]\nto = ['remote']\nstate.departed.dwell = {{ log-normal = {{ median = '{median}', p90 = '{p90}' }} }}"
        )
    };
    let quick = scans("quick", &flight("100h", "150h"));
    let slow = scans("slow", &flight("120h", "180h"));
    let mut later = 0;
    for (quick, slow) in quick.iter().zip(&slow) {
        let ((before, quick), (same_before, slow)) =
            (split(quick, "departed"), split(slow, "departed"));
        assert!(same(before, same_before));
        let pairs = quick.iter().zip(slow);
        for (quick, slow) in pairs.take_while(|(quick, _)| UNGATED.contains(&quick.0.as_str())) {
            assert_eq!(quick.0, slow.0);
            assert!(slow.1.at >= quick.1.at, "{quick:?} {slow:?}");
            later += u64::from(slow.1.at > quick.1.at);
        }
    }
    assert!(later > CASES, "most parcels must meet the delay: {later}");
}

#[test]
fn a_late_stage_changes_nothing_earlier() {
    let usual = scans("usual", "");
    let changed = scans(
        "changed",
        "[state.depot]\ndwell = '9d'\nnext = { out-for-delivery = 1, pickup-point = 1 }",
    );
    let mut met = 0;
    for (usual, changed) in usual.iter().zip(&changed) {
        let ((before, rest), (same_before, _)) = (split(usual, "depot"), split(changed, "depot"));
        assert!(same(before, same_before));
        met += u64::from(!rest.is_empty());
    }
    assert!(met > CASES * 8 / 10);
}

#[test]
fn another_branch_moves_only_those_who_take_it() {
    let usual = scans("usual", "");
    let branched = scans(
        "branched",
        "[state.arrived]\nnext = { import-customs = 9, my-inspection = 1 }\n\
         [state.my-inspection]\ndwell = '2d'\nnext = { import-customs = 1 }",
    );
    let mut moved = 0;
    for (usual, branched) in usual.iter().zip(&branched) {
        let took = branched.iter().any(|(name, _)| name == "my-inspection");
        assert!(took || same(usual, branched));
        moved += u64::from(took);
    }
    assert!((50..150).contains(&moved), "{moved}");
}

#[test]
fn a_state_that_takes_no_time_moves_nobody() {
    let usual = scans("usual", "");
    let stopped = scans(
        "stopped",
        "[state.arrived]\nnext = { my-stop = 1 }\n[state.my-stop]\ndwell = '0s'\nnext = { import-customs = 1 }",
    );
    for (usual, stopped) in usual.iter().zip(stopped) {
        let without: Vec<_> = stopped
            .into_iter()
            .filter(|(name, _)| name != "my-stop")
            .collect();
        assert!(same(usual, &without));
    }
}
