//! Defects of the record: the truth stays, each defect does what its name says, and nothing strikes at rate zero.

use misroute::fleet::{Case, World};
use misroute::parcel::{Milestone, Observer, Status, Timestamp};
use misroute::record::{Observation, Record, Standing, view};
use misroute::trouble::{Defect, Home, Trouble};

use crate::support::{all_built_in, at_start, built_in, every_defect, settings, whole, worlds};

const DAY: i64 = 86_400;

fn with(name: &str, text: &str) -> World {
    built_in(name, 1).with(&text.parse().expect("trouble"))
}

/// The first parcel's record without and with trouble.
fn records(name: &str, text: &str, place: u64) -> [Record; 2] {
    [built_in(name, 1), with(name, text)].map(|world| {
        let case = Case::new(&worlds(), &world, at_start(place));
        case.parcels[0].record.clone()
    })
}

/// Many pairs of records that trouble made different, and the share of all pairs that they are.
fn struck(name: &str, text: &str) -> (Vec<[Record; 2]>, f64) {
    let pairs: Vec<_> = (0..200).map(|place| records(name, text, place)).collect();
    let all = pairs.len();
    let struck: Vec<_> = pairs
        .into_iter()
        .filter(|[_, after]| !after.struck.is_empty())
        .collect();
    let share = struck.len() as f64 / all as f64;
    (struck, share)
}

fn by(observer: Observer, record: &Record) -> impl DoubleEndedIterator<Item = &Observation> {
    let own = record.observations.iter();
    own.filter(move |seen| seen.observer == observer)
}

fn of_origin(record: &Record) -> Vec<&Observation> {
    by(Observer::OriginCarrier, record).collect()
}

#[test]
fn the_truth_never_changes() {
    for world in all_built_in(1) {
        let names = Defect::ALL
            .iter()
            .filter(|defect| defect.home() == Home::Record);
        let text = names
            .map(|defect| defect.name())
            .collect::<Vec<_>>()
            .join(",");
        let troubled = world.clone().with(&text.parse().expect("trouble"));
        for place in 0..10 {
            let [plain, troubled] =
                [&world, &troubled].map(|world| Case::new(&worlds(), world, at_start(place)));
            for (one, other) in plain.parcels.iter().zip(&troubled.parcels) {
                assert_eq!(one.journey, other.journey, "{}", world.scenario.name);
            }
            let told = |case: &Case| {
                case.orders
                    .iter()
                    .map(|order| order.placed_at)
                    .collect::<Vec<_>>()
            };
            assert_eq!(told(&plain), told(&troubled));
        }
    }
}

#[test]
fn a_rate_of_zero_leaves_the_bytes_as_they_are() {
    for world in all_built_in(1) {
        let same = world.clone().with(&every_defect("0"));
        let [one, other] =
            [&world, &same].map(|world| whole(&Case::new(&worlds(), world, at_start(3))));
        assert_eq!(one, other);
    }
}

#[test]
fn every_defect_of_the_record_strikes_somewhere_and_says_so() {
    for defect in Defect::ALL
        .iter()
        .filter(|defect| defect.home() == Home::Record)
    {
        let scenario = match defect {
            Defect::ReturnAsDelivery => "returned-unclaimed",
            _ => "standard",
        };
        let (pairs, share) = struck(scenario, defect.name());
        assert!(share > 0.2, "{defect} struck {share}");
        for [before, after] in &pairs {
            assert_eq!(after.struck, [*defect]);
            let unchanged = before.observations == after.observations
                && before.outages == after.outages
                && before.keeps_at_most == after.keeps_at_most;
            // Whole minutes may be there already.
            assert!(!unchanged || *defect == Defect::WholeMinutes, "{defect}");
        }
        let case = Case::new(&worlds(), &with(scenario, defect.name()), at_start(0));
        let label = format!("defect:{defect}");
        let struck = !case.parcels[0].record.struck.is_empty();
        assert_eq!(case.labels().contains(&label), struck);
    }
}

#[test]
fn a_rate_is_the_share_that_is_struck() {
    let (_, share) = struck("standard", "vanish=0.3");
    assert!((0.2..0.4).contains(&share), "{share}");
    let (mut all, mut doubled) = (0, 0);
    for place in 0..200 {
        let [before, after] = records("standard", "duplicate=0.3", place);
        all += before.observations.len();
        doubled += after.observations.len() - before.observations.len();
    }
    let share = doubled as f64 / all as f64;
    assert!((0.27..0.33).contains(&share), "{share}");
}

#[test]
fn what_is_doubled_at_the_source_is_doubled_for_all() {
    let [_, after] = records("standard", "duplicate=0.5", 0);
    let doubled = |observer| {
        let mut times: Vec<Timestamp> = by(observer, &after).map(|seen| seen.occurred_at).collect();
        let all = times.len();
        times.dedup();
        (all - times.len(), times)
    };
    let (origin, times) = doubled(Observer::OriginCarrier);
    let (aggregator, _) = doubled(Observer::Aggregator);
    assert!(origin > 1 && origin < times.len(), "{origin}");
    assert_eq!(origin, aggregator);
}

#[test]
fn events_that_are_not_meant_are_left_alone() {
    let (pairs, _) = struck("standard", "duplicate@delivered+by:origin-carrier");
    for [before, after] in pairs {
        let more: Vec<_> = after
            .observations
            .iter()
            .filter(|seen| {
                let count =
                    |list: &[Observation]| list.iter().filter(|other| other == seen).count();
                count(&after.observations) > count(&before.observations)
            })
            .collect();
        assert_eq!(more.len(), 2);
        assert!(more.iter().all(|seen| {
            (seen.milestone, seen.observer) == (Milestone::Delivered, Observer::OriginCarrier)
        }));
    }
}

#[test]
fn after_the_end_comes_more() {
    for (name, status) in [
        ("post-terminal-scan", Status::InTransit),
        ("post-terminal-exception", Status::Exception),
        ("post-terminal-notice", Status::InTransit),
    ] {
        for [before, after] in struck("standard", name).0 {
            let last = of_origin(&after).last().map(|seen| seen.milestone.status());
            if of_origin(&before).last().map(|seen| seen.milestone) == Some(Milestone::Delivered) {
                assert_eq!(last, Some(status), "{name}");
            }
        }
    }
    for [_, after] in struck("returned-unclaimed", "return-as-delivery").0 {
        let origin = of_origin(&after);
        let end = &origin[origin.len() - 2..];
        let ends: Vec<_> = end.iter().map(|seen| seen.milestone).collect();
        assert_eq!(ends, [Milestone::Returned, Milestone::Delivered]);
        assert_eq!(end[0].place, end[1].place);
    }
}

#[test]
fn the_delivery_is_stamped_before_the_parcel_went_out() {
    for [_, after] in struck("standard", "delivered-before-out").0 {
        for observer in Observer::ALL {
            let at = |milestone| {
                let mut own = by(*observer, &after);
                own.rfind(|seen| seen.milestone == milestone)
            };
            let (Some(out), Some(end)) = (at(Milestone::OutForDelivery), at(Milestone::Delivered))
            else {
                continue;
            };
            if out.visible_at > end.visible_at {
                // Nobody knew yet that it had gone out.
                continue;
            }
            let early = out.occurred_at - end.occurred_at;
            assert!((30..=600).contains(&early), "{early}");
            assert!(end.visible_at > out.occurred_at);
        }
    }
}

#[test]
fn a_number_vanishes_and_comes_back() {
    let (pairs, share) = struck("standard", "vanish");
    assert!(share > 0.9);
    for [_, after] in pairs {
        for out in &after.outages {
            let number = after.numbers[0].number;
            let standing = |at| view(&after, out.observer, number, at).standing;
            if out.observer == Observer::OriginCarrier {
                assert_ne!(standing(out.from + -1), Standing::Unknown);
                assert_eq!(standing(out.from), Standing::Unknown);
                assert_eq!(standing(out.until + -1), Standing::Unknown);
                assert_ne!(standing(out.until), Standing::Unknown);
            }
        }
    }
}

#[test]
fn what_is_taken_back_or_corrected_is_not_shown_any_more() {
    for name in ["retracted", "edited"] {
        let [_, after] = records("standard", name, 1);
        let number = after.numbers[0].number;
        let shown = |at| {
            view(&after, Observer::OriginCarrier, number, at)
                .observations
                .len()
        };
        let gone = of_origin(&after)
            .into_iter()
            .filter_map(|seen| seen.retracted_at);
        for at in gone {
            let (before, then) = (shown(at + -1), shown(at));
            match name {
                "retracted" => assert!(then < before),
                _ => assert_eq!(then, before),
            }
        }
    }
}

#[test]
fn a_short_memory_forgets_after_a_month() {
    let [before, after] = records("standard", "short-memory", 0);
    let number = after.numbers[0].number;
    let last = of_origin(&after)
        .iter()
        .map(|seen| seen.visible_at)
        .max()
        .expect("scans");
    let standing =
        |record, days| view(record, Observer::OriginCarrier, number, last + days * DAY).standing;
    assert_eq!(standing(&after, 29), Standing::Scanned);
    assert_eq!(standing(&after, 31), Standing::Purged);
    assert_eq!(standing(&before, 31), Standing::Scanned);
}

#[test]
fn all_at_once() {
    let world = built_in("customs-hold", 1).with(&every_defect("0.4"));
    let case = Case::new(&worlds(), &world, at_start(0));
    settings().bind(|| {
        insta::assert_snapshot!("trouble__all_at_once", ledger(&case));
    });
}

/// The origin's ledger, a line an observation, and the labels.
fn ledger(case: &Case) -> String {
    let line = |seen: &Observation| {
        let zone = seen.place.zone();
        let time = |at: Timestamp| at.rfc3339(zone.offset_at(at.0)).to_string();
        let (occurred, shown) = (time(seen.occurred_at), time(seen.visible_at));
        let until = seen.retracted_at.map(|at| format!(" until {}", time(at)));
        let until = until.unwrap_or_default();
        format!("{occurred} {} shown {shown}{until}", seen.milestone)
    };
    let own = case.observations(None);
    let own = own.filter(|seen| seen.observer == Observer::OriginCarrier);
    let head = format!("with {}", case.world.trouble());
    let lines = std::iter::once(head).chain(own.map(line));
    lines.chain(case.labels()).collect::<Vec<_>>().join("\n")
}

#[test]
fn no_trouble_is_the_same_world() {
    let plain = built_in("standard", 1);
    let same = plain.clone().with(&Trouble::NONE);
    let number = |world: &World| Case::new(&worlds(), world, at_start(0)).typed(None);
    assert_eq!(number(&plain), number(&same));
    assert_ne!(number(&plain), number(&with("standard", "duplicate")));
}
