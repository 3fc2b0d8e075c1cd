//! What stands in a timeline: what the buyer did and was told, and what the page shows.

use super::{Page, Shown, city, where_is};
use crate::cli::style::Look;
use crate::fleet::Case;
use crate::fleet::document::Truth;
use crate::fleet::words::{phrase, plain};
use crate::order::{Order, Tell};
use crate::parcel::{NumberRole, Timestamp, Zone};
use crate::record::Observation;

/// A line of the timeline.
pub(super) struct Line {
    pub(super) at: Timestamp,
    pub(super) zone: Zone,
    pub(super) what: String,
    pub(super) who: &'static str,
    /// Where, with the facility; nothing for what is no scan.
    pub(super) place: String,
    /// Where, as a city.
    pub(super) city: String,
    pub(super) kind: Kind,
}

/// What a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// The buyer ordered.
    Ordered,
    /// The buyer was told a number, or the page names another.
    Number,
    /// A scan.
    Scan,
}

/// Returns the lines, oldest first.
pub(super) fn lines(
    case: &Case,
    order: &Order,
    (page, shown): (Page, &[Shown<'_>]),
    look: Look,
) -> Vec<Line> {
    let mut lines = story(case, order, page);
    for shown in shown {
        lines.extend(latest(case, shown));
        let observations = shown.timeline.observations.iter();
        let tag = tag(case, shown);
        lines.extend(observations.map(|seen| scan(seen, &tag, look)));
    }
    lines.sort_by_key(|line| line.at);
    lines
}

/// Returns what marks the scans of one of an order's several parcels.
fn tag(case: &Case, shown: &Shown<'_>) -> String {
    let of_order = case.parcels.iter().filter(|parcel| parcel.order == 0);
    if of_order.count() < 2 {
        return String::new();
    }
    format!("[{}] ", shown.parcel.parties.parcel + 1)
}

fn scan(seen: &Observation, tag: &str, look: Look) -> Line {
    let reason = seen
        .reason
        .map(|reason| format!(": {}", plain(reason.name())))
        .unwrap_or_default();
    let what = format!("{tag}{}{reason}", phrase(seen.milestone));
    Line {
        at: seen.occurred_at,
        zone: seen.place.zone(),
        what: look.status(seen.milestone.status(), what),
        who: seen.carrier.name(),
        place: where_is(seen.place),
        city: city(seen.place),
        kind: Kind::Scan,
    }
}

/// Returns the line that says from when the page names the number of the last mile.
fn latest(case: &Case, shown: &Shown<'_>) -> Option<Line> {
    let number = shown.timeline.number;
    let alias = shown
        .timeline
        .alias
        .filter(|_| number.role == NumberRole::Origin)?;
    let mut facts = shown.parcel.record.numbers.iter();
    let (_, from) = facts.find(|fact| fact.number == number)?.alias?;
    Some(Line {
        at: from,
        zone: shown.parcel.journey.route.destination.zone(),
        what: format!("Latest number {}", case.text(alias)?),
        who: shown.parcel.parties.last_mile.name(),
        place: String::new(),
        city: String::new(),
        kind: Kind::Number,
    })
}

/// Returns what the buyer did and was told.
fn story(case: &Case, order: &Order, page: Page) -> Vec<Line> {
    let zone = order.destination.zone();
    let by_now = |at: Timestamp| page.at.is_none_or(|now| at <= now);
    let line = |at, what, kind| Line {
        at,
        zone,
        what,
        who: "buyer",
        place: String::new(),
        city: String::new(),
        kind,
    };
    let mut lines = vec![line(order.placed_at, "Ordered".to_owned(), Kind::Ordered)];
    for (place, tell) in order.told.iter().enumerate() {
        let Some(text) = case.told_text(tell) else {
            continue;
        };
        let verb = match place {
            0 => "Told number",
            _ => "Told another number",
        };
        let what = format!("{verb} {text}{}", remark(tell, page));
        lines.push(line(tell.from, what, Kind::Number));
    }
    lines.retain(|line| by_now(line.at));
    lines
}

/// What the truth adds to a number that was told.
fn remark(tell: &Tell, page: Page) -> &'static str {
    if page.truth == Truth::Hidden {
        return "";
    }
    match (tell.number.role, tell.slip) {
        (NumberRole::Placeholder, _) => " (a placeholder)",
        (NumberRole::Provisional, _) => " (provisional: nobody knows it)",
        (NumberRole::Invented, _) => " (invented)",
        (_, Some(_)) => " (with a slip)",
        _ => "",
    }
}
