//! Which distributions make sense, and what is wrong with the others.
//!
//! Invariant: a checked distribution has finite parameters inside tested bounds, no value below
//! zero, and a table.

use core::fmt;

use super::{
    Distribution,
    law::{Law, mass},
    special::Chance,
};

/// Parameters of time are at most this many seconds, some 317 years.
const SECONDS_MAX: f64 = 1e10;
/// A truncation that keeps less than this share is taken for a slip.
const MASS_MIN: f64 = 1e-6;
/// Distributions inside distributions go no deeper.
const DEPTH_MAX: u32 = 8;

/// Why a [`Distribution`] makes no sense: the inequality that its parameters violate.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum DistributionError {
    /// The parameter is not a number, or infinite.
    NotFinite(&'static str),
    /// The parameter is below its least value.
    TooSmall {
        /// The parameter.
        name: &'static str,
        /// The least value it may have.
        least: f64,
    },
    /// The parameter is above its greatest value.
    TooLarge {
        /// The parameter.
        name: &'static str,
        /// The greatest value it may have.
        greatest: f64,
    },
    /// The parameter is zero or less.
    NotPositive(&'static str),
    /// The first parameter is above the second.
    Reversed(&'static str, &'static str),
    /// The list of this name has too few elements.
    TooFew(&'static str),
    /// The quantile at this index (from 0) has a probability not above the one before it.
    ProbabilityNotRising(usize),
    /// The quantile at this index (from 0) has a value below the one before it.
    ValueFalling(usize),
    /// The quantiles do not run from probability 0 to probability 1.
    Incomplete,
    /// Less than a millionth of the distribution lies between the bounds of its truncation.
    NothingLeft,
    /// No distribution of this family passes through the given points.
    NoFit(&'static str),
    /// Distributions are nested too deeply.
    TooDeep,
    /// A part of a mixture (its index from 0) makes no sense.
    Part(usize, Box<Self>),
}

impl fmt::Display for DistributionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotFinite(name) => write!(f, "`{name}` is not a finite number"),
            Self::TooSmall { name, least } => write!(f, "`{name}` < {least}"),
            Self::TooLarge { name, greatest } => write!(f, "`{name}` > {greatest}"),
            Self::NotPositive(name) => write!(f, "`{name}` <= 0"),
            Self::Reversed(low, high) => write!(f, "`{low}` > `{high}`"),
            Self::TooFew(name) => write!(f, "`{name}` has too few elements"),
            Self::ProbabilityNotRising(index) => {
                write!(
                    f,
                    "probability of quantile {} <= probability of quantile {index}",
                    index + 1
                )
            }
            Self::ValueFalling(index) => write!(
                f,
                "value of quantile {} < value of quantile {index}",
                index + 1
            ),
            Self::Incomplete => f.write_str("first probability > 0 or last probability < 1"),
            Self::NothingLeft => f.write_str("probability between `min` and `max` < 0.000001"),
            Self::NoFit(family) => write!(
                f,
                "no {family} distribution has these values at these probabilities"
            ),
            Self::TooDeep => write!(f, "depth of nested distributions > {DEPTH_MAX}"),
            Self::Part(index, error) => write!(f, "part {} of `mixture`: {error}", index + 1),
        }
    }
}

impl core::error::Error for DistributionError {}

impl Distribution {
    /// Returns whether the parameters make sense, or the first inequality they violate.
    ///
    /// Besides the obvious, `sigma` is at most 8, the shape of a gamma distribution 0.02 to 1 000
    /// and of a Weibull distribution 0.05 to 1 000, and a negative shift at most the least value of
    /// what it shifts.
    pub fn check(&self) -> Result<(), DistributionError> {
        self.check_at(0)
    }

    fn check_at(&self, depth: u32) -> Result<(), DistributionError> {
        if depth > DEPTH_MAX {
            return Err(DistributionError::TooDeep);
        }
        match self {
            Self::Fixed(seconds) => duration("fixed", *seconds),
            Self::Uniform { min, max } => range(*min, *max),
            Self::Triangular { min, mode, max } | Self::Pert { min, mode, max } => {
                range(*min, *max)?;
                duration("mode", *mode)?;
                ordered(("min", *min), ("mode", *mode))?;
                ordered(("mode", *mode), ("max", *max))
            }
            Self::LogNormal { median, sigma } => {
                positive("median", *median)?;
                positive("sigma", *sigma)?;
                between("sigma", *sigma, (0.0, 8.0))
            }
            Self::Gamma { shape, scale } => {
                positive("scale", *scale)?;
                between("shape", *shape, (0.02, 1000.0))
            }
            Self::Weibull { shape, scale } => {
                positive("scale", *scale)?;
                between("shape", *shape, (0.05, 1000.0))
            }
            Self::Exponential { mean } => positive("mean", *mean),
            Self::Quantiles(points) => quantiles(points),
            Self::Mixture(parts) => mixture(parts, depth),
            Self::Shifted { by, of } => {
                of.check_at(depth + 1)?;
                between("by", *by, (0.0 - Law::new(of).edges().0, SECONDS_MAX))
            }
            Self::Truncated { min, max, of } => {
                of.check_at(depth + 1)?;
                truncation(*min, *max, &Law::new(of))
            }
            Self::Capped { at, of } => {
                of.check_at(depth + 1)?;
                duration("at", *at)
            }
        }
    }
}

fn finite(name: &'static str, value: f64) -> Result<(), DistributionError> {
    if value.is_finite() {
        Ok(())
    } else {
        Err(DistributionError::NotFinite(name))
    }
}

pub(super) fn between(
    name: &'static str,
    value: f64,
    (least, greatest): (f64, f64),
) -> Result<(), DistributionError> {
    finite(name, value)?;
    if value < least {
        Err(DistributionError::TooSmall { name, least })
    } else if value > greatest {
        Err(DistributionError::TooLarge { name, greatest })
    } else {
        Ok(())
    }
}

fn duration(name: &'static str, seconds: f64) -> Result<(), DistributionError> {
    between(name, seconds, (0.0, SECONDS_MAX))
}

pub(super) fn positive(name: &'static str, seconds: f64) -> Result<(), DistributionError> {
    finite(name, seconds)?;
    if seconds <= 0.0 {
        Err(DistributionError::NotPositive(name))
    } else {
        duration(name, seconds)
    }
}

fn ordered(low: (&'static str, f64), high: (&'static str, f64)) -> Result<(), DistributionError> {
    if low.1 > high.1 {
        Err(DistributionError::Reversed(low.0, high.0))
    } else {
        Ok(())
    }
}

fn range(min: f64, max: f64) -> Result<(), DistributionError> {
    duration("min", min)?;
    duration("max", max)?;
    ordered(("min", min), ("max", max))
}

fn quantiles(points: &[(f64, f64)]) -> Result<(), DistributionError> {
    for (probability, seconds) in points {
        between("probability", *probability, (0.0, 1.0))?;
        duration("value", *seconds)?;
    }
    let (Some(first), Some(last), true) = (points.first(), points.last(), points.len() > 1) else {
        return Err(DistributionError::TooFew("quantiles"));
    };
    for (index, pair) in points.windows(2).enumerate() {
        if pair[1].0 <= pair[0].0 {
            return Err(DistributionError::ProbabilityNotRising(index + 1));
        } else if pair[1].1 < pair[0].1 {
            return Err(DistributionError::ValueFalling(index + 1));
        }
    }
    if first.0 > 0.0 || last.0 < 1.0 {
        Err(DistributionError::Incomplete)
    } else {
        Ok(())
    }
}

fn mixture(parts: &[(u32, Distribution)], depth: u32) -> Result<(), DistributionError> {
    if parts.is_empty() {
        return Err(DistributionError::TooFew("mixture"));
    }
    for (index, (weight, part)) in parts.iter().enumerate() {
        let checked = if *weight == 0 {
            Err(DistributionError::NotPositive("weight"))
        } else {
            part.check_at(depth + 1)
        };
        checked.map_err(|error| DistributionError::Part(index, Box::new(error)))?;
    }
    Ok(())
}

fn truncation(min: Option<f64>, max: Option<f64>, of: &Law) -> Result<(), DistributionError> {
    if let Some(min) = min {
        duration("min", min)?;
    }
    if let Some(max) = max {
        duration("max", max)?;
        ordered(("min", min.unwrap_or(0.0)), ("max", max))?;
    }
    let start = min.map_or(Chance::NONE, |min| of.at(min.next_down()));
    let end = max.map_or(Chance::ALL, |max| of.at(max));
    // Not `<`, so that a mass that is not a number is refused.
    if mass(start, end) >= MASS_MIN {
        Ok(())
    } else {
        Err(DistributionError::NothingLeft)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(distribution: &Distribution, message: &str) {
        let error = distribution.check().expect_err(message);
        assert_eq!(error.to_string(), message);
    }

    #[test]
    fn errors_of_families_name_the_violated_inequality() {
        use Distribution as D;
        refused(&D::Fixed(-1.0), "`fixed` < 0");
        refused(&D::Fixed(f64::INFINITY), "`fixed` is not a finite number");
        refused(&D::Uniform { min: 2.0, max: 1.0 }, "`min` > `max`");
        refused(
            &D::Pert {
                min: 1.0,
                mode: 3.0,
                max: 2.0,
            },
            "`mode` > `max`",
        );
        refused(
            &D::Triangular {
                min: 1.0,
                mode: 0.5,
                max: 2.0,
            },
            "`min` > `mode`",
        );
        refused(
            &D::LogNormal {
                median: 0.0,
                sigma: 1.0,
            },
            "`median` <= 0",
        );
        refused(
            &D::LogNormal {
                median: 1.0,
                sigma: f64::NAN,
            },
            "`sigma` is not a finite number",
        );
        refused(
            &D::LogNormal {
                median: 1.0,
                sigma: 9.0,
            },
            "`sigma` > 8",
        );
        refused(
            &D::Gamma {
                shape: 0.0,
                scale: 1.0,
            },
            "`shape` < 0.02",
        );
        refused(
            &D::Weibull {
                shape: 1.0,
                scale: 1e11,
            },
            "`scale` > 10000000000",
        );
        refused(&D::Exponential { mean: -0.0 }, "`mean` <= 0");
    }

    #[test]
    fn errors_of_combinations_name_the_violated_inequality() {
        use Distribution as D;
        let hour = || Box::new(D::Exponential { mean: 3600.0 });
        refused(
            &D::Quantiles(vec![(0.0, 1.0)]),
            "`quantiles` has too few elements",
        );
        refused(
            &D::Quantiles(vec![(0.0, 1.0), (0.0, 2.0)]),
            "probability of quantile 2 <= probability of quantile 1",
        );
        refused(
            &D::Quantiles(vec![(0.0, 1.0), (0.5, 0.5)]),
            "value of quantile 2 < value of quantile 1",
        );
        refused(
            &D::Quantiles(vec![(0.0, 1.0), (0.5, 2.0)]),
            "first probability > 0 or last probability < 1",
        );
        refused(&D::Mixture(vec![]), "`mixture` has too few elements");
        refused(
            &D::Mixture(vec![(0, D::Fixed(1.0))]),
            "part 1 of `mixture`: `weight` <= 0",
        );
        refused(
            &D::Shifted {
                by: -1.0,
                of: hour(),
            },
            "`by` < 0",
        );
        let nothing = D::Truncated {
            min: Some(1e6),
            max: None,
            of: hour(),
        };
        refused(&nothing, "probability between `min` and `max` < 0.000001");
        refused(
            &D::Capped {
                at: f64::NAN,
                of: hour(),
            },
            "`at` is not a finite number",
        );
    }

    #[test]
    fn deep_nesting_is_refused() {
        let mut deep = Distribution::Fixed(1.0);
        for _ in 0..9 {
            deep = Distribution::Capped {
                at: 1.0,
                of: Box::new(deep),
            };
        }
        refused(&deep, "depth of nested distributions > 8");
    }
}
