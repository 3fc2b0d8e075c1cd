//! Colors and widths: on a terminal only, and never needed to understand.

use std::fmt::Display;

use anstyle::{AnsiColor, Style};

use super::args::{Color, LookArgs};
use crate::parcel::Status;

/// How wide text may be, and whether it may be colored.
#[derive(Debug, Clone, Copy)]
pub(super) struct Look {
    /// Columns.
    pub(super) width: usize,
    /// Whether escape sequences may be written.
    pub(super) color: bool,
}

impl Look {
    /// Returns the look for standard output.
    pub(super) fn of_stdout(args: LookArgs) -> Self {
        Self::of(args, &std::io::stdout())
    }

    /// Returns the look for standard error.
    pub(super) fn of_stderr(args: LookArgs) -> Self {
        Self::of(args, &std::io::stderr())
    }

    fn of(args: LookArgs, stream: &impl anstream::stream::RawStream) -> Self {
        let color = match args.color {
            Color::Auto => anstream::AutoStream::choice(stream) != anstream::ColorChoice::Never,
            Color::Always => true,
            Color::Never => false,
        };
        // What goes into a pipe or a file must not depend on the terminal it was started from.
        let terminal = stream
            .is_terminal()
            .then(terminal_size::terminal_size)
            .flatten()
            .map(|(width, _)| usize::from(width.0).clamp(40, 140));
        let width = args.width.map(usize::from).or(terminal).unwrap_or(100);
        Self { width, color }
    }

    /// Tells whether an event needs two lines.
    pub(super) const fn is_narrow(self) -> bool {
        self.width < 84
    }

    /// Returns text in a style, if colors are allowed.
    pub(super) fn paint(self, style: Style, text: impl Display) -> String {
        if self.color {
            format!("{style}{text}{style:#}")
        } else {
            text.to_string()
        }
    }

    /// Returns text that steps back.
    pub(super) fn dim(self, text: impl Display) -> String {
        self.paint(Style::new().dimmed(), text)
    }

    /// Returns text that stands out.
    pub(super) fn bold(self, text: impl Display) -> String {
        self.paint(Style::new().bold(), text)
    }

    /// Returns text in the color of a status.
    pub(super) fn status(self, status: Status, text: impl Display) -> String {
        let color = match status {
            Status::Delivered => AnsiColor::Green,
            Status::CustomsHold | Status::AttemptFailed | Status::Returning => AnsiColor::Yellow,
            Status::Exception | Status::Returned | Status::Canceled => AnsiColor::Red,
            Status::OutForDelivery | Status::AvailableForPickup => AnsiColor::Cyan,
            Status::InfoReceived | Status::InTransit => return text.to_string(),
        };
        self.paint(color.on_default(), text)
    }

    /// Returns the word that introduces an error.
    pub(super) fn error_word(self, word: &str) -> String {
        self.paint(AnsiColor::Red.on_default().bold(), word)
    }
}
