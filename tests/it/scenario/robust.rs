//! Whatever the text, an answer: a scenario or a list of complaints.

use misroute::scenario::{Library, duration, fuzz};
use proptest::prelude::*;

use super::{BASE, library, mine};

fn seeds() -> Vec<String> {
    let lanes = "[[lane]]\nto = [\"remote\", \"FR\"]\nstate.departed = { dwell = { mixture = [{ weight = 3, fixed = \"1h\" }, { weight = 1, exponential = { mean = \"3d\" } }] } }\n";
    let mix = "title = \"x\"\nsummary = \"x\"\n[mix]\nstandard = 3\nderived = 1\n";
    vec![BASE.to_owned(), mine(lanes), mix.to_owned()]
}

/// What may be done to a file.
#[derive(Debug, Clone)]
enum Change {
    Delete(usize),
    Duplicate(usize),
    Swap(usize, usize),
    Byte(usize, u8),
    Insert(usize, String),
}

fn change() -> impl Strategy<Value = Change> {
    let token = prop::sample::select(vec![
        "{",
        "}",
        "[",
        "]",
        "\"",
        "'",
        "=",
        ".",
        ",",
        "\n",
        "#",
        "\"\"\"",
        "0",
        "-1",
        "1e999",
        "nan",
        "\u{0}",
        "é",
        "[[lane]]\n",
        "[mix]\n",
        "dwell = ",
        "next = ",
        "p90",
        "{ truncated = { of = ",
        "base = \"derived\"\n",
        "4294967296",
        "\\u0000",
    ]);
    prop_oneof![
        any::<usize>().prop_map(Change::Delete),
        any::<usize>().prop_map(Change::Duplicate),
        any::<(usize, usize)>().prop_map(|(one, other)| Change::Swap(one, other)),
        any::<(usize, u8)>().prop_map(|(at, byte)| Change::Byte(at, byte)),
        (any::<usize>(), token).prop_map(|(at, token)| Change::Insert(at, token.to_owned())),
    ]
}

fn apply(text: &str, change: &Change) -> Vec<u8> {
    let mut lines = text.split_inclusive('\n').collect::<Vec<_>>();
    let mut bytes = text.as_bytes().to_vec();
    if lines.is_empty() || bytes.is_empty() {
        return bytes;
    }
    let count = lines.len();
    match change {
        Change::Delete(at) => drop(lines.remove(at % count)),
        Change::Duplicate(at) => lines.insert(at % count, lines[at % count]),
        Change::Swap(one, other) => lines.swap(one % count, other % count),
        Change::Byte(at, byte) => {
            let at = at % bytes.len();
            bytes[at] = *byte;
            return bytes;
        }
        Change::Insert(at, token) => {
            let at = at % bytes.len();
            bytes.splice(at..at, token.bytes());
            return bytes;
        }
    }
    lines.concat().into_bytes()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]

    #[test]
    fn any_text_gets_an_answer(text in ".{0,300}") {
        prop_assert!(fuzz(text.as_bytes(), &library()).is_err());
    }

    #[test]
    fn any_bytes_get_an_answer(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        prop_assert!(fuzz(&bytes, &library()).is_err());
    }

    #[test]
    fn a_damaged_file_gets_an_answer(seed in 0..3_usize, changes in prop::collection::vec(change(), 1..6)) {
        let mut text = seeds()[seed].clone();
        for change in &changes {
            text = String::from_utf8_lossy(&apply(&text, change)).into_owned();
        }
        let answer = fuzz(text.as_bytes(), &library());
        if let Err(diagnostics) = answer {
            let lines = text.split('\n').count() as u32;
            for finding in diagnostics.findings() {
                prop_assert!(finding.line <= lines && finding.end_line >= finding.line);
                prop_assert!(!finding.help.is_empty() && !finding.message.is_empty());
            }
        }
    }

    #[test]
    fn a_damaged_built_in_gets_an_answer(which in any::<prop::sample::Index>(), changes in prop::collection::vec(change(), 1..4)) {
        let names = Library::built_in().names().collect::<Vec<_>>();
        let mut text = Library::built_in().text(names[which.index(names.len())]).unwrap_or_default().to_owned();
        for change in &changes {
            text = String::from_utf8_lossy(&apply(&text, change)).into_owned();
        }
        let answer = fuzz(text.as_bytes(), Library::built_in());
        // No user's file may have an id: it was damaged away, or complained of.
        prop_assert!(answer.is_err() || answer.is_ok_and(|scenario| scenario.id.is_none()));
    }

    #[test]
    fn a_damaged_library_gets_an_answer(changes in prop::collection::vec(change(), 1..4)) {
        let mut text = BASE.to_owned();
        for change in &changes {
            text = String::from_utf8_lossy(&apply(&text, change)).into_owned();
        }
        let library = Library::of(&[("standard", text.leak())]);
        let wrong = library.check();
        prop_assert_eq!(wrong.is_empty(), library.get("standard").is_some());
        drop(fuzz(mine("").as_bytes(), &library));
    }

    #[test]
    fn durations_are_read_as_written(seconds in 0..=duration::LONGEST_SECONDS) {
        prop_assert_eq!(duration::parse(&duration::text(u64::from(seconds))), Ok(seconds));
    }

    #[test]
    fn any_duration_gets_an_answer(text in "[-+0-9.wdhms ]{0,20}|.{0,20}") {
        drop(duration::parse(&text));
    }
}
