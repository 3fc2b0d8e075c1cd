//! The next change of a case, and what a perfect tracker says of it.

use misroute::fleet::document::Truth;
use misroute::fleet::{Address, Case, DEFAULT_START, Ideal, Verdict, World, Worlds};
use misroute::parcel::time::{DAY, Day};
use misroute::parcel::{NumberRole, Status, Timestamp};
use misroute::random::Seed;

use crate::support::{Dice, all_built_in, at_start, built_in, json, user, worlds};

fn case(scenario: &str, place: u64) -> Case {
    Case::new(&worlds(), &built_in(scenario, 1), at_start(place))
}

#[test]
fn between_two_changes_nothing_shown_differs_and_at_each_something_does() {
    let worlds = worlds();
    let mut dice = Dice::new(5);
    for world in all_built_in(1) {
        for place in 0..4 {
            let case = Case::new(&worlds, &world, at_start(place));
            let shown = |at| json(&case, Some(at), Truth::Hidden);
            let mut at = Timestamp(0);
            let mut changes = 0;
            while let Some(next) = case.next_change(at) {
                assert!(next > at);
                let between = at + dice.below((next - at) as u64) as i64;
                assert_eq!(shown(at), shown(between), "{}", world.scenario.name);
                assert_eq!(case.next_change(between), Some(next));
                assert_eq!(case.next_change(next + -1), Some(next));
                at = next;
                changes += 1;
            }
            assert!(changes > 0, "{} {place}", world.scenario.name);
            assert_eq!(shown(at), shown(at + 4_000 * DAY));
        }
    }
}

/// What a perfect tracker says of the number that the buyer has, some days after the order.
fn said(case: &Case, days: i64) -> Ideal {
    let at = case.orders[0].placed_at + days * DAY;
    let typed = case.typed(Some(at)).or_else(|| case.typed(None));
    let typed = typed.expect("the buyer is told a number");
    let number = case.number(typed.as_str());
    let ideal = case.ideal((number, typed.as_str()), at, None);
    ideal.expect("every case has an order")
}

#[test]
fn a_parcel_is_registered_then_real_then_delivered() {
    let case = case("premium", 0);
    let first = said(&case, 0);
    assert_eq!(first.verdict, Verdict::NotFoundYet);
    assert_eq!((first.status, first.estimate), (None, None));
    assert!(!first.silence.unusual);
    let last = said(&case, 60);
    assert_eq!(last.status, Some(Status::Delivered));
    assert!(matches!(last.verdict, Verdict::Real | Verdict::HandedOver));
    assert_eq!(last.silence.unusual_from, None);
    assert!(!last.silence.unusual);
    assert_eq!(last.estimate, None);
}

#[test]
fn who_has_an_invented_number_wonders_after_a_week() {
    let case = case("invented-number", 0);
    assert_eq!(said(&case, 1).verdict, Verdict::NotFoundYet);
    let later = said(&case, 40);
    assert_eq!(later.verdict, Verdict::NotFound);
    assert!(later.silence.unusual);
    assert_eq!(later.last_event, None);
}

#[test]
fn a_copied_number_is_somebody_elses_although_it_moves() {
    let case = case("copied-number", 0);
    let later = said(&case, 40);
    assert_eq!(later.verdict, Verdict::SomebodyElses);
    assert_eq!((later.status, later.last_event), (None, None));
}

#[test]
fn a_placeholder_leads_to_the_number_that_follows_it() {
    let case = case("placeholder-number", 0);
    let first = case.orders[0].told[0];
    assert_eq!(first.number.role, NumberRole::Placeholder);
    let text = case.text(first.number).unwrap().as_str();
    let label_at = case.parcels[0].journey.scans[0].at;
    let at = first.from.max(label_at) + DAY;
    let ideal = case.ideal((Some(first.number), text), at, None).unwrap();
    assert_eq!(ideal.verdict, Verdict::Placeholder);
    let origin = case.typed(None).unwrap();
    assert_eq!(ideal.follow.as_deref(), Some(origin.as_str()));
}

#[test]
fn a_handed_over_parcel_is_followed_under_its_second_number() {
    let handed = (0..50)
        .map(|place| case("number-handover", place))
        .find(|case| said(case, 60).verdict == Verdict::HandedOver)
        .expect("most parcels of this scenario are handed over");
    let ideal = said(&handed, 60);
    let second = handed
        .numbers
        .iter()
        .find(|known| known.number.role == NumberRole::LastMile);
    assert_eq!(
        ideal.follow.as_deref(),
        second.map(|known| known.text.as_str())
    );
    assert!(ideal.last_event.is_some());
}

#[test]
fn a_lost_parcels_silence_becomes_unusual_once_its_window_has_closed() {
    let case = case("lost-linehaul", 0);
    let early = said(&case, 12);
    assert!(!early.silence.unusual, "{early:?}");
    let late = said(&case, 70);
    assert!(
        late.silence.unusual || late.silence.unusual_from.is_none(),
        "{late:?}"
    );
}

#[test]
fn months_move_forward_as_long_as_the_first_one_stays_readable() {
    let mut worlds: Worlds = worlds();
    let scenario = user("short", "[numbers]\norigin = { CNG = 1 }\nhand-over = 0");
    let world = World::new(scenario, Seed(1));
    worlds.declare(world.clone()).unwrap();
    let number = |worlds: &Worlds, day: Day| {
        let address = Address::new(day, 3).unwrap();
        let case = Case::new(worlds, &world, address);
        (address, case.typed(None).unwrap())
    };
    let late = Day::from_ymd(2027, 6, 20);
    let (address, text) = number(&worlds, late);
    let found = |worlds: &Worlds| {
        misroute::fleet::find(worlds, text.as_str())
            .ok()
            .map(|found| found.case.address)
    };
    assert_ne!(found(&worlds), Some(address));
    assert_eq!(worlds.reach(late), Ok(()));
    assert_eq!(found(&worlds), Some(address));
    let (first, first_text) = number(&worlds, DEFAULT_START);
    let found = misroute::fleet::find(&worlds, first_text.as_str()).unwrap();
    assert_eq!(found.case.address, first);
    for beyond in [Day::from_ymd(2027, 7, 1), Day::from_ymd(2026, 2, 28)] {
        let refused = worlds.reach(beyond).unwrap_err();
        assert_eq!(refused.within.0, DEFAULT_START.plus(-1));
        assert_eq!(refused.within.1, Day::from_ymd(2027, 6, 30));
    }
}
