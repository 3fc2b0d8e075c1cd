//! The lines of a timeline in columns, with the silence between them.

use std::fmt::Write as _;

use super::Page;
use super::lines::{Kind, Line};
use crate::cli::style::Look;
use crate::cli::wrap::{columns, hang, pad, wrap};
use crate::fleet::words::{clock, date, length, year};
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
        let now = format!("{}  now", drawn.columns.moment(at, zone));
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
    form: Form,
}

/// What a line has room for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// Everything.
    Whole,
    /// Cities instead of facilities; what happened says enough of those.
    Cities,
    /// Cities, without offsets and without blanks at the edge.
    Compact,
    /// Not even that: a line becomes several.
    Stacked,
}

/// What stands before the event: blanks, date, time and offset.
const MOMENT: usize = 28;
/// The same without blanks at the edge and offset.
const SHORT_MOMENT: usize = 19;

impl Columns {
    fn of(lines: &[Line], look: Look) -> Self {
        // Only scans have a place to be aligned; what was told may be longer.
        let has_scans = lines.iter().any(|line| line.kind == Kind::Scan);
        let scans = lines
            .iter()
            .filter(|line| !has_scans || line.kind == Kind::Scan);
        let widest = |width: fn(&Line) -> usize| scans.clone().map(width).max().unwrap_or(0);
        let what = widest(|line| columns(&line.what));
        let who = widest(|line| columns(line.who));
        let rest = what + 2 + who + 2;
        let place = rest + widest(|line| columns(&line.place));
        let city = rest + widest(|line| columns(&line.city));
        let form = match look.width {
            width if MOMENT + place <= width => Form::Whole,
            width if MOMENT + city <= width => Form::Cities,
            width if SHORT_MOMENT + city <= width => Form::Compact,
            _ => Form::Stacked,
        };
        Self { what, who, form }
    }

    /// Returns a moment as it begins a line.
    fn moment(&self, at: Timestamp, zone: Zone) -> String {
        let (date, clock) = (date(at, zone), clock(at, zone));
        if self.form == Form::Compact {
            format!("{date}  {}", &clock[..5])
        } else {
            format!("  {date}  {clock}")
        }
    }

    fn write(&self, out: &mut String, line: &Line, look: Look) {
        let moment = look.dim(self.moment(line.at, line.zone));
        if self.form == Form::Stacked {
            stacked(out, line, &moment, look);
            return;
        }
        let what = pad(&line.what, self.what);
        if line.place.is_empty() {
            let text = format!("{moment}  {what}  {}", look.dim(line.who));
            if columns(&text) <= look.width {
                let _ = writeln!(out, "{text}");
            } else {
                hang(out, &format!("{moment}  "), &line.what, look.width);
            }
            return;
        }
        let place = match self.form {
            Form::Whole => &line.place,
            _ => &line.city,
        };
        let who = look.dim(pad(line.who, self.who));
        let _ = writeln!(out, "{moment}  {what}  {who}  {place}");
    }
}

/// Writes a line as several short ones.
fn stacked(out: &mut String, line: &Line, moment: &str, look: Look) {
    let _ = writeln!(out, "{moment}");
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
