//! The standard normal distribution: its two tails and its quantile.
//!
//! Invariant: relative error below 1e-13 from −37 to 37 standard deviations, in both directions.

use super::{Chance, Level};

const SQRT_TWO_PI: f64 = 2.506_628_274_631_000_7;

/// Returns the tails and the density at `z` standard deviations.
pub(crate) fn chance(z: f64) -> Chance {
    let distance = z.abs();
    let bell = libm::exp(-0.5 * z * z);
    let density = bell * (1.0 / SQRT_TWO_PI);
    let tail = if (0.66..5.6).contains(&distance) {
        bell * horner(&TAIL.0, distance) / horner(&TAIL.1, distance)
    } else {
        0.5 * libm::erfc(distance * core::f64::consts::FRAC_1_SQRT_2)
    };
    if z < 0.0 {
        Chance {
            below: tail,
            above: 1.0 - tail,
            density,
        }
    } else {
        Chance {
            below: 1.0 - tail,
            above: tail,
            density,
        }
    }
}

/// Returns the number of standard deviations at `level`: Wichura's algorithm AS 241 (PPND16).
pub(crate) fn quantile(level: Level) -> f64 {
    let from_center = if level.is_lower() {
        level.below - 0.5
    } else {
        0.5 - level.above
    };
    if from_center.abs() <= 0.425 {
        let r = 0.180_625 - from_center * from_center;
        return from_center * horner(&CENTER.0, r) / horner(&CENTER.1, r);
    }
    let r = libm::sqrt(-libm::log(level.below.min(level.above)));
    let distance = if r <= 5.0 {
        horner(&MIDDLE.0, r - 1.6) / horner(&MIDDLE.1, r - 1.6)
    } else if r.is_finite() {
        horner(&FAR.0, r - 5.0) / horner(&FAR.1, r - 5.0)
    } else {
        f64::INFINITY
    };
    if level.is_lower() {
        -distance
    } else {
        distance
    }
}

/// The upper tail over the bell from 0.66 to 5.6 standard deviations: Cody's rational of degree 8
/// (1969), constant term first. It shares its exponential with the density, which halves the time
/// of an error function.
#[expect(clippy::excessive_precision, reason = "as published")]
const TAIL: ([f64; 9], [f64; 9]) = (
    [
        9_842.714_838_383_978_021_8,
        11_602.651_437_647_350_124,
        6_848.190_450_536_282_332_6,
        2_494.537_585_290_372_671_1,
        597.270_276_394_800_262_26,
        93.506_656_132_177_855_979,
        8.883_149_794_388_375_941_2,
        0.398_941_512_088_134_667_64,
        1.076_557_677_372_019_231_7e-8,
    ],
    [
        19_685.429_676_859_990_727,
        38_912.003_286_093_271_411,
        34_900.952_721_145_977_266,
        18_615.571_640_885_098_091,
        6_485.558_298_266_760_755,
        1_519.377_599_407_554_805,
        235.387_901_782_624_998_61,
        22.266_688_044_328_115_691,
        1.0,
    ],
);

/// Evaluates a polynomial, constant term first.
fn horner<const N: usize>(coefficients: &[f64; N], x: f64) -> f64 {
    coefficients.iter().rev().fold(0.0, |sum, c| sum * x + c)
}

type Rational = ([f64; 8], [f64; 8]);

#[expect(clippy::excessive_precision, reason = "as published")]
const CENTER: Rational = (
    [
        3.387_132_872_796_366_608,
        1.331_416_678_917_843_774_5e2,
        1.971_590_950_306_551_442_7e3,
        1.373_169_376_550_946_112_5e4,
        4.592_195_393_154_987_145_7e4,
        6.726_577_092_700_870_085_3e4,
        3.343_057_558_358_812_810_5e4,
        2.509_080_928_730_122_672_7e3,
    ],
    [
        1.0,
        4.231_333_070_160_091_125_2e1,
        6.871_870_074_920_579_083e2,
        5.394_196_021_424_751_107_7e3,
        2.121_379_430_158_659_586_7e4,
        3.930_789_580_009_271_061e4,
        2.872_908_573_572_194_267_4e4,
        5.226_495_278_852_854_561e3,
    ],
);

#[expect(clippy::excessive_precision, reason = "as published")]
const MIDDLE: Rational = (
    [
        1.423_437_110_749_683_577_34,
        4.630_337_846_156_545_295_9,
        5.769_497_221_460_691_405_5,
        3.647_848_324_763_204_605_04,
        1.270_458_252_452_368_382_58,
        2.417_807_251_774_506_117_7e-1,
        2.272_384_498_926_918_458_33e-2,
        7.745_450_142_783_414_076_4e-4,
    ],
    [
        1.0,
        2.053_191_626_637_758_821_87,
        1.676_384_830_183_803_849_4,
        6.897_673_349_851_000_045_5e-1,
        1.481_039_764_274_800_745_9e-1,
        1.519_866_656_361_645_719_66e-2,
        5.475_938_084_995_344_946e-4,
        1.050_750_071_644_416_843_24e-9,
    ],
);

#[expect(clippy::excessive_precision, reason = "as published")]
const FAR: Rational = (
    [
        6.657_904_643_501_103_777_2,
        5.463_784_911_164_114_369_9,
        1.784_826_539_917_291_335_8,
        2.965_605_718_285_048_912_3e-1,
        2.653_218_952_657_612_309_3e-2,
        1.242_660_947_388_078_438_6e-3,
        2.711_555_568_743_487_578_15e-5,
        2.010_334_399_292_288_132_65e-7,
    ],
    [
        1.0,
        5.998_322_065_558_879_376_9e-1,
        1.369_298_809_227_358_053_1e-1,
        1.487_536_129_085_061_485_25e-2,
        7.868_691_311_456_132_591e-4,
        1.846_318_317_510_054_681_8e-5,
        1.421_511_758_316_445_888_7e-7,
        2.044_263_103_389_939_785_64e-15,
    ],
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_quantiles_are_exact() {
        for (p, z) in [
            (0.5, 0.0),
            (0.9, 1.281_551_565_544_600_4),
            (0.95, 1.644_853_626_951_472_7),
            (0.975, 1.959_963_984_540_054),
        ] {
            assert!((quantile(Level::from_below(p)) - z).abs() < 1e-14, "{p}");
        }
        let far = quantile(Level::from_above(1e-9));
        assert!((far - 5.997_807_015_007_687).abs() < 1e-13, "{far}");
    }

    #[test]
    fn the_tail_agrees_with_the_error_function() {
        for step in 0..=3800 {
            let z = f64::from(step) * 0.01;
            let exact = 0.5 * libm::erfc(z * core::f64::consts::FRAC_1_SQRT_2);
            let error = chance(z).above / exact - 1.0;
            assert!(error.abs() < 2e-13, "{z}: {error}");
        }
    }

    #[test]
    fn the_quantile_inverts_the_tail_in_both_tails() {
        for step in -148..=148 {
            let z = f64::from(step) * 0.25;
            let Chance { below, above, .. } = chance(z);
            let back = quantile(Level { below, above });
            assert!(
                (back - z).abs() <= 1e-13 * z.abs().max(1.0),
                "{z} came back as {back}"
            );
        }
    }
}
