//! Determinism: the values that this generation gives, kept as files. A change here is a change of every printed number
//! and parcel, and asks for another `GENERATION`.

use std::fmt::Write as _;

use misroute::fleet::document::Truth;
use misroute::fleet::{Case, Worlds};
use misroute::parcel::time::Day;
use misroute::random::{Luck, Permutation, Purpose, Seed, shared_word};
use misroute::scenario::Library;
use rayon::prelude::*;

use crate::support::{all_built_in, at_start, built_in, fnv, settings, whole, worlds};

#[test]
fn luck_is_what_it_was() {
    let cases = [
        (1, Day::from_ymd(2026, 3, 2), 0),
        (1, Day::from_ymd(2026, 3, 2), 1),
        (7, Day::from_ymd(2020, 1, 1), (1 << 26) - 1),
        (u64::MAX, Day::from_ymd(2031, 3, 18), 12_345),
    ];
    let mut text = String::new();
    for (seed, day, place) in cases {
        writeln!(text, "seed {seed}, {day}, place {place}").expect("a string grows");
        let mut luck = Luck::new(Seed(seed), day.0 as u16, place);
        for purpose in Purpose::ALL {
            let words: Vec<String> = (0..4)
                .map(|address| format!("{:016x}", luck.at(*purpose, address)))
                .collect();
            writeln!(text, "  {purpose:12} {}", words.join(" ")).expect("a string grows");
        }
    }
    let mut forked = Luck::with_fork(Seed(1), Day::from_ymd(2026, 3, 2).0 as u16, 0, 1);
    writeln!(text, "fork 1 {:016x}", forked.at(Purpose::Dwell, 0)).expect("a string grows");
    settings().bind(|| insta::assert_snapshot!("golden__luck", text));
}

#[test]
fn shared_luck_is_what_it_was() {
    let words = [
        (1, 1, [0, 0]),
        (1, 2, [0, 0]),
        (7, 1, [20_514, 3]),
        (u64::MAX, u32::MAX, [u64::MAX, u64::MAX]),
    ]
    .map(|(seed, domain, key)| shared_word(Seed(seed), domain, key));
    let expected = [
        1_095_259_758_229_449_685,
        6_355_717_992_452_132_652,
        3_608_121_992_915_939_384,
        781_572_090_944_892_638,
    ];
    assert_eq!(words, expected);
}

#[test]
fn permutations_are_what_they_were() {
    let images = [
        (10, 1),
        (65_536, 42),
        (2_300_000_000, 7),
        (100_000_000_000_000, 7),
    ]
    .map(|(size, key)| {
        let permutation = Permutation::new(size, key);
        [0, 1, 2, size - 1].map(|value| permutation.forward(value))
    });
    let expected = [
        [1, 9, 3, 6],
        [29_490, 49_173, 39_972, 40_018],
        [875_593_567, 1_943_579_349, 648_256_373, 338_583_685],
        [
            32_220_473_453_270,
            97_755_987_943_077,
            36_449_671_894_191,
            1_677_319_491_850,
        ],
    ];
    assert_eq!(images, expected);
}

#[test]
fn the_first_case_of_every_scenario_is_what_it_was() {
    let worlds = worlds();
    for seed in [1, 7] {
        for world in all_built_in(seed) {
            let case = Case::new(&worlds, &world, at_start(0));
            let document = case.document(None, Truth::Shown);
            let name = format!(
                "golden__{scenario}_seed_{seed}",
                scenario = world.scenario.name
            );
            settings().bind(|| insta::assert_json_snapshot!(name, document));
        }
    }
}

/// How many cases a digest is of: ten thousand of every scenario, at two seeds.
const CASES: u64 = 5_000;

#[test]
fn ten_thousand_cases_of_every_scenario_are_what_they_were() {
    let worlds = worlds();
    let mut text = String::new();
    for name in Library::built_in().names() {
        for seed in [1, 7] {
            let digest = digest(&worlds, name, seed);
            writeln!(text, "{name} {seed} {digest:016x}").expect("a string grows");
        }
    }
    settings().bind(|| insta::assert_snapshot!("golden__digests", text));
}

#[test]
fn the_digest_does_not_depend_on_the_number_of_threads() {
    let worlds = worlds();
    let digests = [1, 2, 3].map(|threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
        let pool = pool.expect("threads start");
        pool.install(|| digest(&worlds, "standard", 1))
    });
    assert_eq!(digests[0], digests[1]);
    assert_eq!(digests[0], digests[2]);
}

/// The digest of the digests of the cases' lines, in order.
fn digest(worlds: &Worlds, name: &str, seed: u64) -> u64 {
    let world = built_in(name, seed);
    let line = |place| fnv(whole(&Case::new(worlds, &world, at_start(place))).as_bytes());
    let lines: Vec<u64> = (0..CASES).into_par_iter().map(line).collect();
    let bytes: Vec<u8> = lines.iter().flat_map(|line| line.to_le_bytes()).collect();
    fnv(&bytes)
}
