//! Samples of an independent implementation follow the tables (Kolmogorov and Smirnov's test).

use misroute::random::quantile::QuantileTable;
use rand::{Rng, SeedableRng, rngs::ChaCha8Rng};
use rand_distr::Distribution as _;

use super::{DAY, HOUR, every};

/// The Kolmogorov–Smirnov distance between a table and samples drawn elsewhere.
fn distance(table: &QuantileTable, mut samples: Vec<f64>) -> f64 {
    samples.sort_by(f64::total_cmp);
    let count = samples.len() as f64;
    let mut distance = 0.0_f64;
    for (index, sample) in samples.iter().enumerate() {
        // The first word whose value exceeds the sample stands for the table's cumulative
        // probability there.
        let (mut low, mut high) = (0, u64::MAX);
        while low < high {
            let middle = low + (high - low) / 2;
            if table.seconds(middle) > *sample {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        let below = low as f64 / u64::MAX as f64;
        distance = distance
            .max((below - index as f64 / count).abs())
            .max((below - (index + 1) as f64 / count).abs());
    }
    distance
}

fn drawn(name: &str, rng: &mut ChaCha8Rng) -> f64 {
    use rand_distr as r;
    match name {
        "uniform" => r::Uniform::new(HOUR, DAY).expect("rising").sample(rng),
        "triangular" => r::Triangular::new(HOUR, DAY, 3.0 * HOUR)
            .expect("rising")
            .sample(rng),
        "pert" => r::Pert::new(HOUR, 5.0 * DAY)
            .with_mode(3.0 * HOUR)
            .expect("rising")
            .sample(rng),
        "gamma 0.4" => r::Gamma::new(0.4, 2.0 * DAY).expect("positive").sample(rng),
        "gamma 2.5" => r::Gamma::new(2.5, DAY).expect("positive").sample(rng),
        "gamma 40" => r::Gamma::new(40.0, HOUR).expect("positive").sample(rng),
        "weibull 0.7" => r::Weibull::new(DAY, 0.7).expect("positive").sample(rng),
        "weibull 3" => r::Weibull::new(DAY, 3.0).expect("positive").sample(rng),
        "exponential" => r::Exp::new(1.0 / DAY).expect("positive").sample(rng),
        "lognormal 0.7" => lognormal(20.0, 0.7, rng),
        "lognormal 1.3" => lognormal(20.0, 1.3, rng),
        "customs" => match rng.next_u64() % 100 {
            0..70 => lognormal(20.0, 0.6, rng),
            70..95 => lognormal(60.0, 0.5, rng),
            _ => lognormal(144.0, 0.5, rng),
        },
        "customs, truncated" => loop {
            let sample = drawn("customs", rng);
            if sample <= 360.0 * HOUR {
                return sample;
            }
        },
        _ => unreachable!("{name} is not drawn"),
    }
}

fn lognormal(median_hours: f64, sigma: f64, rng: &mut ChaCha8Rng) -> f64 {
    rand_distr::LogNormal::new(libm::log(median_hours * HOUR), sigma)
        .expect("positive")
        .sample(rng)
}

#[test]
fn independent_samples_have_the_distribution_of_the_table() {
    let names = [
        "uniform",
        "triangular",
        "pert",
        "gamma 0.4",
        "gamma 2.5",
        "gamma 40",
        "weibull 0.7",
        "weibull 3",
        "exponential",
        "lognormal 0.7",
        "lognormal 1.3",
        "customs",
        "customs, truncated",
    ];
    for (name, distribution) in every().filter(|(name, _)| names.contains(name)) {
        let mut rng = ChaCha8Rng::from_seed([3; 32]);
        let samples: Vec<f64> = (0..20_000).map(|_| drawn(name, &mut rng)).collect();
        let limit = 1.63 / libm::sqrt(20_000.0);
        let distance = distance(&QuantileTable::build(&distribution), samples);
        assert!(distance < limit, "{name}: {distance} of {limit}");
    }
}
