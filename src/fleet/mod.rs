//! Fleets: worlds and their cases, and tracking numbers that lead back to them without a table.
//!
//! A world is a scenario and a seed; a case is a pure function of a world and an address, and a number is an address
//! that looks like any other number. So a fleet of any size costs no memory, and enlarging it changes nothing.

mod address;
mod case;
mod changes;
pub mod document;
mod explain;
mod filter;
mod find;
mod ideal;
mod issue;
mod labels;
mod layout;
mod lent;
mod number;
mod page;
mod slip;
pub mod words;
mod world;

pub use address::{Address, FIRST_DAY, LAST_DAY};
pub use case::{Case, CaseNumber, Parcel};
pub use explain::{Cause, Explained, explain};
pub use filter::{Filter, FilterError};
pub use find::{Found, Refusal, decode, find};
pub use ideal::{Asker, Ideal, Silence, Verdict};
pub use labels::possible_labels;
pub use page::{Alias, Declared, Other, Page, Relation};
pub use world::{Clash, OutOfReach, World, Worlds};

use crate::parcel::time::Day;

/// The order day of cases that name none.
pub const DEFAULT_START: Day = Day::from_ymd(2026, 3, 2);

/// The JSON Schema (draft 2020-12) of [`document::Document`].
pub const CASE_SCHEMA: &str = include_str!("case.schema.json");
