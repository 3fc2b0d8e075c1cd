//! Oracles: they accuse every liar, and no honest tracker.

use std::cell::Cell;

use misroute::harness::oracle::{Finding, Mapping, ORACLES, judge};
use misroute::harness::{Answer, Builder, Film, MockCarrier, Poll};
use misroute::trouble::Kind;
use serde_json::{Value, json};

use super::tracker::neutral;
use crate::support::all_built_in;

const MAPPING: &str = "
status = '/status'
error = '/error'
[words]
info-received = 'info-received'
in-transit = 'in-transit'
customs-hold = 'customs-hold'
out-for-delivery = 'out-for-delivery'
attempt-failed = 'attempt-failed'
available-for-pickup = 'available-for-pickup'
delivered = 'delivered'
exception = 'exception'
returning = 'returning'
returned = 'returned'
canceled = 'canceled'
unknown = 'not-found'
[events]
list = '/events'
time = '/at'
";

/// Films a tracker that says something else than the honest one, and judges it.
fn judged(carrier: &MockCarrier, lie: impl Fn(&Poll, &mut Value)) -> Vec<Finding> {
    let film = Film::of(carrier).record_blocking(|poll| {
        let mut said = neutral(&poll.url, &poll.number);
        lie(&poll, &mut said);
        said
    });
    let mapping: Mapping = MAPPING.parse().expect("a mapping");
    judge(&film, &mapping)
}

#[track_caller]
fn not_accused(builder: Builder) {
    let found = judged(&builder.start_blocking(), |_, _| {});
    assert!(found.is_empty(), "{}", found[0]);
}

#[test]
fn an_honest_tracker_is_accused_of_nothing_in_any_scenario() {
    for world in all_built_in(1) {
        for seed in 1..=3 {
            not_accused(MockCarrier::scenario(&*world.scenario.name).seed(seed));
        }
    }
}

#[test]
fn an_honest_tracker_is_accused_of_nothing_whatever_goes_wrong() {
    let scenarios = [
        "standard",
        "number-handover",
        "returned-unclaimed",
        "failed-attempt",
        "late-first-scan",
    ];
    let mut accused = Vec::new();
    for kind in Kind::all() {
        for scenario in scenarios {
            let carrier = MockCarrier::scenario(scenario)
                .with(kind.name())
                .start_blocking();
            accused.extend(judged(&carrier, |_, _| {}));
        }
    }
    let accused: Vec<String> = accused.iter().map(ToString::to_string).collect();
    assert!(accused.is_empty(), "{}", accused.join("\n"));
}

#[track_caller]
fn accused(scenario: &str, of: &str, lie: impl Fn(&Poll, &mut Value)) {
    let found = judged(&MockCarrier::scenario(scenario).start_blocking(), lie);
    assert!(!found.is_empty(), "{of}: nothing was found");
    for finding in &found {
        assert_eq!(finding.oracle, of, "{finding}");
        let wanted = format!("simulate --scenario {scenario}");
        assert_eq!(finding.reproduction, wanted);
    }
}

#[test]
fn every_kind_of_liar_is_accused_of_its_lie_and_of_nothing_else() {
    let replace = |from: &'static str, to: &'static str| {
        move |_: &Poll, said: &mut Value| {
            if said["status"] == from {
                said["status"] = json!(to);
            }
        }
    };
    accused(
        "failed-attempt",
        "never-delivered-early",
        replace("out-for-delivery", "delivered"),
    );
    accused(
        "returned-unclaimed",
        "return-is-no-delivery",
        replace("returned", "delivered"),
    );
    accused(
        "invented-number",
        "not-found-is-calm",
        replace("unknown", "exception"),
    );
    accused("not-shipped", "not-found-is-calm", |_, said| {
        if said["status"] == "unknown" {
            said["error"] = json!("list index out of range");
        }
    });
    let polls = Cell::new(0);
    accused("customs-hold", "still-is-still", |_, said| {
        // An address that is signed anew for each answer.
        polls.set(polls.get() + 1);
        said["signature"] = json!(polls.get());
    });
    accused("premium", "delivered-stays", |poll, said| {
        if said["status"] == "delivered" && poll.now_text().as_str() > "2026-05" {
            said["status"] = json!("in-transit");
        }
    });
    accused("standard", "carriers-instants", |_, said| {
        for event in said["events"].as_array_mut().into_iter().flatten() {
            // The offset is dropped, and local time taken for UTC.
            let local = event["at"].as_str().expect("a text")[..19].to_owned();
            event["at"] = json!(format!("{local}Z"));
        }
    });
}

#[test]
fn a_finding_names_moment_number_evidence_and_command() {
    let carrier = MockCarrier::scenario("failed-attempt").start_blocking();
    let found = judged(&carrier, |_, said| {
        if said["status"] == "out-for-delivery" {
            said["status"] = json!("delivered");
        }
    });
    let text = found[0].to_string();
    let number = carrier.number();
    assert!(
        text.starts_with(&format!("never-delivered-early: {number} at 2026-")),
        "{text}"
    );
    assert!(
        text.contains("\n  the carriers: nobody shows a delivery; the newest event is `"),
        "{text}"
    );
    assert!(
        text.ends_with("\n  the parcel: simulate --scenario failed-attempt"),
        "{text}"
    );
}

#[test]
fn what_goes_wrong_on_purpose_is_not_held_against_the_tracker() {
    let carrier = MockCarrier::scenario("invented-number")
        .fault("*:status=503")
        .start_blocking();
    let film = Film::of(&carrier).record_blocking(|poll| neutral(&poll.url, &poll.number));
    assert!(film.moments().iter().all(|moment| moment.is_disturbed));
    let mapping: Mapping = MAPPING.parse().expect("a mapping");
    assert!(judge(&film, &mapping).is_empty());
}

#[test]
fn oracles_have_names_and_say_what_must_be() {
    let mut names: Vec<&str> = ORACLES.iter().map(|oracle| oracle.name).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), ORACLES.len());
    assert!(ORACLES.iter().all(|oracle| oracle.about.ends_with('.')));
}

#[test]
fn words_that_a_mapping_does_not_know_are_named() {
    let mapping: Mapping = MAPPING.parse().expect("a mapping");
    let said = ["delivered", " Delivered", "no idea", "gone", "gone"];
    let answers = said.map(|status| Answer::from(json!({ "status": status })));
    assert_eq!(mapping.unknown(&answers), ["gone", "no idea"]);
}

#[test]
fn a_mapping_that_is_wrong_says_where() {
    let said = |text: &str| {
        text.parse::<Mapping>()
            .expect_err("it is wrong")
            .to_string()
    };
    assert!(said("status = 'status'").contains("write it with a slash, such as `/status`"));
    assert!(said("[words]\nok = 'okay'").contains("choose from info-received, in-transit"));
    assert!(said("stat = '/s'").contains("unknown field `stat`"));
    assert!(said("[words").contains("line 1"));
}
