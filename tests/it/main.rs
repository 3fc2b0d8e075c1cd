//! Integration tests: one binary.

mod golden;
mod number_vectors;
mod numbers;
mod scenario;
mod support;
mod tables;
