//! Durations as people write them: `15d`, `2d 6h`, `1.5h`, `90m`; whole seconds inside.
//!
//! What [`text`] writes, [`parse`] reads back to the same number of seconds.

/// The units, longest first, with their seconds.
const UNITS: &[(&str, u64)] = &[
    ("w", 604_800),
    ("d", 86_400),
    ("h", 3_600),
    ("m", 60),
    ("s", 1),
];

/// The longest duration: ten years.
pub const LONGEST_SECONDS: u32 = 3_650 * 86_400;

/// Why a text is no duration, and the mend.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DurationError {
    /// What is wrong, such as `has no unit`.
    pub wrong: String,
    /// What to write instead, as an imperative.
    pub mend: String,
}

/// Returns the seconds of a duration such as `2d 6h`.
///
/// Units are w, d, h, m and s, each at most once and the longest first; numbers may have decimals as long as the whole
/// is a number of seconds.
pub fn parse(text: &str) -> Result<u32, DurationError> {
    let mut rest = text.trim();
    if rest.is_empty() {
        return Err(wrong(
            "is empty",
            "write a number and a unit, such as `36h`",
        ));
    }
    if rest.starts_with('-') || rest.starts_with('\u{2212}') {
        return Err(wrong("is negative", "write a duration of zero or more"));
    }
    let mut nanoseconds: u128 = 0;
    let mut next_unit = 0;
    while !rest.is_empty() {
        let (number, after) = split(rest, |c| c.is_ascii_digit() || c == '.');
        let (unit, after) = split(after.trim_start(), char::is_alphabetic);
        let amount = decimal(number)?;
        let place = unit_place(unit, number)?;
        if place < next_unit {
            return Err(wrong(
                "has its units out of order, or one of them twice",
                "write each unit once and the longest first, such as `1d 6h 30m`",
            ));
        }
        next_unit = place + 1;
        nanoseconds += amount * u128::from(UNITS[place].1);
        rest = after.trim_start();
    }
    whole_seconds(nanoseconds)
}

/// Returns the shortest text of a number of seconds, in d, h, m and s.
pub fn text(seconds: u64) -> String {
    let mut parts = Vec::new();
    let mut rest = seconds;
    for (unit, size) in &UNITS[1..] {
        if rest >= *size {
            parts.push(format!("{}{unit}", rest / size));
            rest %= size;
        }
    }
    if parts.is_empty() {
        "0s".to_owned()
    } else {
        parts.join(" ")
    }
}

fn whole_seconds(nanoseconds: u128) -> Result<u32, DurationError> {
    if !nanoseconds.is_multiple_of(NANOSECONDS) {
        return Err(wrong(
            "is not a whole number of seconds",
            "round it to seconds",
        ));
    }
    match u32::try_from(nanoseconds / NANOSECONDS) {
        Ok(seconds) if seconds <= LONGEST_SECONDS => Ok(seconds),
        _ => Err(wrong("is longer than ten years", "write at most `3650d`")),
    }
}

const NANOSECONDS: u128 = 1_000_000_000;

/// Returns a decimal number times 10⁹.
fn decimal(number: &str) -> Result<u128, DurationError> {
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    let bad = || {
        wrong(
            "does not begin with a number",
            "write a number and a unit, such as `36h`",
        )
    };
    if whole.is_empty() || (number.contains('.') && fraction.is_empty()) || fraction.contains('.') {
        return Err(bad());
    }
    if whole.len() > 12 || fraction.len() > 9 {
        return Err(wrong("has too many digits", "round it to seconds"));
    }
    let whole = whole.parse::<u128>().map_err(|_| bad())?;
    let scaled = format!("{fraction:0<9}")
        .parse::<u128>()
        .map_err(|_| bad())?;
    Ok(whole * NANOSECONDS + scaled)
}

fn unit_place(unit: &str, number: &str) -> Result<usize, DurationError> {
    if let Some(place) = UNITS.iter().position(|(name, _)| *name == unit) {
        return Ok(place);
    }
    let mend = |letter: &str| format!("write `{number}{letter}`");
    match unit {
        "" => Err(wrong(
            "has no unit",
            &format!("add one of w, d, h, m, s, such as `{number}h`"),
        )),
        "M" | "mo" | "mon" | "month" | "months" => Err(wrong(
            "counts in months, whose length varies",
            "write days, such as `30d`",
        )),
        "y" | "yr" | "year" | "years" => Err(wrong(
            "counts in years, whose length varies",
            "write days, such as `365d`",
        )),
        "week" | "weeks" | "W" => Err(wrong(&long(unit), &mend("w"))),
        "day" | "days" | "D" => Err(wrong(&long(unit), &mend("d"))),
        "hour" | "hours" | "hr" | "hrs" | "H" => Err(wrong(&long(unit), &mend("h"))),
        "min" | "mins" | "minute" | "minutes" => Err(wrong(&long(unit), &mend("m"))),
        "sec" | "secs" | "second" | "seconds" | "S" => Err(wrong(&long(unit), &mend("s"))),
        "ms" | "us" | "ns" => Err(wrong("is finer than a second", "round it to seconds")),
        _ => Err(wrong(
            &long(unit),
            "use one of w, d, h, m, s, such as `2d 6h`",
        )),
    }
}

fn long(unit: &str) -> String {
    format!("has the unknown unit `{unit}`")
}

fn wrong(what: &str, mend: &str) -> DurationError {
    DurationError {
        wrong: what.to_owned(),
        mend: mend.to_owned(),
    }
}

fn split(text: &str, belongs: impl Fn(char) -> bool) -> (&str, &str) {
    text.split_at(text.find(|c| !belongs(c)).unwrap_or(text.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_read() {
        for (written, seconds) in [
            ("15d", 1_296_000),
            ("2d 6h", 194_400),
            ("90m", 5_400),
            ("45s", 45),
            ("1h 30m", 5_400),
            ("1h30m", 5_400),
            ("1.5d", 129_600),
            ("1w", 604_800),
            ("0s", 0),
        ] {
            assert_eq!(parse(written), Ok(seconds), "{written}");
        }
    }

    #[test]
    fn refusals_name_the_mend() {
        for (written, what, mend) in [
            ("", "empty", "36h"),
            ("-3h", "negative", "zero or more"),
            ("3", "no unit", "`3h`"),
            ("2months", "months", "30d"),
            ("2 months", "months", "30d"),
            ("1y", "years", "365d"),
            ("3 hours", "`hours`", "`3h`"),
            ("2h 1d", "out of order", "longest first"),
            ("1h 1h", "twice", "once"),
            ("0.5s", "whole number", "round"),
            ("4000d", "ten years", "3650d"),
            ("h", "number", "36h"),
            ("1..5h", "number", "36h"),
            ("3 fortnights", "`fortnights`", "w, d, h, m, s"),
        ] {
            let error = parse(written).expect_err(written);
            assert!(error.wrong.contains(what), "{written}: {}", error.wrong);
            assert!(error.mend.contains(mend), "{written}: {}", error.mend);
        }
    }
}
