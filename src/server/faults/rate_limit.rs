//! Too many requests: the dialect's own 429, with or without `Retry-After`.

use axum::http::header::{HeaderValue, RETRY_AFTER};

use super::{Fault, FaultError, Kind, Options, Struck};
use crate::dialect::{Answer, Refusal};

pub(super) const KIND: Kind = Kind {
    name: "rate-limit",
    value: None,
    options: &["retry-after"],
    read,
};

fn read(options: &mut Options<'_>) -> Result<Box<dyn Fault>, FaultError> {
    let retry_after = options.whole("retry-after", (0, 86_400))?;
    Ok(Box::new(RateLimit { retry_after }))
}

#[derive(Debug)]
struct RateLimit {
    /// Seconds of the wall's.
    retry_after: Option<u32>,
}

impl Fault for RateLimit {
    fn instead(&self, struck: &Struck<'_>) -> Option<Answer> {
        let retry_after = self.retry_after;
        let mut answer = struck.dialect.refuse(&Refusal::TooMany { retry_after });
        match retry_after {
            // Who asks for the header gets it, of a carrier too that does not send it by itself.
            Some(seconds) => {
                let headers = answer.headers_mut();
                headers
                    .entry(RETRY_AFTER)
                    .or_insert(HeaderValue::from(seconds));
            }
            None => drop(answer.headers_mut().remove(RETRY_AFTER)),
        }
        Some(answer)
    }
}
