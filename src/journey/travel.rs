//! What a parcel meets on its way and does not decide: people's hours, timetables, bags, busy weeks, closures.

use std::sync::LazyLock;

use super::walk::{Entry, Start};
use crate::calendar::{Holidays, Hours, Moments, china, gate, load};
use crate::network::{self, Bag, Departure, Lane, SharedCauses};
use crate::order::OrderDraw;
use crate::parcel::time::{DAY, Day};
use crate::parcel::{City, Milestone, Place, PlaceRole, Timestamp};
use crate::random::distribution::Distribution;
use crate::random::quantile::QuantileTable;
use crate::random::{Purpose, Words};
use crate::scenario::State;

/// A lane's good and bad weeks: a factor with median 1 and log-sd 0.12, in millionths (stage model of the calibration).
static WEEKS: LazyLock<QuantileTable> = LazyLock::new(|| {
    QuantileTable::build(&Distribution::LogNormal {
        median: 1_000_000.0,
        sigma: 0.12,
    })
});

/// Where a parcel is between its pickup and customs: in which bag, in which week.
pub(super) struct Travel<'a> {
    start: Start<'a>,
    lane: Lane,
    /// The week of the pickup, which the lane's factor is drawn for.
    week: i64,
    /// That factor in millionths, once it was asked for.
    factor: Option<u32>,
    bag: Option<Bag>,
    /// How many dwells the bag has had.
    step: u32,
    /// Between departure and arrival.
    is_hauling: bool,
    /// Between the hand-over and the round, where a busy season is felt.
    is_last_mile: bool,
}

/// When something happened, and what held it up.
pub(super) struct Snapped {
    pub(super) at: Timestamp,
    pub(super) gate_words: Option<[u64; 2]>,
    pub(super) departure: Option<Departure>,
}

impl<'a> Travel<'a> {
    pub(super) fn new(start: Start<'a>) -> Self {
        let hub = start.route.place(PlaceRole::ExportHub);
        let lane = Lane::new(hub, start.route.destination.country(), start.story.line);
        Self {
            start,
            lane,
            week: week(start.at),
            factor: None,
            bag: None,
            step: 0,
            is_hauling: false,
            is_last_mile: false,
        }
    }

    /// Notes that a state was entered.
    pub(super) fn enter(&mut self, state: &State, at: Timestamp) {
        if state.departures.is_some() {
            self.is_hauling = true;
        }
        match state.milestone {
            Some(Milestone::PickedUp) => (self.week, self.factor) = (week(at), None),
            Some(Milestone::ArrivedDestination) => self.is_hauling = false,
            Some(Milestone::ImportCustomsStarted) => self.bag = None,
            Some(Milestone::HandedOver) => self.is_last_mile = true,
            Some(Milestone::OutForDelivery) => self.is_last_mile = false,
            _ => {}
        }
    }

    /// Returns the word of a dwell that the whole bag shares.
    pub(super) fn bag_word(&mut self) -> Option<(u64, Bag)> {
        let bag = self.bag?;
        let word = bag.word(self.start.seed, self.step);
        self.step += 1;
        Some((word, bag))
    }

    /// Returns the seconds that the lane's week, a busy season and a backlog add to a dwell.
    #[inline]
    pub(super) fn shared_seconds(
        &mut self,
        state: &State,
        dwell: u32,
        (place, at): (Place, Timestamp),
    ) -> i64 {
        let waits = self.is_hauling || state.awaits_departure;
        let queues = self.start.conditions.causes == SharedCauses::On && is_hub(state.place);
        let mut seconds = 0;
        if waits || self.is_last_mile {
            seconds += self.stretched(i64::from(dwell), waits, at);
        }
        if queues && !self.is_hauling {
            seconds += network::backlog(self.start.seed, place, at);
        }
        seconds
    }

    /// Returns what the lane's week and the season add to a dwell.
    fn stretched(&mut self, dwell: i64, waits: bool, at: Timestamp) -> i64 {
        let mut seconds = 0;
        if waits {
            let (lane, seed, week) = (self.lane, self.start.seed, self.week);
            let draw = || WEEKS.sample(lane.week_word(seed, week));
            let factor = *self.factor.get_or_insert_with(draw);
            seconds += dwell * i64::from(factor) / 1_000_000 - dwell;
        }
        if self.start.conditions.holidays == Holidays::Kept {
            // Seasons are the world's: a day more or less by the place's clock does not matter.
            let load = load(Day::of_local(at.0));
            seconds += dwell * (i64::from(load) - 1_000) / 1_000;
        }
        seconds
    }

    /// Returns when what became possible at `ready` happens: in people's hours, or with the next departure, and not in
    /// a closure.
    ///
    /// The luck is that of the state entered, so that it does not depend on the way there; it falls when the state
    /// before is entered.
    #[inline]
    pub(super) fn snap(
        &mut self,
        next: Entry<'_>,
        moments: Moments,
        words: &mut impl Words,
    ) -> Snapped {
        let mut snapped = match (next.state.departures, next.state.hours) {
            (Some(every), _) if self.start.conditions.causes == SharedCauses::On => {
                return self.depart(next, (moments, every.get()), words);
            }
            (_, Some(hours)) => self.work(next, (moments, hours), words),
            _ => Snapped {
                at: moments.ready,
                gate_words: None,
                departure: None,
            },
        };
        if !self.start.story.disruptions.is_empty() {
            snapped.at = self.delayed(next.state, snapped.at);
        }
        snapped
    }

    /// Returns when people do it.
    fn work(
        &self,
        next: Entry<'_>,
        (mut moments, hours): (Moments, Hours),
        words: &mut impl Words,
    ) -> Snapped {
        let place = self.start.route.place(next.state.place);
        let pair =
            [0, 1].map(|half| words.word(Purpose::Gate, 2 * next.address + half, moments.previous));
        let holidays = self.start.conditions.holidays;
        if hours == Hours::Pickup && holidays == Holidays::Kept {
            let word = words.word(
                Purpose::Order,
                OrderDraw::SellerRest.address(),
                Timestamp(i64::MIN),
            );
            moments.ready = china::seller_ready(moments, word);
        }
        let is_open = |day| network::is_open(self.start.seed, place, hours, day, holidays);
        let at = gate(hours, place.zone(), moments, pair, is_open);
        Snapped {
            at,
            gate_words: Some(pair),
            departure: None,
        }
    }

    /// Returns when the next departure leaves that no closure stops, and puts the parcel on it.
    fn depart(
        &mut self,
        next: Entry<'_>,
        (moments, every): (Moments, u32),
        words: &mut impl Words,
    ) -> Snapped {
        let leave = |ready| self.lane.next_departure(self.start.seed, every, ready);
        let mut departure = leave(self.delayed(next.state, moments.ready));
        let open = self.delayed(next.state, departure.at);
        if open != departure.at {
            departure = leave(open);
        }
        let word = words.word(Purpose::Gate, 2 * next.address, moments.previous);
        self.load(departure.slot, every, word);
        Snapped {
            at: departure.at,
            gate_words: None,
            departure: Some(departure),
        }
    }

    fn delayed(&self, state: &State, at: Timestamp) -> Timestamp {
        network::delay(
            &self.start.story.disruptions,
            self.start.route.place(state.place),
            at,
        )
    }

    /// Puts the parcel into one of a departure's bags.
    ///
    /// How many there are follows from the declared volume, never from the size of a fleet.
    fn load(&mut self, slot: i64, every: u32, word: u64) {
        let rules = self.start.story.network;
        let share = lane_share(self.start);
        let bags = network::bags(rules.daily_parcels, share, every, rules.bag);
        let number = ((u128::from(word) * u128::from(bags)) >> 64) as u32;
        self.bag = Some(Bag {
            lane: self.lane,
            slot,
            number,
        });
        self.step = 0;
    }
}

/// Tells whether a place of this role may have a backlog.
const fn is_hub(role: PlaceRole) -> bool {
    matches!(
        role,
        PlaceRole::OriginSorting
            | PlaceRole::ExportHub
            | PlaceRole::TransitHub
            | PlaceRole::OfficeOfExchange
    )
}

/// Returns the lane's part of all parcels, in parts of 2³²: the destination's share times the seller city's.
fn lane_share(start: Start<'_>) -> u64 {
    let country = start.route.destination.country();
    let destinations = &start.story.order.destinations;
    let own = destinations
        .iter()
        .find(|(other, _)| **other == country)
        .map_or(0, |(_, weight)| weight);
    let sellers = destinations.total() * City::seller_weights();
    let seller = u64::from(start.route.origin.seller_weight()).max(1);
    let share = (u128::from(own) << 32) * u128::from(seller) / u128::from(sellers.max(1));
    share as u64
}

const fn week(at: Timestamp) -> i64 {
    at.0.div_euclid(7 * DAY)
}
