//! `simulate scenarios`: list, show, check, schema.

use std::path::Path;

use super::args::{Listing, ScenariosCommand};
use super::failure::Failure;
use super::style::Look;
use super::{output, world};
use crate::scenario::Library;

/// Runs a subcommand.
pub(super) fn scenarios(command: &ScenariosCommand) -> Result<(), Failure> {
    match command {
        ScenariosCommand::List { format, color } => list(*format, Look::of_stdout(color.color)),
        ScenariosCommand::Show {
            name,
            source,
            color,
        } => show(name, *source, Look::of_stdout(color.color)),
        ScenariosCommand::Check {
            files,
            format,
            color,
        } => {
            let look = Look::of_stdout(color.color);
            check(files.iter().map(std::path::PathBuf::as_path), *format, look)
        }
        ScenariosCommand::Schema => Err(Failure::usage("not yet", "")),
    }
}

fn list(_format: Listing, look: Look) -> Result<(), Failure> {
    let mut out = String::new();
    let list = Library::built_in().list();
    let width = list
        .iter()
        .map(|listed| listed.name.len())
        .max()
        .unwrap_or(0);
    for listed in list {
        let name = format!("{:<width$}", listed.name);
        out.push_str(&format!("{}  {}\n", look.bold(name), listed.summary));
    }
    output::write(out.as_bytes())
}

fn show(name: &str, _source: bool, _look: Look) -> Result<(), Failure> {
    let scenario = world::scenario(name)?;
    output::write(format!("{}\n", scenario.title).as_bytes())
}

fn check<'a>(
    files: impl Iterator<Item = &'a Path>,
    _format: Listing,
    look: Look,
) -> Result<(), Failure> {
    let mut wrong = false;
    for path in files {
        match world::from_file(path, Library::built_in()) {
            Ok(_) => output::write(format!("{}: fine\n", path.display()).as_bytes())?,
            Err(Failure::Scenario(diagnostics)) => {
                wrong = true;
                output::write(diagnostics.render(look.color, look.width).as_bytes())?;
            }
            Err(other) => return Err(other),
        }
    }
    if wrong { Err(Failure::Checked) } else { Ok(()) }
}
