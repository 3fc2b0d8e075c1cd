//! A case that is made for one observer's pages shows exactly what the whole case shows.

use misroute::fleet::Case;
use misroute::parcel::{Carrier, Observer, Timestamp};
use rayon::prelude::*;

use crate::support::{all_built_in, at_start, built_in, told_worlds, worlds};

const DAY: i64 = 86_400;

/// Every carrier at the door of a case, and one that is none.
fn carriers(case: &Case) -> Vec<Carrier> {
    let last_miles = case.parcels.iter().map(|parcel| parcel.parties.last_mile);
    last_miles.chain([Carrier::ALIEXPRESS]).collect()
}

/// Holds that both cases show the same under every number at an instant.
fn check(whole: &Case, own: &Case, observer: Observer, at: Timestamp) {
    let place = || {
        format!(
            "{} {} {observer:?}",
            whole.scenario.name, whole.address.place
        )
    };
    for known in &whole.numbers {
        let shown = (known.number, known.text.as_str());
        let pages = [whole, own].map(|case| case.page(shown, observer, at, None));
        assert_eq!(pages[0], pages[1], "{} at {at:?}", place());
        if observer == Observer::LastMile {
            for carrier in carriers(whole) {
                let pages = [whole, own].map(|case| case.page_of(shown, carrier, at, None));
                assert_eq!(pages[0], pages[1], "{} at {at:?}", place());
            }
        }
    }
}

#[test]
fn one_observers_pages_need_no_other_observers_record() {
    let worlds = worlds();
    let mut all = all_built_in(1);
    all.extend(told_worlds(1));
    let shown: usize = all
        .par_iter()
        .map(|world| {
            let mut shown = 0;
            for place in 0..40 {
                let whole = Case::new(&worlds, world, at_start(place));
                let first = whole.orders[0].placed_at;
                for &observer in Observer::ALL {
                    let own = Case::seen_by(&worlds, world, at_start(place), Some(observer));
                    assert_eq!(own.numbers, whole.numbers);
                    assert_eq!(own.orders, whole.orders);
                    let told = whole.typed(None).expect("a number");
                    assert_eq!(
                        own.answers_to(told.as_str()),
                        whole.answers_to(told.as_str())
                    );
                    for day in (-2..90).step_by(3) {
                        check(&whole, &own, observer, first + day * DAY);
                    }
                    check(&whole, &own, observer, whole.settled_at());
                    let records = own.parcels.iter().map(|parcel| &parcel.record);
                    shown += records
                        .map(|record| record.observations.len())
                        .sum::<usize>();
                }
            }
            shown
        })
        .sum();
    assert!(shown > 10_000, "{shown}");
}

#[test]
fn a_record_for_one_carrier_holds_nobody_elses() {
    for observer in [Observer::OriginCarrier, Observer::LastMile] {
        let world = built_in("standard", 1);
        let own = Case::seen_by(&worlds(), &world, at_start(3), Some(observer));
        let record = &own.parcels[0].record;
        assert!(!record.observations.is_empty());
        assert!(
            record
                .observations
                .iter()
                .all(|seen| seen.observer == observer)
        );
    }
}
