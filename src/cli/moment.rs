//! `--at`: an instant, the end of a date, or a time after the order.

use super::failure::Failure;
use crate::fleet::Case;
use crate::parcel::Timestamp;
use crate::parcel::time::{DAY, Day};
use crate::scenario::duration;

/// A moment of a case's story, as typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Moment {
    /// An instant.
    At(Timestamp),
    /// The last second of a date where the buyer lives.
    EndOf(Day),
    /// So many seconds after the order.
    After(u32),
}

impl Moment {
    /// Reads what was typed.
    pub(super) fn parse(text: &str) -> Result<Self, Failure> {
        if let Some(after) = text.strip_prefix('+') {
            return duration::parse(after).map(Self::After).map_err(|error| {
                Failure::usage(
                    format!("`--at {text}`: the duration {}", error.wrong),
                    "write a time after the order, such as `--at +12d`",
                )
            });
        }
        if let Ok(instant) = text.parse::<jiff::Timestamp>() {
            return Ok(Self::At(Timestamp(instant.as_second())));
        }
        let date: jiff::civil::Date = text.parse().map_err(|_| mistake(text))?;
        if text.contains(['T', ':']) {
            return Err(mistake(text));
        }
        let (month, day) = (date.month().unsigned_abs(), date.day().unsigned_abs());
        Ok(Self::EndOf(Day::from_ymd(
            i32::from(date.year()),
            month.into(),
            day.into(),
        )))
    }

    /// Returns the instant in a case's story.
    pub(super) fn instant(self, case: &Case) -> Timestamp {
        let order = case.orders.first();
        match self {
            Self::At(instant) => instant,
            Self::After(seconds) => {
                order.map_or(Timestamp::default(), |order| order.placed_at) + i64::from(seconds)
            }
            Self::EndOf(day) => {
                let end = day.start() + DAY - 1;
                Timestamp(order.map_or(end, |order| order.destination.zone().to_utc(end)))
            }
        }
    }
}

fn mistake(text: &str) -> Failure {
    Failure::usage(
        format!("`--at {text}` is no moment"),
        "write a time with its offset (`2026-03-20T12:00:00Z`), a date (`2026-03-20`), or a time after the order (`+12d`)",
    )
}
