//! The vocabulary of the trade: numbers, milestones, carriers, service lines, places and zones.
//!
//! Facts only: no randomness, no input or output.

#[macro_use]
mod vocabulary;
mod carrier;
mod country;
pub(crate) mod digits;
pub mod fate;
mod last_mile;
pub mod milestone;
pub mod number;
pub mod number_role;
pub mod observer;
mod place;
pub mod reason;
pub mod role;
mod service;
pub mod time;
mod zone;

pub use carrier::{Carrier, CarrierKind};
pub use country::{Country, LaneClass, Weekend};
pub use fate::Fate;
pub use last_mile::{Habit, Hold, LastMile, LastMileNumber, NumberForm};
pub use milestone::{BuyerStatus, Leg, Milestone, Phase, Status};
pub use number_role::{NumberRef, NumberRole};
pub use observer::Observer;
pub use place::{City, Facility, FacilityKind, Place};
pub use reason::Reason;
pub use role::PlaceRole;
pub use service::{DeliveryWindow, ServiceLine, TrackedUntil};
pub use time::Timestamp;
pub use zone::{Clock, Zone};
