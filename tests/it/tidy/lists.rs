//! Lists that must agree with folders, and what every file owes its reader.

use std::fs;

use misroute::scenario::Library;

use super::tokens::{Token, tokens};
use super::{files, root, rust_files, sources};

const LINES_MAX: usize = 400;
/// Files that are mostly tables, and may be longer.
const TABLES: &[&str] = &[
    "parcel/milestone.rs",
    "parcel/number/catalog.rs",
    "scenario/file/keys.rs",
];

#[test]
fn every_file_is_introduced() {
    for source in sources() {
        assert!(
            source.text.starts_with("//!"),
            "src/{}: no module doc",
            source.path
        );
    }
    for source in rust_files(&root().join("tests")) {
        assert!(
            source.text.starts_with("//!"),
            "tests/{}: no module doc",
            source.path
        );
    }
}

#[test]
fn files_are_short_unless_they_are_tables() {
    for source in sources() {
        let lines = source.text.lines().count();
        let is_table = TABLES.contains(&source.path.as_str());
        assert!(
            lines <= LINES_MAX || is_table,
            "src/{}: {lines} lines",
            source.path
        );
    }
    let paths: Vec<String> = sources().into_iter().map(|source| source.path).collect();
    for table in TABLES {
        assert!(
            paths.iter().any(|path| path == table),
            "{table} does not exist"
        );
    }
}

#[test]
fn nothing_is_left_undone() {
    for source in sources() {
        let code = tokens(&source.text).code;
        let undone = code.windows(2).any(|pair| {
            let macros = ["todo", "unimplemented", "dbg"];
            matches!(&pair[0], Token::Word(word) if macros.contains(&word.as_str()))
                && pair[1] == Token::Mark('!')
        });
        assert!(!undone, "src/{} has something to do", source.path);
    }
}

#[test]
fn every_snapshot_is_somebodys() {
    let tests = rust_files(&root().join("tests"));
    let names: Vec<String> = tests
        .iter()
        .flat_map(|source| tokens(&source.text).strings)
        .filter(|text| text.contains("__") && !text.contains(char::is_whitespace))
        .collect();
    for path in files(&root().join("snapshots")) {
        let name = path
            .file_name()
            .expect("a file")
            .to_string_lossy()
            .into_owned();
        if name.ends_with(".snap.new") {
            continue; // Left by a failed run, never committed.
        }
        let stem = name
            .strip_suffix(".snap")
            .unwrap_or_else(|| panic!("{name} is no snapshot"));
        let known = names.iter().any(|pattern| fits(pattern, stem))
            || path.starts_with(root().join("snapshots/clients")) && is_of_client(stem);
        assert!(known, "no test writes {name}: delete it, or mend the test");
    }
}

/// Tells whether the films of real clients name a client and a scenario.
fn is_of_client(stem: &str) -> bool {
    let path = root().join("tests/clients/test_films.py");
    let films = fs::read_to_string(path).expect("there are films of clients");
    let is_named = |name: &str| films.contains(&format!("\"{name}\""));
    stem.split_once("__").is_some_and(|(client, parcel)| {
        let scenario = parcel.split("_index_").next();
        is_named(client) && scenario.is_some_and(is_named)
    })
}

/// Tells whether a name comes from a pattern: `{scenario}` stands for a built-in one, `{seed}` for digits, and anything
/// else in braces for lower-case letters, digits and hyphens.
fn fits(pattern: &str, name: &str) -> bool {
    let Some((before, rest)) = pattern.split_once('{') else {
        return pattern == name;
    };
    let Some((key, after)) = rest.split_once('}') else {
        return false;
    };
    let Some(name) = name.strip_prefix(before) else {
        return false;
    };
    (1..=name.len()).any(|end| {
        let Some((value, rest)) = name.split_at_checked(end) else {
            return false;
        };
        let fitting = match key {
            "scenario" => Library::built_in().names().any(|known| known == value),
            "seed" => value.bytes().all(|byte| byte.is_ascii_digit()),
            _ => value
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-'),
        };
        fitting && fits(after, rest)
    })
}

#[test]
fn patterns_of_snapshots_fit_what_they_should() {
    assert!(fits("golden__luck", "golden__luck"));
    assert!(fits(
        "golden__{scenario}_seed_{seed}",
        "golden__super-economy_seed_7"
    ));
    assert!(!fits(
        "golden__{scenario}_seed_{seed}",
        "golden__no-such-scenario_seed_7"
    ));
    assert!(!fits(
        "golden__{scenario}_seed_{seed}",
        "golden__standard_seed_7b"
    ));
    assert!(!fits("golden__luck", "golden__luck2"));
}

#[test]
fn the_read_me_names_every_scenario() {
    let path = root().join("README.md");
    let Ok(text) = fs::read_to_string(&path) else {
        assert!(!path.exists(), "README.md cannot be read");
        return; // It is not written yet.
    };
    let in_name = |character: char| character.is_ascii_alphanumeric() || character == '-';
    let words: Vec<&str> = text.split(|character| !in_name(character)).collect();
    for name in Library::built_in().names() {
        assert!(words.contains(&name), "README.md does not name `{name}`");
    }
}
