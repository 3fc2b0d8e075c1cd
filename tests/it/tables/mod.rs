//! Quantile tables against the exact distributions, and both against an independent generator.

mod accuracy;
mod golden;
mod laws;
mod oracle;

use misroute::random::distribution::Distribution;

const HOUR: f64 = 3600.0;
const DAY: f64 = 24.0 * HOUR;

fn customs() -> Distribution {
    Distribution::Mixture(vec![
        (
            70,
            Distribution::LogNormal {
                median: 20.0 * HOUR,
                sigma: 0.6,
            },
        ),
        (
            25,
            Distribution::LogNormal {
                median: 60.0 * HOUR,
                sigma: 0.5,
            },
        ),
        (
            5,
            Distribution::LogNormal {
                median: 144.0 * HOUR,
                sigma: 0.5,
            },
        ),
    ])
}

fn truncated(min: f64, max: f64, of: Distribution) -> Distribution {
    Distribution::Truncated {
        min: Some(min),
        max: Some(max),
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

/// A distribution by name: every family with mild and severe parameters, and every way to combine
/// them.
type Named = (&'static str, Distribution);

fn families() -> Vec<Named> {
    use Distribution as D;
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
            "triangular, rising",
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
            "pert, falling",
            D::Pert {
                min: 0.0,
                mode: 0.0,
                max: 5.0 * DAY,
            },
        ),
        (
            "lognormal 0.02",
            D::LogNormal {
                median: 20.0 * HOUR,
                sigma: 0.02,
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
    ]
}

fn combinations() -> Vec<Named> {
    use Distribution as D;
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
    let narrow = D::Mixture(vec![
        (
            90,
            D::LogNormal {
                median: 20.0 * HOUR,
                sigma: 0.03,
            },
        ),
        (
            10,
            D::Gamma {
                shape: 400.0,
                scale: HOUR,
            },
        ),
    ]);
    let atoms = D::Mixture(vec![
        (5, D::Fixed(HOUR)),
        (3, D::Fixed(DAY)),
        (2, capped(2.0 * DAY, D::Exponential { mean: DAY })),
    ]);
    let rare = D::Mixture(vec![
        (
            1_999,
            D::LogNormal {
                median: DAY,
                sigma: 0.5,
            },
        ),
        (1, D::Fixed(60.0 * DAY)),
    ]);
    let deep = D::Mixture(vec![(1, customs()), (1, shifted(5.0 * DAY, customs()))]);
    vec![
        ("customs", customs()),
        (
            "customs, truncated",
            truncated(0.0, 360.0 * HOUR, customs()),
        ),
        ("customs, capped", capped(100.0 * HOUR, customs())),
        ("modes apart", apart),
        ("narrow modes", narrow),
        ("atoms", atoms),
        ("rare atom", rare),
        ("mixture of mixtures", deep),
        (
            "shifted",
            shifted(
                HOUR,
                D::Gamma {
                    shape: 0.7,
                    scale: DAY,
                },
            ),
        ),
        (
            "shifted back",
            shifted(
                -DAY,
                D::Pert {
                    min: DAY,
                    mode: 2.0 * DAY,
                    max: 4.0 * DAY,
                },
            ),
        ),
        (
            "truncated",
            truncated(
                DAY,
                4.0 * DAY,
                D::LogNormal {
                    median: DAY,
                    sigma: 0.8,
                },
            ),
        ),
        (
            "truncated far out",
            truncated(10.0 * DAY, 12.0 * DAY, D::Exponential { mean: DAY }),
        ),
    ]
}

fn every() -> impl Iterator<Item = Named> {
    families().into_iter().chain(combinations())
}
