//! Rendering: a tracker as a row of `gettracklist`.

use super::{Shown, Stage, Version};
use crate::dialect::json::{Object, object};
use crate::dialect::phrase::phrase;
use crate::dialect::seventeen::words::main_of;
use crate::parcel::{City, Country, Timestamp};
use crate::record::Observation;

/// What a row says beside what the carriers show.
#[derive(Debug, Clone, Copy)]
pub(in crate::dialect::seventeen) struct Row<'a> {
    /// The tracker.
    pub(in crate::dialect::seventeen) shown: Shown<'a>,
    /// When it was registered.
    pub(in crate::dialect::seventeen) registered_at: Timestamp,
    /// When nobody asked any more, and why.
    pub(in crate::dialect::seventeen) stopped: Option<(Timestamp, &'static str)>,
    /// The carrier at the door that the client named.
    pub(in crate::dialect::seventeen) final_carrier: i64,
    /// Whether it was stopped once and asked for again.
    pub(in crate::dialect::seventeen) is_retracked: bool,
    /// How often its carrier was changed.
    pub(in crate::dialect::seventeen) changes: i64,
}

/// Where a list is opened.
#[derive(Debug, Clone, Copy)]
pub(in crate::dialect::seventeen) struct Paging {
    /// How many rows there are.
    pub(in crate::dialect::seventeen) total: usize,
    /// Which page it is, from 1.
    pub(in crate::dialect::seventeen) page: usize,
    /// How many rows a page has.
    pub(in crate::dialect::seventeen) size: usize,
}

/// Renders a page of the list.
pub(in crate::dialect::seventeen) fn page(out: &mut Vec<u8>, paging: Paging, rows: &[Row<'_>]) {
    object(out, |whole| {
        whole.object("page", |page| {
            page.int("data_total", paging.total as i64);
            page.int("page_total", paging.total.div_ceil(paging.size) as i64);
            page.int("page_no", paging.page as i64);
            page.int("page_size", paging.size as i64);
        });
        whole.int("code", 0);
        whole.object("data", |data| {
            data.array("accepted", |list| {
                for row in rows {
                    list.object(|whole| render(whole, row));
                }
            });
        });
    });
}

fn render(whole: &mut Object<'_>, row: &Row<'_>) {
    let shown = &row.shown;
    let declared = shown.page.declared;
    let param = shown.note("param");
    whole.str("number", shown.page.number);
    whole.str_or_null("param", param);
    whole.str(
        "param_type",
        if param.is_some() { "Optional" } else { "None" },
    );
    whole.str("data_origin", "Api");
    whole.int("carrier", shown.carrier);
    let from = declared.map(|declared| declared.origin);
    whole.str_or_null("shipping_country", from.map(Country::code));
    whole.int("final_carrier", row.final_carrier);
    let to = declared.map(|declared| City::country(declared.destination));
    whole.str_or_null("recipient_country", to.map(Country::code));
    whole.ascii("register_time", &row.registered_at.zulu());
    let stopped = row.stopped;
    whole.str(
        "tracking_status",
        if stopped.is_some() {
            "Stopped"
        } else {
            "Tracking"
        },
    );
    whole.str("package_status", main_of(shown.sub_status()).name());
    whole.ascii("track_time", &shown.synced_at.zulu());
    if shown.version == Version::V24 {
        whole.bool("sync_status", true);
    }
    whole.null("push_time");
    whole.str("push_status", "NotPushed");
    whole.null("push_status_code");
    match stopped {
        Some((at, _)) => whole.ascii("stop_track_time", &at.zulu()),
        None => whole.null("stop_track_time"),
    }
    whole.str_or_null("stop_track_reason", stopped.map(|(_, reason)| reason));
    whole.bool("is_retracked", row.is_retracked);
    whole.int("carrier_change_count", row.changes);
    whole.str_or_null("tag", shown.note("tag"));
    whole.str("email", shown.note("email").unwrap_or_default());
    whole.str_or_null("order_no", shown.note("order_no"));
    whole.str_or_null("order_time", shown.note("order_time"));
    if shown.version == Version::V24 {
        whole.str("lang", shown.note("lang").unwrap_or_default());
    }
    whole.str_or_null("remark", shown.note("remark"));
    times(whole, shown);
}

fn times(whole: &mut Object<'_>, shown: &Shown<'_>) {
    let newest = shown.newest();
    match newest {
        Some(seen) => {
            let offset = seen.place.zone().offset_at(seen.occurred_at.0);
            let text = seen.occurred_at.rfc3339(offset).bytes();
            whole.ascii("latest_event_time", &text);
        }
        None => whole.null("latest_event_time"),
    }
    whole.str_or_null("latest_event_info", newest.map(phrase));
    let utc = |seen: &Observation| seen.occurred_at.zulu();
    // The name is spelled so on the wire.
    match shown.first(Stage::Delivered) {
        Some(seen) => whole.ascii("delievery_time", &utc(seen)),
        None => whole.null("delievery_time"),
    }
    match shown.first(Stage::PickedUp) {
        Some(seen) => whole.ascii("pickup_time", &utc(seen)),
        None => whole.str("pickup_time", ""),
    }
}
