//! What is wrong with a tracking number: the one rule it breaks, in the format it comes nearest to.

use std::fmt;

use super::{Format, LENGTH_MAX};

/// Why a text is no well-formed tracking number.
///
/// Positions count from 1 in the normal form of the number, except that of [`NumberError::Foreign`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum NumberError {
    /// The text has no characters but separators.
    Empty,
    /// The text is longer than any tracking number.
    TooLong {
        /// How many characters it has without separators.
        found: usize,
    },
    /// The text has a character that no tracking number has.
    Foreign {
        /// Where in the text, counting from 1.
        position: usize,
        /// The character.
        found: char,
    },
    /// The number has too few or too many characters.
    Length {
        /// The format it comes nearest to.
        format: Format,
        /// How many characters numbers of the format have; the nearest such count.
        expected: usize,
        /// How many this one has.
        found: usize,
    },
    /// One character is of the wrong kind.
    Character {
        /// The format it comes nearest to.
        format: Format,
        /// Where in the number, counting from 1.
        position: usize,
        /// What belongs there.
        expected: Expected,
        /// What is there.
        found: char,
    },
    /// The check digit does not agree with the rest.
    CheckDigit {
        /// The format it comes nearest to.
        format: Format,
        /// The check digit that the rest of the number asks for.
        expected: char,
        /// The check digit that is there.
        found: char,
    },
    /// The number has the form of S10, but its last two letters are no country.
    Issuer {
        /// The last two letters.
        found: [char; 2],
    },
    /// The number resembles no known format.
    Unknown {
        /// The formats that differ least.
        nearest: Vec<Format>,
    },
}

/// What belongs in a place of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expected {
    /// A digit.
    Digit,
    /// A letter.
    Letter,
    /// A letter or a digit.
    LetterOrDigit,
    /// One of these characters.
    OneOf(&'static str),
    /// A part of one of these words.
    Words(&'static [&'static str]),
}

impl NumberError {
    /// Returns the format the number comes nearest to, if it resembles one.
    pub fn format(&self) -> Option<Format> {
        match self {
            Self::Length { format, .. }
            | Self::Character { format, .. }
            | Self::CheckDigit { format, .. } => Some(*format),
            Self::Empty
            | Self::TooLong { .. }
            | Self::Foreign { .. }
            | Self::Issuer { .. }
            | Self::Unknown { .. } => None,
        }
    }

    /// Returns what to do about it, as an imperative.
    pub fn help(&self) -> String {
        match self {
            Self::Empty => "give a tracking number, such as `RB123456785GB`".to_owned(),
            Self::TooLong { .. } => "give one number at a time".to_owned(),
            Self::Foreign { found, .. } => format!("leave out `{}`", found.escape_debug()),
            Self::Length {
                format,
                expected,
                found,
            } => {
                let difference = expected.abs_diff(*found);
                let fault = if found < expected {
                    "missing"
                } else {
                    "too many"
                };
                format!(
                    "copy the whole number and nothing else ({difference} {fault}): {}",
                    format.form()
                )
            }
            Self::Character { format, .. } => {
                format!("compare the number with its form: {}", format.form())
            }
            Self::CheckDigit { expected, .. } => {
                format!(
                    "compare the number with its source; if all the rest is right, put `{expected}` there"
                )
            }
            Self::Issuer { .. } => {
                "end the number with the country code of the post that issued it, such as `CN`"
                    .to_owned()
            }
            Self::Unknown { nearest } => {
                let forms: Vec<String> = nearest
                    .iter()
                    .map(|format| format!("{} ({format})", format.form()))
                    .collect();
                format!(
                    "compare the number with the nearest known forms: {}",
                    forms.join("; ")
                )
            }
        }
    }
}

impl fmt::Display for NumberError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("the tracking number is empty"),
            Self::TooLong { found } => {
                write!(
                    f,
                    "no tracking number has more than {LENGTH_MAX} characters, found {found}"
                )
            }
            Self::Foreign { position, found } => {
                let found = found.escape_debug();
                write!(
                    f,
                    "tracking numbers hold letters and digits only, character {position} is `{found}`"
                )
            }
            Self::Length {
                format,
                expected,
                found,
            } => {
                write!(
                    f,
                    "numbers of format `{format}` have {expected} characters, found {found}"
                )
            }
            Self::Character {
                format,
                position,
                expected,
                found,
            } => {
                write!(
                    f,
                    "character {position} of format `{format}` must be {expected}, found `{found}`"
                )
            }
            Self::CheckDigit {
                format,
                expected,
                found,
            } => {
                write!(
                    f,
                    "the check digit of this number of format `{format}` must be `{expected}`, found `{found}`"
                )
            }
            Self::Issuer {
                found: [first, second],
            } => {
                write!(
                    f,
                    "no country has the code `{first}{second}`, which ends this number of format `s10`"
                )
            }
            Self::Unknown { .. } => f.write_str("the number has the form of no known carrier"),
        }
    }
}

impl std::error::Error for NumberError {}

impl fmt::Display for Expected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Digit => f.write_str("a digit"),
            Self::Letter => f.write_str("a letter"),
            Self::LetterOrDigit => f.write_str("a letter or a digit"),
            Self::OneOf(characters) => write!(f, "one of `{characters}`"),
            Self::Words([word]) => write!(f, "part of `{word}`"),
            Self::Words(words) => write!(f, "part of one of `{}`", words.join("`, `")),
        }
    }
}
