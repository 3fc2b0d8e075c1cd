//! Statements: what a tracker's answer means, in words that are the same for every tracker.

use super::super::film::Answer;
use crate::parcel::{Status, Timestamp};

/// What a tracker's answer means. What it does not say is none or empty, and nothing is held against it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Statement {
    /// How the parcel is.
    pub status: Option<Status>,
    /// Whether it says that nobody knows the number, or that nothing is known yet.
    pub not_found: bool,
    /// Whether it says that the parcel is lost.
    pub lost: bool,
    /// What it says went wrong with itself.
    pub error: Option<String>,
    /// When what happened happened, event by event.
    pub events: Vec<Timestamp>,
}

/// Somebody who knows what a tracker's answers mean: a [`Mapping`](super::Mapping), or a function.
pub trait Reader {
    /// Returns what an answer means.
    fn read(&self, answer: &Answer) -> Statement;
}

impl<F: Fn(&Answer) -> Statement> Reader for F {
    fn read(&self, answer: &Answer) -> Statement {
        self(answer)
    }
}

impl Statement {
    /// Tells whether it says that the parcel is delivered.
    pub fn is_delivered(&self) -> bool {
        self.status == Some(Status::Delivered)
    }

    /// Returns the statement in a few words, as evidence.
    pub(super) fn told(&self) -> String {
        if let Some(error) = &self.error {
            return format!("an error, {error}");
        }
        match self.status {
            _ if self.lost => "lost".to_owned(),
            Some(status) => status.name().to_owned(),
            None if self.not_found => "not found".to_owned(),
            None => "nothing of the parcel".to_owned(),
        }
    }
}
