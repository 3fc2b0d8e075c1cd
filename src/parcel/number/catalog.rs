//! The catalog: every shape of every format, as a table.

use std::fmt;

use super::{
    Format, Issuer, ServiceLetter,
    check::{Check, Rule},
    template::{
        Piece::{self, Characters, CheckCharacter, CheckDigit, Digits, Letters, OneOf, Run, Words},
        Template,
    },
};

/// The shapes that stand by themselves. The first is S10, whose service and issuer are only examples.
///
/// Where several shapes suit a wrong number equally well, the first is taken to be meant.
pub(super) const TEMPLATES: &[Template] = &[
    guarded(
        S10_EXAMPLE,
        &[Letters(2), Digits(8), CheckDigit, Letters(2)],
        Rule::S10,
        2..10,
    ),
    free(Format::Lp, &[Words(&["LP"]), Digits(14)]),
    free(Format::Ap, &[Words(&["AP"]), Digits(14)]),
    free(Format::Cng, &[Words(&["CNG"]), Digits(14)]),
    free(Format::YunExpress, &[Words(&["YT"]), Digits(16)]),
    free(
        Format::JNet,
        &[Words(&["JNTCU"]), Digits(10), Words(&["YQ"])],
    ),
    guarded(
        Format::DhlDe,
        &[Words(&["00340434"]), Digits(11), CheckDigit],
        Rule::Mod10,
        0..19,
    ),
    guarded(
        Format::Colissimo,
        &[OneOf("56789"), Letters(1), Digits(10), CheckDigit],
        Rule::Mod10,
        2..12,
    ),
    free(Format::PostNl, &[Words(&["3S"]), Letters(4), Digits(9)]),
    guarded(
        Format::Hopscotch,
        &[Words(&["HSP"]), Digits(12), CheckCharacter],
        Rule::Mod37,
        0..15,
    ),
    guarded(
        Format::Ups1z,
        &[Words(&["1Z"]), Characters(15), CheckDigit],
        Rule::Mod10Doubling,
        2..17,
    ),
    guarded(
        Format::UpsWaybill,
        &[OneOf("AHJKTV"), Digits(9), CheckDigit],
        Rule::Mod10Doubling,
        1..10,
    ),
    guarded(
        Format::Fedex12,
        &[Digits(11), CheckDigit],
        Rule::Mod11,
        0..11,
    ),
    guarded(
        Format::Fedex34,
        &[OneOf("012345678"), Digits(32), CheckDigit],
        Rule::Mod11,
        20..33,
    ),
    guarded(
        Format::FedexAstra,
        &[Words(&["3"]), Digits(26), CheckDigit, Digits(4)],
        Rule::Mod11,
        16..27,
    ),
    guarded(
        Format::FedexGround,
        &[Digits(14), CheckDigit],
        Rule::Mod10,
        0..14,
    ),
    guarded(
        Format::FedexSscc18,
        &[Digits(17), CheckDigit],
        Rule::Mod10,
        2..17,
    ),
    guarded(
        Format::FedexGround96,
        &[Words(&["96"]), Digits(19), CheckDigit],
        Rule::Mod10,
        7..21,
    ),
    guarded(
        Format::FedexGsn,
        &[Words(&["96"]), Digits(31), CheckDigit],
        Rule::Mod11,
        20..33,
    ),
    guarded(
        Format::DhlExpress,
        &[Digits(9), CheckDigit],
        Rule::Mod7,
        0..9,
    ),
    guarded(
        Format::DhlExpress,
        &[Digits(10), CheckDigit],
        Rule::Mod7,
        0..10,
    ),
    free(Format::DhlPiece, &[Words(&["J"]), Letters(2), Digits(9)]),
    free(Format::DhlPiece, &[Words(&["J"]), Letters(2), Digits(10)]),
    free(Format::DhlPiece, &[Words(&["J"]), Letters(3), Digits(9)]),
    free(Format::DhlPiece, &[Words(&["J"]), Letters(3), Digits(10)]),
    free(
        Format::DhlEcommerce,
        &[
            Words(&["GM", "LX", "RX", "UV", "CN", "SG", "TH", "IN", "HK", "MY"]),
            Digits(1),
            Run(9, 38),
        ],
    ),
    free(Format::DhlEcommerce14, &[Digits(14)]),
    guarded(
        Format::Dpd28,
        &[Digits(27), CheckCharacter],
        Rule::Mod37,
        0..27,
    ),
    guarded(
        Format::Dpd14,
        &[Digits(14), CheckCharacter],
        Rule::Mod37,
        0..14,
    ),
    guarded(
        Format::CanadaPost,
        &[Digits(15), CheckDigit],
        Rule::Mod10,
        0..15,
    ),
    free(Format::Canpar, &[OneOf("CDKLSUXZ"), Digits(21)]),
    guarded(
        Format::Purolator12,
        &[OneOf("012345"), Digits(10), CheckDigit],
        Rule::Luhn,
        0..11,
    ),
    free(Format::PurolatorLetters, &[Letters(3), Digits(9)]),
    free(Format::Amazon, &[Words(&["TBA", "TBC", "TBM"]), Digits(12)]),
    free(Format::AmazonInternational, &[OneOf("AFC"), Digits(10)]),
    free(Format::Yodel, &[Words(&["JJD"]), Digits(16)]),
    free(Format::Yodel, &[Words(&["JD"]), Digits(16)]),
    guarded(
        Format::OntracC,
        &[Words(&["C"]), Digits(13), CheckDigit],
        Rule::Mod10Doubling,
        0..14,
    ),
    guarded(
        Format::OntracD,
        &[Words(&["D"]), Digits(13), CheckDigit],
        Rule::Mod10Doubling,
        0..14,
    ),
    free(
        Format::LasershipLx,
        &[
            Words(&["LA", "LI", "LE", "LH", "LN", "LX"]),
            OneOf("123"),
            Digits(7),
        ],
    ),
    free(
        Format::Lasership1ls7,
        &[Words(&["1LS7"]), OneOf("12"), Digits(10)],
    ),
    free(
        Format::Lasership1ls7Piece,
        &[
            Words(&["1LS7"]),
            OneOf("12"),
            Digits(2),
            Words(&["01"]),
            OneOf("1234"),
            Digits(6),
            Words(&["1"]),
        ],
    ),
    free(Format::Lasership1lscx, &[Words(&["1LSCX"]), Characters(10)]),
    free(Format::Gofo, &[Words(&["GFUS"]), Digits(14)]),
    free(
        Format::Landmark,
        &[Words(&["LTN"]), Digits(8), Words(&["N1"])],
    ),
    guarded(
        Format::OldDominion,
        &[Words(&["777", "778", "072", "780"]), Digits(7), CheckDigit],
        Rule::Luhn,
        0..10,
    ),
    guarded(
        Format::OldDominionGuaranteed,
        &[Words(&["80"]), Digits(8), CheckDigit],
        Rule::Luhn,
        0..10,
    ),
    free(Format::Speedee, &[Words(&["SP"]), Digits(18)]),
    guarded(
        Format::Usps20,
        &[Digits(19), CheckDigit],
        Rule::Mod10,
        0..19,
    ),
];

/// The shapes of USPS that may stand behind routing: 420 and the addressee's ZIP code of 5 or 9 digits.
///
/// The mailer identifier behind the service type has 9 digits if it begins with 9, else 6.
pub(super) const ROUTABLE: &[Template] = &[
    guarded(
        Format::UspsImpb,
        &[
            Words(&["92"]),
            Digits(3),
            Words(&["9"]),
            Digits(15),
            CheckDigit,
        ],
        Rule::Mod10,
        0..21,
    ),
    guarded(
        Format::UspsImpb,
        &[
            Words(&["92"]),
            Digits(3),
            Words(&["9"]),
            Digits(19),
            CheckDigit,
        ],
        Rule::Mod10,
        0..25,
    ),
    guarded(
        Format::UspsImpb,
        &[Words(&["93"]), Digits(3), NOT_NINE, Digits(15), CheckDigit],
        Rule::Mod10,
        0..21,
    ),
    guarded(
        Format::UspsImpb,
        &[Words(&["93"]), Digits(3), NOT_NINE, Digits(19), CheckDigit],
        Rule::Mod10,
        0..25,
    ),
    guarded(
        Format::UspsImpb,
        &[Words(&["95"]), Digits(19), CheckDigit],
        Rule::Mod10,
        0..21,
    ),
    guarded(
        Format::UspsImpb,
        &[Words(&["95"]), Digits(23), CheckDigit],
        Rule::Mod10,
        0..25,
    ),
    guarded(
        Format::UspsImpbOnline,
        &[Words(&["94"]), Digits(19), CheckDigit],
        Rule::Mod10,
        0..21,
    ),
    guarded(
        Format::UspsImpbOnline,
        &[Words(&["94"]), Digits(23), CheckDigit],
        Rule::Mod10,
        0..25,
    ),
    guarded(
        Format::UspsImpbOnline,
        &[
            Words(&["94"]),
            Digits(3),
            Words(&["9"]),
            Digits(23),
            CheckDigit,
        ],
        Rule::Mod10,
        0..29,
    ),
    guarded(
        Format::UspsLegacy,
        &[Words(&["91"]), Digits(19), CheckDigit],
        Rule::Mod10,
        0..21,
    ),
    guarded(
        Format::UspsLegacy,
        &[Digits(19), CheckDigit],
        Rule::Mod10Behind91,
        0..19,
    ),
];

const NOT_NINE: Piece = OneOf("012345678");

const S10_EXAMPLE: Format = match (ServiceLetter::new(b'R'), Issuer::new(*b"CN")) {
    (Some(service), Some(issuer)) => Format::S10 { service, issuer },
    _ => Format::Lp, // never: the constants above are in range, and a test checks the table
};

/// Writes all shapes of a format.
pub(super) struct Form(pub(super) Format);

impl fmt::Display for Form {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let templates = TEMPLATES.iter().chain(ROUTABLE);
        for (index, template) in templates
            .filter(|template| template.format.key() == self.0.key())
            .enumerate()
        {
            if index > 0 {
                f.write_str(" or ")?;
            }
            write!(f, "{template}")?;
        }
        Ok(())
    }
}

const fn free(format: Format, pieces: &'static [Piece]) -> Template {
    Template::new(format, pieces, None)
}

const fn guarded(
    format: Format,
    pieces: &'static [Piece],
    rule: Rule,
    characters: std::ops::Range<usize>,
) -> Template {
    Template::new(
        format,
        pieces,
        Some(Check {
            rule,
            from: characters.start,
            at: characters.end,
        }),
    )
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::parcel::number::LENGTH_MAX;

    #[test]
    fn every_format_has_a_shape_and_every_key_is_its_own() {
        let shaped: BTreeSet<&str> = TEMPLATES
            .iter()
            .chain(ROUTABLE)
            .map(|template| template.format.key())
            .collect();
        let mut keys: BTreeSet<&str> = Format::ALL_BUT_S10
            .iter()
            .map(|format| format.key())
            .collect();
        assert_eq!(keys.len(), Format::ALL_BUT_S10.len());
        keys.insert("s10");
        assert_eq!(shaped, keys);
        assert!(matches!(TEMPLATES[0].format, Format::S10 { .. }));
    }

    #[test]
    fn the_check_character_stands_where_the_check_says() {
        for template in TEMPLATES.iter().chain(ROUTABLE) {
            assert!(template.longest <= LENGTH_MAX);
            let mut at = None;
            let mut length = 0;
            for piece in template.pieces {
                match piece {
                    CheckDigit | CheckCharacter => {
                        at = Some(length);
                        length += 1;
                    }
                    Words(words) => {
                        assert!(words.iter().all(|word| word.len() == words[0].len()));
                        length += words[0].len();
                    }
                    OneOf(_) => length += 1,
                    Digits(count) | Letters(count) | Characters(count) => length += count,
                    Run(least, _) => length += least,
                }
            }
            assert_eq!(length, template.shortest);
            assert_eq!(template.check.map(|check| check.at), at, "{template}");
        }
    }

    #[test]
    fn forms_read_well() {
        assert_eq!(Form(Format::Lp).to_string(), "`LP` + 14 digits");
        assert_eq!(
            Form(Format::DhlExpress).to_string(),
            "9 digits + check digit or 10 digits + check digit"
        );
    }
}
