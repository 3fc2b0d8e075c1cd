//! Gate (d), logs: what a log of a line's events looks like: how many, at which hours and weekdays, and whether real
//! traces could be among them.

use super::figure::{Band, Gate, Sheet};
use super::targets::{TRACES, Trace, WITHOUT};
use super::{Deals, Figure};
use crate::calendar::Hours;
use crate::fleet::Case;
use crate::network::Conditions;
use crate::parcel::time::HOUR;
use crate::parcel::{Milestone, Observer, ServiceLine, Weekend};
use crate::realism::measure::{Circadian, Sample, leg};
use crate::scenario::Story;

/// How much of the hours' or weekdays' mass may lie elsewhere than declared.
///
/// An hour that has passed is drawn anew for the next day, so what is measured cannot be what is declared to the last.
const APART: f64 = 0.1;
/// A real leg lies between these quantiles.
const TRACE_BAND: (f64, f64) = (0.01, 0.99);

/// What was seen of a line's logs.
#[derive(Debug, Default)]
struct Seen {
    /// How many lines the origin's page shows of each delivered parcel.
    events: Vec<i64>,
    /// Weekdays and hours of what people do in their hours.
    gated: [Circadian; Hours::COUNT],
    /// Seconds of the real traces' legs, here.
    legs: [Vec<i64>; TRACES.len()],
}

impl Seen {
    fn merge(&mut self, other: Self) {
        self.events.extend(other.events);
        for (mine, theirs) in self.gated.iter_mut().zip(&other.gated) {
            mine.merge(theirs);
        }
        for (mine, theirs) in self.legs.iter_mut().zip(other.legs) {
            mine.extend(theirs);
        }
    }

    fn look(&mut self, line: ServiceLine, case: &Case) {
        for parcel in &case.parcels {
            let journey = &parcel.journey;
            if leg(journey, Milestone::PickedUp, Milestone::Delivered).is_some() {
                let shown = parcel.record.observations.iter();
                let by_origin = shown.filter(|seen| seen.observer == Observer::OriginCarrier);
                self.events.push(by_origin.count() as i64);
            }
            for scan in &journey.scans {
                let hours = case.state(parcel, scan).and_then(|state| state.hours);
                let usual = scan.place.country().weekend() == Weekend::SaturdaySunday;
                if let Some(hours) = hours.filter(|_| usual) {
                    self.gated[hours.index()].add(scan.place.zone().to_local(scan.at.0));
                }
            }
            let lane = journey.route.destination.country().lane();
            for (trace, legs) in TRACES.iter().zip(&mut self.legs) {
                if trace.line == line && trace.lane == lane {
                    let span = leg(journey, trace.ends.0, trace.ends.1);
                    legs.extend(span.map(|span| span.seconds()));
                }
            }
        }
    }
}

/// Judges a line's logs.
pub(super) fn check(deals: &Deals<'_>, story: &Story, done: &mut dyn FnMut(u64)) -> Vec<Figure> {
    let line = story.line;
    let look = |seen: &mut Seen, case: &Case| seen.look(line, case);
    let seen = deals.with(Conditions::CALIBRATION, |deal| {
        deal.gather(look, Seen::merge, done)
    });
    let mut sheet = Sheet::new(deals.scenario_name(), Gate::Logs);
    events(&mut sheet, line, Sample::new(seen.events));
    for hours in Hours::ALL {
        circadian(&mut sheet, *hours, &seen.gated[hours.index()]);
    }
    for (trace, legs) in TRACES.iter().zip(seen.legs) {
        if trace.line == line {
            real(&mut sheet, trace, &Sample::new(legs));
        }
    }
    if line == ServiceLine::Standard {
        let log = "needs a real log of events, which nobody may hand on";
        for name in [
            "n-gram distance",
            "circadian distance",
            "cycle times' distance",
            "variants per 99 parcels",
        ] {
            sheet.cannot(name, log);
        }
        for (name, why) in WITHOUT {
            sheet.cannot(name, why);
        }
    }
    sheet.figures
}

/// Returns how many lines an origin's page shows, as seen on real pages; none: nobody counted.
const fn shown(line: ServiceLine) -> Option<(f64, f64)> {
    match line {
        ServiceLine::SuperEconomy | ServiceLine::UntrackedAbroad => Some((3.0, 7.0)),
        ServiceLine::Standard
        | ServiceLine::ExpeditedStandard
        | ServiceLine::SpecialGoods
        | ServiceLine::HeavyParcel
        | ServiceLine::Premium => Some((10.0, 25.0)),
        ServiceLine::ChinaDomestic | ServiceLine::LocalWarehouse => None,
    }
}

fn events(sheet: &mut Sheet, line: ServiceLine, sample: Sample) {
    let Some((low, high)) = shown(line) else {
        sheet.cannot(
            "events on the origin's page",
            "no page of this line was counted",
        );
        return;
    };
    for (probability, name) in [(0.05, "p5"), (0.95, "p95")] {
        let band = Band {
            target: None,
            low: Some(low),
            high: Some(high),
        };
        let name = format!("events on the origin's page {name}");
        sheet.judge(
            (name, ""),
            (sample.quantile(probability), sample.len()),
            band,
        );
    }
}

/// Judges the hours and weekdays of one kind of work.
fn circadian(sheet: &mut Sheet, hours: Hours, seen: &Circadian) {
    let (Some(by_hour), Some(by_day)) = (seen.hour_shares(), seen.weekday_shares()) else {
        return;
    };
    let n = seen.total() as usize;
    let band = Band {
        target: Some(0.0),
        low: None,
        high: Some(APART),
    };
    let declared = |hour: usize| hours.share(hour);
    let apart = (0..24).map(|hour| (by_hour[hour] - declared(hour)).abs());
    let name = format!("hours of {hours} apart from declared");
    sheet.judge((name, "share"), (Some(apart.sum::<f64>() / 2.0), n), band);
    let declared = weekdays(hours);
    let apart = (0..7).map(|day| (by_day[day] - declared[day]).abs());
    let name = format!("weekdays of {hours} apart from declared");
    sheet.judge((name, "share"), (Some(apart.sum::<f64>() / 2.0), n), band);
}

/// Returns the shares of weekdays if work came evenly and what finds a shut door waited for the next open day.
fn weekdays(hours: Hours) -> [f64; 7] {
    let mut shares = [0.0; 7];
    let mut waiting = 0.0;
    // After a few weeks what waits over the week-end is the same every week.
    for day in (0..7_u8).cycle().take(70) {
        let open = f64::from(hours.open_per_mille(day)) / 1_000.0;
        let there = waiting + 1.0 / 7.0;
        shares[usize::from(day)] = there * open;
        waiting = there * (1.0 - open);
    }
    shares
}

fn real(sheet: &mut Sheet, trace: &Trace, sample: &Sample) {
    let hours = |probability| {
        sample
            .quantile(probability)
            .map(|seconds| seconds / HOUR as f64)
    };
    let band = Band {
        target: None,
        low: hours(TRACE_BAND.0),
        high: hours(TRACE_BAND.1),
    };
    let seconds = (trace.hours * HOUR as f64) as i64;
    let rank = sample.count_at_most(seconds) as f64 / sample.len().max(1) as f64;
    let measured = (!sample.is_empty()).then_some(trace.hours);
    let figure = sheet.judge((trace.name.to_owned(), "h"), (measured, sample.len()), band);
    figure.note = format!("at {:.1} % of the line's", rank * 100.0);
}
