//! Issuing: a bijection between serials and the numbers of a format's issuing range.
//!
//! Composing and decomposing are inverse to each other, and the issuing ranges of two formats never overlap.

use super::{
    Format, TrackingNumber,
    check::Rule,
    text::{Text, decimal},
};

/// How many second letters S10 leaves to the issuer: A to W; X to Z are for bilateral use.
const S10_LETTERS: u64 = 23;
const S10_SERIALS: u64 = 100_000_000;

/// The service type code of composed USPS numbers.
const IMPB_SERVICE: &[u8; 3] = b"612";
const IMPB_DIGITS: u32 = 16;

/// The prefix and customer code of composed `PostNL` numbers.
const POSTNL_PREFIX: &[u8; 4] = b"3SCN";
const POSTNL_SERIALS: u64 = 1_000_000_000;

/// A number made of a prefix, digits that are the serial, and maybe a check character.
struct Plain {
    prefix: &'static [u8],
    digits: u32,
    /// The rule and the index of the first character it guards.
    check: Option<(Rule, usize)>,
}

impl Format {
    /// Every format that numbers can be composed in but S10.
    pub const ISSUED_BUT_S10: [Self; 12] = [
        Self::Lp,
        Self::Ap,
        Self::Cng,
        Self::YunExpress,
        Self::UspsImpb,
        Self::DhlDe,
        Self::Colissimo,
        Self::PostNl,
        Self::Hopscotch,
        Self::Amazon,
        Self::Gofo,
        Self::Yodel,
    ];

    /// Returns how many numbers the format's issuing range holds; `None` if no numbers are composed in it.
    pub const fn space(self) -> Option<u64> {
        match self {
            Self::S10 { .. } => Some(S10_LETTERS * S10_SERIALS),
            Self::UspsImpb => Some(10_u64.pow(IMPB_DIGITS)),
            Self::PostNl => Some(26 * 26 * POSTNL_SERIALS),
            _ => match self.plain() {
                Some(plain) => Some(10_u64.pow(plain.digits)),
                None => None,
            },
        }
    }

    /// Returns the number of a serial, which is taken modulo [`Format::space`]; `None` if the format has none.
    ///
    /// ```
    /// use misroute::parcel::number::{Format, decompose};
    ///
    /// let number = Format::Hopscotch.compose(17).expect("Hopscotch numbers are issued");
    /// assert_eq!(number.as_str(), "HSP000000000017V");
    /// assert_eq!(decompose(number.as_str()), Some((Format::Hopscotch, 17)));
    /// ```
    pub fn compose(self, serial: u64) -> Option<TrackingNumber> {
        let serial = serial % self.space()?;
        let mut text = Text::new();
        match self {
            Self::S10 { service, issuer } => {
                text.push(service.letter());
                text.push(letter(serial / S10_SERIALS));
                text.push_digits(serial % S10_SERIALS, 8);
                text.push(Rule::S10.character(&text.as_bytes()[2..]));
                text.push_all(&issuer.code());
            }
            Self::UspsImpb => {
                // A mailer identifier has 9 digits and the application identifier 92 if it begins with 9, else 6 and 93.
                let is_nine = serial / 10_u64.pow(IMPB_DIGITS - 1) == 9;
                text.push_all(if is_nine { b"92" } else { b"93" });
                text.push_all(IMPB_SERVICE);
                text.push_digits(serial, IMPB_DIGITS as usize);
                text.push(Rule::Mod10.character(text.as_bytes()));
            }
            Self::PostNl => {
                let letters = serial / POSTNL_SERIALS;
                text.push_all(POSTNL_PREFIX);
                text.push(letter(letters / 26));
                text.push(letter(letters % 26));
                text.push_digits(serial % POSTNL_SERIALS, 9);
            }
            _ => {
                let plain = self.plain()?;
                text.push_all(plain.prefix);
                text.push_digits(serial, plain.digits as usize);
                if let Some((rule, from)) = plain.check {
                    text.push(rule.character(&text.as_bytes()[from..]));
                }
            }
        }
        Some(TrackingNumber::from_text(&text))
    }

    /// Returns the serial of a number of the format's issuing range; `None` if it is not of that range or not well formed.
    pub fn decompose(self, text: &str) -> Option<u64> {
        self.serial(Text::read(text).ok()?.as_bytes())
    }

    fn serial(self, text: &[u8]) -> Option<u64> {
        match self {
            Self::S10 { service, issuer } => {
                let (&[first, second], rest) = text.split_first_chunk()?;
                let (serial, &[check, third, fourth]) =
                    rest.split_at_checked(8).and_then(|(serial, end)| {
                        let end: &[u8; 3] = end.try_into().ok()?;
                        Some((serial, end))
                    })?;
                let is_ours = first == service.letter() && [third, fourth] == issuer.code();
                if !is_ours || Rule::S10.character(serial) != check {
                    return None;
                }
                let letter = letter_value(second).filter(|&letter| letter < S10_LETTERS)?;
                Some(letter * S10_SERIALS + decimal(serial)?)
            }
            Self::UspsImpb => {
                let (guarded, &[check]) = text.split_last_chunk()?;
                let (prefix, digits) = guarded.split_first_chunk::<5>()?;
                let application: &[u8] = if digits.first() == Some(&b'9') {
                    b"92"
                } else {
                    b"93"
                };
                let is_ours = digits.len() == IMPB_DIGITS as usize
                    && prefix.starts_with(application)
                    && prefix.ends_with(IMPB_SERVICE);
                (is_ours && Rule::Mod10.character(guarded) == check)
                    .then(|| decimal(digits))
                    .flatten()
            }
            Self::PostNl => {
                let (&[first, second], digits) =
                    text.strip_prefix(POSTNL_PREFIX)?.split_first_chunk()?;
                let letters = letter_value(first)? * 26 + letter_value(second)?;
                let serial = decimal(digits).filter(|_| digits.len() == 9)?;
                Some(letters * POSTNL_SERIALS + serial)
            }
            _ => self.plain()?.serial(text),
        }
    }

    /// Returns the layout of formats that have nothing but a prefix, a serial and maybe a check character.
    const fn plain(self) -> Option<Plain> {
        let (prefix, digits, check): (&[u8], u32, Option<(Rule, usize)>) = match self {
            Self::Lp => (b"LP", 14, None),
            Self::Ap => (b"AP", 14, None),
            Self::Cng => (b"CNG", 14, None),
            Self::YunExpress => (b"YT", 16, None),
            Self::DhlDe => (b"00340434", 11, Some((Rule::Mod10, 0))),
            Self::Colissimo => (b"6A", 10, Some((Rule::Mod10, 2))),
            Self::Hopscotch => (b"HSP", 12, Some((Rule::Mod37, 0))),
            Self::Amazon => (b"TBA", 12, None),
            Self::Gofo => (b"GFUS", 14, None),
            Self::Yodel => (b"JJD", 16, None),
            _ => return None,
        };
        Some(Plain {
            prefix,
            digits,
            check,
        })
    }
}

/// Returns the format and the serial of a number of an issuing range; no number is of two.
pub fn decompose(text: &str) -> Option<(Format, u64)> {
    let text = Text::read(text).ok()?;
    let text = text.as_bytes();
    let format = match text {
        [b'L', b'P', ..] if text.len() == 16 => Format::Lp,
        [b'A', b'P', ..] if text.len() == 16 => Format::Ap,
        [b'C', b'N', b'G', ..] => Format::Cng,
        [b'Y', b'T', ..] if text.len() == 18 => Format::YunExpress,
        [b'H', b'S', b'P', ..] => Format::Hopscotch,
        [b'T', b'B', b'A', ..] => Format::Amazon,
        [b'G', b'F', b'U', b'S', ..] => Format::Gofo,
        [b'J', b'J', b'D', ..] => Format::Yodel,
        [b'3', b'S', ..] => Format::PostNl,
        [b'6', b'A', ..] => Format::Colissimo,
        [b'0', ..] => Format::DhlDe,
        [b'9', ..] => Format::UspsImpb,
        [service, .., first, second] => Format::s10(*service, [*first, *second])?,
        _ => return None,
    };
    format.serial(text).map(|serial| (format, serial))
}

impl Plain {
    fn serial(&self, text: &[u8]) -> Option<u64> {
        let (digits, end) = text
            .strip_prefix(self.prefix)?
            .split_at_checked(self.digits as usize)?;
        let is_right = match self.check {
            None => end.is_empty(),
            Some((rule, from)) => {
                let guarded = &text[from..self.prefix.len() + digits.len()];
                end == [rule.character(guarded)]
            }
        };
        is_right.then(|| decimal(digits)).flatten()
    }
}

fn letter(value: u64) -> u8 {
    b'A' + (value % 26) as u8
}

fn letter_value(letter: u8) -> Option<u64> {
    letter
        .is_ascii_uppercase()
        .then(|| u64::from(letter - b'A'))
}
