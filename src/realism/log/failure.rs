//! What makes a log unreadable, where, and what to do about it.

use std::fmt;

use super::{Column, Skipped};

/// A log that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unreadable {
    /// The line, from 1.
    pub line: u64,
    /// The character or byte of the line, from 1, if it matters.
    pub column: Option<u64>,
    /// What is wrong.
    pub mistake: Mistake,
}

/// What is wrong with a log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mistake {
    /// There is nothing in it.
    Empty,
    /// It is not text.
    Binary,
    /// It is one JSON array, not one object a line.
    Array,
    /// A column is missing.
    NoColumn {
        /// Which.
        column: Column,
        /// Its name, if one was given.
        wanted: Option<String>,
        /// What there is.
        header: Vec<String>,
    },
    /// A line is not JSON, or not an object of the kind that the first line is.
    Json(String),
    /// Every row was skipped.
    NothingLeft(Box<Skipped>),
}

impl Unreadable {
    /// Tells whether the mistake is in what was typed rather than in the data.
    pub const fn is_usage(&self) -> bool {
        matches!(self.mistake, Mistake::NoColumn { .. })
    }

    /// Returns what to do.
    pub fn help(&self) -> String {
        match &self.mistake {
            Mistake::Empty => "give a CSV file with a header, or JSON Lines".into(),
            Mistake::Binary => "unpack it, and save it as UTF-8 text: CSV or JSON Lines".into(),
            Mistake::Array => "write one object a line: `--format ndjson`, or `jq -c '.[]'`".into(),
            Mistake::NoColumn { column, header, .. } => {
                let (flag, usual) = (column.flag(), column.usual_names()[0]);
                format!(
                    "name it with `{flag}`, or call it `{usual}`; the file has {}",
                    list(header)
                )
            }
            Mistake::Json(_) => {
                "write one whole JSON object a line; a file cut short ends like this".into()
            }
            Mistake::NothingLeft(first) => first.reason.help().into(),
        }
    }
}

impl fmt::Display for Unreadable {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.mistake {
            Mistake::Empty => formatter.write_str("the log is empty"),
            Mistake::Binary => formatter.write_str("the log is not text"),
            Mistake::Array => formatter.write_str("the log is one JSON array"),
            Mistake::NoColumn {
                column,
                wanted: Some(name),
                ..
            } => {
                write!(
                    formatter,
                    "there is no column `{name}` for the {}",
                    column.holds()
                )
            }
            Mistake::NoColumn { column, .. } => {
                write!(formatter, "no column looks like the {}", column.holds())
            }
            Mistake::Json(error) => formatter.write_str(error),
            Mistake::NothingLeft(first) => {
                write!(
                    formatter,
                    "no row can be used: the first {}",
                    first.reason.complaint()
                )?;
                match first.sample.as_str() {
                    "" => Ok(()),
                    sample => write!(formatter, " (`{sample}`)"),
                }
            }
        }
    }
}

impl std::error::Error for Unreadable {}

fn list(names: &[String]) -> String {
    let shown: Vec<String> = names
        .iter()
        .take(20)
        .map(|name| format!("`{name}`"))
        .collect();
    match names.len() {
        0 => "no columns".into(),
        1..=20 => shown.join(", "),
        more => format!("{} and {} more", shown.join(", "), more - 20),
    }
}
