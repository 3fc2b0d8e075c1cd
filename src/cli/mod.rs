//! The command line: what is typed, what is printed, and with which exit code.
//!
//! Data goes to standard output and everything else to standard error; 0 is done, 1 a run that failed, 2 a mistake in
//! what was typed or in a scenario file.
//! A run that ends with 2 has printed no data; only the report of `scenarios check` is data and may hold mistakes.

mod args;
mod check;
mod checked;
mod compare;
mod compared;
mod conflicts;
#[cfg(feature = "tls")]
mod door;
mod explain;
mod failure;
#[cfg(feature = "server")]
mod greeting;
mod hint;
mod moment;
mod output;
mod plot;
mod run;
mod scenarios;
#[cfg(feature = "server")]
mod serve;
#[cfg(feature = "server")]
mod settings;
#[cfg(feature = "server")]
mod snapshot;
#[cfg(feature = "server")]
mod stop;
mod style;
mod table;
mod target;
mod text;
mod trouble;
mod truth;
#[cfg(feature = "server")]
mod webhooks;
mod world;
mod wrap;

use std::process::ExitCode;

use clap::{CommandFactory as _, Parser as _};

use args::{Cli, Command, LookArgs};
use failure::Failure;

/// Runs the program and returns its exit code.
pub fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => return usage(&error),
    };
    let look = match &cli.command {
        #[cfg(feature = "server")]
        Some(Command::Serve(args)) => args.look,
        #[cfg(feature = "server")]
        Some(Command::Snapshot(args)) => args.look,
        Some(Command::Scenarios(args)) => args.command.look(),
        Some(Command::Compare(args)) => args.look,
        Some(Command::Trouble(args)) => args.look,
        Some(Command::Check(args)) => args.look,
        Some(Command::Plot(_) | Command::Completions { .. }) => LookArgs::default(),
        None => cli.run.look,
    };
    let done = match cli.command {
        #[cfg(feature = "server")]
        Some(Command::Serve(args)) => serve::serve(&args),
        #[cfg(feature = "server")]
        Some(Command::Snapshot(args)) => snapshot::snapshot(&args),
        Some(Command::Scenarios(args)) => scenarios::run(&args.command),
        Some(Command::Compare(args)) => compare::compare(&args),
        Some(Command::Trouble(args)) => trouble::list(&args),
        Some(Command::Plot(args)) => plot::plot(&args),
        Some(Command::Check(args)) => check::check(&args),
        Some(Command::Completions { shell }) => completions(shell),
        None => run::run(&cli.run),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.report(look),
    }
}

/// Prints help to standard output, and mistakes to standard error.
fn usage(error: &clap::Error) -> ExitCode {
    let printed = error.print();
    if error.use_stderr() {
        return ExitCode::from(2);
    }
    match printed.map_err(|error| output::failure(&error)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.report(LookArgs::default()),
    }
}

fn completions(shell: clap_complete::Shell) -> Result<(), Failure> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "simulate", &mut script);
    output::write(&script)
}
