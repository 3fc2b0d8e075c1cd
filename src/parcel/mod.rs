//! The vocabulary of the trade: numbers, milestones, carriers, service lines, places and zones.
//!
//! Facts only: no randomness, no input or output.

#[macro_use]
mod vocabulary;
pub mod fate;
pub mod milestone;
pub mod number;
pub mod number_role;
pub mod observer;
pub mod reason;
pub mod role;
pub mod time;

pub use fate::Fate;
pub use milestone::{Leg, Milestone, Phase, Status};
pub use number_role::{NumberRef, NumberRole};
pub use observer::Observer;
pub use reason::Reason;
pub use role::PlaceRole;
pub use time::Timestamp;
