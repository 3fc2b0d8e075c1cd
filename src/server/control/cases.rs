//! `truth`, `ideal` and `explain`: what stands behind a number.

use serde::Serialize;

use super::clock::zulu;
use super::endpoint::{Call, Endpoint, Gives, Problem, Reply, SIM_NOW, Takes, Verb, short};
use super::explained::{EventJson, explained};
use crate::fleet::document::{Document, Truth, rfc3339};
use crate::fleet::{Alias, Case, Ideal, Refusal, find};
use crate::parcel::{Milestone, NumberRef, Status, Timestamp};

const NOBODYS: (u16, &str) = (
    404,
    "The number is nobody's, or of a world that is not declared.",
);

pub(super) const ENDPOINTS: &[Endpoint] = &[
    Endpoint {
        method: Verb::Get,
        path: "/truth/{number}",
        id: "getTruth",
        summary: "Tells what really happens to the parcels of a number's case, from beginning to end, what buyers \
                  were told, everything that is recorded, and where the first parcel is at the instant.",
        reads: &[SIM_NOW],
        takes: Takes::Nothing,
        gives: &[Gives::json(200, "The truth.", "Truth")],
        refuses: &[NOBODYS],
        run: truth,
    },
    Endpoint {
        method: Verb::Get,
        path: "/ideal/{number}",
        id: "getIdeal",
        summary: "Tells what a perfect tracker would say of a number at the instant, from what carriers show and from \
                  nothing else.",
        reads: &[SIM_NOW],
        takes: Takes::Nothing,
        gives: &[Gives::json(200, "What it would say.", "Ideal")],
        refuses: &[NOBODYS],
        run: ideal,
    },
    Endpoint {
        method: Verb::Get,
        path: "/explain/{number}",
        id: "getExplanation",
        summary: "Tells why each true event happened when it did: state, distribution, draw and source.",
        reads: &[],
        takes: Takes::Nothing,
        gives: &[Gives::json(200, "The causes.", "Explanation")],
        refuses: &[NOBODYS],
        run: explain,
    },
];

/// A case that a text leads to.
pub(super) struct Found {
    pub(super) case: Case,
    /// What the text is to it; none if it is no carrier's number.
    pub(super) number: Option<NumberRef>,
    /// The number as it was looked up.
    pub(super) text: String,
    /// What is wrong with the text, although a buyer was told it.
    pub(super) slip: Option<String>,
    /// Whether the text stands for one of the case's numbers because somebody bound it.
    pub(super) is_bound: bool,
}

/// Returns the case that a text leads to, also through a slip in what a buyer was told.
pub(super) fn found(call: &Call, text: &str) -> Result<Found, Problem> {
    let desk = &call.tenant.desk;
    let worlds = desk.worlds();
    if let Some(binding) = desk.binding(text) {
        return Ok(Found {
            case: Case::new(&worlds, &binding.world, binding.address),
            number: Some(binding.number),
            text: text.to_owned(),
            slip: None,
            is_bound: true,
        });
    }
    let found = find(&worlds, text).map_err(|refusal| nobodys(text, &refusal))?;
    Ok(Found {
        number: found.case.number(found.number.as_str()),
        case: found.case,
        text: found.number.to_string(),
        slip: found.fault,
        is_bound: false,
    })
}

fn nobodys(text: &str, refusal: &Refusal) -> Problem {
    const LIST: &str = "`GET /_sim/orders` lists numbers";
    match refusal {
        Refusal::Malformed(error) => Problem::missing(
            format!("`{}` is nobody's number: {error}", short(text)),
            format!(
                "{}; {LIST}, and `PUT /_sim/numbers/{{text}}` binds any text",
                error.help()
            ),
        ),
        Refusal::Undeclared(_) => Problem::missing(
            refusal.to_string(),
            "declare the world that printed it: `POST /_sim/orders` with its `scenario`, `seed` and `start`",
        ),
        Refusal::NotIssued(_) | Refusal::Nobody { .. } => {
            Problem::missing(refusal.to_string(), format!("{}; {LIST}", refusal.help()))
        }
    }
}

#[derive(Serialize)]
struct TruthJson<'a> {
    number: &'a str,
    /// What the number is to its parcel; none if it is no carrier's.
    role: Option<&'static str>,
    /// The parcel it belongs to, from 0.
    parcel: Option<u8>,
    slip: Option<&'a str>,
    bound: bool,
    at: String,
    /// The last true event of the number's parcel by then.
    position: Option<PositionJson>,
    /// Seconds until the last true event of that parcel; none once it lies behind.
    remaining_seconds: Option<i64>,
    case: Document<'a>,
}

#[derive(Serialize)]
struct PositionJson {
    milestone: Option<&'static str>,
    status: Option<&'static str>,
    since: String,
    city: &'static str,
    country: &'static str,
}

fn truth(call: &Call) -> Result<Reply, Problem> {
    let found = found(call, call.part(0))?;
    let at = call.at();
    let number = found.number;
    let bears = |parcel: &&crate::fleet::Parcel| {
        let mut numbers = parcel.record.numbers.iter();
        number.is_none_or(|number| numbers.any(|fact| fact.number == number))
    };
    let parcel = found.case.parcels.iter().find(bears);
    let scans = parcel.map_or(&[][..], |parcel| &parcel.journey.scans);
    let position = scans.iter().rfind(|scan| scan.at <= at);
    let end = scans.last().map(|last| last.at - at);
    let case = found
        .case
        .document(None, Truth::Shown)
        .ok_or_else(|| Problem::missing("this case has no orders", "take another number"))?;
    Ok(Reply::ok(&TruthJson {
        number: &found.text,
        role: number.map(|number| number.role.name()),
        parcel: number.map(|number| number.parcel),
        slip: found.slip.as_deref(),
        bound: found.is_bound,
        at: zulu(at),
        position: position.map(|scan| PositionJson {
            milestone: scan.milestone.map(Milestone::name),
            status: scan.milestone.map(|milestone| milestone.status().name()),
            since: rfc3339(scan.at, scan.place.zone()).to_string(),
            city: scan.place.city().name(),
            country: scan.place.country().code(),
        }),
        remaining_seconds: end.filter(|seconds| *seconds > 0),
        case,
    }))
}

#[derive(Serialize)]
struct IdealJson<'a> {
    number: &'a str,
    at: String,
    verdict: &'static str,
    status: Option<&'static str>,
    last_event: Option<LastJson>,
    follow: Option<&'a str>,
    estimated_delivery: Option<String>,
    silence: SilenceJson,
}

#[derive(Serialize)]
struct LastJson {
    milestone: &'static str,
    reason: Option<&'static str>,
    occurred_at: String,
    city: &'static str,
    country: &'static str,
    carrier: &'static str,
    observer: &'static str,
}

#[derive(Serialize)]
struct SilenceJson {
    since: String,
    unusual_from: Option<String>,
    unusual: bool,
}

fn ideal(call: &Call) -> Result<Reply, Problem> {
    let found = found(call, call.part(0))?;
    let at = call.at();
    let renamed = found.number.filter(|_| found.is_bound).map(|number| Alias {
        number,
        text: &found.text,
    });
    let ideal = found.case.ideal((found.number, &found.text), at, renamed);
    let ideal =
        ideal.ok_or_else(|| Problem::missing("this case has no orders", "take another number"))?;
    Ok(Reply::ok(&ideal_json(&found.text, at, &ideal)))
}

fn ideal_json<'a>(number: &'a str, at: Timestamp, ideal: &'a Ideal) -> IdealJson<'a> {
    IdealJson {
        number,
        at: zulu(at),
        verdict: ideal.verdict.name(),
        status: ideal.status.map(Status::name),
        last_event: ideal.last_event.map(|seen| LastJson {
            milestone: seen.milestone.name(),
            reason: seen.reason.map(crate::parcel::Reason::name),
            occurred_at: rfc3339(seen.occurred_at, seen.place.zone()).to_string(),
            city: seen.place.city().name(),
            country: seen.place.country().code(),
            carrier: seen.carrier.slug(),
            observer: seen.observer.name(),
        }),
        follow: ideal.follow.as_deref(),
        estimated_delivery: ideal.estimate.map(|day| day.to_string()),
        silence: SilenceJson {
            since: zulu(ideal.silence.since),
            unusual_from: ideal.silence.unusual_from.map(zulu),
            unusual: ideal.silence.unusual,
        },
    }
}

#[derive(Serialize)]
struct ExplanationJson<'a> {
    number: &'a str,
    scenario: &'a str,
    seed: u64,
    start: String,
    index: u64,
    events: Vec<EventJson<'a>>,
}

fn explain(call: &Call) -> Result<Reply, Problem> {
    let found = found(call, call.part(0))?;
    let case = &found.case;
    Ok(Reply::ok(&ExplanationJson {
        number: &found.text,
        scenario: &case.scenario.name,
        seed: case.world.seed.0,
        start: case.address.day.to_string(),
        index: case.address.place,
        events: explained(case),
    }))
}
