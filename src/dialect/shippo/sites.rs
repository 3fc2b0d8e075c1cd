//! Sites: where a quirk may garble a track.

use crate::dialect::sites::{
    Event, Events, Parcel, Sites, VolatileKind, city, country, utc, volatile, whole,
};

pub(super) const SITES: Sites = Sites {
    parcels: &[Parcel {
        // An answer, and what a webhook tells of.
        at: &["", "data"],
        number: "tracking_number",
        events: &[Events {
            lists: &["tracking_history"],
            alone: &["tracking_status"],
            newest_first: false,
            event: Event {
                times: &[utc("status_date")],
                codes: &["substatus/code"],
                statuses: &["status"],
                texts: &["status_details", "substatus/text"],
                places: &[
                    whole("location"),
                    city("location/city"),
                    country("location/country"),
                ],
            },
        }],
        statuses: &["tracking_status"],
        digits: &[],
        volatile: &[
            volatile("tracking_history/*/object_id", VolatileKind::Digits),
            volatile("tracking_history/*/object_updated", VolatileKind::Now),
            volatile("tracking_status/object_updated", VolatileKind::Now),
        ],
    }],
};
