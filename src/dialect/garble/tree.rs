//! Trees: JSON in which every key and every leaf stays the text that it was, so that what nobody touches is written as
//! it was read.

use std::borrow::Cow;

use crate::dialect::json;

/// A tree is read at most so deep; what is deeper stays as it is.
const DEPTH_MOST: usize = 100;

/// A value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Node<'a> {
    /// A text, a number, a truth value or null, as it is written.
    Leaf(Cow<'a, str>),
    /// A list.
    Array(Vec<Self>),
    /// Keys, as they are written between quotes, and values.
    Object(Vec<(&'a str, Self)>),
    /// Nothing: neither key nor value is written.
    Gone,
}

impl<'a> Node<'a> {
    /// The value null.
    pub(super) const NULL: Self = Self::Leaf(Cow::Borrowed("null"));

    /// Reads a tree; none of what is no JSON, or has blanks between its parts.
    pub(super) fn read(text: &'a str) -> Option<Self> {
        let mut reader = Reader { text, at: 0 };
        let whole = reader.value(0)?;
        (reader.at == text.len()).then_some(whole)
    }

    /// Returns a text.
    pub(super) fn of_text(text: &str) -> Self {
        let mut out = Vec::with_capacity(text.len() + 2);
        json::string(&mut out, text);
        // What was text is text.
        Self::Leaf(Cow::Owned(String::from_utf8_lossy(&out).into_owned()))
    }

    /// Writes the tree.
    pub(super) fn write(&self, out: &mut Vec<u8>) {
        let mut between = false;
        let mut separate = |out: &mut Vec<u8>| {
            if std::mem::replace(&mut between, true) {
                out.push(b',');
            }
        };
        match self {
            Self::Leaf(text) => out.extend_from_slice(text.as_bytes()),
            Self::Array(items) => {
                out.push(b'[');
                for item in items.iter().filter(|item| **item != Self::Gone) {
                    separate(out);
                    item.write(out);
                }
                out.push(b']');
            }
            Self::Object(fields) => {
                out.push(b'{');
                for (key, value) in fields.iter().filter(|(_, value)| *value != Self::Gone) {
                    separate(out);
                    out.push(b'"');
                    out.extend_from_slice(key.as_bytes());
                    out.extend_from_slice(b"\":");
                    value.write(out);
                }
                out.push(b'}');
            }
            Self::Gone => {}
        }
    }

    /// Visits every value at a path below this one: keys joined by `/`, `*` for each item of a list; the empty path is
    /// the value itself.
    pub(super) fn each(&mut self, path: &str, visit: &mut dyn FnMut(&mut Self)) {
        if path.is_empty() {
            if *self != Self::Gone {
                visit(self);
            }
            return;
        }
        let (step, rest) = path.split_once('/').unwrap_or((path, ""));
        match self {
            Self::Array(items) if step == "*" => {
                for item in items {
                    item.each(rest, visit);
                }
            }
            Self::Object(fields) => {
                for (_, value) in fields.iter_mut().filter(|(key, _)| *key == step) {
                    value.each(rest, visit);
                }
            }
            _ => {}
        }
    }

    /// Returns the value at a path without `*`.
    pub(super) fn get(&self, path: &str) -> Option<&Self> {
        if path.is_empty() {
            return Some(self).filter(|node| **node != Self::Gone);
        }
        let (step, rest) = path.split_once('/').unwrap_or((path, ""));
        let Self::Object(fields) = self else {
            return None;
        };
        let (_, value) = fields.iter().find(|(key, _)| *key == step)?;
        value.get(rest)
    }

    /// Returns what a leaf is written as.
    pub(super) fn raw(&self) -> Option<&str> {
        match self {
            Self::Leaf(raw) => Some(raw),
            _ => None,
        }
    }

    /// Returns the text of a leaf, if it is text.
    pub(super) fn text(&self) -> Option<Cow<'_, str>> {
        let raw = self.raw()?;
        let inner = raw.strip_prefix('"')?.strip_suffix('"')?;
        if inner.contains('\\') {
            return serde_json::from_str(raw).ok().map(Cow::Owned);
        }
        Some(Cow::Borrowed(inner))
    }

    /// Returns a leaf's whole number, if it is one.
    pub(super) fn int(&self) -> Option<i64> {
        self.raw()?.parse().ok()
    }

    /// Writes another text in place of a leaf's text; of anything else and of the empty text, nothing happens.
    pub(super) fn edit(&mut self, edit: impl FnOnce(&str) -> Option<String>) {
        let text = self.text().filter(|text| !text.is_empty());
        if let Some(edited) = text.and_then(|text| edit(&text)) {
            *self = Self::of_text(&edited);
        }
    }
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Reader<'a> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn take(&mut self, byte: u8) -> Option<()> {
        let found = self.peek() == Some(byte);
        self.at += usize::from(found);
        found.then_some(())
    }

    fn value(&mut self, depth: usize) -> Option<Node<'a>> {
        match self.peek()? {
            _ if depth > DEPTH_MOST => None,
            b'{' => self.object(depth),
            b'[' => self.array(depth),
            b'"' => self.string().map(|text| Node::Leaf(Cow::Borrowed(text))),
            _ => self.word(),
        }
    }

    fn object(&mut self, depth: usize) -> Option<Node<'a>> {
        let mut fields = Vec::new();
        self.take(b'{')?;
        while self.take(b'}').is_none() {
            if !fields.is_empty() {
                self.take(b',')?;
            }
            let key = self.string()?;
            self.take(b':')?;
            fields.push((&key[1..key.len() - 1], self.value(depth + 1)?));
        }
        Some(Node::Object(fields))
    }

    fn array(&mut self, depth: usize) -> Option<Node<'a>> {
        let mut items = Vec::new();
        self.take(b'[')?;
        while self.take(b']').is_none() {
            if !items.is_empty() {
                self.take(b',')?;
            }
            items.push(self.value(depth + 1)?);
        }
        Some(Node::Array(items))
    }

    /// Reads a text with its quotes.
    fn string(&mut self) -> Option<&'a str> {
        let from = self.at;
        self.take(b'"')?;
        loop {
            match self.peek()? {
                b'"' => break,
                b'\\' => self.at += 2,
                _ => self.at += 1,
            }
        }
        self.at += 1;
        self.text.get(from..self.at)
    }

    /// Reads a number, a truth value or null.
    fn word(&mut self) -> Option<Node<'a>> {
        let rest = &self.text[self.at..];
        let is_part = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.');
        let length = rest.bytes().take_while(|byte| is_part(*byte)).count();
        self.at += length;
        (length > 0).then(|| Node::Leaf(Cow::Borrowed(&rest[..length])))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(node: &Node<'_>) -> String {
        let mut out = Vec::new();
        node.write(&mut out);
        String::from_utf8(out).expect("it was text")
    }

    #[test]
    fn what_nobody_touches_is_written_as_it_was_read() {
        for text in [
            r#"{"a":[1,-2.50e+3,true,null,"é\u00e9\"\\"],"":{},"b":[]}"#,
            "[]",
            "0.0",
            r#""text""#,
        ] {
            assert_eq!(written(&Node::read(text).expect("it is JSON")), text);
        }
    }

    #[test]
    fn what_is_no_json_is_not_read() {
        let deep = "[".repeat(DEPTH_MOST * 2);
        for text in [
            "", "{", "[1", r#"{"a"}"#, "[,]", "\"\\", "<p>", "{} ", &deep,
        ] {
            assert_eq!(Node::read(text), None, "{text}");
        }
    }

    #[test]
    fn paths_lead_to_values_and_what_is_gone_is_not_written() {
        let mut whole = Node::read(r#"{"a":[{"b":1,"c":2},{"b":"3"}],"d":4}"#).expect("it is JSON");
        whole.each("a/*/b", &mut |node| *node = Node::Gone);
        whole.each("d", &mut |node| *node = Node::of_text("\"4\""));
        assert_eq!(written(&whole), r#"{"a":[{"c":2},{}],"d":"\"4\""}"#);
        assert_eq!(
            whole.get("d").and_then(Node::text).as_deref(),
            Some("\"4\"")
        );
        assert_eq!(whole.get("a/b"), None);
    }
}
