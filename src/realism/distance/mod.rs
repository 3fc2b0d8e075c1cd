//! Distances between event logs, as the process-mining literature and its `log-distance-measures` package define them.
//!
//! All are 0 for equal logs and symmetric. Times are counted in whole hours, as there: a distance in hours is how far an
//! average event must be moved to make one log of the other.

mod ngram;
mod times;

pub use ngram::n_gram;
pub use times::{
    Clock, absolute_events, case_arrivals, circadian_events, cycle_times, relative_events,
};
