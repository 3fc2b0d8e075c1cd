//! A number's characters on the stack: upper-case ASCII letters and digits, so that judging a number allocates nothing.

use super::NumberError;

/// The greatest length of a normalized tracking number; the longest known format has 41 characters.
pub const LENGTH_MAX: usize = 48;

/// A bounded buffer; what would overflow it is dropped.
#[derive(Debug, Clone, Copy)]
pub(super) struct Text {
    bytes: [u8; LENGTH_MAX],
    length: usize,
}

impl Text {
    pub(super) const fn new() -> Self {
        Self {
            bytes: [0; LENGTH_MAX],
            length: 0,
        }
    }

    /// Reads a number as people type it: any case, with spaces, hyphens and dashes.
    pub(super) fn read(text: &str) -> Result<Self, NumberError> {
        let mut read = Self::new();
        let mut found = 0;
        for (index, character) in text.chars().enumerate() {
            match u8::try_from(character) {
                Ok(byte) if byte.is_ascii_alphanumeric() => read.push(byte.to_ascii_uppercase()),
                _ if is_separator(character) => continue,
                _ => {
                    return Err(NumberError::Foreign {
                        position: index + 1,
                        found: character,
                    });
                }
            }
            found += 1;
        }
        match found {
            0 => Err(NumberError::Empty),
            found if found > LENGTH_MAX => Err(NumberError::TooLong { found }),
            _ => Ok(read),
        }
    }

    pub(super) fn as_bytes(&self) -> &[u8] {
        &self.bytes[..self.length]
    }

    pub(super) fn push(&mut self, byte: u8) {
        if let Some(place) = self.bytes.get_mut(self.length) {
            *place = byte;
            self.length += 1;
        }
    }

    pub(super) fn push_all(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.push(byte);
        }
    }

    /// Appends the last `count` decimal digits of `value`, with leading zeros.
    pub(super) fn push_digits(&mut self, mut value: u64, count: usize) {
        let end = (self.length + count).min(LENGTH_MAX);
        for place in self.bytes[self.length..end].iter_mut().rev() {
            *place = b'0' + (value % 10) as u8;
            value /= 10;
        }
        self.length = end;
    }

    /// Replaces the character at `index`, if there is one.
    pub(super) fn set(&mut self, index: usize, byte: u8) {
        if let Some(place) = self.bytes[..self.length].get_mut(index) {
            *place = byte;
        }
    }
}

/// Reads `digits` as a decimal number; `None` unless all are digits and the value fits.
pub(super) fn decimal(digits: &[u8]) -> Option<u64> {
    digits.iter().try_fold(0_u64, |value, &byte| {
        let digit = byte.wrapping_sub(b'0');
        if digit > 9 {
            return None;
        }
        value.checked_mul(10)?.checked_add(u64::from(digit))
    })
}

fn is_separator(character: char) -> bool {
    // Hyphens and dashes (U+2010 to U+2015, the minus sign), soft hyphen, zero-width space and byte-order mark come with pasted text.
    character == '-'
        || character.is_whitespace()
        || matches!(
            character,
            '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{ad}' | '\u{200b}' | '\u{feff}'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn separators_and_case_do_not_matter() {
        let text = Text::read(" lp\u{a0}00-1\u{2011}2 ").unwrap();
        assert_eq!(text.as_bytes(), b"LP0012");
    }

    #[test]
    fn what_overflows_is_dropped() {
        let mut text = Text::new();
        text.push_digits(u64::MAX, LENGTH_MAX + 3);
        text.push(b'1');
        text.set(LENGTH_MAX, b'2');
        assert_eq!(text.as_bytes().len(), LENGTH_MAX);
        assert!(text.as_bytes().ends_with(b"18446744073709551615"));
    }

    #[test]
    fn decimal_refuses_letters_and_overflow() {
        assert_eq!(decimal(b"0012"), Some(12));
        assert_eq!(decimal(b"12A"), None);
        assert_eq!(decimal(b"99999999999999999999"), None);
    }
}
