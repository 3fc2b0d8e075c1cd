//! The desk that a dialect asks: whose number this is, what time it is, who is registered, which keys count and how
//! often they may ask.
//!
//! Numbers lead to cases by decoding, so a desk remembers nothing of parcels: its memory is the same for one and for a
//! billion. What it keeps is one entry a declared world, a bound number, a registered tracker, a subscription and a
//! limited key, all of them bounded.

mod desk;
mod keys;
mod limits;
mod looked;
mod shelves;
mod subscriptions;
mod tokens;
mod trackers;

pub use desk::{Binding, Bound, Desk, Full};
pub use keys::{Keys, same};
pub use limits::{Left, Limits, Span};
pub use looked::Looked;
pub use shelves::Touched;
pub use subscriptions::{KeepSubscriptions, Subscribed, Subscription, Subscriptions};
pub use tokens::{Grant, TokenError, TokenLife};
pub use trackers::{Keep, Nothing, Registered, Scope, Tracker, Trackers};
