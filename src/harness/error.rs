//! Why a mock carrier does not start.

use std::fmt;

/// Why a mock carrier does not start, and the mend.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StartError {
    /// What is wrong: lower case, no full stop; of a scenario's text, every mistake with its place.
    pub message: String,
    /// What to do; empty where the message says it.
    pub help: String,
}

impl StartError {
    pub(super) fn new(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            help: help.into(),
        }
    }
}

impl fmt::Display for StartError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}", self.message)?;
        if !self.help.is_empty() {
            write!(formatter, "\n  help: {}", self.help)?;
        }
        Ok(())
    }
}

impl std::error::Error for StartError {}
