//! Integration tests: one binary.

mod number_vectors;
mod numbers;
mod scenario;
mod support;
mod tables;
