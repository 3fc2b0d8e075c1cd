//! Luck: addressed draws, quantile tables and an invertible permutation. The only user of `rand`.

pub mod distribution;
pub mod quantile;
