//! Sheets: what a dialect's server would send about one case, without a server.

use std::sync::Arc;

use super::{DEFAULT_KEY, Dialect, Request, Visit, answered};
use crate::carrier::Desk;
use crate::fleet::{Case, Worlds};
use crate::parcel::{NumberRef, Timestamp};

/// Returns the body that a dialect sends about a case at an instant.
///
/// It is the answer to a tracker that was registered, with the default key, when the buyer got the number: the number
/// that the dialect's own carrier knows the parcel by, else the buyer's. None of a case whose buyer was told nothing.
pub fn sheet(
    dialect: &dyn Dialect,
    worlds: &Worlds,
    case: &Case,
    at: Timestamp,
) -> Option<Vec<u8>> {
    let first = case.orders.first()?.told.first()?;
    // Before the buyer knows a number, nobody can have mistyped it.
    let typed = case
        .typed(Some(at))
        .or_else(|| case.text(first.number).cloned())?;
    let own = dialect.carrier().and_then(|carrier| {
        let mut parcels = case.parcels.iter();
        let parcel = parcels.find(|parcel| parcel.parties.last_mile == carrier)?;
        let number = NumberRef {
            parcel: parcel.parties.parcel,
            role: parcel.parties.last_mile_role,
        };
        case.text(number)
    });
    let text = own.unwrap_or(&typed).as_str();
    let registered_at = first.from.min(at);
    let desk = Desk::of_case(worlds.clone(), Arc::new(case.clone()), registered_at);
    let ask = |request: &Request, at| {
        let visit = Visit {
            desk: &desk,
            request,
            key: DEFAULT_KEY,
            at,
            now: at,
        };
        answered(dialect, &visit).into_body()
    };
    let registered = dialect
        .registration(text)
        .map(|request| ask(&request, registered_at));
    Some(ask(&dialect.reading(text, registered.as_deref()), at))
}
