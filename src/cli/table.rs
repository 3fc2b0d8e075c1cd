//! Several cases as a table, one a line.

use super::style::Look;
use super::words::{date, length, phrase};
use crate::fleet::Case;
use crate::parcel::{Milestone, Observer, Timestamp};

/// Returns the head of the table.
pub(super) fn head(look: Look) -> String {
    let text = format!(
        "{:>7}  {:<24}  {:<2}  {:<10}  {:<32}  {}",
        "index", "number", "to", "newest", "status", "in transit"
    );
    format!("{}\n", look.bold(text))
}

/// Returns the line of a case: what the origin network shows.
pub(super) fn row(case: &Case, at: Option<Timestamp>, look: Look) -> String {
    let shown: Vec<_> = case
        .observations(at)
        .filter(|seen| seen.observer == Observer::OriginCarrier)
        .collect();
    let number = case
        .typed(at)
        .map_or_else(|| "-".to_owned(), |number| number.to_string());
    let to = case
        .orders
        .first()
        .map_or("", |order| order.destination.country().code());
    let from = shown
        .iter()
        .find(|seen| seen.milestone == Milestone::PickedUp)
        .map(|seen| seen.occurred_at);
    let (day, status, transit) = match shown.last() {
        None => ("-".to_owned(), "nothing shown".to_owned(), String::new()),
        Some(newest) => {
            let status = format!("{:<32}", phrase(newest.milestone));
            let transit = from
                .map(|from| length(newest.occurred_at - from))
                .unwrap_or_default();
            let status = look.status(newest.milestone.status(), status);
            (
                date(newest.occurred_at, newest.place.zone()),
                status,
                transit,
            )
        }
    };
    let index = case.address.place;
    let line = format!("{index:>7}  {number:<24}  {to:<2}  {day:<10}  {status:<32}  {transit}");
    format!("{}\n", line.trim_end())
}
