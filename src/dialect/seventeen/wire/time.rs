//! Times: with an offset, in UTC, and as the carrier wrote it.

use crate::dialect::json::Object;
use crate::parcel::digits;
use crate::parcel::time::Civil;
use crate::record::Observation;

/// When an event occurred.
#[derive(Debug, Clone, Copy)]
pub(super) enum When {
    /// It did not.
    Never,
    /// With the offset, and in UTC.
    Known {
        /// What clocks there showed.
        local: Civil,
        /// Whether they are behind UTC,
        west: bool,
        /// or ahead of it, by so many hours and minutes.
        offset: [u32; 2],
        /// What clocks showed in UTC.
        utc: Civil,
    },
}

/// The three forms of an instant, with room for it: an answer has dozens.
const KNOWN: &[u8; 143] = br#""time_iso":"0000-00-00T00:00:00+00:00","time_utc":"0000-00-00T00:00:00Z","time_raw":{"date":"0000-00-00","time":"00:00:00","timezone":"+00:00"}"#;
const NEVER: &[u8] =
    br#""time_iso":null,"time_utc":null,"time_raw":{"date":null,"time":null,"timezone":null}"#;

impl When {
    /// Returns when an event occurred.
    pub(super) fn of(seen: Option<&Observation>) -> Self {
        let Some(seen) = seen else {
            return Self::Never;
        };
        let at = seen.occurred_at.0;
        // Offsets are cut to whole minutes, as the format knows no finer ones.
        let offset = seen.place.zone().offset_at(at) / 60;
        let local = Civil::of_local(at + i64::from(offset) * 60);
        let minutes = offset.unsigned_abs();
        Self::Known {
            local,
            west: offset < 0,
            offset: [minutes / 60, minutes % 60],
            utc: Civil::of_local(at),
        }
    }

    /// Renders the three forms.
    pub(super) fn render(self, whole: &mut Object<'_>) {
        match self {
            Self::Known {
                local,
                west,
                offset,
                utc,
            } => whole.filled(KNOWN, |text| {
                local.put_date(text, 12);
                local.put_time(text, 23);
                utc.put_date(text, 51);
                utc.put_time(text, 62);
                local.put_date(text, 93);
                local.put_time(text, 113);
                for at in [31, 135] {
                    text[at] = if west { b'-' } else { b'+' };
                    text[at + 1..at + 3].copy_from_slice(&digits::two(offset[0]));
                    text[at + 4..at + 6].copy_from_slice(&digits::two(offset[1]));
                }
            }),
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
