//! From a number as somebody typed it to its case, or to a refusal that says why and what would help.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use super::layout::Class;
use super::number;
use super::{Address, Case, Worlds};
use crate::parcel::Observer;
use crate::parcel::number::{
    Format, NumberError, TrackingNumber, decompose, identify, with_check_digit,
};
use crate::random::{GENERATION, Seed};

/// At most so many numbers are tried for what was meant by one that is nobody's.
const TRIES: usize = 500;

/// A case found by number.
#[derive(Debug, Clone)]
pub struct Found {
    /// The case.
    pub case: Case,
    /// The number as it was looked up.
    pub number: TrackingNumber,
    /// What is wrong with the number, although it was told to a buyer.
    pub fault: Option<String>,
}

/// Why a number leads nowhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// It is no well-formed number.
    Malformed(NumberError),
    /// It is a form that no scenario issues.
    NotIssued(Format),
    /// It is well formed, and nobody's.
    Nobody {
        /// The number.
        number: TrackingNumber,
        /// Generations that may have printed it.
        generations: Vec<u32>,
    },
    /// It belongs to a world that was not declared.
    Undeclared(TrackingNumber),
}

impl fmt::Display for Refusal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Malformed(error) => error.fmt(formatter),
            Self::NotIssued(format) => {
                write!(formatter, "no scenario issues numbers of format `{format}`")
            }
            Self::Nobody { number, .. } => {
                write!(formatter, "`{number}` is well formed and belongs to nobody")
            }
            Self::Undeclared(number) => write!(
                formatter,
                "`{number}` belongs to a world that is not declared"
            ),
        }
    }
}

impl std::error::Error for Refusal {}

impl Refusal {
    /// Returns what would help.
    pub fn help(&self) -> String {
        match self {
            Self::Malformed(error) => error.help(),
            Self::NotIssued(_) => "take a number that `simulate --scenario NAME` prints".to_owned(),
            Self::Nobody { generations, .. } if generations.is_empty() => {
                "about one well-formed number in eleven belongs to a parcel, as with real carriers; \
                 copy a number that `simulate --scenario NAME` prints"
                    .to_owned()
            }
            Self::Nobody { generations, .. } => {
                let list: Vec<String> = generations.iter().map(u32::to_string).collect();
                format!(
                    "nobody's in generation {GENERATION}, which this is; if a misroute of generation {} printed it, \
                     use that version",
                    list.join(" or ")
                )
            }
            Self::Undeclared(_) => "declare the world that printed it: repeat the `--scenario`, `--seed`, `--start` and \
                                    `--with` of that command beside `--number`"
                .to_owned(),
        }
    }
}

/// Returns the case that a number itself leads to: what a carrier's system does, which repairs no slips.
///
/// With an observer, it is the case as [`Case::seen_by`] returns it.
///
/// # Errors
///
/// Returns why the number leads nowhere.
pub fn decode(
    worlds: &Worlds,
    number: &TrackingNumber,
    whose: Option<Observer>,
) -> Result<Case, Box<Refusal>> {
    direct(worlds, number, whose).map_err(Box::new)
}

/// Returns the case of a number.
///
/// A number that is malformed, fails its check digit or belongs to nobody is tried with its check digit put right and
/// with every single-character change or swap: if exactly one case told that very text to a buyer, it is that case.
///
/// # Errors
///
/// Returns why the number leads nowhere.
pub fn find(worlds: &Worlds, text: &str) -> Result<Found, Box<Refusal>> {
    let number =
        TrackingNumber::normalize(text).map_err(|error| Box::new(Refusal::Malformed(error)))?;
    let refusal = match direct(worlds, &number, None) {
        Ok(case) => {
            return Ok(Found {
                case,
                number,
                fault: None,
            });
        }
        Err(refusal) => refusal,
    };
    match meant(worlds, &number) {
        Some(case) => Ok(Found {
            case,
            number,
            fault: Some(refusal.to_string()),
        }),
        None => Err(Box::new(refusal)),
    }
}

fn direct(
    worlds: &Worlds,
    number: &TrackingNumber,
    whose: Option<Observer>,
) -> Result<Case, Refusal> {
    let Some((format, serial)) = decompose(number.as_str()) else {
        let formats = identify(number.as_str()).map_err(Refusal::Malformed)?;
        return Err(match formats.first() {
            Some(format) => Refusal::NotIssued(*format),
            None => Refusal::Nobody {
                number: number.clone(),
                generations: Vec::new(),
            },
        });
    };
    let (class, candidates) = number::decode(worlds, format, serial);
    let nobody = |generations| Refusal::Nobody {
        number: number.clone(),
        generations,
    };
    match class {
        Class::Nobody => Err(nobody(Vec::new())),
        Class::Generation(residue) => Err(nobody(generations(residue))),
        Class::Parcel | Class::Invented if candidates.is_empty() => {
            Err(Refusal::Undeclared(number.clone()))
        }
        Class::Parcel | Class::Invented => {
            let mut cases = candidates
                .into_iter()
                .map(|found| Case::seen_by(worlds, &found.world, found.address, whose));
            // An address alone does not say that its parcel uses this format.
            cases
                .find(|case| case.answers_to(number.as_str()))
                .ok_or_else(|| nobody(Vec::new()))
        }
    }
}

/// Returns the generations near this one that a residue mod 4 can stand for.
fn generations(residue: u32) -> Vec<u32> {
    (GENERATION.saturating_sub(3).max(1)..=GENERATION + 3)
        .filter(|generation| generation % 4 == residue)
        .collect()
}

/// Returns the only case that told this very text to a buyer.
///
/// Numbers of every small seed are in the same space, so now and then two worlds told the same slip. A declared world
/// then counts before the default one, and that before those that nobody named.
fn meant(worlds: &Worlds, number: &TrackingNumber) -> Option<Case> {
    let mut found: BTreeMap<(Nearness, u64, Address), Case> = BTreeMap::new();
    for text in neighbors(number.as_str()).into_iter().take(TRIES) {
        let Some((format, serial)) = decompose(&text) else {
            continue;
        };
        for candidate in number::decode(worlds, format, serial).1 {
            let case = Case::new(worlds, &candidate.world, candidate.address);
            if case.told(number.as_str()) {
                let nearness = nearness(worlds, &case);
                found.insert((nearness, case.world.seed.0, case.address), case);
            }
        }
    }
    let nearest = found.keys().next()?.0;
    let mut rivals = found
        .into_iter()
        .filter(|((nearness, ..), _)| *nearness == nearest);
    let (_, case) = rivals.next()?;
    rivals.next().is_none().then_some(case)
}

/// How likely it is that a world is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Nearness {
    /// Somebody declared it.
    Declared,
    /// It is a built-in one at the default seed.
    Default,
    /// It is a built-in one at a seed that nobody named.
    Unnamed,
}

fn nearness(worlds: &Worlds, case: &Case) -> Nearness {
    let declared = worlds.declared();
    if declared.iter().any(|world| world.is(&case.world)) {
        Nearness::Declared
    } else if case.world.seed == Seed::DEFAULT {
        Nearness::Default
    } else {
        Nearness::Unnamed
    }
}

/// Returns the texts that a slip could have turned into this one: with the check digit put right, with neighbors swapped,
/// and with every other digit or letter in every place. No number that is issued has as many as [`TRIES`].
fn neighbors(text: &str) -> BTreeSet<String> {
    let original: Vec<char> = text.chars().collect();
    let mut all: BTreeSet<String> = with_check_digit(text)
        .map(|right| right.to_string())
        .into_iter()
        .collect();
    for place in 0..original.len() {
        let alternatives = if original[place].is_ascii_digit() {
            '0'..='9'
        } else {
            'A'..='Z'
        };
        for other in alternatives.filter(|other| *other != original[place]) {
            let mut changed = original.clone();
            changed[place] = other;
            all.insert(changed.into_iter().collect());
        }
        if place > 0 && original[place] != original[place - 1] {
            let mut swapped = original.clone();
            swapped.swap(place - 1, place);
            all.insert(swapped.into_iter().collect());
        }
    }
    all
}
