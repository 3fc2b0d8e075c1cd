//! Queries: which trackings a list shows, and which part of it.

use std::collections::BTreeSet;

use super::fault::Fault;
use super::http::{Shown, shown};
use super::wire::Version;
use crate::carrier::Tracker;
use crate::dialect::Visit;
use crate::dialect::fingerprint::unsealed;
use crate::fleet::Page;
use crate::parcel::Timestamp;

use super::regions::alpha_3;

const TAGS: [&str; 9] = [
    "Pending",
    "InfoReceived",
    "InTransit",
    "OutForDelivery",
    "AttemptFail",
    "Delivered",
    "AvailableForPickup",
    "Exception",
    "Expired",
];

/// A list has so many trackings unless the client says otherwise, and at most.
const LIMIT: usize = 100;
const LIMIT_MOST: usize = 200;
/// So many numbers are looked for at most.
const NUMBERS_MOST: usize = 50;

/// What a list is asked for.
#[derive(Debug, Default)]
pub(super) struct Query {
    pub(super) limit: usize,
    pub(super) page: usize,
    before: Option<u64>,
    pub(super) keyword: String,
    numbers: BTreeSet<String>,
    pub(super) slugs: BTreeSet<String>,
    transit_time: Option<i64>,
    origins: BTreeSet<String>,
    destinations: BTreeSet<String>,
    courier_destinations: BTreeSet<String>,
    pub(super) tag: String,
    pub(super) created: (Option<Timestamp>, Option<Timestamp>),
    updated: (Option<Timestamp>, Option<Timestamp>),
    returns: BTreeSet<String>,
    shipment_tags: BTreeSet<String>,
    order_ids: BTreeSet<String>,
}

impl Query {
    /// Reads a query.
    pub(super) fn read(visit: &Visit<'_>) -> Result<Self, Fault> {
        let mut query = Self {
            limit: LIMIT,
            page: 1,
            ..Self::default()
        };
        let text = visit.request.uri().query().unwrap_or_default();
        for (key, value) in form_urlencoded::parse(text.as_bytes()) {
            if !value.is_empty() {
                query.set(&key, &value)?;
            }
        }
        Ok(query)
    }

    fn set(&mut self, key: &str, value: &str) -> Result<(), Fault> {
        let list = || {
            value
                .split(',')
                .map(|part| part.trim().to_owned())
                .collect()
        };
        match key {
            "limit" => self.limit = whole(value, LIMIT_MOST).ok_or(Fault::Value("limit"))?,
            "page" => self.page = whole(value, 1_000_000).ok_or(Fault::Value("page"))?,
            "cursor" => self.before = Some(serial(value).ok_or(Fault::Value("cursor"))?),
            "keyword" => self.keyword = value.to_lowercase(),
            "tracking_numbers" => {
                self.numbers = list();
                if self.numbers.len() > NUMBERS_MOST {
                    return Err(Fault::Value("tracking_numbers"));
                }
            }
            "slug" => self.slugs = list(),
            "transit_time" | "delivery_time" => {
                let days = value.parse().map_err(|_| Fault::Value("transit_time"))?;
                self.transit_time = Some(days);
            }
            "origin" => self.origins = list(),
            "destination" => self.destinations = list(),
            "courier_destination_country_region" | "courier_destination_country_iso3" => {
                self.courier_destinations = list();
            }
            "tag" if TAGS.contains(&value) => value.clone_into(&mut self.tag),
            "tag" => return Err(Fault::Value("tag")),
            "created_at_min" => self.created.0 = Some(time("created_at_min", value)?),
            "created_at_max" => self.created.1 = Some(time("created_at_max", value)?),
            "updated_at_min" => self.updated.0 = Some(time("updated_at_min", value)?),
            "updated_at_max" => self.updated.1 = Some(time("updated_at_max", value)?),
            "return_to_sender" => {
                self.returns = list();
                let known = |text: &String| ["true", "false"].contains(&text.as_str());
                if !self.returns.iter().all(known) {
                    return Err(Fault::Value("return_to_sender"));
                }
            }
            "shipment_tags" => self.shipment_tags = list(),
            "order_id" => self.order_ids = list(),
            _ => {}
        }
        Ok(())
    }

    /// Returns the trackings of the wanted part, newest first, with how many there are and whether more follow.
    pub(super) fn chosen(
        &self,
        visit: &Visit<'_>,
        version: Version,
    ) -> (Vec<Tracker>, usize, bool) {
        let scope = visit.scope(super::http::NAME);
        let said = |tracker: &Tracker| self.suits_what_was_said(visit, tracker);
        let mut all = visit.desk.trackers.list(scope, said);
        if self.asks_the_page() {
            all.retain(|tracker| shown(visit, tracker, version, |it| self.suits_what_is_shown(it)));
        }
        let total = all.len();
        let skipped = (self.page - 1).saturating_mul(self.limit);
        let newest_first = all.into_iter().rev();
        let mut rest = newest_first
            .filter(|tracker| self.before.is_none_or(|serial| tracker.serial < serial))
            .skip(skipped);
        let part: Vec<_> = rest.by_ref().take(self.limit).collect();
        (part, total, rest.next().is_some())
    }

    fn suits_what_was_said(&self, visit: &Visit<'_>, tracker: &Tracker) -> bool {
        let created_at = tracker.created_at(visit.at);
        let text = |key| tracker.notes.get(key).and_then(serde_json::Value::as_str);
        let any = |set: &BTreeSet<String>, value: Option<&str>| {
            set.is_empty() || value.is_some_and(|value| set.contains(value))
        };
        let tags = tracker.notes.get("shipment_tags");
        let tags = tags.and_then(serde_json::Value::as_array);
        let mut tags = tags
            .into_iter()
            .flatten()
            .filter_map(serde_json::Value::as_str);
        any(&self.numbers, Some(&tracker.number))
            && any(&self.slugs, Some(&tracker.carrier))
            && any(&self.order_ids, text("order_id"))
            && (self.shipment_tags.is_empty() || tags.any(|tag| self.shipment_tags.contains(tag)))
            && between(self.created, created_at)
            && (self.keyword.is_empty() || self.is_found_in(tracker))
    }

    fn is_found_in(&self, tracker: &Tracker) -> bool {
        let holds = |text: &str| text.to_lowercase().contains(&self.keyword);
        let said = [
            "title",
            "order_id",
            "custom_fields",
            "customers",
            "emails",
            "smses",
        ];
        let mut said = said.iter().filter_map(|key| tracker.notes.get(*key));
        holds(&tracker.number) || said.any(|value| found_in(value, &holds))
    }

    /// Tells whether it takes more than what the client said to choose.
    fn asks_the_page(&self) -> bool {
        !self.tag.is_empty()
            || self.transit_time.is_some()
            || self.updated != (None, None)
            || [
                &self.origins,
                &self.destinations,
                &self.courier_destinations,
                &self.returns,
            ]
            .into_iter()
            .any(|set| !set.is_empty())
    }

    fn suits_what_is_shown(&self, it: &Shown<'_>) -> bool {
        let page: &Page<'_> = it.page;
        let noted = |key| it.notes.get(key).and_then(serde_json::Value::as_str);
        let origin = page.declared.map(|declared| alpha_3(declared.origin));
        let destination = page
            .declared
            .map(|declared| alpha_3(declared.destination.country()));
        let any = |set: &BTreeSet<String>, value: Option<&str>| {
            set.is_empty() || value.is_some_and(|value| set.contains(value))
        };
        let returns = if it.state.returns { "true" } else { "false" };
        (self.tag.is_empty() || it.state.word.0 == self.tag)
            && (self.transit_time.is_none() || it.transit_time() == self.transit_time)
            && any(&self.origins, noted("origin_country_region").or(origin))
            && any(
                &self.destinations,
                noted("destination_country_region").or(destination),
            )
            && any(&self.courier_destinations, destination)
            && any(&self.returns, Some(returns))
            && between(self.updated, it.state.updated_at)
    }
}

fn found_in(value: &serde_json::Value, holds: &dyn Fn(&str) -> bool) -> bool {
    match value {
        serde_json::Value::String(text) => holds(text),
        serde_json::Value::Array(list) => list.iter().any(|one| found_in(one, holds)),
        serde_json::Value::Object(object) => object.values().any(|one| found_in(one, holds)),
        _ => false,
    }
}

fn between((from, until): (Option<Timestamp>, Option<Timestamp>), at: Timestamp) -> bool {
    from.is_none_or(|from| at >= from) && until.is_none_or(|until| at <= until)
}

fn whole(text: &str, most: usize) -> Option<usize> {
    text.parse()
        .ok()
        .filter(|number| (1..=most).contains(number))
}

fn time(key: &'static str, text: &str) -> Result<Timestamp, Fault> {
    Timestamp::parse(text).ok_or(Fault::Value(key))
}

/// Returns the serial number that a cursor, or an id of 32 digits, tells.
pub(super) fn serial(text: &str) -> Option<u64> {
    let (first, second) = text.split_at_checked(16).filter(|_| text.len() == 32)?;
    let half = |digits| u64::from_str_radix(digits, 16).ok();
    Some(unsealed(half(first)?, half(second)?))
}
