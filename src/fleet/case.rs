//! Cases: orders, parcels, records and the numbers between them, as a pure function of a world and an address.

use std::sync::Arc;

use super::issue::{Numbers, last_mile_format, origin_format};
use super::slip::slipped;
use super::{Address, World, Worlds, lent};
use crate::journey::{Journey, Route, Scan, Start, walk};
use crate::order::{Order, OrderDraw, Plan, Shipment, Tell, plan};
use crate::parcel::number::{Format, TrackingNumber};
use crate::parcel::{NumberRef, NumberRole, Observer, Timestamp};
use crate::random::{Luck, Purpose, Words};
use crate::record::{Parties, Record, write};
use crate::scenario::model::{Body, State, Told};
use crate::scenario::{Dwell, Scenario, Story};
use crate::trouble::Defect;

/// One small story: what buyers were told, what traveled, what was recorded, and under which numbers.
#[derive(Debug, Clone)]
pub struct Case {
    /// Whose luck it is.
    pub world: World,
    /// Which case.
    pub address: Address,
    /// The scenario it plays: the world's, or the part of the mix that was drawn.
    pub scenario: Arc<Scenario>,
    /// The orders; the first is the one the scenario is about.
    pub orders: Vec<Order>,
    /// The parcels.
    pub parcels: Vec<Parcel>,
    /// The numbers.
    pub numbers: Vec<CaseNumber>,
    /// What goes wrong with its numbers on purpose.
    pub(super) lent: Option<Defect>,
    /// Whose pages it can show; none: everybody's.
    pub(super) whose: Option<Observer>,
}

/// A parcel, in truth and in the books.
#[derive(Debug, Clone)]
pub struct Parcel {
    /// The order it fulfills.
    pub order: u8,
    /// What happened.
    pub journey: Journey,
    /// Who carries it under which numbers.
    pub parties: Parties,
    /// What was written down.
    pub record: Record,
}

/// A number of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseNumber {
    /// What it is to which parcel.
    pub number: NumberRef,
    /// Its format.
    pub format: Format,
    /// Its text.
    pub text: TrackingNumber,
}

impl Case {
    /// Returns the case at an address of a world.
    pub fn new(worlds: &Worlds, world: &World, address: Address) -> Self {
        Self::seen_by(worlds, world, address, None)
    }

    /// Returns the case with so much of the records as one observer's pages need, which is less work than everybody's;
    /// without an observer, with all of them.
    pub fn seen_by(
        worlds: &Worlds,
        world: &World,
        address: Address,
        whose: Option<Observer>,
    ) -> Self {
        let mut luck = Luck::new(world.seed, address.day.0 as u16, address.place);
        Self::build(worlds, world, address, whose, &mut luck)
    }

    /// Returns the case that other luck would have made at an address; the numbers stay the address's.
    pub fn with_words(
        worlds: &Worlds,
        world: &World,
        address: Address,
        words: &mut impl Words,
    ) -> Self {
        Self::build(worlds, world, address, None, words)
    }

    fn build(
        worlds: &Worlds,
        world: &World,
        address: Address,
        whose: Option<Observer>,
        words: &mut impl Words,
    ) -> Self {
        let scenario = part(&world.scenario, words);
        let Body::Story(story) = &scenario.body else {
            return Self::empty(world, address);
        };
        let (told, lent) = lent::told(&story.order.told, world.lenders(), words);
        // When the buyer is told a number that changes follows from the last mile's record; and trouble looks at what
        // everybody wrote.
        let changes = matches!(told, Told::Changing { .. });
        let whose = whose.filter(|_| !changes && world.trouble().is_empty());
        let Plan { orders, shipments } = plan((story, told), address.day, words);
        let mut numbers = Numbers {
            worlds,
            world,
            address,
            list: Vec::with_capacity(2 * shipments.len()),
        };
        let parcels: Vec<Parcel> = shipments
            .iter()
            .enumerate()
            .map(|(place, shipment)| {
                let sent = (&*orders, shipment, place as u8);
                send(story, sent, whose, words, &mut numbers)
            })
            .collect();
        let numbers = numbers.list;
        let mut orders = orders;
        if let Told::Changing { told_after } = told {
            tell_change(&mut orders, &parcels, told_after, words);
        }
        Self {
            world: world.clone(),
            address,
            scenario: Arc::clone(scenario),
            orders,
            parcels,
            numbers,
            lent,
            whose,
        }
    }

    /// A mix of mixes has no cases. Compilation refuses it.
    fn empty(world: &World, address: Address) -> Self {
        let scenario = Arc::clone(&world.scenario);
        let (orders, parcels, numbers) = (Vec::new(), Vec::new(), Vec::new());
        Self {
            world: world.clone(),
            address,
            scenario,
            orders,
            parcels,
            numbers,
            lent: None,
            whose: None,
        }
    }

    /// Returns the text of a number.
    pub fn text(&self, number: NumberRef) -> Option<&TrackingNumber> {
        self.numbers
            .iter()
            .find(|known| known.number == number)
            .map(|known| &known.text)
    }

    /// Returns the text that a buyer was told, slips included.
    pub fn told_text(&self, tell: &Tell) -> Option<TrackingNumber> {
        let known = self
            .numbers
            .iter()
            .find(|known| known.number == tell.number)?;
        Some(match tell.slip {
            None => known.text.clone(),
            Some(slip) => slipped(known, slip),
        })
    }

    /// Returns the number that the scenario's buyer would type at an instant: the last one told by then.
    ///
    /// Without an instant, the last one ever told.
    pub fn typed(&self, at: Option<Timestamp>) -> Option<TrackingNumber> {
        self.last_told(at).and_then(|tell| self.told_text(tell))
    }

    /// Returns what the number that the buyer would type is to the parcel.
    pub fn typed_role(&self, at: Option<Timestamp>) -> Option<NumberRole> {
        self.last_told(at).map(|tell| tell.number.role)
    }

    fn last_told(&self, at: Option<Timestamp>) -> Option<&Tell> {
        let by_then = |tell: &&Tell| at.is_none_or(|at| tell.from <= at);
        self.orders.first()?.told.iter().rev().find(by_then)
    }

    /// Returns the state that a scan entered.
    pub fn state(&self, parcel: &Parcel, scan: &Scan) -> Option<&State> {
        let Body::Story(story) = &self.scenario.body else {
            return None;
        };
        let graph = story.graph(parcel.journey.route.destination.country());
        Some(graph.state(scan.state))
    }

    /// Tells whether some buyer was told this very text, or some carrier uses it.
    pub fn answers_to(&self, text: &str) -> bool {
        self.numbers.iter().any(|known| known.text.as_str() == text) || self.told(text)
    }

    /// Tells whether some buyer was told this very text.
    pub fn told(&self, text: &str) -> bool {
        let mut tells = self.orders.iter().flat_map(|order| &order.told);
        tells.any(|tell| {
            self.told_text(tell)
                .is_some_and(|told| told.as_str() == text)
        })
    }
}

/// Tells the buyer the last mile's number once its first scan is shown.
fn tell_change(orders: &mut [Order], parcels: &[Parcel], after: &Dwell, words: &mut impl Words) {
    let (Some(order), Some(parcel)) = (orders.first_mut(), parcels.first()) else {
        return;
    };
    let number = NumberRef {
        parcel: 0,
        role: NumberRole::LastMile,
    };
    let mut seen = parcel
        .record
        .observations
        .iter()
        .filter(|seen| seen.number == number);
    let first = seen
        .by_ref()
        .filter(|seen| seen.observer == Observer::LastMile)
        .map(|seen| seen.visible_at)
        .min();
    if let Some(first) = first {
        let word = words.word(Purpose::Order, OrderDraw::Interval.address(), first);
        let from = first + i64::from(after.sample(word));
        order.told.push(Tell {
            number,
            from,
            slip: None,
        });
    }
}

/// Returns the scenario that a case plays: of a mix, the part that luck draws.
fn part<'a>(scenario: &'a Arc<Scenario>, words: &mut impl Words) -> &'a Arc<Scenario> {
    match &scenario.body {
        Body::Story(_) => scenario,
        Body::Mix(parts) => {
            let word = words.word(
                Purpose::Order,
                OrderDraw::Mix.address(),
                Timestamp(i64::MIN),
            );
            parts.pick(word)
        }
    }
}

/// Whose luck an order has: the first order has its own purpose, every other one a second.
const fn purpose(order: u8) -> Purpose {
    if order == 0 {
        Purpose::Order
    } else {
        Purpose::OtherOrder
    }
}

fn send(
    story: &Story,
    (orders, shipment, parcel): (&[Order], &Shipment, u8),
    whose: Option<Observer>,
    words: &mut impl Words,
    numbers: &mut Numbers<'_>,
) -> Parcel {
    let purpose = purpose(shipment.order);
    let order = &orders[usize::from(shipment.order)];
    let route = Route::draw(story, order.destination, purpose, words);
    let mut draw = |slot: OrderDraw| words.word(purpose, slot.address(), Timestamp(i64::MIN));
    let form = *story.numbers.origin.pick(draw(OrderDraw::OriginForm));
    let hand_over = story.numbers.hand_over.hit(draw(OrderDraw::HandOver));
    if shipment.number_of == parcel {
        numbers.issue(
            (parcel, NumberRole::Origin),
            &[origin_format(form), Some(Format::Cng)],
        );
    }
    let own = hand_over
        .then(|| last_mile_format(route.last_mile, order.destination.country()))
        .flatten();
    let last_mile_role = if numbers.issue((parcel, NumberRole::LastMile), &[own]) {
        NumberRole::LastMile
    } else {
        NumberRole::Origin
    };
    let stand_in = orders[0]
        .told
        .iter()
        .find(|tell| tell.number.role != NumberRole::Origin);
    let stand_in = stand_in
        .filter(|_| parcel == 0)
        .map(|tell| (tell.number.role, tell.from));
    if let Some((role, _)) = stand_in {
        numbers.issue((parcel, role), &[origin_format(form), Some(Format::Cng)]);
    }
    let parties = Parties {
        parcel,
        number_of: shipment.number_of,
        origin: numbers.origin_carrier(shipment.number_of),
        last_mile: route.last_mile.carrier,
        last_mile_role,
        stand_in,
    };
    let mut scans: Vec<Scan> = Vec::with_capacity(24);
    let start = Start {
        story,
        route: &route,
        parcel,
        at: shipment.label_at,
        seed: numbers.world.seed,
        conditions: numbers.world.conditions,
    };
    let fate = walk(start, words, &mut scans);
    let journey = Journey { route, scans, fate };
    let story = (story, numbers.world.trouble());
    let record = write(story, &journey, (parties, whose), words);
    Parcel {
        order: shipment.order,
        journey,
        parties,
        record,
    }
}
