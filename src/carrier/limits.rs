//! Limits: how often each key has asked, and whether it may ask again.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use sha2::{Digest as _, Sha256};

use super::{Desk, Scope};
use crate::parcel::Timestamp;

/// So many keys are remembered at most; one more, and everybody begins anew.
const KEYS_MOST: usize = 10_000;
/// Longer spans follow virtual time.
const SHORT_MOST: u32 = 60;

/// So many requests of a key in so many seconds.
///
/// Spans follow each other without gaps from 1970 on. Those of up to a minute follow the wall, like the life of access
/// tokens; longer ones follow the tenant's clock, so that a jump over midnight gives a new day's requests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// How long it is, in seconds, at least one.
    pub seconds: u32,
    /// How many requests it has.
    pub most: u32,
}

/// What is left of a span after a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Left {
    /// How many requests the span has.
    pub most: u32,
    /// How many of them are left.
    pub left: u32,
    /// When the next span begins, by the clock that the span follows.
    pub resets_at: Timestamp,
    /// In how many seconds of the wall that is; none where only virtual time brings it.
    pub wait: Option<u32>,
}

/// How often each key has asked; a desk that limits nobody has none.
#[derive(Debug, Default)]
pub struct Limits {
    /// By a digest of dialect and key, which is as short for any key. In each, a count a span.
    counts: Mutex<BTreeMap<[u8; 32], Vec<Count>>>,
}

/// How often a key has asked in the span in which it asked last.
#[derive(Debug, Clone, Copy, Default)]
struct Count {
    /// Which span since 1970.
    span: i64,
    used: u32,
}

impl Span {
    const fn is_short(self) -> bool {
        self.seconds <= SHORT_MOST
    }

    /// Returns a span's state at an instant, after so many requests.
    fn left(self, count: Count, now: Timestamp) -> Left {
        let resets_at = (count.span + 1).saturating_mul(self.length());
        Left {
            most: self.most,
            left: self.most.saturating_sub(count.used),
            resets_at: Timestamp(resets_at),
            wait: self.is_short().then(|| (resets_at - now.0) as u32),
        }
    }

    fn length(self) -> i64 {
        i64::from(self.seconds.max(1))
    }
}

impl Limits {
    /// Counts a request; a key may have several spans, always the same ones of a dialect in the same order. Returns what
    /// is left of the span that has the least left, or nothing if there is no span.
    ///
    /// # Errors
    ///
    /// Returns the first span of which nothing is left; then the request is not counted.
    pub fn count(
        &self,
        scope: Scope<'_>,
        spans: &[Span],
        (short, long): (Timestamp, Timestamp),
    ) -> Result<Option<Left>, Left> {
        if spans.is_empty() {
            return Ok(None);
        }
        let name = digest(scope);
        // A count is whole between any two of its changes, so a poisoned lock holds nothing broken.
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        if counts.len() >= KEYS_MOST && !counts.contains_key(&name) {
            counts.clear();
        }
        let counts = counts.entry(name).or_default();
        counts.resize(spans.len(), Count::default());
        let now = |span: &Span| if span.is_short() { short } else { long };
        for (count, span) in counts.iter_mut().zip(spans) {
            let present = now(span).0.div_euclid(span.length());
            if count.span != present {
                *count = Count {
                    span: present,
                    used: 0,
                };
            }
        }
        let spent = counts
            .iter()
            .zip(spans)
            .find(|(count, span)| count.used >= span.most);
        if let Some((count, span)) = spent {
            return Err(span.left(*count, now(span)));
        }
        let left = counts.iter_mut().zip(spans).map(|(count, span)| {
            count.used += 1;
            span.left(*count, now(span))
        });
        Ok(left.min_by_key(|left| left.left))
    }

    /// Forgets who asked.
    pub fn clear(&self) {
        self.counts
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clear();
    }
}

fn digest(scope: Scope<'_>) -> [u8; 32] {
    let mut digest = Sha256::new();
    // No dialect's name has a line break.
    for part in [scope.dialect, "\n", scope.key] {
        digest.update(part);
    }
    digest.finalize().into()
}

impl Desk {
    /// Counts a request of a key at the tenant's instant, if this desk limits anybody. Returns what is left of the span
    /// that has the least left.
    ///
    /// # Errors
    ///
    /// Returns the first span of which nothing is left.
    pub fn count(
        &self,
        scope: Scope<'_>,
        spans: &[Span],
        now: Timestamp,
    ) -> Result<Option<Left>, Left> {
        match &self.limits {
            Some(limits) => limits.count(scope, spans, (self.short_time(), now)),
            None => Ok(None),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: Scope<'_> = Scope {
        dialect: "any",
        key: "one",
    };
    const SECOND: Span = Span {
        seconds: 1,
        most: 3,
    };
    const DAY: Span = Span {
        seconds: 86_400,
        most: 5,
    };

    fn at(wall: i64, now: i64) -> (Timestamp, Timestamp) {
        (Timestamp(wall), Timestamp(now))
    }

    #[test]
    fn a_burst_is_stopped_until_the_next_span() {
        let limits = Limits::default();
        for left in [2, 1, 0] {
            let wanted = Left {
                most: 3,
                left,
                resets_at: Timestamp(101),
                wait: Some(1),
            };
            assert_eq!(
                limits.count(ONE, &[SECOND], at(100, 7)),
                Ok(Some(wanted)),
                "{left}"
            );
        }
        for _ in 0..10 {
            assert!(limits.count(ONE, &[SECOND], at(100, 7)).is_err());
        }
        let next = limits.count(ONE, &[SECOND], at(101, 7));
        assert_eq!(next.map(|left| left.map(|left| left.left)), Ok(Some(2)));
    }

    #[test]
    fn a_days_requests_come_back_with_the_virtual_day_alone() {
        let limits = Limits::default();
        let both = [SECOND, DAY];
        let count = |wall, now| limits.count(ONE, &both, at(wall, now));
        for wall in 0..5 {
            assert!(count(wall, 1_000).is_ok(), "{wall}");
        }
        let spent = count(1_000_000, 86_399).expect_err("five are gone");
        assert_eq!(
            (spent.left, spent.resets_at, spent.wait),
            (0, Timestamp(86_400), None)
        );
        assert!(count(1_000_001, 60 * 86_400).is_ok());
    }

    #[test]
    fn what_is_refused_is_not_counted() {
        let limits = Limits::default();
        let both = [SECOND, DAY];
        for _ in 0..100 {
            let _spent = limits.count(ONE, &both, at(0, 0));
        }
        let next = limits.count(ONE, &both, at(1, 0));
        assert_eq!(next.map(|left| left.map(|left| left.left)), Ok(Some(1)));
    }

    #[test]
    fn keys_and_dialects_have_requests_of_their_own() {
        let limits = Limits::default();
        let others = [
            ONE,
            Scope { key: "two", ..ONE },
            Scope {
                dialect: "other",
                ..ONE
            },
        ];
        for scope in others {
            for _ in 0..3 {
                assert!(limits.count(scope, &[SECOND], at(0, 0)).is_ok());
            }
            assert!(limits.count(scope, &[SECOND], at(0, 0)).is_err());
        }
        limits.clear();
        assert!(limits.count(ONE, &[SECOND], at(0, 0)).is_ok());
    }

    #[test]
    fn a_flood_of_keys_takes_no_more_room() {
        let limits = Limits::default();
        for number in 0..KEYS_MOST + 10 {
            let key = number.to_string();
            let scope = Scope { key: &key, ..ONE };
            assert!(limits.count(scope, &[SECOND], at(0, 0)).is_ok());
        }
        assert_eq!(
            limits.counts.lock().map(|counts| counts.len()).ok(),
            Some(10)
        );
    }
}
