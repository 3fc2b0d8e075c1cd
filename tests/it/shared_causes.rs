//! What parcels share: bags, departures, closures, and what a longer stage does to a fleet.

use std::collections::BTreeMap;

use misroute::fleet::{Case, World};
use misroute::network::Conditions;
use misroute::parcel::{Facility, Milestone, PlaceRole, Timestamp};
use misroute::random::Seed;

use crate::support::{at_start, built_in, user, worlds};

fn stamp(case: &Case, milestone: Milestone) -> Option<Timestamp> {
    let mut scans = case.parcels[0].journey.scans.iter();
    scans
        .find(|scan| scan.milestone == Some(milestone))
        .map(|scan| scan.at)
}

fn cases(world: &World, count: u64) -> impl Iterator<Item = Case> {
    let worlds = worlds();
    let world = world.clone();
    (0..count).map(move |place| Case::new(&worlds, &world, at_start(place)))
}

#[test]
fn parcels_of_one_bag_share_every_stamp_until_customs() {
    let mut arrivals: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for case in cases(&built_in("standard", 1), 4_000) {
        let stamps =
            [Milestone::DepartedOrigin, Milestone::ArrivedDestination].map(|one| stamp(&case, one));
        if let ([Some(left), Some(arrived)], Some(customs)) =
            (stamps, stamp(&case, Milestone::ImportCustomsStarted))
        {
            let to = case.orders[0].destination.country();
            arrivals
                .entry((to, left, arrived))
                .or_default()
                .push(customs);
        }
    }
    let shared: Vec<_> = arrivals.values().filter(|bag| bag.len() > 1).collect();
    assert!(shared.len() > 300, "{}", shared.len());
    // The same departure and arrival to the second is the same bag, whose parcels start with customs together.
    assert!(
        shared
            .iter()
            .all(|bag| bag.iter().all(|customs| *customs == bag[0]))
    );
}

#[test]
fn a_departure_waits_for_nobody_and_leaves_on_its_timetable() {
    let mut departures: BTreeMap<_, u32> = BTreeMap::new();
    for case in cases(&built_in("premium", 1), 2_000) {
        let hub = case.parcels[0].journey.route.place(PlaceRole::ExportHub);
        let to = case.orders[0].destination.country();
        if let Some(left) = stamp(&case, Milestone::DepartedOrigin) {
            *departures
                .entry((hub, to, left.0.div_euclid(12 * 3_600)))
                .or_default() += 1;
        }
    }
    let parcels: u32 = departures.values().sum();
    assert!(
        departures.len() as u32 * 2 < parcels,
        "{} departures of {parcels}",
        departures.len()
    );
}

#[test]
fn a_strike_delays_what_passes_the_hub_and_nothing_else() {
    let calm = World::new(user("calm", ""), Seed(1));
    let strike = "[[disruption]]\nat = 'CN-DGG-EH'\nfrom = '2026-03-06'\nuntil = '2026-03-12'\nclears-in = '1d'";
    let struck = World::new(user("struck", strike), Seed(1));
    let hub = Facility::from_code("CN-DGG-EH").expect("the hub exists");
    let (mut late, mut unchanged) = (0, 0);
    for (one, other) in cases(&calm, 1_500).zip(cases(&struck, 1_500)) {
        let there = one.parcels[0]
            .journey
            .route
            .place(PlaceRole::ExportHub)
            .facility()
            == Some(hub);
        let arrivals = [&one, &other].map(|case| stamp(case, Milestone::ArrivedExportHub));
        if !there {
            assert_eq!(one.parcels[0].journey.scans, other.parcels[0].journey.scans);
            unchanged += 1;
        } else if let [Some(calm), Some(struck)] = arrivals {
            assert!(struck >= calm);
            late += u32::from(struck > calm);
        }
    }
    assert!(late > 200 && unchanged > 300, "{late} {unchanged}");
}

#[test]
fn a_longer_stage_makes_no_fleet_earlier() {
    let worlds = worlds();
    let slow = "[state.handed-over]\ndwell = { log-normal = { median = '80h', p90 = '160h' } }";
    let stages = ["", slow].map(|rest| user("stage", rest));
    for conditions in [Conditions::WORLD, Conditions::CALIBRATION] {
        let mut medians = Vec::new();
        for scenario in &stages {
            let mut world = World::new(scenario.clone(), Seed(1));
            world.conditions = conditions;
            let transit = (0..10_000).filter_map(|place| {
                let case = Case::new(&worlds, &world, at_start(place));
                Some(stamp(&case, Milestone::Delivered)? - stamp(&case, Milestone::PickedUp)?)
            });
            let mut transit: Vec<i64> = transit.collect();
            transit.sort_unstable();
            medians.push(transit[transit.len() / 2]);
        }
        assert!(medians[0] < medians[1], "{medians:?} under {conditions:?}");
    }
}
