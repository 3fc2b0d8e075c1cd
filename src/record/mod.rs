//! Records: what the carriers' systems hold of a journey, from when, and what they show of it at an instant.
//!
//! The truth is not here: a record says only what somebody wrote down. What is shown at an instant depends on nothing
//! after it.

mod estimate;
mod ledger;
mod timeline;
mod write;

pub use estimate::Estimate;
pub use ledger::{NumberFact, Observation, Record};
pub use timeline::{Standing, Timeline, keep_seconds, view};
pub use write::{Parties, write};
