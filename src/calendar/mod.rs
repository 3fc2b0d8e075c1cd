//! When a human can do a thing to a parcel: hours of the day by kind of work, working days, week-ends.
//!
//! Real delivery times cluster at multiples of 24 hours, because people scan in working hours; a dwell that is not put
//! through a gate shows at once that nobody worked.

pub mod gate;
pub mod hours;

pub use gate::{Moments, gate};
pub use hours::{HourShares, Hours};
