//! The regularised incomplete beta function and its inverse, on 0 to 1.
//!
//! Invariant: the smaller tail has a relative error below 1e-12 for the shapes PERT uses (1 to 5,
//! summing to 6).

use super::{
    super::solve::{Hint, solve},
    Chance, Level,
    gamma::nonzero,
};

/// A beta distribution on 0 to 1, with the constant of its shapes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Beta {
    a: f64,
    b: f64,
    ln_constant: f64,
}

impl Beta {
    /// The distribution with these shapes (both > 0).
    pub(crate) fn new(a: f64, b: f64) -> Self {
        Self {
            a,
            b,
            ln_constant: libm::lgamma(a) + libm::lgamma(b) - libm::lgamma(a + b),
        }
    }

    /// Returns the tails and the density at `x`, whose distance from 1 is `rest`.
    pub(crate) fn chance(&self, x: f64, rest: f64) -> Chance {
        if x <= 0.0 {
            return Chance::NONE;
        }
        if rest <= 0.0 {
            return Chance::ALL;
        }
        let power = libm::exp(self.a * libm::log(x) + self.b * libm::log(rest) - self.ln_constant);
        let density = power / (x * rest);
        if x < (self.a + 1.0) / (self.a + self.b + 2.0) {
            let below = (power * fraction(self.a, self.b, x) / self.a).min(1.0);
            Chance {
                below,
                above: 1.0 - below,
                density,
            }
        } else {
            let above = (power * fraction(self.b, self.a, rest) / self.b).min(1.0);
            Chance {
                below: 1.0 - above,
                above,
                density,
            }
        }
    }

    /// Returns the distance from 0 of the value at `level`, which is in the lower half.
    pub(crate) fn lower_quantile(&self, level: Level, mut hint: Hint) -> f64 {
        hint.high = hint.high.min(1.0);
        hint.guess = hint.guess.or_else(|| {
            let power = libm::exp((libm::log(level.below * self.a) + self.ln_constant) / self.a);
            Some(power.min(self.a / (self.a + self.b)))
        });
        solve(level, &hint, |x| self.chance(x, 1.0 - x))
    }

    /// The same distribution seen from 1.
    pub(crate) fn flipped(&self) -> Self {
        Self {
            a: self.b,
            b: self.a,
            ..*self
        }
    }
}

/// Lentz's evaluation of the continued fraction of the incomplete beta function.
#[expect(
    clippy::many_single_char_names,
    reason = "the names of the published algorithm"
)]
fn fraction(a: f64, b: f64, x: f64) -> f64 {
    let mut c = 1.0;
    let mut d = 1.0 / nonzero(1.0 - (a + b) * x / (a + 1.0));
    let mut value = d;
    for m in 1..1000 {
        let m = f64::from(m);
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        d = 1.0 / nonzero(1.0 + even * d);
        c = nonzero(1.0 + even / c);
        value *= d * c;
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        d = 1.0 / nonzero(1.0 + odd * d);
        c = nonzero(1.0 + odd / c);
        value *= d * c;
        if (d * c - 1.0).abs() < 1e-16 {
            break;
        }
    }
    value
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn integer_shapes_agree_with_the_binomial_sum() {
        // I_x(2, 4) = P(at least 2 of 5).
        let beta = Beta::new(2.0, 4.0);
        for x in [1e-6, 0.01, 0.2, 0.5, 0.9, 0.999] {
            let rest = 1.0 - x;
            let none_or_one = rest * rest * rest * rest * (rest + 5.0 * x);
            assert!(
                (beta.chance(x, rest).above / none_or_one - 1.0).abs() < 1e-12,
                "{x}"
            );
        }
    }

    #[test]
    fn the_quantile_inverts_the_tail() {
        for a in [1.0, 1.3, 2.0, 3.0, 4.4, 5.0] {
            let beta = Beta::new(a, 6.0 - a);
            for exponent in 1..=40 {
                let level = Level::from_below(libm::pow(0.5, f64::from(exponent)));
                let x = beta.lower_quantile(level, Hint::EXACT);
                let error = beta.chance(x, 1.0 - x).below / level.below - 1.0;
                assert!(error.abs() < 1e-11, "a {a} at {level:?}: {x}, {error}");
            }
        }
    }
}
