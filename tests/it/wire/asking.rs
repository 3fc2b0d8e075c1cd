//! Asking dialects: with a desk of one's own, or about every case of the library.

use misroute::carrier::Desk;
use misroute::dialect::{Answer, DEFAULT_KEY, Dialect, Request, Visit, by_name, sheet};
use misroute::fleet::{Address, Case, Worlds};
use misroute::parcel::Timestamp;
use rayon::prelude::*;
use serde_json::Value;

use super::moments::moments;
use crate::support::{all_built_in, worlds};

/// Returns the dialect of a name.
pub(crate) fn dialect(name: &str) -> &'static dyn Dialect {
    by_name(name).unwrap_or_else(|| panic!("there is no dialect `{name}`"))
}

/// Returns a request without a body.
pub(crate) fn get(path_and_query: &str) -> Request {
    request("GET", path_and_query, &[], "")
}

/// Returns a request.
pub(crate) fn request(
    method: &str,
    path_and_query: &str,
    headers: &[(&str, &str)],
    body: &str,
) -> Request {
    let mut builder = http::Request::builder().method(method).uri(path_and_query);
    for (name, value) in headers {
        builder = builder.header(*name, *value);
    }
    let body = body.as_bytes().to_vec();
    builder.body(body).expect("the test's request is one")
}

/// Asks a dialect at its desk's own time, under the default key.
pub(crate) fn ask(dialect: &dyn Dialect, desk: &Desk, request: &Request) -> Answer {
    assert!(dialect.claims(request), "{} is another's", request.uri());
    let now = desk.clock.now();
    dialect.answer(&Visit {
        desk,
        request,
        key: DEFAULT_KEY,
        at: now,
        now,
    })
}

/// Returns an answer's body.
pub(crate) fn body(answer: &Answer) -> Value {
    let text = String::from_utf8_lossy(answer.body());
    serde_json::from_slice(answer.body()).unwrap_or_else(|error| panic!("{error}: {text}"))
}

/// Returns what a dialect's server would send about a case.
pub(crate) fn said(
    dialect: &dyn Dialect,
    worlds: &Worlds,
    case: &Case,
    at: Timestamp,
) -> Option<Value> {
    let bytes = sheet(dialect, worlds, case, at)?;
    let text = String::from_utf8_lossy(&bytes);
    let read = serde_json::from_slice(&bytes);
    Some(read.unwrap_or_else(|error| panic!("{} at {at:?}: {error}: {text}", dialect.name())))
}

/// Some cases of every built-in scenario, of the default seed.
pub(crate) fn every_case(worlds: &Worlds, count: u64) -> Vec<Case> {
    let all = all_built_in(1);
    let addresses: Vec<_> = all
        .iter()
        .flat_map(|world| (0..count).map(move |place| (world, place)))
        .collect();
    let case = |(world, place): (_, u64)| {
        let world: &misroute::fleet::World = world;
        let address = Address::new(world.start(), place).expect("the start exists");
        Case::new(worlds, world, address)
    };
    addresses.into_par_iter().map(case).collect()
}

/// Everything that a dialect sends about some cases of every built-in scenario, at their moments.
pub(crate) fn everything_said(dialect: &dyn Dialect, count: u64) -> Vec<Value> {
    let worlds = worlds();
    let of_case = |case: &Case| {
        let said = |at| said(dialect, &worlds, case, at);
        moments(case)
            .into_iter()
            .filter_map(said)
            .collect::<Vec<_>>()
    };
    every_case(&worlds, count)
        .par_iter()
        .flat_map(of_case)
        .collect()
}
