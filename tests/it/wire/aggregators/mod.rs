//! Aggregators that repeat many carriers: Shippo and its like.

mod ship24;
mod shippo;
mod trackingmore;

use std::fmt::Write as _;

use misroute::carrier::Desk;
use misroute::dialect::{Answer, Dialect, Refusal};
use misroute::fleet::Case;
use misroute::parcel::Timestamp;
use serde_json::Value;

use super::asking::{ask, body, dialect, request, said};
use super::moments::changes;
use crate::support::{at_start, built_in, worlds};

/// A desk and whoever asks an aggregator at it.
struct Client {
    desk: Desk,
    dialect: &'static dyn Dialect,
    header: (&'static str, &'static str),
}

impl Client {
    fn new(name: &str, at: &str) -> Self {
        Self {
            desk: Desk::frozen(worlds(), instant(at)),
            dialect: dialect(name),
            header: ("authorization", "Bearer k"),
        }
    }

    fn ask(&self, method: &str, path: &str, text: &str) -> Answer {
        let headers = [("content-type", "application/json"), self.header];
        ask(
            self.dialect,
            &self.desk,
            &request(method, path, &headers, text),
        )
    }

    fn said(&self, method: &str, path: &str, text: &str) -> (u16, Value) {
        let answer = self.ask(method, path, text);
        (answer.status().as_u16(), body(&answer))
    }

    fn get(&self, path: &str) -> Value {
        let (status, said) = self.said("GET", path, "");
        assert_eq!(status, 200, "{path}: {said}");
        said
    }

    fn refused(&self, refusal: Refusal) -> (u16, Value) {
        let answer = self.dialect.refuse(&refusal);
        (answer.status().as_u16(), body(&answer))
    }
}

fn instant(text: &str) -> Timestamp {
    Timestamp::parse(text).unwrap_or_else(|| panic!("{text} is no instant"))
}

/// Returns a case of a built-in scenario.
fn case_of(scenario: &str, place: u64) -> Case {
    Case::new(&worlds(), &built_in(scenario, 1), at_start(place))
}

/// Returns the number that a case's buyer types in the end.
fn typed(case: &Case) -> String {
    let number = case.typed(None).expect("the buyer is told a number");
    number.as_str().to_owned()
}

/// Returns what a dialect says of a scenario's first parcel whenever that changes, a line a change.
fn film(name: &str, scenario: &str, line: impl Fn(&Value) -> String) -> String {
    let (worlds, case) = (worlds(), case_of(scenario, 0));
    let mut text = String::new();
    let mut before = None;
    for at in changes(&case) {
        let said = said(dialect(name), &worlds, &case, at).expect("a number was told");
        let now = line(&said);
        if before.as_ref() != Some(&now) {
            let at = String::from_utf8_lossy(&at.zulu()).into_owned();
            writeln!(text, "{at} {now}").expect("a string grows");
            before = Some(now);
        }
    }
    text
}

/// Returns a text, `true` or `-` of nothing.
fn word(value: &Value) -> String {
    match value {
        Value::Null => "-".to_owned(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
