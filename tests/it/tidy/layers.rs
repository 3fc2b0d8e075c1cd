//! Layers: who may name whom, and which crates belong to whom.

use std::collections::BTreeMap;

use super::paths::{Named, Path, named};
use super::tokens::tokens;
use super::{Source, sources};

/// The rooms in reading order. A room names only itself and those above it in this list. Some are still to be built.
const LAYERS: &[&str] = &[
    "parcel", "random", "trouble", "clock", "calendar", "scenario", "order", "network", "journey",
    "record", "fleet", "carrier", "dialect", "dataset", "realism", "server", "harness", "cli",
    "main",
];

/// Pairs that the order would allow and the design does not. `*` is any one module.
const APART: &[(&str, &str)] = &[
    ("trouble", "random"),
    ("calendar", "clock"),
    ("scenario", "clock"),
    ("order", "clock"),
    ("network", "clock"),
    ("network", "scenario"),
    ("network", "order"),
    ("journey", "clock"),
    ("record", "clock"),
    ("fleet", "clock"),
    ("dialect", "clock"),
    ("dialect", "journey"),
    ("dialect::*::wire", "carrier"),
    ("dataset", "carrier"),
    ("dataset", "dialect"),
    ("realism", "carrier"),
    ("realism", "dialect"),
    ("server", "journey"),
];

/// Crates, and parts of the standard library, with those who may touch them.
const OWNED: &[(&str, &[&str])] = &[
    ("rand", &["random"]),
    ("rand_chacha", &["random"]),
    ("rand_distr", &[]),
    ("libm", &["random", "scenario"]),
    ("jiff", &["parcel", "server", "cli"]),
    ("toml", &["scenario", "harness"]),
    ("annotate_snippets", &["scenario"]),
    ("strsim", &["trouble", "scenario", "cli"]),
    (
        "serde_json",
        &[
            "scenario", "carrier", "dialect", "dataset", "realism", "server", "harness", "cli",
        ],
    ),
    ("base64", &["carrier", "dialect"]),
    ("hmac", &["carrier", "dialect", "server"]),
    ("sha2", &["carrier", "dialect", "server"]),
    ("rayon", &["dataset", "realism", "cli"]),
    ("clap", &["cli", "main"]),
    ("clap_complete", &["cli", "main"]),
    ("anstream", &["cli", "main"]),
    ("anstyle", &["cli", "main"]),
    ("indicatif", &["cli", "main"]),
    ("regex_lite", &["cli"]),
    ("rustix", &["cli"]),
    ("terminal_size", &["cli", "main"]),
    ("unicode_width", &["cli", "main"]),
    ("std::io", &["server", "cli", "main"]),
    ("std::fs", &["cli", "main"]),
    ("std::env", &["cli", "main"]),
    ("std::net", &["server", "harness", "cli"]),
    ("std::process", &["cli", "main"]),
    (
        "std::thread",
        &["clock", "dataset", "server", "harness", "cli"],
    ),
    ("std::time::SystemTime", &["clock"]),
    ("std::time::Instant", &["clock"]),
    ("tokio", &["server", "harness", "cli"]),
    ("axum", &["server", "harness"]),
    ("hyper", &["server"]),
    ("hyper_util", &["server"]),
    ("rcgen", &["server"]),
    ("rustls", &["server"]),
    ("tokio_rustls", &["server"]),
    ("http", &["dialect", "server", "cli"]),
];

/// Names that rooms hand on although another room owns them: (room, name) → owner.
type HandedOn = BTreeMap<(String, String), String>;

/// Returns every breach in a set of sources, one line each.
fn breaches(sources: &[Source]) -> Vec<String> {
    let named = |source: &Source| named(&tokens(&source.text), &module(&source.path));
    let all: Vec<Named> = sources.iter().map(named).collect();
    let handed_on = handed_on(sources, &all);
    let mut found = Vec::new();
    for (source, named) in sources.iter().zip(&all) {
        let module = module(&source.path);
        let Some(room) = room(&source.path) else {
            continue;
        };
        for path in &named.paths {
            if let Some(complaint) = complaint(room, &module, path, &handed_on) {
                found.push(format!("{}: {complaint}", source.path));
            }
        }
    }
    found.dedup();
    found
}

fn complaint(room: &str, module: &[&str], path: &Path, handed_on: &HandedOn) -> Option<String> {
    let text = path.join("::");
    if path[0] != "crate" {
        let (owned, owners) = OWNED.iter().find(|(owned, _)| begins(&text, owned))?;
        return (!owners.contains(&room)).then(|| format!("`{owned}` is not {room}'s: `{text}`"));
    }
    let direct = path.get(1)?;
    let through = path
        .get(2)
        .and_then(|name| handed_on.get(&(direct.clone(), name.clone())));
    let mut named = [Some(direct), through].into_iter().flatten();
    named.find_map(|named| {
        let rank = |room: &str| LAYERS.iter().position(|layer| *layer == room);
        let (own, other) = (rank(room)?, rank(named)?);
        if other > own {
            return Some(format!("{room} lies below {named}: `{text}`"));
        }
        let apart = |(who, whom): &&(&str, &str)| is_in(module, who) && named == whom;
        let (who, _) = APART.iter().find(apart)?;
        Some(format!("{who} is kept apart from {named}: `{text}`"))
    })
}

/// Tells whether a path is another or lies in it.
fn begins(text: &str, stem: &str) -> bool {
    text.strip_prefix(stem)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
}

/// Tells whether a module lies in those that a pattern means.
fn is_in(module: &[&str], pattern: &str) -> bool {
    let parts: Vec<&str> = pattern.split("::").collect();
    let fits = |(part, name): (&&str, &&str)| *part == "*" || part == name;
    parts.len() <= module.len() && parts.iter().zip(module).all(fits)
}

/// Collects what each room's own module hands on of another room.
fn handed_on(sources: &[Source], all: &[Named]) -> HandedOn {
    let mut found = HandedOn::new();
    for (source, named) in sources.iter().zip(all) {
        let Some(room) = room(&source.path) else {
            continue;
        };
        for (name, path) in &named.handed_on {
            if let [first, owner, ..] = path.as_slice()
                && first == "crate"
                && owner != room
            {
                found.insert((room.to_owned(), name.clone()), owner.clone());
            }
        }
    }
    found
}

/// Returns the room of a file below `src`; `lib.rs` has none.
fn room(path: &str) -> Option<&'static str> {
    let module = module(path);
    let first = module.first()?;
    LAYERS.iter().copied().find(|layer| layer == first)
}

/// Returns the module of a file: `fleet/mod.rs` is `fleet`, `fleet/find.rs` is `fleet::find`.
fn module(path: &str) -> Vec<&str> {
    let stem = path.trim_end_matches(".rs");
    let mut module: Vec<&str> = stem.split('/').collect();
    if matches!(module.last(), Some(&"mod" | &"lib")) {
        module.pop();
    }
    module
}

#[test]
fn rooms_name_only_what_lies_above_them() {
    let found = breaches(&sources());
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn every_room_is_in_the_list() {
    for source in sources() {
        let known = room(&source.path).is_some() || source.path == "lib.rs";
        assert!(known, "{} belongs to no room", source.path);
    }
}

fn sample(files: &[(&str, &str)]) -> Vec<String> {
    let source = |(path, text): &(&str, &str)| Source {
        path: (*path).to_owned(),
        text: (*text).to_owned(),
    };
    breaches(&files.iter().map(source).collect::<Vec<_>>())
}

/// One breach each: a file, and what it says.
const BREACHES: &[(&str, &str)] = &[
    ("journey/walk.rs", "use crate::fleet::Case;"),
    (
        "journey/walk.rs",
        "use crate::{parcel::{City, Place}, fleet::{self, Case as Story}};",
    ),
    (
        "journey/walk.rs",
        "use crate::{parcel::Fate, random, record::*};",
    ),
    ("journey/walk.rs", "use crate::fleet as depot;"),
    (
        "journey/walk.rs",
        "pub(crate) use crate::{fleet::{Case as Parcel}};",
    ),
    (
        "journey/walk.rs",
        "fn f() -> u64 { crate::fleet::FIRST_DAY.0 as u64 }",
    ),
    (
        "journey/walk.rs",
        "fn f(case: &'static crate :: fleet :: Case) {}",
    ),
    (
        "journey/walk.rs",
        "fn f() { super::super::fleet::find(1); }",
    ),
    ("journey/walk.rs", "use super::{Route, super::fleet::Case};"),
    (
        "journey/walk.rs",
        "mod tests { use super::super::super::fleet::Case; }",
    ),
    (
        "journey/walk.rs",
        "mod a { mod b {} } use super::super::fleet::Case;",
    ),
    ("journey/mod.rs", "use super::fleet::Case;"),
    ("journey/mod.rs", "use self::super::fleet::Case;"),
    (
        "journey/walk.rs",
        "macro_rules! m { () => { $crate::fleet::find() } }",
    ),
    (
        "journey/walk.rs",
        "const A: char = '\"'; use crate::fleet::Case; const B: char = '\"';",
    ),
    (
        "journey/walk.rs",
        "const A: &str = r#\"\"#; use crate::fleet::Case; // \"",
    ),
    ("journey/walk.rs", "use misroute::fleet::Case;"),
    ("journey/walk.rs", "use crate::clock::Clock;"),
    ("record/write.rs", "use crate::{clock::Clock};"),
    ("dialect/ups/http.rs", "use crate::journey::Journey;"),
    ("dialect/ups/wire.rs", "use crate::carrier::Desk;"),
    (
        "dialect/ups/wire/events.rs",
        "fn f(desk: &crate::carrier::Desk) {}",
    ),
    ("network/opening.rs", "use crate::scenario::Story;"),
    ("fleet/case.rs", "use rand::Rng as _;"),
    (
        "fleet/case.rs",
        "fn f() { let word = ::rand::random::<u64>(); }",
    ),
    ("fleet/case.rs", "extern crate rand as luck;"),
    ("random/stream.rs", "use rand_distr::Normal;"),
    ("fleet/case.rs", "use std::{fmt, io::{self, Write}};"),
    ("fleet/case.rs", "fn f() { std::env::var(\"HOME\"); }"),
    ("server/mod.rs", "use toml::Value;"),
    ("record/view.rs", "use jiff::Timestamp;"),
    ("carrier/desk.rs", "use std::time::{Duration, Instant};"),
    ("main.rs", "use rand::Rng;"),
];

#[test]
fn every_kind_of_breach_is_caught() {
    for file in BREACHES {
        assert!(!sample(&[*file]).is_empty(), "{file:?} passes");
    }
}

#[test]
fn a_name_handed_on_by_another_room_is_still_its_owners() {
    let files = [
        ("fleet/mod.rs", "pub use crate::journey::Journey as Way;"),
        ("dialect/ups/http.rs", "use crate::fleet::{Case, Way};"),
    ];
    let found = sample(&files);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].contains("kept apart from journey"), "{found:?}");
}

#[test]
fn what_is_allowed_passes() {
    let files = [
        (
            "journey/walk.rs",
            "// use crate::fleet::Case;\n/* crate::fleet /* nested */ rand::x */ use crate::parcel::City;",
        ),
        (
            "journey/route.rs",
            "/// See [`crate::fleet::Case`] and [rand::Rng].\npub struct Route;",
        ),
        (
            "journey/mod.rs",
            "//! Unlike crate::fleet::Case.\nconst A: &str = \"crate::fleet \\\" rand::x\";",
        ),
        (
            "record/a.rs",
            "const A: &str = r##\"use crate::fleet; \"# rand::x\"##; const B: &[u8] = b\"crate::fleet::Case\";",
        ),
        (
            "record/b.rs",
            "fn f<'a>(x: &'a str) -> char { let _ = b'\\''; '\\u{1F4E6}' } use crate::journey::Scan;",
        ),
        (
            "record/c.rs",
            "mod fleet {} use self::fleet::Case; fn f() { rand(); clock.now() }",
        ),
        (
            "record/d.rs",
            "mod tests { use super::*; use super::super::view; }",
        ),
        (
            "dialect/ups/http.rs",
            "use crate::carrier::Desk; use super::wire;",
        ),
        ("dialect/ups/wire.rs", "use crate::record::Timeline;"),
        (
            "fleet/case.rs",
            "use std::fmt; use core::time::Duration; use crate::{random::Luck, journey::{Journey, walk}};",
        ),
        ("random/stream.rs", "use rand::{Rng as _, SeedableRng};"),
        (
            "cli/run.rs",
            "use std::io::Write as _; use clap::Parser; use crate::fleet::find;",
        ),
        (
            "main.rs",
            "fn main() -> std::process::ExitCode { misroute::cli::main() }",
        ),
        ("lib.rs", "pub mod fleet; pub use fleet::Case;"),
    ];
    for file in files {
        assert_eq!(sample(&[file]), Vec::<String>::new());
    }
}
