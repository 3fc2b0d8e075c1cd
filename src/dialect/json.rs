//! Writing JSON straight into the answer's buffer: no tree, no structs in between.
//!
//! A comma follows every member and element, and what closes an object or array takes the place of the last one: so nobody
//! has to remember whether something came before.

use crate::parcel::digits;

/// An object that is being written.
#[derive(Debug)]
pub struct Object<'a>(&'a mut Vec<u8>);

/// An array that is being written.
#[derive(Debug)]
pub struct Array<'a>(&'a mut Vec<u8>);

/// Writes an object.
#[inline]
pub fn object(out: &mut Vec<u8>, body: impl FnOnce(&mut Object<'_>)) {
    out.push(b'{');
    body(&mut Object(out));
    close(out, b'}');
}

/// Writes an array.
#[inline]
pub fn array(out: &mut Vec<u8>, body: impl FnOnce(&mut Array<'_>)) {
    out.push(b'[');
    body(&mut Array(out));
    close(out, b']');
}

/// Writes a string.
pub fn string(out: &mut Vec<u8>, text: &str) {
    out.push(b'"');
    escaped(out, text);
    out.push(b'"');
}

/// Closes an object or an array.
fn close(out: &mut Vec<u8>, end: u8) {
    match out.last_mut() {
        Some(last @ b',') => *last = end,
        _ => out.push(end),
    }
}

/// Writes the rest of a string whose first quote is written.
fn rest_of_string(out: &mut Vec<u8>, text: &str) {
    out.reserve(text.len() + 2);
    escaped(out, text);
    out.extend_from_slice(b"\",");
}

/// Writes the rest of a string, in which nothing needs an escape, after its first quote.
fn rest_of_plain(out: &mut Vec<u8>, text: &'static str) {
    debug_assert!(is_plain(text.as_bytes()), "{text}");
    out.reserve(text.len() + 2);
    out.extend_from_slice(text.as_bytes());
    out.extend_from_slice(b"\",");
}

/// Writes a key and what follows it, from its second quote on.
///
/// Almost every key is known when this is compiled; then it goes out in a few stores.
#[inline(always)]
#[expect(
    clippy::inline_always,
    reason = "half of an answer is keys, and they are constants only where the call is"
)]
fn lead<const N: usize>(out: &mut Vec<u8>, key: &str, then: &[u8; N]) {
    debug_assert!(is_plain(key.as_bytes()), "{key}");
    out.push(b'"');
    out.extend_from_slice(key.as_bytes());
    out.extend_from_slice(then);
}

fn escaped(out: &mut Vec<u8>, text: &str) {
    let mut rest = text.as_bytes();
    if is_plain(rest) {
        out.extend_from_slice(rest);
        return;
    }
    while let Some(at) = rest.iter().position(|byte| needs_escape(*byte)) {
        out.extend_from_slice(&rest[..at]);
        escape(out, rest[at]);
        rest = &rest[at + 1..];
    }
    out.extend_from_slice(rest);
}

/// Tells whether nothing in a text needs an escape: nearly all texts, so it looks at eight bytes at once.
fn is_plain(text: &[u8]) -> bool {
    let Some(last) = text.last_chunk() else {
        return !text.iter().any(|byte| needs_escape(*byte));
    };
    // The last bytes are looked at twice rather than one by one.
    let mut chunks = text.as_chunks().0.iter().chain([last]);
    !chunks.any(|chunk| has_odd(u64::from_le_bytes(*chunk)))
}

/// Tells whether one of eight bytes needs an escape: of a byte from which more than itself is taken the highest bit is
/// borrowed.
const fn has_odd(bytes: u64) -> bool {
    const EACH: u64 = 0x0101_0101_0101_0101;
    const fn below(bytes: u64, limit: u64) -> u64 {
        bytes.wrapping_sub(EACH * limit) & !bytes
    }
    let control = below(bytes, 0x20);
    let quote = below(bytes ^ (EACH * b'"' as u64), 1);
    let backslash = below(bytes ^ (EACH * b'\\' as u64), 1);
    (control | quote | backslash) & (EACH << 7) != 0
}

const fn needs_escape(byte: u8) -> bool {
    byte < 0x20 || byte == b'"' || byte == b'\\'
}

fn escape(out: &mut Vec<u8>, byte: u8) {
    const HEX: &[u8; 16] = b"0123456789abcdef";
    let short = match byte {
        b'"' | b'\\' => byte,
        b'\n' => b'n',
        b'\t' => b't',
        b'\r' => b'r',
        _ => {
            out.extend_from_slice(b"\\u00");
            out.push(HEX[usize::from(byte >> 4)]);
            out.push(HEX[usize::from(byte & 15)]);
            return;
        }
    };
    out.extend_from_slice(&[b'\\', short]);
}

/// Writes an integer.
fn integer(out: &mut Vec<u8>, value: i64) {
    if value < 0 {
        out.push(b'-');
    }
    let mut rest = value.unsigned_abs();
    let count = rest.checked_ilog10().unwrap_or(0) as usize + 1;
    let from = out.len();
    out.extend_from_slice(&[b'0'; 20][..count]);
    let mut places = &mut out[from..];
    while let [before @ .., tens, ones] = places {
        [*tens, *ones] = digits::two((rest % 100) as u32);
        rest /= 100;
        places = before;
    }
    if let [place] = places {
        *place += rest as u8;
    }
}

impl Object<'_> {
    /// Writes a string.
    #[inline]
    pub fn str(&mut self, key: &str, value: &str) {
        lead(self.0, key, b"\":\"");
        rest_of_string(self.0, value);
    }

    /// Writes a string, or null.
    #[inline]
    pub fn str_or_null(&mut self, key: &str, value: Option<&str>) {
        match value {
            Some(value) => self.str(key, value),
            None => self.null(key),
        }
    }

    /// Writes a string, if there is one.
    #[inline]
    pub fn str_if(&mut self, key: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.str(key, value);
        }
    }

    /// Writes a text of this program's own tables, none of which needs an escape.
    #[inline]
    pub fn plain(&mut self, key: &str, text: &'static str) {
        lead(self.0, key, b"\":\"");
        rest_of_plain(self.0, text);
    }

    /// Writes a text of this program's own tables, or null.
    #[inline]
    pub fn plain_or_null(&mut self, key: &str, text: Option<&'static str>) {
        match text {
            Some(text) => self.plain(key, text),
            None => self.null(key),
        }
    }

    /// Writes a string that is put together of texts of this program's own tables.
    #[inline]
    pub fn plain_parts<const N: usize>(&mut self, key: &str, parts: [&'static str; N]) {
        lead(self.0, key, b"\":\"");
        for part in parts {
            debug_assert!(is_plain(part.as_bytes()), "{part}");
            self.0.extend_from_slice(part.as_bytes());
        }
        self.0.extend_from_slice(b"\",");
    }

    /// Writes a string of ASCII that needs no escapes, such as a time.
    #[inline]
    pub fn ascii(&mut self, key: &str, value: &[u8]) {
        debug_assert!(value.is_ascii() && is_plain(value));
        lead(self.0, key, b"\":\"");
        self.0.extend_from_slice(value);
        self.0.extend_from_slice(b"\",");
    }

    /// Writes a string that is put together of parts.
    #[inline]
    pub fn parts(&mut self, key: &str, parts: &[&str]) {
        lead(self.0, key, b"\":\"");
        for part in parts {
            escaped(self.0, part);
        }
        self.0.extend_from_slice(b"\",");
    }

    /// Writes an integer.
    #[inline]
    pub fn int(&mut self, key: &str, value: i64) {
        lead(self.0, key, b"\":");
        integer(self.0, value);
        self.0.push(b',');
    }

    /// Writes a string that is an integer and what it counts.
    pub fn counted(&mut self, key: &str, value: i64, what: &str) {
        lead(self.0, key, b"\":\"");
        integer(self.0, value);
        rest_of_string(self.0, what);
    }

    /// Writes a boolean.
    #[inline]
    pub fn bool(&mut self, key: &str, value: bool) {
        if value {
            lead(self.0, key, b"\":true,");
        } else {
            lead(self.0, key, b"\":false,");
        }
    }

    /// Writes null.
    #[inline]
    pub fn null(&mut self, key: &str) {
        lead(self.0, key, b"\":null,");
    }

    /// Writes bytes that are JSON already.
    #[inline]
    pub fn raw(&mut self, key: &str, json: &[u8]) {
        lead(self.0, key, b"\":");
        self.0.extend_from_slice(json);
        self.0.push(b',');
    }

    /// Writes members that are JSON already, at least one, without a comma behind the last.
    #[inline]
    pub fn members(&mut self, json: &[u8]) {
        self.0.extend_from_slice(json);
        self.0.push(b',');
    }

    /// Writes members that are JSON already, and has their gaps filled in.
    #[inline]
    pub fn filled<const N: usize>(&mut self, json: &[u8; N], fill: impl FnOnce(&mut [u8; N])) {
        let from = self.0.len();
        self.members(json);
        if let Some(written) = self.0[from..].first_chunk_mut() {
            fill(written);
        }
    }

    /// Writes a value that a client gave.
    pub fn value(&mut self, key: &str, value: &serde_json::Value) {
        lead(self.0, key, b"\":");
        // A value always serializes into memory.
        let _written = serde_json::to_writer(&mut *self.0, value);
        self.0.push(b',');
    }

    /// Writes an object.
    #[inline]
    pub fn object(&mut self, key: &str, body: impl FnOnce(&mut Object<'_>)) {
        lead(self.0, key, b"\":{");
        body(&mut Object(self.0));
        close(self.0, b'}');
        self.0.push(b',');
    }

    /// Writes an array.
    #[inline]
    pub fn array(&mut self, key: &str, body: impl FnOnce(&mut Array<'_>)) {
        lead(self.0, key, b"\":[");
        body(&mut Array(self.0));
        close(self.0, b']');
        self.0.push(b',');
    }
}

impl Array<'_> {
    /// Writes a string.
    pub fn str(&mut self, value: &str) {
        self.0.push(b'"');
        rest_of_string(self.0, value);
    }

    /// Writes an integer.
    pub fn int(&mut self, value: i64) {
        integer(self.0, value);
        self.0.push(b',');
    }

    /// Writes bytes that are JSON already.
    pub fn raw(&mut self, json: &[u8]) {
        self.0.extend_from_slice(json);
        self.0.push(b',');
    }

    /// Writes an object.
    #[inline]
    pub fn object(&mut self, body: impl FnOnce(&mut Object<'_>)) {
        object(self.0, body);
        self.0.push(b',');
    }

    /// Writes an array.
    #[inline]
    pub fn array(&mut self, body: impl FnOnce(&mut Array<'_>)) {
        array(self.0, body);
        self.0.push(b',');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_escape_is_found_wherever_it_stands() {
        for length in 1..70 {
            for place in 0..length {
                for odd in ['"', '\\', '\0', '\u{1f}'] {
                    let mut text = vec!['x'; length];
                    text[place] = odd;
                    let text: String = text.into_iter().collect();
                    let mut out = Vec::new();
                    string(&mut out, &text);
                    assert_eq!(serde_json::from_slice::<String>(&out).unwrap(), text);
                }
            }
            let mut out = Vec::new();
            string(&mut out, &"x".repeat(length));
            assert_eq!(out.len(), length + 2);
        }
    }

    #[test]
    fn what_is_written_reads_back_as_it_was() {
        let hostile = "tab\t quote\" back\\slash \u{1} nul\0 line\n 包裹 ü \u{1F4E6}\u{7f}";
        let mut out = Vec::new();
        object(&mut out, |whole| {
            whole.str("text", hostile);
            whole.int("least", i64::MIN);
            whole.int("most", i64::MAX);
            whole.int("zero", 0);
            whole.bool("yes", true);
            whole.str_or_null("none", None);
            whole.str_if("absent", None);
            whole.array("list", |list| {
                list.str("");
                list.int(-7);
                list.object(|_| {});
                list.array(|_| {});
            });
            whole.object("empty", |_| {});
            whole.parts("parts", &["a\"", "", "b"]);
            whole.members(br#""second":null"#);
            whole.filled(br#""first":0"#, |text| text[8] = b'1');
            whole.counted("days", -12, "\tdays");
        });
        let read: serde_json::Value = serde_json::from_slice(&out).unwrap();
        let wanted = serde_json::json!({
            "text": hostile, "least": i64::MIN, "most": i64::MAX, "zero": 0, "yes": true, "none": null,
            "list": ["", -7, {}, []], "empty": {}, "parts": "a\"b",
            "first": 1, "second": null, "days": "-12\tdays",
        });
        assert_eq!(read, wanted);
    }
}
