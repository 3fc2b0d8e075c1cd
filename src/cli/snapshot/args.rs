//! What can be typed after `simulate snapshot`.

use std::path::PathBuf;
use std::time::Duration;

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use super::redact::Redaction;
use crate::cli::args::{LookArgs, whole};
use crate::dialect::{DIALECTS, Dialect, by_name};
use crate::scenario::duration;

const AFTER_HELP: &str = "\
The tracker is asked at every moment at which a carrier shows something else, in silences and around midnights, with the
clock of the mock carrier at that moment. In CMD and in --http, {number}, {url} and {now} stand for the number, the mock
carrier's address and the time; CMD also finds them in SIM_NUMBER, SIM_URL and SIM_NOW. What it prints is its answer; JSON
is compared by what it says.

Examples:
  simulate snapshot --scenario customs-hold refused -- ./tracker {number} --api {url} --now {now}
  simulate snapshot --check --scenario customs-hold --redact /requestId -- node tracker.js {number}
  simulate snapshot --scenario customs-hold --judge mapping.toml -- ./tracker {number}
  simulate snapshot --scenario customs-hold --port 8080 --http 'http://127.0.0.1:9000/{number}'

Snapshots are files that `cargo insta review` reads. Exit codes: 0 all as before, 1 something changed or is wrong, 2 a mistake.";

/// Record what your tracker says over the life of parcels, and compare it with before
#[derive(Debug, Clone, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
#[command(after_help = AFTER_HELP)]
pub(in crate::cli) struct SnapshotArgs {
    /// Scenarios: built-in names or paths of scenario files
    #[arg(long, value_name = "NAME|FILE", num_args = 1.., required_unless_present = "number")]
    pub(super) scenario: Vec<String>,

    /// The seed of the scenarios [default: 1]
    #[arg(long, value_name = "N", value_parser = whole, allow_hyphen_values = true)]
    pub(super) seed: Option<u64>,

    /// The order day [default: 2026-03-02, or the scenario's own]
    #[arg(long, value_name = "DATE")]
    pub(super) start: Option<String>,

    /// Which case of the day, from 0
    #[arg(long, value_name = "N", value_parser = whole, allow_hyphen_values = true)]
    pub(super) index: Option<u64>,

    /// The case of a tracking number of a built-in scenario
    #[arg(long, value_name = "NUMBER", conflicts_with_all = ["scenario", "seed", "start", "index"])]
    pub(super) number: Option<String>,

    /// Show only what this carrier or aggregator shows [default: whatever the tracker asks]
    #[arg(long, value_name = "DIALECT", value_parser = dialect())]
    pub(super) dialect: Option<&'static dyn Dialect>,

    /// What goes wrong on purpose with orders, numbers, records and wire formats; `simulate trouble` lists the names
    #[arg(long, value_name = "TROUBLE[=RATE],…", conflicts_with = "number")]
    pub(super) with: Option<String>,

    /// Let something go wrong around the answers, as `serve --fault` does; may be repeated
    #[arg(long, value_name = "DIALECT|*:FAULT[=VALUE][,…]")]
    pub(super) fault: Vec<String>,

    /// Take what the tracker says now for right
    #[arg(long, conflicts_with = "check")]
    pub(super) update: bool,

    /// Write nothing, only compare
    #[arg(long)]
    pub(super) check: bool,

    /// The folder of the snapshots
    #[arg(long, value_name = "DIR", default_value = "snapshots")]
    pub(super) out: PathBuf,

    /// What the names of the snapshots begin with, before two underscores
    #[arg(long, value_name = "NAME", value_parser = name)]
    pub(super) name: Option<String>,

    /// Leave out what changes from run to run: a JSON pointer, in which * is any key (/events/*/id), or re:REGEX for
    /// texts; may be repeated
    #[arg(long, value_name = "POINTER|re:REGEX")]
    pub(super) redact: Vec<Redaction>,

    /// Ask a tracker that is a server, on this machine
    #[arg(
        long,
        value_name = "URL",
        conflicts_with = "command",
        required_unless_present = "command"
    )]
    pub(super) http: Option<String>,

    /// Let `--http` name another machine
    #[arg(long, requires = "http")]
    pub(super) allow_remote: bool,

    /// Let the mock carrier listen on this port, for a tracker whose configuration names it; one scenario at a time
    #[arg(long, value_name = "PORT", value_parser = clap::value_parser!(u16).range(1..))]
    pub(super) port: Option<u16>,

    /// Judge the answers too, by a file that says what the tracker's words mean
    #[arg(long, value_name = "FILE")]
    pub(super) judge: Option<PathBuf>,

    /// Let CMD's own clock show the time, by libfaketime
    #[arg(long, conflicts_with = "http")]
    pub(super) faketime: bool,

    /// How long the tracker may take for an answer
    #[arg(long, value_name = "DURATION", default_value = "10s", value_parser = time_out)]
    pub(super) timeout: Duration,

    /// How many scenarios are filmed at a time [default: one a core]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    pub(super) jobs: Option<u16>,

    #[command(flatten)]
    pub(in crate::cli) look: LookArgs,

    /// The tracker, after --
    #[arg(last = true, value_name = "CMD")]
    pub(super) command: Vec<String>,
}

fn dialect() -> impl TypedValueParser<Value = &'static dyn Dialect> {
    let names = DIALECTS.iter().map(|dialect| dialect.name());
    PossibleValuesParser::new(names)
        .try_map(|name| by_name(&name).ok_or("there is no such dialect"))
}

fn time_out(text: &str) -> Result<Duration, String> {
    let seconds = duration::parse(text).ok().filter(|seconds| *seconds > 0);
    let seconds = seconds.ok_or("write a duration such as 10s or 2m")?;
    Ok(Duration::from_secs(seconds.into()))
}

/// Reads the beginning of a file's name.
fn name(text: &str) -> Result<String, String> {
    let fits =
        |character: char| character.is_alphanumeric() || matches!(character, '-' | '_' | '.');
    if text.chars().all(fits) && !text.is_empty() && !text.starts_with('.') {
        Ok(text.to_owned())
    } else {
        Err("write letters, digits, - and _".to_owned())
    }
}
