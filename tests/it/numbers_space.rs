//! The space of numbers: how much of it answers, to whom, and what the rest is told.

use std::sync::Arc;

use misroute::fleet::{Case, Refusal, World, Worlds, find};
use misroute::parcel::NumberRole;
use misroute::parcel::number::{Format, TrackingNumber};
use misroute::random::{GENERATION, Seed};
use misroute::scenario::{Library, Scenario};
use rayon::prelude::*;

use crate::support::{Dice, at_start, built_in, registered, told_worlds, user, worlds};

/// Well-formed numbers of a format, evenly over all it can compose.
fn random_numbers(format: Format, count: u64, seed: u64) -> Vec<TrackingNumber> {
    let space = format.space().expect("the format is issued");
    (0..count)
        .map(|number| {
            let serial = Dice::new(seed << 32 | number).below(space);
            format.compose(serial).expect("the format is issued")
        })
        .collect()
}

/// How many of the numbers lead to a case that has them.
fn answered(worlds: &Worlds, numbers: &[TrackingNumber]) -> usize {
    let answers = |number: &&TrackingNumber| match find(worlds, number.as_str()) {
        Ok(found) => {
            assert!(found.case.answers_to(number.as_str()), "{number}");
            true
        }
        Err(refusal) => {
            let known = matches!(*refusal, Refusal::Nobody { .. } | Refusal::Undeclared(_));
            assert!(known, "{number}: {refusal:?}");
            false
        }
    };
    numbers.par_iter().filter(answers).count()
}

/// The share of a scenario's cases whose first number has a format.
fn share_of_form(world: &World, format: Format) -> f64 {
    let worlds = worlds();
    let count = 2_000;
    let has = (0..count).filter(|place| {
        let case = Case::new(&worlds, world, at_start(*place));
        let mut numbers = case.numbers.iter();
        numbers.any(|known| known.format == format && known.number.role == NumberRole::Origin)
    });
    has.count() as f64 / count as f64
}

fn r_cn() -> Format {
    Format::s10(b'R', *b"CN").expect("China has a post")
}

/// Declares worlds of a scenario under many seeds, skipping those that clash, and returns those that were taken.
fn declare_many(worlds: &mut Worlds, scenario: &Arc<Scenario>, count: usize) -> Vec<World> {
    let all = (1_000..).map(|seed| World::new(Arc::clone(scenario), Seed(seed)));
    let taken = all.filter(|world| worlds.declare(world.clone()).is_ok());
    taken.take(count).collect()
}

#[test]
fn about_one_cainiao_number_in_eleven_is_a_parcels() {
    // The share of the space that is tagged as parcels of this generation, times the share of cases that use the form:
    // ids without a scenario belong to `standard`.
    let library = Library::built_in();
    let tagged = (1_u64 << 43) as f64 / 1e14;
    let standard = share_of_form(&built_in("standard", 1), Format::Lp);
    let named: f64 = library
        .ids()
        .map(|(_, name)| share_of_form(&built_in(name, 1), Format::Lp))
        .sum();
    let spare = 127.0 - library.ids().count() as f64;
    let expected = tagged * (named + spare * standard) / 128.0;
    let numbers = random_numbers(Format::Lp, 10_000, 1);
    let share = answered(&worlds(), &numbers) as f64 / numbers.len() as f64;
    assert!((share - expected).abs() < 0.009, "{share} for {expected}");
    println!("LP: {share} for {expected}");
    assert!((0.07..0.11).contains(&share), "{share}");
}

#[test]
fn registered_numbers_answer_only_where_a_declared_world_has_them() {
    let numbers = random_numbers(r_cn(), 10_000, 2);
    let mut worlds = worlds();
    let issues = |(_, name)| share_of_form(&built_in(name, 1), r_cn());
    let built_in_share: f64 = Library::built_in().ids().map(issues).sum();
    // Of the numbers 2^28 are tagged, of 2048 slots each world has 16, and a month has 30.44 of 32 days.
    let tagged = f64::from(1 << 28) / 2.3e9;
    assert!((0.10..0.125).contains(&tagged), "{tagged}");
    let expected = |worlds: f64| tagged * worlds * 16.0 / 2_048.0 * 30.44 / 32.0;
    let share = |worlds: &Worlds| answered(worlds, &numbers) as f64 / numbers.len() as f64;
    let alone = share(&worlds);
    assert!((alone - expected(built_in_share)).abs() < 0.005, "{alone}");
    let declared = declare_many(&mut worlds, &registered("registered"), 30);
    assert_eq!(worlds.declared().len(), declared.len());
    let many = share(&worlds);
    let expected = expected(30.0 + built_in_share);
    println!("R…CN: {alone} by itself, {many} for {expected} with thirty more worlds");
    assert!((many - expected).abs() < 0.009, "{many} for {expected}");
}

#[test]
fn nothing_answers_for_an_undeclared_world_and_everything_for_a_declared_one() {
    let scenarios = [
        ("lp", "[numbers]\norigin = { LP = 1 }\nhand-over = 0"),
        ("yt", "[numbers]\norigin = { YT = 1 }\nhand-over = 0"),
        ("ap", "[numbers]\norigin = { AP = 1 }\nhand-over = 0"),
    ];
    let mut wanted: Vec<World> = scenarios
        .iter()
        .flat_map(|(name, rest)| {
            let scenario = user(name, rest);
            [1, 2, 300].map(|seed| World::new(Arc::clone(&scenario), Seed(seed)))
        })
        .collect();
    wanted.extend([built_in("standard", 300), built_in("premium", u64::MAX)]);
    let bare = worlds();
    for world in &wanted {
        let mut declared = worlds();
        declared.declare(world.clone()).expect("it is alone");
        for place in 0..40 {
            let case = Case::new(&bare, world, at_start(place));
            let origin = &case.numbers[0];
            if origin.format == Format::Cng {
                continue; // A short number: see the tests of slots.
            }
            let name = format!("{} {} `{}`", world.scenario.name, world.seed.0, origin.text);
            let refusal = find(&bare, origin.text.as_str()).expect_err("not declared");
            assert!(
                matches!(*refusal, Refusal::Undeclared(_)),
                "{name}: {refusal:?}"
            );
            assert!(refusal.help().contains("declare"), "{}", refusal.help());
            let found = find(&declared, origin.text.as_str());
            let found = found.unwrap_or_else(|refusal| panic!("{name}: {refusal}"));
            assert_eq!(found.case.world.seed, world.seed);
            assert_eq!(found.case.world.scenario.digest, world.scenario.digest);
            assert_eq!(found.case.address, case.address);
        }
    }
}

#[test]
fn a_short_number_of_an_undeclared_world_is_never_another_parcel() {
    let worlds = worlds();
    let mut strangers = Vec::new();
    for seed in 256..456 {
        let world = built_in("standard", seed);
        for place in 0..10 {
            let case = Case::new(&worlds, &world, at_start(place));
            for known in &case.numbers {
                if let Ok(found) = find(&worlds, known.text.as_str()) {
                    strangers.push((
                        seed,
                        place,
                        known.text.clone(),
                        found.case.world.scenario.name.clone(),
                    ));
                }
            }
        }
    }
    assert!(
        strangers.is_empty(),
        "{} {:?}",
        strangers.len(),
        strangers.first()
    );
}

#[test]
fn a_declared_world_never_takes_a_built_in_ones_numbers() {
    let plain = worlds();
    let mut wrong = Vec::new();
    for seed in 256..456 {
        let mut worlds = worlds();
        if worlds.declare(built_in("standard", seed)).is_err() {
            continue;
        }
        for place in 0..10 {
            let case = Case::new(&plain, &built_in("standard", 1), at_start(place));
            for known in &case.numbers {
                let found = find(&worlds, known.text.as_str()).expect("a default number");
                if found.case.world.seed != Seed(1) {
                    wrong.push((seed, place, known.text.clone()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} {:?}", wrong.len(), wrong.first());
}

#[test]
fn worlds_that_cannot_be_told_apart_are_refused() {
    let scenario = registered("crowd");
    let mut worlds = worlds();
    let mut clashes = 0;
    for seed in 0..200 {
        let world = World::new(Arc::clone(&scenario), Seed(seed));
        match worlds.declare(world.clone()) {
            Ok(()) => worlds
                .declare(world)
                .expect("the same world again is no clash"),
            Err(clash) => {
                clashes += 1;
                assert_eq!(clash.wanted, ("crowd".into(), seed));
                assert!(clash.present.1 < seed);
                assert!(clash.to_string().contains("cannot be told from"));
            }
        }
    }
    // At most 1024 / 16 worlds have room.
    assert!((30..=64).contains(&worlds.declared().len()));
    assert!(clashes >= 136);
    for world in worlds.declared() {
        for place in 0..20 {
            let case = Case::new(&worlds, world, at_start(place));
            let found = find(&worlds, case.numbers[0].text.as_str()).expect("declared");
            assert_eq!(found.case.world.seed, world.seed);
        }
    }
}

#[test]
fn a_number_of_another_generation_is_refused_and_names_it() {
    let numbers = random_numbers(Format::Lp, 2_000, 4);
    let worlds = worlds();
    let mut other = [0_u32; 4];
    for number in &numbers {
        let Err(refusal) = find(&worlds, number.as_str()) else {
            continue;
        };
        let Refusal::Nobody { generations, .. } = &*refusal else {
            continue;
        };
        for generation in generations {
            assert!(*generation > 0 && generation % 4 != GENERATION % 4);
            assert!(refusal.help().contains(&format!("generation {generation}")));
            other[(generation % 4) as usize] += 1;
        }
    }
    // Each of the three other classes has two tags of eleven.
    for (class, count) in other.iter().enumerate() {
        let expected = if class as u32 == GENERATION % 4 {
            0..1
        } else {
            280..420
        };
        assert!(expected.contains(count), "{class}: {count}");
    }
}

#[test]
fn numbers_never_collide() {
    let worlds = worlds();
    let all = [built_in("standard", 1), told_worlds(1).remove(0)];
    for world in all {
        let texts = (0..200_000_u64).into_par_iter().flat_map_iter(|place| {
            let case = Case::new(&worlds, &world, at_start(place));
            let texts = case.numbers.into_iter().map(|known| known.text);
            texts.collect::<Vec<_>>()
        });
        let mut texts: Vec<TrackingNumber> = texts.collect();
        let count = texts.len();
        assert!(count > 220_000, "{count}");
        texts.par_sort_unstable();
        texts.dedup();
        assert_eq!(texts.len(), count, "{}", world.scenario.name);
    }
}

#[test]
fn every_built_in_scenario_has_slots_of_its_own() {
    for (id, name) in Library::built_in().ids() {
        assert!(
            (1..64).contains(&id),
            "`{name}` has id {id}: other worlds have those slots"
        );
    }
}
