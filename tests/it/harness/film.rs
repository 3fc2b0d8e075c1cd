//! Films of a small tracker.

use misroute::harness::{Film, MockCarrier};

use super::tracker::track;
use crate::support::settings;

fn filmed(scenario: &str) -> Film {
    let carrier = MockCarrier::scenario(scenario).start_blocking();
    Film::of(&carrier).record_blocking(|poll| track(&poll.url, &poll.number))
}

#[test]
fn a_film_reads_like_a_story() {
    for scenario in ["customs-hold", "number-changes", "recycled-number"] {
        let film = filmed(scenario);
        settings().bind(|| misroute::assert_film!(format!("film__{scenario}"), film));
    }
}
