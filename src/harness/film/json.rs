//! A film as JSON: everything that its moments hold, in full.

use serde::{Serialize, Serializer};
use serde_json::Value;

use super::{Film, Moment, News, Said};
use crate::fleet::document::rfc3339;
use crate::parcel::{Observer, Reason, Timestamp};
use crate::record::Observation;

#[derive(Serialize)]
struct FilmJson<'a> {
    scenario: &'a str,
    seed: u64,
    start: String,
    index: u64,
    reproduce: String,
    moments: Vec<MomentJson<'a>>,
    until: String,
}

#[derive(Serialize)]
struct MomentJson<'a> {
    at: String,
    occasion: &'static str,
    number: &'a str,
    news: Vec<NewsJson>,
    tracker: TrackerJson<'a>,
}

#[derive(Serialize)]
struct TrackerJson<'a> {
    said: SaidJson<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    trouble: Option<&'a str>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum SaidJson<'a> {
    Nothing,
    Text(&'a str),
    Json(&'a Value),
}

/// A piece of news: whose, of which number, and one key that says what it is.
#[derive(Serialize, Default)]
struct NewsJson {
    #[serde(skip_serializing_if = "Option::is_none")]
    observer: Option<&'static str>,
    number: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    told: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    standing: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    event: Option<EventJson>,
    #[serde(skip_serializing_if = "Option::is_none")]
    gone: Option<EventJson>,
    #[serde(skip_serializing_if = "Option::is_none")]
    other: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    estimate: Option<EstimateJson>,
}

#[derive(Serialize)]
struct EventJson {
    milestone: &'static str,
    status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'static str>,
    occurred_at: String,
    visible_at: String,
    city: &'static str,
    country: &'static str,
    carrier: &'static str,
}

#[derive(Serialize)]
struct EstimateJson {
    /// None: withdrawn.
    day: Option<String>,
}

impl Serialize for Film {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let case = self.case();
        let moments = self.moments.iter().enumerate();
        let film = FilmJson {
            scenario: &case.world.scenario.name,
            seed: case.world.seed.0,
            start: case.address.day.to_string(),
            index: case.address.place,
            reproduce: self.reproduction(),
            moments: moments
                .map(|(place, moment)| self.moment_json(place, moment))
                .collect(),
            until: zulu(self.ended),
        };
        film.serialize(serializer)
    }
}

impl Film {
    fn moment_json<'a>(&self, place: usize, moment: &'a Moment) -> MomentJson<'a> {
        MomentJson {
            at: zulu(moment.at),
            occasion: moment.occasion.name(),
            number: &moment.number,
            news: self.news(place).into_iter().map(news_json).collect(),
            tracker: TrackerJson {
                said: match &moment.answer.said {
                    Said::Nothing => SaidJson::Nothing,
                    Said::Text(text) => SaidJson::Text(text),
                    Said::Json(value) => SaidJson::Json(value),
                },
                trouble: moment.answer.trouble.as_deref(),
            },
        }
    }
}

fn news_json(news: News) -> NewsJson {
    let of = |observer: Observer, number: String| NewsJson {
        observer: Some(observer.name()),
        number,
        ..NewsJson::default()
    };
    match news {
        News::Told { number } => NewsJson {
            number,
            told: Some(true),
            ..NewsJson::default()
        },
        News::Standing {
            observer,
            number,
            standing,
        } => NewsJson {
            standing: Some(standing.name()),
            ..of(observer, number)
        },
        News::Event {
            observer,
            number,
            event,
            repeated: _,
        } => NewsJson {
            event: Some(event_json(&event)),
            ..of(observer, number)
        },
        News::Gone {
            observer,
            number,
            event,
        } => NewsJson {
            gone: Some(event_json(&event)),
            ..of(observer, number)
        },
        News::Other {
            observer,
            number,
            other,
        } => NewsJson {
            other: Some(other),
            ..of(observer, number)
        },
        News::Estimate {
            observer,
            number,
            day,
        } => NewsJson {
            estimate: Some(EstimateJson {
                day: day.map(|day| day.to_string()),
            }),
            ..of(observer, number)
        },
    }
}

fn event_json(event: &Observation) -> EventJson {
    let zone = event.place.zone();
    EventJson {
        milestone: event.milestone.name(),
        status: event.milestone.status().name(),
        reason: event.reason.map(Reason::name),
        occurred_at: rfc3339(event.occurred_at, zone).to_string(),
        visible_at: zulu(event.visible_at),
        city: event.place.city().name(),
        country: event.place.country().code(),
        carrier: event.carrier.slug(),
    }
}

fn zulu(at: Timestamp) -> String {
    String::from_utf8_lossy(&at.zulu()).into_owned()
}
