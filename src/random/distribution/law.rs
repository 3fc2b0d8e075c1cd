//! A distribution with its constants worked out, ready to be asked many times.
//!
//! Invariant: `quantile` inverts `at`, rises with its level, and stays inside the hint's bracket
//! whenever the answer does.

use super::{
    Distribution,
    mixture::Mixture,
    solve::Hint,
    special::{Chance, Level, beta::Beta, gamma::Gamma, normal},
};

/// A prepared [`Distribution`].
#[derive(Clone, Debug)]
pub(crate) enum Law {
    Fixed(f64),
    Uniform {
        min: f64,
        max: f64,
    },
    Triangular {
        min: f64,
        mode: f64,
        max: f64,
    },
    Pert {
        min: f64,
        max: f64,
        beta: Beta,
    },
    LogNormal {
        median: f64,
        ln_median: f64,
        sigma: f64,
    },
    Gamma {
        gamma: Gamma,
        scale: f64,
    },
    Weibull {
        shape: f64,
        scale: f64,
    },
    Quantiles(Vec<(f64, f64)>),
    Mixture(Mixture),
    Shifted {
        by: f64,
        of: Box<Self>,
    },
    Truncated {
        start: (f64, Chance),
        end: (f64, Chance),
        of: Box<Self>,
    },
    Capped {
        at: f64,
        before: Chance,
        of: Box<Self>,
    },
}

impl Law {
    /// Prepares a checked distribution.
    pub(crate) fn new(distribution: &Distribution) -> Self {
        match distribution {
            Distribution::Fixed(seconds) => Self::Fixed(*seconds),
            Distribution::Uniform { min, max }
            | Distribution::Triangular { min, max, .. }
            | Distribution::Pert { min, max, .. }
                if min >= max =>
            {
                Self::Fixed(*min)
            }
            Distribution::Uniform { min, max } => Self::Uniform {
                min: *min,
                max: *max,
            },
            Distribution::Triangular { min, mode, max } => Self::Triangular {
                min: *min,
                mode: *mode,
                max: *max,
            },
            Distribution::Pert { min, mode, max } => {
                let rise = 4.0 * (mode - min) / (max - min);
                Self::Pert {
                    min: *min,
                    max: *max,
                    beta: Beta::new(1.0 + rise, 5.0 - rise),
                }
            }
            Distribution::LogNormal { median, sigma } => Self::LogNormal {
                median: *median,
                ln_median: libm::log(*median),
                sigma: *sigma,
            },
            Distribution::Gamma { shape, scale } => Self::Gamma {
                gamma: Gamma::new(*shape),
                scale: *scale,
            },
            Distribution::Weibull { shape, scale } => Self::Weibull {
                shape: *shape,
                scale: *scale,
            },
            Distribution::Exponential { mean } => Self::Weibull {
                shape: 1.0,
                scale: *mean,
            },
            Distribution::Quantiles(points) if points.len() < 2 => Self::Fixed(0.0),
            Distribution::Quantiles(points) => Self::Quantiles(points.clone()),
            Distribution::Mixture(parts) => Self::Mixture(Mixture::new(parts)),
            Distribution::Shifted { by, of } => Self::Shifted {
                by: *by,
                of: Box::new(Self::new(of)),
            },
            Distribution::Truncated { min, max, of } => {
                let of = Box::new(Self::new(of));
                let start = min.map_or((0.0, Chance::NONE), |min| (min, of.at(min.next_down())));
                let end = max.map_or((f64::INFINITY, Chance::ALL), |max| (max, of.at(max)));
                Self::Truncated { start, end, of }
            }
            Distribution::Capped { at, of } => {
                let of = Box::new(Self::new(of));
                Self::Capped {
                    at: *at,
                    before: of.at(at.next_down()),
                    of,
                }
            }
        }
    }

    /// Returns what lies on each side of `x` seconds.
    pub(crate) fn at(&self, x: f64) -> Chance {
        self.at_logarithm(x, libm::log(x))
    }

    /// Returns the same as [`at`](Self::at), given the logarithm of `x`, which the parts of a
    /// mixture share.
    pub(super) fn at_logarithm(&self, x: f64, ln_x: f64) -> Chance {
        let (least, greatest) = self.edges();
        if x < least {
            return Chance::NONE;
        } else if x >= greatest {
            return Chance::ALL;
        }
        match self {
            Self::Fixed(_) => Chance::ALL,
            Self::Uniform { min, max } => {
                let width = max - min;
                Chance {
                    below: (x - min) / width,
                    above: (max - x) / width,
                    density: 1.0 / width,
                }
            }
            Self::Triangular { min, mode, max } => triangular(x, *min, *mode, *max),
            Self::Pert { min, max, beta } => {
                let width = max - min;
                let chance = beta.chance((x - min) / width, (max - x) / width);
                Chance {
                    density: chance.density / width,
                    ..chance
                }
            }
            Self::LogNormal {
                ln_median, sigma, ..
            } => {
                let chance = normal::chance((ln_x - ln_median) / sigma);
                Chance {
                    density: chance.density / (sigma * x),
                    ..chance
                }
            }
            Self::Gamma { gamma, scale } => {
                let chance = gamma.chance(x / scale);
                Chance {
                    density: chance.density / scale,
                    ..chance
                }
            }
            Self::Weibull { shape, scale } => {
                let hazard = raise(x / scale, *shape);
                let above = libm::exp(-hazard);
                Chance {
                    below: -libm::expm1(-hazard),
                    above,
                    density: above * hazard * shape / x,
                }
            }
            Self::Quantiles(points) => {
                let [(p0, x0), (p1, x1)] = segment(points, |point| point.1 <= x);
                Chance::from_below(p0 + (p1 - p0) * (x - x0) / (x1 - x0), (p1 - p0) / (x1 - x0))
            }
            Self::Mixture(mixture) => mixture.at(x, ln_x),
            Self::Shifted { by, of } => of.at(x - by),
            Self::Truncated { start, end, of } => {
                truncated(start.1, end.1, of.at_logarithm(x, ln_x))
            }
            Self::Capped { of, .. } => of.at_logarithm(x, ln_x),
        }
    }

    /// Returns the value at `level`, in seconds. The hint saves time and, but for its last step,
    /// does not change the answer.
    pub(crate) fn quantile(&self, level: Level, hint: Hint) -> f64 {
        if level.below <= 0.0 {
            return self.edges().0;
        } else if level.above <= 0.0 {
            return self.edges().1;
        }
        match self {
            Self::Fixed(seconds) => *seconds,
            Self::Uniform { min, max } if level.is_lower() => min + level.below * (max - min),
            Self::Uniform { min, max } => max - level.above * (max - min),
            Self::Triangular { min, mode, max } => {
                let width = max - min;
                if level.below * width <= mode - min {
                    min + libm::sqrt(level.below * width * (mode - min))
                } else {
                    max - libm::sqrt(level.above * width * (max - mode))
                }
            }
            Self::Pert { min, max, beta } => pert(*min, *max, beta, level, hint),
            Self::LogNormal { median, sigma, .. } => {
                median * libm::exp(sigma * normal::quantile(level))
            }
            Self::Gamma { gamma, scale } => scale * gamma.quantile(level, hint.scaled(1.0 / scale)),
            Self::Weibull { shape, scale } => {
                let hazard = if level.is_lower() {
                    -libm::log1p(-level.below)
                } else {
                    -libm::log(level.above)
                };
                scale * raise(hazard, 1.0 / shape)
            }
            Self::Quantiles(points) => {
                let [(p0, x0), (p1, x1)] = segment(points, |point| point.0 < level.below);
                x0 + (x1 - x0) * ((level.below - p0) / (p1 - p0)).clamp(0.0, 1.0)
            }
            Self::Mixture(mixture) => mixture.quantile(level, hint),
            Self::Shifted { by, of } => by + of.quantile(level, hint.less(*by)),
            Self::Truncated { start, end, of } => {
                let mass = mass(start.1, end.1);
                let level = Level {
                    below: start.1.below + level.below * mass,
                    above: end.1.above + level.above * mass,
                };
                of.quantile(level, hint.within(start.0, end.0))
                    .clamp(start.0, end.0)
            }
            Self::Capped { at, before, .. } if before.is_short_of(level) => *at,
            Self::Capped { at, of, .. } => of.quantile(level, hint.within(0.0, *at)).min(*at),
        }
    }

    /// Returns the least and the greatest value, in seconds; the greatest may be infinite.
    pub(crate) fn edges(&self) -> (f64, f64) {
        match self {
            Self::Fixed(seconds) => (*seconds, *seconds),
            Self::Uniform { min, max }
            | Self::Triangular { min, max, .. }
            | Self::Pert { min, max, .. } => (*min, *max),
            Self::LogNormal { .. } | Self::Gamma { .. } | Self::Weibull { .. } => {
                (0.0, f64::INFINITY)
            }
            Self::Quantiles(points) => (points[0].1, points[points.len() - 1].1),
            Self::Mixture(mixture) => mixture.edges(),
            Self::Shifted { by, of } => {
                let (least, greatest) = of.edges();
                (least + by, greatest + by)
            }
            Self::Truncated { start, end, of } => {
                let (least, greatest) = of.edges();
                (least.max(start.0), greatest.min(end.0))
            }
            Self::Capped { at, of, .. } => {
                let (least, greatest) = of.edges();
                (least.min(*at), greatest.min(*at))
            }
        }
    }

    /// Adds the places where the cumulative distribution jumps or bends.
    pub(crate) fn breaks(&self, places: &mut Vec<f64>) {
        let (least, greatest) = self.edges();
        places.extend([least, greatest]);
        let start = places.len();
        match self {
            Self::Triangular { mode, .. } => places.push(*mode),
            Self::Quantiles(points) => places.extend(points.iter().map(|point| point.1)),
            Self::Mixture(mixture) => mixture.breaks(places),
            Self::Shifted { by, of } => {
                of.breaks(places);
                for place in &mut places[start..] {
                    *place += by;
                }
            }
            Self::Truncated { of, .. } | Self::Capped { of, .. } => {
                of.breaks(places);
                for place in &mut places[start..] {
                    *place = place.clamp(least, greatest);
                }
            }
            _ => {}
        }
    }
}

/// Returns the share of a distribution between two places, from whichever tails are smaller.
pub(super) fn mass(start: Chance, end: Chance) -> f64 {
    if end.below <= 0.5 {
        end.below - start.below
    } else if start.above <= 0.5 {
        start.above - end.above
    } else {
        1.0 - start.below - end.above
    }
}

fn truncated(start: Chance, end: Chance, chance: Chance) -> Chance {
    let whole = mass(start, end);
    Chance {
        below: mass(start, chance) / whole,
        above: mass(chance, end) / whole,
        density: chance.density / whole,
    }
}

fn triangular(x: f64, min: f64, mode: f64, max: f64) -> Chance {
    let width = max - min;
    if x < mode {
        let density = 2.0 * (x - min) / (width * (mode - min));
        Chance::from_below(0.5 * density * (x - min), density)
    } else {
        let density = 2.0 * (max - x) / (width * (max - mode));
        let above = 0.5 * density * (max - x);
        Chance {
            below: 1.0 - above,
            above,
            density,
        }
    }
}

/// Returns the quantile of a beta distribution stretched over `min..max`, counted from the end that
/// is nearer.
fn pert(min: f64, max: f64, beta: &Beta, level: Level, hint: Hint) -> f64 {
    let width = max - min;
    if level.is_lower() {
        let hint = hint.less(min).scaled(1.0 / width);
        min + width * beta.lower_quantile(level, hint)
    } else {
        let from_max = |x: f64| ((max - x) / width).clamp(0.0, 1.0);
        let hint = Hint {
            low: from_max(hint.high),
            high: from_max(hint.low),
            guess: hint.guess.map(from_max),
            ..hint
        };
        max - width * beta.flipped().lower_quantile(level.flipped(), hint)
    }
}

/// Returns the two neighbors between which `is_before` turns false.
fn segment(points: &[(f64, f64)], is_before: impl Fn(&(f64, f64)) -> bool) -> [(f64, f64); 2] {
    let after = points.partition_point(is_before).clamp(1, points.len() - 1);
    [points[after - 1], points[after]]
}

/// Returns `x` to the `power`, quickly for the power of the exponential distribution.
fn raise(x: f64, power: f64) -> f64 {
    if power.to_bits() == 1.0_f64.to_bits() {
        x
    } else {
        libm::pow(x, power)
    }
}
