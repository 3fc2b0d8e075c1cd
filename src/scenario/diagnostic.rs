//! What is wrong with a scenario file: where, why, and the mend.
//!
//! A file's diagnostics come all at once, in the order of the file; every one says what to do.

use std::fmt;

use annotate_snippets::{AnnotationKind, Level, Origin, Renderer, Snippet};
use serde::Serialize;

/// Pieces of a file that are longer than this many bytes are not shown: nobody could read them.
const LONGEST_EXCERPT: usize = 8_192;

/// A stretch of a file, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Span {
    /// Where it begins.
    pub start: u32,
    /// Where it ends, exclusive.
    pub end: u32,
    /// Whether it lies in the base that the file names, rather than in the file.
    pub(super) inherited: bool,
}

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// The scenario cannot be used.
    Error,
    /// It can, but probably does not say what is meant.
    Warning,
}

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Where.
    pub span: Span,
    /// What stands there, in a few words.
    pub label: String,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub help: String,
    /// How bad it is.
    pub severity: Severity,
}

/// Everything that is wrong with one file; never empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostics {
    path: String,
    text: String,
    list: Vec<Diagnostic>,
}

/// A diagnostic with its position, as plain data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// The file.
    pub path: String,
    /// Line, from 1.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
    /// The last line, from 1.
    pub end_line: u32,
    /// The column after the last character, from 1.
    pub end_column: u32,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong.
    pub message: String,
    /// What stands there, in a few words.
    pub label: String,
    /// What to do about it.
    pub help: String,
}

impl Diagnostics {
    pub(super) fn new(path: &str, text: &str, mut list: Vec<Diagnostic>) -> Self {
        list.sort_by(|one, other| {
            (one.span, one.severity, &one.message).cmp(&(
                other.span,
                other.severity,
                &other.message,
            ))
        });
        list.dedup();
        Self {
            path: path.to_owned(),
            text: text.to_owned(),
            list,
        }
    }

    /// Returns the file's path, as it was given.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Returns the diagnostics, in the order of the file.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &Diagnostic> {
        self.list.iter()
    }

    /// Returns how many things are wrong.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Tells whether nothing is wrong, which is never so.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Returns (line, column) of a diagnostic's first character, both from 1, the column in characters.
    pub fn position(&self, diagnostic: &Diagnostic) -> (u32, u32) {
        position(&self.text, diagnostic.span.start)
    }

    /// Returns the diagnostics as plain data with lines and columns.
    pub fn findings(&self) -> Vec<Finding> {
        let finding = |diagnostic: &Diagnostic| {
            let (line, column) = position(&self.text, diagnostic.span.start);
            let (end_line, end_column) = position(&self.text, diagnostic.span.end);
            Finding {
                path: self.path.clone(),
                line,
                column,
                end_line,
                end_column,
                severity: diagnostic.severity,
                message: diagnostic.message.clone(),
                label: diagnostic.label.clone(),
                help: diagnostic.help.clone(),
            }
        };
        self.list.iter().map(finding).collect()
    }

    /// Returns the diagnostics with labeled pieces of the file, for a terminal of `width` columns.
    pub fn render(&self, color: bool, width: usize) -> String {
        let renderer = if color {
            Renderer::styled()
        } else {
            Renderer::plain()
        };
        let renderer = renderer.term_width(width.max(40));
        let mut rendered = String::new();
        for diagnostic in &self.list {
            if !rendered.is_empty() {
                rendered.push_str("\n\n");
            }
            rendered.push_str(&self.render_one(diagnostic, &renderer));
        }
        rendered
    }

    fn render_one(&self, diagnostic: &Diagnostic, renderer: &Renderer) -> String {
        let level = match diagnostic.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
        };
        // Only the lines around the span are handed over: the renderer reads all it gets, once for each diagnostic.
        let (excerpt, offset, first_line) = excerpt(&self.text, diagnostic.span);
        let place = |at: u32| (at as usize).saturating_sub(offset).min(excerpt.len());
        let span = place(diagnostic.span.start)..place(diagnostic.span.end);
        let title = level.primary_title(diagnostic.message.as_str());
        let group = if excerpt.len() > LONGEST_EXCERPT {
            let (line, column) = self.position(diagnostic);
            let origin = Origin::path(self.path.as_str());
            title.element(origin.line(line as usize).char_column(column as usize))
        } else {
            let annotation = AnnotationKind::Primary
                .span(span)
                .label(diagnostic.label.as_str());
            let snippet = Snippet::source(excerpt)
                .line_start(first_line)
                .path(self.path.as_str());
            title.element(snippet.annotation(annotation))
        };
        let group = group.element(Level::HELP.message(diagnostic.help.as_str()));
        renderer.render(&[group])
    }
}

impl fmt::Display for Diagnostics {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.render(false, 100))
    }
}

impl std::error::Error for Diagnostics {}

/// Returns the whole lines that a span touches, the byte they begin at, and the number of the first.
fn excerpt(text: &str, span: Span) -> (&str, usize, usize) {
    let start = floor(text, span.start);
    let end = floor(text, span.end).max(start);
    let first = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let last = text[end..].find('\n').map_or(text.len(), |at| end + at);
    (
        &text[first..last],
        first,
        text[..first].matches('\n').count() + 1,
    )
}

fn position(text: &str, at: u32) -> (u32, u32) {
    let before = &text[..floor(text, at)];
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let line = before.matches('\n').count() + 1;
    (line as u32, before[line_start..].chars().count() as u32 + 1)
}

/// Returns the last character boundary at or before a byte.
fn floor(text: &str, at: u32) -> usize {
    let at = (at as usize).min(text.len());
    (0..=at)
        .rev()
        .find(|at| text.is_char_boundary(*at))
        .unwrap_or(0)
}
