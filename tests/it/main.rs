//! Integration tests: one binary.

mod calendar;
mod case_schema;
mod changes;
#[cfg(feature = "server")]
mod control;
mod dialects;
mod forks;
mod fuzz;
mod golden;
#[cfg(feature = "server")]
mod harness;
mod hours;
mod laws;
mod luck_laws;
mod number_vectors;
mod numbers;
mod numbers_edges;
mod numbers_space;
mod one_observer;
mod realism;
mod scenario;
#[cfg(feature = "server")]
mod server;
mod shared_causes;
mod support;
mod tables;
mod tidy;
mod trouble;
mod wire;
