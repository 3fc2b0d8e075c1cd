//! `--with`, and `simulate trouble`, which lists what it takes.

use std::fmt::Write as _;

use clap::{Args, ValueEnum};
use serde_json::json;

use super::args::LookArgs;
use super::failure::Failure;
use super::style::Look;
use super::{output, wrap};
use crate::dialect::{DIALECTS, Dialect, quirks};
use crate::trouble::{Home, Kind, Trouble, TroubleError};

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

/// Returns the trouble that a flag asks for, where there is no server around which anything could go wrong.
pub(super) fn of(flag: Option<&str>) -> Result<Trouble, Failure> {
    let (trouble, faults) = split(flag.unwrap_or_default())?;
    match faults.first() {
        None => Ok(trouble),
        Some(fault) => Err(Failure::usage(
            format!("`--with`: `{fault}` goes wrong around an answer, and nothing is asked here"),
            format!("let a server do it: `simulate serve --with {fault}`"),
        )),
    }
}

/// Returns the trouble that text asks for, and what of it are faults of a server.
pub(super) fn split(text: &str) -> Result<(Trouble, Vec<&str>), Failure> {
    let is_fault = |part: &&str| {
        let name = part.split('=').next().unwrap_or_default().trim();
        faults().any(|fault| fault == name)
    };
    let (faults, rest): (Vec<&str>, Vec<&str>) = text.split(',').partition(is_fault);
    let rest = rest.join(",").parse();
    let trouble = rest
        .map_err(|error: TroubleError| Failure::usage(format!("`--with`: {error}"), error.mend))?;
    Ok((trouble, faults.into_iter().map(str::trim).collect()))
}

/// Returns the names of what a server can let go wrong around its answers.
#[cfg(feature = "server")]
fn faults() -> impl Iterator<Item = &'static str> {
    crate::server::faults::names()
}

/// Without a server, nothing goes wrong around answers.
#[cfg(not(feature = "server"))]
fn faults() -> impl Iterator<Item = &'static str> {
    std::iter::empty()
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
    let faults: Vec<&str> = faults().collect();
    if !faults.is_empty() {
        let title = "Around the wire: what a server's answers meet, with `simulate serve`";
        let _ = writeln!(text, "\n{}", look.bold(title));
        wrap::hang(&mut text, "  ", &faults.join(", "), look.width);
    }
    text
}

fn as_json() -> Vec<u8> {
    let kinds = Kind::all().map(|kind| {
        let (name, home) = (kind.name(), kind.home().name());
        let mut object = json!({ "name": name, "home": home, "about": kind.about() });
        if let Kind::Quirk(quirk) = kind {
            let shows = |dialect: &&&dyn Dialect| quirks(**dialect).any(|one| one == quirk);
            let able = DIALECTS.iter().filter(shows);
            object["dialects"] = able.map(|dialect| dialect.name()).collect();
        }
        object
    });
    let list: Vec<_> = kinds.collect();
    let mut text = serde_json::to_vec_pretty(&list).unwrap_or_default();
    text.push(b'\n');
    text
}
