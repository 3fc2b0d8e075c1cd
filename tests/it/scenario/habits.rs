//! What a country decides: for how long parcels are kept, and how many first attempts succeed.

use misroute::parcel::{Country, PlaceRole};
use misroute::scenario::Library;
use misroute::scenario::model::{Graph, Next, State};

use super::inherit::{dwell, story};
use super::{mine, right};

/// Deliveries at the door and at the counter, to two countries with figures of their own and one without.
const WAYS: &str = r#"
[order]
destinations = { GB = 1, US = 1, AU = 1, NL = 1 }

[state.out-for-delivery]
habits = ["first-attempt", "pickup-point"]
next   = { delivered = 80, failed = 10, point = 10 }

[state.failed]
milestone = "delivery-attempted"
place     = "recipient"
dwell     = "1h"
next      = { counter = 1 }

[state.counter]
milestone = "available-for-pickup"
place     = "counter"
dwell     = { log-normal = { median = "15h 36m", p90 = "79h 26m" } }
next      = { delivered = 1 }
unclaimed = "lost"

[state.point]
milestone = "available-for-pickup"
place     = "pickup-point"
dwell     = { log-normal = { median = "15h 36m", p90 = "79h 26m" } }
next      = { delivered = 1 }
unclaimed = "lost"
"#;

fn state<'a>(graph: &'a Graph, name: &str) -> &'a State {
    let mut states = graph.states.iter();
    states
        .find(|state| &*state.name == name)
        .unwrap_or_else(|| panic!("no state {name}"))
}

/// Returns a successor's share, of ten thousand.
fn share(graph: &Graph, from: &str, to: &str) -> i64 {
    let Next::States { successors, .. } = &state(graph, from).next else {
        panic!("{from} is an end");
    };
    let total: u64 = successors.iter().map(|(_, weight)| weight).sum();
    let to = successors
        .iter()
        .find(|(next, _)| &*graph.state(**next).name == to);
    let share = to.map_or(0.0, |(_, weight)| weight as f64 / total as f64);
    (share * 10_000.0).round() as i64
}

#[test]
fn a_country_keeps_parcels_for_its_own_days() {
    let scenario = right(&mine(WAYS));
    let story = story(&scenario);
    for (country, days, late) in [
        (Country::NL, 14, 78),
        (Country::GB, 18, 45),
        (Country::US, 30, 13),
    ] {
        let graph = story.graph(country);
        assert_eq!(
            u8::try_from(days),
            Ok(country.hold().counter_days),
            "{country:?}"
        );
        assert_eq!(dwell(graph, "counter"), "fixed 0s");
        assert_eq!(dwell(graph, "counter-idle"), format!("fixed {days}d"));
        assert!(dwell(graph, "counter-wait").ends_with(&format!("cut to {days}d")));
        assert_eq!(share(graph, "counter", "counter-idle"), late);
        assert_eq!(share(graph, "counter-idle", "lost"), 10_000);
        assert_eq!(share(graph, "counter-wait", "delivered"), 10_000);
        assert_eq!(state(graph, "counter-wait").place, PlaceRole::Counter);
    }
    let france = right(&mine(&WAYS.replace("NL = 1", "FR = 1")));
    let france = self::story(&france).graph(Country::FR);
    assert_eq!(dwell(france, "point-idle"), "fixed 7d");
    assert_eq!(dwell(france, "counter-idle"), "fixed 14d");
}

#[test]
fn who_comes_for_certain_comes_in_time_and_who_never_comes_does_not() {
    let soon = right(&mine(&WAYS.replace(
        "{ log-normal = { median = \"15h 36m\", p90 = \"79h 26m\" } }",
        "\"2d\"",
    )));
    let graph = story(&soon).graph(Country::NL);
    assert_eq!(share(graph, "counter", "counter-wait"), 10_000);
    assert_eq!(dwell(graph, "counter-wait"), "fixed 2d");
    let never = right(&mine(&WAYS.replace(
        "{ log-normal = { median = \"15h 36m\", p90 = \"79h 26m\" } }",
        "\"60d\"",
    )));
    let graph = story(&never).graph(Country::NL);
    assert_eq!(share(graph, "counter", "counter-idle"), 10_000);
    assert!(
        graph
            .states
            .iter()
            .all(|state| &*state.name != "counter-wait")
    );
}

#[test]
fn published_shares_win_over_weights_where_there_are_any() {
    let scenario = right(&mine(WAYS));
    let story = story(&scenario);
    let nothing = story.graph(Country::NL);
    assert_eq!(share(nothing, "out-for-delivery", "delivered"), 8000);
    let britain = story.graph(Country::GB);
    assert_eq!(share(britain, "out-for-delivery", "point"), 1000);
    assert_eq!(share(britain, "out-for-delivery", "delivered"), 8559);
    assert_eq!(share(britain, "out-for-delivery", "failed"), 441);
    let australia = story.graph(Country::AU);
    assert_eq!(share(australia, "out-for-delivery", "point"), 1340);
    assert_eq!(share(australia, "out-for-delivery", "delivered"), 7863);
}

#[test]
fn weights_of_a_lane_or_a_story_win_over_a_country() {
    let lane = format!(
        "{WAYS}\n[[lane]]\nto = [\"GB\"]\nstate.out-for-delivery.next = {{ delivered = 1, failed = 1 }}"
    );
    let scenario = right(&mine(&lane));
    let britain = story(&scenario).graph(Country::GB);
    assert_eq!(share(britain, "out-for-delivery", "failed"), 5000);
    let library = Library::built_in();
    let failed = library.get("failed-attempt").expect("it is built in");
    let failed = story(&failed).graph(Country::GB);
    assert_eq!(share(failed, "out-for-delivery", "delivered"), 0);
    let economy = library.get("super-economy").expect("it is built in");
    let economy = story(&economy).graph(Country::GB);
    assert_eq!(share(economy, "out-for-delivery", "pickup-point"), 1000);
    assert_eq!(share(economy, "out-for-delivery", "delivered"), 8559);
}

#[test]
fn countries_that_do_alike_share_a_graph() {
    let scenario = right(&mine(WAYS));
    let story = story(&scenario);
    let graph_of = |country: Country| story.graph_of[country.index()];
    assert_eq!(graph_of(Country::NL), 0);
    assert_eq!(graph_of(Country::US), graph_of(Country::BR));
    assert_ne!(graph_of(Country::US), graph_of(Country::GB));
    let plain = right(&mine(""));
    assert_eq!(self::story(&plain).graphs.len(), 1);
}
