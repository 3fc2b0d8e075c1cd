//! Failures as people read them: what is wrong, and what to do about it.

use std::process::ExitCode;

use super::args::Color;
use super::style::Look;
use crate::scenario::Diagnostics;

/// Why the program could not do what it was asked.
#[derive(Debug)]
pub(super) enum Failure {
    /// A mistake in what was typed.
    Usage {
        /// What is wrong: lower case, no full stop.
        message: String,
        /// What to do.
        help: String,
    },
    /// Mistakes in a scenario file.
    Scenario(Box<Diagnostics>),
    /// Scenario files were checked, and the report is printed already.
    Checked,
    /// Figures fail at their gates, and the report is printed already.
    Gates,
    /// The run itself failed.
    Run {
        /// What is wrong.
        message: String,
        /// What to do.
        help: String,
    },
    /// Whoever read the output has gone.
    Closed,
}

impl Failure {
    pub(super) fn usage(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self::Usage {
            message: message.into(),
            help: help.into(),
        }
    }

    pub(super) fn run(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self::Run {
            message: message.into(),
            help: help.into(),
        }
    }

    /// Prints the failure and returns the exit code.
    pub(super) fn report(self) -> ExitCode {
        let look = Look::of_stderr(Color::Auto);
        match self {
            Self::Closed => ExitCode::SUCCESS,
            Self::Checked => ExitCode::from(2),
            Self::Gates => ExitCode::from(1),
            Self::Scenario(diagnostics) => {
                anstream::eprint!("{}", diagnostics.render(look.color, look.width));
                ExitCode::from(2)
            }
            Self::Usage { message, help } => {
                print(look, &message, &help);
                ExitCode::from(2)
            }
            Self::Run { message, help } => {
                print(look, &message, &help);
                ExitCode::from(1)
            }
        }
    }
}

fn print(look: Look, message: &str, help: &str) {
    anstream::eprintln!("{} {message}", look.error_word("error:"));
    if !help.is_empty() {
        anstream::eprintln!("\n  help: {help}");
    }
}
