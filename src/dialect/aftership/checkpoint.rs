//! Rendering: checkpoints, each time as the courier gives it.

use super::regions::alpha_3;
use super::wire::{Clock, Tracking, Version, stamp};
use crate::dialect::fingerprint::Fingerprint;
use crate::dialect::json::{Array, Object};
use crate::dialect::phrase::phrase;
use crate::parcel::time::wall_clock;
use crate::parcel::{Place, Timestamp};
use crate::record::Observation;

impl Tracking<'_> {
    /// Renders all checkpoints, oldest first.
    pub(super) fn checkpoints(&self, list: &mut Array<'_>) {
        for seen in self.shown() {
            list.object(|one| match self.version {
                Version::Dated { .. } => self.checkpoint(one, seen),
                Version::Legacy | Version::V4 => self.legacy_checkpoint(one, seen),
            });
        }
        if let (Some(completed), Version::Dated { .. }) = (self.state.completed_at, self.version) {
            list.object(|one| self.completion(one, completed));
        }
    }

    fn checkpoint(&self, one: &mut Object<'_>, seen: &Observation) {
        let word = self.state.word_of(seen);
        let slug = self.couriers.slug(seen.carrier);
        stamp(one, "created_at", seen.visible_at.max(self.created_at));
        one.str("slug", slug);
        self.time(one, "checkpoint_time", Some(seen));
        one.str("location", &location(seen.place));
        one.str("city", seen.place.city().name());
        one.null("state");
        one.null("postal_code");
        one.null("coordinate");
        one.str("country_region", alpha_3(seen.place.country()));
        one.str("country_region_name", seen.place.country().name());
        one.str("message", phrase(seen));
        one.str("tag", word.0);
        one.str("subtag", word.1);
        one.str("subtag_message", word.2);
        one.null("raw_tag");
        one.array("events", |_| {});
        one.str("source", "carrier");
        let hash = Fingerprint::of("aftership checkpoint")
            .and(self.page.number)
            .and(slug)
            .and_int(seen.occurred_at.0)
            .and(seen.milestone.name());
        one.str("hash", &hash.hex());
    }

    fn legacy_checkpoint(&self, one: &mut Object<'_>, seen: &Observation) {
        let word = self.state.word_of(seen);
        one.str("slug", self.couriers.slug(seen.carrier));
        one.str("city", seen.place.city().name());
        stamp(one, "created_at", seen.visible_at.max(self.created_at));
        one.str("location", &location(seen.place));
        one.str("country_name", seen.place.country().name());
        one.str("message", phrase(seen));
        one.str("country_iso3", alpha_3(seen.place.country()));
        one.str("tag", word.0);
        one.str("subtag", word.1);
        one.str("subtag_message", word.2);
        self.time(one, "checkpoint_time", Some(seen));
        one.array("coordinates", |_| {});
        one.null("state");
        one.null("zip");
        one.null("raw_tag");
    }

    /// Renders the checkpoint that a client's own mark makes.
    fn completion(&self, one: &mut Object<'_>, at: Timestamp) {
        let word = self.state.word;
        stamp(one, "created_at", at);
        one.str("slug", self.slug);
        stamp(one, "checkpoint_time", at);
        for key in ["location", "city", "state", "postal_code", "coordinate"] {
            one.null(key);
        }
        one.null("country_region");
        one.null("country_region_name");
        one.str("message", word.2);
        one.str("tag", word.0);
        one.str("subtag", word.1);
        one.str("subtag_message", word.2);
        one.null("raw_tag");
        one.array("events", |_| {});
        one.str("source", "user");
        let hash = Fingerprint::of("aftership checkpoint").and(self.page.number);
        one.str("hash", &hash.and(word.1).and_int(at.0).hex());
    }

    /// Writes when something was, as its courier does.
    pub(super) fn time(&self, one: &mut Object<'_>, key: &str, seen: Option<&Observation>) {
        let Some(seen) = seen else {
            one.null(key);
            return;
        };
        let at = seen.occurred_at;
        let offset = seen.place.zone().offset_at(at.0);
        let local = wall_clock(at.0 + i64::from(offset), b'T');
        match self.couriers.clock(seen.carrier) {
            Clock::Offset => one.ascii(key, &at.rfc3339(offset).bytes()),
            Clock::Local => one.ascii(key, &local),
            Clock::Date => one.ascii(key, &local[..10]),
        }
    }

    /// Renders the newest checkpoint by itself.
    pub(super) fn last_checkpoint(&self, data: &mut Object<'_>) {
        data.str("id", &self.legacy_id);
        data.str("tracking_number", self.page.number);
        data.str("slug", self.slug);
        data.str("tag", self.state.word.0);
        data.str("subtag", self.state.word.1);
        data.str("subtag_message", self.state.word.2);
        match self.shown().last() {
            Some(seen) => data.object("checkpoint", |one| self.legacy_checkpoint(one, seen)),
            None => data.null("checkpoint"),
        }
    }
}

fn location(place: Place) -> String {
    let (city, country) = (place.city().name(), place.country());
    format!("{city}, {}, {}", alpha_3(country), country.name())
}
