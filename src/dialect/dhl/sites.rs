//! Sites: where a quirk may garble a shipment.

use crate::dialect::sites::{
    Event, Events, Parcel, Sites, VolatileKind, city, country, local, volatile, whole,
};

pub(super) const SITES: Sites = Sites {
    parcels: &[Parcel {
        at: &["shipments/*"],
        number: "id",
        events: &[Events {
            lists: &["events"],
            alone: &["status"],
            newest_first: true,
            event: Event {
                times: &[local("timestamp")],
                codes: &["statusCode"],
                statuses: &["status"],
                texts: &["description"],
                places: &[
                    whole("location"),
                    city("location/address/addressLocality"),
                    country("location/address/countryCode"),
                ],
            },
        }],
        statuses: &["status"],
        digits: &["id", "details/totalNumberOfPieces"],
        volatile: &[volatile("serviceUrl", VolatileKind::Url)],
    }],
};
