//! Sites: where a quirk may garble a track result.

use crate::dialect::sites::{
    Event, Events, NO_EVENT, Parcel, Sites, city, country, offset, part, whole,
};

pub(super) const SITES: Sites = Sites {
    parcels: &[Parcel {
        at: &["output/completeTrackResults/*/trackResults/*"],
        number: "trackingNumberInfo/trackingNumber",
        events: &[
            Events {
                lists: &["scanEvents"],
                alone: &[],
                newest_first: true,
                event: Event {
                    times: &[offset("date")],
                    codes: &["eventType", "derivedStatusCode"],
                    statuses: &["derivedStatus"],
                    texts: &["eventDescription", "exceptionDescription"],
                    places: &[
                        whole("scanLocation"),
                        city("scanLocation/city"),
                        country("scanLocation/countryCode"),
                        part("scanLocation/countryName"),
                    ],
                },
            },
            Events {
                lists: &[],
                alone: &["dateAndTimes/*"],
                newest_first: true,
                event: Event {
                    times: &[offset("dateTime")],
                    ..NO_EVENT
                },
            },
        ],
        statuses: &[
            "latestStatusDetail",
            "latestStatusDetail/code",
            "latestStatusDetail/derivedCode",
            "latestStatusDetail/statusByLocale",
        ],
        digits: &[
            "trackingNumberInfo/trackingNumber",
            "deliveryDetails/deliveryAttempts",
        ],
        volatile: &[],
    }],
};
