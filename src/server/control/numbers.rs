//! `numbers`: texts of somebody's own fixtures that stand for numbers of cases, well-formed or not.

use axum::http::StatusCode;
use serde::{Deserialize, Serialize};

use super::declared::{day, declared, trouble};
use super::endpoint::{Call, Endpoint, Gives, Problem, Reply, Takes, Verb, given, short};
use super::orders::source;
use crate::carrier::Binding;
use crate::fleet::{Address, Case};
use crate::parcel::{NumberRef, NumberRole};

pub(super) const ENDPOINTS: &[Endpoint] = &[
    Endpoint {
        method: Verb::Get,
        path: "/numbers/{text}",
        id: "getNumber",
        summary: "Tells what a bound text stands for.",
        reads: &[],
        takes: Takes::Nothing,
        gives: &[Gives::json(200, "What it stands for.", "Bound")],
        refuses: &[(404, "It is not bound.")],
        run: get,
    },
    Endpoint {
        method: Verb::Put,
        path: "/numbers/{text}",
        id: "bindNumber",
        summary: "Lets a text, well-formed or not, stand for a number of a case: every dialect shows that text. \
                  Without `start` the case is of the fleet's first day.",
        reads: &[],
        takes: Takes::Json("Bind"),
        gives: &[
            Gives::json(200, "It stands for something else than before.", "Bound"),
            Gives::json(201, "It stands for it.", "Bound"),
        ],
        refuses: &[
            (
                409,
                "The case has no such number, the day is out of reach, the world cannot be told from another one, or \
                 there are as many bound texts as there can be.",
            ),
            (507, "The state file cannot be written."),
        ],
        run: put,
    },
    Endpoint {
        method: Verb::Delete,
        path: "/numbers/{text}",
        id: "unbindNumber",
        summary: "Lets a text stand for nothing again.",
        reads: &[],
        takes: Takes::Nothing,
        gives: &[Gives::nothing("It stands for nothing.")],
        refuses: &[
            (404, "It was not bound."),
            (507, "The state file cannot be written."),
        ],
        run: delete,
    },
];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BindJson {
    scenario: String,
    #[serde(default, deserialize_with = "given")]
    seed: Option<u64>,
    #[serde(default, deserialize_with = "given")]
    start: Option<String>,
    #[serde(default, deserialize_with = "given")]
    index: Option<u64>,
    #[serde(default, deserialize_with = "given")]
    parcel: Option<u8>,
    #[serde(default, deserialize_with = "given")]
    number: Option<String>,
    #[serde(default, deserialize_with = "given")]
    with: Option<String>,
}

#[derive(Serialize)]
struct BoundJson<'a> {
    text: &'a str,
    scenario: &'a str,
    seed: u64,
    start: String,
    index: u64,
    parcel: u8,
    number: &'static str,
    /// The number of the case for which the text stands.
    stands_for: Option<String>,
}

fn bound_json<'a>(text: &'a str, binding: &'a Binding, case: &Case) -> BoundJson<'a> {
    BoundJson {
        text,
        scenario: &binding.world.scenario.name,
        seed: binding.world.seed.0,
        start: binding.address.day.to_string(),
        index: binding.address.place,
        parcel: binding.number.parcel,
        number: binding.number.role.name(),
        stands_for: case.text(binding.number).map(ToString::to_string),
    }
}

fn get(call: &Call) -> Result<Reply, Problem> {
    let desk = &call.tenant.desk;
    let text = call.part(0);
    let binding = desk.binding(text).ok_or_else(|| not_bound(text))?;
    let case = Case::new(&desk.worlds(), &binding.world, binding.address);
    Ok(Reply::ok(&bound_json(text, &binding, &case)))
}

fn not_bound(text: &str) -> Problem {
    Problem::missing(
        format!("`{}` is not bound", short(text)),
        "bind it: `PUT /_sim/numbers/{text}` with `scenario` and `index`",
    )
}

fn put(call: &Call) -> Result<Reply, Problem> {
    let wanted: BindJson = call.json()?;
    let role = match wanted.number.as_deref() {
        None => NumberRole::Origin,
        Some(name) => NumberRole::from_name(name).ok_or_else(|| {
            let names: Vec<&str> = NumberRole::ALL.iter().map(|role| role.name()).collect();
            Problem::unprocessable(
                format!("`number`: no number of a case is called `{}`", short(name)),
                format!("choose from {}", names.join(", ")),
            )
        })?,
    };
    let source = source(call, &wanted.scenario)?;
    let day = match &wanted.start {
        Some(text) => day(text)?,
        None => call.tenant.fleet().arrivals.of(0).0,
    };
    let index = wanted.index.unwrap_or(0);
    let address = Address::new(day, index);
    let trouble = trouble(wanted.with.as_deref())?;
    let world = declared(call, &source, (wanted.seed, &trouble), day)?;
    let address = address.ok_or_else(|| {
        Problem::unprocessable(
            format!("`index`: a day has no place {index}"),
            format!("places are 0 to {}", Address::PLACES - 1),
        )
    })?;
    let desk = &call.tenant.desk;
    let case = Case::new(&desk.worlds(), &world, address);
    let number = NumberRef {
        parcel: wanted.parcel.unwrap_or(0),
        role,
    };
    if case.text(number).is_none() {
        let has: Vec<String> = case
            .numbers
            .iter()
            .map(|known| format!("`{}` of parcel {}", known.number.role, known.number.parcel))
            .collect();
        return Err(Problem::conflict(
            format!(
                "this case has no `{role}` number of parcel {}",
                number.parcel
            ),
            format!("it has {}", has.join(", ")),
        ));
    }
    let binding = Binding {
        world,
        address,
        number,
    };
    bind(call, &source, &binding).map(|status| {
        let binding = desk.binding(call.part(0));
        let shown = binding
            .as_ref()
            .map(|binding| bound_json(call.part(0), binding, &case));
        Reply::json(status, &shown)
    })
}

fn bind(
    call: &Call,
    source: &crate::server::Source,
    binding: &Binding,
) -> Result<StatusCode, Problem> {
    let (desk, text) = (&call.tenant.desk, call.part(0));
    let before = desk.binding(text);
    desk.bind(text, binding.clone()).map_err(|full| {
        Problem::conflict(
            format!("{} texts are bound, and no more can be", full.most),
            "unbind one: `DELETE /_sim/numbers/{text}`",
        )
    })?;
    if call.tenant.setup.bind(text, source, binding) {
        return Ok(match before {
            Some(_) => StatusCode::OK,
            None => StatusCode::CREATED,
        });
    }
    match before {
        // There was room for it before, so there still is.
        Some(before) => drop(desk.bind(text, before)),
        None => drop(desk.unbind(text)),
    }
    Err(Problem::not_kept())
}

fn delete(call: &Call) -> Result<Reply, Problem> {
    let (desk, text) = (&call.tenant.desk, call.part(0));
    if desk.binding(text).is_none() {
        return Err(not_bound(text));
    }
    if !call.tenant.setup.unbind(text) {
        return Err(Problem::not_kept());
    }
    desk.unbind(text);
    Ok(Reply::nothing())
}
