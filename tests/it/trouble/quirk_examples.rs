//! Examples: what each quirk makes of one event.

use std::fmt::Write as _;

use misroute::dialect::Dialect;
use misroute::trouble::Quirk;
use serde_json::Value;

use super::quirk_samples::{Sample, always, samples, with};
use crate::support::settings;
use crate::wire::asking::dialect;

/// In whose words each quirk is shown best.
fn stage(quirk: Quirk) -> &'static str {
    match quirk {
        Quirk::SloppyCodes | Quirk::EpochChanged => "cainiao",
        Quirk::ZoneMissing => "17track",
        Quirk::ZoneWrong | Quirk::ZoneTwice | Quirk::PlaceRespelled | Quirk::Volatile => "easypost",
        Quirk::TextMojibake => "laposte",
        Quirk::NewWording | Quirk::EditedText => "aftership",
        _ if quirk.name().starts_with("text-") => "trackingmore",
        Quirk::UnknownStatus | Quirk::StatusMissing => "dhl",
        Quirk::NumbersAsText => "ups",
        Quirk::TimeNull | Quirk::CountryZz => "shippo",
        _ => "misroute",
    }
}

/// Returns lines of what differs: where, before and after.
fn changes(path: &str, one: &Value, other: &Value, lines: &mut Vec<String>) {
    let cut = |value: Option<&Value>| match value.map(ToString::to_string) {
        None => "absent".to_owned(),
        Some(text) if text.chars().count() > 120 => {
            let head: String = text.chars().take(100).collect();
            format!("{head}… ({} bytes)", text.len())
        }
        Some(text) => text,
    };
    match (one, other) {
        (Value::Object(one), Value::Object(other)) => {
            for key in one
                .keys()
                .chain(other.keys().filter(|key| !one.contains_key(*key)))
            {
                let below = format!("{path}/{key}");
                match (one.get(key), other.get(key)) {
                    (Some(one), Some(other)) => changes(&below, one, other, lines),
                    (one, other) => lines.push(format!("{below}: {} → {}", cut(one), cut(other))),
                }
            }
        }
        (Value::Array(one), Value::Array(other)) if one.len() == other.len() => {
            for (place, (one, other)) in one.iter().zip(other).enumerate() {
                changes(&format!("{path}/{place}"), one, other, lines);
            }
        }
        _ if one != other => {
            lines.push(format!("{path}: {} → {}", cut(Some(one)), cut(Some(other))));
        }
        _ => {}
    }
}

fn example(dialect: &dyn Dialect, samples: &[Sample], quirk: Quirk) -> Vec<String> {
    let of_sample = |sample: &Sample| {
        let honest: Value = serde_json::from_slice(&sample.0).expect("JSON");
        let garbled = with(dialect, sample, &always(quirk));
        let garbled: Value = serde_json::from_slice(&garbled).expect("JSON");
        let mut lines = Vec::new();
        changes("", &honest, &garbled, &mut lines);
        lines
    };
    // The last answer has all events, but some quirks need few.
    let mut found = samples.iter().rev().map(of_sample);
    found.find(|lines| !lines.is_empty()).unwrap_or_default()
}

#[test]
fn each_quirk_by_example() {
    let mut text = String::new();
    for quirk in Quirk::ALL {
        let dialect = dialect(stage(*quirk));
        let lines = example(dialect, &samples(dialect), *quirk);
        assert!(!lines.is_empty(), "{quirk}");
        writeln!(text, "{quirk} ({})", dialect.name()).expect("memory");
        for line in lines.iter().take(5) {
            writeln!(text, "  {line}").expect("memory");
        }
    }
    settings().bind(|| insta::assert_snapshot!("quirks__examples", text));
}
