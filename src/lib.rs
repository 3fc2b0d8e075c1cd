//! Parcels that behave like real cross-border parcels, and what carriers record of them.

#[macro_use]
pub mod parcel;
pub mod random;
pub mod calendar;
pub mod scenario;
pub mod order;
pub mod network;
pub mod journey;
pub mod record;
pub mod fleet;
pub mod realism;
#[cfg(feature = "cli")]
pub mod cli;
