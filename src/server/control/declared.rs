//! Declaring: the worlds that requests ask for by scenario, seed and trouble.

use super::endpoint::{Call, Problem, short};
use crate::fleet::{FIRST_DAY, LAST_DAY, World};
use crate::parcel::time::Day;
use crate::random::Seed;
use crate::server::Source;
use crate::server::setup::NotDeclared;
use crate::trouble::{Trouble, TroubleError};

/// Reads an order day.
pub(super) fn day(text: &str) -> Result<Day, Problem> {
    let date: jiff::civil::Date = text.parse().map_err(|_| {
        Problem::unprocessable(
            format!("`start`: `{}` is no date", short(text)),
            "write a date such as `2026-03-02`",
        )
    })?;
    let (month, day) = (date.month().unsigned_abs(), date.day().unsigned_abs());
    Ok(Day::from_ymd(
        i32::from(date.year()),
        month.into(),
        day.into(),
    ))
}

/// Reads what is to go wrong on purpose.
pub(super) fn trouble(text: Option<&str>) -> Result<Trouble, Problem> {
    let trouble = text.unwrap_or_default().parse();
    trouble.map_err(|error: TroubleError| {
        Problem::unprocessable(format!("`with`: {error}"), error.mend)
    })
}

/// Declares the world of a scenario, a seed and some trouble, and sees to it that numbers of a day are read as that
/// day's.
pub(super) fn declared(
    call: &Call,
    source: &Source,
    (seed, trouble): (Option<u64>, &Trouble),
    day: Day,
) -> Result<World, Problem> {
    let desk = &call.tenant.desk;
    if !(FIRST_DAY..=LAST_DAY).contains(&day) {
        return Err(Problem::conflict(
            format!("tracking numbers have no room for orders of {day}"),
            format!("take a `start` from {FIRST_DAY} to {LAST_DAY}, or put the clock there"),
        ));
    }
    let scenario = source.scenario().ok_or_else(|| {
        Problem::missing(
            format!("the scenario `{}` does not compile", source.name()),
            "choose another one",
        )
    })?;
    let seed = seed.map_or(Seed::DEFAULT, Seed);
    let world = World::new(scenario, seed).with(trouble);
    let before = desk.worlds();
    desk.reach(day).map_err(|error| {
        Problem::conflict(
            error.to_string(),
            "take a `start` between them, or a server that was started near this day (`--start`)",
        )
    })?;
    let reached = call
        .tenant
        .setup
        .reached(before.latest(), desk.worlds().latest());
    let declared = call.tenant.setup.declare(desk, (source, &world));
    match declared {
        Ok(()) if reached => Ok(world),
        Ok(()) | Err(NotDeclared::NotKept) => {
            desk.replace_worlds(before);
            Err(Problem::not_kept())
        }
        Err(NotDeclared::Clash(clash, free)) => {
            desk.replace_worlds(before);
            let mend = match free {
                Some(seed) => format!("take another seed: {} is free", seed.0),
                None => "no seed is free: `POST /_sim/reset`, or open a tenant".to_owned(),
            };
            Err(Problem::conflict(clash.to_string(), mend))
        }
    }
}
