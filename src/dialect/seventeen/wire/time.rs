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
        let raw = match self {
            Self::Never => None,
            Self::Somewhere(raw) => Some((raw, None)),
            Self::Known(iso, utc) => {
                whole.ascii("time_iso", &iso);
                whole.ascii("time_utc", &utc);
                Some((iso, Some(iso)))
            }
        };
        if !matches!(self, Self::Known(..)) {
            whole.null("time_iso");
            whole.null("time_utc");
        }
        whole.object("time_raw", |parts| match raw {
            Some((text, zone)) => {
                parts.ascii("date", &text[..10]);
                parts.ascii("time", &text[11..19]);
                match zone {
                    Some(text) => parts.ascii("timezone", &text[19..]),
                    None => parts.null("timezone"),
                }
            }
            None => {
                parts.null("date");
                parts.null("time");
                parts.null("timezone");
            }
        });
    }
}
