//! The carriers at the door: what each of their dialects says of its own parcels, and of everybody else's.

pub(crate) mod asking;
mod dhl;
mod fedex;
mod films;
mod laposte;
mod royalmail;
mod ups;
mod usps;
