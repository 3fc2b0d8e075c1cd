//! Sites: where a quirk may garble what `detail.json` says.

use crate::dialect::sites::{
    Event, Events, Form, Parcel, Sites, VolatileKind, Zoneless, local, time, volatile,
};
use crate::parcel::time::HOUR;

pub(super) const SITES: Sites = Sites {
    parcels: &[Parcel {
        at: &["module/*"],
        number: "mailNo",
        events: &[Events {
            lists: &["detailList"],
            alone: &["latestTrace", "globalCombinedLogisticsTraceDTO"],
            newest_first: true,
            event: Event {
                times: &[
                    local("timeStr"),
                    // Whatever the place, its clock is read as if it were Beijing's.
                    time("time", Form::Epoch(8 * HOUR), Zoneless::Kept),
                    time("timeZone", Form::Zone, Zoneless::Absent),
                ],
                codes: &["actionCode"],
                statuses: &["group/nodeCode", "group/nodeDesc"],
                texts: &["desc", "standerdDesc"],
                places: &[],
            },
        }],
        statuses: &["status", "statusDesc"],
        digits: &[
            "detailList/*/time",
            "latestTrace/time",
            "globalCombinedLogisticsTraceDTO/time",
            "processInfo/progressRate",
        ],
        volatile: &[volatile("destCpInfo/url", VolatileKind::Url)],
    }],
};
