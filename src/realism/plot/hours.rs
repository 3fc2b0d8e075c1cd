//! The panel of hours: on which weekdays and at which hours scans are made, a small map a kind.

use super::Panel;
use super::svg::{Svg, fixed, percent, short_count};
use super::theme::MARGIN;
use crate::realism::measure::Circadian;
use crate::realism::survey::{ScanKind, Survey};

const CELL: (f64, f64) = (9.0, 15.0);
const WEEKDAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
/// From one map to the next, rightward and downward.
const PITCH: (f64, f64) = (276.0, 190.0);
/// Maps beside one another.
const COLUMNS: usize = 3;
/// Shades between nothing and the fullest hour.
const SHADES: u8 = 8;

/// Draws the panel.
pub(super) fn draw(survey: &Survey, svg: &mut Svg) -> Panel {
    svg.text(
        (MARGIN, 0.0),
        "head",
        "When scans are made, on the clock of their place",
    );
    svg.text(
        (MARGIN, 22.0),
        "soft",
        "share of a kind’s scans by weekday and hour; each map up to its own fullest hour",
    );
    for (place, kind) in ScanKind::ALL.iter().enumerate() {
        map(svg, corner(place), *kind, &survey.hours[kind.index()]);
    }
    legend(svg, corner(ScanKind::COUNT));
    Panel {
        height: 226.0 + PITCH.1,
        sources: Vec::new(),
    }
}

fn corner(place: usize) -> (f64, f64) {
    let (column, row) = (place % COLUMNS, place / COLUMNS);
    (
        MARGIN + PITCH.0 * column as f64,
        58.0 + PITCH.1 * row as f64,
    )
}

fn map(svg: &mut Svg, (x, y): (f64, f64), kind: ScanKind, hours: &Circadian) {
    let title = match kind {
        ScanKind::Pickup => "Pickup",
        ScanKind::Sorting => "Sorting",
        ScanKind::Customs => "Customs",
        ScanKind::OutForDelivery => "Out for delivery",
        ScanKind::Delivered => "Delivered",
    };
    svg.text((x, y), "mark-text", title);
    let (left, top) = (x + 34.0, y + 24.0);
    let (width, height) = (24.0 * CELL.0, 7.0 * CELL.1);
    let Some((weekday, hour, most)) = hours.peak() else {
        svg.text((x, y + 17.0), "note", "no such scan");
        svg.rect((left, top), (width, height), "ground");
        return;
    };
    let share = most as f64 / hours.total() as f64;
    let scans = if hours.total() == 1 { "scan" } else { "scans" };
    let note = format!(
        "{} {scans}; fullest {} {hour:02}–{:02} h: {}",
        short_count(hours.total()),
        WEEKDAYS[usize::from(weekday)],
        hour + 1,
        percent(share)
    );
    svg.text((x, y + 17.0), "note", &note);
    svg.rect((left, top), (width, height), "ground");
    for shade in 1..=SHADES {
        let cells = cells(hours, most, shade, (left, top));
        if !cells.is_empty() {
            svg.raw(&format!(
                "<path d=\"{cells}\" class=\"heat\" fill-opacity=\"{}\"/>\n",
                opacity(shade)
            ));
        }
    }
    for (row, name) in WEEKDAYS.iter().enumerate() {
        svg.text(
            (left - 7.0, top + CELL.1 * row as f64 + 11.5),
            "note end",
            name,
        );
    }
    for hour in [0_u8, 6, 12, 18, 24] {
        let at = left + CELL.0 * f64::from(hour);
        svg.line((at, top + height), (at, top + height + 4.0), "axis");
        let text = if hour == 12 {
            "12 h".to_owned()
        } else {
            hour.to_string()
        };
        svg.text((at, top + height + 16.0), "note middle", &text);
    }
}

/// Returns the cells of a shade as one path.
fn cells(hours: &Circadian, most: u64, wanted: u8, (left, top): (f64, f64)) -> String {
    let (width, height) = CELL;
    let mut path = Vec::new();
    for (row, day) in hours.counts().iter().enumerate() {
        for (column, count) in day.iter().enumerate() {
            // The fullest hour has the last shade, and every scan some shade.
            let shade = (count * u64::from(SHADES)).div_ceil(most);
            if shade == u64::from(wanted) {
                let x = fixed(left + width * column as f64);
                let y = fixed(top + height * row as f64);
                path.push(format!("M{x} {y}h{width}v{height}h-{width}z"));
            }
        }
    }
    path.concat()
}

fn opacity(shade: u8) -> String {
    format!("{:.2}", 0.03 + 0.97 * f64::from(shade) / f64::from(SHADES))
}

fn legend(svg: &mut Svg, (x, y): (f64, f64)) {
    let (left, top) = (x + 34.0, y + 40.0);
    svg.text((left, top - 10.0), "note", "share of the fullest hour");
    let width = 24.0 * CELL.0 / f64::from(SHADES + 1);
    svg.rect((left, top), (24.0 * CELL.0, 14.0), "ground");
    for shade in 1..=SHADES {
        let at = left + width * f64::from(shade);
        let (at, top, width) = (fixed(at), fixed(top), fixed(width));
        svg.raw(&format!(
            "<rect x=\"{at}\" y=\"{top}\" width=\"{width}\" height=\"14\" class=\"heat\" fill-opacity=\"{}\"/>\n",
            opacity(shade)
        ));
    }
    svg.text((left, top + 30.0), "note", "none");
    svg.text((left + 24.0 * CELL.0, top + 30.0), "note end", "all of it");
    svg.text((left, top + 58.0), "note", "An even week would have");
    svg.text((left, top + 74.0), "note", "0.60\u{202f}% in every hour.");
}
