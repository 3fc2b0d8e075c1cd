//! What can be typed: clap types, and nothing of what they do.

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};

use super::check::CheckArgs;
use super::compare::CompareArgs;
use super::plot::PlotArgs;
use super::scenarios::ScenariosArgs;
#[cfg(feature = "server")]
use super::serve::ServeArgs;
#[cfg(feature = "server")]
use super::snapshot::SnapshotArgs;
use super::trouble::TroubleArgs;
use crate::dialect::{DIALECTS, Dialect, by_name};
use crate::parcel::Observer;

/// Parcels that behave like real cross-border parcels, and what carriers record of them.
#[derive(Debug, Parser)]
#[command(
    name = "simulate",
    version = VERSION,
    max_term_width = 100,
    args_conflicts_with_subcommands = true,
    subcommand_negates_reqs = true,
    after_help = AFTER_HELP,
)]
pub(super) struct Cli {
    #[command(subcommand)]
    pub(super) command: Option<Command>,

    #[command(flatten)]
    pub(super) run: RunArgs,
}

const AFTER_HELP: &str = "\
Examples:
  simulate --scenario customs-hold
  simulate --scenario customs-hold --at +12d
  simulate --scenario copied-number --truth
  simulate --scenario standard --where to=DE,fate=returned
  simulate --scenario standard --with duplicate=0.3,post-terminal-scan
  simulate --scenario standard --count 1000 --format ndjson > cases.ndjson
  simulate --scenario ./mine.toml --explain
  simulate --number LP89253443543984 --observer last-mile
  simulate --scenario number-handover --at +20d --format cainiao
  simulate serve
  simulate scenarios list

The same command prints the same bytes for ever: the start is 2026-03-02 and the seed 1 unless you say otherwise.
Exit codes: 0 done, 1 the run failed, 2 a mistake in what was typed or in a scenario file.";

const COMPLETIONS_HELP: &str = "\
Examples:
  simulate completions bash > ~/.local/share/bash-completion/completions/simulate
  simulate completions fish > ~/.config/fish/completions/simulate.fish";

/// The version, and the generation of values that it makes.
const VERSION: &str = concat!(env!("CARGO_PKG_VERSION"), " (generation 1)");

/// Other things than printing cases.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Answer as the carriers' servers would, on a clock that you control
    #[cfg(feature = "server")]
    Serve(Box<ServeArgs>),
    /// Record what your tracker says over the life of parcels, and compare it with before
    #[cfg(feature = "server")]
    Snapshot(Box<SnapshotArgs>),
    /// List, show and check scenarios; print the JSON Schemas
    Scenarios(ScenariosArgs),
    /// Tell how far event log B is from event log A
    Compare(CompareArgs),
    /// Draw a scenario's delivery times, silences and hours as an SVG picture
    Plot(PlotArgs),
    /// Check that scenarios measure what was published, calibrated and declared
    Check(CheckArgs),
    /// List what can be made to go wrong on purpose, for `--with`
    Trouble(TroubleArgs),
    /// Print shell completions
    #[command(after_help = COMPLETIONS_HELP)]
    Completions {
        /// Which shell
        shell: clap_complete::Shell,
    },
}

/// Print cases.
#[derive(Debug, Args)]
pub(super) struct RunArgs {
    /// A built-in scenario's name, or the path of a scenario file
    #[arg(long, value_name = "NAME|FILE")]
    pub(super) scenario: Option<String>,

    /// Another seed, another fleet [default: 1]
    #[arg(long, value_name = "N", value_parser = whole, allow_hyphen_values = true)]
    pub(super) seed: Option<u64>,

    /// The order day, 2020-01-01 to 2031-03-19 [default: 2026-03-02, or the scenario's own]
    #[arg(long, value_name = "DATE")]
    pub(super) start: Option<String>,

    /// Which case of the day, from 0
    #[arg(long, value_name = "N", value_parser = whole, allow_hyphen_values = true)]
    pub(super) index: Option<u64>,

    /// The case of a tracking number; `--scenario`, `--seed` and `--start` declare whose it may be
    #[arg(long, value_name = "NUMBER")]
    pub(super) number: Option<String>,

    /// So many cases, from the index on: a table, or a JSON array
    #[arg(long, value_name = "N", value_parser = at_least_one, allow_hyphen_values = true)]
    pub(super) count: Option<u64>,

    /// Over how many order days the cases are dealt [default: 1]
    #[arg(long, value_name = "N", value_parser = days, allow_hyphen_values = true)]
    pub(super) days: Option<u32>,

    /// What goes wrong on purpose, joined by commas, each with its rate: duplicate,zone-missing=0.3,repeat@delivered;
    /// `simulate trouble` lists the names
    #[arg(long, value_name = "TROUBLE[=RATE],…")]
    pub(super) with: Option<String>,

    /// Only cases that match: to=DE, city=Lyon, service=premium, fate=returned, label=customs-hold, status=delivered,
    /// carrier=dpd, scenario=standard; several are joined by commas, and all must hold
    #[arg(long = "where", value_name = "KEY=VALUE,…")]
    pub(super) filter: Option<String>,

    /// Only what was told and shown by then: a time with its offset (2026-03-20T12:00:00Z), a date (its end, where the
    /// buyer lives), or a time after the order (+12d)
    #[arg(long, value_name = "TIME|+DURATION", allow_hyphen_values = true)]
    pub(super) at: Option<String>,

    /// Show what really happened beside what was recorded
    #[arg(long)]
    pub(super) truth: bool,

    /// Explain the truth: which state, distribution, draw and source made each event
    #[arg(long)]
    pub(super) explain: bool,

    /// How to print: a timeline to read (with `--count` a table), JSON, one JSON object a line, or what a carrier's
    /// server would send
    #[arg(long, default_value = "text", value_parser = Format::parser())]
    pub(super) format: Format,

    /// Whose page the text shows [default: origin-carrier]; JSON holds every observer's
    #[arg(long, value_enum, value_name = "OBSERVER")]
    pub(super) observer: Option<Page>,

    /// How many threads make cases [default: one a core]; the bytes are the same
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    pub(super) threads: Option<u16>,

    #[command(flatten)]
    pub(super) look: LookArgs,
}

/// How text looks.
#[derive(Debug, Clone, Copy, Default, Args)]
pub(super) struct LookArgs {
    /// When to color
    #[arg(long, value_enum, default_value_t, value_name = "WHEN")]
    pub(super) color: Color,

    /// How many columns text may take, 40 to 200 [default: the terminal's up to 140; 100 in a pipe]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(40..=200))]
    pub(super) width: Option<u16>,
}

/// When to color.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(super) enum Color {
    /// On a terminal, unless `NO_COLOR` is set
    #[default]
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// How to print cases.
#[derive(Debug, Clone, Copy)]
pub(super) enum Format {
    /// A timeline to read; with `--count` a table
    Text,
    /// One indented object; with `--count` an array
    Json,
    /// One object a line
    Ndjson,
    /// What a carrier's server would send; with `--count` one answer a line
    Wire(&'static dyn Dialect),
}

impl Format {
    fn parser() -> impl TypedValueParser<Value = Self> {
        let own = ["text", "json", "ndjson"].into_iter();
        let dialects = DIALECTS.iter().map(|dialect| dialect.name());
        PossibleValuesParser::new(own.chain(dialects)).map(|name| match name.as_str() {
            "json" => Self::Json,
            "ndjson" => Self::Ndjson,
            name => by_name(name).map_or(Self::Text, Self::Wire),
        })
    }

    /// Tells whether it is for people to read.
    pub(super) const fn is_text(self) -> bool {
        matches!(self, Self::Text)
    }
}

/// Whose page is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(super) enum Page {
    /// The network of the origin, under the buyer's number
    #[default]
    OriginCarrier,
    /// The carrier at the door, under its own number
    LastMile,
    /// A tracking site that polls both
    Aggregator,
}

impl Page {
    pub(super) const fn observer(self) -> Observer {
        match self {
            Self::OriginCarrier => Observer::OriginCarrier,
            Self::LastMile => Observer::LastMile,
            Self::Aggregator => Observer::Aggregator,
        }
    }
}

/// Reads a whole number.
pub(super) fn whole(text: &str) -> Result<u64, String> {
    text.parse()
        .map_err(|_| format!("write a whole number from 0 to {}", u64::MAX))
}

/// Reads how many.
pub(super) fn at_least_one(text: &str) -> Result<u64, String> {
    whole(text)
        .ok()
        .filter(|count| *count > 0)
        .ok_or_else(|| format!("write a whole number from 1 to {}", u64::MAX))
}

/// Reads a number of order days.
fn days(text: &str) -> Result<u32, String> {
    let days = text.parse().ok().filter(|days| (1..=4_096).contains(days));
    days.ok_or_else(|| "write a whole number from 1 to 4096".to_owned())
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::{Cli, VERSION};
    use crate::fleet::{DEFAULT_START, FIRST_DAY, LAST_DAY};

    #[test]
    fn the_version_names_the_generation() {
        assert!(VERSION.ends_with(&format!("(generation {})", crate::random::GENERATION)));
    }

    #[test]
    fn the_help_names_the_first_and_the_last_day() {
        let help = Cli::command().render_help().to_string();
        let help = help.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(help.contains(&format!(
            "{FIRST_DAY} to {LAST_DAY} [default: {DEFAULT_START}, or"
        )));
    }

    #[test]
    fn the_arguments_agree_with_each_other() {
        Cli::command().debug_assert();
    }
}
