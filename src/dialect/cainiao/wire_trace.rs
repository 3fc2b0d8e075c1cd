//! Traces: an event as `detailList` has it, with the time trap of this dialect.
//!
//! `timeStr` is the wall clock of the event's `timeZone`, and `time` is that wall clock read as if it were Beijing's: the
//! true instant for scans that were written down in Beijing time, and wrong by the difference of zones for all others.

use super::wire::{Manner, one_in_four};
use super::words::Words;
use crate::dialect::fingerprint::Fingerprint;
use crate::dialect::json::Object;
use crate::parcel::time::{Civil, HOUR};
use crate::parcel::{Milestone, ServiceLine};
use crate::record::Observation;

/// Seconds by which Beijing is ahead of UTC.
pub(super) const BEIJING: i64 = 8 * HOUR;

/// How the traces of one parcel are written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Style<'a> {
    number: &'a str,
    line: ServiceLine,
    words: &'static Words,
    /// Whether its partners write every scan in Beijing time, wherever it was made.
    all_beijing: bool,
}

impl<'a> Style<'a> {
    /// Returns the style of a parcel.
    pub(super) fn of(number: &'a str, line: ServiceLine, manner: Manner) -> Self {
        Self {
            number,
            line,
            words: manner.words,
            all_beijing: line == ServiceLine::ChinaDomestic || one_in_four("cainiao zones", number),
        }
    }

    fn print(&self, kind: &str, seen: &Observation) -> Fingerprint {
        let print = Fingerprint::of(kind).and(self.number);
        print.and_int(seen.occurred_at.0)
    }
}

/// Tells whether Cainiao's own systems make an event, and not a carrier's scan.
///
/// Such notices have no zone: their epoch is the true instant, to the millisecond, and their wall clock Beijing's.
const fn is_own_notice(milestone: Milestone) -> bool {
    matches!(milestone, Milestone::Announced | Milestone::Canceled)
}

/// Renders an event.
pub(super) fn render(event: &mut Object<'_>, seen: &Observation, style: &Style<'_>) {
    let texts = style.words.event(seen, style.line);
    let is_notice = is_own_notice(seen.milestone);
    let (offset, milliseconds) = if is_notice {
        let print = style.print("cainiao notice", seen);
        (BEIJING, print.int() % 999 + 1)
    } else if style.all_beijing {
        (BEIJING, 0)
    } else {
        let offset = seen.place.zone().offset_at(seen.occurred_at.0);
        (i64::from(offset), 0)
    };
    let local = seen.occurred_at.0 + offset;
    event.int("time", (local - BEIJING) * 1_000 + milliseconds);
    event.filled(br#""timeStr":"0000-00-00 00:00:00""#, |text| {
        let time = Civil::of_local(local);
        time.put_date(text, 11);
        time.put_time(text, 22);
    });
    event.plain("desc", texts.description);
    match texts.town {
        Some(town) => event.plain_parts("standerdDesc", ["[", town, "] ", texts.normalized]),
        None => event.plain("standerdDesc", texts.normalized),
    }
    event.plain("descTitle", style.words.note);
    if !is_notice {
        zone(event, offset, style.all_beijing);
    }
    event.plain("actionCode", texts.code);
    if let Some(group) = texts.group {
        event.object("group", |shown| {
            shown.plain("nodeCode", group.code);
            shown.plain("nodeDesc", (style.words.node)(group.node));
        });
    }
}

/// Writes a zone: `GMT+08:00` where all is Beijing time, else `GMT+2`, `GMT+5:30` or `GMT-3`.
fn zone(event: &mut Object<'_>, offset: i64, all_beijing: bool) {
    if all_beijing {
        return event.plain("timeZone", "GMT+08:00");
    }
    let (hours, minutes) = (offset.abs() / HOUR, offset.abs() / 60 % 60);
    let two = |number: i64| [b'0' + (number / 10 % 10) as u8, b'0' + (number % 10) as u8];
    let mut text = *b"GMT+00:00";
    let mut end = 4;
    let mut push = |bytes: &[u8]| {
        text[end..end + bytes.len()].copy_from_slice(bytes);
        end += bytes.len();
    };
    push(&two(hours)[usize::from(hours < 10)..]);
    if minutes != 0 {
        push(b":");
        push(&two(minutes));
    }
    if offset < 0 {
        text[3] = b'-';
    }
    event.ascii("timeZone", &text[..end]);
}
