//! Sites: where a quirk may garble a tracking.

use crate::dialect::sites::{
    Event, Events, Parcel, Sites, VolatileKind, city, country, label, offset, volatile,
};

pub(super) const SITES: Sites = Sites {
    parcels: &[Parcel {
        // A row of a list, and what a registration or a webhook tells of.
        at: &["data/*", "data"],
        number: "tracking_number",
        events: &[Events {
            lists: &["origin_info/trackinfo", "destination_info/trackinfo"],
            alone: &[],
            newest_first: true,
            event: Event {
                times: &[offset("checkpoint_date")],
                codes: &["checkpoint_delivery_substatus"],
                statuses: &["checkpoint_delivery_status"],
                texts: &["tracking_detail"],
                places: &[label("location"), city("city"), country("country_iso2")],
            },
        }],
        statuses: &["delivery_status", "substatus"],
        digits: &["tracking_number", "transit_time"],
        volatile: &[
            volatile("update_at", VolatileKind::Now),
            volatile("origin_info/weblink", VolatileKind::Url),
        ],
    }],
};
