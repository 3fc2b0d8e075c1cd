//! Limits: how often a carrier lets a key ask, and what it tells of that.

use http::header::HeaderName;

use super::{Answer, Dialect, Refusal, Setting, Visit, answered};
use crate::carrier::{Left, Span};

/// So many requests of a key in a span of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit {
    /// How many: a whole number; 0: as many as it likes.
    pub most: Setting,
    /// In how many seconds. Spans of up to a minute follow the wall, longer ones virtual time.
    pub seconds: u32,
}

impl Limit {
    /// Returns a limit whose setting has a name, such as `dhl.limit.per-day`, and a default.
    pub const fn new(name: &'static str, default: &'static str, seconds: u32) -> Self {
        let most = Setting {
            name,
            default,
            help: "how many requests of a key are answered in such a span, with `--limits real`; 0: all",
        };
        Self { most, seconds }
    }

    /// Returns how many requests a text allows, 0 for any number; none if it is no such number.
    pub fn read(text: &str) -> Option<u32> {
        text.trim().parse().ok()
    }

    /// Returns the span that counts for a visit, unless it has no end.
    fn span(&self, visit: &Visit<'_>) -> Option<Span> {
        let most = Self::read(visit.setting(&self.most)).or_else(|| Self::read(self.most.default));
        most.filter(|most| *most > 0).map(|most| Span {
            seconds: self.seconds,
            most,
        })
    }
}

/// Answers a visit, unless its key has asked too often for this carrier. Who needs no key, as for an access token, may ask
/// as often as it likes.
pub fn answer(dialect: &dyn Dialect, visit: &Visit<'_>) -> Answer {
    let limits = dialect.limits();
    if limits.is_empty() || visit.desk.limits.is_none() || visit.key.is_empty() {
        return answered(dialect, visit);
    }
    let spans: Vec<Span> = limits
        .iter()
        .filter_map(|limit| limit.span(visit))
        .collect();
    let counted = visit
        .desk
        .count(visit.scope(dialect.name()), &spans, visit.now);
    let (mut answer, left) = match counted {
        Ok(left) => (answered(dialect, visit), left),
        Err(spent) => {
            let retry_after = spent.wait;
            (
                dialect.refuse(&Refusal::TooMany { retry_after }),
                Some(spent),
            )
        }
    };
    if let Some(left) = left {
        dialect.tell(left, &mut answer);
    }
    answer
}

/// Writes what is left into headers: how many requests there are, how many are left, and the second since 1970 at which
/// they come back.
pub fn headers(answer: &mut Answer, [limit, remaining, reset]: [HeaderName; 3], left: Left) {
    let headers = answer.headers_mut();
    headers.insert(limit, left.most.into());
    headers.insert(remaining, left.left.into());
    headers.insert(reset, left.resets_at.0.into());
}
