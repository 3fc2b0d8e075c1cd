//! Gate (b), product: whole journeys in the world as it is, against what was published for the line.

use super::figure::{Band, Gate, Sheet, chance};
use super::{CLASSES, Deals, Figure};
use crate::fleet::Case;
use crate::network::Conditions;
use crate::parcel::time::DAY;
use crate::parcel::{LaneClass, Milestone, ServiceLine};
use crate::realism::measure::{Sample, comb, leg};
use crate::scenario::Story;

/// How far beyond the window's ends p10 and p90 may lie, in parts.
const MARGIN: f64 = 0.1;
/// All deliveries of cross-border lines lie here, but for a few: 7 to 90 days.
const RANGE_DAYS: (i64, i64) = (7, 90);
/// The share of durations near whole days: 0.484 in an Australian parcel file, 0.466 in the calibration.
const COMB: (f64, f64, f64) = (0.44, 0.484, 0.52);

/// Whole journeys on one class of lanes.
#[derive(Debug, Default)]
struct Seen {
    seconds: Vec<i64>,
    wall_seconds: Vec<i64>,
    order_seconds: Vec<i64>,
}

/// Judges a line's whole journeys.
pub(super) fn check(deals: &Deals<'_>, story: &Story, done: &mut dyn FnMut(u64)) -> Vec<Figure> {
    let add = |whole: &mut [Seen; 2], part: [Seen; 2]| {
        for (mine, theirs) in whole.iter_mut().zip(part) {
            mine.seconds.extend(theirs.seconds);
            mine.wall_seconds.extend(theirs.wall_seconds);
            mine.order_seconds.extend(theirs.order_seconds);
        }
    };
    let seen = deals.with(Conditions::WORLD, |deal| deal.gather(look, add, done));
    let mut figures = Vec::new();
    for (class, seen) in CLASSES.into_iter().zip(seen) {
        if !seen.seconds.is_empty() {
            figures.extend(judge(deals, (story.line, class), seen));
        }
    }
    figures
}

/// Judges the whole journeys of a mix: how many take between a week and three months.
pub(super) fn check_mix(deals: &Deals<'_>, done: &mut dyn FnMut(u64)) -> Vec<Figure> {
    let add = |whole: &mut Vec<i64>, part: Vec<i64>| whole.extend(part);
    let look = |seen: &mut Vec<i64>, case: &Case| {
        for parcel in &case.parcels {
            let way = leg(&parcel.journey, Milestone::PickedUp, Milestone::Delivered);
            seen.extend(way.map(|span| span.seconds()));
        }
    };
    let seen = deals.with(Conditions::WORLD, |deal| deal.gather(look, add, done));
    let days = Sample::new(seen);
    let mut sheet = Sheet::new(deals.scenario_name(), Gate::Product);
    let share = days.share_within(RANGE_DAYS.0 * DAY, RANGE_DAYS.1 * DAY);
    let band = Band {
        target: Some(0.989),
        low: Some(0.97),
        high: None,
    };
    let what = ("within 7 to 90 days".to_owned(), "share");
    sheet.judge(what, (share, days.len()), band);
    sheet.figures
}

fn look(seen: &mut [Seen; 2], case: &Case) {
    for parcel in &case.parcels {
        let way = leg(&parcel.journey, Milestone::PickedUp, Milestone::Delivered);
        let (Some(span), Some(order)) = (way, case.orders.get(usize::from(parcel.order))) else {
            continue;
        };
        let class = usize::from(order.destination.country().lane() == LaneClass::Remote);
        seen[class].seconds.push(span.seconds());
        seen[class].wall_seconds.push(span.wall_seconds());
        seen[class]
            .order_seconds
            .push(span.until.0 - order.placed_at);
    }
}

fn judge(deals: &Deals<'_>, (line, class): (ServiceLine, LaneClass), seen: Seen) -> Vec<Figure> {
    let mut sheet = Sheet::new(deals.name(class), Gate::Product);
    let days = Sample::new(seen.seconds);
    let orders = Sample::new(seen.order_seconds);
    let window = line.window(class);
    let (low, high) = (f64::from(window.low_days), f64::from(window.high_days));
    let bands = [
        (0.1, Some(low * (1.0 - MARGIN)), None),
        (0.5, Some(low), Some(high)),
        (0.9, None, Some(high * (1.0 + MARGIN))),
    ];
    for (probability, low, high) in bands {
        let (down, up) = chance(&days, probability, deals.z);
        let band = Band {
            target: None,
            low,
            high,
        };
        let band = band.widened((down / DAY as f64, up / DAY as f64));
        let measured = days.quantile(probability).map(in_days);
        let name = format!("pickup to delivered p{:.0}", probability * 100.0);
        let order = orders.quantile(probability).map_or(0.0, in_days);
        sheet.judge((name, "d"), (measured, days.len()), band).note = format!(
            "window {} to {} d; {order:.1} d from the order",
            window.low_days, window.high_days
        );
    }
    if line.leaves_china() {
        let share = days.share_within(RANGE_DAYS.0 * DAY, RANGE_DAYS.1 * DAY);
        // The calibration's book of lines has 98.9 % inside; a line that is quick by design has less.
        let quick = line == ServiceLine::Premium;
        let band = Band {
            target: None,
            low: Some(if quick { 0.85 } else { 0.97 }),
            high: None,
        };
        let what = ("within 7 to 90 days".to_owned(), "share");
        sheet.judge(what, (share, days.len()), band);
    }
    let walls = Sample::new(seen.wall_seconds);
    let note = comb(&days).map_or(String::new(), |comb| format!("{comb:.3} on instants"));
    let gated = line == ServiceLine::Standard;
    let band = Band {
        target: Some(COMB.1),
        low: gated.then_some(COMB.0),
        high: gated.then_some(COMB.2),
    };
    let noise = deals.z * (0.25 / walls.len().max(1) as f64).sqrt();
    let what = ("24-hour comb, by the walls' clocks".to_owned(), "share");
    let figure = sheet.judge(
        what,
        (comb(&walls), walls.len()),
        band.widened((noise, noise)),
    );
    figure.note = note;
    sheet.figures
}

fn in_days(seconds: f64) -> f64 {
    seconds / DAY as f64
}
