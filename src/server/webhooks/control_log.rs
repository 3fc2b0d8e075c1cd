//! `GET` and `DELETE /_sim/webhooks/deliveries`: every attempt to tell something.

use serde::Serialize;

use super::log::{Fate, KEPT_MOST, Line, Outcome};
use crate::parcel::Timestamp;
use crate::server::control::{
    Call, Endpoint, Gives, Param, Problem, Reply, Takes, Verb, short, zulu,
};
use crate::server::moment;

/// So many attempts are shown unless somebody says otherwise.
const SHOWN: u64 = 1_000;

pub(in crate::server) const ENDPOINTS: &[Endpoint] = &[
    Endpoint {
        method: Verb::Get,
        path: "/webhooks/deliveries",
        id: "listDeliveries",
        summary: "Lists the last attempts to tell somebody something, oldest first, and why some were not made.",
        reads: &[
            query("number", "AnyText", "Only what tells of this number."),
            query("dialect", "AnyText", "Only what this dialect tells."),
            query(
                "subscription",
                "SubscriptionId",
                "Only what this subscription is told.",
            ),
            query(
                "fate",
                "Fate",
                "Only attempts after which this becomes of a message.",
            ),
            query(
                "since",
                "Since",
                "Only attempts after the one with this `seq`, or from this instant of the tenant's clock on.",
            ),
            query(
                "limit",
                "DeliveriesLimit",
                "How many attempts to list, the newest ones; 1000 otherwise.",
            ),
        ],
        takes: Takes::Nothing,
        gives: &[Gives::json(200, "The attempts.", "Deliveries")],
        refuses: &[],
        run: shown,
    },
    Endpoint {
        method: Verb::Delete,
        path: "/webhooks/deliveries",
        id: "forgetDeliveries",
        summary: "Forgets past attempts; what waits is still sent, and counts for metrics go on.",
        reads: &[],
        takes: Takes::Nothing,
        gives: &[Gives::nothing("There are none any more.")],
        refuses: &[],
        run: |call| {
            call.tenant.webhooks.log.clear();
            Ok(Reply::nothing())
        },
    },
];

const fn query(name: &'static str, schema: &'static str, about: &'static str) -> Param {
    Param {
        name,
        place: "query",
        schema,
        about,
    }
}

#[derive(Serialize)]
struct Page {
    /// How many match; more than are shown if the limit is smaller.
    matching: usize,
    /// How many were pushed out by newer ones.
    dropped: u64,
    /// How many deliveries wait or are under way.
    waiting: usize,
    deliveries: Vec<LineJson>,
}

#[derive(Serialize)]
struct LineJson {
    seq: u64,
    delivery: u64,
    subscription: u64,
    dialect: &'static str,
    number: String,
    event: String,
    /// The instant of the change.
    at: String,
    due: String,
    now: String,
    wall: String,
    attempt: u32,
    status: Option<u16>,
    error: Option<String>,
    fate: &'static str,
    next: Option<String>,
    lab: Vec<&'static str>,
    copy: Option<&'static str>,
}

/// From where on attempts are asked for.
#[derive(Clone, Copy)]
enum Since {
    Seq(u64),
    Instant(Timestamp),
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
    let fate = call.query("fate").map(|text| {
        let found = Fate::ALL.into_iter().find(|fate| fate.name() == text);
        found.ok_or_else(|| {
            let names = Fate::ALL.map(Fate::name).join(", ");
            Problem::bad(
                format!("`fate`: there is no `{}`", short(text)),
                format!("write one of {names}"),
            )
        })
    });
    let fate = fate.transpose()?;
    let subscription = call.whole("subscription", (1, (1 << 53) - 1))?;
    let limit = call.whole("limit", (1, KEPT_MOST as u64))?.unwrap_or(SHOWN);
    let (number, dialect) = (call.query("number"), call.query("dialect"));
    let matches = |line: &Line| {
        number.is_none_or(|number| *line.letter.number == *number)
            && dialect.is_none_or(|dialect| line.dialect == dialect)
            && subscription.is_none_or(|id| line.subscription == id)
            && fate.is_none_or(|fate| line.fate == fate)
            && match since {
                None => true,
                Some(Since::Seq(seq)) => line.seq > seq,
                Some(Since::Instant(at)) => line.now >= at,
            }
    };
    let webhooks = &call.tenant.webhooks;
    let (found, dropped) = webhooks.log.read(matches);
    let limit = usize::try_from(limit).unwrap_or(KEPT_MOST);
    let newest = &found[found.len().saturating_sub(limit)..];
    Ok(Reply::ok(&Page {
        matching: found.len(),
        dropped,
        waiting: webhooks.waiting(),
        deliveries: newest.iter().map(document).collect(),
    }))
}

fn since(text: &str) -> Option<Since> {
    let seq = text.parse().ok().map(Since::Seq);
    seq.or_else(|| moment::parse(text).map(Since::Instant))
}

fn document(line: &Line) -> LineJson {
    let (status, error) = match &line.outcome {
        Outcome::Status(status) => (Some(*status), None),
        Outcome::Error(error) => (None, Some(error.clone())),
    };
    LineJson {
        seq: line.seq,
        delivery: line.delivery,
        subscription: line.subscription,
        dialect: line.dialect,
        number: line.letter.number.as_ref().to_owned(),
        event: line.letter.event.as_ref().to_owned(),
        at: zulu(line.letter.at),
        due: zulu(line.due),
        now: zulu(line.now),
        wall: zulu(line.wall),
        attempt: line.attempt,
        status,
        error,
        fate: line.fate.name(),
        next: line.next.map(zulu),
        lab: line.lab.names().collect(),
        copy: line.copy.map(super::letter::Copied::name),
    }
}
