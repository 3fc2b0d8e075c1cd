//! Integration tests: one binary.

mod case_schema;
mod forks;
mod golden;
mod laws;
mod luck_laws;
mod number_vectors;
mod numbers;
mod scenario;
mod support;
mod tables;
