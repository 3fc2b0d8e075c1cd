//! Rendering: a page as a module of `detail.json`.

use super::words::{self, Event};
use crate::dialect::json::{Object, object};
use crate::dialect::{Quirk, Quirks};
use crate::fleet::{Page, Relation};
use crate::parcel::time::wall_clock;
use crate::parcel::{Country, Milestone, Observer, Place, Timestamp};
use crate::record::{Observation, Standing};

/// Seconds by which Beijing is ahead of UTC.
const BEIJING: i64 = 8 * 3_600;

/// Renders the answer to a request for some numbers.
pub(super) fn modules<'a>(
    out: &mut Vec<u8>,
    pages: impl Iterator<Item = Page<'a>>,
    quirks: Quirks,
) {
    object(out, |whole| {
        whole.array("module", |modules| {
            for page in pages {
                modules.object(|module| render(module, &page, quirks));
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

fn render(module: &mut Object<'_>, page: &Page<'_>, quirks: Quirks) {
    module.str("mailNo", page.number);
    let Some(declared) = page.declared else {
        module.str("mailNoSource", "EXTERNAL");
        module.array("detailList", |_| {});
        return;
    };
    let shown = &page.timeline.observations;
    let later = page.other.filter(|other| other.relation == Relation::Later);
    let earlier = page
        .other
        .filter(|other| other.relation == Relation::Earlier);
    if let Some(other) = later.filter(|_| page.timeline.standing != Standing::Announced) {
        module.str(
            "realMailNo",
            &format!("Latest Tracking Number:\t{}", other.number),
        );
    }
    module.str("originCountry", country(declared.origin));
    module.str("destCountry", country(declared.destination.country()));
    let (status, description) = words::status(shown.last().map(|newest| newest.milestone));
    module.str("status", status);
    module.str("statusDesc", description);
    module.str("mailNoSource", "AE");
    if let Some(day) = page.timeline.estimate.and_then(|estimate| estimate.day) {
        // The end of the day, where the parcel goes to.
        let zone = declared.destination.zone();
        let milliseconds = zone.to_utc(day.start() + 86_399) * 1_000;
        module.object("globalEtaInfo", |eta| {
            eta.str("etaDesc", "Estimated delivery by");
            eta.int("deliveryMinTime", milliseconds);
            eta.int("deliveryMaxTime", milliseconds);
        });
    }
    if let Some(carrier) = page.last_mile() {
        module.object("destCpInfo", |partner| {
            partner.str("cpName", carrier.name());
            partner.str_if("phone", carrier.phone());
            partner.str_if("url", carrier.url());
        });
    }
    if let Some(newest) = shown.last() {
        module.object("latestTrace", |event| trace(event, newest, quirks));
    }
    module.array("detailList", |list| {
        for seen in shown.iter().rev() {
            list.object(|event| trace(event, seen, quirks));
        }
        for seen in page
            .earlier
            .iter()
            .rev()
            .flat_map(|life| life.observations.iter().rev())
        {
            list.object(|event| trace(event, seen, quirks));
        }
    });
    if let Some(other) = later {
        module.str("copyRealMailNo", other.number);
    }
    if let Some(other) = earlier {
        module.str(
            "virtualMailNo",
            &format!("Original Tracking Number:\t{}", other.number),
        );
        module.str("copyVirtualMailNo", other.number);
    }
    days(module, shown, page.timeline.at);
}

/// Renders how many days it took so far: from the first scan to the delivery, or to now.
fn days(module: &mut Object<'_>, shown: &[&Observation], at: Timestamp) {
    let Some(first) = shown.iter().find(|seen| seen.milestone.is_scan()) else {
        return;
    };
    let delivered = shown
        .iter()
        .find(|seen| seen.milestone == Milestone::Delivered);
    let until = delivered.map_or(at, |seen| seen.occurred_at);
    let days = (until - first.occurred_at).max(0) / 86_400;
    module.str("daysNumber", &format!("{days}\tday(s)"));
}

fn trace(event: &mut Object<'_>, seen: &Observation, quirks: Quirks) {
    let Event {
        code,
        description,
        normalized,
        group,
    } = words::event(seen.milestone, seen.reason, seen.place);
    let offset = i64::from(seen.place.zone().offset_at(seen.occurred_at.0));
    let local = seen.occurred_at.0 + offset;
    // The trap of this dialect: the epoch is the wall clock read as if it were Beijing's.
    event.int("time", (local - BEIJING) * 1_000);
    event.ascii("timeStr", &wall_clock(local, b' '));
    event.str("desc", description);
    match town(seen) {
        Some(town) => event.str("standerdDesc", &format!("[{town}] {normalized}")),
        None => event.str("standerdDesc", normalized),
    }
    event.str("descTitle", "Carrier note:");
    if !quirks.has(Quirk::ZoneMissing) {
        zone(event, offset, seen.observer);
    }
    if quirks.has(Quirk::SloppyCodes) {
        event.str("actionCode", &code.to_lowercase().replace('_', " "));
    } else {
        event.str("actionCode", code);
    }
    if let Some((node, text)) = group {
        event.object("group", |group| {
            group.str("nodeCode", node);
            group.str("nodeDesc", text);
        });
    }
}

/// Writes a zone as `GMT+2`, `GMT+5:30` or `GMT-3`.
fn zone(event: &mut Object<'_>, offset: i64, _: Observer) {
    let sign = if offset < 0 { '-' } else { '+' };
    let (hours, minutes) = (offset.abs() / 3_600, offset.abs() / 60 % 60);
    if minutes == 0 {
        event.str("timeZone", &format!("GMT{sign}{hours}"));
    } else {
        event.str("timeZone", &format!("GMT{sign}{hours}:{minutes:02}"));
    }
}

/// Returns the town that stands before a text: of sorting and delivery only.
fn town(seen: &Observation) -> Option<&'static str> {
    let with_town = matches!(
        seen.milestone,
        Milestone::ArrivedOriginSorting
            | Milestone::DepartedOriginSorting
            | Milestone::ArrivedSorting
            | Milestone::DepartedSorting
            | Milestone::OutForDelivery
    );
    with_town.then(|| Place::city(seen.place).name())
}

fn country(country: Country) -> &'static str {
    if country == Country::CN {
        "Mainland China"
    } else {
        country.name()
    }
}
