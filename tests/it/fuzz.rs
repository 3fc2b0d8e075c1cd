//! Bounded fuzzing: whatever the bytes, an answer and no panic.
//!
//! [`scenario`] and [`number`] take bytes, as a coverage-guided fuzzer's targets do; here a small generator feeds them.

use misroute::fleet::{Refusal, find};
use misroute::parcel::number::{TrackingNumber, decompose, identify, with_check_digit};
use misroute::scenario::{Library, compile};
use rayon::prelude::*;

use crate::support::{Dice, all_built_in, at_start, worlds};

/// Compiles bytes as a user's scenario file.
pub(crate) fn scenario(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    match compile("fuzzed", "fuzzed.toml", &text, Library::built_in()) {
        Ok(scenario) => assert_eq!(&*scenario.name, "fuzzed"),
        Err(wrong) => {
            assert!(!wrong.is_empty());
            assert_eq!(wrong.findings().len(), wrong.len());
            assert!(!wrong.render(false, 80).is_empty());
        }
    }
}

/// Reads bytes as a tracking number, and looks it up.
pub(crate) fn number(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let normal = TrackingNumber::normalize(&text);
    let formats = identify(&text);
    assert!(formats.is_err() || normal.is_ok());
    if let Some((format, serial)) = decompose(&text) {
        assert_eq!(format.compose(serial), normal.ok());
    }
    if let Some(right) = with_check_digit(&text) {
        assert!(identify(right.as_str()).is_ok(), "{right}");
    }
    match find(&worlds(), &text) {
        Ok(found) => assert!(found.case.answers_to(found.number.as_str())),
        Err(refusal) => {
            assert!(!refusal.to_string().is_empty() && !refusal.help().is_empty());
            assert_eq!(formats.is_err(), matches!(*refusal, Refusal::Malformed(_)));
        }
    }
}

/// Damages bytes a few times: changed, cut out, doubled, moved, or overwritten with something that means something.
pub(crate) fn damaged(original: &[u8], words: &[&str], dice: &mut Dice) -> Vec<u8> {
    let mut data = original.to_vec();
    for _ in 0..=dice.below(4) {
        let at = dice.below(data.len() as u64 + 1) as usize;
        let end = (at + dice.below(30) as usize).min(data.len());
        match dice.below(5) {
            0 => data
                .iter_mut()
                .skip(at)
                .take(1)
                .for_each(|byte| *byte = dice.word() as u8),
            1 => drop(data.drain(at..end)),
            2 => {
                let copy = data[at..end].to_vec();
                data.splice(at..at, copy);
            }
            3 => {
                let word = dice.pick(words);
                drop(data.splice(at..at, word.bytes()));
            }
            _ => {
                let word = dice.pick(words);
                drop(data.splice(at..end, word.bytes()));
            }
        }
    }
    data
}

const TOML: &[&str] = &[
    "[",
    "]",
    "{",
    "}",
    "=",
    "\n",
    "\"",
    "'",
    "0",
    "-1",
    "1e999",
    "nan",
    "18446744073709551616",
    "[mix]\n",
    "[[lane]]\n",
    "[state.x]\n",
    "dwell = ",
    "next = { delivered = 1 }",
    "base = \"standard\"\n",
    "fate = \"lost\"\n",
    "'99999999d'",
    "{ truncated = { max = '1s', of = ",
    "# \u{1F4E6}",
    "\u{0}",
];

const NUMBERS: &[&str] = &[
    "LP",
    "AP",
    "CNG",
    "YT",
    "JJD",
    "GFUS",
    "HSP",
    "TBA",
    "3SCN",
    "6A",
    "00340434",
    "9261",
    "R",
    "CN",
    "00000000000000",
    "99999999999999",
    " ",
    "-",
    "\u{2013}",
    "\u{e9}",
    "\u{0}",
    "1Z",
];

#[test]
fn whatever_a_file_holds_it_is_answered() {
    let library = Library::built_in();
    let texts: Vec<&str> = library
        .names()
        .filter_map(|name| library.text(name))
        .collect();
    (0..1_500_u64).into_par_iter().for_each(|round| {
        let mut dice = Dice::new(round);
        let text = dice.pick(&texts).replace("\nid ", "\n# id ");
        scenario(&damaged(text.as_bytes(), TOML, &mut dice));
        let length = dice.below(200);
        let noise: Vec<u8> = (0..length).map(|_| dice.word() as u8).collect();
        scenario(&noise);
    });
}

#[test]
fn whatever_is_looked_up_it_is_answered() {
    let worlds = worlds();
    let cases = all_built_in(1)
        .into_iter()
        .flat_map(|world| (0..20).map(move |place| (world.clone(), place)));
    let numbers: Vec<String> = cases
        .flat_map(|(world, place)| {
            misroute::fleet::Case::new(&worlds, &world, at_start(place)).numbers
        })
        .map(|known| known.text.to_string())
        .collect();
    (0..4_000_u64).into_par_iter().for_each(|round| {
        let mut dice = Dice::new(round);
        let text = dice.pick(&numbers).clone();
        number(&damaged(text.as_bytes(), NUMBERS, &mut dice));
        let length = dice.below(50);
        let noise: Vec<u8> = (0..length).map(|_| dice.word() as u8).collect();
        number(&noise);
        number(dice.word().to_string().as_bytes());
    });
}
