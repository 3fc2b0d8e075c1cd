//! Distributions from what people know of a duration: a median, a ninth decile, a mean.
//!
//! Invariant: the result passes `check` and runs through the given points.

use super::{
    Distribution, DistributionError, Law,
    check::{between, positive},
    solve::Hint,
    special::{Level, gamma::Gamma, normal},
};

impl Distribution {
    /// Returns the lognormal distribution with this median in seconds, of which `probability` does
    /// not exceed `value` seconds.
    pub fn log_normal_from_median_and(
        median: f64,
        probability: f64,
        value: f64,
    ) -> Result<Self, DistributionError> {
        Self::log_normal_from_quantiles((0.5, median), (probability, value))
    }

    /// Returns the lognormal distribution through two (probability, seconds) points, in either
    /// order.
    pub fn log_normal_from_quantiles(
        one: (f64, f64),
        other: (f64, f64),
    ) -> Result<Self, DistributionError> {
        for (probability, value) in [one, other] {
            known(probability, value)?;
        }
        let deviations = |probability: f64| normal::quantile(Level::from_below(probability));
        let sigma = libm::log(other.1 / one.1) / (deviations(other.0) - deviations(one.0));
        let median = one.1 * libm::exp(-sigma * deviations(one.0));
        fitted("lognormal", Self::LogNormal { median, sigma })
    }

    /// Returns the Weibull distribution with this median in seconds, of which `probability` does
    /// not exceed `value` seconds.
    pub fn weibull_from_median_and(
        median: f64,
        probability: f64,
        value: f64,
    ) -> Result<Self, DistributionError> {
        known(0.5, median)?;
        known(probability, value)?;
        let shape = libm::log(-libm::log1p(-probability) / core::f64::consts::LN_2)
            / libm::log(value / median);
        let scale = median / libm::pow(core::f64::consts::LN_2, 1.0 / shape);
        fitted("Weibull", Self::Weibull { shape, scale })
    }

    /// Returns the gamma distribution with this median in seconds, of which `probability` does not
    /// exceed `value` seconds.
    pub fn gamma_from_median_and(
        median: f64,
        probability: f64,
        value: f64,
    ) -> Result<Self, DistributionError> {
        known(0.5, median)?;
        known(probability, value)?;
        let level = Level::from_below(probability);
        let excess = |ln_shape: f64| {
            let gamma = Gamma::new(libm::exp(ln_shape));
            let center = gamma.quantile(Level::from_below(0.5), Hint::EXACT);
            libm::log(gamma.quantile(level, Hint::EXACT) / center) - libm::log(value / median)
        };
        let shape = libm::exp(
            root(excess, libm::log(0.02), libm::log(1000.0))
                .ok_or(DistributionError::NoFit("gamma"))?,
        );
        let center = Gamma::new(shape).quantile(Level::from_below(0.5), Hint::EXACT);
        fitted(
            "gamma",
            Self::Gamma {
                shape,
                scale: median / center,
            },
        )
    }

    /// Returns the gamma distribution with this mean in seconds and this coefficient of variation
    /// (standard deviation / mean).
    pub fn gamma_from_mean_and_variation(
        mean: f64,
        variation: f64,
    ) -> Result<Self, DistributionError> {
        positive("mean", mean)?;
        positive("variation", variation)?;
        let squared = variation * variation;
        fitted(
            "gamma",
            Self::Gamma {
                shape: 1.0 / squared,
                scale: mean * squared,
            },
        )
    }

    /// Returns the exponential distribution with this mean in seconds.
    pub fn exponential_from_mean(mean: f64) -> Result<Self, DistributionError> {
        positive("mean", mean)?;
        Ok(Self::Exponential { mean })
    }

    /// Returns the exponential distribution with this median in seconds.
    pub fn exponential_from_median(median: f64) -> Result<Self, DistributionError> {
        positive("median", median)?;
        Self::exponential_from_mean(median / core::f64::consts::LN_2)
    }
}

/// Checks a point of a quantile function.
fn known(probability: f64, value: f64) -> Result<(), DistributionError> {
    positive("probability", probability)?;
    between("probability", probability, (0.0, 1.0_f64.next_down()))?;
    positive("value", value)
}

/// Refuses a fit whose parameters came out as nonsense: points in the wrong order, or too near, or
/// too far.
fn fitted(
    family: &'static str,
    distribution: Distribution,
) -> Result<Distribution, DistributionError> {
    match distribution.check() {
        Ok(()) if Law::new(&distribution).at(0.0).below < 1.0 => Ok(distribution),
        _ => Err(DistributionError::NoFit(family)),
    }
}

/// Returns where a monotone function crosses zero, by regula falsi with the Illinois correction.
fn root(function: impl Fn(f64) -> f64, mut low: f64, mut high: f64) -> Option<f64> {
    let (mut at_low, mut at_high) = (function(low), function(high));
    // A tail of a small shape may underflow to a ratio of 0 or worse.
    if at_low.is_nan() {
        at_low = -at_high.signum() * 700.0;
    }
    if at_low * at_high > 0.0 {
        return None;
    }
    for _ in 0..100 {
        let (from, to) = (at_low.clamp(-700.0, 700.0), at_high.clamp(-700.0, 700.0));
        let x = (low * to - high * from) / (to - from);
        let at_x = function(x);
        if at_x.abs() < 1e-14 || (high - low).abs() < 1e-14 {
            return Some(x);
        }
        if at_x * at_high < 0.0 {
            (low, at_low) = (high, at_high);
        } else {
            at_low *= 0.5;
        }
        (high, at_high) = (x, at_x);
    }
    Some(high)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn passes(distribution: Result<Distribution, DistributionError>, points: &[(f64, f64)]) {
        let distribution = distribution.expect("a fit");
        for (probability, value) in points {
            let error = distribution.quantile(*probability) / value - 1.0;
            assert!(
                error.abs() < 1e-9,
                "{distribution:?} at {probability}: {error}"
            );
        }
    }

    #[test]
    fn fits_pass_through_their_points() {
        use Distribution as D;
        for (probability, value) in [
            (0.9, 90_000.0),
            (0.95, 50_000.0),
            (0.99, 400_000.0),
            (0.1, 9_000.0),
        ] {
            let points = [(0.5, 36_000.0), (probability, value)];
            passes(
                D::log_normal_from_median_and(36_000.0, probability, value),
                &points,
            );
            passes(
                D::weibull_from_median_and(36_000.0, probability, value),
                &points,
            );
            passes(
                D::gamma_from_median_and(36_000.0, probability, value),
                &points,
            );
        }
        let ends = [(0.1, 3_600.0), (0.9, 86_400.0)];
        passes(D::log_normal_from_quantiles(ends[0], ends[1]), &ends);
        passes(D::log_normal_from_quantiles(ends[1], ends[0]), &ends);
        passes(D::exponential_from_median(600.0), &[(0.5, 600.0)]);
        passes(
            D::gamma_from_mean_and_variation(600.0, 1.0),
            &[(0.5, 600.0 * core::f64::consts::LN_2)],
        );
    }

    #[test]
    fn impossible_points_are_refused() {
        use Distribution as D;
        for (probability, value) in [
            (0.9, 10.0),
            (0.1, 90.0),
            (0.5, 60.0),
            (0.5, 50.0),
            (0.9, 50.0),
        ] {
            assert!(
                D::log_normal_from_median_and(50.0, probability, value).is_err(),
                "{probability} {value}"
            );
            assert!(
                D::weibull_from_median_and(50.0, probability, value).is_err(),
                "{probability} {value}"
            );
            assert!(
                D::gamma_from_median_and(50.0, probability, value).is_err(),
                "{probability} {value}"
            );
        }
        assert!(D::log_normal_from_median_and(50.0, 1.0, 60.0).is_err());
        assert!(D::log_normal_from_median_and(50.0, f64::NAN, 60.0).is_err());
    }
}
