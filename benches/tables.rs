//! How long tables take to build, and how fast they are drawn from, beside the generator they
//! replace.
//!
//! Compare figures of one run only: `cargo bench --bench tables`.

use std::hint::black_box;

use divan::{Bencher, counter::ItemsCount};
use misroute::random::{distribution::Distribution, quantile::QuantileTable};
use rand::{Rng, SeedableRng, rngs::ChaCha8Rng};
use rand_distr::Distribution as _;

const HOUR: f64 = 3600.0;
const DRAWS: usize = 10_000;

fn main() {
    divan::main();
}

const FAMILIES: [&str; 11] = [
    "fixed",
    "uniform",
    "triangular",
    "pert",
    "lognormal",
    "gamma-0.4",
    "gamma-5",
    "weibull",
    "quantiles",
    "mixture",
    "atoms",
];

fn family(name: &str) -> Distribution {
    use Distribution as D;
    let (min, mode, max) = (HOUR, 2.0 * HOUR, 9.0 * HOUR);
    match name {
        "fixed" => D::Fixed(HOUR),
        "uniform" => D::Uniform { min, max },
        "triangular" => D::Triangular { min, mode, max },
        "pert" => D::Pert { min, mode, max },
        "lognormal" => log_normal(20.0, 0.7),
        "gamma-0.4" => D::Gamma {
            shape: 0.4,
            scale: 40.0 * HOUR,
        },
        "gamma-5" => D::Gamma {
            shape: 5.0,
            scale: 4.0 * HOUR,
        },
        "weibull" => D::Weibull {
            shape: 0.7,
            scale: 20.0 * HOUR,
        },
        "quantiles" => D::Quantiles(vec![
            (0.0, min),
            (0.1, mode),
            (0.5, max),
            (1.0, 99.0 * HOUR),
        ]),
        "atoms" => {
            let rest = D::Exponential { mean: HOUR };
            D::Mixture(vec![
                (6, D::Fixed(HOUR)),
                (3, D::Fixed(24.0 * HOUR)),
                (1, rest),
            ])
        }
        _ => {
            let parts = [(70, 20.0, 0.6), (25, 60.0, 0.5), (5, 144.0, 0.5)];
            let parts = parts.map(|(weight, median, sigma)| (weight, log_normal(median, sigma)));
            let of = Box::new(D::Mixture(parts.to_vec()));
            D::Truncated {
                min: None,
                max: Some(360.0 * HOUR),
                of,
            }
        }
    }
}

fn log_normal(median_hours: f64, sigma: f64) -> Distribution {
    Distribution::LogNormal {
        median: median_hours * HOUR,
        sigma,
    }
}

#[divan::bench(args = FAMILIES)]
fn build(bencher: Bencher<'_, '_>, name: &str) {
    let distribution = family(name);
    bencher.bench(|| QuantileTable::build(black_box(&distribution)));
}

/// Words that are there already: the table alone.
#[divan::bench(args = ["lognormal", "mixture", "atoms"])]
fn sample(bencher: Bencher<'_, '_>, name: &str) {
    let table = QuantileTable::build(&family(name));
    let mut generator = ChaCha8Rng::from_seed([7; 32]);
    let words: Vec<u64> = (0..DRAWS).map(|_| generator.next_u64()).collect();
    bencher.counter(ItemsCount::new(DRAWS)).bench(|| {
        black_box(&words)
            .iter()
            .map(|word| u64::from(table.sample(*word)))
            .sum::<u64>()
    });
}

/// The generator and the table.
#[divan::bench]
fn chacha_and_table(bencher: Bencher<'_, '_>) {
    let table = QuantileTable::build(&family("lognormal"));
    let mut generator = ChaCha8Rng::from_seed([7; 32]);
    bencher.counter(ItemsCount::new(DRAWS)).bench_local(|| {
        (0..DRAWS)
            .map(|_| u64::from(table.sample(generator.next_u64())))
            .sum::<u64>()
    });
}

/// The generator and the ziggurat with an exponential that the table replaces.
#[divan::bench]
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "whole seconds, as the table gives"
)]
fn chacha_and_rand_distr(bencher: Bencher<'_, '_>) {
    let lognormal =
        rand_distr::LogNormal::new(libm::log(20.0 * HOUR), 0.7).expect("parameters in range");
    let mut generator = ChaCha8Rng::from_seed([7; 32]);
    bencher.counter(ItemsCount::new(DRAWS)).bench_local(|| {
        (0..DRAWS)
            .map(|_| lognormal.sample(&mut generator) as u64)
            .sum::<u64>()
    });
}
