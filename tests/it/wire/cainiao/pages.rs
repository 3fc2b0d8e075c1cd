//! Telling pages, to the byte.

use misroute::fleet::{Address, Case};
use misroute::parcel::{Milestone, NumberRef, NumberRole, Observer, Timestamp};

use super::{asked, module};
use crate::support::{built_in, settings, worlds};

const DAY: i64 = 86_400;
const ORIGIN: NumberRef = NumberRef {
    parcel: 0,
    role: NumberRole::Origin,
};

fn cases(scenario: &str) -> impl Iterator<Item = Case> {
    let world = built_in(scenario, 1);
    let worlds = worlds();
    (0..400).map(move |place| {
        let address = Address::new(world.start(), place).expect("the start exists");
        Case::new(&worlds, &world, address)
    })
}

/// Returns when the origin network first shows a milestone of a case's parcel under its own number.
fn shown(case: &Case, parcel: usize, milestone: Milestone) -> Option<Timestamp> {
    let mut seen = case.parcels[parcel].record.observations.iter();
    let found = seen.find(|seen| {
        let here = seen.observer == Observer::OriginCarrier && seen.milestone == milestone;
        here && seen.number.role == NumberRole::Origin
    });
    found.map(|seen| seen.visible_at)
}

/// Returns the first case of a scenario that shows a milestone, and when it does.
fn telling(scenario: &str, milestone: Milestone) -> (Case, Timestamp) {
    let mut found =
        cases(scenario).filter_map(|case| shown(&case, 0, milestone).map(|at| (case, at)));
    found
        .next()
        .unwrap_or_else(|| panic!("no {scenario} shows {milestone}"))
}

/// Compares what is sent about a number with its snapshot, one event a line.
fn compare(name: &str, number: &str, at: Timestamp) {
    let text = asked(&format!("mailNos={number}&lang=en-US"), at);
    let lines = text
        .replace("{\"time\":", "\n{\"time\":")
        .replace(",\"processInfo\"", ",\n\"processInfo\"");
    let name = format!("cainiao__page_{name}");
    settings().bind(|| insta::assert_snapshot!(name, lines));
}

#[test]
fn telling_pages_are_what_they_were() {
    for (name, scenario, milestone) in [
        ("delivered", "standard", Milestone::Delivered),
        ("held", "customs-hold", Milestone::CustomsHeld),
        (
            "duties",
            "customs-duties-unpaid",
            Milestone::DutiesRequested,
        ),
        ("handed-over", "number-handover", Milestone::OutForDelivery),
        ("returned", "returned-unclaimed", Milestone::Returned),
        (
            "pickup-point",
            "pickup-point",
            Milestone::AvailableForPickup,
        ),
        (
            "local-warehouse",
            "local-warehouse",
            Milestone::OutForDelivery,
        ),
        ("domestic", "china-domestic", Milestone::Delivered),
        ("announced", "standard", Milestone::Announced),
    ] {
        let (case, at) = telling(scenario, milestone);
        let number = case.text(ORIGIN).expect("it has one");
        compare(name, number.as_str(), at);
    }
}

#[test]
fn pages_of_silence_and_of_nothing_are_what_they_were() {
    let first = |scenario| cases(scenario).next().expect("four hundred");
    let silent = first("economy-silence");
    let number = silent.text(ORIGIN).expect("it has one").as_str().to_owned();
    compare("silent", &number, silent.settled_at() + 20 * DAY);
    compare("forgotten", &number, silent.settled_at() + 200 * DAY);
    for (name, scenario) in [
        ("invented", "invented-number"),
        ("not-shipped", "not-shipped"),
    ] {
        let case = first(scenario);
        let typed = case.typed(None).expect("the buyer was told one");
        compare(name, typed.as_str(), case.settled_at());
    }
}

#[test]
fn a_placeholder_is_empty_then_points_to_the_real_number() {
    let case = cases("placeholder-number").next().expect("four hundred");
    let number = NumberRef {
        role: NumberRole::Placeholder,
        ..ORIGIN
    };
    let text = case.text(number).expect("it has one").as_str();
    let told = case.orders[0].told[0].from;
    compare("placeholder", text, told);
    compare("placeholder-pointing", text, case.settled_at());
    let real = case.text(ORIGIN).expect("it has one");
    let before = module(&case, number, told);
    let after = module(&case, number, case.settled_at());
    assert_eq!(
        (&before["detailList"], before.get("copyRealMailNo")),
        (&serde_json::json!([]), None)
    );
    assert_eq!(
        (&after["detailList"], &after["copyRealMailNo"]),
        (&serde_json::json!([]), &real.as_str().into())
    );
    assert_eq!(after["mailNo"], text);
    // Before the buyer was told, nobody knows it.
    assert_eq!(module(&case, number, told + -1)["mailNoSource"], "EXTERNAL");
}

#[test]
fn a_recycled_number_shows_one_life_and_then_the_other() {
    let case = cases("recycled-number").next().expect("four hundred");
    let typed = case.typed(None).expect("the buyer was told one");
    let label_at = |parcel: &usize| case.parcels[*parcel].journey.scans[0].at;
    let mut lives: Vec<usize> = (0..case.parcels.len()).collect();
    lives.sort_by_key(label_at);
    for (name, life) in ["recycled-earlier", "recycled-later"]
        .into_iter()
        .zip(lives)
    {
        let at = shown(&case, life, Milestone::PickedUp).expect("it was picked up");
        compare(name, typed.as_str(), at);
    }
}

#[test]
fn a_hand_over_names_the_second_number_and_its_carrier() {
    let (case, at) = telling("number-handover", Milestone::OutForDelivery);
    let second = NumberRef {
        role: NumberRole::LastMile,
        ..ORIGIN
    };
    let second = case.text(second).expect("it has one").as_str();
    let page = module(&case, ORIGIN, at);
    assert_eq!(
        page["realMailNo"],
        format!("Latest Tracking Number:\t{second}")
    );
    assert_eq!(page["copyRealMailNo"], second);
    assert_eq!(
        page["destCpInfo"]["cpName"],
        case.parcels[0].parties.last_mile.name()
    );
    let before = case.parcels[0].record.observations[0].visible_at;
    let page = module(&case, ORIGIN, before);
    for key in ["realMailNo", "copyRealMailNo", "destCpInfo"] {
        assert_eq!(page.get(key), None, "{key}");
    }
}

#[test]
fn a_partners_number_leads_to_the_whole_parcel_once_the_hand_over_is_shown() {
    let (case, at) = telling("number-handover", Milestone::OutForDelivery);
    let second = NumberRef {
        role: NumberRole::LastMile,
        ..ORIGIN
    };
    let (own, other) = (module(&case, second, at), module(&case, ORIGIN, at));
    assert_eq!(
        own["mailNo"],
        case.text(second).expect("it has one").as_str()
    );
    assert_eq!(own["copyVirtualMailNo"], other["mailNo"]);
    assert_eq!(own.get("copyRealMailNo"), None);
    let codes = |module: &serde_json::Value| {
        let events = module["detailList"].as_array().expect("a list").iter();
        events
            .map(|event| event["actionCode"].clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(codes(&own), codes(&other));
    let facts = &case.parcels[0].record.numbers;
    let (_, named_at) = facts
        .iter()
        .find(|fact| fact.number == ORIGIN)
        .and_then(|fact| fact.alias)
        .expect("it is handed over");
    assert_eq!(
        module(&case, second, named_at + -1)["mailNoSource"],
        "EXTERNAL"
    );
    assert_eq!(module(&case, second, named_at)["mailNoSource"], "AE");
    compare(
        "by-partners-number",
        case.text(second).expect("it has one").as_str(),
        at,
    );
}

#[test]
fn days_and_towns_and_estimates_have_their_odd_forms() {
    let (mut towns, mut estimates) = (0, 0);
    for case in cases("standard").take(60) {
        let Some(at) = shown(&case, 0, Milestone::PickedUp) else {
            continue;
        };
        let page = module(&case, ORIGIN, at + 3 * DAY);
        let days = page["daysNumber"].as_str().expect("days");
        assert!(days.ends_with("\tday(s)"), "{days}");
        let to = page["destCountry"].as_str().expect("a country");
        let city = case.parcels[0].journey.route.destination;
        assert!(
            to == city.country().name()
                || to == format!("{},{}", city.country().name(), city.name())
        );
        towns += usize::from(to.contains(','));
        if let Some(eta) = page.get("globalEtaInfo") {
            assert_eq!(eta["deliveryMinTime"], eta["deliveryMaxTime"]);
            let local = eta["deliveryMinTime"]
                .as_i64()
                .expect("milliseconds")
                .div_euclid(1_000);
            let zone = city.zone();
            let day =
                misroute::parcel::time::Day::of_local(local + i64::from(zone.offset_at(local)));
            let said = case.parcels[0]
                .record
                .estimates
                .iter()
                .rfind(|said| said.visible_at <= at + 3 * DAY);
            assert_eq!(said.and_then(|said| said.day), Some(day));
            estimates += 1;
        }
    }
    assert!(
        (5..30).contains(&towns) && estimates > 20,
        "{towns} {estimates}"
    );
}
