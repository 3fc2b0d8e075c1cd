//! `--with`, and `simulate trouble`, which lists what it takes.

use std::fmt::Write as _;

use clap::{Args, ValueEnum};
use serde_json::json;

use super::args::LookArgs;
use super::failure::Failure;
use super::style::Look;
use super::{output, wrap};
use crate::trouble::{Home, Kind, Trouble};

const HELP: &str = "\
Examples:
  simulate trouble
  simulate --scenario standard --with post-terminal-scan
  simulate --scenario standard --with 'duplicate=0.3,repeat=0.5@delivered+by:aggregator'

A rate is the share of the places where trouble can strike: of cases, of parcels, or of events. After `@` stand the
events that are meant: milestones (`delivered`), legs (`leg:import`) and whose record (`by:last-mile`).
Trouble makes another world, with other numbers; the truth stays as it is.";

/// List what can be made to go wrong on purpose.
#[derive(Debug, Args)]
#[command(after_help = HELP)]
pub(super) struct TroubleArgs {
    /// How to print
    #[arg(long, value_enum, default_value_t)]
    format: Format,

    #[command(flatten)]
    pub(super) look: LookArgs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
enum Format {
    /// A list to read
    #[default]
    Text,
    /// An array of objects
    Json,
}

/// Returns the trouble that a flag asks for.
pub(super) fn of(flag: Option<&str>) -> Result<Trouble, Failure> {
    let Some(text) = flag else {
        return Ok(Trouble::NONE);
    };
    text.parse().map_err(|error: crate::trouble::TroubleError| {
        Failure::usage(format!("`--with`: {error}"), error.mend)
    })
}

/// Prints what there is.
pub(super) fn list(args: &TroubleArgs) -> Result<(), Failure> {
    match args.format {
        Format::Json => output::write(&as_json()),
        Format::Text => output::write(as_text(Look::of_stdout(args.look)).as_bytes()),
    }
}

fn as_text(look: Look) -> String {
    let mut text = String::new();
    for home in Home::ALL {
        let title = match home {
            Home::Case => "The case: orders and numbers",
            Home::Record => "The record: what carriers write down, and when they show it",
            Home::Wire => "The wire: how an answer garbles what the record says",
        };
        let gap = if text.is_empty() { "" } else { "\n" };
        let _ = writeln!(text, "{gap}{}", look.bold(title));
        for kind in Kind::all().filter(|kind| kind.home() == *home) {
            let head = format!("  {:<24}", kind.name());
            wrap::hang(&mut text, &head, kind.about(), look.width);
        }
    }
    text
}

fn as_json() -> Vec<u8> {
    let kinds = Kind::all().map(
        |kind| json!({ "name": kind.name(), "home": kind.home().name(), "about": kind.about() }),
    );
    let list: Vec<_> = kinds.collect();
    let mut text = serde_json::to_vec_pretty(&list).unwrap_or_default();
    text.push(b'\n');
    text
}
