//! Quantile tables against the exact distributions, and both against an independent generator.

mod accuracy;
mod golden;
mod laws;
mod oracle;

use misroute::random::distribution::Distribution;

const HOUR: f64 = 3600.0;
const DAY: f64 = 24.0 * HOUR;

fn uniform(min: f64, max: f64) -> Distribution {
    Distribution::Uniform { min, max }
}

fn triangular(min: f64, mode: f64, max: f64) -> Distribution {
    Distribution::Triangular { min, mode, max }
}

fn pert(min: f64, mode: f64, max: f64) -> Distribution {
    Distribution::Pert { min, mode, max }
}

fn log_normal(median: f64, sigma: f64) -> Distribution {
    Distribution::LogNormal { median, sigma }
}

fn gamma(shape: f64, scale: f64) -> Distribution {
    Distribution::Gamma { shape, scale }
}

fn weibull(shape: f64, scale: f64) -> Distribution {
    Distribution::Weibull { shape, scale }
}

fn exponential(mean: f64) -> Distribution {
    Distribution::Exponential { mean }
}

fn mixture(parts: impl IntoIterator<Item = (u32, Distribution)>) -> Distribution {
    Distribution::Mixture(parts.into_iter().collect())
}

fn truncated(min: f64, max: f64, of: Distribution) -> Distribution {
    let (min, max) = (Some(min), Some(max));
    Distribution::Truncated {
        min,
        max,
        of: Box::new(of),
    }
}

fn capped(at: f64, of: Distribution) -> Distribution {
    Distribution::Capped {
        at,
        of: Box::new(of),
    }
}

fn shifted(by: f64, of: Distribution) -> Distribution {
    Distribution::Shifted {
        by,
        of: Box::new(of),
    }
}

/// A distribution by name.
type Named = (&'static str, Distribution);

/// Every family with mild and severe parameters, and every way to combine them.
fn every() -> impl Iterator<Item = Named> {
    families().into_iter().chain(combinations())
}

fn families() -> Vec<Named> {
    vec![
        ("fixed", Distribution::Fixed(DAY)),
        ("uniform", uniform(HOUR, DAY)),
        ("triangular", triangular(HOUR, 3.0 * HOUR, DAY)),
        ("triangular, rising", triangular(HOUR, DAY, DAY)),
        ("pert", pert(HOUR, 3.0 * HOUR, 5.0 * DAY)),
        ("pert, falling", pert(0.0, 0.0, 5.0 * DAY)),
        ("lognormal 0.02", log_normal(20.0 * HOUR, 0.02)),
        ("lognormal 0.2", log_normal(20.0 * HOUR, 0.2)),
        ("lognormal 0.7", log_normal(20.0 * HOUR, 0.7)),
        ("lognormal 1.3", log_normal(20.0 * HOUR, 1.3)),
        ("lognormal 2.5", log_normal(2.0 * HOUR, 2.5)),
        ("gamma 0.4", gamma(0.4, 2.0 * DAY)),
        ("gamma 2.5", gamma(2.5, DAY)),
        ("gamma 40", gamma(40.0, HOUR)),
        ("weibull 0.7", weibull(0.7, DAY)),
        ("weibull 3", weibull(3.0, DAY)),
        ("exponential", exponential(DAY)),
        ("quantiles", quantiles()),
    ]
}

/// A list with a kink at each point and an atom at twenty hours.
fn quantiles() -> Distribution {
    let hours = [
        (0.0, 1.0),
        (0.1, 2.0),
        (0.5, 20.0),
        (0.53, 20.0),
        (0.9, 30.0),
        (1.0, 240.0),
    ];
    let points = hours.map(|(probability, hours)| (probability, hours * HOUR));
    Distribution::Quantiles(points.to_vec())
}

fn combinations() -> Vec<Named> {
    let early = customs();
    let late = shifted(5.0 * DAY, customs());
    let common = log_normal(DAY, 0.5);
    let rare = Distribution::Fixed(60.0 * DAY);
    vec![
        ("customs", customs()),
        (
            "customs, truncated",
            truncated(0.0, 360.0 * HOUR, customs()),
        ),
        ("customs, capped", capped(100.0 * HOUR, customs())),
        ("modes apart", modes_apart()),
        ("narrow modes", narrow_modes()),
        ("atoms", atoms()),
        ("rare atom", mixture([(1_999, common), (1, rare)])),
        ("mixture of mixtures", mixture([(1, early), (1, late)])),
        ("shifted", shifted(HOUR, gamma(0.7, DAY))),
        (
            "shifted back",
            shifted(-DAY, pert(DAY, 2.0 * DAY, 4.0 * DAY)),
        ),
        ("truncated", truncated(DAY, 4.0 * DAY, log_normal(DAY, 0.8))),
        (
            "truncated far out",
            truncated(10.0 * DAY, 12.0 * DAY, exponential(DAY)),
        ),
    ]
}

fn customs() -> Distribution {
    let parts = [(70, 20.0, 0.6), (25, 60.0, 0.5), (5, 144.0, 0.5)];
    mixture(parts.map(|(weight, hours, sigma)| (weight, log_normal(hours * HOUR, sigma))))
}

fn modes_apart() -> Distribution {
    mixture([
        (7, uniform(HOUR, 2.0 * HOUR)),
        (3, log_normal(10.0 * DAY, 0.1)),
    ])
}

fn narrow_modes() -> Distribution {
    mixture([
        (90, log_normal(20.0 * HOUR, 0.03)),
        (10, gamma(400.0, HOUR)),
    ])
}

fn atoms() -> Distribution {
    let [hour, day] = [HOUR, DAY].map(Distribution::Fixed);
    mixture([
        (5, hour),
        (3, day),
        (2, capped(2.0 * DAY, exponential(DAY))),
    ])
}
