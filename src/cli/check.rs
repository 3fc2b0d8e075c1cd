//! `simulate check [SCENARIO…]`: whether scenarios measure what was published, calibrated and declared.

use std::sync::Arc;

use clap::{Args, ValueEnum};

use super::args::LookArgs;
use super::checked;
use super::failure::Failure;
use super::scenarios::Printing;
use super::style::Look;
use super::{output, world};
use crate::random::Seed;
use crate::realism::gates::{self, Figure, Request, Size, Verdict};
use crate::scenario::Library;

const AFTER_HELP: &str = "\
Examples:
  simulate check
  simulate check standard premium --gate a
  simulate check ./mine.toml --quick
  simulate check --format json > gates.json

Without a scenario it checks every service line, and the mix. The cases are made at fixed seeds over a year of order
days, so the same command prints the same figures. The exit code is 1 if a figure fails.";

/// What is checked without a scenario's name, as far as it exists.
const LINES: [&str; 10] = [
    "super-economy",
    "standard",
    "expedited-standard",
    "special-goods",
    "heavy-parcel",
    "premium",
    "china-domestic",
    "local-warehouse",
    "untracked-abroad",
    "aliexpress-mix",
];

/// Check that scenarios measure what was published, calibrated and declared.
#[derive(Debug, Args)]
#[command(after_help = AFTER_HELP)]
pub(super) struct CheckArgs {
    /// Built-in scenarios' names, or paths of scenario files [default: every service line, and the mix]
    #[arg(value_name = "SCENARIO")]
    scenarios: Vec<String>,

    /// Only these gates
    #[arg(long, value_enum, value_delimiter = ',', value_name = "GATE,…")]
    gate: Vec<Gate>,

    /// Look at few cases, and allow for chance
    #[arg(long)]
    quick: bool,

    /// Another seed, another fleet; rates are always looked at with the seeds 1, 2 and 3
    #[arg(long, value_name = "N")]
    seed: Option<u64>,

    /// How many threads make cases [default: one a core]; the figures are the same
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    threads: Option<u16>,

    /// How to print
    #[arg(long, value_enum, default_value_t)]
    format: Printing,

    #[command(flatten)]
    pub(super) look: LookArgs,
}

/// A family of gates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Gate {
    /// Calibration: each leg, without holidays and shared departures
    A,
    /// Product: whole journeys against published windows, with everything
    B,
    /// Rates: how often things happen, against what the scenario declares
    C,
    /// Logs: events a case, hours, weekdays, real traces
    D,
    /// Published rates: returns, losses, holds and number trouble as the scenario declares them
    E,
}

impl Gate {
    const fn gate(self) -> gates::Gate {
        match self {
            Self::A => gates::Gate::Calibration,
            Self::B => gates::Gate::Product,
            Self::C => gates::Gate::Rates,
            Self::D => gates::Gate::Logs,
            Self::E => gates::Gate::Published,
        }
    }
}

/// Checks scenarios.
pub(super) fn check(args: &CheckArgs) -> Result<(), Failure> {
    let requests = requests(args)?;
    let threads = args.threads.map_or(0, usize::from);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
    let pool = pool.map_err(|error| {
        Failure::run(
            format!("no threads can be started: {error}"),
            "try `--threads 1`",
        )
    })?;
    let progress = output::progress(requests.iter().map(Request::cases).sum());
    let mut figures: Vec<Figure> = Vec::new();
    for request in &requests {
        figures.extend(pool.install(|| request.check(&mut |cases| progress.inc(cases))));
    }
    progress.finish_and_clear();
    match args.format {
        Printing::Text => {
            let look = Look::of_stdout(args.look);
            output::write(checked::text(&figures, look).as_bytes())?;
        }
        Printing::Json => output::write(&checked::json(&figures))?,
    }
    let failed = figures.iter().any(|figure| figure.verdict == Verdict::Fail);
    if failed { Err(Failure::Gates) } else { Ok(()) }
}

fn requests(args: &CheckArgs) -> Result<Vec<Request>, Failure> {
    let library = Library::built_in();
    let names: Vec<&str> = if args.scenarios.is_empty() {
        let known = |name: &&str| library.get(name).is_some();
        LINES.into_iter().filter(known).collect()
    } else {
        args.scenarios.iter().map(String::as_str).collect()
    };
    let gates: Vec<gates::Gate> = if args.gate.is_empty() {
        gates::Gate::ALL.to_vec()
    } else {
        let all = Gate::value_variants().iter();
        let asked = all.filter(|gate| args.gate.contains(gate));
        asked.map(|gate| gate.gate()).collect()
    };
    let request = |name: &str| {
        let world = world::world(name, args.seed)?;
        Ok(Request {
            scenario: Arc::clone(&world.scenario),
            gates: gates.clone(),
            size: if args.quick { Size::Quick } else { Size::Full },
            seed: args.seed.map_or(Seed::DEFAULT, Seed),
        })
    };
    names.into_iter().map(request).collect()
}
