//! Reading: which kind of log some bytes are, and what was left out of it.

use super::{EventLog, Mistake, Options, Unreadable, delimited, document, lines};

/// What was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// The log.
    pub log: EventLog,
    /// What the bytes were.
    pub kind: Kind,
    /// How many rows there were, the skipped ones included.
    pub rows: u64,
    /// Rows left out, by reason.
    pub skipped: Vec<Skipped>,
}

vocabulary! {
    /// A kind of log.
    pub enum Kind {
        /// Values between commas, semicolons or tabs, with a header.
        Csv = "csv",
        /// One flat JSON object a line.
        JsonLines = "json-lines",
        /// This program's own documents, one a line.
        Documents = "documents",
    }
}

/// Rows left out for one reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skipped {
    /// Why.
    pub reason: Reason,
    /// How many.
    pub rows: u64,
    /// The line of the first of them, from 1.
    pub line: u64,
    /// The column of the first of them, if it is about one.
    pub column: Option<String>,
    /// What the first of them says there.
    pub sample: String,
}

vocabulary! {
    /// Why a row is left out.
    pub enum Reason {
        /// It has fewer values than needed.
        TooShort = "too-short",
        /// It is not UTF-8.
        NotText = "not-text",
        /// It names no case.
        NoCase = "no-case",
        /// It names no activity.
        NoActivity = "no-activity",
        /// It has no time.
        NoTime = "no-time",
        /// Its time cannot be read.
        BadTime = "bad-time",
        /// It ends before it begins.
        Backwards = "backwards",
        /// A document in which the observer sees nothing.
        NothingObserved = "nothing-observed",
    }
}

impl Reason {
    /// Returns what is wrong with such a row, in words.
    pub const fn complaint(self) -> &'static str {
        match self {
            Self::TooShort => "has too few values",
            Self::NotText => "is not UTF-8",
            Self::NoCase => "names no case",
            Self::NoActivity => "names no activity",
            Self::NoTime => "has no time",
            Self::BadTime => "has a time that cannot be read",
            Self::Backwards => "ends before it begins",
            Self::NothingObserved => "shows nothing to the observer",
        }
    }

    /// Returns what to do about it.
    pub const fn help(self) -> &'static str {
        match self {
            Self::TooShort => {
                "check the delimiter: commas, semicolons or tabs, the same in every line"
            }
            Self::NotText => "save the file as UTF-8",
            Self::NoCase => "name the column of the case with `--case`",
            Self::NoActivity => "name the column of the activity with `--activity`",
            Self::NoTime => "name the column of the time with `--time`",
            Self::BadTime => "write times as `2026-03-02T09:30:00+01:00` or `2026-03-02 09:30:00`",
            Self::Backwards => "check which of `--start-time` and `--time` is which",
            Self::NothingObserved => "take another `--observer`",
        }
    }
}

/// Reads a log: CSV unless it begins with a brace.
pub fn read(bytes: &[u8], options: &Options) -> Result<Reading, Unreadable> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let refuse = |mistake| Unreadable {
        line: 1,
        column: None,
        mistake,
    };
    match bytes.trim_ascii_start().first() {
        None => Err(refuse(Mistake::Empty)),
        Some(_) if bytes.iter().take(4_096).any(|byte| *byte == 0) => Err(refuse(Mistake::Binary)),
        Some(b'[') => Err(refuse(Mistake::Array)),
        Some(b'{') if document::is_document(bytes) => document::read(bytes, options),
        Some(b'{') => lines::read(bytes, &options.columns),
        Some(_) => delimited::read(bytes, &options.columns),
    }
}
