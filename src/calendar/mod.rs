//! When a human can do a thing to a parcel: hours of the day by kind of work, working days, week-ends, holidays.
//!
//! Real delivery times cluster at multiples of 24 hours, because people scan in working hours; a dwell that is not put
//! through a gate shows at once that nobody worked. All here are pure functions of the country and the date.

pub mod week;
pub mod hours;
pub mod disruption;
pub mod gate;
pub mod holidays;
pub mod china;
pub mod openness;
pub mod load;

pub use disruption::{Disruption, Site};
pub use gate::{Moments, gate};
pub use holidays::Holidays;
pub use hours::{HourShares, Hours};
pub use load::load;
pub use week::{weekday, weekend};
