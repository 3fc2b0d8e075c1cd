//! Quantile tables against the exact distributions, and both against an independent generator.

use misroute::random::{distribution::Distribution, quantile::QuantileTable};

const HOUR: f64 = 3600.0;
const DAY: f64 = 24.0 * HOUR;

fn truncated(max: f64, of: Distribution) -> Distribution {
    Distribution::Truncated {
        min: None,
        max: Some(max),
        of: Box::new(of),
    }
}

/// Every family with mild and severe parameters, and every way to combine them.
fn zoo() -> Vec<(&'static str, Distribution)> {
    use Distribution as D;
    let customs = D::Mixture(vec![
        (
            70,
            D::LogNormal {
                median: 20.0 * HOUR,
                sigma: 0.6,
            },
        ),
        (
            25,
            D::LogNormal {
                median: 60.0 * HOUR,
                sigma: 0.5,
            },
        ),
        (
            5,
            D::LogNormal {
                median: 144.0 * HOUR,
                sigma: 0.5,
            },
        ),
    ]);
    let apart = D::Mixture(vec![
        (
            7,
            D::Uniform {
                min: HOUR,
                max: 2.0 * HOUR,
            },
        ),
        (
            3,
            D::LogNormal {
                median: 10.0 * DAY,
                sigma: 0.1,
            },
        ),
    ]);
    let atoms = D::Mixture(vec![
        (5, D::Fixed(HOUR)),
        (3, D::Fixed(DAY)),
        (
            2,
            D::Capped {
                at: 2.0 * DAY,
                of: Box::new(D::Exponential { mean: DAY }),
            },
        ),
    ]);
    let list = vec![
        (0.0, HOUR),
        (0.1, 2.0 * HOUR),
        (0.5, 20.0 * HOUR),
        (0.53, 20.0 * HOUR),
        (0.9, 30.0 * HOUR),
        (1.0, 10.0 * DAY),
    ];
    vec![
        ("fixed", D::Fixed(DAY)),
        (
            "uniform",
            D::Uniform {
                min: HOUR,
                max: DAY,
            },
        ),
        (
            "triangular",
            D::Triangular {
                min: HOUR,
                mode: 3.0 * HOUR,
                max: DAY,
            },
        ),
        (
            "triangular right",
            D::Triangular {
                min: HOUR,
                mode: DAY,
                max: DAY,
            },
        ),
        (
            "pert",
            D::Pert {
                min: HOUR,
                mode: 3.0 * HOUR,
                max: 5.0 * DAY,
            },
        ),
        (
            "pert left",
            D::Pert {
                min: 0.0,
                mode: 0.0,
                max: 5.0 * DAY,
            },
        ),
        (
            "lognormal 0.2",
            D::LogNormal {
                median: 20.0 * HOUR,
                sigma: 0.2,
            },
        ),
        (
            "lognormal 0.7",
            D::LogNormal {
                median: 20.0 * HOUR,
                sigma: 0.7,
            },
        ),
        (
            "lognormal 1.3",
            D::LogNormal {
                median: 20.0 * HOUR,
                sigma: 1.3,
            },
        ),
        (
            "lognormal 2.5",
            D::LogNormal {
                median: 2.0 * HOUR,
                sigma: 2.5,
            },
        ),
        (
            "gamma 0.4",
            D::Gamma {
                shape: 0.4,
                scale: 2.0 * DAY,
            },
        ),
        (
            "gamma 2.5",
            D::Gamma {
                shape: 2.5,
                scale: DAY,
            },
        ),
        (
            "gamma 40",
            D::Gamma {
                shape: 40.0,
                scale: HOUR,
            },
        ),
        (
            "weibull 0.7",
            D::Weibull {
                shape: 0.7,
                scale: DAY,
            },
        ),
        (
            "weibull 3",
            D::Weibull {
                shape: 3.0,
                scale: DAY,
            },
        ),
        ("exponential", D::Exponential { mean: DAY }),
        ("quantiles", D::Quantiles(list)),
        ("customs", truncated(360.0 * HOUR, customs.clone())),
        (
            "customs capped",
            D::Capped {
                at: 100.0 * HOUR,
                of: Box::new(customs),
            },
        ),
        ("modes apart", apart),
        ("atoms", atoms),
        (
            "shifted",
            D::Shifted {
                by: HOUR,
                of: Box::new(D::Gamma {
                    shape: 0.7,
                    scale: DAY,
                }),
            },
        ),
        (
            "truncated below",
            D::Truncated {
                min: Some(DAY),
                max: Some(4.0 * DAY),
                of: Box::new(D::LogNormal {
                    median: DAY,
                    sigma: 0.8,
                }),
            },
        ),
    ]
}

/// Returns the probabilities of both tails from 1/2 to `least`, with the exact quantile and the table's.
fn compared(
    distribution: &Distribution,
    table: &QuantileTable,
    least: f64,
) -> Vec<(f64, f64, f64)> {
    let mut rows = Vec::new();
    let mut tail: f64 = 0.5;
    while tail > least {
        let word = QuantileTable::word_at(tail);
        rows.push((tail, distribution.quantile(tail), table.seconds(word)));
        rows.push((
            1.0 - tail,
            distribution.upper_quantile(tail),
            table.seconds(0_u64.wrapping_sub(word)),
        ));
        tail *= 0.9937;
    }
    rows
}

/// The greatest error in `rows`, relative to the value or to a thousandth of the median.
fn worst(rows: &[(f64, f64, f64)]) -> (f64, f64) {
    let floor = (rows[0].1 / 1000.0).max(1.0);
    rows.iter()
        .map(|(p, exact, approximate)| ((approximate - exact).abs() / exact.max(floor), *p))
        .fold((0.0, 0.0), |a, b| if a.0 > b.0 { a } else { b })
}

#[test]
fn report() {
    for (name, distribution) in zoo() {
        let table = QuantileTable::build(&distribution);
        let [body, far, deep] =
            [1e-4, 1e-6, 1e-9].map(|least| worst(&compared(&distribution, &table, least)));
        let mean = distribution.mean().unwrap_or(f64::NAN);
        println!(
            "{name:18} {:6} B  1e-4 {:.1e} at {:.5}  1e-6 {:.1e} at {:.7} 1e-9 {:.1e} mean {:.1e}",
            table.size_bytes(),
            body.0,
            body.1,
            far.0,
            far.1,
            deep.0,
            table.mean() / mean - 1.0
        );
    }
}
