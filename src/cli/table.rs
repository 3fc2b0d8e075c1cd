//! Several cases as a table, one a line.

use std::fmt::Write as _;

use super::style::Look;
use super::wrap::pad;
use crate::fleet::Case;
use crate::fleet::document::Truth;
use crate::fleet::words::{date, length, phrase, plain};
use crate::parcel::{Milestone, Observer, Timestamp};

/// What the table shows of each case.
#[derive(Debug, Clone, Copy)]
pub(super) struct Table {
    /// Whose page the newest event is on.
    pub(super) observer: Observer,
    /// Whether the order day stands in each line.
    pub(super) with_day: bool,
    /// Whether the fate does.
    pub(super) truth: Truth,
    /// How it looks.
    pub(super) look: Look,
}

/// How wide the columns are; in a narrow table the status has less room, and the time in transit none.
const NUMBER: usize = 18;

impl Table {
    /// Returns the head of the table.
    pub(super) fn head(self) -> String {
        let names = ["newest", "status", "in transit", "truth"].map(str::to_owned);
        let start = self.start("day", "index", "number", "to");
        format!("{}\n", self.look.bold(self.line(start, names).trim_end()))
    }

    /// Returns the line of a case.
    pub(super) fn row(self, case: &Case, at: Option<Timestamp>) -> String {
        let shown: Vec<_> = case
            .observations(at)
            .filter(|seen| seen.observer == self.observer)
            .collect();
        let number = case
            .typed(at)
            .map_or_else(|| "-".to_owned(), |number| number.to_string());
        let order = case.orders.first();
        let to = order.map_or("", |order| order.destination.country().code());
        let from = shown
            .iter()
            .find(|seen| seen.milestone == Milestone::PickedUp)
            .map(|seen| seen.occurred_at);
        let (newest, status, transit) = match shown.last() {
            None => ("-".to_owned(), "nothing shown".to_owned(), String::new()),
            Some(newest) => {
                let transit = from.map(|from| length(newest.occurred_at - from));
                let status = self
                    .look
                    .status(newest.milestone.status(), phrase(newest.milestone));
                let day = date(newest.occurred_at, newest.place.zone());
                (day, status, transit.unwrap_or_default())
            }
        };
        let fate = case
            .parcels
            .first()
            .map_or("", |parcel| parcel.journey.fate.name());
        let start = self.start(
            &case.address.day.to_string(),
            &case.address.place.to_string(),
            &number,
            to,
        );
        let line = self.line(start, [newest, status, transit, plain(fate)]);
        format!("{}\n", line.trim_end())
    }

    fn start(self, day: &str, index: &str, number: &str, to: &str) -> String {
        let mut line = String::new();
        if self.with_day {
            let _ = write!(line, "{day:<10}  ");
        }
        let width = if self.look.is_narrow() { 5 } else { 7 };
        let _ = write!(line, "{index:>width$}  {number:<NUMBER$}  {to:<2}");
        line
    }

    fn line(self, mut line: String, [newest, status, transit, fate]: [String; 4]) -> String {
        let truth = self.truth == Truth::Shown;
        if self.look.is_narrow() {
            let gap = if self.look.width < 64 {
                "\n       "
            } else {
                "  "
            };
            let _ = write!(line, "{gap}{status}");
            if truth {
                let _ = write!(line, " ({fate})");
            }
            return line;
        }
        let _ = write!(line, "  {}  {}", pad(&newest, 10), pad(&status, 32));
        if truth {
            let _ = write!(line, "  {}  {fate}", pad(&transit, 10));
        } else {
            let _ = write!(line, "  {transit}");
        }
        line
    }
}
