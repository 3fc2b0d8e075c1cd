//! `simulate scenarios`: list, show, check, schema.

mod check;
mod list;
mod outcome;
mod show;

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use super::args::LookArgs;
use super::failure::Failure;
use super::output;
use super::style::Look;
use crate::fleet::CASE_SCHEMA;
use crate::scenario::schema;

/// List, show and check scenarios; print the JSON Schemas.
#[derive(Debug, Args)]
pub(super) struct ScenariosArgs {
    #[command(subcommand)]
    pub(super) command: ScenariosCommand,
}

/// What to do with scenarios.
#[derive(Debug, Subcommand)]
pub(super) enum ScenariosCommand {
    /// List the built-in scenarios
    #[command(after_help = LIST_HELP)]
    List {
        /// How to print
        #[arg(long, value_enum, default_value_t)]
        format: Listing,
        #[command(flatten)]
        look: LookArgs,
    },
    /// Show one scenario: its rules, its states, how long they last, what follows, and where the numbers come from
    #[command(after_help = SHOW_HELP)]
    Show {
        /// A built-in scenario's name, or the path of a scenario file
        #[arg(value_name = "NAME|FILE")]
        name: String,
        /// Print the file itself
        #[arg(long)]
        source: bool,
        /// How to print [default: text]
        #[arg(long, value_enum)]
        format: Option<Printing>,
        #[command(flatten)]
        look: LookArgs,
    },
    /// Check scenario files, and tell everything that is wrong with them at once
    #[command(after_help = CHECK_HELP)]
    Check {
        /// The files; of a folder, every .toml file in it
        #[arg(required = true, value_name = "FILE|FOLDER")]
        files: Vec<PathBuf>,
        /// How to print
        #[arg(long, value_enum, default_value_t)]
        format: Printing,
        #[command(flatten)]
        look: LookArgs,
    },
    /// Print a JSON Schema
    #[command(after_help = SCHEMA_HELP)]
    Schema {
        /// Of what
        #[arg(long, value_enum, default_value_t)]
        of: Schema,
    },
}

const LIST_HELP: &str = "\
Examples:
  simulate scenarios list
  simulate scenarios list --format names | grep customs
  simulate scenarios list --format json";

const SHOW_HELP: &str = "\
Examples:
  simulate scenarios show customs-hold
  simulate scenarios show ./mine.toml
  simulate scenarios show customs-hold --source";

const CHECK_HELP: &str = "\
Examples:
  simulate scenarios check mine.toml
  simulate scenarios check my-scenarios/ --format json

The exit code is 2 if anything is wrong. The report, mistakes included, goes to standard output.";

const SCHEMA_HELP: &str = "\
Examples:
  simulate scenarios schema > scenario.schema.json     then begin a file with: #:schema ./scenario.schema.json
  simulate scenarios schema --of case                  what `--format json` prints";

/// How to print a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(super) enum Listing {
    /// For people
    #[default]
    Text,
    /// For machines
    Json,
    /// Names only, one a line
    Names,
}

/// How to print.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(super) enum Printing {
    /// For people
    #[default]
    Text,
    /// For machines
    Json,
}

/// What a schema describes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(super) enum Schema {
    /// Scenario files, as JSON or TOML
    #[default]
    Scenario,
    /// Cases as `--format json` and `--format ndjson` print them
    Case,
}

impl ScenariosCommand {
    pub(super) fn look(&self) -> LookArgs {
        match self {
            Self::List { look, .. } | Self::Show { look, .. } | Self::Check { look, .. } => *look,
            Self::Schema { .. } => LookArgs::default(),
        }
    }
}

/// Runs a subcommand.
pub(super) fn run(command: &ScenariosCommand) -> Result<(), Failure> {
    let look = Look::of_stdout(command.look());
    match command {
        ScenariosCommand::List { format, .. } => list::list(*format, look),
        ScenariosCommand::Show {
            name,
            source: true,
            format: None,
            ..
        } => show::source(name),
        ScenariosCommand::Show { source: true, .. } => Err(Failure::usage(
            "`--source` and `--format` do not go together: the file is printed as it is",
            "drop one of them",
        )),
        ScenariosCommand::Show { name, format, .. } => {
            show::show(name, format.unwrap_or_default(), look)
        }
        ScenariosCommand::Check { files, format, .. } => check::check(files, *format, look),
        ScenariosCommand::Schema { of } => output::write(
            match of {
                Schema::Scenario => schema(),
                Schema::Case => CASE_SCHEMA.to_owned(),
            }
            .as_bytes(),
        ),
    }
}

/// Returns a value as indented JSON, ending in a newline.
fn json(value: &impl serde::Serialize) -> Vec<u8> {
    // Names, texts and finite numbers always serialize.
    let mut bytes = serde_json::to_vec_pretty(value).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}
