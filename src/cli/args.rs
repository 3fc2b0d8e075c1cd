//! What can be typed: clap types, and nothing of what they do.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use super::check::CheckArgs;
use super::compare::CompareArgs;
use super::plot::PlotArgs;
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
  simulate --scenario standard --count 1000 --format ndjson > cases.ndjson
  simulate --number LP54325196072797 --explain
  simulate scenarios list

The same command prints the same bytes for ever: the start is 2026-03-02 and the seed 1 unless you say otherwise.";

/// The version, and the generation of values that it makes.
const VERSION: &str = concat!(env!("CARGO_PKG_VERSION"), " (generation 1)");

/// Other things than printing cases.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// List, show and check scenarios
    Scenarios(ScenariosArgs),
    /// Tell how far event log B is from event log A
    Compare(CompareArgs),
    /// Draw a scenario's delivery times, silences and hours as an SVG picture
    Plot(PlotArgs),
    /// Check that scenarios measure what was published, calibrated and declared
    Check(CheckArgs),
    /// Print shell completions
    Completions {
        /// Which shell
        shell: clap_complete::Shell,
    },
}

/// Print cases.
#[derive(Debug, Args)]
pub(super) struct RunArgs {
    /// A built-in scenario's name, or the path of a scenario file
    #[arg(long, value_name = "NAME|FILE", required_unless_present = "number")]
    pub(super) scenario: Option<String>,

    /// Another seed, another fleet
    #[arg(long, value_name = "N")]
    pub(super) seed: Option<u64>,

    /// Which case of the day, from 0
    #[arg(long, value_name = "N", conflicts_with = "number")]
    pub(super) index: Option<u64>,

    /// The case of a tracking number
    #[arg(long, value_name = "NUMBER", conflicts_with_all = ["count", "filter", "days"])]
    pub(super) number: Option<String>,

    /// How many cases, from the index on
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..))]
    pub(super) count: Option<u64>,

    /// Over how many order days the cases are dealt
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=4096))]
    pub(super) days: u32,

    /// Only what was told and shown by then: a time, a date (its end, for the buyer), or +12d after the order
    #[arg(long, value_name = "TIME|+DURATION", allow_hyphen_values = true)]
    pub(super) at: Option<String>,

    /// The order day, 2020-01-01 to 2031-03-18 [default: 2026-03-02]
    #[arg(long, value_name = "DATE")]
    pub(super) start: Option<String>,

    /// Only cases that match: to=DE, service=premium, fate=returned, label=customs-hold, status=delivered
    #[arg(long = "where", value_name = "KEY=VALUE,…")]
    pub(super) filter: Option<String>,

    /// Show what really happened beside what was recorded
    #[arg(long)]
    pub(super) truth: bool,

    /// Show which state, distribution, draw and source made each event
    #[arg(long)]
    pub(super) explain: bool,

    /// How to print
    #[arg(long, value_enum, default_value_t)]
    pub(super) format: Format,

    /// Whose page the text shows
    #[arg(long, value_enum, default_value_t, value_name = "OBSERVER")]
    pub(super) observer: Page,

    /// How many threads make cases [default: one a core]; the bytes are the same
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    pub(super) threads: Option<u16>,

    #[command(flatten)]
    pub(super) color: ColorArgs,
}

/// When to color.
#[derive(Debug, Clone, Copy, Args)]
pub(super) struct ColorArgs {
    /// When to color
    #[arg(long, value_enum, default_value_t, value_name = "WHEN")]
    pub(super) color: Color,
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(super) enum Format {
    /// A timeline to read; several cases as a table
    #[default]
    Text,
    /// One indented object; several cases as an array
    Json,
    /// One object a line
    Ndjson,
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

/// List, show and check scenarios.
#[derive(Debug, Args)]
pub(super) struct ScenariosArgs {
    #[command(subcommand)]
    pub(super) command: ScenariosCommand,
}

/// What to do with scenarios.
#[derive(Debug, Subcommand)]
pub(super) enum ScenariosCommand {
    /// List the built-in scenarios
    List {
        /// How to print
        #[arg(long, value_enum, default_value_t)]
        format: Listing,
        #[command(flatten)]
        color: ColorArgs,
    },
    /// Show one scenario: its states, their times and where the numbers come from
    Show {
        /// A built-in scenario's name, or the path of a scenario file
        name: String,
        /// Print the file itself
        #[arg(long)]
        source: bool,
        #[command(flatten)]
        color: ColorArgs,
    },
    /// Check scenario files and tell everything that is wrong with them
    Check {
        /// The files
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
        /// How to print
        #[arg(long, value_enum, default_value_t)]
        format: Listing,
        #[command(flatten)]
        color: ColorArgs,
    },
    /// Print the JSON Schema of scenario files
    Schema,
}

/// How to print a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(super) enum Listing {
    /// For people
    #[default]
    Text,
    /// For machines
    Json,
}

#[cfg(test)]
mod tests {
    use super::VERSION;

    #[test]
    fn the_version_names_the_generation() {
        assert!(VERSION.ends_with(&format!("(generation {})", crate::random::GENERATION)));
    }
}
