//! What several tests need.

use std::sync::Arc;

use misroute::fleet::document::Truth;
use misroute::fleet::{Address, Case, DEFAULT_START, World, Worlds};
use misroute::parcel::Timestamp;
use misroute::random::Seed;
use misroute::scenario::{Library, Scenario, compile};
use misroute::trouble::{Defect, Trouble};

/// Snapshots live in the top-level `snapshots/`, not beside the test.
pub(crate) fn settings() -> insta::Settings {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(concat!(env!("CARGO_MANIFEST_DIR"), "/snapshots"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings
}

/// A small generator of its own, so that no test's choices depend on a crate's version: `SplitMix64`.
#[derive(Debug, Clone)]
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(crate) fn word(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut word = self.0;
        word = (word ^ (word >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        word = (word ^ (word >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        word ^ (word >> 31)
    }

    /// Returns a number below `count`.
    pub(crate) fn below(&mut self, count: u64) -> u64 {
        ((u128::from(self.word()) * u128::from(count)) >> 64) as u64
    }

    pub(crate) fn pick<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[self.below(items.len() as u64) as usize]
    }
}

/// FNV-1a.
pub(crate) fn fnv(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// The worlds that any program answers for, as of the default start.
pub(crate) fn worlds() -> Worlds {
    Worlds::new(Library::built_in(), DEFAULT_START)
}

pub(crate) fn built_in(name: &str, seed: u64) -> World {
    let scenario = Library::built_in()
        .get(name)
        .expect("built-in scenarios compile");
    World::new(scenario, Seed(seed))
}

/// Every built-in scenario under a seed.
pub(crate) fn all_built_in(seed: u64) -> Vec<World> {
    let names = Library::built_in().names();
    names.map(|name| built_in(name, seed)).collect()
}

/// Compiles a user's file that inherits from `standard`.
pub(crate) fn user(name: &str, rest: &str) -> Arc<Scenario> {
    let text = format!("title = 'A test'\nsummary = 'A test.'\nbase = 'standard'\n{rest}");
    let compiled = compile(name, &format!("{name}.toml"), &text, Library::built_in());
    compiled.unwrap_or_else(|wrong| panic!("{}", wrong.render(false, 100)))
}

/// A scenario whose parcels have registered numbers of China Post, and no others.
pub(crate) fn registered(name: &str) -> Arc<Scenario> {
    user(name, "[numbers]\norigin = { R-CN = 1 }\nhand-over = 0")
}

/// What a buyer can be told, one user's scenario each: the built-in ones need not have all of it.
pub(crate) const TOLD: &[(&str, &str)] = &[
    (
        "placeholder",
        "{ placeholder = { replaced-after = { log-normal = { median = '3d', p90 = '9d' } } } }",
    ),
    (
        "provisional",
        "{ provisional = { replaced-after = { log-normal = { median = '3d', p90 = '9d' } } } }",
    ),
    ("invented", "{ invented = { valid-check-digit = 0.5 } }"),
    (
        "copied",
        "{ copied = { ordered-before = { uniform = { min = '2d', max = '12d' } } } }",
    ),
    (
        "recycled",
        "{ recycled = { earlier-life = { uniform = { min = '365d', max = '900d' } } } }",
    ),
    (
        "mistyped",
        "{ mistyped = { corrected-after = { uniform = { min = '1d', max = '9d' } } } }",
    ),
    ("never-corrected", "{ mistyped = {} }"),
];

/// One world for each thing that buyers can be told.
pub(crate) fn told_worlds(seed: u64) -> Vec<World> {
    let world = |(name, told): &(&str, &str)| {
        let rest = format!(
            "[order]\nnumber = {told}\ntell = {{ uniform = {{ min = '1h', max = '2d' }} }}\n\
             [numbers]\norigin = {{ LP = 5, AP = 1, CNG = 1, YT = 1, R-CN = 3, L-CN = 1, U-CN = 1 }}"
        );
        World::new(user(name, &rest), Seed(seed))
    };
    TOLD.iter().map(world).collect()
}

/// All the trouble there is of cases and records, at some rate.
pub(crate) fn every_defect(rate: &str) -> Trouble {
    let names = Defect::ALL.iter().map(|defect| format!("{defect}={rate}"));
    let text = names.collect::<Vec<_>>().join(",");
    text.parse().expect("names and rates are trouble")
}

/// The same worlds with every third defect, by turns, in some of their cases.
pub(crate) fn troubled(worlds: &[World]) -> Vec<World> {
    let doses = every_defect("0.3").doses().to_vec();
    let world = |(place, world): (usize, &World)| {
        let some = doses.iter().skip(place % 3).step_by(3);
        world.clone().with(&Trouble::new(some.cloned()))
    };
    worlds.iter().enumerate().map(world).collect()
}

pub(crate) fn at_start(place: u64) -> Address {
    Address::new(DEFAULT_START, place).expect("the default start exists")
}

pub(crate) fn json(case: &Case, at: Option<Timestamp>, truth: Truth) -> String {
    let document = case.document(at, truth).expect("every case has an order");
    serde_json::to_string(&document).expect("documents are JSON")
}

/// All there is to say of a case.
pub(crate) fn whole(case: &Case) -> String {
    json(case, None, Truth::Shown)
}
