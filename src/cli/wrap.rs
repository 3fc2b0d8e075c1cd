//! Text in lines that fit.

use std::fmt::Write as _;

use unicode_width::UnicodeWidthStr as _;

/// Returns text in lines of at most `width` columns, broken at blanks; a word that is longer gets a line of its own.
pub(super) fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in text.split(' ') {
        if !line.is_empty() && columns(&line) + 1 + columns(word) > width {
            lines.push(std::mem::take(&mut line));
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    lines.push(line);
    lines
}

/// Writes text in lines that fit, the first one after `head`, the others below its end.
pub(super) fn hang(out: &mut String, head: &str, text: &str, width: usize) {
    let indent = columns(head);
    let lines = wrap(text, width.saturating_sub(indent).max(16));
    for (place, line) in lines.iter().enumerate() {
        if place == 0 {
            let _ = writeln!(out, "{head}{line}");
        } else {
            let _ = writeln!(out, "{:indent$}{line}", "");
        }
    }
}

/// Returns how many columns text takes, escape sequences not counted.
pub(super) fn columns(text: &str) -> usize {
    anstream::adapter::strip_str(text)
        .to_string()
        .as_str()
        .width()
}

/// Returns text with blanks up to a number of columns.
pub(super) fn pad(text: &str, width: usize) -> String {
    let blanks = width.saturating_sub(columns(text));
    format!("{text}{:blanks$}", "")
}

#[cfg(test)]
mod tests {
    use super::{columns, wrap};

    #[test]
    fn lines_fit_and_lose_nothing() {
        let text = "silence after export, so that nobody knows: Łódź, \u{1b}[1m東京\u{1b}[0m and 12345678901234567890";
        for width in 1..60 {
            let lines = wrap(text, width);
            assert_eq!(lines.join(" "), text);
            let fits = |line: &String| columns(line) <= width || !line.contains(' ');
            assert!(lines.iter().all(fits), "{lines:?}");
        }
        assert_eq!(columns("\u{1b}[1m東京\u{1b}[0m"), 4);
    }
}
