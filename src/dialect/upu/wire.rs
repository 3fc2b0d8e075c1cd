//! Rendering: an array of one item, oldest event first, or the number 1 where nothing is known.

use super::words::{self, Stage};
use crate::dialect::json::{Object, array};
use crate::fleet::Page;
use crate::parcel::{CarrierKind, Country};
use crate::record::Observation;

/// What facts nobody could confirm are taken to be.
#[derive(Debug, Clone, Copy)]
pub(super) struct Manner<'a> {
    pub(super) states: States<'a>,
    /// Whether times are wall clocks read as UTC.
    pub(super) is_local: bool,
}

/// `State` in each stage of an item's life.
#[derive(Debug, Clone, Copy)]
pub(super) struct States<'a> {
    pub(super) posted: &'a str,
    pub(super) arrived: &'a str,
    pub(super) ended: &'a str,
}

/// Renders what posts told each other of a number, of every item that bore it.
pub(super) fn items(out: &mut Vec<u8>, page: &Page<'_>, manner: Manner<'_>) {
    let events = || {
        let exchanged = page
            .observations()
            .filter(|seen| seen.carrier.kind() != CarrierKind::Courier);
        exchanged.filter_map(|seen| Some((words::code(seen.milestone)?, seen)))
    };
    let Some((last, _)) = events().last() else {
        out.push(b'1');
        return;
    };
    array(out, |list| {
        list.object(|item| {
            item.str("ID", page.number);
            let origin = page.declared.map(|declared| declared.origin);
            let destination = page.declared.map(|label| label.destination.country());
            for (code, name, country) in [
                ("OriginCountryCd", "OriginCountryNm", origin),
                ("DestinationCountryCd", "DestinationCountryNm", destination),
            ] {
                item.str_or_null(code, country.map(Country::code));
                item.str_or_null(name, country.map(Country::name));
            }
            let state = match words::stage(last) {
                Stage::Posted => manner.states.posted,
                Stage::Arrived => manner.states.arrived,
                Stage::Ended => manner.states.ended,
            };
            item.str("State", state);
            item.array("Events", |list| {
                for (code, seen) in events() {
                    list.object(|one| event(one, code, seen, manner.is_local));
                }
            });
        });
    });
}

fn event(one: &mut Object<'_>, code: &str, seen: &Observation, is_local: bool) {
    one.str("EventCd", code);
    one.str("EventNm", words::name(code));
    one.str("EventLocation", seen.place.city().name());
    let at = if is_local {
        seen.place.zone().to_local(seen.occurred_at.0)
    } else {
        seen.occurred_at.0
    };
    one.parts("EventDT", &["/Date(", &at.to_string(), "000)/"]);
}
