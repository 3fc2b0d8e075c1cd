//! Shared causes: what many parcels meet alike, as functions of (seed, place, time). Nothing is stored.

pub mod conditions;
pub mod departure;
pub mod opening;
pub mod trouble;

pub use conditions::{Conditions, SharedCauses};
pub use departure::{Bag, Departure, Lane, bags};
pub use opening::is_open;
pub use trouble::{backlog, delay};
