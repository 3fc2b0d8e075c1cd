//! Luck: addressed draws, quantile tables and an invertible permutation. The only user of `rand`.
//!
//! Only whole 64-bit words are taken from the generator, always by address; every conversion is this module's own.
//! Adding a draw therefore never moves another one.

pub mod distribution;
pub mod permutation;
pub mod quantile;
pub mod shared;
pub mod stream;

pub use permutation::Permutation;
pub use shared::{shared_word, weighted};
pub use stream::{Forked, Luck, Purpose, Seed, Words};

/// The generation of values: raised by any change that makes the same world and index give other bytes.
pub const GENERATION: u32 = 1;
