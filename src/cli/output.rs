//! Standard output: a closed pipe ends the program quietly, any other trouble is told.

use std::io::{self, Write as _};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::failure::Failure;

/// Writes bytes to standard output.
pub(super) fn write(bytes: &[u8]) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    out.write_all(bytes)
        .and_then(|()| out.flush())
        .map_err(|error| failure(&error))
}

/// Returns what it means that standard output could not be written.
pub(super) fn failure(error: &io::Error) -> Failure {
    match error.kind() {
        io::ErrorKind::BrokenPipe => Failure::Closed,
        _ => Failure::run(
            format!("standard output cannot be written: {error}"),
            "free space or choose another target",
        ),
    }
}

/// Writes to standard error; if even that is impossible, nobody can be told.
pub(super) fn tell(text: &str) {
    let _told = io::stderr().lock().write_all(text.as_bytes());
}

/// So many cases take long enough for a person to wonder.
const LONG: u64 = 20_000;

/// Returns a bar on standard error, which shows itself on a terminal and for long work only.
pub(super) fn progress(count: u64) -> ProgressBar {
    let target = if count < LONG {
        ProgressDrawTarget::hidden()
    } else {
        ProgressDrawTarget::stderr()
    };
    let style =
        ProgressStyle::with_template("{wide_bar} {human_pos}/{human_len} cases, {eta} left");
    let bar = ProgressBar::with_draw_target(Some(count), target);
    match style {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}
