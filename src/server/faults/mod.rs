//! Faults: what goes wrong around an answer, decided by a seeded draw so that it goes wrong again in the same way.
//!
//! A fault is a file with a `Kind`, and a line in `KINDS`. What it draws depends on the seed, the API key, the
//! numbers that a request is about, and the how-manieth request about them it is: the same poll of the same number
//! meets the same fate in every run.

pub(super) mod control;
mod draw;
mod options;
mod plan;
mod rule;
mod span;
mod written;

mod connection_reset;
mod cut_body;
mod invalid_json;
mod latency;
mod partial_batch;
mod rate_limit;
mod robot_wall;
mod slow_drip;
mod stale;
mod status;
mod wrong_content_type;

use std::fmt;
use std::time::Duration;

pub(super) use draw::Draw;
pub(super) use options::Options;
pub(super) use plan::{Asked, Strikes};
pub use plan::{Faults, Plan};
pub use rule::{FaultError, Rule};
pub(super) use written::Written;

use super::reply::Payload;
use crate::dialect::{Answer, Dialect};

/// Every kind of fault.
pub(super) const KINDS: &[Kind] = &[
    status::KIND,
    rate_limit::KIND,
    latency::KIND,
    slow_drip::KIND,
    cut_body::KIND,
    connection_reset::KIND,
    robot_wall::KIND,
    invalid_json::KIND,
    wrong_content_type::KIND,
    stale::KIND,
    partial_batch::KIND,
];

/// Returns the names of the faults there are.
pub fn names() -> impl Iterator<Item = &'static str> {
    KINDS.iter().map(|kind| kind.name)
}

/// A kind of fault: its name, what can be said about it, and how it is read.
#[derive(Debug)]
pub(super) struct Kind {
    /// The name that flags, files and the journal use.
    pub(super) name: &'static str,
    /// What the text after the name is: none if it is how often the fault strikes.
    pub(super) value: Option<&'static str>,
    /// Options of its own.
    pub(super) options: &'static [&'static str],
    /// Reads it.
    pub(super) read: fn(&mut Options<'_>) -> Result<Box<dyn Fault>, FaultError>,
}

/// A fault, with its options read.
pub(super) trait Fault: fmt::Debug + Send + Sync {
    /// Tells whether a request about some numbers can show it.
    fn concerns(&self, _: &[String]) -> bool {
        true
    }

    /// Returns what is answered in the dialect's place, which then has not been asked at all.
    fn instead(&self, _: &Struck<'_>) -> Option<Answer> {
        None
    }

    /// Returns by how many seconds the answer is out of date.
    fn age(&self) -> i64 {
        0
    }

    /// Damages an answer.
    fn damage(&self, _: &mut Answer, _: &Struck<'_>) {}

    /// Returns how much longer the answer takes.
    fn delay(&self, _: &Draw) -> Duration {
        Duration::ZERO
    }

    /// Changes how a body goes out.
    fn send(&self, _: &mut Payload, _: &Draw) {}
}

/// What a fault knows of the request that it strikes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Struck<'a> {
    /// Whom the request is to.
    pub(super) dialect: &'static dyn Dialect,
    /// The numbers that it is about.
    pub(super) numbers: &'a [String],
    /// Its luck.
    pub(super) draw: Draw,
}

/// Kinds of fault, as a set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Marks(u16);

impl Marks {
    pub(super) fn with(self, kind: &Kind) -> Self {
        let place = KINDS.iter().position(|known| known.name == kind.name);
        Self(self.0 | place.map_or(0, |place| 1 << place))
    }

    /// Returns the names of the kinds.
    pub(super) fn names(self) -> impl Iterator<Item = &'static str> {
        let kinds = KINDS.iter().enumerate();
        kinds
            .filter(move |(place, _)| self.0 & 1 << place != 0)
            .map(|(_, kind)| kind.name)
    }
}

const _: () = assert!(KINDS.len() <= 16, "a set of kinds has 16 bits");
