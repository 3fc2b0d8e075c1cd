//! Tracking numbers: known numbers, check digits against slips of the hand, serials and back, and any text at all.

use std::collections::BTreeSet;

use misroute::parcel::number::{
    Format, Issuer, NumberError, TrackingNumber, decompose, identify, with_check_digit,
};
use proptest::prelude::*;

use crate::number_vectors::VECTORS;

fn keys(text: &str) -> Vec<&'static str> {
    identify(text)
        .unwrap_or_default()
        .into_iter()
        .map(Format::key)
        .collect()
}

fn s10(service: u8, issuer: [u8; 2]) -> Format {
    Format::s10(service, issuer).expect("tests name known posts")
}

fn issued() -> Vec<Format> {
    let mut formats = Format::ISSUED_BUT_S10.to_vec();
    formats.extend([
        s10(b'R', *b"CN"),
        s10(b'L', *b"NL"),
        s10(b'U', *b"GB"),
        s10(b'C', *b"DE"),
        s10(b'X', *b"US"),
    ]);
    formats
}

/// Every text that differs from `text` in one digit.
fn one_digit_slips(text: &str) -> impl Iterator<Item = String> {
    let digits = text
        .char_indices()
        .filter(|(_, character)| character.is_ascii_digit());
    digits.flat_map(move |(index, right)| {
        ('0'..='9')
            .filter(move |digit| *digit != right)
            .map(move |digit| {
                let mut slip = text.to_owned();
                slip.replace_range(index..=index, digit.encode_utf8(&mut [0; 4]));
                slip
            })
    })
}

#[test]
fn known_numbers_are_of_their_format() {
    for vectors in VECTORS {
        for number in vectors.valid {
            assert!(
                keys(number).contains(&vectors.key),
                "`{number}` is {}: {:?}",
                vectors.key,
                identify(number)
            );
        }
    }
}

#[test]
fn known_wrong_numbers_are_not_of_that_format() {
    for vectors in VECTORS {
        for number in vectors.invalid {
            assert!(
                !keys(number).contains(&vectors.key),
                "`{number}` is not {}",
                vectors.key
            );
        }
    }
}

#[test]
fn putting_the_check_digit_right_leaves_right_numbers_alone() {
    let formats = Format::ALL_BUT_S10.into_iter().chain([s10(b'R', *b"GB")]);
    for format in formats {
        let vectors = VECTORS.iter().filter(|vectors| vectors.key == format.key());
        for number in vectors.flat_map(|vectors| vectors.valid) {
            let normal = TrackingNumber::normalize(number).unwrap();
            if let Some(corrected) = format.with_check_digit(number) {
                assert_eq!(corrected, normal, "{format}");
                assert_eq!(with_check_digit(number), Some(normal));
            }
        }
    }
}

#[test]
fn a_wrong_check_digit_is_put_right() {
    assert_eq!(
        with_check_digit("rb123456780gb").unwrap().as_str(),
        "RB123456785GB"
    );
    assert_eq!(
        with_check_digit("RA 4731 2482 0 CN").unwrap().as_str(),
        "RA473124829CN"
    );
    assert_eq!(
        with_check_digit("1Z5R89390357567120").unwrap().as_str(),
        "1Z5R89390357567127"
    );
    assert_eq!(with_check_digit("LP00123456789012"), None);
    assert_eq!(with_check_digit("RB123456780XX"), None);
    assert_eq!(
        Format::Fedex12
            .with_check_digit("986578788850")
            .unwrap()
            .as_str(),
        "986578788855"
    );
    assert_eq!(Format::Fedex12.with_check_digit("RB123456785GB"), None);
    assert_eq!(s10(b'R', *b"GB").with_check_digit("RB123456780US"), None);
}

#[test]
fn errors_name_the_broken_rule() {
    #[rustfmt::skip]
    let cases = [
        ("", "the tracking number is empty"),
        (" - ", "the tracking number is empty"),
        ("LP0012345678901", "numbers of format `cainiao-lp` have 16 characters, found 15"),
        ("LP00123456789O12", "character 14 of format `cainiao-lp` must be a digit, found `O`"),
        ("CNG0084509692846", "numbers of format `cainiao-cng` have 17 characters, found 16"),
        ("RB123456786GB", "the check digit of this number of format `s10` must be `5`, found `6`"),
        ("RB123456785XX", "no country has the code `XX`, which ends this number of format `s10`"),
        ("RB12345678GB", "numbers of format `s10` have 13 characters, found 12"),
        ("RB12345678OGB", "character 11 of format `s10` must be a digit, found `O`"),
        ("1Z5R89390357567128", "the check digit of this number of format `ups-1z` must be `7`, found `8`"),
        ("1Z5R8939035756712", "numbers of format `ups-1z` have 18 characters, found 17"),
        ("TBB000000000000", "character 3 of format `amazon` must be part of one of `TBA`, `TBC`, `TBM`, found `B`"),
        ("HELLO", "the number has the form of no known carrier"),
        ("LP0012é", "tracking numbers hold letters and digits only, character 7 is `é`"),
    ];
    for (text, message) in cases {
        let error = identify(text).unwrap_err();
        assert_eq!(error.to_string(), message, "{text}");
        assert!(!error.help().is_empty());
    }
}

#[test]
fn unknown_numbers_are_told_the_nearest_forms() {
    let error = identify("QQQQQ0000000000").unwrap_err();
    assert!(matches!(&error, NumberError::Unknown { nearest } if nearest.len() == 3));
    let help = error.help();
    assert!(
        help.starts_with("compare the number with the nearest known forms: "),
        "{help}"
    );
}

#[test]
fn s10_finds_every_slip_that_its_rule_can_find() {
    // The remainders 0 and 6 share the check digit 5, and no others share one.
    let remainder = |serial: &str| {
        let weights = [8, 6, 4, 2, 3, 5, 9, 7];
        serial
            .bytes()
            .zip(weights)
            .map(|(digit, weight)| u32::from(digit - b'0') * weight)
            .sum::<u32>()
            % 11
    };
    let may_pass = |a: &str, b: &str| {
        let (a, b) = (remainder(a), remainder(b));
        a == b || a.min(b) == 0 && a.max(b) == 6
    };
    let format = s10(b'R', *b"CN");
    for serial in (0..100_000_000).step_by(77_777) {
        let number = format.compose(serial).unwrap();
        let right = &number.as_str()[2..10];
        for slip in one_digit_slips(number.as_str()) {
            let passes = keys(&slip).contains(&"s10");
            assert_eq!(
                passes,
                slip[2..10] != *right && may_pass(&slip[2..10], right),
                "{number} {slip}"
            );
        }
        for index in 2..9 {
            let mut bytes = number.as_str().as_bytes().to_vec();
            bytes.swap(index, index + 1);
            let slip = String::from_utf8(bytes).unwrap();
            assert_eq!(
                keys(&slip).contains(&"s10"),
                may_pass(&slip[2..10], right),
                "{number} {slip}"
            );
        }
    }
}

#[test]
fn mod_10_finds_every_wrong_digit() {
    let guarded = [
        "canada-post",
        "dhl-de",
        "fedex-ground",
        "usps-20",
        "usps-legacy",
        "usps-impb",
        "usps-impb-online",
    ];
    for vectors in VECTORS
        .iter()
        .filter(|vectors| guarded.contains(&vectors.key))
    {
        for number in vectors.valid {
            let number = TrackingNumber::normalize(number).unwrap();
            for slip in one_digit_slips(number.as_str()) {
                let is_routing =
                    number.as_str().starts_with("420") && slip[..12] != number.as_str()[..12];
                assert!(
                    is_routing || !keys(&slip).contains(&vectors.key),
                    "{number} {slip}"
                );
            }
        }
    }
}

#[test]
fn mod_37_finds_every_wrong_digit() {
    for serial in (0..1_000_000_000_000).step_by(9_999_999_967) {
        let number = Format::Hopscotch.compose(serial).unwrap();
        for slip in one_digit_slips(number.as_str()) {
            assert!(!keys(&slip).contains(&"hopscotch"), "{number} {slip}");
        }
    }
}

#[test]
fn issuing_ranges_have_their_promised_size() {
    let spaces: Vec<(&str, u64)> = issued()
        .into_iter()
        .map(|format| (format.key(), format.space().unwrap()))
        .take(14)
        .collect();
    let ten = |power| 10_u64.pow(power);
    let promised = [
        ("cainiao-lp", ten(14)),
        ("cainiao-ap", ten(14)),
        ("cainiao-cng", ten(14)),
        ("yunexpress", ten(16)),
        ("usps-impb", ten(16)),
        ("dhl-de", ten(11)),
        ("colissimo", ten(10)),
        ("postnl", 676 * ten(9)),
        ("hopscotch", ten(12)),
        ("amazon", ten(12)),
        ("gofo", ten(14)),
        ("yodel", ten(16)),
        ("s10", 23 * ten(8)),
        ("s10", 23 * ten(8)),
    ];
    assert_eq!(spaces, promised);
    assert_eq!(Format::DhlEcommerce.compose(1), None);
}

#[test]
fn composed_numbers_do_not_change() {
    let numbers: Vec<String> = issued()
        .into_iter()
        .map(|format| format.compose(8_123_456_789).unwrap().to_string())
        .collect();
    assert_eq!(
        numbers,
        [
            "LP00008123456789",
            "AP00008123456789",
            "CNG00008123456789",
            "YT0000008123456789",
            "9361200000081234567892",
            "00340434081234567897",
            "6A81234567897",
            "3SCNAI123456789",
            "HSP008123456789N",
            "TBA008123456789",
            "GFUS00008123456789",
            "JJD0000008123456789",
            "RM234567895CN",
            "LM234567895NL",
            "UM234567895GB",
            "CM234567895DE",
            "XM234567895US",
        ]
    );
}

#[test]
fn mailer_identifiers_choose_their_application_identifier() {
    let number = |serial| Format::UspsImpb.compose(serial).unwrap().to_string();
    assert!(number(9_012_345_678_901_234).starts_with("926129012345678901234"));
    assert!(number(8_012_345_678_901_234).starts_with("936128012345678901234"));
    // A mailer identifier of 6 digits does not go with 92.
    assert_eq!(with_check_digit("9261280123456789012340"), None);
}

#[test]
fn bilateral_s10_letters_are_well_formed_but_not_issued() {
    let number = with_check_digit("RX123456780CN").unwrap();
    assert!(keys(number.as_str()).contains(&"s10"));
    assert_eq!(decompose(number.as_str()), None);
}

#[test]
fn every_post_issues_s10() {
    let formats: BTreeSet<Format> = Issuer::all()
        .filter_map(|issuer| decompose(s10(b'L', issuer.code()).compose(1)?.as_str()))
        .map(|(format, _)| format)
        .collect();
    assert_eq!(formats.len(), 249);
}

#[test]
fn text_of_any_length_is_judged() {
    let long = "9".repeat(10_000);
    assert_eq!(identify(&long), Err(NumberError::TooLong { found: 10_000 }));
    assert_eq!(decompose(&long), None);
    let spaced = format!("{:>10000}", "RB123456785GB");
    assert_eq!(keys(&spaced), ["s10"]);
    for length in 0..64 {
        for character in ["0", "9", "A", "Z", "é", "漢", "\u{0}", "🛵"] {
            let text = character.repeat(length);
            let _verdict = (identify(&text), decompose(&text), with_check_digit(&text));
        }
    }
}

proptest! {
    #[test]
    fn composing_and_decomposing_are_inverse(serial in any::<u64>(), which in 0..17_usize) {
        let format = issued()[which];
        let number = format.compose(serial).unwrap();
        let serial = serial % format.space().unwrap();
        prop_assert_eq!(decompose(number.as_str()), Some((format, serial)));
        prop_assert_eq!(format.decompose(number.as_str()), Some(serial));
        prop_assert!(identify(number.as_str()).unwrap().contains(&format), "{} {:?}", number, identify(number.as_str()));
        prop_assert_eq!(format.compose(serial), Some(number.clone()));
        let others = issued().into_iter().filter(|other| *other != format);
        prop_assert_eq!(others.filter_map(|other| other.decompose(number.as_str())).count(), 0);
    }

    #[test]
    fn what_decomposes_composes_again(text in "(LP|AP|CNG|YT|HSP|TBA|GFUS|JJD|6A|3SCN|00340434|92612|93612|[A-Z]{2})[0-9A-Z]{8,17}(CN|)") {
        let candidate = with_check_digit(&text).map_or(text, |number| number.to_string());
        if let Some((format, serial)) = decompose(&candidate) {
            prop_assert_eq!(format.compose(serial).unwrap().to_string(), candidate);
        }
    }

    #[test]
    fn no_text_makes_it_panic(text in any::<String>()) {
        let _verdict = (identify(&text), decompose(&text), with_check_digit(&text));
        for format in Format::ALL_BUT_S10 {
            let _verdict = (format.decompose(&text), format.with_check_digit(&text));
        }
    }

    #[test]
    fn every_plausible_text_gets_a_sentence(text in "[A-Z0-9]{1,48}") {
        match identify(&text) {
            Ok(formats) => prop_assert!(!formats.is_empty()),
            Err(error) => {
                let message = error.to_string();
                prop_assert!(!message.ends_with('.') && !message.contains('\n'));
                prop_assert!(!error.help().is_empty());
            }
        }
    }

    #[test]
    fn a_number_reads_back_as_itself(text in any::<String>()) {
        if let Ok(number) = TrackingNumber::normalize(&text) {
            prop_assert_eq!(TrackingNumber::normalize(number.as_str()), Ok(number));
        }
    }

    #[test]
    fn a_number_put_right_is_identified(text in "[A-Z]{0,3}[0-9]{9,34}[A-Z]{0,2}") {
        if let Some(number) = with_check_digit(&text) {
            prop_assert!(identify(number.as_str()).is_ok(), "{}", number);
        }
    }
}
