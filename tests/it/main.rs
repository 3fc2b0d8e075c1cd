//! Integration tests: one binary.

mod forks;
mod golden;
mod laws;
mod luck_laws;
mod number_vectors;
mod numbers;
mod realism;
mod scenario;
mod support;
mod tables;
