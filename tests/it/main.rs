//! Integration tests: one binary.

mod number_vectors;
mod numbers;
mod tables;
