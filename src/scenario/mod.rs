//! Scenarios: what may happen, what is reported of it, and what the buyer was told; TOML in, a checked value out.
//!
//! Every error a scenario can have is found here. What leaves this module is complete: each state reaches an end, each
//! table of weights has a positive sum, each dwell has a distribution of which its table is built when first drawn from.

mod compile;
mod diagnostic;
mod digest;
pub mod duration;
mod dwell;
mod file;
mod fuzz;
mod library;
pub mod model;
mod outline;
mod schema;
mod remaining;
mod slots;
mod terms;

pub(crate) use file::problems::nearest;

pub use compile::{compile, compile_version};
pub use diagnostic::{Diagnostic, Diagnostics, Finding, Severity, Span};
pub use dwell::{Dwell, Family, Point, Spread};
pub use fuzz::fuzz;
pub use library::{Library, Listed};
pub use model::{Choice, Scenario, State, StateIndex, Story};
pub use outline::{DwellOutline, GraphOutline, Outline, Share, StateOutline};
pub use schema::schema;
pub use terms::{NumbersOutline, OrderOutline, ReportOutline, SilenceOutline};
