//! Decimal digits, two at a time.

/// The digits of every number below a hundred.
const PAIRS: [[u8; 2]; 100] = {
    let mut pairs = [[b'0'; 2]; 100];
    let mut number = 0;
    while number < 100 {
        pairs[number] = [b'0' + number as u8 / 10, b'0' + number as u8 % 10];
        number += 1;
    }
    pairs
};

/// Returns the last two digits of a number, in ASCII.
#[inline]
pub(crate) const fn two(number: u32) -> [u8; 2] {
    PAIRS[(number % 100) as usize]
}

/// An integer in decimal.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Decimal {
    text: [u8; 20],
    from: usize,
}

impl Decimal {
    /// Writes an integer.
    #[inline]
    pub(crate) fn of(value: i64) -> Self {
        let mut text = [b'-'; 20];
        let mut from = text.len();
        let mut rest = value.unsigned_abs();
        while rest >= 10 {
            from -= 2;
            text[from..from + 2].copy_from_slice(&two((rest % 100) as u32));
            rest /= 100;
        }
        if rest > 0 || from == text.len() {
            from -= 1;
            text[from] = b'0' + rest as u8;
        }
        Self {
            text,
            from: from - usize::from(value < 0),
        }
    }

    /// Returns its digits, after a minus if it is negative.
    #[inline]
    pub(crate) fn as_bytes(&self) -> &[u8] {
        &self.text[self.from..]
    }

    /// Returns the same as text.
    pub(crate) fn as_str(&self) -> &str {
        str::from_utf8(self.as_bytes()).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_those_that_anybody_writes() {
        for number in 0..300 {
            assert_eq!(two(number), *format!("{:02}", number % 100).as_bytes());
        }
        let powers = (0..19).map(|power| 10_i64.pow(power));
        let around = powers.flat_map(|power| [power - 1, power, power + 1, 7 * (power / 9)]);
        for value in around.chain([i64::MAX, i64::MIN + 1]) {
            assert_eq!(Decimal::of(value).as_str(), value.to_string());
            assert_eq!(Decimal::of(-value).as_str(), (-value).to_string());
        }
        assert_eq!(Decimal::of(i64::MIN).as_str(), i64::MIN.to_string());
    }
}
