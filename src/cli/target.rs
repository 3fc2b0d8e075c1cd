//! Where bytes go: standard output, or a file that is either whole or not there.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use super::failure::Failure;
use super::output;

/// Writes bytes to a file, or to standard output if the path is `-`.
///
/// They are written to a temporary file beside the target and renamed, so a partial file never looks complete.
pub(super) fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    if path == Path::new("-") {
        return output::write(bytes);
    }
    let shown = path.display();
    let Some(beside) = beside(path) else {
        return Err(Failure::usage(
            format!("`{shown}` is no file"),
            "name a file, such as `-o picture.svg`, or `-` for standard output",
        ));
    };
    let written = put(&beside, bytes).and_then(|()| fs::rename(&beside, path));
    written.map_err(|error| {
        // Whatever is left of it is of no use; that it may not be there is no trouble.
        let _removed = fs::remove_file(&beside);
        let help = match error.kind() {
            io::ErrorKind::NotFound => "make the folder first",
            io::ErrorKind::PermissionDenied => "choose a folder that you may write to",
            _ => "free space or choose another target",
        };
        Failure::run(format!("`{shown}` cannot be written: {error}"), help)
    })
}

/// Returns the path of the temporary file.
fn beside(path: &Path) -> Option<PathBuf> {
    let mut name = OsString::from(".");
    name.push(path.file_name()?);
    name.push(format!(".{}.partial", std::process::id()));
    (!path.is_dir()).then(|| path.with_file_name(name))
}

fn put(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = File::create(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}
