//! Quirks of codes, statuses and texts.

use super::foreign;
use super::hit::{Hit, Struck};
use super::tree::Node;
use crate::dialect::fingerprint::Fingerprint;
use crate::parcel::time::DAY;

/// Events get other words from so many days after a parcel's first event on: old ones keep theirs, and a parcel that
/// takes longer shows both.
const WORDING_DAYS: i64 = 3;
/// A text is edited when its event is so many days old, and up to a week later.
pub(super) const EDIT_DAYS: i64 = 14;
/// A long text has at least so many bytes.
const LONG: usize = 2_048;

/// Event codes come in lower case and with spaces.
pub(super) fn sloppy_codes(hit: &mut Hit<'_, '_>) {
    hit.each(hit.sites.codes, |node| {
        node.edit(|code| {
            let sloppy = code.to_lowercase().replace(['_', '-'], " ");
            // What is in lower case already has a blank at its end.
            Some(if sloppy == code {
                format!("{code} ")
            } else {
                sloppy
            })
        });
    });
}

/// Codes are ones that nobody has seen.
pub(super) fn unknown_code(hit: &mut Hit<'_, '_>) {
    hit.each(hit.sites.codes, |node| node.edit(|code| Some(unseen(code))));
}

/// Returns a code like another, always the same one: what stands behind the last underscore is made of rare letters.
fn unseen(code: &str) -> String {
    const RARE: [char; 5] = ['Q', 'X', 'Y', 'J', 'Z'];
    let bits = Fingerprint::of("unseen code").and(code).bits();
    let kept = code.rfind('_').map_or(0, |place| place + 1);
    let letter = |place: usize| RARE[(bits >> (3 * (place % 40)) & 7) as usize % RARE.len()];
    let tail = code[kept..].chars().enumerate();
    let tail = tail.map(|(place, character)| match character {
        '0'..='9' => {
            if place == 0 {
                '9'
            } else {
                (b'6' + (bits >> place & 3) as u8) as char
            }
        }
        'a'..='z' => letter(place).to_ascii_lowercase(),
        character if character.is_alphabetic() => letter(place),
        other => other,
    });
    code[..kept].chars().chain(tail).collect()
}

/// Statuses are ones that nobody has seen: those of events.
pub(super) fn unknown_status(hit: &mut Hit<'_, '_>) {
    hit.each(hit.sites.statuses, strange);
}

/// Statuses are ones that nobody has seen: the parcel's.
pub(super) fn unknown_parcel_status(struck: &mut Struck<'_, '_>) {
    struck.each(struck.sites.statuses, strange);
}

fn strange(node: &mut Node<'_>) {
    if node.int().is_some() {
        *node = Node::Leaf("77".into());
    }
    node.edit(|status| Some(strange_status(status)));
}

/// Returns a status that is written like another, always the same one.
fn strange_status(status: &str) -> String {
    const STRANGE: [[&str; 2]; 4] = [
        ["partner", "review"],
        ["network", "recheck"],
        ["carrier", "standby"],
        ["secondary", "sort"],
    ];
    let choice = Fingerprint::of("strange status").and(status).int() as usize;
    let [first, second] = STRANGE[choice % STRANGE.len()];
    let title = |word: &str| format!("{}{}", word[..1].to_uppercase(), &word[1..]);
    let has = |of: fn(char) -> bool| status.chars().any(of);
    let is_upper = has(char::is_uppercase) && !has(char::is_lowercase);
    match status {
        _ if status.bytes().all(|byte| byte.is_ascii_digit()) => "77".to_owned(),
        _ if is_upper => format!("{first}_{second}").to_uppercase(),
        _ if status.contains(' ') => format!("{} {second}", title(first)),
        _ if status.contains('-') => format!("{first}-{second}"),
        _ if has(char::is_uppercase) => format!("{}{}", title(first), title(second)),
        _ => format!("{first}_{second}"),
    }
}

fn edit_texts(hit: &mut Hit<'_, '_>, edit: impl Fn(&str) -> Option<String>) {
    hit.each(hit.sites.texts, |node| node.edit(&edit));
}

/// Other words for what events are told with.
const REWORDED: [(&str, &str); 19] = [
    ("delivered", "handed to the recipient"),
    ("out for delivery", "on its final trip"),
    ("delivery", "drop-off"),
    ("arrived at", "reached"),
    ("arrived in", "reached"),
    ("departed from", "left"),
    ("accepted", "taken in"),
    ("received", "registered"),
    ("picked up", "taken over"),
    ("parcel", "consignment"),
    ("package", "consignment"),
    ("item", "consignment"),
    ("shipment", "consignment"),
    ("customs", "border authority"),
    ("returned", "sent back"),
    ("livré", "remis"),
    ("colis", "envoi"),
    ("transit", "progress"),
    ("facility", "site"),
];

/// The words for an event are others from a date on.
pub(super) fn new_wording(hit: &mut Hit<'_, '_>) {
    let from = hit
        .shown
        .first
        .map(|first| first.div_euclid(DAY) + WORDING_DAYS);
    let day = hit.facts.instant.map(|at| at.div_euclid(DAY));
    if day.zip(from).is_some_and(|(day, from)| day >= from) {
        edit_texts(hit, |text| Some(reworded(text)));
    }
}

fn reworded(text: &str) -> String {
    let mut new = text.to_owned();
    for (old, other) in REWORDED {
        // Lower case may have another length, except in ASCII.
        let Some(place) = new.to_ascii_lowercase().find(old) else {
            continue;
        };
        let begins = place == 0 && new.starts_with(char::is_uppercase);
        let mut other = other.to_owned();
        if begins {
            other[..1].make_ascii_uppercase();
        }
        new.replace_range(place..place + old.len(), &other);
    }
    if new == text {
        format!("Status update: {text}")
    } else {
        new
    }
}

/// Tells whether an event is so old that what was said of it is edited.
pub(super) fn is_edited(hit: &Hit<'_, '_>) -> bool {
    let days = EDIT_DAYS + hit.print.and("days").int() % 7;
    let age = hit.facts.instant.map(|instant| hit.shown.at.0 - instant);
    age.is_some_and(|age| age >= days * DAY)
}

/// Texts of old events are edited weeks later.
pub(super) fn edited_text(hit: &mut Hit<'_, '_>) {
    if is_edited(hit) {
        edit_texts(hit, |text| Some(format!("{text} (amended)")));
    }
}

/// Texts are empty.
pub(super) fn empty(hit: &mut Hit<'_, '_>) {
    edit_texts(hit, |_| Some(String::new()));
}

/// Texts are null.
pub(super) fn null(hit: &mut Hit<'_, '_>) {
    hit.each(hit.sites.texts, |node| {
        if node.text().is_some() {
            *node = Node::NULL;
        }
    });
}

/// Texts have two kilobytes: with dates, an address, a telephone number, and words that mean other statuses.
pub(super) fn long(hit: &mut Hit<'_, '_>) {
    const MORE: &str = " We could not notify you by e-mail. Not delivered items are kept until 5.7. and returned to the \
        sender on 12/07/2026; see https://example.com/help or call +44 20 7946 0123 between 08:00 and 17:30.";
    edit_texts(hit, |text| {
        let times = LONG.saturating_sub(text.len()).div_ceil(MORE.len());
        Some(format!("{text}{}", MORE.repeat(times.max(1))))
    });
}

/// Texts have markup.
pub(super) fn markup(hit: &mut Hit<'_, '_>) {
    edit_texts(hit, |text| {
        Some(format!(
            "<P>{text}</P><BR/>&nbsp;<a href=\"https://example.com/track\">More</a>"
        ))
    });
}

/// Some texts are in another language.
pub(super) fn foreign(hit: &mut Hit<'_, '_>) {
    let choice = hit.print.and("language").int() as usize;
    edit_texts(hit, |text| Some(foreign::said(text, choice).to_owned()));
}

/// Texts were read in the wrong encoding: UTF-8 as if it were windows-1252, so that spaces that do not break show, too.
pub(super) fn mojibake(hit: &mut Hit<'_, '_>) {
    edit_texts(hit, |text| {
        let text = if text.is_ascii() {
            format!("{}\u{a0}", text.replacen(' ', "\u{a0}", 1))
        } else {
            text.to_owned()
        };
        Some(text.bytes().map(windows_1252).collect())
    });
}

/// Returns the character of a byte in windows-1252; five bytes that have none are controls, as browsers read them.
fn windows_1252(byte: u8) -> char {
    const HIGH: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž',
        '\u{8f}', '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}',
        'ž', 'Ÿ',
    ];
    match byte {
        0x80..=0x9f => HIGH[usize::from(byte - 0x80)],
        _ => byte.into(),
    }
}

/// Texts have a carriage return escaped for XML.
pub(super) fn returns(hit: &mut Hit<'_, '_>) {
    edit_texts(hit, |text| Some(format!("{text}&#xD;\n")));
}
