//! Failures as people read them: what is wrong, and what to do about it.

use std::fmt::Write as _;

use std::process::ExitCode;

use super::args::LookArgs;
use super::style::Look;
use super::{output, wrap};
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
    pub(super) fn report(self, look: LookArgs) -> ExitCode {
        let look = Look::of_stderr(look);
        match self {
            Self::Closed => ExitCode::SUCCESS,
            Self::Checked => ExitCode::from(2),
            Self::Gates => ExitCode::from(1),
            Self::Scenario(diagnostics) => {
                output::tell(&format!("{}\n", diagnostics.render(look.color, look.width)));
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
    output::tell(&told(look, message, help));
}

/// Returns an error and its mend as lines.
pub(super) fn told(look: Look, message: &str, help: &str) -> String {
    let mut text = format!("{} {message}\n", look.error_word("error:"));
    if !help.is_empty() {
        let lines = wrap::wrap(help, look.width.saturating_sub(8));
        let _ = writeln!(text, "\n  help: {}", lines.join("\n        "));
    }
    text
}
