//! Rendering: what the consumer site's own API says of an account's parcels.

use super::Shown;
use crate::dialect::json::{Array, Object, object};
use crate::dialect::phrase::phrase;
use crate::dialect::seventeen::countries;
use crate::dialect::seventeen::words::{Main, main_of};
use crate::parcel::number::{Format, identify};
use crate::parcel::time::wall_clock;
use crate::parcel::{City, Place};
use crate::record::Observation;

/// The states by which an account's parcels are counted.
pub(in crate::dialect::seventeen) const STATES: [i64; 7] = [0, 10, 20, 30, 35, 40, 50];

/// A parcel of an account.
#[derive(Debug, Clone, Copy)]
pub(in crate::dialect::seventeen) struct Row<'a> {
    /// The tracker.
    pub(in crate::dialect::seventeen) shown: Shown<'a>,
    /// Its id.
    pub(in crate::dialect::seventeen) id: &'a str,
    /// The second carrier that its owner named.
    pub(in crate::dialect::seventeen) second_carrier: i64,
}

/// Returns the state of a parcel.
pub(in crate::dialect::seventeen) fn state(shown: &Shown<'_>) -> i64 {
    match main_of(shown.sub_status()) {
        Main::NotFound => 0,
        Main::InfoReceived | Main::InTransit | Main::OutForDelivery => 10,
        Main::Expired => 20,
        Main::AvailableForPickup => 30,
        Main::DeliveryFailure => 35,
        Main::Delivered => 40,
        Main::Exception => 50,
    }
}

/// Renders an answer; `body` writes what follows the message.
pub(in crate::dialect::seventeen) fn answer(
    out: &mut Vec<u8>,
    (code, message): (i64, &str),
    body: impl FnOnce(&mut Object<'_>),
) {
    object(out, |whole| {
        whole.int("Code", code);
        whole.str("Message", message);
        body(whole);
    });
}

/// Renders how many parcels are in which state.
pub(in crate::dialect::seventeen) fn index(whole: &mut Object<'_>, states: &[i64]) {
    whole.object("Json", |json| {
        json.array("eitem", |list| {
            for state in STATES {
                let count = states.iter().filter(|other| **other == state).count();
                list.object(|item| {
                    item.int("e", state);
                    item.int("ec", count as i64);
                });
            }
        });
    });
}

/// Renders a page of parcels.
pub(in crate::dialect::seventeen) fn list(whole: &mut Object<'_>, rows: &[Row<'_>], total: usize) {
    whole.array("Json", |list: &mut Array<'_>| {
        for row in rows {
            list.object(|item| render(item, row));
        }
    });
    whole.object("pageInfo", |info| info.int("TotalCount", total as i64));
}

fn render(item: &mut Object<'_>, row: &Row<'_>) {
    let shown = &row.shown;
    let declared = shown.page.declared;
    let from = declared.map(|declared| countries::number(declared.origin));
    let to = declared.map(|declared| countries::number(City::country(declared.destination)));
    item.str("FTrackInfoId", row.id);
    item.str("FTrackNo", shown.page.number);
    item.str_or_null("FRemark", shown.note("remark"));
    item.int("FFirstCountry", from.unwrap_or(0));
    item.int("FSecondCountry", to.unwrap_or(0));
    item.int("FFirstCarrier", shown.carrier);
    item.int("FSecondCarrier", row.second_carrier);
    item.int("FTrackStateType", kind(shown.page.number));
    item.int("FPackageState", state(shown));
    match shown.newest() {
        Some(newest) => {
            let mut text = Vec::with_capacity(128);
            event(&mut text, newest);
            // What was just written is UTF-8.
            item.str("FLastEvent", &String::from_utf8_lossy(&text));
        }
        None => item.null("FLastEvent"),
    }
}

/// Renders the newest event, which goes as a text within the text.
fn event(out: &mut Vec<u8>, seen: &Observation) {
    let city = Place::city(seen.place);
    let local = seen.place.zone().to_local(seen.occurred_at.0);
    object(out, |event| {
        event.ascii("a", &wall_clock(local, b' ')[..16]);
        event.str("c", city.name());
        event.str("d", city.country().name());
        event.str("z", phrase(seen));
    });
}

/// Returns what kind of postal item a number is of: 1 registered packet, 2 parcel, 3 express mail, 0 anything else.
fn kind(number: &str) -> i64 {
    let formats = identify(number).unwrap_or_default();
    let service = formats.iter().find_map(|format| match format {
        Format::S10 { service, .. } => Some(service.letter()),
        _ => None,
    });
    match service {
        Some(b'R') => 1,
        Some(b'C') => 2,
        Some(b'E') => 3,
        _ => 0,
    }
}
