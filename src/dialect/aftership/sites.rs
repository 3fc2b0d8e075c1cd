//! Sites: where a quirk may garble a tracking.

use crate::dialect::sites::{
    Event, Events, Parcel, Sites, VolatileKind, city, country, label, offset, part, volatile,
};

pub(super) const SITES: Sites = Sites {
    parcels: &[Parcel {
        // An answer, a row of a list, and what a webhook tells of.
        at: &["data", "data/tracking", "data/trackings/*", "msg"],
        number: "tracking_number",
        events: &[Events {
            lists: &["checkpoints"],
            alone: &[],
            newest_first: false,
            event: Event {
                times: &[offset("checkpoint_time")],
                codes: &["subtag"],
                statuses: &["tag", "subtag_message"],
                texts: &["message"],
                places: &[
                    label("location"),
                    city("city"),
                    country("country_region"),
                    country("country_iso3"),
                    part("country_region_name"),
                ],
            },
        }],
        statuses: &["tag", "subtag", "subtag_message"],
        digits: &["tracking_number", "tracked_count", "transit_time"],
        volatile: &[
            volatile("updated_at", VolatileKind::Now),
            volatile("courier_tracking_link", VolatileKind::Url),
            volatile("checkpoints/*/hash", VolatileKind::Digits),
        ],
    }],
};
