//! Fingerprints: ids and hashes that a dialect shows, made of visible data and the number only.

/// A fingerprint that is being taken of some parts, 128 bits wide.
///
/// It is part of the output format: the same parts give the same digits on every platform and in every version. It is
/// no secret and resists no attack.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fingerprint(u64, u64);

/// The offset basis and the prime of FNV-1a, 64 bits.
const BASIS: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0000_0100_0000_01b3;

impl Fingerprint {
    /// Begins with what the fingerprint is of, such as `easypost tracker`.
    pub fn of(kind: &str) -> Self {
        Self(BASIS, !BASIS).and(kind)
    }

    /// Returns the fingerprint with one more part; where a part ends counts.
    #[must_use]
    pub fn and(self, part: &str) -> Self {
        part.bytes()
            .fold(self, |print, byte| print.push(u64::from(byte)))
            .push(256)
    }

    /// Returns the fingerprint with one more number.
    #[must_use]
    pub fn and_int(self, part: i64) -> Self {
        Self(self.0 ^ part as u64, self.1 ^ (part as u64).rotate_left(32)).push(257)
    }

    const fn push(self, word: u64) -> Self {
        let second = (self.1 ^ word.wrapping_mul(0x9e37_79b9)).wrapping_mul(PRIME);
        Self((self.0 ^ word).wrapping_mul(PRIME), second.rotate_left(29))
    }

    /// Returns 128 bits.
    pub const fn bits(self) -> u128 {
        (mixed(self.0 ^ self.1.rotate_left(17)) as u128) << 64 | mixed(self.1 ^ self.0) as u128
    }

    /// Returns 32 lower-case hexadecimal digits.
    pub fn hex(self) -> String {
        format!("{:032x}", self.bits())
    }

    /// Returns 128 bits, as two halves, that look like any others and tell a serial number of 56 bits to [`unsealed`],
    /// for which 56 bits of the second half are enough.
    pub const fn sealed(self, serial: u64) -> (u64, u64) {
        let first = (self.bits() >> 64) as u64;
        (first, serial ^ mixed(!first))
    }

    /// Returns a positive number of 31 bits.
    pub const fn int(self) -> i64 {
        (self.bits() >> 97) as i64
    }

    /// Returns the text of a UUID of version 4, as far as its looks go.
    pub fn uuid(self) -> String {
        let bits = self.bits() & !(0xf << 76 | 0xc << 60) | 0x4 << 76 | 0x8 << 60;
        let hex = format!("{bits:032x}");
        let parts = [0..8, 8..12, 12..16, 16..20, 20..32];
        parts.map(|part| &hex[part]).join("-")
    }
}

/// Returns the serial number that two halves were sealed with; of halves that were not, some number.
pub const fn unsealed(first: u64, second: u64) -> u64 {
    (second ^ mixed(!first)) & SEAL
}

/// The bits of a sealed serial number.
const SEAL: u64 = (1 << 56) - 1;

/// The finalizer of `MurmurHash3`: every bit of the input reaches every bit of the output.
const fn mixed(word: u64) -> u64 {
    let word = (word ^ word >> 33).wrapping_mul(0xff51_afd7_ed55_8ccd);
    let word = (word ^ word >> 33).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    word ^ word >> 33
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn they_are_what_they_were() {
        let print = Fingerprint::of("tracker").and("k").and("LP00123456789012");
        assert_eq!(print.hex().len(), 32);
        assert_eq!(
            print,
            Fingerprint::of("tracker").and("k").and("LP00123456789012")
        );
        let uuid = print.uuid();
        assert_eq!((uuid.len(), &uuid[14..15]), (36, "4"));
        assert!(matches!(&uuid[19..20], "8" | "9" | "a" | "b"), "{uuid}");
        assert!((0..1 << 31).contains(&print.int()));
    }

    #[test]
    fn a_sealed_number_comes_out_again() {
        for serial in [0, 1, 77, 123_456_789, SEAL] {
            let (first, second) = Fingerprint::of("t").and("k").sealed(serial);
            assert_eq!(unsealed(first, second), serial);
            assert_eq!(unsealed(first, second & SEAL), serial);
            assert_ne!(unsealed(first ^ 1, second), serial);
        }
    }

    #[test]
    fn parts_do_not_run_together_and_numbers_differ() {
        let mut seen = BTreeSet::new();
        assert!(seen.insert(Fingerprint::of("a").and("bc").bits()));
        assert!(seen.insert(Fingerprint::of("ab").and("c").bits()));
        assert!(seen.insert(Fingerprint::of("abc").bits()));
        for number in -5_000..5_000 {
            assert!(
                seen.insert(Fingerprint::of("n").and_int(number).bits()),
                "{number}"
            );
        }
        for number in 0..20_000 {
            let text = format!("LP{number:014}");
            assert!(
                seen.insert(Fingerprint::of("t").and(&text).bits()),
                "{text}"
            );
        }
    }
}
