//! Sites: where a quirk may garble a tracking.

use crate::dialect::sites::{Event, Events, Parcel, Sites, VolatileKind, label, offset, volatile};

pub(super) const SITES: Sites = Sites {
    parcels: &[Parcel {
        // An answer, and what a webhook tells of.
        at: &["data/trackings/*", "trackings/*"],
        number: "tracker/trackingNumber",
        events: &[Events {
            lists: &["events"],
            alone: &[],
            newest_first: true,
            event: Event {
                // Some have an offset, and some have none.
                times: &[offset("occurrenceDatetime")],
                codes: &["statusCode"],
                statuses: &["statusCategory", "statusMilestone"],
                texts: &["status"],
                places: &[label("location")],
            },
        }],
        statuses: &[
            "shipment/statusCode",
            "shipment/statusCategory",
            "shipment/statusMilestone",
        ],
        digits: &[],
        volatile: &[volatile("events/*/eventId", VolatileKind::Digits)],
    }],
};
