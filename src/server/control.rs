//! The control API below `/_sim/`.

use std::sync::Arc;

use axum::extract::State;
use axum::extract::rejection::JsonRejection;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::{Deserialize, Serialize};

use super::{Tenant, faults, journal, metrics, moment};
use crate::clock::Pace;
use crate::scenario::duration;

/// Returns the control API's routes.
pub(super) fn router() -> Router<Arc<Tenant>> {
    Router::new()
        .route("/health", get(health))
        .route("/clock", get(clock).put(set_clock))
        .route("/clock/advance", post(advance))
        .merge(faults::control::routes())
        .merge(journal::control::routes())
        .merge(metrics::routes())
        .fallback(unknown)
}

/// What a clock shows and how it moves.
#[derive(Debug, Serialize)]
struct ClockJson {
    now: String,
    pace: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct SetClock {
    now: Option<String>,
    pace: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Advance {
    by: Option<String>,
    to: Option<String>,
}

async fn health() -> Json<serde_json::Value> {
    Json(serde_json::json!({ "status": "ok", "version": env!("CARGO_PKG_VERSION") }))
}

async fn clock(State(tenant): State<Arc<Tenant>>) -> Json<ClockJson> {
    Json(shown(&tenant))
}

fn shown(tenant: &Tenant) -> ClockJson {
    let clock = &tenant.desk.clock;
    ClockJson {
        now: String::from_utf8_lossy(&clock.now().zulu()).into_owned(),
        pace: clock.pace().to_string(),
    }
}

async fn set_clock(
    State(tenant): State<Arc<Tenant>>,
    body: Result<Json<SetClock>, JsonRejection>,
) -> Response {
    let Json(wanted) = match body {
        Ok(wanted) => wanted,
        Err(error) => return problem(error.status(), &error.body_text()),
    };
    let pace = match wanted.pace.as_deref().map(str::parse::<Pace>).transpose() {
        Ok(pace) => pace,
        Err(error) => return problem(StatusCode::BAD_REQUEST, &error.to_string()),
    };
    let now = match wanted
        .now
        .as_deref()
        .map(|text| moment::parse(text).ok_or(text))
        .transpose()
    {
        Ok(now) => now,
        Err(text) => return no_instant("now", text),
    };
    if let Some(now) = now {
        tenant.desk.clock.set(now);
    }
    if let Some(pace) = pace {
        tenant.desk.clock.set_pace(pace);
    }
    Json(shown(&tenant)).into_response()
}

async fn advance(
    State(tenant): State<Arc<Tenant>>,
    body: Result<Json<Advance>, JsonRejection>,
) -> Response {
    let Json(wanted) = match body {
        Ok(wanted) => wanted,
        Err(error) => return problem(error.status(), &error.body_text()),
    };
    match (wanted.by.as_deref(), wanted.to.as_deref()) {
        (Some(by), None) => {
            let (sign, length) = match by.strip_prefix('-') {
                Some(length) => (-1, length),
                None => (1, by),
            };
            match duration::parse(length) {
                Ok(seconds) => tenant.desk.clock.advance(sign * i64::from(seconds)),
                Err(error) => {
                    let message = format!("`by`: `{by}` {}: {}", error.wrong, error.mend);
                    return problem(StatusCode::BAD_REQUEST, &message);
                }
            };
        }
        (None, Some(to)) => match moment::parse(to) {
            Some(at) => tenant.desk.clock.set(at),
            None => return no_instant("to", to),
        },
        _ => {
            let message = r#"say how far: one of {"by": "2d"} and {"to": "2026-04-01T12:00:00Z"}"#;
            return problem(StatusCode::BAD_REQUEST, message);
        }
    }
    Json(shown(&tenant)).into_response()
}

fn no_instant(key: &str, text: &str) -> Response {
    let message =
        format!("`{key}`: `{text}` is no instant: write RFC 3339, such as `2026-04-01T12:00:00Z`");
    problem(StatusCode::BAD_REQUEST, &message)
}

async fn unknown() -> Response {
    problem(
        StatusCode::NOT_FOUND,
        "there is no such path in the control API",
    )
}

/// Answers a request to a path that is nobody's.
pub(super) fn nowhere(path: &str) -> Response {
    let path: String = path.chars().take(120).collect();
    problem(
        StatusCode::NOT_FOUND,
        &format!("no carrier answers at `{path}`"),
    )
}

/// Returns a refusal of the server itself.
pub(super) fn problem(status: StatusCode, message: &str) -> Response {
    (status, Json(serde_json::json!({ "error": message }))).into_response()
}
