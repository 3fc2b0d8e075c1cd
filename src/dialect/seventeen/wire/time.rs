//! Times: with an offset, in UTC, and as the carrier wrote it.

use crate::dialect::json::Object;
use crate::record::Observation;

/// When an event occurred.
#[derive(Debug, Clone, Copy)]
pub(super) enum When {
    /// It did not.
    Never,
    /// With the offset, and in UTC.
    Known([u8; 25], [u8; 20]),
}

impl When {
    /// Returns when an event occurred.
    pub(super) fn of(seen: Option<&Observation>) -> Self {
        let Some(seen) = seen else {
            return Self::Never;
        };
        let offset = seen.place.zone().offset_at(seen.occurred_at.0);
        let iso = seen.occurred_at.rfc3339(offset).bytes();
        Self::Known(iso, seen.occurred_at.zulu())
    }

    /// Renders the three forms.
    pub(super) fn render(self, whole: &mut Object<'_>) {
        if let Self::Known(iso, utc) = self {
            whole.ascii("time_iso", &iso);
            whole.ascii("time_utc", &utc);
        } else {
            whole.null("time_iso");
            whole.null("time_utc");
        }
        let (clock, zone) = match &self {
            Self::Never => (None, None),
            Self::Known(text, _) => (Some(text), Some(&text[19..])),
        };
        whole.object("time_raw", |parts| {
            ascii_or_null(parts, "date", clock.map(|text| &text[..10]));
            ascii_or_null(parts, "time", clock.map(|text| &text[11..19]));
            ascii_or_null(parts, "timezone", zone);
        });
    }
}

pub(super) fn ascii_or_null(whole: &mut Object<'_>, key: &str, text: Option<&[u8]>) {
    match text {
        Some(text) => whole.ascii(key, text),
        None => whole.null(key),
    }
}
