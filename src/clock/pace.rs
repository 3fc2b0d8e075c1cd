//! Paces: how much virtual time passes while wall time does.

use std::fmt;
use std::str::FromStr;
use std::time::Duration;

use crate::parcel::time::{DAY, HOUR};

/// How a clock moves by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Pace {
    /// It stands still.
    #[default]
    Frozen,
    /// As the wall's clock does.
    Real,
    /// So many seconds pass, evenly, in so many of the wall's: `1d/s`.
    Accelerated {
        /// Virtual seconds.
        seconds: u32,
        /// In so many wall seconds, at least 1.
        per: u32,
    },
    /// It stands still and jumps: `step 1d/10s` jumps a day every ten seconds of the wall's.
    Stepped {
        /// Virtual seconds of a jump.
        seconds: u32,
        /// Wall seconds between jumps, at least 1.
        per: u32,
    },
}

impl Pace {
    /// Returns how many virtual seconds pass in a stretch of wall time.
    pub(super) fn seconds(self, wall: Duration) -> i64 {
        match self {
            Self::Frozen => 0,
            Self::Real => wall.as_secs() as i64,
            Self::Accelerated { seconds, per } => {
                let passed = wall.as_millis().saturating_mul(u128::from(seconds));
                i64::try_from(passed / (u128::from(per) * 1_000)).unwrap_or(i64::MAX)
            }
            Self::Stepped { seconds, per } => {
                let steps = wall.as_secs() / u64::from(per);
                i64::try_from(steps.saturating_mul(seconds.into())).unwrap_or(i64::MAX)
            }
        }
    }
}

impl Pace {
    /// Returns in how much wall time so many virtual seconds pass; none: in no time at all.
    pub(super) fn wall(self, seconds: i64) -> Option<Duration> {
        let seconds = u64::try_from(seconds).unwrap_or(0);
        if seconds == 0 {
            return Some(Duration::ZERO);
        }
        match self {
            Self::Frozen => None,
            Self::Real => Some(Duration::from_secs(seconds)),
            Self::Accelerated { seconds: rate, per } => {
                let wall = u128::from(seconds) * u128::from(per) * 1_000;
                let wall = wall.div_ceil(u128::from(rate.max(1)));
                Some(Duration::from_millis(
                    u64::try_from(wall).unwrap_or(u64::MAX),
                ))
            }
            Self::Stepped { seconds: step, per } => {
                let steps = seconds.div_ceil(u64::from(step.max(1)));
                Some(Duration::from_secs(steps.saturating_mul(per.into())))
            }
        }
    }
}

/// A text that is no pace.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaceError(String);

impl fmt::Display for PaceError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "`{}` is no pace: write `frozen`, `real`, a rate such as `1d/s` or `6h/10s`, or jumps such as `step 1d/10s`",
            self.0
        )
    }
}

impl std::error::Error for PaceError {}

impl FromStr for Pace {
    type Err = PaceError;

    fn from_str(text: &str) -> Result<Self, PaceError> {
        let wrong = || PaceError(text.to_owned());
        let text = text.trim();
        match text {
            "frozen" => return Ok(Self::Frozen),
            "real" => return Ok(Self::Real),
            _ => {}
        }
        let (rate, stepped) = match text.strip_prefix("step") {
            Some(rate) => (rate.trim_start(), true),
            None => (text, false),
        };
        let (seconds, per) = rate.split_once('/').ok_or_else(wrong)?;
        let (seconds, per) = (
            length(seconds).ok_or_else(wrong)?,
            length(per).ok_or_else(wrong)?,
        );
        Ok(if stepped {
            Self::Stepped { seconds, per }
        } else {
            Self::Accelerated { seconds, per }
        })
    }
}

impl fmt::Display for Pace {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Frozen => formatter.pad("frozen"),
            Self::Real => formatter.pad("real"),
            Self::Accelerated { seconds, per } => {
                write!(formatter, "{}/{}", Length(seconds), Length(per))
            }
            Self::Stepped { seconds, per } => {
                write!(formatter, "step {}/{}", Length(seconds), Length(per))
            }
        }
    }
}

/// The units of a length, longest first, with their seconds.
const UNITS: [(char, u32); 5] = [
    ('w', 7 * DAY as u32),
    ('d', DAY as u32),
    ('h', HOUR as u32),
    ('m', 60),
    ('s', 1),
];

/// A length in the longest unit that divides it: `1d`, and `s` for one second.
struct Length(u32);

impl fmt::Display for Length {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(seconds) = *self;
        let fits = |(_, size): &&(char, u32)| seconds.is_multiple_of(*size);
        match UNITS.iter().find(fits) {
            _ if seconds == 1 => formatter.write_str("s"),
            Some((unit, size)) => write!(formatter, "{}{unit}", seconds / size),
            None => write!(formatter, "{seconds}s"),
        }
    }
}

/// Reads a whole number of a unit, or a unit alone: `1d`, `10s`, `s`. Ten years at most, and not nothing.
fn length(text: &str) -> Option<u32> {
    let text = text.trim();
    let unit = text.chars().next_back()?;
    let (_, unit) = UNITS.iter().find(|(name, _)| *name == unit)?;
    let number = &text[..text.len() - 1];
    let count: u32 = if number.is_empty() {
        1
    } else {
        number
            .bytes()
            .all(|byte| byte.is_ascii_digit())
            .then(|| number.parse().ok())??
    };
    let seconds = count.checked_mul(*unit)?;
    (1..=3_650 * DAY as u32)
        .contains(&seconds)
        .then_some(seconds)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back() {
        for text in ["frozen", "real", "1d/s", "90m/10s", "step 1h/10s", "2w/1m"] {
            assert_eq!(text.parse::<Pace>().unwrap().to_string(), text);
        }
        assert_eq!(
            "1d/s".parse(),
            Ok(Pace::Accelerated {
                seconds: 86_400,
                per: 1
            })
        );
        assert_eq!(
            "step 6h/10s".parse(),
            Ok(Pace::Stepped {
                seconds: 21_600,
                per: 10
            })
        );
    }

    #[test]
    fn what_is_no_pace_is_refused() {
        for text in [
            "",
            "fast",
            "1d",
            "0s/s",
            "1d/0s",
            "1x/s",
            "-1d/s",
            "1d/s/s",
            "99999999999d/s",
            "11y/s",
            "1.5d/s",
            "é/s",
            "d/é",
        ] {
            assert!(text.parse::<Pace>().is_err(), "{text}");
        }
    }

    #[test]
    fn jumps_wait_for_their_turn_and_rates_do_not() {
        let wall = Duration::from_millis(19_900);
        assert_eq!("step 1d/10s".parse::<Pace>().unwrap().seconds(wall), DAY);
        assert_eq!("1d/10s".parse::<Pace>().unwrap().seconds(wall), 171_936);
        assert_eq!(Pace::Real.seconds(wall), 19);
    }

    #[test]
    fn so_much_later_it_is_there_and_not_sooner() {
        let before = |wall: Duration| wall.saturating_sub(Duration::from_millis(1));
        for pace in ["real", "1d/s", "7m/3s", "step 1d/10s", "7s/1d"] {
            let pace: Pace = pace.parse().unwrap();
            for seconds in [1, 59, 86_400, 86_401, 10_000_000] {
                let wall = pace.wall(seconds).unwrap();
                assert!(pace.seconds(wall) >= seconds, "{pace} {seconds}");
                assert!(pace.seconds(before(wall)) < seconds, "{pace} {seconds}");
            }
        }
        assert_eq!(Pace::Frozen.wall(1), None);
        assert_eq!(Pace::Frozen.wall(-5), Some(Duration::ZERO));
    }
}
