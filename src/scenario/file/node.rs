//! A scenario file as a tree of values with their places, in the order of the text.
//!
//! The tree is never deeper than a bound, whatever the text says, so that walking it cannot exhaust the stack.

use std::fmt;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::problems::Problems;
use crate::scenario::diagnostic::Span;

/// The largest file that is read, in bytes.
pub(in crate::scenario) const LARGEST_BYTES: usize = 1 << 20;
/// How deep tables and lists may stand in each other.
const DEEPEST: usize = 40;
/// How many dots that are no decimal points a line may have: every dot between keys is a level.
const MOST_DOTS: usize = 32;

/// A value and its place.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::scenario) struct Item {
    pub span: Span,
    pub node: Node,
}

/// A value.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::scenario) enum Node {
    Text(String),
    Whole(i128),
    Float(f64),
    Truth,
    Date,
    List(Vec<Item>),
    Table(Vec<Entry>),
    /// Too deep to be read; it was reported.
    Unread,
}

/// A key with its value.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::scenario) struct Entry {
    pub key: String,
    pub key_span: Span,
    pub item: Item,
}

/// Where a value stands in the tree, for messages.
#[derive(Debug, Clone, Copy)]
pub(in crate::scenario) struct Path<'a> {
    parent: Option<&'a Self>,
    key: &'a str,
}

impl<'a> Path<'a> {
    /// The whole file.
    pub(in crate::scenario) const ROOT: Path<'static> = Path {
        parent: None,
        key: "",
    };

    /// Returns the path of a key below this one.
    pub(in crate::scenario) const fn at(&'a self, key: &'a str) -> Self {
        Self {
            parent: Some(self),
            key,
        }
    }

    /// Returns the last key.
    pub(in crate::scenario) const fn key(&self) -> &'a str {
        self.key
    }

    /// Returns words for the table this is the path of.
    pub(in crate::scenario) fn table(&self) -> String {
        if self.key.is_empty() {
            "the file".to_owned()
        } else {
            format!("`{self}`")
        }
    }
}

impl fmt::Display for Path<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.parent {
            Some(parent) if !parent.key.is_empty() => write!(formatter, "{parent}.{}", self.key),
            _ => formatter.write_str(self.key),
        }
    }
}

impl Item {
    /// Returns words for the kind of value, with an article.
    pub(in crate::scenario) const fn kind(&self) -> &'static str {
        match self.node {
            Node::Text(_) => "text",
            Node::Whole(_) => "a whole number",
            Node::Float(_) => "a number with decimals",
            Node::Truth => "a truth value",
            Node::Date => "a date",
            Node::List(_) => "a list",
            Node::Table(_) => "a table",
            Node::Unread => "too deep",
        }
    }

    pub(in crate::scenario) fn text(&self) -> Option<&str> {
        if let Node::Text(text) = &self.node {
            Some(text)
        } else {
            None
        }
    }

    pub(in crate::scenario) fn table(&self) -> Option<&[Entry]> {
        if let Node::Table(entries) = &self.node {
            Some(entries)
        } else {
            None
        }
    }

    pub(in crate::scenario) fn list(&self) -> Option<&[Self]> {
        if let Node::List(items) = &self.node {
            Some(items)
        } else {
            None
        }
    }

    pub(in crate::scenario) const fn number(&self) -> Option<f64> {
        match self.node {
            Node::Whole(number) => Some(number as f64),
            Node::Float(number) => Some(number),
            _ => None,
        }
    }
}

/// Returns the entry of a key.
pub(in crate::scenario) fn get<'a>(entries: &'a [Entry], key: &str) -> Option<&'a Entry> {
    entries.iter().find(|entry| entry.key == key)
}

/// Reads a text; syntax errors are reported, and what can be read in spite of them is returned.
pub(in crate::scenario) fn parse(text: &str, problems: &mut Problems) -> Vec<Entry> {
    if text.len() > LARGEST_BYTES {
        let start = Span::default();
        problems.error(
            start,
            "the file is larger than 1 MiB",
            "here it begins",
            "split it, or generate fewer states",
        );
        problems.unread();
        return Vec::new();
    }
    if let Some(span) = many_dots(text) {
        problems.error(
            span,
            "the line has more than 32 dots",
            "too many levels",
            "write tables with few levels, and break long texts into lines",
        );
        problems.unread();
        return Vec::new();
    }
    let (table, errors) = DeTable::parse_recoverable(text);
    for error in errors {
        let span = error.span().unwrap_or(0..0);
        problems.syntax(span, error.message());
    }
    entries(table.into_inner(), 0, problems)
}

fn entries(table: DeTable<'_>, depth: usize, problems: &mut Problems) -> Vec<Entry> {
    let entry = |(key, value): (Spanned<_>, Spanned<_>)| {
        let key_span = problems.span(key.span());
        let key: std::borrow::Cow<'_, str> = key.into_inner();
        Entry {
            key: key.into_owned(),
            key_span,
            item: item(value, depth + 1, problems),
        }
    };
    let mut entries = table.into_iter().map(entry).collect::<Vec<_>>();
    entries.sort_by_key(|entry| entry.key_span);
    entries
}

fn item(value: Spanned<DeValue<'_>>, depth: usize, problems: &mut Problems) -> Item {
    let span = problems.span(value.span());
    let value = value.into_inner();
    if depth > DEEPEST && matches!(value, DeValue::Array(_) | DeValue::Table(_)) {
        problems.error(
            span,
            "tables and lists stand too deep in each other",
            "too deep",
            "nest fewer of them",
        );
        return Item {
            span,
            node: Node::Unread,
        };
    }
    let node = match value {
        DeValue::String(text) => Node::Text(text.into_owned()),
        DeValue::Integer(number) => {
            // What exceeds 128 bits is out of every range here.
            let read = i128::from_str_radix(number.as_str(), number.radix());
            Node::Whole(read.unwrap_or(i128::MAX))
        }
        DeValue::Float(number) => Node::Float(number.as_str().parse().unwrap_or(f64::NAN)),
        DeValue::Boolean(_) => Node::Truth,
        DeValue::Datetime(_) => Node::Date,
        DeValue::Array(items) => Node::List(
            items
                .into_iter()
                .map(|value| item(value, depth + 1, problems))
                .collect(),
        ),
        DeValue::Table(table) => Node::Table(entries(table, depth, problems)),
    };
    Item { span, node }
}

/// Returns the first line with too many dots.
///
/// The TOML reader bounds brackets but not dotted keys, and both reading and dropping its tree go one call deeper for
/// every level. Strings are not told apart, as a hostile text could mislead whoever tries.
fn many_dots(text: &str) -> Option<Span> {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if line.bytes().filter(|byte| *byte == b'.').count() > MOST_DOTS
            && separators(line) > MOST_DOTS
        {
            return Some(Span {
                start,
                end: start + line.trim_end().len() as u32,
                inherited: false,
            });
        }
        start += line.len() as u32;
    }
    None
}

/// Returns how many dots of a line are no decimal points.
fn separators(line: &str) -> usize {
    let bytes = line.as_bytes();
    let mut count = 0;
    let mut in_number = false;
    for (at, byte) in bytes.iter().enumerate() {
        let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
        match byte {
            b'.' if !in_number && at > 0 && digit(at - 1) && digit(at + 1) => in_number = true,
            b'.' => count += 1,
            b'0'..=b'9' => {}
            _ => in_number = false,
        }
    }
    count
}
