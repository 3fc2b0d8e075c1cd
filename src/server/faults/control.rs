//! `GET` and `PUT /_sim/faults`.

use std::sync::Arc;

use axum::extract::State;
use axum::extract::rejection::JsonRejection;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use axum::{Json, Router};
use serde::Deserialize;
use serde_json::{Value, json};

use super::plan::RULES_MOST;
use super::{FaultError, Plan, Rule};
use crate::server::{Tenant, control};

/// Returns the routes of faults.
pub(in crate::server) fn routes() -> Router<Arc<Tenant>> {
    Router::new().route("/faults", get(shown).put(set))
}

/// The faults that are to be in force in place of those that are.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct SetFaults {
    seed: Option<u64>,
    faults: Vec<Value>,
}

async fn shown(State(tenant): State<Arc<Tenant>>) -> Json<Value> {
    Json(document(&tenant))
}

fn document(tenant: &Tenant) -> Value {
    let plan = tenant.faults.plan().unwrap_or_default();
    let rules: Vec<Value> = plan.rules.iter().map(Rule::json).collect();
    json!({ "seed": plan.seed, "faults": rules })
}

async fn set(
    State(tenant): State<Arc<Tenant>>,
    body: Result<Json<SetFaults>, JsonRejection>,
) -> Response {
    let Json(wanted) = match body {
        Ok(wanted) => wanted,
        Err(error) => return control::problem(error.status(), &error.body_text()),
    };
    if wanted.faults.len() > RULES_MOST {
        let message = format!("`faults`: there can be {RULES_MOST} of them at most");
        return control::problem(StatusCode::BAD_REQUEST, &message);
    }
    let seed = wanted.seed.or_else(|| Some(tenant.faults.plan()?.seed));
    let rules = wanted.faults.into_iter().enumerate();
    let rules = rules.map(|(place, rule)| Rule::from_json(&format!("`faults[{place}]`"), rule));
    match rules.collect::<Result<Vec<Rule>, FaultError>>() {
        Ok(rules) => {
            tenant
                .faults
                .set(Plan::new(seed.unwrap_or_default(), rules));
            Json(document(&tenant)).into_response()
        }
        Err(error) => {
            let message = format!("{error}: {}", error.mend);
            control::problem(StatusCode::BAD_REQUEST, &message)
        }
    }
}
