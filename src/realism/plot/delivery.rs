//! The panel of delivery times: a histogram, its quantiles, and the window that buyers are told behind it.

use super::Panel;
use super::axis::{Labels, Scale, frame};
use super::svg::{Svg, grouped, percent};
use super::theme::{LEFT, MARGIN, RIGHT};
use crate::parcel::time::DAY;
use crate::parcel::{DeliveryWindow, LaneClass, ServiceLine};
use crate::realism::measure::Sample;
use crate::realism::survey::Survey;

const TOP: f64 = 118.0;
const BOTTOM: f64 = 336.0;
const HEIGHT: f64 = 410.0;
/// At most so many published windows are shown, the commonest first.
const WINDOWS_MAX: usize = 2;
/// A histogram has at most so many bars; their width is a round number of days.
const BARS_MAX: f64 = 75.0;

/// A published window, and how many parcels it was promised to and kept for.
struct Promise {
    line: ServiceLine,
    lane: LaneClass,
    window: DeliveryWindow,
    parcels: u64,
    kept: u64,
}

/// Draws the panel.
pub(super) fn draw(survey: &Survey, svg: &mut Svg) -> Panel {
    svg.text((MARGIN, 0.0), "head", "From pickup to delivery");
    let sample = survey.delivery();
    let (Some(most), Some(tail)) = (sample.max(), sample.quantile(0.995)) else {
        svg.text(
            (MARGIN, 24.0),
            "soft",
            "No parcel of these cases is delivered.",
        );
        return Panel {
            height: 64.0,
            sources: Vec::new(),
        };
    };
    let promises = promises(survey);
    let window_end = promises
        .iter()
        .map(|promise| f64::from(promise.window.high_days));
    let wanted = window_end.fold(days(tail).min(days(most as f64)), f64::max);
    let x = Scale::new((wanted * 1.02).max(0.5), 12, (LEFT, RIGHT));
    svg.text((MARGIN, 22.0), "soft", &subtitle(&sample, survey, x));
    let (bars, width) = bars(&sample, x);
    let highest = bars.iter().copied().max().unwrap_or(0) as f64 / sample.len() as f64;
    let y = Scale::new((highest * 100.0).max(0.01), 5, (BOTTOM, TOP));
    for (place, promise) in promises.iter().enumerate() {
        shade(svg, (place, promise), x, survey);
    }
    let unit = match (width * 24.0).round() as u64 {
        24 => "day".to_owned(),
        1 => "hour".to_owned(),
        hours if hours % 24 == 0 => format!("{} days", hours / 24),
        hours => format!("{hours} hours"),
    };
    let y_label = format!("share of parcels per {unit}");
    frame(
        svg,
        x,
        y,
        Labels {
            x: "days from pickup to delivery",
            y: &y_label,
        },
    );
    for (place, count) in bars.iter().enumerate().filter(|(_, count)| **count > 0) {
        let (from, to) = (
            x.place(place as f64 * width),
            x.place((place + 1) as f64 * width),
        );
        let top = y.place(*count as f64 / sample.len() as f64 * 100.0);
        let gap = if to - from > 5.0 { 1.0 } else { 0.0 };
        svg.rect(
            (from + gap / 2.0, top),
            (to - from - gap, BOTTOM - top),
            "bar",
        );
    }
    marks(svg, &sample, x);
    let source = |promise: &Promise| {
        format!(
            "Window of {}, from order or dispatch on: {}.",
            name(promise),
            promise.window.source
        )
    };
    Panel {
        height: HEIGHT,
        sources: promises.iter().map(source).collect(),
    }
}

fn promises(survey: &Survey) -> Vec<Promise> {
    let promise = |(&(line, lane), &parcels): (&(ServiceLine, LaneClass), &u64)| Promise {
        line,
        lane,
        window: line.window(lane),
        parcels,
        kept: survey
            .within_window
            .get(&(line, lane))
            .copied()
            .unwrap_or(0),
    };
    let mut promises: Vec<Promise> = survey.windows.iter().map(promise).collect();
    promises.sort_by_key(|promise| std::cmp::Reverse(promise.parcels));
    promises.truncate(WINDOWS_MAX);
    promises
}

fn subtitle(sample: &Sample, survey: &Survey, x: Scale) -> String {
    let delivered = format!(
        "{} of {} parcels delivered ({})",
        grouped(sample.len() as u64),
        grouped(survey.parcels),
        percent(sample.len() as f64 / survey.parcels.max(1) as f64)
    );
    let beyond = sample.len() - sample.count_at_most((x.top * DAY as f64) as i64);
    match beyond {
        0 => delivered,
        _ => format!(
            "{delivered}; {} took longer than shown",
            grouped(beyond as u64)
        ),
    }
}

/// Returns counts by bar, and the width of a bar in days.
fn bars(sample: &Sample, x: Scale) -> (Vec<u64>, f64) {
    let fits = |width: &f64| {
        let count = x.top / width;
        count <= BARS_MAX && (count - count.round()).abs() < 1e-6
    };
    let hours = [
        1.0, 2.0, 3.0, 6.0, 12.0, 24.0, 48.0, 120.0, 240.0, 480.0, 1200.0,
    ];
    let width = hours
        .map(|hours: f64| hours / 24.0)
        .into_iter()
        .find(fits)
        .unwrap_or(x.step);
    let count = (x.top / width).round() as usize;
    let mut bars = vec![0; count];
    for seconds in sample.values() {
        let place = (days(*seconds as f64) / width) as usize;
        if let Some(bar) = bars.get_mut(place) {
            *bar += 1;
        }
    }
    (bars, width)
}

fn shade(svg: &mut Svg, (place, promise): (usize, &Promise), x: Scale, survey: &Survey) {
    let class = if place == 0 { "window" } else { "window-b" };
    let (from, to) = (
        f64::from(promise.window.low_days),
        f64::from(promise.window.high_days),
    );
    svg.rect(
        (x.place(from), TOP),
        (x.place(to) - x.place(from), BOTTOM - TOP),
        class,
    );
    let total: u64 = survey.windows.values().sum();
    let text = format!(
        "window of {}: {from:.0}–{to:.0} d ({} of parcels, {} of them inside)",
        name(promise),
        percent(promise.parcels as f64 / total.max(1) as f64),
        percent(promise.kept as f64 / promise.parcels.max(1) as f64)
    );
    let y = 46.0 + 20.0 * place as f64;
    svg.rect((MARGIN, y - 10.0), (18.0, 12.0), class);
    svg.text((MARGIN + 26.0, y), "tick", &text);
}

fn name(promise: &Promise) -> String {
    let lane = match promise.lane {
        LaneClass::Major => "major lanes",
        LaneClass::Remote => "remote lanes",
    };
    format!("{}, {lane}", promise.line.name())
}

/// Draws the 10th, 50th and 90th percentiles: the outer labels point outward, the middle one stands above them.
fn marks(svg: &mut Svg, sample: &Sample, x: Scale) {
    let quantiles = [
        (0.1, "p10", "mark dash", ("mark-text end", -5.0, TOP - 11.0)),
        (
            0.5,
            "median",
            "mark-median",
            ("mark-text middle", 0.0, TOP - 28.0),
        ),
        (0.9, "p90", "mark dash", ("mark-text", 5.0, TOP - 11.0)),
    ];
    for (probability, name, class, (text_class, shift, y)) in quantiles {
        let value = days(sample.quantile(probability).unwrap_or(0.0));
        let at = x.place(value);
        svg.line((at, TOP - 24.0), (at, BOTTOM), class);
        // Nothing is written beyond the right margin.
        let text_at = (at + shift).min(RIGHT - 40.0);
        svg.text((text_at, y), text_class, &format!("{name} {value:.1} d"));
    }
}

fn days(seconds: f64) -> f64 {
    seconds / DAY as f64
}
