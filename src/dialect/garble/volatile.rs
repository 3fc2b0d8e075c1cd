//! The quirk of answers that are never the same twice.

use super::hit::Struck;
use super::sites::VolatileKind;
use super::time::with_seconds;
use super::tree::Node;
use super::zone::{offset_of, split};

/// Something in the answer differs at every instant: a signed address, an id, the time of the last update.
pub(super) fn volatile(struck: &mut Struck<'_, '_>) {
    let (at, print) = (struck.shown.at, struck.print);
    for volatile in struck.sites.volatile {
        let print = print.and(volatile.at);
        struck
            .parcel
            .each(volatile.at, &mut |node| match volatile.kind {
                VolatileKind::Url => node.edit(|url| {
                    let mark = if url.contains('?') { '&' } else { '?' };
                    Some(format!("{url}{mark}signature={}", print.hex()))
                }),
                VolatileKind::Now => node.edit(|text| {
                    let offset = offset_of(split(text).1).unwrap_or(0);
                    with_seconds(text, at.0 + offset)
                }),
                VolatileKind::Digits if node.int().is_some() => {
                    *node = Node::Leaf(print.int().to_string().into());
                }
                VolatileKind::Digits => {
                    node.edit(|text| Some(redrawn(text, &print.and(text).hex())));
                }
            });
    }
}

/// Returns a text of digits, decimal or hexadecimal, with others in their places.
fn redrawn(text: &str, digits: &str) -> String {
    let is_decimal = text.bytes().all(|byte| byte.is_ascii_digit());
    let is_lower = text.contains(|character: char| character.is_ascii_lowercase());
    let other = |old: char, new: char| match new.to_digit(16) {
        Some(new) if is_decimal => char::from_digit(new % 10, 10).unwrap_or(old),
        _ if is_lower => new,
        _ => new.to_ascii_uppercase(),
    };
    let characters = text.chars().zip(digits.chars().cycle());
    let redrawn = characters.map(|(old, new)| {
        if old.is_ascii_hexdigit() {
            other(old, new)
        } else {
            old
        }
    });
    redrawn.collect()
}
