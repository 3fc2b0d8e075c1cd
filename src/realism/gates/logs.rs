//! Gate (d), logs: what a log of a line's events looks like: how many, at which hours and weekdays, and whether real
//! traces could be among them.

use super::figure::{Band, Gate, Sheet};
use super::keeping::Keeping;
use super::targets::{TRACES, Trace, WITHOUT};
use super::{Deals, Figure};
use crate::calendar::{Hours, Moments};
use crate::fleet::{Case, explain};
use crate::parcel::time::HOUR;
use crate::parcel::{Milestone, Observer, ServiceLine, Timestamp};
use crate::realism::measure::{Sample, leg};
use crate::scenario::Story;

/// How much of the hours' or weekdays' mass may lie elsewhere than declared.
const APART: f64 = 0.03;
/// A real leg lies between these quantiles.
const TRACE_BAND: (f64, f64) = (0.01, 0.99);

/// What was seen of a line's logs.
#[derive(Debug, Default)]
struct Seen {
    /// How many lines the origin's page shows of each delivered parcel.
    events: Vec<i64>,
    /// Weekdays and hours of what people do in their hours, and what is declared of them.
    gated: [Keeping; Hours::COUNT],
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
            let lane = journey.route.destination.country().lane();
            for (trace, legs) in TRACES.iter().zip(&mut self.legs) {
                if trace.line == line && trace.lane == lane {
                    let span = leg(journey, trace.ends.0, trace.ends.1);
                    legs.extend(span.map(|span| span.seconds()));
                }
            }
        }
        let mut before = Timestamp::default();
        for event in explain(case) {
            let at = event.scan.at;
            if let (Some(hours), Some(cause)) = (event.state.hours, &event.cause) {
                let moments = Moments {
                    previous: before,
                    ready: cause.step.ready,
                };
                self.gated[hours.index()].add(hours, (at, event.scan.place), moments);
            }
            before = at;
        }
    }
}

/// Judges a line's logs.
pub(super) fn check(deals: &Deals<'_>, story: &Story, done: &mut dyn FnMut(u64)) -> Vec<Figure> {
    let line = story.line;
    let look = |seen: &mut Seen, case: &Case| seen.look(line, case);
    let seen = deals.with(Gate::Logs, |deal| deal.gather(look, Seen::merge, done));
    let mut sheet = Sheet::new(deals.scenario_name(), Gate::Logs);
    events(&mut sheet, line, &Sample::new(seen.events));
    for hours in Hours::ALL {
        circadian(&mut sheet, (*hours, deals.z), &seen.gated[hours.index()]);
    }
    for (trace, legs) in TRACES.iter().zip(seen.legs) {
        if trace.line == line {
            real(&mut sheet, trace, (&Sample::new(legs), deals.z));
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

fn events(sheet: &mut Sheet, line: ServiceLine, sample: &Sample) {
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
fn circadian(sheet: &mut Sheet, (hours, z): (Hours, f64), keeping: &Keeping) {
    let Some((by_hour, by_day)) = keeping.apart() else {
        return;
    };
    let n = keeping.seen.total() as usize;
    for (what, apart, cells) in [("hours", by_hour, 24.0_f64), ("weekdays", by_day, 7.0)] {
        // Half the sum of so many cells' chance errors.
        let chance = z.max(1.0) * (cells / n as f64).sqrt() / 2.0;
        let band = Band {
            target: Some(0.0),
            low: None,
            high: Some(APART + chance),
        };
        let name = format!("{what} of {hours} apart from declared");
        sheet.judge((name, "share"), (Some(apart), n), band);
    }
}

fn real(sheet: &mut Sheet, trace: &Trace, (sample, z): (&Sample, f64)) {
    // The ends of the band are quantiles of few cases, or of many.
    let edge = TRACE_BAND.0 * TRACE_BAND.1 / sample.len().max(1) as f64;
    let chance = z * edge.sqrt();
    let hours = |probability| {
        sample
            .quantile(probability)
            .map(|seconds| seconds / HOUR as f64)
    };
    let band = Band {
        target: None,
        low: hours(TRACE_BAND.0 - chance),
        high: hours(TRACE_BAND.1 + chance),
    };
    let seconds = (trace.hours * HOUR as f64) as i64;
    let rank = sample.count_at_most(seconds) as f64 / sample.len().max(1) as f64;
    let measured = (!sample.is_empty()).then_some(trace.hours);
    let figure = sheet.judge((trace.name.to_owned(), "h"), (measured, sample.len()), band);
    figure.note = format!("at {:.1} % of the line's", rank * 100.0);
}
