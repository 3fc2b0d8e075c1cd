//! Stretches of wall time as people write them: `200ms`, `1.5s`, `2m`.

use std::time::Duration;

/// The longest delay: ten minutes, longer than any client waits.
const LONGEST: Duration = Duration::from_secs(600);

/// The mend of a text that is no stretch of time.
pub(super) const MEND: &str = "write a number of ms, s or m up to ten minutes, such as `200ms`";

/// Reads a stretch of time in whole milliseconds.
pub(super) fn parse(text: &str) -> Option<Duration> {
    let text = text.trim();
    let unit = text.find(|c: char| !c.is_ascii_digit() && c != '.')?;
    let (number, unit) = text.split_at(unit);
    let milliseconds = match unit {
        "ms" => 1.0,
        "s" => 1_000.0,
        "m" => 60_000.0,
        _ => return None,
    };
    let number: f64 = number.parse().ok()?;
    let span = Duration::try_from_secs_f64((number * milliseconds).round() / 1_000.0).ok()?;
    (span <= LONGEST).then_some(span)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stretches_are_read_and_others_are_not() {
        assert_eq!(parse("200ms"), Some(Duration::from_millis(200)));
        assert_eq!(parse(" 1.5s "), Some(Duration::from_millis(1_500)));
        assert_eq!(parse("10m"), Some(LONGEST));
        for wrong in [
            "", "200", "ms", ".s", "-1s", "1h", "601s", "1e3s", "1..5s", "s1", "NaNs", "9é",
        ] {
            assert_eq!(parse(wrong), None, "{wrong}");
        }
    }
}
