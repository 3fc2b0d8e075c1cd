//! `clock`: what time it is, for everybody or for one key.

use axum::http::StatusCode;
use serde::{Deserialize, Serialize};

use super::cases::found;
use super::endpoint::{Call, Endpoint, Gives, Problem, Reply, Takes, Verb, given, short};
use crate::clock::{Clock, Pace};
use crate::parcel::Timestamp;
use crate::scenario::duration;
use crate::server::moment;

pub(super) const ENDPOINTS: &[Endpoint] = &[
    Endpoint {
        method: Verb::Get,
        path: "/clock",
        id: "getClock",
        summary: "Tells what the clock shows and how it moves.",
        reads: &[],
        takes: Takes::Nothing,
        gives: &[Gives::json(200, "The clock.", "Clock")],
        refuses: &[],
        run: |call| Ok(clock(call)),
    },
    Endpoint {
        method: Verb::Put,
        path: "/clock",
        id: "setClock",
        summary: "Puts the clock to an instant, also back, or changes its pace, or both. What lies outside the years \
                  1970 to 9999 counts as their nearest end.",
        reads: &[],
        takes: Takes::Json("SetClock"),
        gives: &[Gives::json(200, "The clock from now on.", "Clock")],
        refuses: &[],
        run: set,
    },
    Endpoint {
        method: Verb::Post,
        path: "/clock/advance",
        id: "advanceClock",
        summary: "Moves the clock by a duration, also back; to an instant; or forward to the next moment at which \
                  anything shown changes of the case of a number: an observer's page, or what a buyer was told.",
        reads: &[],
        takes: Takes::Json("Advance"),
        gives: &[Gives::json(200, "The clock from now on.", "Clock")],
        refuses: &[
            (404, "The number leads nowhere."),
            (
                409,
                "There is no change left: what is shown of the number's case stays as it is.",
            ),
        ],
        run: advance,
    },
    Endpoint {
        method: Verb::Get,
        path: "/clock/keys/{key}",
        id: "getKeyClock",
        summary: "Tells what an API key's own clock shows and how it moves.",
        reads: &[],
        takes: Takes::Nothing,
        gives: &[Gives::json(200, "The key's clock.", "Clock")],
        refuses: &[(404, "The key has no clock of its own.")],
        run: key_clock,
    },
    Endpoint {
        method: Verb::Put,
        path: "/clock/keys/{key}",
        id: "setKeyClock",
        summary: "Gives an API key a clock of its own, or puts it to an instant or changes its pace. It begins as the \
                  tenant's. It moves what answers show; what is registered, counted and sent follows the tenant's.",
        reads: &[],
        takes: Takes::Json("SetClock"),
        gives: &[Gives::json(200, "The key's clock from now on.", "Clock")],
        refuses: &[(409, "There are as many keys with clocks as there can be.")],
        run: set_key_clock,
    },
    Endpoint {
        method: Verb::Delete,
        path: "/clock/keys/{key}",
        id: "deleteKeyClock",
        summary: "Takes an API key's own clock away, so that the tenant's counts again.",
        reads: &[],
        takes: Takes::Nothing,
        gives: &[Gives::nothing("The key has no clock of its own any more.")],
        refuses: &[(404, "It had none.")],
        run: delete_key_clock,
    },
];

/// What a clock shows and how it moves.
#[derive(Serialize)]
pub(super) struct ClockJson {
    pub(super) now: String,
    pub(super) pace: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SetClock {
    #[serde(default, deserialize_with = "given")]
    now: Option<String>,
    #[serde(default, deserialize_with = "given")]
    pace: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Advance {
    #[serde(default, deserialize_with = "given")]
    by: Option<String>,
    #[serde(default, deserialize_with = "given")]
    to: Option<String>,
    #[serde(default, deserialize_with = "given")]
    to_next_change: Option<String>,
}

/// Returns an instant in UTC.
pub(in crate::server) fn zulu(at: Timestamp) -> String {
    String::from_utf8_lossy(&at.zulu()).into_owned()
}

/// Reads an instant in a body.
pub(super) fn instant(name: &str, text: &str) -> Result<Timestamp, Problem> {
    moment::instant(text).ok_or_else(|| {
        Problem::unprocessable(
            format!("`{name}`: `{}` is no instant", short(text)),
            "write RFC 3339 with an offset, such as `2026-04-01T12:00:00Z`",
        )
    })
}

/// Reads a pace in a body.
pub(super) fn pace(text: &str) -> Result<Pace, Problem> {
    text.parse().map_err(|_| {
        Problem::unprocessable(
            format!("`pace`: `{}` is no pace", short(text)),
            "write `frozen`, `real`, a rate such as `1d/s`, or jumps such as `step 1d/10s`",
        )
    })
}

impl ClockJson {
    pub(super) fn of(clock: &Clock) -> Self {
        Self {
            now: zulu(clock.now()),
            pace: clock.pace().to_string(),
        }
    }
}

impl SetClock {
    fn read(&self) -> Result<(Option<Timestamp>, Option<Pace>), Problem> {
        let now = self.now.as_deref().map(|text| instant("now", text));
        let pace = self.pace.as_deref().map(pace);
        let (now, pace) = (now.transpose()?, pace.transpose()?);
        if now.is_none() && pace.is_none() {
            return Err(Problem::unprocessable(
                "there is nothing to set",
                "send `now`, `pace` or both",
            ));
        }
        Ok((now, pace))
    }
}

fn clock(call: &Call) -> Reply {
    Reply::ok(&ClockJson::of(&call.tenant.desk.clock))
}

fn set(call: &Call) -> Result<Reply, Problem> {
    let (now, pace) = call.json::<SetClock>()?.read()?;
    let clock = &call.tenant.desk.clock;
    put(clock, now, pace);
    Ok(Reply::ok(&ClockJson::of(clock)))
}

fn put(clock: &Clock, now: Option<Timestamp>, pace: Option<Pace>) {
    if let Some(now) = now {
        clock.set(now);
    }
    if let Some(pace) = pace {
        clock.set_pace(pace);
    }
}

fn advance(call: &Call) -> Result<Reply, Problem> {
    let wanted: Advance = call.json()?;
    let clock = &call.tenant.desk.clock;
    match (&wanted.by, &wanted.to, &wanted.to_next_change) {
        (Some(by), None, None) => {
            clock.advance(signed("by", by)?);
        }
        (None, Some(to), None) => clock.set(instant("to", to)?),
        (None, None, Some(number)) => {
            let found = found(call, number)?;
            let next = found.case.next_change(clock.now()).ok_or_else(|| {
                Problem::conflict(
                    format!(
                        "there is no change left: what is shown of the case of `{}` stays as it is",
                        short(number)
                    ),
                    "put the clock back, or take another number",
                )
            })?;
            clock.set(next);
        }
        _ => {
            return Err(Problem::unprocessable(
                "the clock moves in one way at a time",
                r#"send one of {"by": "2d"}, {"to": "2026-04-01T12:00:00Z"} and {"to_next_change": "NUMBER"}"#,
            ));
        }
    }
    Ok(Reply::ok(&ClockJson::of(clock)))
}

/// Reads a duration that may go back.
fn signed(name: &str, text: &str) -> Result<i64, Problem> {
    let (sign, length) = match text.strip_prefix('-') {
        Some(length) => (-1, length),
        None => (1, text),
    };
    length_of(name, length).map(|seconds| sign * i64::from(seconds))
}

/// Reads a duration in a body.
pub(in crate::server) fn length_of(name: &str, text: &str) -> Result<u32, Problem> {
    duration::parse(text).map_err(|error| {
        Problem::unprocessable(
            format!("`{name}`: `{}` {}", short(text), error.wrong),
            error.mend,
        )
    })
}

fn key_clock(call: &Call) -> Result<Reply, Problem> {
    let clock = call.tenant.desk.clock_of(call.part(0));
    let clock = clock.ok_or_else(no_clock)?;
    Ok(Reply::ok(&ClockJson::of(&clock)))
}

fn no_clock() -> Problem {
    Problem::missing(
        "this key has no clock of its own",
        "give it one: `PUT /_sim/clock/keys/{key}` with `now` or `pace`",
    )
}

fn set_key_clock(call: &Call) -> Result<Reply, Problem> {
    let (now, pace) = call.json::<SetClock>()?.read()?;
    let desk = &call.tenant.desk;
    let key = call.part(0);
    let clock = match desk.clock_of(key) {
        Some(clock) => clock,
        None => desk
            .give_clock(key, Clock::new(desk.clock.now(), desk.clock.pace()))
            .map_err(|full| {
                Problem::new(
                    StatusCode::CONFLICT,
                    format!(
                        "{} keys have clocks of their own, and no more can",
                        full.most
                    ),
                    "take one away: `DELETE /_sim/clock/keys/{key}`",
                )
            })?,
    };
    put(&clock, now, pace);
    Ok(Reply::ok(&ClockJson::of(&clock)))
}

fn delete_key_clock(call: &Call) -> Result<Reply, Problem> {
    if call.tenant.desk.take_clock(call.part(0)) {
        Ok(Reply::nothing())
    } else {
        Err(no_clock())
    }
}
