//! Sites: where a quirk may garble an item.

use crate::dialect::sites::{Event, Events, Parcel, Sites, VolatileKind, city, offset, volatile};

pub(super) const SITES: Sites = Sites {
    parcels: &[Parcel {
        // Of one number, and of several.
        at: &["mailPieces", "mailPieces/*"],
        number: "mailPieceId",
        events: &[
            Events {
                lists: &["events"],
                alone: &[],
                newest_first: true,
                event: Event {
                    times: &[offset("eventDateTime")],
                    codes: &["eventCode"],
                    statuses: &[],
                    texts: &["eventName"],
                    places: &[city("locationName")],
                },
            },
            Events {
                lists: &[],
                alone: &["summary"],
                newest_first: true,
                event: Event {
                    times: &[offset("lastEventDateTime")],
                    codes: &["lastEventCode"],
                    statuses: &[],
                    texts: &["lastEventName"],
                    places: &[city("lastEventLocationName")],
                },
            },
        ],
        statuses: &["summary/statusDescription", "summary/statusCategory"],
        digits: &[],
        volatile: &[volatile("summary/uniqueItemId", VolatileKind::Digits)],
    }],
};
