//! The regularised incomplete gamma function and its inverse, at scale 1.
//!
//! Invariant: the smaller tail has a relative error below 1e-12 for shapes from 0.02 to 1 000.

use super::{
    super::solve::{Hint, solve},
    Chance, Level, normal,
};

/// A gamma distribution of scale 1, with the constants of its shape.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Gamma {
    shape: f64,
    ln_gamma: f64,
}

impl Gamma {
    /// The distribution of `shape` (> 0).
    pub(crate) fn new(shape: f64) -> Self {
        Self {
            shape,
            ln_gamma: libm::lgamma(shape),
        }
    }

    /// Returns the tails and the density at `x`.
    pub(crate) fn chance(&self, x: f64) -> Chance {
        if x <= 0.0 {
            return Chance::NONE;
        }
        let power = libm::exp(self.shape * libm::log(x) - x - self.ln_gamma);
        let density = power / x;
        if x < self.shape + 1.0 {
            let below = (power * self.series(x)).min(1.0);
            Chance {
                below,
                above: 1.0 - below,
                density,
            }
        } else {
            let above = (power * self.fraction(x)).min(1.0);
            Chance {
                below: 1.0 - above,
                above,
                density,
            }
        }
    }

    /// Returns the value at `level`, starting from `hint`.
    pub(crate) fn quantile(&self, level: Level, mut hint: Hint) -> f64 {
        hint.guess = hint.guess.or_else(|| Some(self.guess(level)));
        solve(level, &hint, |x| self.chance(x))
    }

    /// A first guess: Wilson and Hilferty's cube of a normal, or the leading power of the lower
    /// tail.
    fn guess(&self, level: Level) -> f64 {
        let ninth = 1.0 / (9.0 * self.shape);
        let root = 1.0 - ninth + normal::quantile(level) * libm::sqrt(ninth);
        let power = libm::exp(
            (libm::log(level.below) + self.ln_gamma + libm::log(self.shape)) / self.shape,
        );
        if root < 0.3 || self.shape < 0.5 && level.is_lower() {
            power
        } else {
            self.shape * root * root * root
        }
    }

    fn series(&self, x: f64) -> f64 {
        let mut term = 1.0 / self.shape;
        let mut sum = term;
        let mut divisor = self.shape;
        while term > sum * 1e-17 {
            divisor += 1.0;
            term *= x / divisor;
            sum += term;
        }
        sum
    }

    /// Lentz's evaluation of the continued fraction of the upper tail.
    #[expect(
        clippy::many_single_char_names,
        reason = "the names of the published algorithm"
    )]
    fn fraction(&self, x: f64) -> f64 {
        let mut b = x + 1.0 - self.shape;
        let mut c = 1e300;
        let mut d = 1.0 / b;
        let mut value = d;
        for i in 1..10_000 {
            let i = f64::from(i);
            let a = -i * (i - self.shape);
            b += 2.0;
            d = 1.0 / nonzero(a * d + b);
            c = nonzero(b + a / c);
            value *= d * c;
            if (d * c - 1.0).abs() < 1e-16 {
                break;
            }
        }
        value
    }
}

/// Keeps Lentz's denominators from vanishing.
pub(super) fn nonzero(x: f64) -> f64 {
    if x.abs() < 1e-300 { 1e-300 } else { x }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shape_one_is_the_exponential() {
        let gamma = Gamma::new(1.0);
        for x in [1e-9, 1e-3, 0.5, 1.0, 1.9, 2.1, 10.0, 40.0] {
            let chance = gamma.chance(x);
            assert!((chance.above / libm::exp(-x) - 1.0).abs() < 1e-13, "{x}");
            assert!((chance.below / -libm::expm1(-x) - 1.0).abs() < 1e-13, "{x}");
        }
    }

    #[test]
    fn the_quantile_inverts_the_tails() {
        for shape in [0.02, 0.1, 0.4, 0.9, 1.0, 2.5, 10.0, 300.0, 1000.0] {
            let gamma = Gamma::new(shape);
            for exponent in 1..=40 {
                let tail = libm::pow(0.5, f64::from(exponent));
                for level in [Level::from_below(tail), Level::from_above(tail)] {
                    let x = gamma.quantile(level, Hint::EXACT);
                    if x < 1e-150 {
                        continue; // the lower tail of shape 0.02 ends below the smallest double
                    }
                    let Chance { below, above, .. } = gamma.chance(x);
                    let error = if level.is_lower() {
                        below / level.below
                    } else {
                        above / level.above
                    } - 1.0;
                    assert!(
                        error.abs() < 1e-11,
                        "shape {shape} at {level:?}: {x}, {error}"
                    );
                }
            }
        }
    }
}
