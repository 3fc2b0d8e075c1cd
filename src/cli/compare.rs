//! `simulate compare A B`: how far one event log is from another.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::args::{LookArgs, Page};
use super::compared;
use super::failure::Failure;
use super::output;
use super::scenarios::Printing;
use super::style::Look;
use crate::realism::comparison::Comparison;
use crate::realism::distance;
use crate::realism::log::{Columns, Options, Reading, Unreadable, read};

const AFTER_HELP: &str = "\
Examples:
  simulate --scenario standard --count 2000 --days 28 --format ndjson > a.ndjson
  simulate --scenario premium --count 2000 --days 28 --format ndjson > b.ndjson
  simulate compare a.ndjson b.ndjson
  simulate compare real.csv a.ndjson --case parcel --activity scan --time scanned_at
  simulate compare real.csv made.csv --case id --case case_id --format json

A log is CSV with a header, JSON Lines with one event a line, or what `--format ndjson` prints.
Columns with the usual names, such as case, activity, timestamp, start and end, need no flags.
Times without an offset are UTC. Each distance stands beside its floor, the distance between two
halves of A: a value near it is chance.";

/// Tell how far event log B is from event log A.
#[derive(Debug, Args)]
#[command(after_help = AFTER_HELP)]
pub(super) struct CompareArgs {
    /// The log to compare with: the real one, if there is one
    #[arg(value_name = "A")]
    a: PathBuf,

    /// The other log
    #[arg(value_name = "B")]
    b: PathBuf,

    /// The column of the case; given twice, of A and then of B
    #[arg(long, value_name = "COL")]
    case: Vec<String>,

    /// The column of the activity; given twice, of A and then of B
    #[arg(long, value_name = "COL")]
    activity: Vec<String>,

    /// The column of the time, or of the end; given twice, of A and then of B
    #[arg(long, value_name = "COL")]
    time: Vec<String>,

    /// The column of the beginning, if events last; given twice, of A and then of B; `-` is none
    #[arg(long, value_name = "COL")]
    start_time: Vec<String>,

    /// Whose observations count in what `--format ndjson` printed
    #[arg(long, value_enum, default_value_t, value_name = "OBSERVER")]
    observer: Page,

    /// Which clock tells weekdays and hours
    #[arg(long, value_enum, default_value_t)]
    clock: Clock,

    /// Refuse a log with rows that cannot be used, instead of skipping them
    #[arg(long)]
    strict: bool,

    /// How to print
    #[arg(long, value_enum, default_value_t)]
    format: Printing,

    #[command(flatten)]
    pub(super) look: LookArgs,
}

/// Which clock tells weekdays and hours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
enum Clock {
    /// The one that the time was written with, by its offset
    #[default]
    Written,
    /// UTC
    Utc,
}

/// Compares two logs.
pub(super) fn compare(args: &CompareArgs) -> Result<(), Failure> {
    for (flag, given) in [
        ("--case", &args.case),
        ("--activity", &args.activity),
        ("--time", &args.time),
        ("--start-time", &args.start_time),
    ] {
        if given.len() > 2 {
            return Err(Failure::usage(
                format!("`{flag}` is given {} times", given.len()),
                "give it once for both logs, or twice: of A and then of B",
            ));
        }
    }
    let [a, b] = [load(args, &args.a, 0)?, load(args, &args.b, 1)?];
    let clock = match args.clock {
        Clock::Written => distance::Clock::Written,
        Clock::Utc => distance::Clock::Utc,
    };
    let comparison = Comparison::new(&a.log, &b.log, clock);
    let shown = compared::Shown {
        names: [&args.a, &args.b].map(|path| path.display().to_string()),
        readings: [&a, &b],
        comparison: &comparison,
    };
    match args.format {
        Printing::Text => output::write(shown.text(Look::of_stdout(args.look)).as_bytes()),
        Printing::Json => output::write(&shown.json()),
    }
}

fn load(args: &CompareArgs, path: &Path, which: usize) -> Result<Reading, Failure> {
    let shown = path.display();
    let bytes = fs::read(path).map_err(|error| {
        let message = format!("the log `{shown}` cannot be read: {error}");
        match error.kind() {
            ErrorKind::NotFound => Failure::usage(message, "check the path"),
            _ => Failure::run(message, "give a file that you may read"),
        }
    })?;
    // A flag given once means both logs.
    let column = |given: &[String]| given.get(which).or(given.first()).cloned();
    let options = Options {
        columns: Columns {
            case: column(&args.case),
            activity: column(&args.activity),
            time: column(&args.time),
            start_time: column(&args.start_time),
        },
        observer: args.observer.observer(),
    };
    let reading = read(&bytes, &options).map_err(|wrong| unreadable(path, &wrong))?;
    match reading.skipped.iter().min_by_key(|skipped| skipped.line) {
        Some(first) if args.strict => {
            let column = first
                .column
                .as_ref()
                .map(|name| format!(", column `{name}`"));
            let place = format!("{shown}:{}{}", first.line, column.unwrap_or_default());
            let sample = match first.sample.as_str() {
                "" => String::new(),
                sample => format!(": `{sample}`"),
            };
            let message = format!("{place}: the row {}{sample}", first.reason.complaint());
            Err(Failure::run(
                message,
                format!("{}, or drop `--strict`", first.reason.help()),
            ))
        }
        _ => Ok(reading),
    }
}

fn unreadable(path: &Path, wrong: &Unreadable) -> Failure {
    let column = wrong
        .column
        .map(|column| format!(":{column}"))
        .unwrap_or_default();
    let message = format!("{}:{}{column}: {wrong}", path.display(), wrong.line);
    if wrong.is_usage() {
        Failure::usage(message, wrong.help())
    } else {
        Failure::run(message, wrong.help())
    }
}
