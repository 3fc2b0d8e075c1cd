//! Tables are as near to the exact quantiles as they say, and those to known values.

use misroute::random::{
    distribution::Distribution,
    quantile::{QuantileTable, SECONDS_MAX},
};

use super::{DAY, HOUR, atoms, customs, every, modes_apart, truncated};

/// The greatest error of the table over both tails from 1/2 to `least`, relative to the value or to
/// a thousandth of the median.
fn worst(distribution: &Distribution, table: &QuantileTable, least: f64) -> f64 {
    let floor = (distribution.quantile(0.5) / 1000.0).max(1.0);
    let mut worst = 0.0_f64;
    let mut tail = 0.5;
    while tail > least {
        let word = QuantileTable::word_at(tail);
        for (exact, approximate) in [
            (distribution.quantile(tail), table.seconds(word)),
            (
                distribution.upper_quantile(tail),
                table.seconds(word.wrapping_neg()),
            ),
        ] {
            let exact = exact.min(f64::from(SECONDS_MAX));
            worst = worst.max((approximate - exact).abs() / exact.max(floor));
        }
        tail *= 0.9937;
    }
    worst
}

#[test]
fn tables_are_as_accurate_as_they_say() {
    for (name, distribution) in every() {
        let table = QuantileTable::build(&distribution);
        let errors = [1e-4, 1e-6, 1e-9].map(|least| worst(&distribution, &table, least));
        println!(
            "{name:20} {:5} B  1e-4: {:.1e}  1e-6: {:.1e}  1e-9: {:.1e}",
            table.size_bytes(),
            errors[0],
            errors[1],
            errors[2]
        );
        assert!(errors[0] <= 1e-3, "{name} to 1e-4: {errors:?}");
        assert!(errors[1] <= 3e-3, "{name} to 1e-6: {errors:?}");
        assert!(errors[2] <= 3e-2, "{name} to 1e-9: {errors:?}");
        assert!(table.size_bytes() <= 16 * 1024, "{name}: {table:?}");
    }
}

#[test]
fn the_mean_of_a_table_is_the_mean_of_its_distribution() {
    for (name, distribution) in every() {
        let Some(mean) = distribution.mean() else {
            continue;
        };
        if name == "lognormal 2.5" {
            continue; // a sixtieth of its mean lies beyond ten years
        }
        let error = QuantileTable::build(&distribution).mean() / mean - 1.0;
        assert!(error.abs() < 2e-4, "{name}: {error}");
    }
}

#[test]
fn the_exact_quantile_inverts_the_cumulative_distribution() {
    for (name, distribution) in every() {
        for exponent in 1..=30 {
            let tail = libm::pow(0.5, f64::from(exponent));
            let (low, high) = (
                distribution.quantile(tail),
                distribution.upper_quantile(tail),
            );
            // An atom jumps over the level.
            let just = |x: f64| x * (1.0 - 1e-10);
            assert!(
                distribution.cdf(low * (1.0 + 1e-10)) >= tail * (1.0 - 1e-12),
                "{name} lower {tail}"
            );
            assert!(
                distribution.cdf(just(low)) <= tail * (1.0 + 1e-12),
                "{name} lower {tail}"
            );
            assert!(
                distribution.survival(high * (1.0 + 1e-10)) <= tail * (1.0 + 1e-12),
                "{name} upper {tail}"
            );
            assert!(
                distribution.survival(just(high)) >= tail * (1.0 - 1e-12),
                "{name} upper {tail}"
            );
        }
    }
}

#[test]
fn exact_quantiles_agree_with_forty_digit_arithmetic() {
    use Distribution as D;
    let close = |ours: f64, theirs: f64| {
        assert!((ours / theirs - 1.0).abs() < 1e-11, "{ours} for {theirs}");
    };
    let lognormal = D::LogNormal {
        median: 36_000.0,
        sigma: 1.3,
    };
    close(lognormal.quantile(0.999), 1_999_836.960_510_200_5);
    close(lognormal.quantile(1e-6), 74.576_289_082_349_94);
    for (shape, low, center, high) in [
        (
            0.4,
            2.344_941_084_766_474_5e-8,
            0.145_078_141_643_435_25,
            11.505_857_479_008_106,
        ),
        (
            2.5,
            0.105_106_301_314_609_58,
            2.175_730_095_547_763_7,
            17.944_093_439_836_435,
        ),
        (
            40.0,
            23.259_937_964_583_78,
            39.667_165_010_689_1,
            77.540_261_154_085_29,
        ),
    ] {
        let gamma = D::Gamma { shape, scale: 1.0 };
        close(gamma.quantile(0.001), low);
        close(gamma.quantile(0.5), center);
        close(gamma.upper_quantile(1e-6), high);
    }
    let pert = D::Pert {
        min: HOUR,
        mode: 3.0 * HOUR,
        max: 7.0 * HOUR,
    };
    close(pert.quantile(0.01), 4_731.052_681_396_708);
    close(pert.quantile(0.5), 11_717.550_151_289_015);
    close(pert.quantile(0.999), 23_203.637_789_296_34);
    close(
        D::Weibull {
            shape: 0.7,
            scale: DAY,
        }
        .upper_quantile(0.001),
        1_366_364.339_110_237_4,
    );
    let customs = truncated(0.0, 360.0 * HOUR, customs());
    close(customs.quantile(0.001), 12_021.882_105_768_077);
    close(customs.quantile(0.5), 97_465.671_925_441_87);
    close(customs.quantile(0.95), 440_128.529_263_852_6);
    close(customs.quantile(0.9999), 1_279_844.681_701_879_5);
}

#[test]
fn a_fixed_duration_is_exact_at_every_word() {
    for seconds in [0, 1, 59, 86_399, 86_400, 12_345_678, SECONDS_MAX] {
        let table = QuantileTable::build(&Distribution::Fixed(f64::from(seconds)));
        for shift in 0..64 {
            for word in [
                1_u64 << shift,
                u64::MAX >> shift,
                u64::MAX << shift,
                0x9e37_79b9_7f4a_7c15_u64.rotate_left(shift),
                0,
            ] {
                assert_eq!(table.sample(word), seconds);
            }
        }
    }
}

#[test]
fn the_largest_durations_saturate() {
    let table = QuantileTable::build(&Distribution::LogNormal {
        median: 1e8,
        sigma: 8.0,
    });
    assert_eq!(table.sample(u64::MAX), SECONDS_MAX);
    assert_eq!(
        QuantileTable::build(&Distribution::Fixed(1e10)).sample(0),
        SECONDS_MAX
    );
}

#[test]
fn a_jump_leaves_nothing_in_between() {
    let table = QuantileTable::build(&modes_apart());
    let jump = QuantileTable::word_at(0.7);
    assert!(table.seconds(jump - (1 << 25)) <= 2.0 * HOUR);
    assert!(table.seconds(jump + (1 << 25)) >= 4.0 * DAY);
}

#[test]
fn the_inside_of_an_atom_is_the_atom() {
    let atoms = atoms();
    let table = QuantileTable::build(&atoms);
    // The exponential part is spread over all of it, so the atoms are where the cumulative
    // distribution jumps.
    for atom in [HOUR, DAY, 2.0 * DAY] {
        let before = 1.0 - atoms.survival(atom.next_down());
        let after = atoms.cdf(atom).min(1.0 - 1e-9);
        for inside in [0.05, 0.33, 0.5, 0.67, 0.95] {
            let word = QuantileTable::word_at(before + inside * (after - before));
            assert!(
                (table.seconds(word) - atom).abs() < 1e-5,
                "{atom} at {inside}: {}",
                table.seconds(word)
            );
        }
    }
}
