//! Sites: where a quirk may garble a shipment.

use crate::dialect::sites::{
    Event, Events, Form, Parcel, Sites, Zoneless, city, country, time, whole,
};

pub(super) const SITES: Sites = Sites {
    parcels: &[Parcel {
        at: &["trackResponse/shipment/*"],
        number: "inquiryNumber",
        events: &[Events {
            lists: &["package/*/activity"],
            alone: &[],
            newest_first: true,
            event: Event {
                times: &[
                    time("gmtTime", Form::UtcClock, Zoneless::Absent),
                    time("gmtDate", Form::UtcDate, Zoneless::Absent),
                    time("gmtOffset", Form::Zone, Zoneless::Absent),
                    time("date", Form::Date, Zoneless::Kept),
                    time("time", Form::Clock, Zoneless::Kept),
                ],
                codes: &["status/code", "status/statusCode"],
                statuses: &["status/type", "status/simplifiedTextDescription"],
                texts: &["status/description"],
                places: &[
                    whole("location"),
                    city("location/address/city"),
                    country("location/address/country"),
                    country("location/address/countryCode"),
                ],
            },
        }],
        statuses: &["package/*/currentStatus"],
        digits: &[
            "package/*/packageCount",
            "package/*/activity/*/status/statusCode",
        ],
        volatile: &[],
    }],
};
