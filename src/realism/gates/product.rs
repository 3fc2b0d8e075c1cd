//! Gate (b), product: whole journeys in the world as it is, against what was published for the line.

use super::figure::{Band, Gate, Sheet, chance};
use super::{CLASSES, Deals, Figure};
use crate::fleet::Case;
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

/// Guides tell buyers in remote countries that the standard line takes longer than this.
const REMOTE_STANDARD_DAYS: f64 = 35.0;
/// Cainiao's report for 2015: from the order to the receipt within China, on average.
const DOMESTIC_MEAN_DAYS: f64 = 2.6;

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
    let seen = deals.with(Gate::Product, |deal| deal.gather(look, add, done));
    let all = Sample::new(seen.iter().flat_map(|seen| seen.seconds.iter().copied()));
    let mut figures = whole(deals, story.line, &all);
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
    let seen = deals.with(Gate::Product, |deal| deal.gather(look, add, done));
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
    windows(&mut sheet, deals.z, (line, class), (&days, &orders));
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

/// Judges quantiles by the published window, where one was published for the line on such lanes.
fn windows(
    sheet: &mut Sheet,
    z: f64,
    (line, class): (ServiceLine, LaneClass),
    (days, orders): (&Sample, &Sample),
) {
    let window = line.window(class);
    let (low, high) = (f64::from(window.low_days), f64::from(window.high_days));
    let early = (0.1, Some(low * (1.0 - MARGIN)), None);
    let middle = (0.5, Some(low), Some(high));
    let late = (0.9, None, Some(high * (1.0 + MARGIN)));
    let bands = match (line, class) {
        // Published for Europe and the United States.
        (ServiceLine::UntrackedAbroad, LaneClass::Remote) => {
            sheet.cannot(
                "pickup to delivered",
                "nobody published a window for these lanes",
            );
            return;
        }
        // The window is the whole line's, and its end is judged there; of remote lanes only this is said.
        (ServiceLine::Standard, LaneClass::Remote) => {
            vec![early, (0.5, Some(REMOTE_STANDARD_DAYS), None)]
        }
        // Published is a mean, which is judged by itself.
        (ServiceLine::ChinaDomestic, _) => vec![early, middle],
        _ => vec![early, middle, late],
    };
    for (probability, low, high) in bands {
        let band = Band {
            target: None,
            low,
            high,
        };
        let order = orders.quantile(probability).map_or(0.0, in_days);
        let note = format!(
            "window {} to {} d; {order:.1} d from the order",
            window.low_days, window.high_days
        );
        quantile(sheet, (days, probability, z), band).note = note;
    }
    if line == ServiceLine::ChinaDomestic {
        let band = Band::relative(DOMESTIC_MEAN_DAYS, MARGIN, 0.1);
        let what = ("pickup to delivered mean".to_owned(), "d");
        sheet.judge(what, (days.mean().map(in_days), days.len()), band);
    }
}

fn quantile<'a>(
    sheet: &'a mut Sheet,
    (days, probability, z): (&Sample, f64, f64),
    band: Band,
) -> &'a mut Figure {
    let (down, up) = chance(days, probability, z);
    let band = band.widened((in_days(down), in_days(up)));
    let measured = days.quantile(probability).map(in_days);
    let name = format!("pickup to delivered p{:.0}", probability * 100.0);
    sheet.judge((name, "d"), (measured, days.len()), band)
}

/// Judges the end of a window that was published for a line as a whole.
fn whole(deals: &Deals<'_>, line: ServiceLine, all: &Sample) -> Vec<Figure> {
    let mut sheet = Sheet::new(deals.scenario_name(), Gate::Product);
    if line == ServiceLine::Standard {
        let window = line.window(LaneClass::Remote);
        let band = Band {
            target: None,
            low: None,
            high: Some(f64::from(window.high_days) * (1.0 + MARGIN)),
        };
        quantile(&mut sheet, (all, 0.9, deals.z), band).note = format!(
            "window {} to {} d, all lanes",
            window.low_days, window.high_days
        );
    }
    sheet.figures
}

fn in_days(seconds: f64) -> f64 {
    seconds / DAY as f64
}
