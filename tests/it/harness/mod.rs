//! The harness, used as a test of a tracker uses it.

mod carrier;
mod film;
mod tracker;
