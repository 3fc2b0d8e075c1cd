//! Templates: a number's shape as a row of pieces, and how far a text keeps to it.

use std::fmt;

use super::{Expected, Format, check::Check};

/// One piece of a number's shape.
#[derive(Debug, Clone, Copy)]
pub(super) enum Piece {
    /// One of some words of equal length.
    Words(&'static [&'static str]),
    /// One of some characters.
    OneOf(&'static str),
    /// So many digits.
    Digits(usize),
    /// So many letters.
    Letters(usize),
    /// So many letters or digits.
    Characters(usize),
    /// From so many to so many letters or digits; only at the end.
    Run(usize, usize),
    /// A check digit.
    CheckDigit,
    /// A check digit that may be a letter.
    CheckCharacter,
}

/// A shape that a format's numbers may have.
#[derive(Debug, Clone, Copy)]
pub(super) struct Template {
    pub(super) format: Format,
    pub(super) pieces: &'static [Piece],
    pub(super) check: Option<Check>,
    pub(super) shortest: usize,
    pub(super) longest: usize,
}

/// How far a text of the right length keeps to a template.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Fit {
    /// How many characters are wrong.
    pub(super) mismatches: usize,
    /// Index of the first wrong character, and what belongs there.
    pub(super) first: Option<(usize, Expected)>,
}

impl Template {
    pub(super) const fn new(
        format: Format,
        pieces: &'static [Piece],
        check: Option<Check>,
    ) -> Self {
        let (mut shortest, mut longest, mut index) = (0, 0, 0);
        while index < pieces.len() {
            let (least, most) = pieces[index].lengths();
            shortest += least;
            longest += most;
            index += 1;
        }
        Self {
            format,
            pieces,
            check,
            shortest,
            longest,
        }
    }

    /// Whether a number of the format can have this length.
    pub(super) const fn admits(&self, length: usize) -> bool {
        self.shortest <= length && length <= self.longest
    }

    /// Compares a text whose length is admitted with the template.
    pub(super) fn fit(&self, text: &[u8]) -> Fit {
        let mut fit = Fit::default();
        let mut rest = text;
        for piece in self.pieces {
            let length = piece.lengths().1.min(rest.len());
            let (part, behind) = rest.split_at(length);
            if let Some((offset, wrong)) = piece.compare(part) {
                let index = text.len() - rest.len() + offset;
                fit.first = fit.first.or(Some((index, piece.expected())));
                fit.mismatches += wrong;
            }
            rest = behind;
        }
        fit
    }

    /// Returns how many characters at the start of `text` are fixed by the template and right; 0 if one is wrong.
    pub(super) fn led(&self, text: &[u8]) -> usize {
        match self.pieces.first() {
            Some(Piece::Words(words)) => {
                let word = words.iter().find(|word| text.starts_with(word.as_bytes()));
                word.map_or(0, |word| word.len())
            }
            Some(Piece::OneOf(characters)) => usize::from(
                text.first()
                    .is_some_and(|byte| characters.as_bytes().contains(byte)),
            ),
            _ => 0,
        }
    }

    /// Whether the template fixes nothing but digits.
    pub(super) fn is_numeric(&self) -> bool {
        self.pieces.iter().all(|piece| match piece {
            Piece::Digits(_) | Piece::CheckDigit => true,
            Piece::Words(words) => words
                .iter()
                .all(|word| word.bytes().all(|byte| byte.is_ascii_digit())),
            Piece::OneOf(characters) => characters.bytes().all(|byte| byte.is_ascii_digit()),
            Piece::Letters(_) | Piece::Characters(_) | Piece::Run(..) | Piece::CheckCharacter => {
                false
            }
        })
    }
}

impl Piece {
    const fn lengths(&self) -> (usize, usize) {
        match self {
            Self::Words(words) => (words[0].len(), words[0].len()),
            Self::Digits(count) | Self::Letters(count) | Self::Characters(count) => {
                (*count, *count)
            }
            Self::Run(least, most) => (*least, *most),
            Self::OneOf(_) | Self::CheckDigit | Self::CheckCharacter => (1, 1),
        }
    }

    const fn expected(&self) -> Expected {
        match self {
            Self::Words(words) => Expected::Words(words),
            Self::OneOf(characters) => Expected::OneOf(characters),
            Self::Digits(_) | Self::CheckDigit => Expected::Digit,
            Self::Letters(_) => Expected::Letter,
            Self::Characters(_) | Self::Run(..) | Self::CheckCharacter => Expected::LetterOrDigit,
        }
    }

    /// Returns the offset of the first wrong character and how many are wrong; `None` if the part is right.
    fn compare(&self, part: &[u8]) -> Option<(usize, usize)> {
        if let Self::Words(words) = self {
            let wrong = |word: &&str| {
                word.bytes()
                    .zip(part)
                    .filter(|(byte, found)| byte != *found)
                    .count()
            };
            let nearest = words.iter().min_by_key(|word| wrong(word))?;
            let offset = nearest
                .bytes()
                .zip(part)
                .position(|(byte, found)| byte != *found)?;
            return Some((offset, wrong(nearest)));
        }
        let is_wrong = |byte: &u8| match self {
            Self::Digits(_) | Self::CheckDigit => !byte.is_ascii_digit(),
            Self::Letters(_) => !byte.is_ascii_uppercase(),
            Self::OneOf(characters) => !characters.as_bytes().contains(byte),
            Self::Characters(_) | Self::Run(..) | Self::CheckCharacter | Self::Words(_) => false,
        };
        let offset = part.iter().position(is_wrong)?;
        Some((offset, part.iter().filter(|byte| is_wrong(byte)).count()))
    }
}

/// Writes the shape for people, such as "`LP` + 14 digits".
impl fmt::Display for Template {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, piece) in self.pieces.iter().enumerate() {
            if index > 0 {
                f.write_str(" + ")?;
            }
            match piece {
                Piece::Words(words) => write!(f, "`{}`", words.join("`/`"))?,
                Piece::OneOf(characters) => write!(f, "one of `{characters}`")?,
                Piece::Digits(count) => write!(f, "{count} digit{}", plural(*count))?,
                Piece::Letters(count) => write!(f, "{count} letter{}", plural(*count))?,
                Piece::Characters(count) => write!(f, "{count} letters or digits")?,
                Piece::Run(least, most) => write!(f, "{least} to {most} letters or digits")?,
                Piece::CheckDigit => f.write_str("check digit")?,
                Piece::CheckCharacter => f.write_str("check character")?,
            }
        }
        Ok(())
    }
}

const fn plural(count: usize) -> &'static str {
    if count == 1 { "" } else { "s" }
}
