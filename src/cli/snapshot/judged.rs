//! `--judge`: what must be true of any tracker's answers, and is not.

use std::fs;
use std::path::Path;

use super::Filmed;
use crate::cli::failure::Failure;
use crate::cli::output;
use crate::fleet::words::count;
use crate::harness::oracle::{Mapping, MappingError, judge as findings};

/// A mapping's file is never longer.
const FILE_BYTES_MAX: u64 = 1 << 20;

/// Reads a mapping.
pub(super) fn mapping(path: &Path) -> Result<Mapping, Failure> {
    let shown = path.display();
    let unreadable = |what: &str| {
        Failure::usage(
            format!("the mapping `{shown}` cannot be read: {what}"),
            "name a TOML file that says what the tracker's words mean",
        )
    };
    let size = fs::metadata(path).map_err(|error| unreadable(&error.to_string()))?;
    if size.len() > FILE_BYTES_MAX {
        return Err(unreadable("it is too large"));
    }
    let text = fs::read_to_string(path).map_err(|error| unreadable(&error.to_string()))?;
    text.parse().map_err(|error: MappingError| {
        Failure::usage(format!("the mapping `{shown}` is wrong:\n{error}"), "")
    })
}

/// Judges films, and says what is wrong.
pub(super) fn judge(films: &[Filmed], mapping: &Mapping) -> Result<(), Failure> {
    let mut wrong = 0_u32;
    for Filmed { film, .. } in films {
        let answers = film.moments().iter().map(|moment| &moment.answer);
        for word in mapping.unknown(answers) {
            let word: String = word.chars().take(80).collect();
            output::tell(&format!(
                "warning: the mapping does not say what `{word}` means\n"
            ));
        }
        for finding in findings(film, mapping) {
            wrong += 1;
            output::write(format!("{finding}\n\n").as_bytes())?;
        }
    }
    if wrong == 0 {
        return Ok(());
    }
    let wrong = count(wrong, "answer");
    Err(Failure::run(
        format!("{wrong} that no honest tracker gives"),
        "each names the moment; `simulate --scenario … --at TIME` shows what the carriers showed then",
    ))
}
