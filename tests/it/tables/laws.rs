//! What holds for every table: order in the word, order in the scale, nearness to the exact
//! quantile.

use misroute::random::{
    distribution::Distribution,
    quantile::{QuantileTable, SECONDS_MAX},
};
use proptest::prelude::*;

use super::{HOUR, capped, exponential, gamma, log_normal, mixture, shifted, truncated, weibull};

fn simple() -> impl Strategy<Value = Distribution> {
    let seconds = || 0.0..5e6;
    let three = (seconds(), seconds(), seconds()).prop_map(|(a, b, c)| {
        let mut sorted = [a, b, c];
        sorted.sort_by(f64::total_cmp);
        sorted
    });
    prop_oneof![
        seconds().prop_map(Distribution::Fixed),
        three
            .clone()
            .prop_map(|[min, _, max]| Distribution::Uniform { min, max }),
        three
            .clone()
            .prop_map(|[min, mode, max]| Distribution::Triangular { min, mode, max }),
        three
            .clone()
            .prop_map(|[min, mode, max]| Distribution::Pert { min, mode, max }),
        (1.0..5e6, 0.01..4.0).prop_map(|(median, sigma)| Distribution::LogNormal { median, sigma }),
        (0.02..200.0, 1.0..1e6).prop_map(|(shape, scale)| Distribution::Gamma { shape, scale }),
        (0.05..50.0, 1.0..1e6).prop_map(|(shape, scale)| Distribution::Weibull { shape, scale }),
        (1.0..5e6).prop_map(|mean| Distribution::Exponential { mean }),
        (three, 0.01..0.99).prop_map(|([a, b, c], p)| Distribution::Quantiles(vec![
            (0.0, a),
            (p, b),
            (1.0, c)
        ])),
    ]
}

fn any_distribution() -> impl Strategy<Value = Distribution> {
    simple()
        .prop_recursive(3, 12, 4, |inner| {
            prop_oneof![
                prop::collection::vec((1..100_u32, inner.clone()), 1..5)
                    .prop_map(Distribution::Mixture),
                (0.0..1e6, inner.clone()).prop_map(|(by, of)| shifted(by, of)),
                (0.0..1e6, inner.clone()).prop_map(|(at, of)| capped(at, of)),
                (0.0..0.4, 0.6..1.0, inner).prop_map(|(low, high, of)| {
                    truncated(of.quantile(low), of.quantile(high).min(1e9), of)
                }),
            ]
        })
        .prop_filter("a distribution that makes sense", |distribution| {
            distribution.check().is_ok()
        })
}

fn words() -> impl Strategy<Value = Vec<u64>> {
    prop::collection::vec(word(), 64)
}

/// Words that reach every run, not only the body.
fn word() -> impl Strategy<Value = u64> {
    (any::<u64>(), 0..64_u32, any::<bool>()).prop_map(|(word, shift, flip)| {
        if flip {
            !(word >> shift)
        } else {
            word >> shift
        }
    })
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 200,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn the_luckier_word_never_has_the_longer_duration(
        distribution in any_distribution(),
        mut words in words(),
    ) {
        let table = QuantileTable::build(&distribution);
        let neighbors: Vec<u64> = words.iter().map(|word| word.saturating_add(1)).collect();
        words.extend(neighbors);
        words.extend([0, 1, u64::MAX - 1, u64::MAX, (1 << 63) - 1, 1 << 63]);
        words.sort_unstable();
        prop_assert!(words.is_sorted_by_key(|word| table.sample(*word)));
    }

    #[test]
    fn tables_of_arbitrary_distributions_follow_their_quantiles(
        distribution in any_distribution(),
        word in word(),
    ) {
        // A jump may lie between the levels of the word and of what is within 2^-39 of it.
        let low = exact(&distribution, word.saturating_sub(1 << 25));
        let high = exact(&distribution, word.saturating_add(1 << 25));
        let floor = distribution.quantile(0.5) / 1000.0;
        let room = |value: f64| 0.05 * value.max(floor) + 1.0;
        let value = QuantileTable::build(&distribution).seconds(word);
        prop_assert!(
            low - room(low) <= value && value <= high + room(high),
            "{} not in {}..{}", value, low, high,
        );
    }

    #[test]
    fn raising_the_scale_never_shortens_a_duration(
        family in 0..4,
        shape in 0.3..2.5,
        median in 60.0..1e6,
        raise in 1.0..1.5,
        words in words(),
    ) {
        let of = |scale: f64| QuantileTable::build(&match family {
            0 => log_normal(scale, shape),
            1 => weibull(shape, scale),
            2 => exponential(scale),
            _ => truncated(0.0, 1e7, log_normal(scale, shape.min(1.3))),
        });
        let (before, after) = (of(median), of(median * raise));
        for word in words {
            prop_assert!(before.sample(word) <= after.sample(word), "{} at {:#x}", median, word);
        }
    }

    #[test]
    fn raising_the_median_of_a_part_never_shortens_a_duration(
        raise in 1.002..2.0,
        words in words(),
    ) {
        let of = |raise: f64| {
            let slower = log_normal(raise * 30.0 * HOUR, 0.6);
            QuantileTable::build(&mixture([(1, gamma(2.0, 10.0 * HOUR)), (1, slower)]))
        };
        let (before, after) = (of(1.0), of(raise));
        for word in words {
            prop_assert!(before.sample(word) <= after.sample(word) + 1, "{:#x}", word);
        }
    }
}

/// The exact quantile at a word; beyond 2^-32 on each side a table has one value.
fn exact(distribution: &Distribution, word: u64) -> f64 {
    let tail = word.min(word.wrapping_neg());
    let tail = if tail < 1 << 32 { 1 << 31 } else { tail };
    let tail = tail as f64 / u64::MAX as f64;
    let lower = word < 1 << 63;
    let exact = if lower {
        distribution.quantile(tail)
    } else {
        distribution.upper_quantile(tail)
    };
    exact.min(f64::from(SECONDS_MAX))
}
