//! The tracker that is filmed.

use super::args::SnapshotArgs;
use super::command::CommandTracker;
use super::http::HttpTracker;
use crate::cli::failure::Failure;
use crate::harness::{Answer, Poll};

/// A tracker outside this program.
#[derive(Debug)]
pub(super) enum Tracker {
    /// A command that is run for every answer.
    Command(CommandTracker),
    /// A server that is asked.
    Http(HttpTracker),
}

/// What came of asking.
#[derive(Debug)]
pub(super) struct Asked {
    /// The answer.
    pub(super) answer: Answer,
    /// What the tracker told on standard error.
    pub(super) told: String,
}

impl Asked {
    /// Returns what came of asking when there is no answer.
    pub(super) fn failed(trouble: impl Into<String>) -> Self {
        Self {
            answer: Answer::error(&trouble.into()),
            told: String::new(),
        }
    }
}

impl Tracker {
    /// Returns the tracker that was typed.
    pub(super) fn new(args: &SnapshotArgs) -> Result<Self, Failure> {
        Ok(match &args.http {
            Some(url) => Self::Http(HttpTracker::new(url, args.allow_remote, args.timeout)?),
            None => Self::Command(CommandTracker::new(
                &args.command,
                args.faketime,
                args.timeout,
            )?),
        })
    }

    /// Asks for an answer.
    ///
    /// # Errors
    ///
    /// A tracker that fails has answered; an error says that there is none.
    pub(super) async fn ask(&self, poll: &Poll) -> Result<Asked, Failure> {
        match self {
            Self::Command(command) => command.ask(poll).await,
            Self::Http(http) => Ok(http.ask(poll).await),
        }
    }
}

/// Puts a poll's values in the place of what stands for them.
pub(super) fn fill(text: &str, poll: &Poll) -> String {
    text.replace("{number}", &poll.number)
        .replace("{url}", &poll.url)
        .replace("{now}", &poll.now_text())
}
