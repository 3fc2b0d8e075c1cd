//! Envelopes: what answers stand in.

use std::borrow::Cow;

use ::http::StatusCode;

use super::couriers::Courier;
use super::query::Query;
use super::regions::alpha_3;
use super::wire::{self, Tracking, Version};
use crate::dialect::answer::json;
use crate::dialect::json::{Object, object};
use crate::dialect::{Answer, Visit};
use crate::parcel::Timestamp;

/// The fields of a tracking that a client asks for.
#[derive(Debug)]
pub(super) struct Fields<'a>(Option<Cow<'a, str>>);

impl<'a> Fields<'a> {
    /// Returns those that a request asks for; without a word all of them.
    pub(super) fn of(visit: &Visit<'a>) -> Self {
        Self(visit.query("fields").filter(|fields| !fields.is_empty()))
    }

    /// Tells whether a field is among them; what tells trackings apart always is.
    pub(super) fn has(&self, key: &str) -> bool {
        let Some(fields) = &self.0 else {
            return true;
        };
        matches!(key, "id" | "tracking_number" | "slug")
            || fields.split(',').any(|field| field.trim() == key)
    }
}

/// Which part of a list is shown.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pages<'a> {
    pub(super) query: &'a Query,
    pub(super) total: usize,
    /// Where the next part begins, if there is one.
    pub(super) cursor: Option<&'a str>,
}

fn enveloped(status: StatusCode, data: impl FnOnce(&mut Object<'_>)) -> Answer {
    let mut out = Vec::with_capacity(4_096);
    object(&mut out, |whole| {
        whole.object("meta", |meta| meta.int("code", i64::from(status.as_u16())));
        whole.object("data", data);
    });
    json(status, out)
}

/// Answers with one tracking.
pub(super) fn single(
    it: &Tracking<'_>,
    status: StatusCode,
    wanted: &dyn Fn(&str) -> bool,
) -> Answer {
    let mut tracking = Vec::with_capacity(4_096);
    wire::tracking(&mut tracking, it, wanted);
    if it.version.wraps() {
        return enveloped(status, |data| data.raw("tracking", &tracking));
    }
    let mut out = Vec::with_capacity(tracking.len() + 64);
    object(&mut out, |whole| {
        whole.object("meta", |meta| meta.int("code", i64::from(status.as_u16())));
        whole.raw("data", &tracking);
    });
    json(status, out)
}

/// Answers with a list of trackings.
pub(super) fn list(
    version: Version,
    pages: Pages<'_>,
    trackings: impl Iterator<Item = Vec<u8>>,
) -> Answer {
    enveloped(StatusCode::OK, |data| {
        if version.wraps() {
            numbered(data, pages);
        } else {
            data.object("pagination", |pagination| {
                pagination.int("total", pages.total as i64);
                pagination.str("next_cursor", pages.cursor.unwrap_or_default());
                pagination.bool("has_next_page", pages.cursor.is_some());
            });
        }
        data.array("trackings", |list| {
            for tracking in trackings {
                list.raw(&tracking);
            }
        });
    })
}

/// Repeats what was asked for, as older versions do.
fn numbered(data: &mut Object<'_>, pages: Pages<'_>) {
    let query = pages.query;
    data.int("page", query.page as i64);
    data.int("limit", query.limit as i64);
    data.int("count", pages.total as i64);
    data.str("keyword", &query.keyword);
    let slugs: Vec<&str> = query.slugs.iter().map(String::as_str).collect();
    data.str("slug", &slugs.join(","));
    data.array("origin", |_| {});
    data.array("destination", |_| {});
    data.array("transit_time", |_| {});
    data.str("tag", &query.tag);
    data.str("fields", "");
    time(data, "created_at_min", query.created.0);
    time(data, "created_at_max", query.created.1);
    data.null("last_updated_at");
    data.array("return_to_sender", |_| {});
    data.array("courier_destination_country_iso3", |_| {});
}

fn time(data: &mut Object<'_>, key: &str, at: Option<Timestamp>) {
    match at {
        Some(at) => data.ascii(key, &at.rfc3339(0).bytes()),
        None => data.null(key),
    }
}

/// Answers with a tracking's newest checkpoint.
pub(super) fn last_checkpoint(it: &Tracking<'_>) -> Answer {
    enveloped(StatusCode::OK, |data| it.last_checkpoint(data))
}

/// Answers with couriers.
pub(super) fn couriers(version: Version, couriers: &[Courier<'_>]) -> Answer {
    enveloped(StatusCode::OK, |data| {
        data.int("total", couriers.len() as i64);
        data.array("couriers", |list| {
            for courier in couriers {
                list.object(|one| describe(one, courier, version));
            }
        });
    })
}

fn describe(one: &mut Object<'_>, courier: &Courier<'_>, version: Version) {
    one.str("slug", courier.slug);
    one.str("name", courier.name);
    one.str_or_null("phone", courier.phone);
    one.null("other_name");
    one.str_or_null("web_url", courier.url);
    one.array("required_fields", |_| {});
    one.array("optional_fields", |_| {});
    one.str("default_language", "en");
    one.array("support_languages", |list| list.str("en"));
    let from = if version.wraps() {
        "service_from_country_iso3"
    } else {
        "service_from_country_regions"
    };
    one.array(from, |list| {
        if let Some(country) = courier.country {
            list.str(alpha_3(country));
        }
    });
}
