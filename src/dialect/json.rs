//! Writing JSON straight into the answer's buffer: no tree, no structs in between.

/// An object that is being written.
#[derive(Debug)]
pub struct Object<'a>(Writer<'a>);

/// An array that is being written.
#[derive(Debug)]
pub struct Array<'a>(Writer<'a>);

#[derive(Debug)]
struct Writer<'a> {
    out: &'a mut Vec<u8>,
    empty: bool,
}

impl Writer<'_> {
    fn separate(&mut self) {
        if !std::mem::take(&mut self.empty) {
            self.out.push(b',');
        }
    }
}

/// Writes an object.
pub fn object(out: &mut Vec<u8>, body: impl FnOnce(&mut Object<'_>)) {
    out.push(b'{');
    body(&mut Object(Writer { out, empty: true }));
    out.push(b'}');
}

/// Writes an array.
pub fn array(out: &mut Vec<u8>, body: impl FnOnce(&mut Array<'_>)) {
    out.push(b'[');
    body(&mut Array(Writer { out, empty: true }));
    out.push(b']');
}

/// Writes a string.
pub fn string(out: &mut Vec<u8>, text: &str) {
    out.reserve(text.len() + 2);
    out.push(b'"');
    escaped(out, text);
    out.push(b'"');
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

/// Tells whether nothing in a text needs an escape: nearly all texts, so it looks at many bytes at once.
fn is_plain(text: &[u8]) -> bool {
    fn plain(bytes: &[u8]) -> bool {
        !bytes
            .iter()
            .fold(false, |found, byte| found | needs_escape(*byte))
    }
    // The last bytes are looked at twice rather than one by one.
    match (text.last_chunk::<16>(), text.last_chunk::<8>()) {
        (Some(last), _) => plain(last) && text.as_chunks::<16>().0.iter().all(|chunk| plain(chunk)),
        (None, Some(last)) => plain(last) && plain(&text[..8]),
        (None, None) => plain(text),
    }
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

fn integer(out: &mut Vec<u8>, value: i64) {
    let mut digits = [0; 20];
    let mut at = digits.len();
    let mut rest = value.unsigned_abs();
    loop {
        at -= 1;
        digits[at] = b'0' + (rest % 10) as u8;
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    if value < 0 {
        out.push(b'-');
    }
    out.extend_from_slice(&digits[at..]);
}

impl Object<'_> {
    fn key(&mut self, key: &str) -> &mut Vec<u8> {
        debug_assert!(!key.bytes().any(needs_escape), "{key}");
        self.0.separate();
        self.0.out.push(b'"');
        self.0.out.extend_from_slice(key.as_bytes());
        self.0.out.extend_from_slice(b"\":");
        self.0.out
    }

    /// Writes a string.
    pub fn str(&mut self, key: &str, value: &str) {
        string(self.key(key), value);
    }

    /// Writes a string, or null.
    pub fn str_or_null(&mut self, key: &str, value: Option<&str>) {
        match value {
            Some(value) => self.str(key, value),
            None => self.null(key),
        }
    }

    /// Writes a string, if there is one.
    pub fn str_if(&mut self, key: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.str(key, value);
        }
    }

    /// Writes a string of ASCII that needs no escapes, such as a time.
    pub fn ascii(&mut self, key: &str, value: &[u8]) {
        debug_assert!(
            !value
                .iter()
                .any(|byte| needs_escape(*byte) || !byte.is_ascii())
        );
        let out = self.key(key);
        out.push(b'"');
        out.extend_from_slice(value);
        out.push(b'"');
    }

    /// Writes a string that is put together of parts.
    pub fn parts(&mut self, key: &str, parts: &[&str]) {
        let out = self.key(key);
        out.push(b'"');
        for part in parts {
            escaped(out, part);
        }
        out.push(b'"');
    }

    /// Writes an integer.
    pub fn int(&mut self, key: &str, value: i64) {
        integer(self.key(key), value);
    }

    /// Writes a boolean.
    pub fn bool(&mut self, key: &str, value: bool) {
        self.raw(key, if value { b"true" } else { b"false" });
    }

    /// Writes null.
    pub fn null(&mut self, key: &str) {
        self.raw(key, b"null");
    }

    /// Writes bytes that are JSON already.
    pub fn raw(&mut self, key: &str, json: &[u8]) {
        self.key(key).extend_from_slice(json);
    }

    /// Writes a value that a client gave.
    pub fn value(&mut self, key: &str, value: &serde_json::Value) {
        // A value always serializes into memory.
        let _written = serde_json::to_writer(self.key(key), value);
    }

    /// Writes an object.
    pub fn object(&mut self, key: &str, body: impl FnOnce(&mut Object<'_>)) {
        object(self.key(key), body);
    }

    /// Writes an array.
    pub fn array(&mut self, key: &str, body: impl FnOnce(&mut Array<'_>)) {
        array(self.key(key), body);
    }
}

impl Array<'_> {
    fn next(&mut self) -> &mut Vec<u8> {
        self.0.separate();
        self.0.out
    }

    /// Writes a string.
    pub fn str(&mut self, value: &str) {
        string(self.next(), value);
    }

    /// Writes an integer.
    pub fn int(&mut self, value: i64) {
        integer(self.next(), value);
    }

    /// Writes bytes that are JSON already.
    pub fn raw(&mut self, json: &[u8]) {
        self.next().extend_from_slice(json);
    }

    /// Writes an object.
    pub fn object(&mut self, body: impl FnOnce(&mut Object<'_>)) {
        object(self.next(), body);
    }

    /// Writes an array.
    pub fn array(&mut self, body: impl FnOnce(&mut Array<'_>)) {
        array(self.next(), body);
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
        });
        let read: serde_json::Value = serde_json::from_slice(&out).unwrap();
        let wanted = serde_json::json!({
            "text": hostile, "least": i64::MIN, "most": i64::MAX, "zero": 0, "yes": true, "none": null,
            "list": ["", -7, {}, []], "empty": {}, "parts": "a\"b",
        });
        assert_eq!(read, wanted);
    }
}
