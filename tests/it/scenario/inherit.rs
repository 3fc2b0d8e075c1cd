//! Bases, lanes, and what is left of them.

use misroute::parcel::Country;
use misroute::scenario::model::{Body, Graph, Next};
use misroute::scenario::{Scenario, Story};

use super::{library, mine, right};

pub(super) fn story(scenario: &Scenario) -> &Story {
    match &scenario.body {
        Body::Story(story) => story,
        Body::Mix(_) => panic!("a story was expected"),
    }
}

fn names(graph: &Graph) -> Vec<&str> {
    graph.states.iter().map(|state| &*state.name).collect()
}

pub(super) fn dwell(graph: &Graph, name: &str) -> String {
    graph
        .states
        .iter()
        .find(|state| &*state.name == name)
        .expect("a state")
        .dwell
        .to_string()
}

#[test]
fn a_file_states_only_the_difference() {
    let scenario = right(&mine(
        "[state.departed]\ndwell = \"3d\"\n[order]\npromise = { from = \"1d\", until = \"2d\" }",
    ));
    let story = story(&scenario);
    let base = library().get("standard").expect("the base");
    assert_eq!(dwell(&story.graphs[0], "departed"), "fixed 3d");
    assert_eq!(
        dwell(&story.graphs[0], "label-created"),
        "gamma, median 9h, p90 1d 6h"
    );
    assert_eq!(story.order.promise_days, (1, 2));
    assert_eq!(
        story.order.destinations,
        self::story(&base).order.destinations
    );
    assert_eq!(
        names(&story.graphs[0]),
        names(&self::story(&base).graphs[0])
    );
}

#[test]
fn states_of_a_base_that_nothing_leads_to_fall_away() {
    let scenario = right(&mine("[state.departed]\nnext = { delivered = 1 }"));
    assert_eq!(
        names(&story(&scenario).graphs[0]),
        ["delivered", "departed", "label-created"]
    );
}

#[test]
fn an_override_may_turn_an_end_into_a_station_and_back() {
    let scenario = right(&mine(
        "[state.lost]\ndwell = \"30d\"\nnext = { delivered = 1 }\n[state.out-for-delivery]\nfate = \"damaged\"",
    ));
    let graph = &story(&scenario).graphs[0];
    let ends = graph
        .states
        .iter()
        .filter(|state| matches!(state.next, Next::End(_)));
    assert_eq!(
        ends.map(|state| &*state.name).collect::<Vec<_>>(),
        ["delivered", "out-for-delivery"]
    );
}

#[test]
fn lanes_give_destinations_graphs_of_their_own() {
    let lanes = r#"
[[lane]]
to = ["FR", "DE"]
state.departed = { dwell = "20d" }
[[lane]]
to = ["DE"]
state.departed = { next = { lost = 1 } }
[[lane]]
to = ["remote"]
state.label-created = { dwell = "9d" }
"#;
    let scenario = right(&mine(lanes));
    let story = story(&scenario);
    assert_eq!(story.graphs.len(), 4);
    assert_eq!(
        dwell(story.graph(Country::US), "departed"),
        "pert, 2d to 9d, mode 4d"
    );
    assert_eq!(dwell(story.graph(Country::FR), "departed"), "fixed 20d");
    assert_eq!(
        names(story.graph(Country::DE)),
        ["departed", "label-created", "lost"]
    );
    assert_eq!(dwell(story.graph(Country::PE), "label-created"), "fixed 9d");
}

#[test]
fn equal_distributions_are_one() {
    let library = library();
    let text = mine(
        "[state.out-for-delivery]\ndwell = { pert = { min = \"48h\", mode = \"4d\", max = \"9d\" } }",
    );
    let scenario =
        misroute::scenario::compile("mine", "mine.toml", &text, &library).expect("it compiles");
    let graph = &story(&scenario).graphs[0];
    let of = |name: &str| {
        graph
            .states
            .iter()
            .find(|state| &*state.name == name)
            .expect("a state")
    };
    assert!(std::sync::Arc::ptr_eq(
        &of("departed").dwell,
        &of("out-for-delivery").dwell
    ));
    let (one, other) = (
        library.get("standard").expect("one"),
        library.get("derived").expect("other"),
    );
    assert!(std::sync::Arc::ptr_eq(
        &story(&one).order.handling,
        &story(&other).order.handling
    ));
}

#[test]
fn exits_lead_to_an_end() {
    let scenario = right(&mine(
        "[state.out-for-delivery]\nnext = { out-for-delivery = 99, departed = 5, delivered = 1 }",
    ));
    let graph = &story(&scenario).graphs[0];
    for state in &graph.states {
        let (mut at, mut steps) = (state, 0);
        while let Next::States { exit, successors } = &at.next {
            assert!(successors.iter().any(|(successor, _)| successor == exit));
            at = &graph.states[usize::from(exit.0)];
            steps += 1;
            assert!(steps < 10, "{} does not end", state.name);
        }
    }
}

#[test]
fn dwells_draw_what_they_state() {
    let scenario = right(&mine(
        "[state.departed]\ndwell = { log-normal = { median = \"9h\", p95 = \"40h\" } }",
    ));
    let graph = &story(&scenario).graphs[0];
    let departed = graph
        .states
        .iter()
        .find(|state| &*state.name == "departed")
        .expect("a state");
    assert!(departed.dwell.sample(1 << 63).abs_diff(32_400) < 40);
    assert_eq!(departed.dwell.quantile(0.95), 144_000);
}
