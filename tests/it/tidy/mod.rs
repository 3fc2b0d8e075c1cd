//! Properties of the project's own text: layers, lengths, introductions, and lists that must agree with folders.

mod layers;
mod lists;
mod paths;
mod tokens;

use std::fs;
use std::path::{Path, PathBuf};

/// A file below `src`.
struct Source {
    /// Its path below `src`, with `/`.
    path: String,
    text: String,
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every file below a folder, in order.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut pending = vec![folder.to_owned()];
    while let Some(folder) = pending.pop() {
        let entries = fs::read_dir(&folder).expect("the project's folders can be read");
        for entry in entries {
            let path = entry.expect("the project's folders can be read").path();
            if path.is_dir() {
                pending.push(path);
            } else {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// Returns the paths below a folder, with `/`, and the texts of the Rust files in it.
fn rust_files(folder: &Path) -> Vec<Source> {
    let is_rust = |path: &PathBuf| path.extension().is_some_and(|extension| extension == "rs");
    let source = |path: PathBuf| {
        let below = path.strip_prefix(folder).expect("it was found there");
        let parts: Vec<_> = below.iter().map(|part| part.to_string_lossy()).collect();
        Source {
            path: parts.join("/"),
            text: fs::read_to_string(&path).expect("sources are text"),
        }
    };
    files(folder)
        .into_iter()
        .filter(is_rust)
        .map(source)
        .collect()
}

fn sources() -> Vec<Source> {
    rust_files(&root().join("src"))
}
