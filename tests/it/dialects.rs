//! Laws of every dialect: whatever the case and the moment, an answer is whole, and it is made of the record alone.

use misroute::dialect::{DIALECTS, Dialect, by_name, sheet};
use misroute::fleet::{Case, World, Worlds};
use misroute::parcel::{Fate, Timestamp};
use rayon::prelude::*;

use crate::support::{Dice, all_built_in, at_start, worlds};

const DAY: i64 = 86_400;

/// Returns moments all over a case's life: before the order, at and just before each change, and long after.
fn moments(case: &Case, count: usize, dice: &mut Dice) -> Vec<Timestamp> {
    let placed_at = case.orders[0].placed_at;
    let end = case.settled_at();
    let mut changes: Vec<Timestamp> = case
        .observations(None)
        .map(|seen| seen.visible_at)
        .collect();
    changes.extend(
        case.orders
            .iter()
            .flat_map(|order| &order.told)
            .map(|tell| tell.from),
    );
    let mut moments = vec![
        placed_at + -DAY,
        placed_at,
        end,
        end + 40 * DAY,
        end + 130 * DAY,
    ];
    while moments.len() < count {
        moments.push(match dice.below(3) {
            0 => placed_at + dice.below((end - placed_at).max(1) as u64) as i64,
            1 if !changes.is_empty() => *dice.pick(&changes),
            _ if !changes.is_empty() => *dice.pick(&changes) + -1,
            _ => placed_at + dice.below(60 * DAY as u64) as i64,
        });
    }
    moments
}

fn answer(dialect: &dyn Dialect, worlds: &Worlds, case: &Case, at: Timestamp) -> String {
    let body = sheet(dialect, worlds, case, at).expect("every buyer is told a number");
    String::from_utf8(body).expect("answers are text")
}

fn cases(world: &World, worlds: &Worlds, count: u64) -> Vec<Case> {
    let cases = (0..count).map(|place| Case::new(worlds, world, at_start(place)));
    cases.collect()
}

#[test]
fn every_scenario_has_a_whole_answer_at_every_moment() {
    let worlds = worlds();
    all_built_in(1).par_iter().for_each(|world| {
        let mut dice = Dice::new(world.scenario.digest);
        for case in cases(world, &worlds, 3) {
            for at in moments(&case, 20, &mut dice) {
                for dialect in DIALECTS {
                    let body = answer(*dialect, &worlds, &case, at);
                    let parsed = serde_json::from_str::<serde_json::Value>(&body);
                    let name = (dialect.name(), &world.scenario.name, case.address.place, at);
                    assert!(
                        parsed
                            .is_ok_and(|value| value.is_object() || value.is_array() || value == 1),
                        "{name:?}: {body}"
                    );
                }
            }
        }
    });
}

#[test]
fn no_answer_knows_the_truth() {
    let worlds = worlds();
    all_built_in(1).par_iter().for_each(|world| {
        let mut dice = Dice::new(!world.scenario.digest);
        for case in cases(world, &worlds, 3) {
            let mut other = case.clone();
            for parcel in &mut other.parcels {
                let fates = Fate::ALL.iter().copied();
                let mut others = fates.filter(|fate| *fate != parcel.journey.fate);
                parcel.journey.fate = others.next().expect("there are several fates");
                // The first scan says which of a number's lives is the newest.
                parcel.journey.scans.truncate(1);
            }
            for at in moments(&case, 8, &mut dice) {
                for dialect in DIALECTS {
                    let [one, two] =
                        [&case, &other].map(|case| answer(*dialect, &worlds, case, at));
                    assert_eq!(one, two, "{} {}", dialect.name(), world.scenario.name);
                }
            }
        }
    });
}

#[test]
fn names_are_unique_and_settings_begin_with_them() {
    for (place, dialect) in DIALECTS.iter().enumerate() {
        let found = by_name(dialect.name()).map(Dialect::title);
        assert_eq!(found, Some(dialect.title()), "{}", dialect.name());
        assert!(
            DIALECTS[..place]
                .iter()
                .all(|other| other.name() != dialect.name())
        );
        let limits = dialect.limits().iter().map(|limit| &limit.most);
        for setting in dialect.settings().iter().chain(limits) {
            let (stem, _) = setting
                .name
                .split_once('.')
                .expect("a setting names its dialect");
            assert_eq!(stem, dialect.name(), "{}", setting.name);
        }
    }
}

#[test]
fn every_request_that_a_dialect_makes_is_its_own() {
    for dialect in DIALECTS {
        let own = [
            dialect.registration("LP1"),
            Some(dialect.reading("LP1", None)),
        ];
        for request in own.into_iter().flatten() {
            let owner = misroute::dialect::of_request(&request).map(Dialect::name);
            assert_eq!(owner, Some(dialect.name()), "{}", request.uri());
        }
    }
}
