//! Sites: where a quirk may garble what is known of a number.

use crate::dialect::sites::{
    Event, Events, Form, NO_EVENT, Parcel, Place, Sites, Time, VolatileKind, Zoneless, city,
    country, label, time, volatile, whole,
};

/// A time as its three forms have it; only the carrier's own clock is left where the zone is not known.
const TIMES: &[Time] = &[
    time("time_utc", Form::Utc, Zoneless::Null),
    time("time_iso", Form::Offset, Zoneless::Null),
    time("time_raw/date", Form::Date, Zoneless::Kept),
    time("time_raw/time", Form::Clock, Zoneless::Kept),
    time("time_raw/timezone", Form::Zone, Zoneless::Null),
];

const PLACES: &[Place] = &[
    label("location"),
    whole("address"),
    city("address/city"),
    country("address/country"),
];

pub(super) const SITES: Sites = Sites {
    parcels: &[Parcel {
        // What is asked for, and what a webhook tells of.
        at: &["data/accepted/*", "data"],
        number: "number",
        events: &[
            Events {
                lists: &["track_info/tracking/providers/*/events"],
                alone: &["track_info/latest_event"],
                newest_first: true,
                event: Event {
                    times: TIMES,
                    codes: &["sub_status"],
                    statuses: &["stage"],
                    texts: &["description", "description_translation/description"],
                    places: PLACES,
                },
            },
            Events {
                lists: &[],
                alone: &["track_info/milestone/*"],
                newest_first: true,
                event: Event {
                    times: TIMES,
                    ..NO_EVENT
                },
            },
        ],
        statuses: &[
            "track_info/latest_status",
            "track_info/latest_status/status",
            "track_info/latest_status/sub_status",
        ],
        digits: &["number", "carrier", "track_info/misc_info/local_key"],
        volatile: &[
            volatile("track_info/tracking/providers_hash", VolatileKind::Digits),
            volatile(
                "track_info/tracking/providers/*/latest_sync_time",
                VolatileKind::Now,
            ),
        ],
    }],
};

pub(super) const CONSUMER: Sites = Sites {
    parcels: &[Parcel {
        at: &["Json/*"],
        number: "FTrackNo",
        events: &[],
        statuses: &["FPackageState"],
        digits: &["FTrackNo", "FFirstCarrier", "FPackageState"],
        volatile: &[],
    }],
};
