//! The vocabulary of the trade: numbers, milestones, carriers, service lines, places and zones. Facts only.

mod carrier;
mod country;
mod last_mile;
mod place;
mod service;
mod zone;

pub use carrier::{Carrier, CarrierKind};
pub use country::{Country, LaneClass, Weekend};
pub use last_mile::{Hold, LastMile, LastMileNumber, NumberForm};
pub use place::{City, Facility, FacilityKind};
pub use service::{DeliveryWindow, ServiceLine, TrackedUntil};
pub use zone::Zone;
