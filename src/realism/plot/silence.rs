//! The panel of silence: how many parcels make a watcher wait longer than so many days for the next line.

use super::Panel;
use super::axis::{Labels, Scale, frame};
use super::svg::{Svg, fixed, percent, point};
use super::theme::{LEFT, MARGIN, RIGHT};
use crate::parcel::time::DAY;
use crate::realism::measure::Sample;
use crate::realism::survey::Survey;

const TOP: f64 = 72.0;
const BOTTOM: f64 = 290.0;
const HEIGHT: f64 = 364.0;
/// Days after which people and programs commonly give up.
const ALARMS_DAYS: [u16; 3] = [10, 25, 60];
/// The axis never ends before, and never after.
const DAYS_SHOWN: (f64, f64) = (65.0, 120.0);
/// The curve is drawn at steps of so many pixels.
const PIXELS: f64 = 2.0;

/// Draws the panel.
pub(super) fn draw(survey: &Survey, svg: &mut Svg) -> Panel {
    svg.text(
        (MARGIN, 0.0),
        "head",
        "The longest silence a watcher of the origin carrier’s page sees",
    );
    let sample = survey.silence();
    let Some(median) = sample.quantile(0.5) else {
        svg.text(
            (MARGIN, 24.0),
            "soft",
            "The origin carrier’s page shows nothing of these parcels.",
        );
        return Panel {
            height: 64.0,
            sources: Vec::new(),
        };
    };
    svg.text((MARGIN, 22.0), "soft", &subtitle(&sample, median, survey));
    let farthest = sample.quantile(0.999).unwrap_or(0.0) / DAY as f64;
    let end = farthest.clamp(DAYS_SHOWN.0, DAYS_SHOWN.1);
    let x = Scale::new(end, 14, (LEFT, RIGHT));
    let y = Scale::new(100.0, 5, (BOTTOM, TOP));
    let labels = Labels {
        x: "days without a new line",
        y: "share of parcels silent longer",
    };
    frame(svg, x, y, labels);
    curve(svg, &sample, x, y);
    for alarm in ALARMS_DAYS {
        let share = above(&sample, f64::from(alarm));
        let (at, height) = (x.place(f64::from(alarm)), y.place(share * 100.0));
        svg.line((at, TOP - 2.0), (at, BOTTOM), "mark dash");
        svg.dot((at, height));
        svg.text((at, TOP - 24.0), "tick middle", &format!("{alarm} d"));
        svg.text((at, TOP - 9.0), "mark-text middle", &percent(share));
    }
    let source = "A silence runs from one line’s being shown to the next, or to the end of the parcel’s story. \
                  An alarm after so many days rings for the share marked.";
    Panel {
        height: HEIGHT,
        sources: vec![source.to_owned()],
    }
}

fn subtitle(sample: &Sample, median: f64, survey: &Survey) -> String {
    let days = |seconds: f64| format!("{:.1} d", seconds / DAY as f64);
    let p90 = sample.quantile(0.9).unwrap_or(0.0);
    let text = format!("median {}, p90 {}", days(median), days(p90));
    let unseen = survey.parcels - (sample.len() as u64).min(survey.parcels);
    match unseen {
        0 => text,
        _ => format!(
            "{text}; {} of parcels never appear on it",
            percent(unseen as f64 / survey.parcels as f64)
        ),
    }
}

/// Draws a curve from the upper left to the lower right, with the area below.
fn curve(svg: &mut Svg, sample: &Sample, x: Scale, y: Scale) {
    let steps = ((RIGHT - LEFT) / PIXELS) as u16;
    let mut last = (LEFT, y.place(100.0));
    let mut points = vec![point(last)];
    let mut is_flat = false;
    for step in 1..=steps {
        let days = x.top * f64::from(step) / f64::from(steps);
        let at = (
            LEFT + PIXELS * f64::from(step),
            y.place(above(sample, days) * 100.0),
        );
        // A flat stretch is one line from its beginning to its end.
        if fixed(at.1) == fixed(last.1) && step < steps {
            is_flat = true;
        } else {
            if is_flat {
                points.push(point((at.0 - PIXELS, last.1)));
            }
            points.push(point(at));
            is_flat = false;
            last = at;
        }
    }
    let path = format!("M{}", points.join("L"));
    let area = format!("{path}V{}H{}Z", fixed(BOTTOM), fixed(LEFT));
    svg.path(&area, "area");
    svg.path(&path, "line");
}

fn above(sample: &Sample, days: f64) -> f64 {
    sample
        .share_above((days * DAY as f64) as i64)
        .unwrap_or(0.0)
}
