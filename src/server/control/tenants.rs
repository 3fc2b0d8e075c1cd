//! `tenants`: ports of their own for tests that run side by side.

use std::time::Duration;

use axum::http::StatusCode;
use serde::{Deserialize, Serialize};

use super::clock::{ClockJson, instant, length_of, pace};
use super::endpoint::{Call, Endpoint, Gives, Problem, Reply, Takes, Verb, given};
use crate::parcel::time::DAY;
use crate::scenario::duration;
use crate::server::tenants::{IDLE, Lease, NotOpened, TENANTS_MOST, Wanted};

pub(super) const ENDPOINTS: &[Endpoint] = &[
    Endpoint {
        method: Verb::Get,
        path: "/tenants",
        id: "listTenants",
        summary: "Lists the tenants that are open.",
        reads: &[],
        takes: Takes::Nothing,
        gives: &[Gives::json(200, "The tenants.", "Tenants")],
        refuses: &[],
        run: |call| Ok(list(call)),
    },
    Endpoint {
        method: Verb::Post,
        path: "/tenants",
        id: "openTenant",
        summary: "Opens a loopback port with a clock, faults, a journal and trackers of its own. It begins with this \
                  tenant's worlds, keys, limits and settings, and with its time and pace unless told otherwise. It closes when \
                  it has been idle for a while by the wall's clock.",
        reads: &[],
        takes: Takes::JsonOrNothing("NewTenant"),
        gives: &[Gives::json(201, "The tenant.", "Tenant")],
        refuses: &[(409, "There are as many tenants as there can be.")],
        run: open,
    },
    Endpoint {
        method: Verb::Get,
        path: "/tenants/{id}",
        id: "getTenant",
        summary: "Tells where a tenant listens and what its clock shows.",
        reads: &[],
        takes: Takes::Nothing,
        gives: &[Gives::json(200, "The tenant.", "Tenant")],
        refuses: &[(404, "There is no such tenant.")],
        run: get,
    },
    Endpoint {
        method: Verb::Delete,
        path: "/tenants/{id}",
        id: "closeTenant",
        summary: "Closes a tenant, which answers the requests that were begun first.",
        reads: &[],
        takes: Takes::Nothing,
        gives: &[Gives::nothing("It is closing.")],
        refuses: &[(404, "There is no such tenant.")],
        run: close,
    },
];

#[derive(Serialize)]
struct TenantJson {
    id: u64,
    url: String,
    control: String,
    port: u16,
    #[serde(flatten)]
    clock: ClockJson,
    /// How long it may be idle.
    idle: String,
}

#[derive(Serialize)]
struct TenantsJson {
    tenants: Vec<TenantJson>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NewTenant {
    #[serde(default, deserialize_with = "given")]
    now: Option<String>,
    #[serde(default, deserialize_with = "given")]
    pace: Option<String>,
    #[serde(default, deserialize_with = "given")]
    idle: Option<String>,
}

impl TenantJson {
    fn of(lease: &Lease) -> Self {
        let address = lease.address;
        Self {
            id: lease.id,
            url: format!("http://{address}"),
            control: format!("http://{address}/_sim"),
            port: address.port(),
            clock: ClockJson::of(&lease.tenant.desk.clock),
            idle: duration::text(lease.idle.as_secs()),
        }
    }
}

fn list(call: &Call) -> Reply {
    let all = call.tenant.setup.office.all();
    Reply::ok(&TenantsJson {
        tenants: all.iter().map(TenantJson::of).collect(),
    })
}

fn open(call: &Call) -> Result<Reply, Problem> {
    let new: NewTenant = call.json()?;
    let clock = &call.tenant.desk.clock;
    let idle = match &new.idle {
        None => IDLE,
        Some(text) => {
            let seconds = length_of("idle", text)?;
            if !(1..=DAY as u32).contains(&seconds) {
                return Err(Problem::unprocessable(
                    format!("`idle`: a tenant cannot be idle for {text}"),
                    "write a duration from 1s to 24h",
                ));
            }
            Duration::from_secs(seconds.into())
        }
    };
    let now = new.now.as_deref().map(|text| instant("now", text));
    let pace = new.pace.as_deref().map(pace);
    let wanted = Wanted {
        now: now.transpose()?.unwrap_or_else(|| clock.now()),
        pace: pace.transpose()?.unwrap_or_else(|| clock.pace()),
        idle,
    };
    let lease = call.tenant.setup.office.open(&call.tenant, wanted);
    let lease = lease.map_err(|error| match error {
        NotOpened::Full => Problem::conflict(
            format!("{TENANTS_MOST} tenants are open, and no more can be"),
            "close one: `DELETE /_sim/tenants/{id}`",
        ),
        NotOpened::NoPort(error) => Problem::conflict(
            format!("the operating system gives no port: {error}"),
            "close other programs' ports or files",
        ),
    })?;
    Ok(Reply::json(StatusCode::CREATED, &TenantJson::of(&lease)))
}

fn id(call: &Call) -> Result<u64, Problem> {
    call.part(0).parse().map_err(|_| no_tenant())
}

fn no_tenant() -> Problem {
    Problem::missing(
        "there is no such tenant",
        "`GET /_sim/tenants` lists those that are open; idle ones close",
    )
}

fn get(call: &Call) -> Result<Reply, Problem> {
    let lease = call.tenant.setup.office.get(id(call)?);
    Ok(Reply::ok(&TenantJson::of(&lease.ok_or_else(no_tenant)?)))
}

fn close(call: &Call) -> Result<Reply, Problem> {
    if call.tenant.setup.office.close(id(call)?) {
        Ok(Reply::nothing())
    } else {
        Err(no_tenant())
    }
}
