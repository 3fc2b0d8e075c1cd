//! Sites: where a quirk may garble a page.

use crate::dialect::sites::{
    Event, Events, Form, Parcel, Sites, Zoneless, city, country, offset, part, time,
};

pub(super) const SITES: Sites = Sites {
    parcels: &[Parcel {
        at: &[""],
        number: "number",
        events: &[Events {
            lists: &["events", "earlier_lives/*/events"],
            alone: &[],
            newest_first: false,
            event: Event {
                times: &[
                    offset("occurred_at"),
                    time("zone", Form::Zone, Zoneless::Absent),
                ],
                codes: &["milestone"],
                statuses: &["status"],
                texts: &[],
                places: &[city("city"), country("country"), part("facility")],
            },
        }],
        statuses: &["status", "standing"],
        digits: &[],
        volatile: &[],
    }],
};
