//! The lines of a timeline in columns, with the silence between them.

use std::fmt::Write as _;

use super::Page;
use super::lines::{Kind, Line};
use crate::cli::style::Look;
use crate::cli::words::{clock, date, length, year};
use crate::cli::wrap::{columns, pad, wrap};
use crate::order::Order;
use crate::parcel::time::DAY;
use crate::parcel::{Timestamp, Zone};

/// Gaps from this length on are drawn as silence.
const SILENCE: i64 = 3 * DAY;

/// Writes the lines, and where a moment was asked for, that it is now.
pub(super) fn write(out: &mut String, lines: &[Line], (page, order): (Page, &Order), look: Look) {
    let zone = order.destination.zone();
    let mut drawn = Drawn {
        columns: Columns::of(lines, look),
        year: year(order.placed_at, zone),
        heard: None,
        before: None,
        look,
    };
    for line in lines {
        drawn.time(out, line.at, line.zone);
        drawn.columns.write(out, line, look);
        if line.kind == Kind::Scan || (line.kind == Kind::Number && drawn.heard.is_none()) {
            drawn.heard = Some(line.at);
        }
    }
    if let Some(at) = page.at {
        drawn.time(out, at, zone);
        let now = format!("  {}  {}  now", date(at, zone), clock(at, zone));
        let _ = writeln!(out, "{}", look.dim(now));
    }
}

/// What has been drawn so far.
struct Drawn {
    columns: Columns,
    year: i32,
    /// When something was last shown; before the first scan, when a number was first told.
    heard: Option<Timestamp>,
    /// When the line before happened.
    before: Option<Timestamp>,
    look: Look,
}

impl Drawn {
    /// Draws how time passes until a line: silence, and another year.
    fn time(&mut self, out: &mut String, at: Timestamp, zone: Zone) {
        let passed = self.before.map_or(0, |before| at - before);
        if let Some(heard) = self.heard.filter(|_| passed >= SILENCE) {
            self.silence(out, at - heard);
        }
        self.before = Some(at);
        let year = year(at, zone);
        if year != self.year {
            let _ = writeln!(out, "  {}", self.look.bold(year));
            self.year = year;
        }
    }

    fn silence(&self, out: &mut String, gap: i64) {
        // The longer, the taller: one line within a week, three within four, five beyond.
        let height = match gap / (7 * DAY) {
            0 => 1,
            1..4 => 3,
            _ => 5,
        };
        for place in 0..height {
            let text = if place == height / 2 {
                format!("       ┊  silence, {}", length(gap))
            } else {
                "       ┊".to_owned()
            };
            let _ = writeln!(out, "{}", self.look.dim(text));
        }
    }
}

/// Widths of the columns.
struct Columns {
    what: usize,
    who: usize,
    /// Whether only cities fit; what happened says enough of the facility.
    in_cities: bool,
    /// Whether not even they do, so that a line becomes several.
    is_narrow: bool,
}

/// What stands before the event: blanks, date, time and offset.
const MOMENT: usize = 28;

impl Columns {
    fn of(lines: &[Line], look: Look) -> Self {
        // Only scans have a place to be aligned; what was told may be longer.
        let scans = lines.iter().filter(|line| line.kind == Kind::Scan);
        let widest = |width: fn(&Line) -> usize| scans.clone().map(width).max().unwrap_or(0);
        let what = widest(|line| columns(&line.what));
        let who = widest(|line| columns(line.who));
        let room = look.width.saturating_sub(MOMENT + what + 2 + who + 2);
        Self {
            what,
            who,
            in_cities: widest(|line| columns(&line.place)) > room,
            is_narrow: widest(|line| columns(&line.city)) > room,
        }
    }

    fn write(&self, out: &mut String, line: &Line, look: Look) {
        let moment = look.dim(format!(
            "{}  {}",
            date(line.at, line.zone),
            clock(line.at, line.zone)
        ));
        if self.is_narrow {
            self.stacked(out, line, &moment, look);
            return;
        }
        let what = pad(&line.what, self.what);
        if line.place.is_empty() {
            let _ = writeln!(out, "  {moment}  {what}  {}", look.dim(line.who));
            return;
        }
        let place = if self.in_cities {
            &line.city
        } else {
            &line.place
        };
        let who = look.dim(pad(line.who, self.who));
        let _ = writeln!(out, "  {moment}  {what}  {who}  {place}");
    }

    /// Writes a line as several short ones.
    fn stacked(&self, out: &mut String, line: &Line, moment: &str, look: Look) {
        let _ = writeln!(out, "  {moment}");
        let room = look.width - 4;
        for part in wrap(&line.what, room) {
            let _ = writeln!(out, "    {part}");
        }
        if line.kind == Kind::Scan {
            for part in wrap(&format!("{}  {}", line.who, line.place), room) {
                let _ = writeln!(out, "    {}", look.dim(part));
            }
        }
    }
}
