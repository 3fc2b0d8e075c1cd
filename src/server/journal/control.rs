//! `GET` and `DELETE /_sim/requests`.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Entry, KEPT_MOST};
use crate::dialect::{DIALECTS, by_name};
use crate::parcel::Timestamp;
use crate::server::control::{Call, Endpoint, Gives, Param, Problem, Reply, Takes, Verb, short};
use crate::server::moment;

/// So many requests are shown unless somebody says otherwise.
const SHOWN: u64 = 1_000;

pub(in crate::server) const ENDPOINTS: &[Endpoint] = &[
    Endpoint {
        method: Verb::Get,
        path: "/requests",
        id: "listRequests",
        summary: "Lists the last requests to dialects, oldest first, and counts them by number.",
        reads: &[
            Param {
                name: "number",
                place: "query",
                schema: "AnyText",
                about: "Only requests about this number.",
            },
            Param {
                name: "dialect",
                place: "query",
                schema: "Dialect",
                about: "Only requests to this dialect.",
            },
            Param {
                name: "since",
                place: "query",
                schema: "Since",
                about: "Only requests after the one with this `seq`, or from this instant of the tenant's clock on.",
            },
            Param {
                name: "limit",
                place: "query",
                schema: "JournalLimit",
                about: "How many requests to list, the newest ones; 1000 otherwise.",
            },
        ],
        takes: Takes::Nothing,
        gives: &[Gives::json(200, "The requests.", "Requests")],
        refuses: &[],
        run: shown,
    },
    Endpoint {
        method: Verb::Delete,
        path: "/requests",
        id: "forgetRequests",
        summary: "Forgets the requests; counts for metrics go on.",
        reads: &[],
        takes: Takes::Nothing,
        gives: &[Gives::nothing("There are none any more.")],
        refuses: &[],
        run: |call| {
            call.tenant.journal.clear();
            Ok(Reply::nothing())
        },
    },
];

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

fn shown(call: &Call) -> Result<Reply, Problem> {
    let since = call.query("since").map(|text| {
        since(text).ok_or_else(|| {
            Problem::bad(
                format!(
                    "`since`: `{}` is neither a `seq` nor an instant",
                    short(text)
                ),
                "write `17` or `2026-04-01T12:00:00Z`",
            )
        })
    });
    let since = since.transpose()?;
    let limit = call.whole("limit", (1, KEPT_MOST as u64))?.unwrap_or(SHOWN);
    let (number, dialect) = (call.query("number"), call.query("dialect"));
    if let Some(name) = dialect.filter(|name| by_name(name).is_none()) {
        let names: Vec<&str> = DIALECTS.iter().map(|dialect| dialect.name()).collect();
        return Err(Problem::bad(
            format!("`dialect`: there is no dialect `{}`", short(name)),
            format!("choose from {}", names.join(", ")),
        ));
    }
    let matches = |entry: &Entry| {
        number.is_none_or(|wanted| entry.numbers().any(|number| number == wanted))
            && dialect.is_none_or(|name| entry.facts.dialect == name)
            && match since {
                None => true,
                Some(Since::Seq(seq)) => entry.seq > seq,
                Some(Since::Instant(at)) => entry.now >= at,
            }
    };
    let (found, dropped) = call.tenant.journal.read(matches);
    let mut numbers = BTreeMap::new();
    for number in found.iter().flat_map(Entry::numbers) {
        *numbers.entry(number.to_owned()).or_default() += 1;
    }
    let limit = usize::try_from(limit).unwrap_or(KEPT_MOST);
    let newest = &found[found.len().saturating_sub(limit)..];
    Ok(Reply::ok(&Page {
        matching: found.len(),
        dropped,
        requests: newest.iter().map(line).collect(),
        numbers,
    }))
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
