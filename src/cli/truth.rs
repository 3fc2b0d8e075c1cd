//! The truth beside the record: what happened, and when anybody showed it.

use std::fmt::Write as _;

use super::style::Look;
use super::text::where_is;
use super::wrap::{hang, wrap};
use crate::fleet::words::{clock, date, length, phrase, plain};
use crate::fleet::{Case, Parcel};
use crate::journey::Scan;
use crate::order::OrderRole;
use crate::parcel::Observer;

/// Writes what really happened, event by event, and when the origin network and the last mile showed it.
pub(super) fn beside(out: &mut String, case: &Case, look: Look) {
    for parcel in &case.parcels {
        let fate = plain(parcel.journey.fate.name());
        let which = if case.parcels.len() > 1 {
            format!(" of parcel {}", parcel.parties.parcel)
        } else {
            String::new()
        };
        let whose = case.orders.get(usize::from(parcel.order));
        let whom = match whose.map(|order| order.role) {
            Some(OrderRole::RightfulOwner) => ", to the other buyer",
            Some(OrderRole::EarlierLife) => ", in the earlier life",
            _ => "",
        };
        let title = format!("Truth{which}: {fate}{whom}");
        out.push('\n');
        for line in wrap(&title, look.width) {
            let _ = writeln!(out, "{}", look.bold(line));
        }
        let width = parcel
            .journey
            .scans
            .iter()
            .map(|scan| what(case, parcel, scan).chars().count())
            .max()
            .unwrap_or(0);
        for scan in &parcel.journey.scans {
            event(out, case, (parcel, scan, width), look);
        }
    }
    let labels = case.labels();
    if !labels.is_empty() {
        let text = format!("{}: {}", look.bold("Labels"), labels.join(", "));
        let _ = writeln!(out, "\n{}", wrap(&text, look.width).join("\n"));
    }
}

fn event(
    out: &mut String,
    case: &Case,
    (parcel, scan, width): (&Parcel, &Scan, usize),
    look: Look,
) {
    let zone = scan.place.zone();
    let moment = look.dim(format!("{}  {}", date(scan.at, zone), clock(scan.at, zone)));
    let what = what(case, parcel, scan);
    let shown = shown(parcel, scan);
    if look.is_narrow() {
        let _ = writeln!(out, "  {moment}");
        for line in wrap(&what, look.width - 4) {
            let _ = writeln!(out, "    {line}");
        }
        let rest = format!("{shown}; {}", where_is(scan.place));
        for line in wrap(&rest, look.width - 4) {
            let _ = writeln!(out, "    {}", look.dim(line));
        }
    } else {
        let head = format!("  {moment}  {what:<width$}  ");
        hang(out, &head, &look.dim(shown), look.width);
    }
}

fn what(case: &Case, parcel: &Parcel, scan: &Scan) -> String {
    let reason = scan
        .reason
        .map(|reason| format!(": {}", plain(reason.name())))
        .unwrap_or_default();
    match scan.milestone {
        Some(milestone) => format!("{}{reason}", phrase(milestone)),
        None => format!(
            "({})",
            plain(case.state(parcel, scan).map_or("", |state| &state.name))
        ),
    }
}

/// Says when each carrier showed a scan.
fn shown(parcel: &Parcel, scan: &Scan) -> String {
    let Some(milestone) = scan.milestone else {
        return "nothing to scan".to_owned();
    };
    let when = |observer: Observer| {
        let mut seen = parcel.record.observations.iter();
        seen.find(|seen| {
            seen.observer == observer && seen.occurred_at == scan.at && seen.milestone == milestone
        })
        .map(|seen| length(seen.visible_at - seen.occurred_at))
    };
    let origin = when(Observer::OriginCarrier);
    let last_mile = when(Observer::LastMile);
    match (origin, last_mile) {
        (None, None) => "never shown".to_owned(),
        (Some(origin), None) => format!("shown after {origin}"),
        (None, Some(last_mile)) => {
            format!("shown by the last mile after {last_mile}, by the origin never")
        }
        (Some(origin), Some(last_mile)) => {
            format!("shown after {origin}, by the last mile after {last_mile}")
        }
    }
}
