//! Non-interference: what is shown at an instant depends on nothing after it.
//!
//! A case is made twice, with luck that forks at the instant; whatever anybody is shown must stay the same to the byte.

use misroute::dialect::{DIALECTS, sheet};
use misroute::fleet::document::Truth;
use misroute::fleet::{Address, Case, World, Worlds};
use misroute::journey::Scan;
use misroute::parcel::{Observer, Timestamp};
use misroute::random::{Forked, Luck, Purpose};
use misroute::record::view;
use misroute::trouble::{Quirk, Trouble};
use rayon::prelude::*;

use crate::support::{Dice, all_built_in, at_start, json, told_worlds, troubled, worlds};

const DAY: i64 = 86_400;
/// How many instants are tried.
const INSTANTS: u64 = 10_000;

/// A case and an instant.
struct Sample {
    case: Case,
    at: Timestamp,
}

/// Chooses a case and an instant: any instant of its life, or one at which something happens or is shown.
fn sample(worlds: &Worlds, all: &[World], dice: &mut Dice) -> Sample {
    let world = dice.pick(all);
    let case = Case::new(worlds, world, at_start(dice.below(1 << 20)));
    let placed_at = case.orders[0].placed_at;
    let scans = case.parcels.iter().flat_map(|parcel| &parcel.journey.scans);
    let mut moments: Vec<Timestamp> = scans.map(|scan| scan.at).collect();
    let end = moments.iter().copied().max().unwrap_or(placed_at) + 10 * DAY;
    moments.extend(case.observations(None).map(|seen| seen.visible_at));
    let tells = case.orders.iter().flat_map(|order| &order.told);
    moments.extend(tells.map(|tell| tell.from));
    let at = if dice.below(2) == 0 {
        placed_at + dice.below((end - placed_at).max(1) as u64) as i64
    } else {
        *dice.pick(&moments) + (dice.below(3) as i64 - 1)
    };
    Sample { case, at }
}

fn lucks(case: &Case, fork: u32) -> [Luck; 2] {
    let Address { day, place } = case.address;
    [0, fork].map(|fork| Luck::with_fork(case.world.seed, day.0 as u16, place, fork))
}

/// The case with other luck for all that is decided after an instant.
fn forked(worlds: &Worlds, Sample { case, at }: &Sample) -> Case {
    let [before, after] = lucks(case, 1);
    let mut luck = Forked::new(before, after, *at);
    Case::with_words(worlds, &case.world, case.address, &mut luck)
}

/// A number told: the order's place, the text, and from when.
type Told = (usize, String, Timestamp);

/// Everything true up to an instant: scans, and what buyers were told.
fn past(case: &Case, at: Timestamp) -> (Vec<(u8, &Scan)>, Vec<Told>) {
    let scans = case.parcels.iter().flat_map(|parcel| {
        let scans = parcel.journey.scans.iter();
        scans.map(|scan| (parcel.parties.parcel, scan))
    });
    let orders = case.orders.iter().enumerate();
    let tells = orders.flat_map(|(order, told)| told.told.iter().map(move |tell| (order, tell)));
    let tells = tells.filter(|(_, tell)| tell.from <= at);
    (
        scans.filter(|(_, scan)| scan.at <= at).collect(),
        tells
            .map(|(order, tell)| {
                let text = case.told_text(tell).map(|text| text.to_string());
                (order, text.unwrap_or_default(), tell.from)
            })
            .collect(),
    )
}

/// The case with other luck for what is pending at an instant too: the decision that fell with the last scan before it,
/// resampled until the past is the same.
fn pending(worlds: &Worlds, Sample { case, at }: &Sample) -> Option<Case> {
    let (scans, _) = past(case, *at);
    let last = scans.iter().map(|(_, scan)| scan.at).max();
    let placed_at = case.orders[0].placed_at;
    (1..40).find_map(|fork| {
        let [before, after] = lucks(case, fork);
        let luck = Forked::new(before, after, *at);
        // Before the first scan, how long the seller takes is what is pending.
        let mut luck = match last {
            Some(last) => luck.with(
                &[Purpose::Dwell, Purpose::Successor, Purpose::Gate],
                last + -1,
            ),
            None => luck.with(&[Purpose::Order], placed_at + -1),
        };
        let other = Case::with_words(worlds, &case.world, case.address, &mut luck);
        (past(&other, *at) == past(case, *at)).then_some(other)
    })
}

/// Asserts that two cases cannot be told apart at an instant by anything that is shown; the instant says by which
/// dialect.
fn assert_alike(one: &Case, other: &Case, at: Timestamp) {
    let dialect = DIALECTS[at.0.unsigned_abs() as usize % DIALECTS.len()];
    let wire = |case: &Case| sheet(dialect, &worlds(), case, at).map(String::from_utf8);
    assert_eq!(wire(one), wire(other), "{} at {at:?}", dialect.name());
    let shown = |case| json(case, Some(at), Truth::Hidden);
    let name = &one.world.scenario.name;
    assert_eq!(
        shown(one),
        shown(other),
        "{name} {} at {at:?}",
        one.address.place
    );
    for known in &one.numbers {
        let say = |case: &Case| case.ideal((Some(known.number), known.text.as_str()), at, None);
        assert_eq!(
            say(one),
            say(other),
            "{name} {} at {at:?}",
            one.address.place
        );
    }
    for (parcel, twin) in one.parcels.iter().zip(&other.parcels) {
        for number in parcel.record.numbers.iter().map(|fact| fact.number) {
            for observer in Observer::ALL {
                let views = [parcel, twin].map(|one| view(&one.record, *observer, number, at));
                assert_eq!(views[0], views[1], "{name} {} at {at:?}", one.address.place);
            }
        }
    }
}

fn future(case: &Case, at: Timestamp) -> Option<&Scan> {
    let mut scans = case.parcels.iter().flat_map(|parcel| &parcel.journey.scans);
    scans.find(|scan| scan.at > at)
}

fn every_quirk() -> Trouble {
    let doses: Vec<String> = Quirk::ALL
        .iter()
        .map(|quirk| format!("{quirk}=0.2"))
        .collect();
    doses.join(",").parse().expect("every quirk has a name")
}

fn each_sample<T: Send>(seed: u64, check: impl Fn(&Worlds, Sample) -> T + Sync) -> Vec<T> {
    let worlds = worlds();
    let mut all = all_built_in(1);
    all.extend(told_worlds(1));
    all.extend(troubled(&all_built_in(1)));
    // Every other world garbles what it shows in every way, now and then.
    let garbled = all
        .iter()
        .step_by(2)
        .map(|world| world.clone().with(&every_quirk()));
    let garbled: Vec<World> = garbled.collect();
    all.extend(garbled);
    (0..INSTANTS)
        .into_par_iter()
        .map(|number| {
            let mut dice = Dice::new(seed << 32 | number);
            check(&worlds, sample(&worlds, &all, &mut dice))
        })
        .collect()
}

#[test]
fn nothing_shown_depends_on_later_luck() {
    each_sample(1, |worlds, sample| {
        let other = forked(worlds, &sample);
        assert_eq!(past(&other, sample.at), past(&sample.case, sample.at));
        assert_alike(&sample.case, &other, sample.at);
    });
}

#[test]
fn nothing_shown_depends_on_what_is_pending() {
    let differ = each_sample(2, |worlds, sample| {
        let next = future(&sample.case, sample.at)?;
        let other = pending(worlds, &sample)?;
        assert_alike(&sample.case, &other, sample.at);
        Some(future(&other, sample.at).is_none_or(|scan| scan.at != next.at))
    });
    let tried = differ.iter().flatten().count();
    let resampled = differ.iter().flatten().filter(|differs| **differs).count();
    // The rest lies after the last event, or at instants that no other luck leaves unchanged.
    assert!(tried * 10 > differ.len() * 6, "{tried}");
    // A bag's way is nobody's own luck, and is not forked.
    assert!(resampled * 10 > tried * 7, "{resampled} of {tried}");
}

#[test]
fn a_view_that_shows_the_next_day_is_caught() {
    let leaky = |case: &Case, at: Timestamp| {
        let next = future(case, at).map(|scan| scan.at.0.div_euclid(DAY));
        format!("{} {next:?}", json(case, Some(at), Truth::Hidden))
    };
    let caught = each_sample(3, |worlds, sample| {
        let other = pending(worlds, &sample)?;
        Some(leaky(&sample.case, sample.at) != leaky(&other, sample.at))
    });
    let tried = caught.iter().flatten().count();
    let caught = caught.iter().flatten().filter(|caught| **caught).count();
    assert!(caught * 10 > tried * 3, "{caught} of {tried}");
}
