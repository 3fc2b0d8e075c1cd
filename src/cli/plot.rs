//! `simulate plot SCENARIO -o FILE`: pictures of what a scenario's cases look like.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use rayon::prelude::*;

use super::failure::Failure;
use super::{output, target, world};
use crate::fleet::{Address, Case, LAST_DAY, World, Worlds};
use crate::order::Arrivals;
use crate::parcel::time::Day;
use crate::realism::plot::{self, Caption, picture};
use crate::realism::survey::Survey;
use crate::scenario::Library;

/// Cases are made in batches of so many.
const BATCH: u64 = 4_096;
/// More cases make no better picture.
const CASES_MAX: u64 = 10_000_000;

const AFTER_HELP: &str = "\
Examples:
  simulate plot standard -o standard.svg
  simulate plot super-economy -o silence.svg --kind silence
  simulate plot ./mine.toml -o - --cases 500 > mine.svg

The orders are dealt over four weeks, so that no weekday is missing.
The same command writes the same bytes.";

/// Draw a scenario's delivery times, silences and hours as an SVG picture.
#[derive(Debug, Args)]
#[command(after_help = AFTER_HELP)]
pub(super) struct PlotArgs {
    /// A built-in scenario's name, or the path of a scenario file
    #[arg(value_name = "SCENARIO")]
    scenario: String,

    /// The file to write; `-` is standard output
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,

    /// What to draw [default: all three, one below another]
    #[arg(long, value_enum)]
    kind: Option<Kind>,

    /// How many cases to look at
    #[arg(long, value_name = "N", default_value_t = 10_000, value_parser = clap::value_parser!(u64).range(1..=CASES_MAX))]
    cases: u64,

    /// Another seed, another fleet
    #[arg(long, value_name = "N")]
    seed: Option<u64>,

    /// Over how many order days the cases are dealt
    #[arg(long, value_name = "N", default_value_t = 28, value_parser = clap::value_parser!(u32).range(1..=4096))]
    days: u32,

    /// The first order day, 2020-01-01 to 2031-03-19 [default: 2026-03-02, or the scenario's own]
    #[arg(long, value_name = "DATE")]
    start: Option<String>,
}

/// What to draw.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Kind {
    /// Days from pickup to delivery, and the window that buyers are told
    Delivery,
    /// The longest silence that a watcher of the origin carrier's page sees
    Silence,
    /// Weekdays and hours of scans, on the clock of their place
    Hours,
}

/// Draws a scenario.
pub(super) fn plot(args: &PlotArgs) -> Result<(), Failure> {
    let world = world::world(&args.scenario, args.seed)?;
    let start = world::start(args.start.as_deref())?.unwrap_or_else(|| world.start());
    if i64::from(start.0) + i64::from(args.days) - 1 > i64::from(LAST_DAY.0) {
        return Err(Failure::usage(
            format!("the order days go beyond {LAST_DAY}"),
            "start earlier, or deal the cases over fewer `--days`",
        ));
    }
    let survey = survey(args, &world, start);
    let kinds = match args.kind {
        None => plot::Kind::ALL,
        Some(Kind::Delivery) => &[plot::Kind::Delivery],
        Some(Kind::Silence) => &[plot::Kind::Silence],
        Some(Kind::Hours) => &[plot::Kind::Hours],
    };
    let svg = picture(&survey, kinds, &caption(args, &world, start));
    target::write(&args.output, svg.as_bytes())
}

/// Looks at the cases; case i is dealt to day i mod days, as `--count` and `--days` deal them.
fn survey(args: &PlotArgs, world: &World, start: Day) -> Survey {
    let worlds = Worlds::new(Library::built_in(), start);
    let arrivals = Arrivals::new(start, args.days as u16);
    let case = |index: u64| {
        let (day, place) = arrivals.of(index);
        Case::new(&worlds, world, Address { day, place })
    };
    let progress = output::progress(args.cases);
    let mut whole = Survey::default();
    let mut next = 0;
    while next < args.cases {
        let batch = next..(next + BATCH).min(args.cases);
        next = batch.end;
        let add = |mut survey: Survey, index: u64| {
            survey.add(&case(index));
            survey
        };
        let parts: Vec<Survey> = batch.into_par_iter().fold(Survey::default, add).collect();
        for part in parts {
            whole.merge(part);
        }
        progress.set_position(next);
    }
    progress.finish_and_clear();
    whole
}

fn caption(args: &PlotArgs, world: &World, start: Day) -> Caption {
    let name = &world.scenario.name;
    let seed = world.seed.0;
    let last = start.plus(args.days.cast_signed() - 1);
    let cases = if args.cases == 1 { "case" } else { "cases" };
    let kind = match args.kind {
        None => "",
        Some(Kind::Delivery) => " --kind delivery",
        Some(Kind::Silence) => " --kind silence",
        Some(Kind::Hours) => " --kind hours",
    };
    Caption {
        title: world.scenario.title.to_string(),
        cases: format!(
            "{name}, seed {seed}: {} {cases}, ordered {start} to {last}",
            plot::grouped(args.cases)
        ),
        command: format!(
            "simulate plot {} --cases {} --seed {seed} --days {} --start {start}{kind}",
            args.scenario, args.cases, args.days
        ),
    }
}
