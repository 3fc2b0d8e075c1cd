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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_those_that_anybody_writes() {
        for number in 0..300 {
            assert_eq!(two(number), *format!("{:02}", number % 100).as_bytes());
        }
    }
}
