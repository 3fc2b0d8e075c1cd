//! Distributions of durations, as a scenario states them, with their exact distribution functions.
//!
//! Invariant: everything here is the reference. Parameters are seconds in `f64`, arithmetic is
//! portable, and nothing is drawn: draws go through a
//! [`QuantileTable`](super::quantile::QuantileTable) compiled from a [`Distribution`].

mod check;
mod fit;
mod law;
mod mixture;
mod solve;
mod special;

pub use check::DistributionError;

pub(crate) use law::Law;
pub(crate) use solve::Hint;
pub(crate) use special::Level;

/// A distribution of durations. Every value is in seconds.
///
/// The variants are plain data, so that a parser may fill them in; [`check`](Self::check) says
/// whether they make sense. The other methods expect a checked distribution; for another they may
/// return a meaningless number or panic.
///
/// ```
/// use misroute::random::distribution::Distribution;
///
/// let customs = Distribution::log_normal_from_median_and(6.0 * 3600.0, 0.95, 30.0 * 3600.0)?;
/// assert!((customs.quantile(0.95) - 108_000.0).abs() < 1e-6);
/// # Ok::<(), misroute::random::distribution::DistributionError>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub enum Distribution {
    /// Always this value.
    Fixed(f64),
    /// Every value between two bounds equally likely.
    Uniform {
        /// The least value, seconds.
        min: f64,
        /// The greatest value, seconds.
        max: f64,
    },
    /// A density that rises in a straight line to its mode and falls in another.
    Triangular {
        /// The least value, seconds.
        min: f64,
        /// The most likely value, seconds.
        mode: f64,
        /// The greatest value, seconds.
        max: f64,
    },
    /// The smooth bell of project planning: a beta distribution with mean (min + 4 mode + max) / 6.
    Pert {
        /// The least value, seconds.
        min: f64,
        /// The most likely value, seconds.
        mode: f64,
        /// The greatest value, seconds.
        max: f64,
    },
    /// A product of many small factors: the logarithm is normal.
    LogNormal {
        /// The median, seconds.
        median: f64,
        /// The standard deviation of the natural logarithm.
        sigma: f64,
    },
    /// A sum of exponential waits.
    Gamma {
        /// The number of waits, which need not be whole.
        shape: f64,
        /// The mean of each wait, seconds.
        scale: f64,
    },
    /// A wait whose rate rises (shape above 1) or falls (below 1) as it lasts.
    Weibull {
        /// The power of time in the cumulative rate.
        shape: f64,
        /// The value that 63.2 % do not exceed, seconds.
        scale: f64,
    },
    /// A wait without memory.
    Exponential {
        /// The mean, seconds.
        mean: f64,
    },
    /// Straight lines between (probability, seconds) points, the first at probability 0 and the
    /// last at 1.
    Quantiles(Vec<(f64, f64)>),
    /// One of several distributions, chosen with these relative weights.
    Mixture(Vec<(u32, Self)>),
    /// Another distribution, `by` seconds later, or earlier if negative; then nothing may fall
    /// below 0.
    Shifted {
        /// What is added, seconds.
        by: f64,
        /// The distribution it is added to.
        of: Box<Self>,
    },
    /// Another distribution given that it lies between two bounds, which are included.
    Truncated {
        /// The least value kept, seconds.
        min: Option<f64>,
        /// The greatest value kept, seconds.
        max: Option<f64>,
        /// The distribution that is cut.
        of: Box<Self>,
    },
    /// The smaller of another distribution and a bound: what exceeds the bound happens at the
    /// bound.
    Capped {
        /// The bound, seconds.
        at: f64,
        /// The distribution that is bounded.
        of: Box<Self>,
    },
}

impl Distribution {
    /// Returns the probability of a duration of at most `seconds`.
    pub fn cdf(&self, seconds: f64) -> f64 {
        Law::new(self).at(seconds).below
    }

    /// Returns the probability of a duration of more than `seconds`, precise in the upper tail
    /// where [`cdf`](Self::cdf) is not.
    pub fn survival(&self, seconds: f64) -> f64 {
        Law::new(self).at(seconds).above
    }

    /// Returns the duration in seconds not exceeded with `probability`: the least value at 0, the
    /// greatest (maybe infinite) at 1.
    pub fn quantile(&self, probability: f64) -> f64 {
        Law::new(self).quantile(Level::from_below(probability.clamp(0.0, 1.0)), Hint::EXACT)
    }

    /// Returns the duration in seconds exceeded with `probability`, precise in the upper tail where
    /// [`quantile`](Self::quantile) is not.
    pub fn upper_quantile(&self, probability: f64) -> f64 {
        Law::new(self).quantile(Level::from_above(probability.clamp(0.0, 1.0)), Hint::EXACT)
    }

    /// Returns the mean in seconds where it has a closed form; `None` for truncated and capped
    /// distributions, whose table knows it.
    pub fn mean(&self) -> Option<f64> {
        Some(match self {
            Self::Fixed(seconds) => *seconds,
            Self::Uniform { min, max } => 0.5 * (min + max),
            Self::Triangular { min, mode, max } => (min + mode + max) / 3.0,
            Self::Pert { min, mode, max } => (min + 4.0 * mode + max) / 6.0,
            Self::LogNormal { median, sigma } => median * libm::exp(0.5 * sigma * sigma),
            Self::Gamma { shape, scale } => shape * scale,
            Self::Weibull { shape, scale } => scale * libm::tgamma(1.0 + 1.0 / shape),
            Self::Exponential { mean } => *mean,
            Self::Quantiles(points) => points
                .windows(2)
                .map(|pair| (pair[1].0 - pair[0].0) * 0.5 * (pair[0].1 + pair[1].1))
                .sum(),
            Self::Mixture(parts) => {
                let total: f64 = parts.iter().map(|(weight, _)| f64::from(*weight)).sum();
                let mut sum = 0.0;
                for (weight, part) in parts {
                    sum += f64::from(*weight) * part.mean()?;
                }
                sum / total
            }
            Self::Shifted { by, of } => by + of.mean()?,
            Self::Truncated { .. } | Self::Capped { .. } => return None,
        })
    }
}
