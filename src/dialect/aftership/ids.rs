//! Ids: 32 hexadecimal digits, and the 24 letters and digits of older versions.

use super::query::serial;
use crate::carrier::Tracker;
use crate::dialect::Visit;
use crate::dialect::fingerprint::{Fingerprint, unsealed};

const LETTERS: &[u8; 36] = b"0123456789abcdefghijklmnopqrstuvwxyz";

/// Returns a tracking's id and its older one.
pub(super) fn of(visit: &Visit<'_>, tracker: &Tracker) -> (String, String) {
    let halves = |kind| {
        Fingerprint::of(kind)
            .and(visit.key)
            .and(&tracker.number)
            .and_int(tracker.serial as i64)
            .sealed(tracker.serial)
    };
    let (first, second) = halves("aftership tracking");
    let (old_first, old_second) = halves("aftership tracking, legacy");
    let old_second = old_second & ((1 << 56) - 1);
    (
        format!("{first:016x}{second:016x}"),
        format!("{}{}", base_36(old_first, 13), base_36(old_second, 11)),
    )
}

/// What an id leads to.
#[derive(Debug)]
pub(super) enum Led {
    /// This tracking.
    To(Box<Tracker>),
    /// Nothing that is there.
    Nowhere,
    /// It is no id at all.
    Astray,
}

/// Follows an id of either form.
pub(super) fn follow(visit: &Visit<'_>, id: &str) -> Led {
    let Some(serial) = serial(id).or_else(|| old_serial(id)) else {
        return Led::Astray;
    };
    let scope = visit.scope(super::http::NAME);
    let tracker = visit.desk.trackers.get(scope, serial);
    let is_its = |tracker: &Tracker| {
        let (new, old) = of(visit, tracker);
        new == id || old == id
    };
    match tracker.filter(is_its) {
        Some(tracker) => Led::To(Box::new(tracker)),
        None => Led::Nowhere,
    }
}

fn old_serial(id: &str) -> Option<u64> {
    let (first, second) = id.split_at_checked(13).filter(|_| id.len() == 24)?;
    let half = |digits: &str| {
        let is_lower = |byte: u8| byte.is_ascii_digit() || byte.is_ascii_lowercase();
        let digits = Some(digits).filter(|digits| digits.bytes().all(is_lower))?;
        // An id of somebody else's may be too large to be one of these.
        Some(u64::from_str_radix(digits, 36).unwrap_or(u64::MAX))
    };
    Some(unsealed(half(first)?, half(second)?))
}

fn base_36(mut number: u64, digits: usize) -> String {
    let mut text = vec![b'0'; digits];
    for digit in text.iter_mut().rev() {
        *digit = LETTERS[(number % 36) as usize];
        number /= 36;
    }
    text.into_iter().map(char::from).collect()
}
