//! Slips: what becomes of a number between the carrier and the buyer.

use super::CaseNumber;
use super::layout::{Class, Layout};
use crate::order::Slip;
use crate::parcel::number::{Format, TrackingNumber};

/// Returns a number as it came out of careless hands.
pub(super) fn slipped(known: &CaseNumber, slip: Slip) -> TrackingNumber {
    match slip {
        Slip::WrongCheckDigit(word) => wrong_check_digit(known, word),
        Slip::Typo(word) => typo(known, word),
    }
}

/// Changes the check digit of a format that has one.
fn wrong_check_digit(known: &CaseNumber, word: u64) -> TrackingNumber {
    let Format::S10 { .. } = known.format else {
        return known.text.clone();
    };
    let mut text = known.text.as_str().as_bytes().to_vec();
    let shift = 1 + (word % 9) as u8;
    if let Some(digit) = text.get_mut(10) {
        *digit = b'0' + (*digit - b'0' + shift) % 10;
    }
    normalized(&text, known)
}

/// Changes one digit, or swaps two neighbors, so that the result is nobody's number.
fn typo(known: &CaseNumber, word: u64) -> TrackingNumber {
    let original = known.text.as_str().as_bytes();
    let digits: Vec<usize> = (0..original.len())
        .filter(|place| original[*place].is_ascii_digit())
        .collect();
    for attempt in 0..200_u64 {
        let luck = word.wrapping_add(attempt.wrapping_mul(0x9e37_79b9_7f4a_7c15));
        let mut text = original.to_vec();
        let at = digits[(luck >> 8) as usize % digits.len()];
        let swap = luck % 4 == 0 && original.get(at + 1).is_some_and(u8::is_ascii_digit);
        if swap {
            text.swap(at, at + 1);
        } else {
            text[at] = b'0' + (text[at] - b'0' + 1 + (luck >> 32) as u8 % 9) % 10;
        }
        if text != original && !belongs(known.format, &text) {
            return normalized(&text, known);
        }
    }
    known.text.clone()
}

/// Tells whether a text is a number that some case of this generation could have.
fn belongs(format: Format, text: &[u8]) -> bool {
    let serial = std::str::from_utf8(text)
        .ok()
        .and_then(|text| format.decompose(text));
    let layout = Layout::of(format);
    let class = serial
        .zip(layout)
        .map(|(serial, layout)| layout.value(format, serial).0);
    matches!(class, Some(Class::Parcel | Class::Invented))
}

fn normalized(text: &[u8], known: &CaseNumber) -> TrackingNumber {
    std::str::from_utf8(text)
        .ok()
        .and_then(|text| TrackingNumber::normalize(text).ok())
        .unwrap_or_else(|| known.text.clone())
}
