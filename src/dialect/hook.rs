//! Hooks: what a dialect sends by itself to those who subscribed, when what a tracker shows changes.

use std::fmt;

use hmac::{Hmac, KeyInit as _, Mac as _};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use sha2::{Digest as _, Sha256};

use super::{Setting, Visit};
use crate::carrier::{Subscription, Tracker};
use crate::parcel::Timestamp;
use crate::scenario::duration;

/// What a dialect sends to those who subscribed.
///
/// It remembers nothing: what is sent follows from the tracker, the instant of the change and the one before.
pub trait Hooks: fmt::Debug + Sync {
    /// Returns the setting that says when a message is sent again that was not taken; [`waits`] reads it.
    fn retries(&self) -> &'static Setting;

    /// Returns what there is to tell, in order; nothing if the tracker shows what it showed.
    fn notices(&self, telling: &Telling<'_>) -> Vec<Notice>;

    /// Writes the headers that prove who sent a body; they may hang on the instant of sending.
    fn sign(&self, headers: &mut HeaderMap, body: &[u8], seal: &Seal<'_>);

    /// Returns the first instant after the visit's at which a tracker shows something else though no carrier says
    /// anything new.
    fn next(&self, visit: &Visit<'_>, tracker: &Tracker) -> Option<Timestamp> {
        let _ = (visit, tracker);
        None
    }

    /// Tells whether an answer of this status means that the message was taken.
    fn takes(&self, status: StatusCode) -> bool {
        status.is_success()
    }

    /// Tells whether its signatures hold the instant of sending.
    fn signs_time(&self) -> bool {
        false
    }
}

/// Why something is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Occasion {
    /// The tracker was just registered.
    Registered,
    /// Time has passed since an instant up to which all was told.
    Since(Timestamp),
    /// Somebody asks that it be told.
    Asked,
}

/// A tracker of which something may be told.
#[derive(Debug, Clone, Copy)]
pub struct Telling<'a> {
    /// Whose systems tell it, and as of which instant.
    pub visit: &'a Visit<'a>,
    /// The tracker.
    pub tracker: &'a Tracker,
    /// Why it is told.
    pub occasion: Occasion,
    /// Who is told.
    pub subscription: &'a Subscription,
}

impl<'a> Telling<'a> {
    /// Returns a visit at the instant up to which all was told, if there was one.
    pub fn before(&self) -> Option<Visit<'a>> {
        match self.occasion {
            Occasion::Since(at) => Some(Visit {
                at,
                now: at,
                ..*self.visit
            }),
            Occasion::Registered | Occasion::Asked => None,
        }
    }
}

/// Something that is told: its body, which is the same however often it is sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// What the dialect calls it: `tracker.updated`.
    pub event: &'static str,
    /// The request's body.
    pub body: Vec<u8>,
}

/// What a message is signed with.
#[derive(Debug, Clone, Copy)]
pub struct Seal<'a> {
    /// The secret that sender and receiver share, if they do.
    pub secret: Option<&'a str>,
    /// The API key of the account.
    pub key: &'a str,
    /// When it is sent.
    pub at: Timestamp,
    /// What else the subscription says.
    pub subscription: &'a Subscription,
}

/// A wait has so many seconds at most: thirty days.
const WAIT_MOST: u32 = 30 * 86_400;
/// A message is sent so often again at most.
const WAITS_MOST: usize = 50;

/// Reads when a message is sent again: waits such as `30s,1m,2m`, each counted from the attempt before. None: it is no
/// such list.
pub fn waits(text: &str) -> Option<Vec<u32>> {
    let words = text.split(',').map(str::trim);
    let words = words.filter(|word| !word.is_empty());
    let waits: Option<Vec<u32>> = words
        .map(|word| {
            let seconds = duration::parse(word).ok()?;
            (1..=WAIT_MOST).contains(&seconds).then_some(seconds)
        })
        .collect();
    waits.filter(|waits| waits.len() <= WAITS_MOST)
}

/// Returns the HMAC-SHA256 of some bytes.
pub fn hmac(secret: &[u8], bytes: &[u8]) -> [u8; 32] {
    // An HMAC takes a key of any length.
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(secret) else {
        return [0; 32];
    };
    mac.update(bytes);
    mac.finalize().into_bytes().into()
}

/// Returns the SHA-256 of some parts, one after the other.
pub fn sha256(parts: &[&[u8]]) -> [u8; 32] {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part);
    }
    hash.finalize().into()
}

/// Returns bytes in lower-case hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    let digit = |nibble: u8| char::from_digit(u32::from(nibble), 16).unwrap_or('0');
    let digits = bytes
        .iter()
        .flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]);
    digits.collect()
}

/// Writes a header; a value that cannot be one is left away.
pub fn put(headers: &mut HeaderMap, name: &'static str, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        headers.insert(HeaderName::from_static(name), value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_are_read_and_others_are_not() {
        assert_eq!(waits("30s, 1m,2h"), Some(vec![30, 60, 7_200]));
        assert_eq!(waits(""), Some(Vec::new()));
        for wrong in ["soon", "30", "1m;2m", "-1m", "0s", "400d"] {
            assert_eq!(waits(wrong), None, "{wrong}");
        }
        assert_eq!(waits(&"1s,".repeat(51)), None);
    }

    #[test]
    fn digests_are_those_of_the_standards() {
        assert_eq!(
            hex(&hmac(b"Jefe", b"what do ya want for nothing?")),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
        );
        assert_eq!(
            hex(&sha256(&[b"a", b"bc"])),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
    }
}
