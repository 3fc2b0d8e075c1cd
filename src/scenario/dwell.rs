//! How long something lasts: the distribution as its file states it, and the table that draws from it.
//!
//! Equal statements share one [`Dwell`], and its table is built when it is first drawn from.

use std::fmt;
use std::sync::OnceLock;

use crate::random::distribution::{Distribution, DistributionError};
use crate::random::quantile::QuantileTable;

use super::duration;

/// How long something lasts.
#[derive(Debug)]
pub struct Dwell {
    spread: Spread,
    /// The text of the statement: every scenario's digest is taken over it.
    text: Box<str>,
    distribution: Distribution,
    table: OnceLock<QuantileTable>,
}

/// A distribution of whole seconds as a file states it.
///
/// Its text, such as `log-normal, median 9h, p90 30h`, enters digests: it never changes for what exists.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Spread {
    /// Always the same.
    Fixed(u32),
    /// Anything from the first to the second.
    Uniform(u32, u32),
    /// Between the first and the last, most often near the second.
    Triangular([u32; 3]),
    /// Like triangular, but rounder.
    Pert([u32; 3]),
    /// A family with a tail, stated by one or two points.
    Family(Family, Vec<(Point, u32)>),
    /// Percentages and durations, ascending, with straight lines between them.
    Quantiles(Vec<(u8, u32)>),
    /// Weighted parts.
    Mixture(Vec<(u32, Self)>),
    /// Another after a fixed time.
    Shifted(u32, Box<Self>),
    /// The part of another between bounds.
    Truncated(Option<u32>, Option<u32>, Box<Self>),
    /// Another whose larger values all become this.
    Capped(u32, Box<Self>),
}

vocabulary! {
    /// A family of distributions with a tail.
    pub enum Family {
        /// The logarithm is normal.
        LogNormal = "log-normal",
        /// A sum of exponential waits.
        Gamma = "gamma",
        /// A wait whose rate rises or falls.
        Weibull = "weibull",
        /// A wait whose rate stays.
        Exponential = "exponential",
    }
}

/// What a duration is of a distribution.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Point {
    /// The average.
    Mean,
    /// The quantile of a percentage; 50 is the median.
    Percent(u8),
}

impl Dwell {
    /// Returns the dwell of a statement, or why no distribution of the family fits it.
    pub fn new(spread: Spread) -> Result<Self, DistributionError> {
        let distribution = fitted(&spread)?;
        Ok(Self::of(spread, distribution))
    }

    /// Returns the dwell that takes no time.
    pub fn none() -> Self {
        Self::of(Spread::Fixed(0), Distribution::Fixed(0.0))
    }

    fn of(spread: Spread, distribution: Distribution) -> Self {
        Self {
            text: spread.to_string().into(),
            spread,
            distribution,
            table: OnceLock::new(),
        }
    }

    /// Returns the table to draw from; the first call builds it.
    #[inline]
    pub fn table(&self) -> &QuantileTable {
        self.table
            .get_or_init(|| QuantileTable::build(&self.distribution))
    }

    /// Returns the duration in whole seconds that a word stands for.
    #[inline]
    pub fn sample(&self, word: u64) -> u32 {
        self.table().sample(word)
    }

    /// Returns what the file states.
    pub const fn spread(&self) -> &Spread {
        &self.spread
    }

    /// Returns the distribution with its parameters in seconds.
    pub const fn distribution(&self) -> &Distribution {
        &self.distribution
    }

    /// Returns the duration in seconds that a share (0 to 1) of all stays does not exceed.
    pub fn quantile(&self, share: f64) -> u64 {
        // Non-negative and far below 2^53; a saturating cast besides.
        self.distribution.quantile(share).round() as u64
    }

    /// Tells whether it always takes no time.
    pub const fn is_none(&self) -> bool {
        matches!(self.spread, Spread::Fixed(0))
    }
}

impl fmt::Display for Dwell {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(&self.text)
    }
}

impl fmt::Display for Point {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Mean => formatter.write_str("mean"),
            Self::Percent(50) => formatter.write_str("median"),
            Self::Percent(percent) => write!(formatter, "p{percent}"),
        }
    }
}

impl fmt::Display for Spread {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = |seconds: &u32| duration::text(u64::from(*seconds));
        match self {
            Self::Fixed(seconds) => write!(formatter, "fixed {}", text(seconds)),
            Self::Uniform(min, max) => write!(formatter, "uniform, {} to {}", text(min), text(max)),
            Self::Triangular([min, mode, max]) => {
                write!(
                    formatter,
                    "triangular, {} to {}, mode {}",
                    text(min),
                    text(max),
                    text(mode)
                )
            }
            Self::Pert([min, mode, max]) => {
                write!(
                    formatter,
                    "pert, {} to {}, mode {}",
                    text(min),
                    text(max),
                    text(mode)
                )
            }
            Self::Family(family, points) => {
                write!(formatter, "{family}")?;
                points.iter().try_for_each(|(point, seconds)| {
                    write!(formatter, ", {point} {}", text(seconds))
                })
            }
            Self::Quantiles(points) => {
                write!(formatter, "quantiles")?;
                points.iter().try_for_each(|(percent, seconds)| {
                    write!(formatter, ", p{percent} {}", text(seconds))
                })
            }
            Self::Mixture(parts) => {
                write!(formatter, "mixture")?;
                parts
                    .iter()
                    .try_for_each(|(weight, part)| write!(formatter, ", {weight} × ({part})"))
            }
            Self::Shifted(by, of) => write!(formatter, "{} and then ({of})", text(by)),
            Self::Truncated(min, max, of) => {
                write!(formatter, "({of}), cut")?;
                min.iter()
                    .try_for_each(|min| write!(formatter, " from {}", text(min)))?;
                max.iter()
                    .try_for_each(|max| write!(formatter, " to {}", text(max)))
            }
            Self::Capped(at, of) => write!(formatter, "({of}), at most {}", text(at)),
        }
    }
}

/// Returns the distribution that a statement means, checked.
pub(super) fn fitted(spread: &Spread) -> Result<Distribution, DistributionError> {
    let distribution = distribution(spread)?;
    distribution.check()?;
    Ok(distribution)
}

/// Returns the distribution that a statement means.
fn distribution(spread: &Spread) -> Result<Distribution, DistributionError> {
    let of = |spread: &Spread| distribution(spread).map(Box::new);
    Ok(match spread {
        Spread::Fixed(seconds) => Distribution::Fixed(f64::from(*seconds)),
        Spread::Uniform(min, max) => Distribution::Uniform {
            min: f64::from(*min),
            max: f64::from(*max),
        },
        Spread::Triangular(points) => {
            let [min, mode, max] = points.map(f64::from);
            Distribution::Triangular { min, mode, max }
        }
        Spread::Pert(points) => {
            let [min, mode, max] = points.map(f64::from);
            Distribution::Pert { min, mode, max }
        }
        Spread::Family(family, points) => return fit(*family, points),
        Spread::Quantiles(points) => Distribution::Quantiles(
            points
                .iter()
                .map(|(percent, seconds)| (f64::from(*percent) / 100.0, f64::from(*seconds)))
                .collect(),
        ),
        Spread::Mixture(parts) => {
            let part = |(weight, part): &(u32, Spread)| Ok((*weight, distribution(part)?));
            Distribution::Mixture(
                parts
                    .iter()
                    .map(part)
                    .collect::<Result<_, DistributionError>>()?,
            )
        }
        Spread::Shifted(by, inner) => Distribution::Shifted {
            by: f64::from(*by),
            of: of(inner)?,
        },
        Spread::Truncated(min, max, inner) => Distribution::Truncated {
            min: min.map(f64::from),
            max: max.map(f64::from),
            of: of(inner)?,
        },
        Spread::Capped(at, inner) => Distribution::Capped {
            at: f64::from(*at),
            of: of(inner)?,
        },
    })
}

fn fit(family: Family, points: &[(Point, u32)]) -> Result<Distribution, DistributionError> {
    let no_fit = Err(DistributionError::NoFit(family.name()));
    let seconds = |place: usize| points.get(place).map(|(_, seconds)| f64::from(*seconds));
    let share = |place: usize| match points.get(place) {
        Some((Point::Percent(percent), _)) => Some(f64::from(*percent) / 100.0),
        _ => None,
    };
    let (Some(first), first_share) = (seconds(0), share(0)) else {
        return no_fit;
    };
    if family == Family::Exponential {
        return match first_share {
            Some(_) => Distribution::exponential_from_median(first),
            None => Distribution::exponential_from_mean(first),
        };
    }
    let (Some(second), Some(second_share)) = (seconds(1), share(1)) else {
        return no_fit;
    };
    match (family, first_share) {
        (Family::LogNormal, Some(first_share)) => {
            Distribution::log_normal_from_quantiles((first_share, first), (second_share, second))
        }
        (Family::Weibull, Some(_)) => {
            Distribution::weibull_from_median_and(first, second_share, second)
        }
        (Family::Gamma, Some(_)) => {
            Distribution::gamma_from_median_and(first, second_share, second)
        }
        (Family::Gamma, None) => gamma_of_mean(first, second_share, second),
        _ => no_fit,
    }
}

/// Returns the gamma distribution of a mean of which `share` does not exceed `value`.
///
/// From a shape of one half upward, a quantile beyond the mean falls toward it as the shape grows; below, several shapes
/// may fit and none is what people mean.
fn gamma_of_mean(mean: f64, share: f64, value: f64) -> Result<Distribution, DistributionError> {
    let of_shape = |ln_shape: f64| {
        let shape = libm::exp(ln_shape);
        Distribution::Gamma {
            shape,
            scale: mean / shape,
        }
    };
    let excess = |ln_shape: f64| of_shape(ln_shape).quantile(share) - value;
    let (mut low, mut high) = (libm::log(0.5), libm::log(1_000.0));
    if !(mean > 0.0 && excess(low) >= 0.0 && excess(high) <= 0.0) {
        return Err(DistributionError::NoFit("gamma"));
    }
    // Halving a width of 8 sixty times leaves less than the precision of its ends.
    for _ in 0..60 {
        let middle = 0.5 * (low + high);
        if excess(middle) >= 0.0 {
            low = middle;
        } else {
            high = middle;
        }
    }
    Ok(of_shape(low))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gamma_of_a_mean_passes_through_its_quantile() {
        let spread = Spread::Family(
            Family::Gamma,
            vec![(Point::Mean, 36_000), (Point::Percent(90), 72_000)],
        );
        let dwell = Dwell::new(spread).unwrap();
        assert!(dwell.quantile(0.9).abs_diff(72_000) <= 1);
        assert!((dwell.distribution().mean().unwrap() - 36_000.0).abs() < 1e-6);
    }

    #[test]
    fn statements_read_as_they_are_meant() {
        let tail = Spread::Family(
            Family::LogNormal,
            vec![(Point::Percent(50), 32_400), (Point::Percent(90), 65_520)],
        );
        assert_eq!(tail.to_string(), "log-normal, median 9h, p90 18h 12m");
        let cut = Spread::Truncated(None, Some(86_400), Box::new(tail));
        assert_eq!(
            cut.to_string(),
            "(log-normal, median 9h, p90 18h 12m), cut to 1d"
        );
    }
}
