//! Quirks of time zones.

use super::hit::Hit;
use super::sites::{Form, Zoneless};
use super::time::{seconds, with_clock, with_date, with_seconds};
use super::tree::Node;

/// Splits a time into date with time of day, and offset: nothing, `Z` or `+01:00`.
pub(super) fn split(text: &str) -> (&str, &str) {
    if let Some(wall) = text.strip_suffix('Z') {
        return (wall, &text[wall.len()..]);
    }
    // Before the eleventh character, a minus is a date's.
    let after = text.get(10..).unwrap_or_default();
    match after.rfind(['+', '-']) {
        Some(place) => text.split_at(10 + place),
        None => (text, ""),
    }
}

/// Reads an offset in seconds: `Z`, `+01:00`, `GMT+5:30`.
pub(super) fn offset_of(text: &str) -> Option<i64> {
    if text == "Z" {
        return Some(0);
    }
    let text = text.strip_prefix("GMT").unwrap_or(text);
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => (-1, digits),
        None => (1, text.strip_prefix('+')?),
    };
    let (hours, minutes) = digits.split_once(':').unwrap_or((digits, "0"));
    let number = |digits: &str| digits.parse::<i64>().ok().filter(|number| *number < 60);
    Some(sign * (number(hours)? * 3_600 + number(minutes)? * 60))
}

/// Times have no zone.
pub(super) fn missing(hit: &mut Hit<'_, '_>) {
    hit.times(|time, node| match time.zoneless {
        Zoneless::Kept => {}
        Zoneless::Cut => node.edit(|text| Some(split(text).0.to_owned())),
        Zoneless::Null => *node = Node::NULL,
        Zoneless::Absent => *node = Node::Gone,
    });
}

/// Local times are stamped as if they were UTC.
pub(super) fn wrong(hit: &mut Hit<'_, '_>) {
    let facts = hit.facts;
    let mut times = hit.sites.times.iter();
    let says_zone = times.any(|time| matches!(time.form, Form::Offset | Form::Zone));
    hit.times(|time, node| {
        node.edit(|text| match time.form {
            Form::Offset => {
                let (wall, offset) = split(text);
                (!offset.is_empty()).then(|| format!("{wall}+00:00"))
            }
            Form::Utc => with_seconds(text, facts.local?),
            // Where the zone stands beside it, a clock has no stamp of its own.
            Form::Local => (!says_zone).then(|| format!("{}Z", split(text).0)),
            Form::Zone if text.starts_with("GMT") => Some("GMT+00:00".to_owned()),
            Form::Zone if text.contains('/') => Some("UTC".to_owned()),
            Form::Zone => Some("+00:00".to_owned()),
            Form::UtcDate => Some(with_date(text, facts.local?)),
            Form::UtcClock => Some(with_clock(text, facts.local?)),
            Form::Epoch(_) | Form::Wrapped | Form::Date | Form::Clock => None,
        });
    });
}

/// The offset is applied twice.
pub(super) fn twice(hit: &mut Hit<'_, '_>) {
    let facts = hit.facts;
    let Some(offset) = facts.offset else { return };
    let local = facts.local.map(|local| local + offset);
    let utc = facts.instant.map(|utc| utc - offset);
    hit.times(|time, node| {
        if let (Form::Epoch(_), Some(ms)) = (time.form, node.int()) {
            *node = Node::Leaf((ms + offset * 1_000).to_string().into());
        }
        node.edit(|text| match time.form {
            Form::Offset | Form::Local => with_seconds(text, seconds(text)? + offset),
            Form::Utc => with_seconds(text, seconds(text)? - offset),
            Form::Date => Some(with_date(text, local?)),
            Form::Clock => Some(with_clock(text, local?)),
            Form::UtcDate => Some(with_date(text, utc?)),
            Form::UtcClock => Some(with_clock(text, utc?)),
            Form::Epoch(_) | Form::Wrapped | Form::Zone => None,
        });
    });
}
