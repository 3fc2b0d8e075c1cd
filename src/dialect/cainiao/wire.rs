//! Rendering: a page as a module of `detail.json`.

use super::wire_trace::{self as trace, Style};
use super::words::{Token, Words};
use crate::dialect::fingerprint::Fingerprint;
use crate::dialect::json::{Object, object};
use crate::fleet::{Declared, Other, Page, Relation};
use crate::parcel::time::{DAY, Day};
use crate::parcel::{Carrier, CarrierKind, City, Country, Leg, Milestone, Timestamp};
use crate::record::{Estimate, Observation, Standing};

/// How an answer is written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Manner {
    /// In which language.
    pub(super) words: &'static Words,
    /// Whether parcels of networks that work neither for the platform nor as a post are shown.
    pub(super) shows_other_networks: bool,
}

/// Renders the answer to a request for some numbers.
pub(super) fn modules<'a>(
    out: &mut Vec<u8>,
    pages: impl Iterator<Item = Page<'a>>,
    manner: Manner,
) {
    object(out, |whole| {
        whole.array("module", |modules| {
            for page in pages {
                modules.object(|module| render(module, &page, manner));
            }
        });
        whole.bool("success", true);
    });
}

/// Renders a refusal.
pub(super) fn refusal(out: &mut Vec<u8>, code: &str, message: &str) {
    object(out, |whole| {
        whole.bool("success", false);
        whole.str("errorCode", code);
        whole.str("errorMsg", message);
    });
}

/// Almost every event has fewer bytes.
const TRACE_USUAL: usize = 512;

fn render(module: &mut Object<'_>, page: &Page<'_>, manner: Manner) {
    module.str("mailNo", page.number);
    match page.declared {
        Some(declared) if is_own(declared.first_mile) => known(module, page, declared, manner),
        Some(declared) if manner.shows_other_networks => known(module, page, declared, manner),
        _ => {
            module.plain("mailNoSource", "EXTERNAL");
            module.array("detailList", |_| {});
        }
    }
}

/// Tells whether parcels of a network count as the platform's own: Cainiao's, and those that posts carry for it.
fn is_own(network: Carrier) -> bool {
    network == Carrier::CAINIAO || network.kind() == CarrierKind::Post
}

fn known(module: &mut Object<'_>, page: &Page<'_>, declared: Declared, manner: Manner) {
    let shown = &page.timeline.observations;
    let newest = shown.last().copied();
    let announced = page.timeline.standing == Standing::Announced;
    let later = page.other.filter(|other| other.relation == Relation::Later);
    if let Some(other) = later.filter(|_| !announced) {
        let prose = format!("Latest Tracking Number:\t{}", other.number);
        module.str("realMailNo", &prose);
    }
    if !announced {
        countries(module, page, declared);
    }
    let token = Token::of(newest, declared.line);
    module.plain("status", token.code());
    module.plain("statusDesc", (manner.words.token)(token));
    let is_own = is_own(declared.first_mile);
    module.plain("mailNoSource", if is_own { "AE" } else { "EXTERNAL" });
    // Real answers that name a second number have neither.
    let whole_way = later.is_none() && declared.line.leaves_china();
    if whole_way && page.timeline.standing == Standing::Scanned {
        progress(module, shown, declared, manner.words);
    }
    let estimate = page.timeline.estimate;
    if let Some(estimate) = estimate.filter(|_| token != Token::Delivered) {
        eta(module, page.number, declared.destination, estimate);
    }
    let style = Style::of(page.number, declared.line, manner);
    // The newest event stands in three places.
    let mut newest_trace = Vec::new();
    if let Some(newest) = newest {
        newest_trace.reserve(TRACE_USUAL);
        object(&mut newest_trace, |event| {
            trace::render(event, newest, &style);
        });
        if whole_way {
            module.raw("globalCombinedLogisticsTraceDTO", &newest_trace);
        }
        module.raw("latestTrace", &newest_trace);
    }
    module.array("detailList", |list| {
        if newest.is_some() {
            list.raw(&newest_trace);
        }
        let lives = page.earlier.iter().rev();
        let earlier = lives.flat_map(|life| life.observations.iter().rev());
        for seen in shown.iter().rev().skip(1).chain(earlier) {
            list.object(|event| trace::render(event, seen, &style));
        }
    });
    if let Some(other) = later {
        module.str("copyRealMailNo", other.number);
    }
    let parent = |other: &Other<'_>| other.relation == Relation::Earlier;
    if let Some(other) = page.other.filter(parent) {
        let prose = format!("package tracking number:\t{}", other.number);
        module.str("virtualMailNo", &prose);
        module.str("copyVirtualMailNo", other.number);
    }
    days(module, shown, page.timeline.at);
}

fn countries(module: &mut Object<'_>, page: &Page<'_>, declared: Declared) {
    module.plain("originCountry", country(declared.origin));
    let (to, town) = (declared.destination.country(), declared.destination.name());
    // Some parcels' answers have the town as well, for whatever reason; a parcel keeps to it.
    if one_in_four("cainiao town", page.number) {
        module.str("destCountry", &format!("{},{town}", country(to)));
    } else {
        module.plain("destCountry", country(to));
    }
    if let Some(carrier) = page.last_mile() {
        module.object("destCpInfo", |partner| {
            partner.plain("cpName", carrier.name());
            partner.str_if("phone", carrier.phone());
            partner.str_if("url", carrier.url());
        });
    }
}

/// Tells whether a number belongs to the fourth of all numbers that has some peculiarity.
pub(super) fn one_in_four(peculiarity: &str, number: &str) -> bool {
    Fingerprint::of(peculiarity).and(number).int() % 4 == 0
}

/// Renders the progress bar: four points, of which those that were reached have a light.
fn progress(
    module: &mut Object<'_>,
    shown: &[&Observation],
    declared: Declared,
    words: &'static Words,
) {
    const RATES: [&[u8]; 5] = [b"0.0", b"0.25", b"0.5", b"0.75", b"1.0"];
    let points = [
        country(declared.origin),
        country(declared.destination.country()),
        words.destination_city,
        words.delivered,
    ];
    let reached = shown.iter().map(|seen| reached(seen.milestone));
    let reached = reached.max().unwrap_or_default();
    module.object("processInfo", |bar| {
        bar.plain("progressStatus", "NORMAL");
        bar.raw("progressRate", RATES[reached]);
        bar.plain("type", "CROSS");
        bar.array("progressPointList", |list| {
            for (place, name) in points.into_iter().enumerate() {
                list.object(|point| {
                    point.plain("pointName", name);
                    if place < reached {
                        point.bool("light", true);
                    }
                });
            }
        });
    });
}

/// Returns how many points of the progress bar were reached once an event is shown.
const fn reached(milestone: Milestone) -> usize {
    if matches!(milestone, Milestone::Delivered) {
        return 4;
    }
    if matches!(milestone, Milestone::ArrivedDestination) {
        return 2;
    }
    match milestone.leg() {
        Leg::PreShipment => 0,
        // A return says nothing of how far the parcel had come.
        Leg::FirstMile | Leg::Export | Leg::LineHaul | Leg::Return => 1,
        Leg::Import => 2,
        Leg::LastMile => 3,
    }
}

/// Renders the estimate: an instant of the estimated day, with milliseconds, as both ends of the window.
fn eta(module: &mut Object<'_>, number: &str, to: City, estimate: &Estimate) {
    let Some(day) = estimate.day else {
        return;
    };
    let print = Fingerprint::of("cainiao eta").and(number);
    let milliseconds = print.int() % (DAY * 1_000);
    let midnight = to.zone().to_utc(Day::start(day));
    let at = midnight * 1_000 + milliseconds;
    module.object("globalEtaInfo", |eta| {
        eta.plain("etaDesc", "Estimated delivery by");
        eta.int("deliveryMinTime", at);
        eta.int("deliveryMaxTime", at);
    });
}

/// Renders how many days it took so far, by the calendar of Beijing: from the first scan to the end, or to now.
fn days(module: &mut Object<'_>, shown: &[&Observation], at: Timestamp) {
    let Some(first) = shown.iter().find(|seen| seen.milestone.is_scan()) else {
        return;
    };
    let mut newest_first = shown.iter().rev();
    let is_end =
        |seen: &&&Observation| matches!(seen.milestone, Milestone::Delivered | Milestone::Returned);
    let until = newest_first
        .find(is_end)
        .map_or(at, |seen| seen.occurred_at);
    let day = |at: Timestamp| Day::of_local(at.0 + trace::BEIJING).0;
    let days = (day(until) - day(first.occurred_at)).max(0);
    module.counted("daysNumber", i64::from(days), "\tday(s)");
}

fn country(country: Country) -> &'static str {
    if country == Country::CN {
        "Mainland China"
    } else {
        country.name()
    }
}
