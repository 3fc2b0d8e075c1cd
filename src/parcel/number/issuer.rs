//! Who issues an S10 number: a service letter and the two-letter country code of the post.

use std::fmt;

/// Every country code of ISO 3166-1, which S10 takes its issuers from, in alphabetical order.
const COUNTRIES: &str = "\
    AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ \
    CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO \
    FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE \
    JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO \
    MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW \
    PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM \
    TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW";

/// Whether a pair of letters is a country, by `26 · first + second`.
const IS_COUNTRY: [bool; 676] = {
    let codes = COUNTRIES.as_bytes();
    let mut table = [false; 676];
    let mut at = 0;
    while at + 1 < codes.len() {
        table[(codes[at] - b'A') as usize * 26 + (codes[at + 1] - b'A') as usize] = true;
        at += 3;
    }
    table
};

/// The country code of the post that issued an S10 number.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Issuer([u8; 2]);

impl Issuer {
    /// Returns the issuer of an upper-case country code; `None` if no country has it.
    pub const fn new(code: [u8; 2]) -> Option<Self> {
        if !code[0].is_ascii_uppercase() || !code[1].is_ascii_uppercase() {
            return None;
        }
        if IS_COUNTRY[(code[0] - b'A') as usize * 26 + (code[1] - b'A') as usize] {
            Some(Self(code))
        } else {
            None
        }
    }

    /// Returns every issuer, in alphabetical order.
    pub fn all() -> impl Iterator<Item = Self> {
        (b'A'..=b'Z')
            .flat_map(|first| (b'A'..=b'Z').filter_map(move |second| Self::new([first, second])))
    }

    /// Returns the two letters.
    pub const fn code(self) -> [u8; 2] {
        self.0
    }
}

impl fmt::Display for Issuer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", char::from(self.0[0]), char::from(self.0[1]))
    }
}

impl fmt::Debug for Issuer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Issuer({self})")
    }
}

/// The first letter of an S10 number, which says the service: `R` registered, `L` express, `C` parcel, `E` EMS, …
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ServiceLetter(u8);

impl ServiceLetter {
    /// Returns the service of an upper-case letter.
    pub const fn new(letter: u8) -> Option<Self> {
        if letter.is_ascii_uppercase() {
            Some(Self(letter))
        } else {
            None
        }
    }

    /// Returns the letter, in ASCII.
    pub const fn letter(self) -> u8 {
        self.0
    }

    /// Returns what the Universal Postal Union assigns the letter to.
    pub const fn meaning(self) -> &'static str {
        match self.0 {
            b'A' | b'B' | b'D' | b'G' | b'N' | b'P' | b'Z' => "domestic, bilateral or multilateral",
            b'C' => "parcel",
            b'E' => "express mail (EMS)",
            b'H' => "e-commerce parcel",
            b'L' => "tracked letter post",
            b'M' => "M bag",
            b'Q' => "business reply",
            b'R' => "registered letter post",
            b'U' => "untracked letter post",
            b'V' => "insured letter post",
            _ => "reserved",
        }
    }
}

impl fmt::Display for ServiceLetter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", char::from(self.0))
    }
}

impl fmt::Debug for ServiceLetter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ServiceLetter({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_are_249_countries() {
        assert_eq!(Issuer::all().count(), 249);
        let listed: Vec<String> = Issuer::all().map(|issuer| issuer.to_string()).collect();
        assert_eq!(listed.join(" "), COUNTRIES);
    }

    #[test]
    fn unassigned_codes_are_refused() {
        for code in [*b"XX", *b"ZZ", *b"cn", *b"C1", [0, 255]] {
            assert_eq!(Issuer::new(code), None);
        }
    }
}
