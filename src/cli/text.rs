//! A case as a timeline that a person likes to read.

use std::fmt::Write as _;

use super::style::Look;
use super::words::{clock, date, full_date, length, phrase, plain};
use super::truth;
use crate::fleet::document::Truth;
use crate::fleet::{Case, Parcel};
use crate::order::{Order, OrderRole, Tell};
use crate::parcel::time::DAY;
use crate::parcel::{Milestone, NumberRef, NumberRole, Observer, Place, Timestamp, Zone};
use crate::record::{Observation, Standing, Timeline, view};

/// Gaps from this length on are drawn as silence.
const SILENCE: i64 = 3 * DAY;

/// Whose page, at which moment.
#[derive(Debug, Clone, Copy)]
pub(super) struct Page {
    /// Whose page.
    pub(super) observer: Observer,
    /// The moment; none: after everything.
    pub(super) at: Option<Timestamp>,
    /// Whether the truth stands below.
    pub(super) truth: Truth,
}

/// Returns the timeline of a case.
pub(super) fn timeline(case: &Case, page: Page, look: Look) -> String {
    let mut out = String::new();
    let Some(order) = case.orders.first() else {
        return out;
    };
    let shown: Vec<Timeline<'_>> = case
        .parcels
        .iter()
        .map(|parcel| shown(case, parcel, page))
        .collect();
    header(&mut out, case, order, (page, &shown), look);
    out.push('\n');
    let mut lines = story(case, order, page);
    for timeline in &shown {
        lines.extend(
            timeline
                .observations
                .iter()
                .map(|seen| Line::of_observation(seen, look)),
        );
    }
    lines.sort_by_key(|line| line.at);
    body(&mut out, &lines, page, look);
    other_orders(&mut out, case, page, look);
    if page.truth == Truth::Shown {
        truth::beside(&mut out, case, look);
    }
    out
}

/// Returns what the page shows of a parcel.
fn shown<'a>(case: &'a Case, parcel: &'a Parcel, page: Page) -> Timeline<'a> {
    let last = parcel
        .record
        .observations
        .iter()
        .map(|seen| seen.visible_at)
        .max();
    let at = page.at.or(last).unwrap_or_default();
    view(
        &parcel.record,
        page.observer,
        number(case, parcel, page),
        at,
    )
}

/// Returns the number under which a page knows a parcel.
fn number(case: &Case, parcel: &Parcel, page: Page) -> NumberRef {
    let parties = parcel.parties;
    match page.observer {
        Observer::LastMile if parties.last_mile_role == NumberRole::LastMile => NumberRef {
            parcel: parties.parcel,
            role: NumberRole::LastMile,
        },
        _ => match case.typed_role(page.at) {
            Some(role) if !role.is_known() || role == NumberRole::Placeholder => NumberRef {
                parcel: parties.parcel,
                role,
            },
            _ => NumberRef {
                parcel: parties.number_of,
                role: NumberRole::Origin,
            },
        },
    }
}

fn header(
    out: &mut String,
    case: &Case,
    order: &Order,
    (page, shown): (Page, &[Timeline<'_>]),
    look: Look,
) {
    let number = case
        .typed(page.at)
        .map_or_else(|| "no number yet".to_owned(), |number| number.to_string());
    let _ = writeln!(out, "{}  {}", look.bold(number), order.line.name());
    let zone = order.destination.zone();
    let from = case
        .parcels
        .first()
        .map_or(order.destination, |parcel| parcel.journey.route.origin);
    let _ = writeln!(
        out,
        "{} → {}, {}",
        from.country().name(),
        order.destination.country().name(),
        order.destination.name()
    );
    let _ = writeln!(
        out,
        "ordered {}, promised {} to {}",
        full_date(order.placed_at, zone),
        date(order.promise.0, zone).trim(),
        date(order.promise.1, zone).trim()
    );
    for (parcel, timeline) in case.parcels.iter().zip(shown) {
        if let Some(alias) = timeline.alias.and_then(|alias| case.text(alias)) {
            let carrier = parcel.parties.last_mile.name();
            let what = if timeline.number.role == NumberRole::Origin {
                carrier
            } else {
                "the parcel"
            };
            let _ = writeln!(out, "latest number {alias} ({what})");
        }
    }
    let _ = writeln!(out, "{}", state(case, shown, page, look));
}

/// Returns the line that says how things stand.
fn state(case: &Case, shown: &[Timeline<'_>], page: Page, look: Look) -> String {
    let newest = shown
        .iter()
        .filter_map(|timeline| timeline.observations.last())
        .max_by_key(|seen| seen.occurred_at);
    let Some(newest) = newest else {
        return nothing(case, shown, page);
    };
    let picked_up = shown.iter().flat_map(|timeline| &timeline.observations);
    let picked_up = picked_up
        .filter(|seen| seen.milestone == Milestone::PickedUp)
        .map(|seen| seen.occurred_at)
        .min();
    let done = matches!(
        newest.milestone,
        Milestone::Delivered | Milestone::Returned | Milestone::Destroyed
    );
    let until = if done {
        newest.occurred_at
    } else {
        page.at.unwrap_or(newest.occurred_at)
    };
    let what = look.status(
        newest.milestone.status(),
        look.bold(phrase(newest.milestone)),
    );
    let place = if newest.milestone == Milestone::Delivered {
        format!(" in {}", newest.place.city().name())
    } else {
        String::new()
    };
    match picked_up {
        Some(from) if until > from => format!("{what}{place}, {} in transit", length(until - from)),
        _ => format!("{what}{place}"),
    }
}

/// Says why a page is empty.
fn nothing(case: &Case, shown: &[Timeline<'_>], page: Page) -> String {
    let role = case.typed_role(page.at);
    let standing = shown
        .first()
        .map_or(Standing::Unknown, |timeline| timeline.standing);
    match (standing, role) {
        (_, None) => "the buyer has not been told a number".to_owned(),
        (Standing::Announced, _) => "known to the platform; no carrier has it yet".to_owned(),
        (Standing::Purged, _) => "not shown any more: the carrier has purged it".to_owned(),
        (_, Some(NumberRole::Invented | NumberRole::Provisional)) => {
            "no carrier knows this number".to_owned()
        }
        _ => format!("nothing shown yet by {}", plain(page.observer.name())),
    }
}

/// A line of the timeline.
struct Line {
    at: Timestamp,
    zone: Zone,
    what: String,
    who: String,
    place: String,
    is_scan: bool,
}

impl Line {
    fn of_observation(seen: &Observation, look: Look) -> Self {
        let reason = seen
            .reason
            .map(|reason| format!(": {}", plain(reason.name())))
            .unwrap_or_default();
        let what = format!("{}{reason}", phrase(seen.milestone));
        Self {
            at: seen.occurred_at,
            zone: seen.place.zone(),
            what: look.status(seen.milestone.status(), what),
            who: seen.carrier.name().to_owned(),
            place: where_is(seen.place),
            is_scan: true,
        }
    }
}

/// Returns a place as one reads it.
pub(super) fn where_is(place: Place) -> String {
    let city = format!("{}, {}", place.city().name(), place.country().code());
    match place.facility() {
        Some(facility) if facility.name().starts_with(place.city().name()) => {
            format!("{}, {}", facility.name(), place.country().code())
        }
        Some(facility) => format!("{}, {city}", facility.name()),
        None => city,
    }
}

/// Returns what the buyer did and was told.
fn story(case: &Case, order: &Order, page: Page) -> Vec<Line> {
    let zone = order.destination.zone();
    let by_now = |at: Timestamp| page.at.is_none_or(|now| at <= now);
    let line = |at, what| Line {
        at,
        zone,
        what,
        who: "buyer".to_owned(),
        place: String::new(),
        is_scan: false,
    };
    let mut lines = vec![line(order.placed_at, "Ordered".to_owned())];
    for (place, tell) in order
        .told
        .iter()
        .enumerate()
        .filter(|(_, tell)| by_now(tell.from))
    {
        let Some(text) = case.told_text(tell) else {
            continue;
        };
        let verb = if place == 0 {
            "Told number"
        } else {
            "Told another number"
        };
        lines.push(line(
            tell.from,
            format!("{verb} {text}{}", remark(tell, page)),
        ));
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

fn body(out: &mut String, lines: &[Line], page: Page, look: Look) {
    let widths = Widths::of(lines, look);
    let mut heard: Option<Timestamp> = None;
    for line in lines {
        if line.is_scan {
            silence(out, heard, line.at, look);
            heard = Some(line.at);
        }
        widths.write(out, line, look);
    }
    if let Some(at) = page.at {
        silence(out, heard, at, look);
        let zone = lines.last().map(|line| line.zone);
        if let Some(zone) = zone {
            let _ = writeln!(
                out,
                "{}",
                look.dim(format!("  {}  {}  now", date(at, zone), clock(at, zone)))
            );
        }
    }
}

fn silence(out: &mut String, heard: Option<Timestamp>, now: Timestamp, look: Look) {
    if let Some(gap) = heard.map(|heard| now - heard).filter(|gap| *gap >= SILENCE) {
        let weeks = usize::try_from(gap / (7 * DAY)).unwrap_or(0).min(8);
        for place in 0..=weeks {
            let text = if place == weeks / 2 {
                format!("silence, {}", length(gap))
            } else {
                String::new()
            };
            let _ = writeln!(out, "{}", look.dim(format!("       ┊  {text}").trim_end()));
        }
    }
}

/// Widths of the columns.
struct Widths {
    what: usize,
    who: usize,
}

impl Widths {
    fn of(lines: &[Line], look: Look) -> Self {
        let what = lines
            .iter()
            .map(|line| shown_width(&line.what))
            .max()
            .unwrap_or(0);
        let who = lines
            .iter()
            .map(|line| shown_width(&line.who))
            .max()
            .unwrap_or(0);
        Self {
            what: what.min(look.width.saturating_sub(27)),
            who,
        }
    }

    fn write(&self, out: &mut String, line: &Line, look: Look) {
        let moment = format!(
            "{}  {}",
            date(line.at, line.zone),
            clock(line.at, line.zone)
        );
        if look.is_narrow() {
            let _ = writeln!(out, "  {}\n    {}", look.dim(moment), line.what);
            let rest = [line.who.as_str(), line.place.as_str()].join("  ");
            if line.is_scan {
                let _ = writeln!(out, "    {}", look.dim(rest.trim()));
            }
            return;
        }
        let pad = " ".repeat(self.what.saturating_sub(shown_width(&line.what)));
        let who = format!("{:<width$}", line.who, width = self.who);
        let text = format!(
            "  {}  {}{pad}  {}  {}",
            look.dim(moment),
            line.what,
            look.dim(who),
            line.place
        );
        let _ = writeln!(out, "{}", text.trim_end());
    }
}

/// Returns how many columns text takes, escape sequences not counted.
fn shown_width(text: &str) -> usize {
    unicode_width::UnicodeWidthStr::width(anstream::adapter::strip_str(text).to_string().as_str())
}

/// Says which other buyers there are; that is public knowledge only with the truth.
fn other_orders(out: &mut String, case: &Case, page: Page, look: Look) {
    if page.truth == Truth::Hidden {
        return;
    }
    for order in case.orders.iter().skip(1) {
        let whose = match order.role {
            OrderRole::RightfulOwner => "the number is the rightful buyer's",
            OrderRole::EarlierLife => "the number had an earlier life",
            OrderRole::Subject => "another order",
        };
        let day = full_date(order.placed_at, order.destination.zone());
        let text = format!("{whose}: ordered {day}, to {}", order.destination.name());
        let _ = writeln!(out, "\n{}", look.bold(text));
    }
}
