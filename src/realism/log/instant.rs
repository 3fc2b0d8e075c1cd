//! Instants as logs write them: ISO 8601 and its relatives, or seconds since 1970.

use crate::parcel::time::Day;

const MICROS: i64 = 1_000_000;

/// An instant with the offset it was written with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stamp {
    /// Microseconds since 1970-01-01T00:00:00Z.
    pub micros: i64,
    /// Seconds east of UTC; 0 if the text said nothing.
    pub offset: i32,
}

impl Stamp {
    /// Reads an instant: `2026-03-02T09:30:00+01:00`, `2026/03/02 09:30`, `2026-03-02`, or ten digits of seconds or
    /// thirteen of milliseconds since 1970. Without an offset it is UTC.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if text.bytes().all(|byte| byte.is_ascii_digit()) {
            let number: i64 = text.parse().ok()?;
            let micros = match text.len() {
                10 => number * MICROS,
                13 => number * 1_000,
                _ => return None,
            };
            return Some(Self { micros, offset: 0 });
        }
        let mut rest = text.as_bytes();
        let day = date(&mut rest)?;
        let clock = clock(&mut rest)?;
        let offset = offset(rest)?;
        let local = (day.start() * MICROS).checked_add(clock)?;
        Some(Self {
            micros: local - i64::from(offset) * MICROS,
            offset,
        })
    }

    /// Returns the microseconds since 1970-01-01 00:00 on the wall clock it was written with.
    pub const fn local_micros(self) -> i64 {
        self.micros.saturating_add(self.offset as i64 * MICROS)
    }
}

/// Takes `YYYY-MM-DD` or `YYYY/MM/DD`.
fn date(rest: &mut &[u8]) -> Option<Day> {
    let year = number(rest, 4)?;
    let between = rest
        .first()
        .copied()
        .filter(|mark| matches!(mark, b'-' | b'/'))?;
    take(rest, between)?;
    let month = number(rest, 2)?;
    take(rest, between)?;
    let day = number(rest, 2)?;
    if !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    let date = Day::from_ymd(year as i32, month, day);
    (date.ymd() == (year as i32, month, day)).then_some(date)
}

/// Takes `T09:30`, ` 09:30:00` or ` 09:30:00.123456789`, or nothing, and returns microseconds.
fn clock(rest: &mut &[u8]) -> Option<i64> {
    let Some(b'T' | b't' | b' ') = rest.first() else {
        return Some(0);
    };
    *rest = &rest[1..];
    let hour = number(rest, 2)?;
    take(rest, b':')?;
    let minute = number(rest, 2)?;
    let second = if take(rest, b':').is_some() {
        number(rest, 2)?
    } else {
        0
    };
    if hour > 23 || minute > 59 || second > 59 {
        return None;
    }
    let seconds = i64::from(hour * 3_600 + minute * 60 + second);
    Some(seconds * MICROS + fraction(rest)?)
}

/// Takes a decimal fraction of a second; what is finer than a microsecond is cut.
fn fraction(rest: &mut &[u8]) -> Option<i64> {
    let Some(b'.' | b',') = rest.first() else {
        return Some(0);
    };
    *rest = &rest[1..];
    let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let (fraction, after) = rest.split_at(digits);
    *rest = after;
    let padded = fraction.iter().chain([b'0'; 6].iter()).take(6);
    let micros = padded.fold(0, |sum, digit| sum * 10 + i64::from(digit - b'0'));
    (1..=9).contains(&digits).then_some(micros)
}

/// Reads `Z`, `UTC`, `+01:00`, `+0100`, `+01` or nothing.
fn offset(rest: &[u8]) -> Option<i32> {
    let mut rest = rest.trim_ascii_start();
    let sign = match rest.first() {
        None => return Some(0),
        Some(b'+') => 1,
        Some(b'-') => -1,
        _ => return matches!(rest, b"Z" | b"z" | b"UTC" | b"GMT").then_some(0),
    };
    rest = &rest[1..];
    let hours = number(&mut rest, 2)? as i32;
    let colon = take(&mut rest, b':').is_some();
    let minutes = if rest.is_empty() && !colon {
        0
    } else {
        number(&mut rest, 2)? as i32
    };
    let fine = rest.is_empty() && hours < 24 && minutes < 60;
    fine.then_some(sign * (hours * 3_600 + minutes * 60))
}

fn number(rest: &mut &[u8], digits: usize) -> Option<u32> {
    let (head, after) = rest.split_at_checked(digits)?;
    let mut value = 0;
    for byte in head {
        value = value * 10 + u32::from(byte.is_ascii_digit().then(|| byte - b'0')?);
    }
    *rest = after;
    Some(value)
}

fn take(rest: &mut &[u8], mark: u8) -> Option<()> {
    let after = rest.strip_prefix(&[mark])?;
    *rest = after;
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_usual_ways_to_write_a_time_are_read() {
        let wanted = |seconds: i64, offset| {
            Some(Stamp {
                micros: seconds * MICROS,
                offset,
            })
        };
        for (text, seconds, offset) in [
            ("2026-03-02T09:30:00+01:00", 1_772_440_200, 3_600),
            ("2026-03-02T08:30:00Z", 1_772_440_200, 0),
            ("2026-03-02 08:30", 1_772_440_200, 0),
            ("2026/03/02 08:30:00 UTC", 1_772_440_200, 0),
            ("2026-03-02 03:00:00.000-0530", 1_772_440_200, -19_800),
            ("2026-03-02", 1_772_409_600, 0),
            ("1772440200", 1_772_440_200, 0),
            ("1772440200000", 1_772_440_200, 0),
        ] {
            assert_eq!(Stamp::parse(text), wanted(seconds, offset), "{text}");
        }
        let fine = Stamp::parse("1970-01-01 00:00:00.1234567").unwrap();
        assert_eq!(fine.micros, 123_456);
    }

    #[test]
    fn what_is_no_time_is_refused() {
        for text in [
            "",
            "soon",
            "2026-02-30",
            "2026-13-01",
            "02.03.2026",
            "2026-03-02T24:00",
            "2026-03-02T09",
            "2026-03-02T09:30:60",
            "2026-03-02T09:30+25:00",
            "2026-03-02T09:30+01:",
            "123",
            "2026-03/02",
            "99999999999999999999",
            "2026-03-02T09:30.Z",
            "2026-03-02x",
            "é026-03-02",
        ] {
            assert_eq!(Stamp::parse(text), None, "{text}");
        }
    }
}
