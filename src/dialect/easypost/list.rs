//! Lists: trackers by filters, page by page and newest first, and by a batch of codes.

use std::borrow::Cow;
use std::collections::BTreeSet;

use ::http::StatusCode;
use serde_json::Value;

use super::http::{NAME, Refused, found, invalid, json, malformed, not_found, render, required};
use super::wire::{self, Face};
use super::{body, names};
use crate::carrier::Tracker;
use crate::dialect::{Answer, Request, Visit};
use crate::parcel::Timestamp;

/// A page has so many trackers unless the client says otherwise, and at most.
const PAGE: usize = 20;
const PAGE_MOST: usize = 100;
/// A batch has so many codes at most.
const BATCH_MOST: usize = 100;

/// What a query asks for.
#[derive(Debug, Default)]
struct Query<'a> {
    page_size: Option<Cow<'a, str>>,
    before: Option<Cow<'a, str>>,
    after: Option<Cow<'a, str>>,
    from: Option<Timestamp>,
    until: Option<Timestamp>,
    codes: BTreeSet<Cow<'a, str>>,
    carrier: Option<Cow<'a, str>>,
}

/// Answers `GET /v2/trackers`.
pub(super) fn of_query(visit: &Visit<'_>) -> Result<Answer, Refused> {
    let query = read(visit.request)?;
    let size = match &query.page_size {
        None => PAGE,
        Some(text) => text
            .parse()
            .ok()
            .filter(|size| (1..=PAGE_MOST).contains(size))
            .ok_or_else(|| invalid("page_size"))?,
    };
    let serial = |id: &Option<Cow<'_, str>>| match id {
        None => Ok(None),
        Some(id) => match found(visit, id) {
            Some(tracker) => Ok(Some(tracker.serial)),
            None => Err(not_found()),
        },
    };
    let (before, after) = (serial(&query.before)?, serial(&query.after)?);
    if before.is_some() && after.is_some() {
        return Err(invalid("after_id"));
    }
    let carrier = query.carrier.as_deref();
    let carrier = carrier.map(|name| names::meant(visit, name).unwrap_or(name));
    let matches = |tracker: &Tracker| {
        let created_at = tracker.created_at(visit.at);
        before.is_none_or(|serial| tracker.serial < serial)
            && after.is_none_or(|serial| tracker.serial > serial)
            && query.from.is_none_or(|from| created_at >= from)
            && query.until.is_none_or(|until| created_at <= until)
            && (query.codes.is_empty() || query.codes.contains(tracker.number.as_str()))
            && carrier.is_none_or(|carrier| tracker.carrier == carrier)
    };
    let mut chosen = visit.desk.trackers.list(visit.scope(NAME), matches);
    let has_more = chosen.len() > size;
    // What follows an id is what is next to it; else the newest are asked for.
    if after.is_some() {
        chosen.truncate(size);
    } else {
        drop(chosen.drain(..chosen.len().saturating_sub(size)));
    }
    Ok(rendered(visit, &chosen, has_more))
}

fn rendered(visit: &Visit<'_>, chosen: &[Tracker], has_more: bool) -> Answer {
    let newest_first = chosen.iter().rev();
    let each = newest_first.map(|tracker| render(visit, tracker, Face::Read));
    json(StatusCode::OK, wire::list(each, has_more))
}

fn read(request: &Request) -> Result<Query<'_>, Refused> {
    let mut query = Query::default();
    let text = request.uri().query().unwrap_or_default();
    for (key, value) in form_urlencoded::parse(text.as_bytes()) {
        if value.is_empty() {
            continue;
        }
        match key.as_ref() {
            "page_size" => query.page_size = Some(value),
            "before_id" => query.before = Some(value),
            "after_id" => query.after = Some(value),
            "start_datetime" => query.from = Some(time("start_datetime", &value)?),
            "end_datetime" => query.until = Some(time("end_datetime", &value)?),
            "tracking_code" | "tracking_codes[]" | "tracking_codes" => {
                query.codes.insert(value);
            }
            "carrier" => query.carrier = Some(value),
            _ => {}
        }
    }
    Ok(query)
}

/// Reads an instant; clients send seconds since 1970 too.
fn time(key: &str, text: &str) -> Result<Timestamp, Refused> {
    let seconds = text.parse().ok().filter(|seconds| *seconds >= 0);
    let at = seconds.map(Timestamp).or_else(|| Timestamp::parse(text));
    at.ok_or_else(|| invalid(key))
}

/// Answers `POST /v2/trackers/batch`: the trackers that codes have already.
pub(super) fn of_codes(visit: &Visit<'_>) -> Result<Answer, Refused> {
    let body = body::read(visit.request).ok_or_else(malformed)?;
    let codes = match body.get("tracking_codes") {
        None | Some(Value::Null) => return Err(required("tracking_codes")),
        Some(Value::Array(codes)) => codes,
        Some(_) => return Err(invalid("tracking_codes")),
    };
    if codes.is_empty() {
        return Err(required("tracking_codes"));
    }
    if codes.len() > BATCH_MOST {
        return Err(invalid("tracking_codes"));
    }
    let mut wanted = BTreeSet::new();
    for code in codes {
        let code = body::text(Some(code)).map_err(|_| invalid("tracking_codes"))?;
        wanted.insert(code);
    }
    let matches = |tracker: &Tracker| wanted.contains(tracker.number.as_str());
    let chosen = visit.desk.trackers.list(visit.scope(NAME), matches);
    // A code has one tracker in three months, so a batch is never many pages long.
    let first = chosen.len().saturating_sub(PAGE_MOST);
    Ok(rendered(visit, &chosen[first..], first > 0))
}

/// Returns the codes, or else the id, that a request is about.
pub(super) fn subjects(request: &Request) -> Vec<String> {
    let mut codes: Vec<String> = match read(request) {
        Ok(query) => query.codes.into_iter().map(Cow::into_owned).collect(),
        Err(_) => Vec::new(),
    };
    let text = |value: &Value| body::text(Some(value)).map(Cow::into_owned).ok();
    if let Some(body) = body::read(request) {
        let one = body.get("tracker").and_then(|one| one.get("tracking_code"));
        codes.extend(one.and_then(text));
        let many = body.get("tracking_codes").and_then(Value::as_array);
        codes.extend(many.into_iter().flatten().filter_map(text));
    }
    codes.retain(|code| !code.is_empty());
    codes
}
