//! The catalogue of bugs: each row has a command that runs and shows something, or a reason.

use std::io::{BufRead as _, BufReader};
use std::process::Stdio;

use crate::{command, printed};

const CATALOGUE: &str = include_str!("../src/trouble/catalogue.md");

/// How many bugs each class has.
const CLASSES: &[(char, usize)] = &[
    ('A', 14),
    ('B', 12),
    ('C', 14),
    ('D', 14),
    ('E', 18),
    ('F', 13),
    ('G', 11),
    ('H', 9),
    ('I', 15),
    ('K', 5),
];

/// The rows: a bug's name, and what reproduces it.
fn rows() -> Vec<(&'static str, &'static str)> {
    let rows = CATALOGUE.lines().filter(|line| line.starts_with("| "));
    let rows = rows.filter_map(|row| {
        let mut cells = row.trim_matches('|').split(" | ");
        Some((cells.next()?.trim(), cells.nth(1)?.trim()))
    });
    rows.skip(1).collect()
}

#[test]
fn every_bug_has_its_row() {
    let all = CLASSES
        .iter()
        .flat_map(|(class, count)| (1..=*count).map(move |n| format!("{class}{n}")));
    let named: Vec<&str> = rows().iter().map(|(name, _)| *name).collect();
    assert_eq!(named, all.collect::<Vec<_>>());
}

#[test]
fn every_command_runs_and_trouble_shows() {
    let mut reasons = 0;
    for (name, cell) in rows() {
        let Some(line) = cell
            .strip_prefix("`simulate ")
            .and_then(|line| line.strip_suffix('`'))
        else {
            assert!(cell.starts_with("cannot be: "), "{name}: {cell}");
            reasons += 1;
            continue;
        };
        let words: Vec<&str> = line.split(' ').collect();
        match words[0] {
            "serve" => serves(name, &words),
            "snapshot" => {}
            _ => shows(name, &words),
        }
    }
    assert!(reasons < 10, "{reasons} rows have only a reason");
}

/// Asserts that a command prints something, and with its trouble something else than without.
fn shows(name: &str, words: &[&str]) {
    let shown = printed(words);
    assert!(shown.len() > 10, "{name}: {shown}");
    let Some(place) = words.iter().position(|word| *word == "--with") else {
        return;
    };
    let plain = [&words[..place], &words[place + 2..]].concat();
    // Trouble makes another number, and ids that come of it; what is left must differ too.
    let worded = |text: &str| -> Vec<String> {
        let words = text.split(|one: char| !one.is_alphanumeric());
        let is_id = |word: &&str| word.len() > 9 && word.bytes().any(|byte| byte.is_ascii_digit());
        words
            .filter(|word| !is_id(word))
            .map(str::to_owned)
            .collect()
    };
    assert_ne!(worded(&shown), worded(&printed(&plain)), "{name}");
}

/// Asserts that a server starts with such flags.
fn serves(name: &str, words: &[&str]) {
    let words = [words, &["--listen", "127.0.0.1:0"]].concat();
    let mut server = command(&words)
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut line = String::new();
    let out = server.stdout.take().expect("a pipe");
    BufReader::new(out).read_line(&mut line).expect("a line");
    server.kill().expect("it runs");
    server.wait().expect("it ends");
    assert!(line.contains("\"url\""), "{name}: {line}");
}
