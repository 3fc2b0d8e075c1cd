//! `GET` and `DELETE /_sim/requests`.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use axum::{Json, Router};
use serde::{Deserialize, Serialize};

use super::{Entry, KEPT_MOST};
use crate::parcel::Timestamp;
use crate::server::{Tenant, control, moment};

/// So many requests are shown unless somebody says otherwise.
const SHOWN: usize = 1_000;

/// Returns the routes of the journal.
pub(in crate::server) fn routes() -> Router<Arc<Tenant>> {
    Router::new().route("/requests", get(shown).delete(forget))
}

/// Which requests are asked for.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Wanted {
    number: Option<String>,
    dialect: Option<String>,
    since: Option<String>,
    limit: Option<usize>,
}

/// From where on requests are asked for.
enum Since {
    /// After the one with this `seq`.
    Seq(u64),
    /// From this virtual instant on.
    Instant(Timestamp),
}

#[derive(Debug, Serialize)]
struct Page {
    /// How many match; more than are shown if the limit is smaller.
    matching: usize,
    /// How many were pushed out by newer ones.
    dropped: u64,
    /// Oldest first; if there are more than the limit, the newest of them.
    requests: Vec<Line>,
    /// How many of those that match were about which number.
    numbers: BTreeMap<String, u64>,
}

#[derive(Debug, Serialize)]
struct Line {
    seq: u64,
    wall: String,
    now: String,
    dialect: &'static str,
    method: String,
    path: String,
    numbers: Vec<String>,
    numbers_count: u32,
    key: Option<String>,
    /// None if the connection was reset.
    status: Option<u16>,
    faults: Vec<&'static str>,
    bytes: u32,
    duration_us: u64,
    delay_ms: u64,
}

async fn shown(
    State(tenant): State<Arc<Tenant>>,
    wanted: Result<Query<Wanted>, QueryRejection>,
) -> Response {
    let Query(wanted) = match wanted {
        Ok(wanted) => wanted,
        Err(error) => return control::problem(error.status(), &error.body_text()),
    };
    let since = match wanted.since.as_deref().map(|text| since(text).ok_or(text)) {
        None => None,
        Some(Ok(since)) => Some(since),
        Some(Err(text)) => {
            let message = format!(
                "`since`: `{text}` is neither a `seq` nor an instant: write `17` or `2026-04-01T12:00:00Z`"
            );
            return control::problem(StatusCode::BAD_REQUEST, &message);
        }
    };
    let matches = |entry: &Entry| {
        let number = |wanted: &String| entry.numbers().any(|number| number == wanted);
        wanted.number.as_ref().is_none_or(number)
            && wanted
                .dialect
                .as_ref()
                .is_none_or(|name| entry.facts.dialect == name)
            && match since {
                None => true,
                Some(Since::Seq(seq)) => entry.seq > seq,
                Some(Since::Instant(at)) => entry.now >= at,
            }
    };
    let (found, dropped) = tenant.journal.read(matches);
    let mut numbers = BTreeMap::new();
    for number in found.iter().flat_map(Entry::numbers) {
        *numbers.entry(number.to_owned()).or_default() += 1;
    }
    let limit = wanted.limit.unwrap_or(SHOWN).min(KEPT_MOST);
    let newest = &found[found.len().saturating_sub(limit)..];
    Json(Page {
        matching: found.len(),
        dropped,
        requests: newest.iter().map(line).collect(),
        numbers,
    })
    .into_response()
}

fn since(text: &str) -> Option<Since> {
    let seq = text.parse().ok().map(Since::Seq);
    seq.or_else(|| moment::parse(text).map(Since::Instant))
}

fn line(entry: &Entry) -> Line {
    let zulu = |at: Timestamp| String::from_utf8_lossy(&at.zulu()).into_owned();
    Line {
        seq: entry.seq,
        wall: zulu(entry.wall),
        now: zulu(entry.now),
        dialect: entry.facts.dialect,
        method: entry.method().to_owned(),
        path: entry.path().to_owned(),
        numbers: entry.numbers().map(str::to_owned).collect(),
        numbers_count: entry.numbers_count,
        key: Some(entry.key().to_owned()).filter(|key| !key.is_empty()),
        status: entry.facts.status,
        faults: entry.facts.marks.names().collect(),
        bytes: entry.facts.bytes,
        duration_us: entry.facts.took.as_micros() as u64,
        delay_ms: entry.facts.delay.as_millis() as u64,
    }
}

async fn forget(State(tenant): State<Arc<Tenant>>) -> StatusCode {
    tenant.journal.clear();
    StatusCode::NO_CONTENT
}
