//! Measures: reusable numbers about samples and cases, for comparison, pictures and gates.
//!
//! Counting is in integers and divided once, so the same sample gives the same number on every platform. What has no
//! value, such as the mean of nothing, is none.

mod sample;
mod comb;
mod circadian;
mod leg;
mod silence;

pub use circadian::Circadian;
pub use comb::{COMB_PERIOD_SECONDS, COMB_TOLERANCE_SECONDS, comb, comb_of};
pub use leg::{Span, leg};
pub use sample::Sample;
pub use silence::{longest_silence, observations_of, silences};
