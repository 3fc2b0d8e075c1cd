//! Which instant an answer shows: `Sim-Now`, then the key's clock, then the tenant's.

use std::fmt;

use axum::http::HeaderMap;

use crate::parcel::Timestamp;

/// The header that says which instant one answer shows.
pub(super) const SIM_NOW: &str = "sim-now";

/// A `Sim-Now` header that names no instant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SimNowError(String);

impl fmt::Display for SimNowError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "the header `Sim-Now: {}` is no instant", self.0)
    }
}

impl SimNowError {
    /// Returns what to do.
    pub const fn help(&self) -> &'static str {
        "write RFC 3339 with an offset, such as `2026-04-01T12:00:00Z`; 1970 is the first year"
    }
}

impl std::error::Error for SimNowError {}

/// Returns the instant that a request's own header asks for.
pub(super) fn sim_now(headers: &HeaderMap) -> Result<Option<Timestamp>, SimNowError> {
    let Some(value) = headers.get(SIM_NOW) else {
        return Ok(None);
    };
    let text = String::from_utf8_lossy(value.as_bytes());
    match parse(&text) {
        Some(at) => Ok(Some(at)),
        None => Err(SimNowError(text.chars().take(60).collect())),
    }
}

/// Reads an RFC 3339 instant.
pub(super) fn instant(text: &str) -> Option<Timestamp> {
    let instant: jiff::Timestamp = text.trim().parse().ok()?;
    Some(Timestamp(instant.as_second()))
}

/// Reads an RFC 3339 instant from 1970 on.
pub(super) fn parse(text: &str) -> Option<Timestamp> {
    instant(text).filter(|at| at.0 >= 0)
}
