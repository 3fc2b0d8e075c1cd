//! Realism: how far one event log is from another, what a scenario's cases measure, and pictures of both.
//!
//! Pure: bytes and cases come in, numbers and text go out. Nothing here reads a file, a clock or a terminal.

pub mod measure;
pub mod log;
pub mod distance;
pub mod comparison;
pub mod survey;
pub mod plot;
pub mod gates;
