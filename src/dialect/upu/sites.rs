//! Sites: where a quirk may garble what posts told each other.

use crate::dialect::sites::{Event, Events, Form, Parcel, Sites, Zoneless, city, time};

pub(super) const SITES: Sites = Sites {
    parcels: &[Parcel {
        at: &["*"],
        number: "ID",
        events: &[Events {
            lists: &["Events"],
            alone: &[],
            newest_first: false,
            event: Event {
                times: &[time("EventDT", Form::Wrapped, Zoneless::Kept)],
                codes: &["EventCd"],
                statuses: &[],
                texts: &["EventNm"],
                places: &[city("EventLocation")],
            },
        }],
        statuses: &["State"],
        digits: &[],
        volatile: &[],
    }],
};
