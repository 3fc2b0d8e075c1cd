//! `health`, `reset`, and the description of it all.

use serde::Serialize;

use super::endpoint::{Call, Endpoint, Gives, Problem, Reply, Takes, Verb};
use crate::random::GENERATION;
use crate::server::openapi::{Shape, document};

pub(super) const ENDPOINTS: &[Endpoint] = &[
    Endpoint {
        method: Verb::Get,
        path: "/health",
        id: "getHealth",
        summary: "Tells that the server answers, to anybody; and how much it keeps, to who may ask other things too.",
        reads: &[],
        takes: Takes::Nothing,
        gives: &[Gives::json(200, "It answers.", "Health")],
        refuses: &[],
        run: |call| Ok(health(call)),
    },
    Endpoint {
        method: Verb::Get,
        path: "/openapi.json",
        id: "getOpenApi",
        summary: "Describes the control API in OpenAPI 3.1.",
        reads: &[],
        takes: Takes::Nothing,
        gives: &[Gives::json(200, "The description.", "AnyObject")],
        refuses: &[],
        run: |call| Ok(described(call)),
    },
    Endpoint {
        method: Verb::Post,
        path: "/reset",
        id: "reset",
        summary: "Forgets trackers, subscriptions, bound numbers, keys' clocks, the journal and worlds that requests \
                  declared, and puts clock, faults and webhooks back to where they began.",
        reads: &[],
        takes: Takes::Nothing,
        gives: &[Gives::nothing("All is as it was.")],
        refuses: &[(507, "The state file cannot be written.")],
        run: reset,
    },
];

#[derive(Serialize)]
struct AliveJson {
    status: &'static str,
}

#[derive(Serialize)]
struct HealthJson {
    status: &'static str,
    version: &'static str,
    generation: u32,
    /// The tenant's time.
    now: String,
    trackers: usize,
    bound_numbers: usize,
    tenants: usize,
    /// What is wrong with the state file; none: nothing, or there is no such file.
    state_trouble: Option<String>,
}

fn health(call: &Call) -> Reply {
    if !call.may_control {
        return Reply::ok(&AliveJson { status: "ok" });
    }
    let tenant = &call.tenant;
    let state = tenant.setup.state.as_ref();
    Reply::ok(&HealthJson {
        status: "ok",
        version: env!("CARGO_PKG_VERSION"),
        generation: GENERATION,
        now: super::clock::zulu(tenant.desk.clock.now()),
        trackers: tenant.desk.trackers.count(),
        bound_numbers: tenant.desk.bound_count(),
        tenants: tenant.setup.office.all().len(),
        state_trouble: state.and_then(|state| state.trouble()),
    })
}

fn described(call: &Call) -> Reply {
    let setup = &call.tenant.setup;
    Reply::ok(&document(Shape {
        has_token: setup.office.token.is_some(),
        has_state: setup.state.is_some(),
    }))
}

fn reset(call: &Call) -> Result<Reply, Problem> {
    let tenant = &call.tenant;
    tenant.journal.clear();
    tenant.faults.reset();
    if tenant.setup.reset(&tenant.desk) & tenant.webhooks.reset(tenant) {
        Ok(Reply::nothing())
    } else {
        Err(Problem::not_kept())
    }
}
