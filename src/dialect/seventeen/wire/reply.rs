//! Rendering: the envelope of every answer.

use serde_json::Value;

use crate::dialect::json::{Array, Object, object};

/// A number that is refused.
#[derive(Debug, Clone)]
pub(in crate::dialect::seventeen) struct Rejected {
    /// The number, as the client wrote it.
    pub(in crate::dialect::seventeen) number: String,
    /// The carrier, as the client wrote it.
    pub(in crate::dialect::seventeen) carrier: Value,
    /// The error's code.
    pub(in crate::dialect::seventeen) code: i64,
    /// The error's text.
    pub(in crate::dialect::seventeen) message: String,
}

/// Renders an answer about some numbers; `accepted` writes those that are accepted and returns the others.
pub(in crate::dialect::seventeen) fn batch(
    out: &mut Vec<u8>,
    accepted: impl FnOnce(&mut Array<'_>) -> Vec<Rejected>,
) {
    object(out, |whole| {
        whole.int("code", 0);
        whole.object("data", |data| {
            let mut rejected = Vec::new();
            data.array("accepted", |list| rejected = accepted(list));
            data.array("rejected", |list| {
                for one in &rejected {
                    list.object(|whole| reject(whole, one));
                }
            });
        });
    });
}

fn reject(whole: &mut Object<'_>, one: &Rejected) {
    whole.str("number", &one.number);
    whole.value("carrier", &one.carrier);
    whole.object("error", |error| {
        error.int("code", one.code);
        error.str("message", &one.message);
    });
}

/// Renders the refusal of a whole request.
pub(in crate::dialect::seventeen) fn refusal(out: &mut Vec<u8>, code: i64, message: &str) {
    object(out, |whole| {
        whole.int("code", code);
        whole.object("data", |data| {
            data.array("errors", |list| {
                list.object(|error| {
                    error.int("code", code);
                    error.str("message", message);
                });
            });
        });
    });
}

/// Renders what an account has left.
pub(in crate::dialect::seventeen) fn quota(
    out: &mut Vec<u8>,
    (total, daily): (i64, i64),
    (used, today): (i64, i64),
) {
    object(out, |whole| {
        whole.int("code", 0);
        whole.object("data", |data| {
            data.int("quota_total", total);
            data.int("quota_used", used);
            data.int("quota_remain", (total - used).max(0));
            data.int("today_used", today);
            data.int("max_track_daily", daily);
            data.int("free_email_quota", 300);
            data.int("free_email_quotaused", 0);
        });
    });
}
