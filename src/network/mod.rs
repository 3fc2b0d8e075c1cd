//! Shared causes: what many parcels meet alike, as functions of (seed, place, time). Nothing is stored.

pub mod opening;

pub use opening::is_open;
