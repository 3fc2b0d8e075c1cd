//! Answers to garble: of every dialect, about parcels that it has something to say of.

use misroute::carrier::{Binding, Desk};
use misroute::dialect::{DIALECTS, Dialect, garbled, sheet};
use misroute::fleet::{Case, Worlds};
use misroute::parcel::{Carrier, NumberRef, NumberRole, Timestamp};
use misroute::trouble::{Quirk, Quirks, Rate};

use crate::support::{at_start, built_in, worlds};
use crate::wire::asking::ask;
use crate::wire::last_mile::asking::parcel_of;
use crate::wire::moments::moments;

/// An honest answer's body, and the instant that it shows.
pub(super) type Sample = (Vec<u8>, Timestamp);

/// The number that stands for a parcel of a carrier that brings none to the door.
const BOUND: &str = "1Z023E2X0214323462";

/// Returns parcels that a dialect has something to say of.
fn cases(dialect: &dyn Dialect) -> Vec<Case> {
    if let Some(carrier) = dialect.carrier() {
        return vec![parcel_of(carrier, NumberRole::LastMile)];
    }
    if dialect.name() == "upu" {
        // Posts exchange messages about items that have a number of theirs.
        return vec![parcel_of(Carrier::USPS, NumberRole::Origin)];
    }
    let worlds = worlds();
    let names = [
        "standard",
        "number-handover",
        "returned-unclaimed",
        "recycled-number",
    ];
    let cases = names.iter().flat_map(|name| {
        let world = built_in(name, 1);
        (0..2).map(move |place| (world.clone(), place))
    });
    cases
        .map(|(world, place)| Case::new(&worlds, &world, at_start(place)))
        .collect()
}

/// Returns honest answers of a dialect: about each of its parcels, early, late, and in between.
pub(super) fn samples(dialect: &dyn Dialect) -> Vec<Sample> {
    if matches!(dialect.name(), "ups" | "fedex") {
        let case = parcel_of(Carrier::USPS, NumberRole::LastMile);
        let said = |at| (bound(dialect, &case, at), at);
        return moments(&case).into_iter().map(said).collect();
    }
    let worlds: Worlds = worlds();
    let of_case = |case: &Case| -> Vec<Sample> {
        let said = |at| sheet(dialect, &worlds, case, at).map(|body| (body, at));
        moments(case).into_iter().filter_map(said).collect()
    };
    cases(dialect).iter().flat_map(of_case).collect()
}

/// Returns what a dialect says of a parcel that somebody bound one of its numbers to.
fn bound(dialect: &dyn Dialect, case: &Case, at: Timestamp) -> Vec<u8> {
    let desk = Desk::frozen(worlds(), at);
    let number = NumberRef {
        parcel: 0,
        role: case.parcels[0].parties.last_mile_role,
    };
    let binding = Binding {
        world: case.world.clone(),
        address: case.address,
        number,
    };
    desk.bind(BOUND, binding).expect("there is room");
    let registered = dialect
        .registration(BOUND)
        .map(|request| ask(dialect, &desk, &request).into_body());
    let reading = dialect.reading(BOUND, registered.as_deref());
    ask(dialect, &desk, &reading).into_body()
}

/// Returns a quirk that always strikes.
pub(super) fn always(quirk: Quirk) -> Quirks {
    Quirks::new(vec![(quirk, Rate::ALWAYS)])
}

/// Returns what quirks make of an answer.
pub(super) fn with(dialect: &dyn Dialect, (body, at): &Sample, quirks: &Quirks) -> Vec<u8> {
    garbled(dialect, body.clone(), *at, &|_| quirks.clone())
}

/// Returns every dialect with every quirk that it can show.
pub(super) fn pairs() -> Vec<(&'static dyn Dialect, Quirk)> {
    let quirks = |dialect: &&'static dyn Dialect| {
        let dialect = *dialect;
        misroute::dialect::quirks(dialect).map(move |quirk| (dialect, quirk))
    };
    DIALECTS.iter().flat_map(quirks).collect()
}
