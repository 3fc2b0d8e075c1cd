//! Quirks touch what a dialect declares for them, and nothing else.

use std::collections::BTreeSet;

use misroute::dialect::Dialect;
use misroute::dialect::sites::{Event, Parcel};
use misroute::trouble::Quirk;
use rayon::prelude::*;
use serde_json::Value;

use super::quirk_samples::{always, pairs, samples, with};

/// Adds the paths at which two values differ; items of lists are `*`.
fn differences(path: &str, one: &Value, other: &Value, found: &mut BTreeSet<String>) {
    let below = |step: &str| match path {
        "" => step.to_owned(),
        path => format!("{path}/{step}"),
    };
    match (one, other) {
        (Value::Object(one), Value::Object(other)) => {
            let keys: BTreeSet<&String> = one.keys().chain(other.keys()).collect();
            for key in keys {
                match (one.get(key), other.get(key)) {
                    (Some(one), Some(other)) => differences(&below(key), one, other, found),
                    _ => {
                        found.insert(below(key));
                    }
                }
            }
        }
        (Value::Array(one), Value::Array(other)) if one.len() == other.len() => {
            for (one, other) in one.iter().zip(other) {
                differences(&below("*"), one, other, found);
            }
        }
        _ => {
            if one != other {
                found.insert(path.to_owned());
            }
        }
    }
}

/// Returns the paths within an event that a quirk may touch.
fn of_event(event: &Event, quirk: Quirk) -> Vec<&'static str> {
    let name = quirk.name();
    match quirk {
        Quirk::SloppyCodes | Quirk::UnknownCode => event.codes.to_vec(),
        Quirk::UnknownStatus => event.statuses.to_vec(),
        Quirk::NewWording | Quirk::EditedText => event.texts.to_vec(),
        _ if name.starts_with("text-") => event.texts.to_vec(),
        _ if name.starts_with("place-") || quirk == Quirk::CountryZz => {
            event.places.iter().map(|place| place.at).collect()
        }
        _ => event.times.iter().map(|time| time.at).collect(),
    }
}

/// Returns the paths within a parcel that a quirk may touch.
fn of_parcel(parcel: &Parcel, quirk: Quirk) -> Vec<String> {
    let own = |paths: &[&str]| paths.iter().map(|&path| path.to_owned()).collect();
    let lists = || -> Vec<String> {
        let lists = parcel.events.iter().flat_map(|events| events.lists);
        lists.map(|&list| list.to_owned()).collect()
    };
    let events = || -> Vec<String> {
        let each = parcel.events.iter().flat_map(|events| {
            let lists = events.lists.iter().map(|list| format!("{list}/*"));
            let alone = events.alone.iter().map(|&path| path.to_owned());
            let at: Vec<String> = lists.chain(alone).collect();
            let fields = of_event(&events.event, quirk);
            at.into_iter().flat_map(move |at| {
                let fields = fields.clone().into_iter();
                fields.map(move |field| join(&at, field))
            })
        });
        each.collect()
    };
    match quirk {
        Quirk::UnknownStatus => [own(parcel.statuses), events()].concat(),
        Quirk::StatusMissing => own(parcel.statuses),
        Quirk::NumbersAsText => own(parcel.digits),
        Quirk::Volatile => parcel.volatile.iter().map(|it| it.at.to_owned()).collect(),
        Quirk::NothingSaid => vec![String::new()],
        Quirk::OnlyOne | Quirk::OrderReversed | Quirk::OrderShuffled | Quirk::SingleAsObject => {
            lists()
        }
        Quirk::EventsEmpty | Quirk::EventsNull | Quirk::EventsAbsent => lists(),
        _ => events(),
    }
}

fn join(at: &str, path: &str) -> String {
    match (at, path) {
        ("", path) => path.to_owned(),
        (at, "") => at.to_owned(),
        (at, path) => format!("{at}/{path}"),
    }
}

/// Returns the paths within an answer that a quirk may touch.
fn allowed(dialect: &dyn Dialect, quirk: Quirk) -> Vec<String> {
    let parcels = dialect.sites().parcels.iter();
    let each = parcels.flat_map(|parcel| {
        let paths = of_parcel(parcel, quirk);
        parcel.at.iter().flat_map(move |at| {
            let paths = paths.clone().into_iter();
            paths.map(move |path| join(at, &path))
        })
    });
    each.collect()
}

fn is_in(path: &str, site: &str) -> bool {
    let rest = path.strip_prefix(site);
    site.is_empty() || rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

#[test]
fn a_quirk_touches_its_own_sites_and_each_dialect_that_claims_it_shows_it() {
    let wrong: Vec<String> = pairs()
        .into_par_iter()
        .flat_map_iter(|(dialect, quirk)| {
            let (allowed, quirks) = (allowed(dialect, quirk), always(quirk));
            let mut touched = BTreeSet::new();
            for sample in samples(dialect) {
                let honest: Value = serde_json::from_slice(&sample.0).expect("answers are JSON");
                let bytes = with(dialect, &sample, &quirks);
                assert_eq!(bytes, with(dialect, &sample, &quirks), "twice the same");
                let text = String::from_utf8_lossy(&bytes);
                let garbled: Value = serde_json::from_slice(&bytes)
                    .unwrap_or_else(|error| panic!("{quirk}: {error}: {text}"));
                differences("", &honest, &garbled, &mut touched);
            }
            let name = dialect.name();
            let mut wrong = Vec::new();
            if touched.is_empty() {
                wrong.push(format!("{name} never shows {quirk}"));
            }
            let strays = touched
                .into_iter()
                .filter(|path| !allowed.iter().any(|site| is_in(path, site)));
            wrong.extend(strays.map(|path| format!("{name}: {quirk} touches {path}")));
            wrong
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_site_is_somewhere_in_an_answer() {
    let dialects: Vec<_> = misroute::dialect::DIALECTS.to_vec();
    let wrong: Vec<String> = dialects
        .par_iter()
        .flat_map_iter(|dialect| {
            let answers: Vec<Value> = samples(*dialect)
                .iter()
                .map(|(body, _)| serde_json::from_slice(body).expect("answers are JSON"))
                .collect();
            let parcels = dialect.sites().parcels.iter();
            let sites: BTreeSet<String> = parcels
                .flat_map(|parcel| {
                    let mut paths: Vec<String> = Quirk::ALL
                        .iter()
                        .filter(|quirk| **quirk != Quirk::NothingSaid)
                        .flat_map(|quirk| of_parcel(parcel, *quirk))
                        .collect();
                    paths.push(parcel.number.to_owned());
                    paths
                })
                .collect();
            let found = |path: &str| {
                let at = dialect.sites().parcels.iter().flat_map(|parcel| parcel.at);
                let mut at = at.map(|at| join(at, path));
                at.any(|path| answers.iter().any(|answer| has(answer, &path)))
            };
            let missing = sites.into_iter().filter(move |path| !found(path));
            let missing = missing.map(|path| format!("{}: {path}", dialect.name()));
            missing.collect::<Vec<_>>()
        })
        .collect();
    // What only other answers have than those that the sheet asks for.
    let elsewhere = [
        "aftership: checkpoints/*/country_iso3",
        "misroute: earlier_lives",
        "usps: eventSummaries",
    ];
    let wrong: Vec<_> = wrong
        .iter()
        .filter(|line| !elsewhere.iter().any(|known| is_in(line, known)))
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

fn has(value: &Value, path: &str) -> bool {
    if path.is_empty() {
        return true;
    }
    let (step, rest) = path.split_once('/').unwrap_or((path, ""));
    match value {
        Value::Array(items) if step == "*" => items.iter().any(|item| has(item, rest)),
        Value::Object(fields) => fields.get(step).is_some_and(|value| has(value, rest)),
        _ => false,
    }
}
