//! Films of a small tracker.

use std::cell::Cell;

use misroute::harness::{Answer, Film, MockCarrier, News, Occasion, Said};
use misroute::parcel::Observer;
use serde_json::{Value, json};

use super::tracker::track;
use crate::support::{all_built_in, settings};

fn filmed(scenario: &str) -> Film {
    let carrier = MockCarrier::scenario(scenario).start_blocking();
    Film::of(&carrier).record_blocking(|poll| track(&poll.url, &poll.number))
}

#[test]
fn a_film_reads_like_a_story() {
    for scenario in ["customs-hold", "number-changes", "recycled-number"] {
        let film = filmed(scenario);
        assert_eq!(film.observers(), [Observer::OriginCarrier]);
        settings().bind(|| misroute::assert_film!(format!("film__{scenario}"), film));
    }
}

#[test]
fn every_moment_but_the_first_has_news_of_one_side_or_the_other() {
    for world in all_built_in(1) {
        let carrier = MockCarrier::scenario(&*world.scenario.name).start_blocking();
        let film = Film::of(&carrier).record_blocking(|_| "nothing");
        assert_eq!(film.observers(), Observer::ALL);
        assert_eq!(film.moments()[0].occasion, Occasion::Beginning);
        assert!(film.polls() > film.moments().len());
        assert!(film.ended() > film.moments().last().expect("a moment").at);
        for (place, moment) in film.moments().iter().enumerate() {
            let news = film.news(place);
            assert!(
                place == 0 || !news.is_empty(),
                "{} {place}",
                world.scenario.name
            );
            // Nothing is in a film before it is shown.
            for one in news {
                if let News::Event { event, .. } = one {
                    assert!(event.is_shown(moment.at));
                }
            }
        }
    }
}

#[test]
fn the_same_film_is_made_twice() {
    let (one, other) = (filmed("carriers-disagree"), filmed("carriers-disagree"));
    assert_eq!(one.to_string(), other.to_string());
    assert_eq!(one.moments(), other.moments());
}

#[tokio::test]
async fn async_trackers_are_filmed_too() {
    let carrier = MockCarrier::scenario("premium").start().await;
    let mut polls = 0;
    let film = Film::of(&carrier)
        .record(async |poll| {
            polls += 1;
            let tracked = tokio::task::spawn_blocking(move || track(&poll.url, &poll.number));
            tracked.await
        })
        .await;
    assert_eq!(film.polls(), polls);
    assert_eq!(film.to_string(), filmed("premium").to_string());
}

#[test]
fn as_json_it_holds_everything_in_full() {
    let film = filmed("premium");
    let json: Value = serde_json::to_value(&film).expect("it serializes");
    let moments = json["moments"].as_array().expect("a list");
    assert_eq!(moments.len(), film.moments().len());
    assert_eq!(json["scenario"], "premium");
    assert_eq!(moments[0]["news"][0]["told"], true);
    assert_eq!(moments[0]["tracker"]["said"]["status"], "unknown");
    let all = json.to_string();
    assert!(all.contains(r#""milestone":"delivered""#));
    assert!(!all.contains("fate") && !all.contains("truth"));
}

#[test]
fn errors_are_answers_and_what_the_wall_says_is_a_warning() {
    let carrier = MockCarrier::scenario("premium").start_blocking();
    let calls = Cell::new(0);
    let film = Film::of(&carrier).record_blocking(|_| -> Result<&str, &str> {
        calls.set(calls.get() + 1);
        if calls.get() == 1 {
            Err("out of order")
        } else {
            Ok("fine")
        }
    });
    let first = &film.moments()[0].answer;
    assert_eq!(first, &Answer::error(&"out of order"));
    assert!(
        film.to_string()
            .contains("  tracker         trouble: out of order\n")
    );
    assert_eq!(film.moments()[1].answer.said, Said::Text("fine".to_owned()));
    assert!(film.warnings().is_empty());

    let carrier = MockCarrier::scenario("premium").start_blocking();
    let wall = misroute::clock::wall_now();
    let film = Film::of(&carrier).record_blocking(|_| json!({"checked_at": wall.0}));
    assert_eq!(film.warnings().len(), 1);
    assert!(film.warnings()[0].contains("today by the wall's clock"));
}

#[test]
fn a_bound_text_is_what_the_tracker_is_asked_for() {
    let carrier = MockCarrier::scenario("premium").start_blocking();
    carrier.bind("MY-1");
    let film = Film::of(&carrier).number("MY-1").record_blocking(|poll| {
        assert_eq!(poll.number, "MY-1");
        track(&poll.url, &poll.number)
    });
    assert!(film.to_string().contains("delivered"));
}
