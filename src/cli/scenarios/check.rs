//! `simulate scenarios check`: everything that is wrong with some files.

use std::fmt::Write as _;

use std::fs;
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::outcome::outcome;
use super::{Printing, json};
use crate::cli::failure::{Failure, told};
use crate::cli::style::Look;
use crate::cli::wrap::hang;
use crate::cli::{output, world};
use crate::scenario::{Finding, Library, Scenario, Severity};

/// A mistake for machines.
#[derive(Serialize)]
struct Mistake {
    file: String,
    line: u32,
    column: u32,
    end_line: u32,
    end_column: u32,
    severity: Severity,
    message: String,
    label: String,
    help: String,
}

/// Checks files and prints a report; fails if anything is wrong.
pub(super) fn check(paths: &[PathBuf], format: Printing, look: Look) -> Result<(), Failure> {
    let mut mistakes = Vec::new();
    let mut text = String::new();
    for path in files(paths)? {
        let before = mistakes.len();
        match world::to_check(&path, Library::built_in()) {
            Ok(scenario) if format == Printing::Text => fine(&mut text, &path, &scenario, look),
            Ok(_) => {}
            Err(Failure::Scenario(wrong)) => {
                mistakes.extend(wrong.findings().into_iter().map(Mistake::from));
                let _ = writeln!(text, "{}", wrong.render(look.color, look.width));
                let count = mistakes.len() - before;
                let noun = if count == 1 { "mistake" } else { "mistakes" };
                let _ = writeln!(text, "\n{}: {count} {noun}", path.display());
            }
            Err(Failure::Usage { message, help }) => {
                text.push_str(&told(look, &message, &help));
                mistakes.push(Mistake::of_file(&path, message, help));
            }
            Err(other) => return Err(other),
        }
    }
    match format {
        Printing::Text => output::write(text.as_bytes())?,
        Printing::Json => output::write(&json(&mistakes))?,
    }
    if mistakes.is_empty() {
        Ok(())
    } else {
        Err(Failure::Checked)
    }
}

/// Returns the files that are meant; a folder means its scenario files, by name.
fn files(paths: &[PathBuf]) -> Result<Vec<PathBuf>, Failure> {
    let mut files = Vec::new();
    for path in paths {
        if !path.is_dir() {
            files.push(path.clone());
            continue;
        }
        let shown = path.display();
        let entries = fs::read_dir(path).map_err(|error| {
            Failure::usage(
                format!("the folder `{shown}` cannot be read: {error}"),
                "check the path",
            )
        })?;
        let is_toml = |path: &PathBuf| path.extension().is_some_and(|end| end == "toml");
        let mut found: Vec<PathBuf> = entries
            .flatten()
            .map(|entry| entry.path())
            .filter(is_toml)
            .collect();
        if found.is_empty() {
            return Err(Failure::usage(
                format!("the folder `{shown}` holds no .toml file"),
                "name the files themselves, or another folder",
            ));
        }
        found.sort();
        files.extend(found);
    }
    Ok(files)
}

fn fine(text: &mut String, path: &Path, scenario: &std::sync::Arc<Scenario>, look: Look) {
    let head = format!("{}: fine\n", look.bold(path.display()));
    text.push_str(&head);
    hang(text, "  ", &outcome(scenario).sentence(), look.width);
}

impl From<Finding> for Mistake {
    fn from(finding: Finding) -> Self {
        Self {
            file: finding.path,
            line: finding.line,
            column: finding.column,
            end_line: finding.end_line,
            end_column: finding.end_column,
            severity: finding.severity,
            message: finding.message,
            label: finding.label,
            help: finding.help,
        }
    }
}

impl Mistake {
    /// Returns the mistake that a whole file is.
    fn of_file(path: &Path, message: String, help: String) -> Self {
        Self {
            file: path.display().to_string(),
            line: 1,
            column: 1,
            end_line: 1,
            end_column: 1,
            severity: Severity::Error,
            message,
            label: "this file".to_owned(),
            help,
        }
    }
}
