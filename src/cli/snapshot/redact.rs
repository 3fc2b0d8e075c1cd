//! Redactions: what changes from run to run, and says nothing.

use std::str::FromStr;

use regex_lite::Regex;
use serde_json::Value;

use crate::harness::{Answer, Said};

/// What stands in place of what is left out.
const REDACTED: &str = "[redacted]";

/// A part of answers that is left out.
#[derive(Debug, Clone)]
pub(super) enum Redaction {
    /// The values at a place of JSON.
    Pointer(Vec<Step>),
    /// The parts of texts that match.
    Pattern(Regex),
}

/// A step of a pointer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Step {
    /// Every key, or every place of a list.
    Any,
    /// A key, or a place of a list.
    Key(String),
}

impl FromStr for Redaction {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if let Some(pattern) = text.strip_prefix("re:") {
            let regex = Regex::new(pattern);
            return regex
                .map(Self::Pattern)
                .map_err(|error| format!("it is no regular expression: {error}"));
        }
        let Some(rest) = text.strip_prefix('/') else {
            return Err("write a JSON pointer such as `/requestId` or `/events/*/id`, or `re:` and a regular expression".to_owned());
        };
        let step = |step: &str| match step {
            "*" => Step::Any,
            key => Step::Key(key.replace("~1", "/").replace("~0", "~")),
        };
        Ok(Self::Pointer(rest.split('/').map(step).collect()))
    }
}

/// Leaves out of an answer what says nothing.
pub(super) fn redact(answer: &mut Answer, redactions: &[Redaction]) {
    for redaction in redactions {
        match (redaction, &mut answer.said) {
            (Redaction::Pointer(steps), Said::Json(value)) => at(value, steps),
            (Redaction::Pattern(regex), Said::Json(value)) => everywhere(value, regex),
            (Redaction::Pattern(regex), Said::Text(text)) => replace(text, regex),
            (_, Said::Nothing) | (Redaction::Pointer(_), Said::Text(_)) => {}
        }
        if let (Redaction::Pattern(regex), Some(trouble)) = (redaction, &mut answer.trouble) {
            replace(trouble, regex);
        }
    }
}

/// Replaces the values at a place, where there are any.
fn at(value: &mut Value, steps: &[Step]) {
    let Some((step, rest)) = steps.split_first() else {
        *value = Value::String(REDACTED.to_owned());
        return;
    };
    match (step, value) {
        (Step::Any, Value::Object(members)) => {
            members.values_mut().for_each(|member| at(member, rest));
        }
        (Step::Any, Value::Array(items)) => items.iter_mut().for_each(|item| at(item, rest)),
        (Step::Key(key), Value::Object(members)) => {
            if let Some(member) = members.get_mut(key) {
                at(member, rest);
            }
        }
        (Step::Key(key), Value::Array(items)) => {
            if let Some(item) = key
                .parse()
                .ok()
                .and_then(|place: usize| items.get_mut(place))
            {
                at(item, rest);
            }
        }
        _ => {}
    }
}

fn everywhere(value: &mut Value, regex: &Regex) {
    match value {
        Value::String(text) => replace(text, regex),
        Value::Number(number) if regex.is_match(&number.to_string()) => {
            *value = Value::String(REDACTED.to_owned());
        }
        Value::Array(items) => items.iter_mut().for_each(|item| everywhere(item, regex)),
        Value::Object(members) => members
            .values_mut()
            .for_each(|member| everywhere(member, regex)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn replace(text: &mut String, regex: &Regex) {
    let replaced = regex
        .replace_all(text, regex_lite::NoExpand(REDACTED))
        .into_owned();
    *text = replaced;
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn redacted(value: Value, texts: &[&str]) -> Value {
        let redactions: Vec<Redaction> = texts.iter().map(|text| text.parse().unwrap()).collect();
        let mut answer = Answer::from(value);
        redact(&mut answer, &redactions);
        let Said::Json(value) = answer.said else {
            panic!("it was JSON");
        };
        value
    }

    #[test]
    fn pointers_reach_into_lists_and_miss_quietly() {
        let before = json!({"id": 7, "events": [{"id": "a", "text": "b"}, {"id": "c"}], "a/b": 1});
        let after = redacted(
            before,
            &["/id", "/events/*/id", "/events/0/text", "/a~1b", "/no/such"],
        );
        let left_out = "[redacted]";
        assert_eq!(
            after,
            json!({"id": left_out, "events": [{"id": left_out, "text": left_out}, {"id": left_out}], "a/b": left_out})
        );
    }

    #[test]
    fn patterns_reach_every_text_and_number() {
        let before = json!({"at": "asked 1772508428", "n": [1_772_508_428, 5], "k": null});
        let after = redacted(before, &[r"re:\d{10}"]);
        assert_eq!(
            after,
            json!({"at": "asked [redacted]", "n": ["[redacted]", 5], "k": null})
        );
    }

    #[test]
    fn what_is_neither_is_refused() {
        for text in ["", "id", "re:(", "$.id"] {
            assert!(text.parse::<Redaction>().is_err(), "{text}");
        }
    }
}
