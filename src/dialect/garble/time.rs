//! Quirks of how times are written.

use super::hit::Hit;
use super::sites::Form;
use super::tree::Node;
use super::zone::split;
use crate::dialect::fingerprint::Fingerprint;
use crate::parcel::time::{DAY, Day, wall_clock};

/// What a program shows that fills in nothing for a time.
const YEAR_ONE: &str = "0001-01-01";
const YEAR_ONE_MILLISECONDS: &str = "-62135596800000";

fn number(text: &str) -> Option<i64> {
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| digits)
}

/// Reads the date that a text begins with, `2026-03-21` or `20260321`, as the seconds of its start.
pub(super) fn date_seconds(text: &str) -> Option<i64> {
    let dashed = text.as_bytes().get(4) == Some(&b'-');
    let [month, day] = if dashed { [5..7, 8..10] } else { [4..6, 6..8] };
    let (year, month, day) = (text.get(..4)?, text.get(month)?, text.get(day)?);
    let (year, month, day) = (number(year)?, number(month)?, number(day)?);
    let is_date = (1..=12).contains(&month) && (1..=31).contains(&day);
    is_date.then(|| Day::from_ymd(year as i32, month as u32, day as u32).start())
}

/// Reads the time of day that a text begins with, `12:40:18` or `124018`, in seconds.
pub(super) fn clock_seconds(text: &str) -> Option<i64> {
    let colons = text.as_bytes().get(2) == Some(&b':');
    let [minute, second] = if colons { [3..5, 6..8] } else { [2..4, 4..6] };
    let (hour, minute) = (number(text.get(..2)?)?, number(text.get(minute)?)?);
    Some(hour * 3_600 + minute * 60 + number(text.get(second)?)?)
}

/// Reads the date and time of day that a text begins with, as seconds since 1970.
pub(super) fn seconds(text: &str) -> Option<i64> {
    Some(date_seconds(text)? + clock_seconds(text.get(11..19)?)?)
}

/// Returns a time's text with another date and time of day.
pub(super) fn with_seconds(text: &str, seconds: i64) -> Option<String> {
    let between = *text.as_bytes().get(10)?;
    let rest = text.get(19..)?;
    Some(format!("{}{rest}", ascii(&wall_clock(seconds, between))))
}

/// Returns a date's text with another date.
pub(super) fn with_date(text: &str, seconds: i64) -> String {
    let date = ascii(&wall_clock(seconds, b' ')[..10]);
    if text.contains('-') {
        date
    } else {
        date.replace('-', "")
    }
}

/// Returns a time of day's text with another time of day.
pub(super) fn with_clock(text: &str, seconds: i64) -> String {
    let clock = ascii(&wall_clock(seconds, b' ')[11..]);
    if text.contains(':') {
        clock
    } else {
        clock.replace(':', "")
    }
}

fn ascii(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Times are dates only.
pub(super) fn date_only(hit: &mut Hit<'_, '_>) {
    hit.times(|time, node| match time.form {
        Form::Clock | Form::UtcClock => *node = Node::NULL,
        Form::Epoch(ahead) => {
            if let Some(ms) = node.int() {
                let midnight = (ms.div_euclid(1_000) + ahead).div_euclid(DAY) * DAY - ahead;
                *node = Node::Leaf((midnight * 1_000).to_string().into());
            }
        }
        form if form.is_written() => node.edit(|text| text.get(..10).map(str::to_owned)),
        _ => {}
    });
}

/// Seconds have nine decimals.
pub(super) fn nanoseconds(hit: &mut Hit<'_, '_>) {
    decimals(hit, 9);
}

/// Seconds have seven decimals.
pub(super) fn ticks(hit: &mut Hit<'_, '_>) {
    decimals(hit, 7);
}

fn decimals(hit: &mut Hit<'_, '_>, count: usize) {
    let digits = hit.print.and("decimals").bits() % 10_u128.pow(count as u32);
    let digits = format!(".{digits:0count$}");
    let fraction = |text: &str, end: usize| {
        let (clock, rest) = text.split_at_checked(end)?;
        let rest = rest.strip_prefix('.').map_or(rest, |rest| {
            rest.trim_start_matches(|character: char| character.is_ascii_digit())
        });
        Some(format!("{clock}{digits}{rest}"))
    };
    hit.times(|time, node| {
        node.edit(|text| match time.form {
            form if form.is_written() => fraction(text, 19),
            form if form.is_clock() => fraction(text, if text.contains(':') { 8 } else { 6 }),
            _ => None,
        });
    });
}

/// Times of day have twelve hours.
pub(super) fn twelve_hours(hit: &mut Hit<'_, '_>) {
    hit.times(|time, node| {
        node.edit(|text| match time.form {
            form if form.is_written() => {
                let (wall, offset) = split(text);
                let clock = twelve(wall.get(11..)?)?;
                let gap = if offset.is_empty() { "" } else { " " };
                Some(format!("{} {clock}{gap}{offset}", &wall[..10]))
            }
            form if form.is_clock() => twelve(text),
            _ => None,
        });
    });
}

fn twelve(clock: &str) -> Option<String> {
    let hour = number(clock.get(..2)?)?;
    let half = if hour < 12 { "AM" } else { "PM" };
    Some(format!("{:02}{} {half}", (hour + 11) % 12 + 1, &clock[2..]))
}

/// Years have two digits.
pub(super) fn short_year(hit: &mut Hit<'_, '_>) {
    dates(hit, |text| {
        text.get(..4).and_then(number)?;
        text.get(2..)
    });
}

/// Dates have no year.
pub(super) fn year_missing(hit: &mut Hit<'_, '_>) {
    dates(hit, |text| match text.split_once('-') {
        Some((year, rest)) => number(year).map(|_| rest),
        None => text.get(text.len().checked_sub(4)?..),
    });
}

fn dates(hit: &mut Hit<'_, '_>, cut: impl Fn(&str) -> Option<&str>) {
    hit.times(|time, node| {
        if time.form.is_written() || time.form.is_date() {
            node.edit(|text| cut(text).map(str::to_owned));
        }
    });
}

/// Events have no time at all.
pub(super) fn missing(hit: &mut Hit<'_, '_>) {
    hit.times(|_, node| *node = Node::Gone);
}

/// Times are null.
pub(super) fn null(hit: &mut Hit<'_, '_>) {
    hit.times(|_, node| *node = Node::NULL);
}

/// Times are of the year 1.
pub(super) fn year_one(hit: &mut Hit<'_, '_>) {
    hit.times(|time, node| match time.form {
        Form::Epoch(_) if node.int().is_some() => {
            *node = Node::Leaf(YEAR_ONE_MILLISECONDS.into());
        }
        Form::Wrapped => node.edit(|_| Some(format!("/Date({YEAR_ONE_MILLISECONDS})/"))),
        Form::Epoch(_) | Form::Zone => {}
        Form::Date | Form::UtcDate => node.edit(|text| {
            let dashed = text.contains('-');
            Some(if dashed {
                YEAR_ONE.to_owned()
            } else {
                YEAR_ONE.replace('-', "")
            })
        }),
        Form::Clock | Form::UtcClock => node.edit(|text| Some(with_clock(text, 0))),
        Form::Offset | Form::Utc | Form::Local => node.edit(|text| {
            let Some(between) = text.get(10..11) else {
                return Some(YEAR_ONE.to_owned());
            };
            Some(format!("{YEAR_ONE}{between}00:00:00{}", split(text).1))
        }),
    });
}

/// Epoch times are in seconds where they were in milliseconds, or text where they were numbers: one of both for a
/// parcel.
pub(super) fn epoch_changed(hit: &mut Hit<'_, '_>) {
    let print = Fingerprint::of("epoch changed").and(hit.shown.number);
    hit.times(|time, node| {
        if let (Form::Epoch(_), Some(ms)) = (time.form, node.int()) {
            *node = if print.int() % 2 == 0 {
                Node::Leaf(ms.div_euclid(1_000).to_string().into())
            } else {
                Node::of_text(&ms.to_string())
            };
        }
    });
}
