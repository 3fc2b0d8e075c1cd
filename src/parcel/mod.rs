//! The vocabulary of the trade: numbers, milestones, carriers, service lines, places and zones. Facts only.

mod country;
mod place;
mod service;
mod zone;

pub use country::{Country, LaneClass, Weekend};
pub use place::{City, Facility, FacilityKind};
pub use service::{DeliveryWindow, ServiceLine, TrackedUntil};
pub use zone::Zone;
