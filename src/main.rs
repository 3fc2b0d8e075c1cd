//! `simulate`: parse, run, exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    misroute::cli::main()
}
