//! Parcels that behave like real cross-border parcels, and what carriers record of them.

pub mod parcel;
pub mod random;
