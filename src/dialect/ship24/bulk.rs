//! Many trackers in one call, each with its own outcome.

use ::http::StatusCode;
use serde_json::{Map, Value};

use super::http::invalid;
use super::{trackers, wire};
use crate::carrier::Tracker;
use crate::dialect::answer::json;
use crate::dialect::json::{Object, object};
use crate::dialect::{Answer, Request, Visit};

/// One call makes so many trackers at most.
const MOST: usize = 100;

/// What became of one of them.
enum Outcome {
    Created(Tracker),
    Existing(Tracker),
    Wrong(Answer),
}

/// Answers `POST /trackers/bulk`.
pub(super) fn create(visit: &Visit<'_>) -> Answer {
    let Some(inputs) = inputs(visit.request) else {
        return unread("The body must be a list of trackers");
    };
    if inputs.is_empty() || inputs.len() > MOST {
        return unread("A call makes 1 to 100 trackers");
    }
    let outcomes: Vec<Outcome> = inputs.iter().map(|input| outcome(visit, input)).collect();
    let count = |wanted: fn(&Outcome) -> bool| outcomes.iter().filter(|one| wanted(one)).count();
    let created = count(|one| matches!(one, Outcome::Created(_)));
    let existing = count(|one| matches!(one, Outcome::Existing(_)));
    let wrong = outcomes.len() - created - existing;
    let (status, name) = match wrong {
        0 => (StatusCode::CREATED, "success"),
        _ if wrong < outcomes.len() => (StatusCode::MULTI_STATUS, "partial"),
        _ => return unread("No tracker could be created"),
    };
    let mut out = Vec::with_capacity(512 * outcomes.len());
    object(&mut out, |whole| {
        whole.str("status", name);
        whole.object("summary", |summary| {
            summary.int("totalInputs", outcomes.len() as i64);
            summary.int("totalCreated", created as i64);
            summary.int("totalExisting", existing as i64);
            summary.int("totalErrors", wrong as i64);
        });
        whole.array("data", |list| {
            for (input, outcome) in inputs.iter().zip(&outcomes) {
                list.object(|one| item(one, visit, (input, outcome)));
            }
        });
        whole.null("error");
    });
    json(status, out)
}

fn outcome(visit: &Visit<'_>, input: &Value) -> Outcome {
    let made = match input {
        Value::Object(body) => trackers::register(visit, body),
        _ => Err(invalid("A tracker must be an object")),
    };
    match made {
        Ok((tracker, true)) => Outcome::Created(tracker),
        Ok((tracker, false)) => Outcome::Existing(tracker),
        Err(refused) => Outcome::Wrong(*refused),
    }
}

fn item(one: &mut Object<'_>, visit: &Visit<'_>, (input, outcome): (&Value, &Outcome)) {
    let status = match outcome {
        Outcome::Created(_) => "created",
        Outcome::Existing(_) => "existing",
        Outcome::Wrong(_) => "error",
    };
    one.str("itemStatus", status);
    one.value("inputData", input);
    match outcome {
        Outcome::Created(tracker) | Outcome::Existing(tracker) => {
            let label = trackers::label(visit, tracker);
            one.object("tracker", |inner| wire::tracker(inner, &label));
            one.null("errors");
        }
        Outcome::Wrong(answer) => {
            let said: Option<Map<String, Value>> = serde_json::from_slice(answer.body()).ok();
            let errors = said.and_then(|mut said| said.remove("errors"));
            one.value("errors", &errors.unwrap_or_default());
        }
    }
}

/// Refuses the whole call, in the shape that bulk calls have.
fn unread(message: &str) -> Answer {
    let mut out = Vec::new();
    object(&mut out, |whole| {
        whole.str("status", "error");
        whole.null("summary");
        whole.null("data");
        whole.object("error", |error| {
            wire::fault(error, ("validation_error", message));
        });
    });
    json(StatusCode::BAD_REQUEST, out)
}

/// Returns what is to be tracked: a list, or an object that holds one.
fn inputs(request: &Request) -> Option<Vec<Value>> {
    let body: Value = serde_json::from_slice(request.body()).ok()?;
    let list = match body {
        Value::Object(mut body) => body.remove("trackers")?,
        list => list,
    };
    match list {
        Value::Array(list) => Some(list),
        _ => None,
    }
}

/// Returns the numbers that a body names, one or many.
pub(super) fn numbers(request: &Request) -> Vec<String> {
    let number = |value: &Value| Some(value.get("trackingNumber")?.as_str()?.trim().to_owned());
    let body: Value = serde_json::from_slice(request.body()).unwrap_or_default();
    let many = inputs(request).unwrap_or_default();
    let all = std::iter::once(&body).chain(&many);
    all.filter_map(number)
        .filter(|number| !number.is_empty())
        .collect()
}
