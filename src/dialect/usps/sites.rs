//! Sites: where a quirk may garble a parcel.

use crate::dialect::sites::{
    Event, Events, Form, NO_EVENT, Parcel, Sites, VolatileKind, Zoneless, city, local, part, time,
    volatile,
};

pub(super) const SITES: Sites = Sites {
    parcels: &[Parcel {
        at: &[""],
        number: "trackingNumber",
        events: &[
            Events {
                lists: &["trackingEvents"],
                alone: &[],
                newest_first: true,
                event: Event {
                    times: &[
                        time("GMTTimestamp", Form::Utc, Zoneless::Null),
                        time("GMTOffset", Form::Zone, Zoneless::Null),
                        local("eventTimestamp"),
                    ],
                    codes: &["eventCode"],
                    statuses: &[],
                    texts: &["eventType"],
                    places: &[
                        city("eventCity"),
                        part("eventState"),
                        part("eventZIP"),
                        part("eventCountry"),
                    ],
                },
            },
            // Of an answer without details, an event is one line.
            Events {
                lists: &["eventSummaries"],
                alone: &[],
                newest_first: true,
                event: Event {
                    texts: &[""],
                    ..NO_EVENT
                },
            },
        ],
        statuses: &["status", "statusCategory"],
        digits: &["trackingNumber", "destinationZIP", "serviceTypeCode"],
        volatile: &[volatile("uniqueMailPieceID", VolatileKind::Digits)],
    }],
};
