//! Parcels that behave like real cross-border parcels, and what carriers record of them.

#[macro_use]
pub mod parcel;
pub mod calendar;
pub mod random;
pub mod scenario;
