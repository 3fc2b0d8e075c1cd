//! The head of a page: which parcel, what was promised, and how things stand.

use std::fmt::Write as _;

use super::{Page, Shown};
use crate::cli::style::Look;
use crate::cli::wrap::{hang, wrap};
use crate::fleet::Case;
use crate::fleet::words::{count, date, full_date, length, phrase, plain};
use crate::order::Order;
use crate::parcel::time::{DAY, Day};
use crate::parcel::{Milestone, NumberRole, Timestamp, Zone};
use crate::record::{Estimate, Observation, Standing};

/// Writes the head.
pub(super) fn write(
    out: &mut String,
    (case, order): (&Case, &Order),
    (page, shown): (Page, &[Shown<'_>]),
    look: Look,
) {
    let number = case
        .typed(page.at)
        .map_or_else(|| "no number yet".to_owned(), |number| number.to_string());
    let head = format!("{}  ", look.bold(number));
    hang(out, &head, order.line.name(), look.width);
    let zone = order.destination.zone();
    let from = case
        .parcels
        .first()
        .map_or(order.destination, |parcel| parcel.journey.route.origin);
    let way = format!(
        "{} → {}, {}",
        from.country().name(),
        order.destination.country().name(),
        order.destination.name()
    );
    let ordered = format!(
        "ordered {}, promised {} to {}",
        full_date(order.placed_at, zone),
        date(order.promise.0, zone).trim(),
        date(order.promise.1, zone).trim()
    );
    let aliases = shown.iter().filter_map(|shown| alias(case, shown));
    let expected = expected(shown, zone);
    let state = state(case, order, (page, shown), look);
    let texts = [way, ordered]
        .into_iter()
        .chain(aliases)
        .chain(expected)
        .chain([state]);
    for line in texts.flat_map(|text| wrap(&text, look.width)) {
        out.push_str(&line);
        out.push('\n');
    }
}

/// Says when the parcel is expected, while it is.
fn expected(shown: &[Shown<'_>], zone: Zone) -> Option<String> {
    let shown = shown
        .iter()
        .find(|shown| shown.timeline.estimate.is_some())?;
    let newest = shown.timeline.observations.last()?;
    let day = shown.timeline.estimate?.day.filter(|_| !is_final(newest))?;
    let noon = Timestamp(zone.to_utc(day.start() + DAY / 2));
    let standing = |said: &&Estimate| said.visible_at <= shown.timeline.at;
    let revisions = shown
        .parcel
        .record
        .estimates
        .iter()
        .filter(standing)
        .count()
        - 1;
    let day = date(noon, zone);
    Some(match revisions {
        0 => format!("expected {}", day.trim()),
        1 => format!("expected {} (revised once)", day.trim()),
        more => format!("expected {} (revised {more} times)", day.trim()),
    })
}

/// Says which number is the newest, where a page points to another.
fn alias(case: &Case, shown: &Shown<'_>) -> Option<String> {
    let alias = shown.timeline.alias.and_then(|alias| case.text(alias))?;
    let carrier = shown.parcel.parties.last_mile.name();
    Some(if shown.timeline.number.role == NumberRole::Origin {
        format!("latest number {alias} ({carrier})")
    } else {
        format!("latest number {alias} (the parcel)")
    })
}

/// Returns the line that says how things stand.
fn state(case: &Case, order: &Order, (page, shown): (Page, &[Shown<'_>]), look: Look) -> String {
    let newest = shown
        .iter()
        .filter_map(|shown| Some((shown, *shown.timeline.observations.last()?)));
    let Some((shown, newest)) = newest.max_by_key(|(_, seen)| seen.occurred_at) else {
        return nothing(case, shown, page);
    };
    let mut seen = shown.timeline.observations.iter();
    let picked_up = seen
        .find(|seen| seen.milestone == Milestone::PickedUp)
        .map(|seen| seen.occurred_at);
    let until = if is_final(newest) {
        newest.occurred_at
    } else {
        page.at.unwrap_or(newest.occurred_at)
    };
    let mut text = what(newest, look);
    if let Some(from) = picked_up.filter(|from| until > *from) {
        let _ = write!(text, ", {} in transit", length(until - from));
    }
    if let Some(promise) = promise(order, newest, page) {
        let _ = write!(text, ", {promise}");
    }
    if page.at.is_none() && !is_final(newest) {
        text.push_str("; nothing more is ever shown");
    }
    text
}

/// Returns what the newest event says, with its place or reason.
fn what(newest: &Observation, look: Look) -> String {
    let what = look.status(
        newest.milestone.status(),
        look.bold(phrase(newest.milestone)),
    );
    match (newest.milestone, newest.reason) {
        (Milestone::Delivered, _) => format!("{what} in {}", newest.place.city().name()),
        (_, Some(reason)) => format!("{what} ({})", plain(reason.name())),
        _ => what,
    }
}

const fn is_final(newest: &Observation) -> bool {
    matches!(
        newest.milestone,
        Milestone::Delivered
            | Milestone::Returned
            | Milestone::Destroyed
            | Milestone::Lost
            | Milestone::Abandoned
            | Milestone::Canceled
    )
}

/// Says whether the promise was kept, or by how much it is overdue.
fn promise(order: &Order, newest: &Observation, page: Page) -> Option<String> {
    let zone = order.destination.zone();
    let day = |at: Timestamp| Day::of_local(zone.to_local(at.0)).0;
    let [ordered, first, last] = [order.placed_at, order.promise.0, order.promise.1].map(day);
    if newest.milestone == Milestone::Delivered {
        let came = day(newest.occurred_at);
        return Some(match came {
            _ if came < ordered => format!("{} before the order", count(ordered - came, "day")),
            _ if came < first => format!("{} sooner than promised", count(first - came, "day")),
            _ if came <= last => "as promised".to_owned(),
            _ => format!("{} after the promised end", count(came - last, "day")),
        });
    }
    let now = day(page.at?);
    (now > last && !is_final(newest))
        .then(|| format!("{} after the promised end", count(now - last, "day")))
}

/// Says why a page is empty.
fn nothing(case: &Case, shown: &[Shown<'_>], page: Page) -> String {
    let role = case.typed_role(page.at);
    let standing = shown
        .first()
        .map_or(Standing::Unknown, |shown| shown.timeline.standing);
    match (standing, role) {
        (_, None) => "the buyer has not been told a number".to_owned(),
        (Standing::Announced, _) => "known to the platform; no carrier has it yet".to_owned(),
        (Standing::Purged, _) => "not shown any more: the carrier has purged it".to_owned(),
        (_, Some(NumberRole::Invented | NumberRole::Provisional)) => {
            "no carrier knows this number".to_owned()
        }
        _ if page.at.is_none() => {
            format!(
                "nothing is ever shown by the {}",
                plain(page.observer.name())
            )
        }
        _ => format!("nothing shown yet by the {}", plain(page.observer.name())),
    }
}
