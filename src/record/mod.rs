//! Records: what the carriers' systems hold of a journey, from when, and what they show of it at an instant.
//!
//! The truth is not here: a record says only what somebody wrote down. What is shown at an instant depends on nothing
//! after it.

mod defect;
mod estimate;
mod ledger;
mod timeline;
mod write;

pub use estimate::Estimate;
pub use ledger::{NumberFact, Observation, Outage, Record};
pub use timeline::{Standing, Timeline, view};
pub use write::{Parties, write};
