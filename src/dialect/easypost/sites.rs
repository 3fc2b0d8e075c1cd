//! Sites: where a quirk may garble a tracker.

use crate::dialect::sites::{
    Event, Events, Parcel, Sites, VolatileKind, city, country, utc, volatile, whole,
};

pub(super) const SITES: Sites = Sites {
    parcels: &[Parcel {
        // An answer, a row of a list, and what a webhook tells of.
        at: &["", "trackers/*", "result"],
        number: "tracking_code",
        events: &[Events {
            lists: &["tracking_details"],
            alone: &[],
            newest_first: false,
            event: Event {
                times: &[utc("datetime")],
                codes: &[],
                statuses: &["status", "status_detail"],
                texts: &["message", "description"],
                places: &[
                    whole("tracking_location"),
                    city("tracking_location/city"),
                    country("tracking_location/country"),
                ],
            },
        }],
        statuses: &["status", "status_detail"],
        digits: &["tracking_code", "fees/*/amount"],
        volatile: &[
            volatile("updated_at", VolatileKind::Now),
            volatile("public_url", VolatileKind::Url),
        ],
    }],
};
