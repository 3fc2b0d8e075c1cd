//! Check digits: each carrier's rule for computing the character that guards the others.

/// How a check character follows from the characters it guards.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rule {
    /// GS1: weights 3, 1, 3, … from the right; the tens complement of the sum.
    Mod10,
    /// As [`Rule::Mod10`] with the application identifier 91 in front, whether printed or not.
    Mod10Behind91,
    /// Weights 1, 2, 1, … from the left, letters counting as the tens remainder of their ASCII code less 3.
    Mod10Doubling,
    /// Weights 2, 1, 2, … from the right, the digits of each product added.
    Luhn,
    /// The number itself modulo 7.
    Mod7,
    /// Weights 8 6 4 2 3 5 9 7; the elevens complement, with 10 → 0 and 11 → 5 (UPU S10).
    S10,
    /// Weights 1, 3, 7, 1, … from the right; the sum modulo 11, with 10 → 0.
    Mod11,
    /// ISO/IEC 7064 MOD 37,36: the only rule whose check character may be a letter.
    Mod37,
}

/// Which rule guards which characters; the check character stands right behind them.
#[derive(Debug, Clone, Copy)]
pub(super) struct Check {
    pub(super) rule: Rule,
    /// Index of the first guarded character.
    pub(super) from: usize,
    /// Index of the check character.
    pub(super) at: usize,
}

impl Check {
    /// Returns the right check character and the one found; `None` if the text is too short.
    pub(super) fn compare(&self, text: &[u8]) -> Option<(u8, u8)> {
        let guarded = text.get(self.from..self.at)?;
        Some((self.rule.character(guarded), *text.get(self.at)?))
    }
}

impl Rule {
    /// Returns the check character, in ASCII, of the characters it guards.
    pub(super) fn character(self, guarded: &[u8]) -> u8 {
        let digit = match self {
            Self::Mod10 => complement(alternating(guarded)),
            // 9 · 3 + 1 · 1, the application identifier's share of the sum of 21 digits.
            Self::Mod10Behind91 => complement(alternating(guarded) + 28),
            Self::Mod10Doubling => complement(doubling(guarded)),
            Self::Luhn => complement(luhn(guarded)),
            Self::Mod7 => guarded
                .iter()
                .fold(0, |rest, &byte| (rest * 10 + value(byte)) % 7),
            Self::S10 => match 11 - weighted(guarded, [8, 6, 4, 2, 3, 5, 9, 7].iter()) % 11 {
                10 => 0,
                11 => 5,
                digit => digit,
            },
            Self::Mod11 => {
                let reversed = guarded.iter().rev().zip([1, 3, 7].iter().cycle());
                reversed
                    .map(|(&byte, weight)| value(byte) * weight)
                    .sum::<u32>()
                    % 11
                    % 10
            }
            Self::Mod37 => return mod37(guarded),
        };
        b'0' + (digit % 10) as u8
    }
}

/// The weight of a digit; letters of UPS and `OnTrac` numbers weigh the tens remainder of their code less 3.
fn value(byte: u8) -> u32 {
    if byte.is_ascii_digit() {
        u32::from(byte - b'0')
    } else {
        u32::from(byte.wrapping_sub(3) % 10)
    }
}

fn complement(sum: u32) -> u32 {
    (10 - sum % 10) % 10
}

fn alternating(guarded: &[u8]) -> u32 {
    let reversed = guarded.iter().rev().enumerate();
    reversed
        .map(|(index, &byte)| value(byte) * if index % 2 == 0 { 3 } else { 1 })
        .sum()
}

fn doubling(guarded: &[u8]) -> u32 {
    let characters = guarded.iter().enumerate();
    characters
        .map(|(index, &byte)| value(byte) * if index % 2 == 0 { 1 } else { 2 })
        .sum()
}

fn luhn(guarded: &[u8]) -> u32 {
    let reversed = guarded.iter().rev().enumerate();
    let products = reversed.map(|(index, &byte)| value(byte) * if index % 2 == 0 { 2 } else { 1 });
    products.map(|product| product / 10 + product % 10).sum()
}

fn weighted<'a>(guarded: &[u8], weights: impl Iterator<Item = &'a u32>) -> u32 {
    guarded
        .iter()
        .zip(weights)
        .map(|(&byte, weight)| value(byte) * weight)
        .sum()
}

fn mod37(guarded: &[u8]) -> u8 {
    const ALPHABET: &[u8; 36] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    let product = guarded.iter().fold(36, |product, &byte| {
        let character = match byte {
            b'A'..=b'Z' => u32::from(byte - b'A') + 10,
            _ => value(byte),
        };
        // Both 36 and 0 stand for 36 here, and doubling works modulo 37.
        let sum = match (product + character) % 36 {
            0 => 36,
            sum => sum,
        };
        sum * 2 % 37
    });
    ALPHABET[((37 - product) % 36) as usize]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_check_characters() {
        let cases: [(Rule, &[u8], u8); 9] = [
            (Rule::Mod10, b"0307179000052348374", b'1'),
            (Rule::Mod10, b"926129011318541746851", b'0'),
            (Rule::Mod10Behind91, b"7196901075600307738", b'5'),
            (Rule::Mod10Doubling, b"5R8939035756712", b'7'),
            (Rule::Luhn, b"32059546393", b'8'),
            (Rule::Mod7, b"331881002", b'5'),
            (Rule::S10, b"47312482", b'9'),
            (Rule::Mod11, b"98657878885", b'5'),
            (Rule::Mod37, b"09980000020033", b'F'),
        ];
        for (rule, guarded, character) in cases {
            assert_eq!(
                char::from(rule.character(guarded)),
                char::from(character),
                "{rule:?}"
            );
        }
    }

    #[test]
    fn any_bytes_have_some_check_character() {
        for rule in [
            Rule::Mod10,
            Rule::Mod10Doubling,
            Rule::Luhn,
            Rule::Mod7,
            Rule::S10,
            Rule::Mod11,
            Rule::Mod37,
        ] {
            for byte in 0..=u8::MAX {
                assert!(rule.character(&[byte; 48]).is_ascii_alphanumeric());
                assert!(rule.character(&[]).is_ascii_alphanumeric());
            }
        }
    }
}
