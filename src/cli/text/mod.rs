//! A case as a timeline that a person likes to read.

mod draw;
mod head;
mod lines;

use std::fmt::Write as _;

use super::style::Look;
use super::truth;
use super::wrap::wrap;
use crate::fleet::document::Truth;
use crate::fleet::words::full_date;
use crate::fleet::{Case, Parcel};
use crate::order::OrderRole;
use crate::parcel::{NumberRef, NumberRole, Observer, Place, Timestamp};
use crate::record::{Timeline, view};

/// Whose page, at which moment.
#[derive(Debug, Clone, Copy)]
pub(super) struct Page {
    /// Whose page.
    pub(super) observer: Observer,
    /// The moment; none: after everything.
    pub(super) at: Option<Timestamp>,
    /// Whether the truth stands below.
    pub(super) truth: Truth,
    /// Whose orders are told of.
    pub(super) orders: Orders,
}

/// Whose orders a page tells of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Orders {
    /// The buyer's whom the scenario is about; the others' only beside the truth.
    Subject,
    /// Everybody's who was told a number: somebody asked by number, and wants to know whose it is.
    All,
}

/// What a page shows of a parcel.
struct Shown<'a> {
    parcel: &'a Parcel,
    timeline: Timeline<'a>,
}

/// Returns the timeline of a case.
pub(super) fn timeline(case: &Case, page: Page, look: Look) -> String {
    let mut out = String::new();
    let Some(order) = case.orders.first() else {
        return out;
    };
    let show = |parcel| Shown {
        parcel,
        timeline: shown(case, parcel, page),
    };
    let mut shown: Vec<Shown<'_>> = case.parcels.iter().map(show).collect();
    shown.extend(changed(case, page));
    head::write(&mut out, (case, order), (page, &shown), look);
    out.push('\n');
    let lines = lines::lines(case, order, (page, &shown), look);
    draw::write(&mut out, &lines, (page, order), look);
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

/// Returns what a buyer sees in addition who was told the last mile's number: that carrier's own page.
fn changed(case: &Case, page: Page) -> Option<Shown<'_>> {
    let parcel = case.parcels.first()?;
    let told = case.typed_role(page.at) == Some(NumberRole::LastMile);
    let other = Page {
        observer: Observer::LastMile,
        ..page
    };
    (told && page.observer == Observer::OriginCarrier).then(|| Shown {
        parcel,
        timeline: shown(case, parcel, other),
    })
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

/// Returns the city of a place and its country.
fn city(place: Place) -> String {
    format!("{}, {}", place.city().name(), place.country().code())
}

/// Returns a place as one reads it.
pub(super) fn where_is(place: Place) -> String {
    let city = city(place);
    match place.facility() {
        Some(facility) if facility.name().starts_with(place.city().name()) => {
            format!("{}, {}", facility.name(), place.country().code())
        }
        Some(facility) => format!("{}, {city}", facility.name()),
        None => city,
    }
}

/// Says which other buyers were told the number; only who asks by number, or for the truth, learns of them.
fn other_orders(out: &mut String, case: &Case, page: Page, look: Look) {
    if page.truth == Truth::Hidden && page.orders == Orders::Subject {
        return;
    }
    for order in case.orders.iter().skip(1) {
        let whose = match order.role {
            OrderRole::RightfulOwner => "The number is another buyer's",
            OrderRole::EarlierLife => "The number had an earlier life",
            OrderRole::Subject => "Another order",
        };
        let day = full_date(order.placed_at, order.destination.zone());
        let text = format!(
            "{}: ordered {day}, to {}",
            look.bold(whose),
            order.destination.name()
        );
        let _ = writeln!(out, "\n{}", wrap(&text, look.width).join("\n"));
    }
}
