//! Partial batch: of several numbers that were asked for together, some are missing in the answer.

use serde::de::IgnoredAny;
use serde_json::{Deserializer, Map, Value};

use super::{Fault, FaultError, Kind, Options, Struck};
use crate::dialect::Answer;

pub(super) const KIND: Kind = Kind {
    name: "partial-batch",
    value: Some("which share of the numbers is missing, such as `0.3`"),
    options: &[],
    read,
};

fn read(options: &mut Options<'_>) -> Result<Box<dyn Fault>, FaultError> {
    let share = options.share("value")?.unwrap_or(1.0);
    Ok(Box::new(PartialBatch(share)))
}

#[derive(Debug)]
struct PartialBatch(f64);

impl Fault for PartialBatch {
    fn concerns(&self, numbers: &[String]) -> bool {
        numbers.len() > 1
    }

    fn damage(&self, answer: &mut Answer, struck: &Struck<'_>) {
        let lost = |number: &&String| struck.draw.share(number) < self.0;
        let mut missing: Vec<&str> = struck
            .numbers
            .iter()
            .filter(lost)
            .map(String::as_str)
            .collect();
        if missing.len() == struck.numbers.len() {
            // An answer without any number would be another fault.
            missing.remove(struck.draw.below("kept", missing.len()));
        }
        let mut out = Vec::with_capacity(answer.body().len());
        if !missing.is_empty() && thin(answer.body(), &missing, &mut out).is_some() {
            *answer.body_mut() = out;
        }
    }
}

/// Copies JSON byte by byte, without the elements of arrays that are about one of some numbers.
///
/// Returns the bytes after the value; none if it is no JSON, which is then left as it is.
fn thin<'a>(json: &'a [u8], missing: &[&str], out: &mut Vec<u8>) -> Option<&'a [u8]> {
    let json = json.trim_ascii_start();
    let close = match json.first()? {
        b'{' => b'}',
        b'[' => b']',
        _ => {
            let (value, rest) = value(json)?;
            out.extend_from_slice(value);
            return Some(rest);
        }
    };
    out.push(json[0]);
    let mut rest = json[1..].trim_ascii_start();
    let mut empty = true;
    while *rest.first()? != close {
        let (whole, after) = value(rest)?;
        if close == b']' && is_about(whole, missing) {
            rest = after;
        } else {
            if !std::mem::take(&mut empty) {
                out.push(b',');
            }
            if close == b'}' {
                out.extend_from_slice(whole);
                out.push(b':');
                rest = after.trim_ascii_start().strip_prefix(b":")?;
            }
            rest = thin(rest, missing, out)?;
        }
        rest = rest.trim_ascii_start();
        rest = rest.strip_prefix(b",").unwrap_or(rest).trim_ascii_start();
    }
    out.push(close);
    Some(&rest[1..])
}

/// Splits off the first value.
fn value(json: &[u8]) -> Option<(&[u8], &[u8])> {
    let mut values = Deserializer::from_slice(json).into_iter::<IgnoredAny>();
    values.next()?.ok()?;
    json.split_at_checked(values.byte_offset())
}

/// Tells whether an element is one of some numbers, or an object of which a field is.
fn is_about(element: &[u8], missing: &[&str]) -> bool {
    let is_missing = |value: &Value| value.as_str().is_some_and(|text| missing.contains(&text));
    match element.first() {
        Some(b'{') => serde_json::from_slice::<Map<String, Value>>(element)
            .is_ok_and(|object| object.values().any(is_missing)),
        Some(b'"') => serde_json::from_slice(element).is_ok_and(|text| is_missing(&text)),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn thinned(json: &str) -> Option<String> {
        let mut out = Vec::new();
        let rest = thin(json.as_bytes(), &["B", "D"], &mut out)?;
        assert!(rest.trim_ascii().is_empty());
        String::from_utf8(out).ok()
    }

    #[test]
    fn elements_about_a_number_go_and_all_else_stays_as_it_was() {
        let modules =
            r#"{"module":[{"mailNo":"A","x":1.50},{"mailNo":"B"},{"mailNo":"C"}],"success":true}"#;
        let left = r#"{"module":[{"mailNo":"A","x":1.50},{"mailNo":"C"}],"success":true}"#;
        assert_eq!(thinned(modules).as_deref(), Some(left));
        let nested = r#" {"data": {"accepted": [{"number":"B"},{"n":"A"}], "ids": ["D","E", 7], "none": []}} "#;
        let left = r#"{"data":{"accepted":[{"n":"A"}],"ids":["E",7],"none":[]}}"#;
        assert_eq!(thinned(nested).as_deref(), Some(left));
        assert_eq!(
            thinned(r#"{"number":"B"}"#).as_deref(),
            Some(r#"{"number":"B"}"#)
        );
    }

    #[test]
    fn what_is_no_json_is_left_alone() {
        for wrong in [
            "",
            "cb({})",
            "<html>",
            "[1",
            "{\"a\"}",
            "{\"a\":}",
            "[{\"a\":\"B\"}",
        ] {
            assert_eq!(thinned(wrong), None, "{wrong}");
        }
    }
}
