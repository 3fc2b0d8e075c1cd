//! Times: with an offset, in UTC, and as the carrier wrote it.

use super::of;
use crate::dialect::json::Object;
use crate::dialect::{Quirk, Quirks};
use crate::record::Observation;

/// When an event occurred.
#[derive(Debug, Clone, Copy)]
pub(super) enum When {
    /// It did not.
    Never,
    /// The carrier's clock is known, and its zone is not.
    Somewhere([u8; 25]),
    /// With the offset, and in UTC.
    Known([u8; 25], [u8; 20]),
}

/// The three forms of an instant, with room for it: an answer has dozens.
const KNOWN: &[u8; 143] = br#""time_iso":"0000-00-00T00:00:00+00:00","time_utc":"0000-00-00T00:00:00Z","time_raw":{"date":"0000-00-00","time":"00:00:00","timezone":"+00:00"}"#;
const NEVER: &[u8] =
    br#""time_iso":null,"time_utc":null,"time_raw":{"date":null,"time":null,"timezone":null}"#;

impl When {
    /// Returns when an event occurred, as far as it is known.
    pub(super) fn of(seen: Option<&Observation>, quirks: Quirks) -> Self {
        let Some(seen) = seen else {
            return Self::Never;
        };
        let offset = seen.place.zone().offset_at(seen.occurred_at.0);
        let iso = seen.occurred_at.rfc3339(offset).bytes();
        // It is deliveries whose zone is left out.
        if quirks.has(Quirk::ZoneMissing) && of(seen).sub_status == "Delivered_Other" {
            return Self::Somewhere(iso);
        }
        Self::Known(iso, seen.occurred_at.zulu())
    }

    /// Renders the three forms.
    pub(super) fn render(self, whole: &mut Object<'_>) {
        match self {
            Self::Known(iso, utc) => {
                let mut text = *KNOWN;
                text[12..37].copy_from_slice(&iso);
                text[51..71].copy_from_slice(&utc);
                text[93..103].copy_from_slice(&iso[..10]);
                text[113..121].copy_from_slice(&iso[11..19]);
                text[135..141].copy_from_slice(&iso[19..]);
                whole.members(&text);
            }
            Self::Somewhere(clock) => {
                whole.members(br#""time_iso":null,"time_utc":null"#);
                whole.object("time_raw", |parts| {
                    parts.ascii("date", &clock[..10]);
                    parts.ascii("time", &clock[11..19]);
                    parts.null("timezone");
                });
            }
            Self::Never => whole.members(NEVER),
        }
    }
}

pub(super) fn ascii_or_null(whole: &mut Object<'_>, key: &str, text: Option<&[u8]>) {
    match text {
        Some(text) => whole.ascii(key, text),
        None => whole.null(key),
    }
}
