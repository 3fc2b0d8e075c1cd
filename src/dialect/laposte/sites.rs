//! Sites: where a quirk may garble a shipment.

use crate::dialect::sites::{
    Event, Events, NO_EVENT, Parcel, Sites, VolatileKind, offset, volatile,
};

pub(super) const SITES: Sites = Sites {
    parcels: &[Parcel {
        // Of one number, and of several.
        at: &["", "*"],
        number: "shipment/idShip",
        events: &[
            Events {
                lists: &["shipment/event"],
                alone: &[],
                newest_first: true,
                event: Event {
                    times: &[offset("date")],
                    codes: &["code"],
                    texts: &["label"],
                    ..NO_EVENT
                },
            },
            Events {
                lists: &[],
                alone: &["shipment/timeline/*"],
                newest_first: true,
                event: Event {
                    times: &[offset("date")],
                    texts: &["shortLabel"],
                    ..NO_EVENT
                },
            },
        ],
        statuses: &[],
        digits: &["returnCode", "shipment/holder", "shipment/timeline/*/id"],
        volatile: &[volatile("shipment/url", VolatileKind::Url)],
    }],
};
