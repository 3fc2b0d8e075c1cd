//! Rendering: a tracking as `AfterShip` shows it, checkpoints oldest first and each time as the courier gives it.

use serde_json::{Map, Value};

use super::keys::{self, Field};
use super::regions::alpha_3;
use super::state::{Asked, State};
use super::words::{self, Word};
use crate::dialect::json::{Array, Object, object};
use crate::fleet::{Other, Page, Relation};
use crate::parcel::time::{DAY, Day};
use crate::parcel::{Carrier, City, Country, Milestone, Timestamp};
use crate::record::Observation;

/// A shape of the API: which keys a tracking has, and what it stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Version {
    /// 2024-01 and later.
    Dated {
        /// Whether it knows the subtags of 2026.
        knows_2026: bool,
    },
    /// 2023-10.
    Legacy,
    /// v4.
    V4,
}

impl Version {
    /// Returns the word that it has for a word.
    pub(super) const fn known(self, word: Word) -> Word {
        match self {
            Self::Dated { knows_2026: true } => word,
            _ => words::before_2026(word),
        }
    }

    /// Tells whether a single tracking stands in an object of its own.
    pub(super) const fn wraps(self) -> bool {
        matches!(self, Self::Legacy | Self::V4)
    }
}

/// How a courier gives times.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Clock {
    /// With the offset of the place.
    Offset,
    /// The wall clock of the place, and nothing about its zone.
    Local,
    /// The date.
    Date,
}

/// What couriers are called, and how they give times.
pub(super) trait Couriers {
    /// Returns a carrier's slug.
    fn slug(&self, carrier: Carrier) -> &str;
    /// Returns how a carrier gives times.
    fn clock(&self, carrier: Carrier) -> Clock;
}

/// A tracking.
pub(super) struct Tracking<'a> {
    pub(super) version: Version,
    pub(super) id: String,
    pub(super) legacy_id: String,
    pub(super) slug: &'a str,
    pub(super) created_at: Timestamp,
    /// What the client said of it.
    pub(super) notes: &'a Map<String, Value>,
    pub(super) page: &'a Page<'a>,
    pub(super) state: State,
    pub(super) couriers: &'a dyn Couriers,
}

/// Renders the fields of a tracking that were asked for.
pub(super) fn tracking(out: &mut Vec<u8>, it: &Tracking<'_>, wanted: &dyn Fn(&str) -> bool) {
    object(out, |whole| {
        for (key, field) in keys::of(it.version) {
            if wanted(key) {
                it.field(whole, key, *field);
            }
        }
    });
}

impl<'a> Tracking<'a> {
    fn field(&self, whole: &mut Object<'_>, key: &str, field: Field) {
        let word = self.state.word;
        match field {
            Field::Null => whole.null(key),
            Field::Empty => whole.array(key, |_| {}),
            Field::Text(text) => whole.str(key, text),
            Field::Note(name) => self.note(whole, key, name, None),
            Field::Notes(name) => match self.notes.get(name) {
                Some(list) => whole.value(key, list),
                None => whole.array(key, |_| {}),
            },
            Field::Id if self.version.wraps() => whole.str(key, &self.legacy_id),
            Field::Id => whole.str(key, &self.id),
            Field::LegacyId => whole.str(key, &self.legacy_id),
            Field::CreatedAt => stamp(whole, key, self.created_at),
            Field::UpdatedAt => stamp(whole, key, self.state.updated_at),
            Field::Number => whole.str(key, self.page.number),
            Field::Slug => whole.str(key, self.slug),
            Field::Title => self.note(whole, key, "title", Some(self.page.number)),
            Field::Active => whole.bool(key, self.state.is_active),
            Field::Tag => whole.str(key, word.0),
            Field::Subtag => whole.str(key, word.1),
            Field::SubtagMessage => whole.str(key, word.2),
            Field::TrackedCount => whole.int(key, i64::from(self.page.is_known())),
            Field::TransitTime => number(whole, key, self.transit_time()),
            Field::Returns => whole.bool(key, self.state.returns),
            Field::FailedAttempts => whole.int(key, self.state.failed_attempts),
            Field::Checkpoints => whole.array(key, |list| self.checkpoints(list)),
            Field::FirstMile => self.mile(whole, key, Relation::Earlier),
            Field::LastMile => self.last_mile(whole, key),
            Field::NextCouriers => whole.array(key, |list| self.next_couriers(list)),
            _ => self.declared(whole, key, field),
        }
    }

    /// Renders what comes from the label, from times and from estimates.
    fn declared(&self, whole: &mut Object<'_>, key: &str, field: Field) {
        let declared = self.page.declared;
        let origin = declared.map(|declared| declared.origin);
        let town = declared.map(|declared| declared.destination);
        let destination = town.map(City::country);
        // The town is on the label, but only the courier at the door tells it.
        let told = town.filter(|_| self.page.last_mile().is_some());
        match field {
            Field::Origin => self.note(whole, key, "origin_country_region", origin.map(alpha_3)),
            Field::OriginRaw => {
                let name = origin.map(Country::name);
                self.note(whole, key, "origin_raw_location", name);
            }
            Field::Destination => {
                let code = destination.map(alpha_3);
                self.note(whole, key, "destination_country_region", code);
            }
            Field::CourierDestination => whole.str_or_null(key, destination.map(alpha_3)),
            Field::DestinationCity => {
                let name = told.map(City::name);
                self.note(whole, key, "destination_city", name);
            }
            Field::DestinationRaw => {
                let name = destination.map(Country::name);
                self.note(whole, key, "destination_raw_location", name);
            }
            Field::PickupDate => self.time(whole, key, self.picked_up()),
            Field::DeliveryDate => self.time(whole, key, self.delivered()),
            Field::FirstAttempt => self.time(whole, key, self.attempted()),
            Field::TrackingLink => whole.str_or_null(key, self.link()),
            Field::CourierEstimate => match self.state.estimate {
                Some(day) => whole.object(key, |date| {
                    date.str("estimated_delivery_date", &day.to_string());
                    date.null("estimated_delivery_date_min");
                    date.null("estimated_delivery_date_max");
                }),
                None => whole.null(key),
            },
            Field::ExpectedDelivery => day(whole, key, self.state.estimate),
            Field::FirstEstimate => estimated(whole, key, self.state.first_estimate, false),
            Field::LatestEstimate => estimated(whole, key, self.state.estimate, true),
            Field::OnTimeStatus => {
                whole.str_or_null(key, self.state.on_time.map(|(status, _)| status));
            }
            Field::OnTimeDifference => number(whole, key, self.state.on_time.map(|(_, days)| days)),
            _ => whole.null(key),
        }
    }

    /// Renders what the client said; else what is known otherwise.
    fn note(&self, whole: &mut Object<'_>, key: &str, name: &str, otherwise: Option<&str>) {
        match self.notes.get(name) {
            Some(value) => whole.value(key, value),
            None => whole.str_or_null(key, otherwise),
        }
    }

    pub(super) fn shown(&self) -> impl Iterator<Item = &'a Observation> + Clone {
        let shows = self.state.asked != Asked::NotYet;
        self.page.observations().filter(move |_| shows)
    }

    fn first(&self, is: impl Fn(Milestone) -> bool) -> Option<&'a Observation> {
        self.shown().find(|seen| is(seen.milestone))
    }

    fn picked_up(&self) -> Option<&'a Observation> {
        self.first(Milestone::is_scan)
    }

    fn delivered(&self) -> Option<&'a Observation> {
        self.first(|milestone| milestone == Milestone::Delivered)
    }

    fn attempted(&self) -> Option<&'a Observation> {
        self.first(|milestone| {
            matches!(
                milestone,
                Milestone::DeliveryAttempted | Milestone::Refused | Milestone::Delivered
            )
        })
    }

    /// Returns days from the pick-up to the delivery, or to now.
    pub(super) fn transit_time(&self) -> Option<i64> {
        Some(self.days_since(self.picked_up()?))
    }

    fn days_since(&self, from: &Observation) -> i64 {
        let delivered = self.delivered().map(|seen| seen.occurred_at);
        let until = delivered.unwrap_or(self.page.timeline.at);
        (until - from.occurred_at).max(0) / DAY
    }

    fn link(&self) -> Option<&'static str> {
        let all = Carrier::all();
        let mut own = all.filter(|carrier| self.couriers.slug(*carrier) == self.slug);
        own.next()?.url()
    }

    /// Returns the other number's courier and number.
    fn other(&self, relation: Relation) -> Option<Other<'a>> {
        let other = self
            .page
            .other
            .filter(|_| self.state.asked != Asked::NotYet);
        other.filter(|other| other.relation == relation)
    }

    /// Returns who brings it to the door, and under which number.
    fn door(&self) -> Option<(Carrier, &'a str)> {
        if let Some(other) = self.other(Relation::Later) {
            return Some((other.carrier, other.number));
        }
        let carrier = self
            .page
            .last_mile()
            .filter(|_| self.state.asked != Asked::NotYet)?;
        let is_other = self.couriers.slug(carrier) != self.slug;
        is_other.then_some((carrier, self.page.number))
    }

    fn mile(&self, whole: &mut Object<'_>, key: &str, relation: Relation) {
        let Some(other) = self.other(relation) else {
            whole.null(key);
            return;
        };
        whole.object(key, |mile| {
            mile.str("tracking_number", other.number);
            mile.str("slug", self.couriers.slug(other.carrier));
            number(mile, "transit_time", self.transit_time());
            mile.null("courier_redirect_link");
            mile.str_or_null("courier_tracking_link", other.carrier.url());
        });
    }

    fn last_mile(&self, whole: &mut Object<'_>, key: &str) {
        let own = self.notes.get("last_mile").and_then(Value::as_object);
        let text = |name| own.and_then(|own| own.get(name)).and_then(Value::as_str);
        let found = self.door();
        if found.is_none() && own.is_none() {
            whole.null(key);
            return;
        }
        let slug = found.map(|(carrier, _)| self.couriers.slug(carrier));
        let since = self.first(|milestone| milestone.leg().is_last_mile());
        whole.object(key, |mile| {
            let number_of = found.map(|(_, number)| number);
            mile.str_or_null(
                "tracking_number",
                number_of.or_else(|| text("tracking_number")),
            );
            mile.str_or_null("slug", slug.or_else(|| text("slug")));
            number(
                mile,
                "transit_time",
                since.map(|seen| self.days_since(seen)),
            );
            let link = found.and_then(|(carrier, _)| carrier.url());
            mile.str_or_null("courier_tracking_link", link);
            mile.null("courier_redirect_link");
            mile.str("source", if found.is_some() { "system" } else { "user" });
        });
    }

    fn next_couriers(&self, list: &mut Array<'_>) {
        if let Some((carrier, number)) = self.door() {
            list.object(|next| {
                next.str("slug", self.couriers.slug(carrier));
                next.str("tracking_number", number);
                next.str("source", "system");
            });
        }
    }
}

/// Writes an instant in UTC.
pub(super) fn stamp(one: &mut Object<'_>, key: &str, at: Timestamp) {
    one.ascii(key, &at.rfc3339(0).bytes());
}

fn number(one: &mut Object<'_>, key: &str, value: Option<i64>) {
    match value {
        Some(value) => one.int(key, value),
        None => one.null(key),
    }
}

fn day(one: &mut Object<'_>, key: &str, day: Option<Day>) {
    match day {
        Some(day) => one.str(key, &day.to_string()),
        None => one.null(key),
    }
}

fn estimated(whole: &mut Object<'_>, key: &str, estimate: Option<Day>, latest: bool) {
    let Some(day) = estimate else {
        whole.null(key);
        return;
    };
    whole.object(key, |one| {
        one.str("type", "specific");
        one.str("source", "Carrier EDD");
        one.str("datetime", &day.to_string());
        one.null("datetime_min");
        one.null("datetime_max");
        if latest {
            one.null("revise_reason");
        }
    });
}
