//! Snapshots as files that `insta` and `cargo insta review` read too.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::diff::diff;
use crate::cli::failure::Failure;
use crate::cli::target;

/// A snapshot's file is never longer.
const FILE_BYTES_MAX: u64 = 64 << 20;

/// What to do with what a tracker says now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    /// Put what differs beside what was, for review.
    Propose,
    /// Take it for right.
    Update,
    /// Only compare.
    Check,
}

/// What came of comparing.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Compared {
    /// It says what it said.
    Same,
    /// There was nothing to compare with.
    New,
    /// It says something else; this is what.
    Changed(String),
}

/// A snapshot's place.
#[derive(Debug, Clone)]
pub(super) struct Snapshot {
    folder: PathBuf,
    name: String,
}

impl Snapshot {
    pub(super) fn new(folder: &Path, name: String) -> Self {
        Self {
            folder: folder.to_owned(),
            name,
        }
    }

    /// Returns the file.
    pub(super) fn path(&self) -> PathBuf {
        self.folder.join(format!("{}.snap", self.name))
    }

    /// Returns the file for what is to be reviewed.
    pub(super) fn proposed(&self) -> PathBuf {
        self.folder.join(format!("{}.snap.new", self.name))
    }

    /// Compares a story with the one that is kept, and keeps what the mode says; `command` made it.
    pub(super) fn compare(
        &self,
        story: &str,
        command: &str,
        mode: Mode,
    ) -> Result<Compared, Failure> {
        let kept = read(&self.path())?;
        let compared = match &kept {
            Some(kept) if kept.trim_end() == story.trim_end() => Compared::Same,
            Some(kept) => Compared::Changed(diff(kept, story)),
            None => Compared::New,
        };
        let is_same = compared == Compared::Same;
        match mode {
            Mode::Check => {}
            Mode::Propose | Mode::Update if is_same => self.forget()?,
            Mode::Propose => self.write(&self.proposed(), story, command)?,
            Mode::Update => {
                self.write(&self.path(), story, command)?;
                self.forget()?;
            }
        }
        Ok(compared)
    }

    /// Removes what was to be reviewed.
    fn forget(&self) -> Result<(), Failure> {
        let path = self.proposed();
        match fs::remove_file(&path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(Failure::run(
                format!("`{}` cannot be removed: {error}", path.display()),
                "remove it yourself",
            )),
            _ => Ok(()),
        }
    }

    fn write(&self, path: &Path, story: &str, command: &str) -> Result<(), Failure> {
        fs::create_dir_all(&self.folder).map_err(|error| {
            Failure::run(
                format!(
                    "the folder `{}` cannot be made: {error}",
                    self.folder.display()
                ),
                "name another `--out`",
            )
        })?;
        // A JSON string is a YAML string too.
        let command = serde_json::Value::from(command).to_string();
        let text = format!(
            "---\nsource: simulate snapshot\nexpression: {command}\n---\n{}\n",
            story.trim_end()
        );
        target::write(path, text.as_bytes())
    }
}

/// Returns what a snapshot holds below its head; none if there is no such file.
fn read(path: &Path) -> Result<Option<String>, Failure> {
    let unreadable = |what: &str| {
        Failure::run(
            format!("the snapshot `{}` cannot be read: {what}", path.display()),
            "remove it, or name another `--out`",
        )
    };
    match fs::metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(unreadable(&error.to_string())),
        Ok(facts) if facts.len() > FILE_BYTES_MAX => return Err(unreadable("it is too large")),
        Ok(_) => {}
    }
    let text = fs::read_to_string(path).map_err(|error| unreadable(&error.to_string()))?;
    let text = text.replace("\r\n", "\n");
    let body = text
        .strip_prefix("---\n")
        .and_then(|rest| rest.split_once("\n---\n"))
        .map(|(_, body)| body.to_owned());
    body.map(Some)
        .ok_or_else(|| unreadable("it is no snapshot"))
}
