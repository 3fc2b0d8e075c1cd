//! Which world the flags name.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use super::failure::Failure;
use crate::fleet::{DEFAULT_START, FIRST_DAY, LAST_DAY, World};
use crate::parcel::time::Day;
use crate::random::Seed;
use crate::scenario::{Library, Scenario, compile, compile_version};

/// A scenario file may be so large.
const FILE_BYTES_MAX: u64 = 1 << 20;

/// Returns the scenario of a name or path.
pub(super) fn scenario(word: &str) -> Result<Arc<Scenario>, Failure> {
    let library = Library::built_in();
    match library.compiled(word) {
        Some(Ok(scenario)) => Ok(Arc::clone(scenario)),
        Some(Err(diagnostics)) => Err(Failure::Scenario(Box::new(diagnostics.clone()))),
        None if looks_like_path(word) => from_file(Path::new(word), library),
        None => Err(unknown(word, library)),
    }
}

pub(super) fn looks_like_path(word: &str) -> bool {
    word.contains(['/', '\\'])
        || Path::new(word)
            .extension()
            .is_some_and(|extension| extension == "toml")
}

/// Returns the scenario of a file; of a built-in scenario's own file, that scenario.
pub(super) fn from_file(path: &Path, library: &Library) -> Result<Arc<Scenario>, Failure> {
    let text = read(path)?;
    let name = stem(path);
    if let Some(built_in) = library
        .get(name)
        .filter(|_| library.text(name) == Some(&text))
    {
        return Ok(built_in);
    }
    compile(name, &path.display().to_string(), &text, library)
        .map_err(|diagnostics| Failure::Scenario(Box::new(diagnostics)))
}

/// Returns the scenario of a file that is to be checked: one that has the name and the id of a built-in scenario is a
/// version of it, and must say all that such a file says.
pub(super) fn to_check(path: &Path, library: &Library) -> Result<Arc<Scenario>, Failure> {
    let text = read(path)?;
    compile_version(stem(path), &path.display().to_string(), &text, library)
        .unwrap_or_else(|| compile(stem(path), &path.display().to_string(), &text, library))
        .map_err(|diagnostics| Failure::Scenario(Box::new(diagnostics)))
}

/// Returns what a file's scenario is called.
pub(super) fn stem(path: &Path) -> &str {
    let stem = path.file_stem().and_then(|stem| stem.to_str());
    stem.unwrap_or("scenario")
}

/// Returns the text of a file that a word names.
pub(super) fn text(word: &str) -> Result<String, Failure> {
    if looks_like_path(word) {
        read(Path::new(word))
    } else {
        Err(unknown(word, Library::built_in()))
    }
}

pub(super) fn read(path: &Path) -> Result<String, Failure> {
    let unreadable = |error: &dyn std::fmt::Display| {
        Failure::usage(
            format!(
                "the scenario file `{}` cannot be read: {error}",
                path.display()
            ),
            "check the path; a built-in scenario is named without folder and `.toml`",
        )
    };
    let facts = fs::metadata(path).map_err(|error| unreadable(&error))?;
    if facts.is_dir() {
        return Err(unreadable(&"it is a folder"));
    }
    let size = facts.len();
    if size > FILE_BYTES_MAX {
        return Err(unreadable(&format!(
            "it has {size} bytes, and a scenario has at most {FILE_BYTES_MAX}"
        )));
    }
    fs::read_to_string(path).map_err(|error| unreadable(&error))
}

fn unknown(word: &str, library: &Library) -> Failure {
    let help = match library.nearest(word) {
        Some(name) => format!("did you mean `{name}`? `simulate scenarios list` shows them all"),
        None => "`simulate scenarios list` shows them all; a file is named by its path, such as `./mine.toml`".into(),
    };
    Failure::usage(format!("there is no scenario `{word}`"), help)
}

/// Returns the world of a scenario and the seed flag.
pub(super) fn world(word: &str, seed: Option<u64>) -> Result<World, Failure> {
    Ok(World::new(
        scenario(word)?,
        seed.map_or(Seed::DEFAULT, Seed),
    ))
}

/// Returns the order day of the start flag.
pub(super) fn start(flag: Option<&str>) -> Result<Option<Day>, Failure> {
    let Some(text) = flag else {
        return Ok(None);
    };
    let help = format!(
        "write a date between {FIRST_DAY} and {LAST_DAY}, such as `--start {DEFAULT_START}`"
    );
    let date: jiff::civil::Date = text
        .parse()
        .map_err(|_| Failure::usage(format!("`--start {text}` is no date"), help.clone()))?;
    let day = Day::from_ymd(
        i32::from(date.year()),
        date.month().unsigned_abs().into(),
        date.day().unsigned_abs().into(),
    );
    if (FIRST_DAY..=LAST_DAY).contains(&day) {
        Ok(Some(day))
    } else {
        Err(Failure::usage(
            format!("`--start {text}` is outside the days that tracking numbers have room for"),
            help,
        ))
    }
}
