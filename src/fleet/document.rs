//! The neutral JSON of a case: one object that people, scripts and other tools read.
//!
//! Everything in it but `truth` is what somebody outside the carriers could know; `truth` is there only when asked for.

use serde::Serialize;

use super::Case;
use crate::journey::Scan;
use crate::order::{Order, Tell};
use crate::parcel::time::Rfc3339;
use crate::parcel::{Milestone, Place, Timestamp, Zone};
use crate::record::Observation;

/// What a document holds besides the order and the ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Truth {
    /// Only what was recorded.
    #[default]
    Hidden,
    /// The truth beside the record.
    Shown,
}

/// A case as JSON.
#[derive(Debug, Serialize)]
pub struct Document<'a> {
    /// The world's scenario.
    pub scenario: &'a str,
    /// The world's seed.
    pub seed: u64,
    /// The order day.
    pub start: String,
    /// The place on that day, from 0. The first four keys, and the next, make the case again.
    pub index: u64,
    /// What goes wrong in the world on purpose, as `--with` reads it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub with: Option<String>,
    /// The number the buyer would type.
    pub number: Option<String>,
    /// The order that the scenario is about.
    pub order: OrderJson,
    /// The other buyers' orders.
    pub other_orders: Vec<OrderJson>,
    /// The ledger, oldest event first.
    pub observations: Vec<ObservationJson>,
    /// Estimates of the delivery, oldest first.
    pub estimates: Vec<EstimateJson>,
    /// What really happened.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub truth: Option<TruthJson<'a>>,
}

/// An order.
#[derive(Debug, Serialize)]
pub struct OrderJson {
    /// What it is to the story.
    pub role: &'static str,
    /// The numbers the buyer was told, oldest first.
    pub numbers: Vec<NumberJson>,
    /// When it was placed, at the buyer's offset.
    pub ordered_at: String,
    /// The service line.
    pub service: &'static str,
    /// From country to country.
    pub lane: LaneJson,
    /// The promised window.
    pub promise: PromiseJson,
    /// Where the buyer lives.
    pub destination: PlaceJson,
}

/// A number as told.
#[derive(Debug, Serialize)]
pub struct NumberJson {
    /// Its text.
    pub number: String,
    /// From when the buyer has it.
    pub from: String,
}

/// A lane.
#[derive(Debug, Serialize)]
pub struct LaneJson {
    /// Country of origin.
    pub from: &'static str,
    /// Country of destination.
    pub to: &'static str,
}

/// A promised window.
#[derive(Debug, Serialize)]
pub struct PromiseJson {
    /// Its beginning.
    pub from: String,
    /// Its end.
    pub until: String,
}

/// A place.
#[derive(Debug, Serialize)]
pub struct PlaceJson {
    /// The city.
    pub city: &'static str,
    /// Two letters.
    pub country: &'static str,
    /// The facility's code, if it is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub facility: Option<&'static str>,
    /// The facility's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<&'static str>,
    /// The IANA zone.
    pub zone: &'static str,
}

/// An observation.
#[derive(Debug, Serialize)]
pub struct ObservationJson {
    /// The fine kind of event.
    pub milestone: &'static str,
    /// The coarse state it means.
    pub status: &'static str,
    /// Why.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<&'static str>,
    /// When it happened.
    pub occurred_at: String,
    /// When the observer's system was told.
    pub recorded_at: String,
    /// From when it is shown.
    pub visible_at: String,
    /// From when it is not shown any more, if it is taken back.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub retracted_at: Option<String>,
    /// Whose system.
    pub observer: &'static str,
    /// Under which number.
    pub number: String,
    /// Who made the scan.
    pub carrier: &'static str,
    /// Where.
    pub place: PlaceJson,
}

/// An estimate of the delivery.
#[derive(Debug, Serialize)]
pub struct EstimateJson {
    /// Who says it.
    pub observer: &'static str,
    /// Under which number.
    pub number: String,
    /// From when it is shown, at the recipient's offset.
    pub visible_at: String,
    /// The day; none: withdrawn.
    pub day: Option<String>,
}

/// The truth.
#[derive(Debug, Serialize)]
pub struct TruthJson<'a> {
    /// The fate of the parcel that the order's number belongs to.
    pub fate: &'static str,
    /// What happened, parcel by parcel, in order.
    pub events: Vec<EventJson<'a>>,
    /// What is special about the case, sorted.
    pub labels: Vec<String>,
}

/// A true event.
#[derive(Debug, Serialize)]
pub struct EventJson<'a> {
    /// The parcel, from 0.
    pub parcel: u8,
    /// The fine kind, where a scanner could have seen it.
    pub milestone: Option<&'static str>,
    /// The scenario's state.
    pub state: &'a str,
    /// Why.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<&'static str>,
    /// When.
    pub at: String,
    /// Where.
    pub place: PlaceJson,
}

impl Case {
    /// Returns the document of this case; with an instant, only what was told and shown by then.
    pub fn document(&self, at: Option<Timestamp>, truth: Truth) -> Option<Document<'_>> {
        let mut orders = self.orders.iter().map(|order| self.order_json(order, at));
        let order = orders.next()?;
        Some(Document {
            scenario: &self.world.scenario.name,
            seed: self.world.seed.0,
            start: self.address.day.to_string(),
            index: self.address.place,
            with: (!self.world.trouble().is_empty()).then(|| self.world.trouble().to_string()),
            number: self.typed(at).map(|number| number.to_string()),
            order,
            other_orders: orders.collect(),
            observations: self
                .observations(at)
                .map(|seen| self.observation_json(seen, at))
                .collect(),
            estimates: self.estimates_json(at),
            truth: (truth == Truth::Shown).then(|| self.truth_json()),
        })
    }

    /// Returns the observations of all parcels, oldest event first; with an instant, those shown by then.
    pub fn observations(&self, at: Option<Timestamp>) -> impl Iterator<Item = &Observation> {
        let mut all: Vec<&Observation> = self
            .parcels
            .iter()
            .flat_map(|parcel| &parcel.record.observations)
            .collect();
        all.retain(|seen| at.is_none_or(|at| seen.is_shown(at)));
        all.sort_by_key(|seen| (seen.occurred_at, seen.visible_at, seen.observer));
        all.into_iter()
    }

    fn order_json(&self, order: &Order, at: Option<Timestamp>) -> OrderJson {
        let zone = order.destination.zone();
        let told = order
            .told
            .iter()
            .filter(|tell| at.is_none_or(|at| tell.from <= at));
        let origin = self
            .parcels
            .first()
            .map_or(order.destination, |parcel| parcel.journey.route.origin);
        OrderJson {
            role: order.role.name(),
            numbers: told
                .filter_map(|tell| self.number_json(tell, zone))
                .collect(),
            ordered_at: text(order.placed_at, zone),
            service: order.line.key(),
            lane: LaneJson {
                from: origin.country().code(),
                to: order.destination.country().code(),
            },
            promise: PromiseJson {
                from: text(order.promise.0, zone),
                until: text(order.promise.1, zone),
            },
            destination: place(Place::Address(order.destination)),
        }
    }

    fn number_json(&self, tell: &Tell, zone: Zone) -> Option<NumberJson> {
        Some(NumberJson {
            number: self.told_text(tell)?.to_string(),
            from: text(tell.from, zone),
        })
    }

    fn observation_json(&self, seen: &Observation, at: Option<Timestamp>) -> ObservationJson {
        let zone = seen.place.zone();
        ObservationJson {
            milestone: seen.milestone.name(),
            status: seen.milestone.status().name(),
            reason: seen.reason.map(crate::parcel::Reason::name),
            occurred_at: text(seen.occurred_at, zone),
            recorded_at: text(seen.recorded_at, zone),
            visible_at: text(seen.visible_at, zone),
            // At an instant, only what is still shown is here, and nobody knows yet what will be taken back.
            retracted_at: seen
                .retracted_at
                .filter(|_| at.is_none())
                .map(|until| text(until, zone)),
            observer: seen.observer.name(),
            number: self
                .text(seen.number)
                .map(ToString::to_string)
                .unwrap_or_default(),
            carrier: seen.carrier.slug(),
            place: place(seen.place),
        }
    }

    fn estimates_json(&self, at: Option<Timestamp>) -> Vec<EstimateJson> {
        let parcels = self.parcels.iter();
        let all = parcels.flat_map(|parcel| {
            let zone = parcel.journey.route.destination.zone();
            parcel.record.estimates.iter().map(move |said| (said, zone))
        });
        all.filter(|(said, _)| at.is_none_or(|at| said.visible_at <= at))
            .map(|(said, zone)| EstimateJson {
                observer: said.observer.name(),
                number: self
                    .text(said.number)
                    .map(ToString::to_string)
                    .unwrap_or_default(),
                visible_at: text(said.visible_at, zone),
                day: said.day.map(|day| day.to_string()),
            })
            .collect()
    }

    fn truth_json(&self) -> TruthJson<'_> {
        let events = self.parcels.iter().flat_map(|parcel| {
            let scans = parcel.journey.scans.iter();
            scans.map(|scan| EventJson {
                parcel: parcel.parties.parcel,
                milestone: scan.milestone.map(Milestone::name),
                state: self.state_name(parcel, scan),
                reason: scan.reason.map(crate::parcel::Reason::name),
                at: text(scan.at, scan.place.zone()),
                place: place(scan.place),
            })
        });
        let fate = self
            .parcels
            .first()
            .map_or("", |parcel| parcel.journey.fate.name());
        TruthJson {
            fate,
            events: events.collect(),
            labels: self.labels(),
        }
    }

    fn state_name(&self, parcel: &super::Parcel, scan: &Scan) -> &str {
        self.state(parcel, scan).map_or("", |state| &state.name)
    }
}

fn text(at: Timestamp, zone: Zone) -> String {
    rfc3339(at, zone).to_string()
}

/// Returns an instant as RFC 3339 text at the offset of a zone.
pub fn rfc3339(at: Timestamp, zone: Zone) -> Rfc3339 {
    at.rfc3339(zone.offset_at(at.0))
}

fn place(place: Place) -> PlaceJson {
    let facility = place.facility();
    PlaceJson {
        city: place.city().name(),
        country: place.country().code(),
        facility: facility.map(crate::parcel::Facility::code),
        name: facility.map(crate::parcel::Facility::name),
        zone: place.zone().name(),
    }
}
