//! The harness: a mock carrier inside a test, and films of what a tracker makes of it.
//!
//! [`MockCarrier`] is one case on a port of its own, with a clock that the test moves. Any number of them run side by
//! side in one process and know nothing of each other: each has its own port, thread, clock, journal and faults, and
//! leaves nothing behind when it is dropped.
//!
//! ```
//! use misroute::harness::{MockCarrier, days};
//!
//! # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
//! // Arrange: a parcel that customs stops, on the day on which its buyer gets the number.
//! let carrier = MockCarrier::scenario("customs-hold").seed(7).start().await;
//! carrier.expect_polls_per_day(..=8);
//!
//! // Act: point the tracker at `carrier.url()`, ask it for `carrier.number()`, and let time pass.
//! carrier.clock().advance(days(10));
//!
//! // Assert: what a perfect tracker would say is at hand, and so is what really happened.
//! let ideal = carrier.ideal();
//! assert!(ideal.status.is_some());
//! assert!(!carrier.truth().events().is_empty());
//! # });
//! ```
//!
//! A [`Film`] is what the carrier showed and what the tracker said over the whole life of a parcel, changes only. It is
//! text, so that a snapshot of it shows in review how a tracker's behavior changed:
//!
//! ```
//! use misroute::harness::{Film, MockCarrier};
//!
//! let carrier = MockCarrier::scenario("premium").start_blocking();
//! let film = Film::of(&carrier).record_blocking(|poll| {
//!     // Here a tracker is asked for `poll.number` at `poll.now`, with `poll.url` for its carrier.
//!     "on its way"
//! });
//! assert!(film.to_string().contains("Delivered"));
//! // In a test: misroute::assert_film!(film);
//! ```
//!
//! Mistakes in a test panic, with what is wrong and how to mend it: whoever writes a test cannot do anything about them
//! there. [`Builder::try_start`] returns them instead.

mod builder;
mod carrier;
mod error;
mod expect;
mod film;
mod hands;
mod house;
pub mod oracle;
mod times;
mod truth;

pub use builder::Builder;
pub use carrier::MockCarrier;
pub use error::StartError;
pub use film::{Answer, Camera, Film, Moment, News, Occasion, Poll, Said, Shown, Sight};
pub use hands::Hands;
pub use times::{Times, days, hours, minutes};
pub use truth::Truth;

#[doc(no_inline)]
pub use crate::server::Noted as Request;
