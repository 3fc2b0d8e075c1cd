//! The tracker itself: whom it asks, what it remembers, and what it says.

mod cainiao;
mod http;
mod memory;
mod page;
mod seventeen;
mod timeline;
mod window;

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::Serialize;

pub(crate) use page::{Silence, Status};

use http::Http;
use memory::Memory;
use page::Page;

/// Asks carriers about numbers, and remembers what they said.
#[derive(Debug)]
pub(crate) struct Tracker {
    http: Http,
    memory: BTreeMap<String, Memory>,
}

/// What it says of a number.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct Report {
    /// The number that was asked for.
    pub(crate) number: String,
    /// The number under which the carrier at the door goes on, if a carrier names one.
    pub(crate) continues_as: Option<String>,
    /// How the parcel is.
    pub(crate) status: Status,
    /// What it means that nothing was heard since.
    pub(crate) silence: Silence,
    /// What happened, oldest first, everything once.
    pub(crate) events: Vec<Said>,
    /// How many notices its owner was sent: one for each event, and none twice.
    pub(crate) notices: usize,
    /// Why it could not ask, if it could not.
    pub(crate) error: Option<String>,
}

/// An event as it is said.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct Said {
    /// When, with the offset of the place; null if the carrier does not say, since nobody else knows.
    pub(crate) at: Option<String>,
    /// What.
    pub(crate) what: Status,
    /// The carrier's words.
    pub(crate) text: String,
}

impl Tracker {
    /// Returns a tracker of carriers that answer below a URL.
    pub(crate) fn new(url: &str) -> Self {
        Self {
            http: Http::new(url),
            memory: BTreeMap::new(),
        }
    }

    /// Asks about a number, and says how the parcel is.
    pub(crate) fn track(&mut self, number: &str, now: Timestamp) -> Report {
        let seen = self.look(number);
        let memory = self.memory.entry(number.to_owned());
        let memory = memory.or_insert_with(|| Memory::new(number, now));
        match seen {
            Ok(pages) => memory.report(&pages, now),
            Err(error) => memory.last_report(error),
        }
    }

    /// Returns what the carriers show of a number, as they show it: Cainiao; and 17TRACK of the number that Cainiao
    /// names, or where Cainiao knows nothing.
    pub(crate) fn look(&self, number: &str) -> Result<Vec<Page>, String> {
        let first = cainiao::ask(&self.http, number)?;
        let next = match &first.continues_as {
            Some(next) => Some(next.as_str()),
            None if first.is_empty() => Some(number),
            None => None,
        };
        let second = next.map(|next| seventeen::ask(&self.http, next));
        let second = second.transpose()?;
        Ok([Some(first), second].into_iter().flatten().collect())
    }
}
