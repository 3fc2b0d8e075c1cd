//! `GET` and `PUT /_sim/faults`.

use serde::Deserialize;
use serde_json::{Value, json};

use super::plan::RULES_MOST;
use super::{FaultError, Plan, Rule};
use crate::server::Tenant;
use crate::server::control::{Call, Endpoint, Gives, Problem, Reply, Takes, Verb, given};

pub(in crate::server) const ENDPOINTS: &[Endpoint] = &[
    Endpoint {
        method: Verb::Get,
        path: "/faults",
        id: "getFaults",
        summary: "Tells which faults are in force.",
        reads: &[],
        takes: Takes::Nothing,
        gives: &[Gives::json(200, "The faults.", "Faults")],
        refuses: &[],
        run: |call| Ok(Reply::ok(&document(&call.tenant))),
    },
    Endpoint {
        method: Verb::Put,
        path: "/faults",
        id: "setFaults",
        summary: "Puts faults in force in place of those that are; polls are counted from the first again.",
        reads: &[],
        takes: Takes::Json("SetFaults"),
        gives: &[Gives::json(200, "The faults from now on.", "Faults")],
        refuses: &[],
        run: set,
    },
];

/// The faults that are to be in force in place of those that are.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct SetFaults {
    #[serde(default, deserialize_with = "given")]
    seed: Option<u64>,
    faults: Vec<Value>,
}

fn document(tenant: &Tenant) -> Value {
    let plan = tenant.faults.plan().unwrap_or_default();
    let rules: Vec<Value> = plan.rules.iter().map(Rule::json).collect();
    json!({ "seed": plan.seed, "faults": rules })
}

fn set(call: &Call) -> Result<Reply, Problem> {
    let wanted: SetFaults = call.json()?;
    let tenant = &call.tenant;
    if wanted.faults.len() > RULES_MOST {
        return Err(Problem::unprocessable(
            format!("`faults`: {} of them are too many", wanted.faults.len()),
            format!("send at most {RULES_MOST}"),
        ));
    }
    let seed = wanted.seed.or_else(|| Some(tenant.faults.plan()?.seed));
    let rules = wanted.faults.into_iter().enumerate();
    let rules = rules.map(|(place, rule)| Rule::from_json(&format!("`faults[{place}]`"), rule));
    let rules = rules
        .collect::<Result<Vec<Rule>, FaultError>>()
        .map_err(|error| Problem::unprocessable(error.to_string(), error.mend))?;
    tenant
        .faults
        .set(Plan::new(seed.unwrap_or_default(), rules));
    Ok(Reply::ok(&document(tenant)))
}
