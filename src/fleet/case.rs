//! Cases: orders, parcels, records and the numbers between them, as a pure function of a world and an address.

use std::sync::Arc;

use super::layout::Class;
use super::slip::slipped;
use super::{Address, World, Worlds, lent, number};
use crate::journey::{Journey, Route, Scan, Start, walk};
use crate::order::{Order, OrderDraw, Plan, Shipment, Tell, plan};
use crate::parcel::number::{Format, TrackingNumber};
use crate::parcel::{
    Carrier, Country, LastMile, LastMileNumber, NumberForm, NumberRef, NumberRole, Observer,
    Timestamp,
};
use crate::random::{Luck, Purpose, Words};
use crate::record::{Parties, Record, write};
use crate::scenario::model::{Body, OriginForm, State, Told};
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
        let mut luck = Luck::new(world.seed, address.day.0 as u16, address.place);
        Self::with_words(worlds, world, address, &mut luck)
    }

    /// Returns the case that other luck would have made at an address; the numbers stay the address's.
    pub fn with_words(
        worlds: &Worlds,
        world: &World,
        address: Address,
        words: &mut impl Words,
    ) -> Self {
        let scenario = part(&world.scenario, words);
        let Body::Story(story) = &scenario.body else {
            return Self::empty(world, address);
        };
        let (told, lent) = lent::told(&story.order.told, world.lenders(), words);
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
                send(story, (&orders, shipment, place as u8), words, &mut numbers)
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
    let record = write((story, numbers.world.trouble()), &journey, parties, words);
    Parcel {
        order: shipment.order,
        journey,
        parties,
        record,
    }
}

/// The numbers of a case while it is built.
struct Numbers<'a> {
    worlds: &'a Worlds,
    world: &'a World,
    address: Address,
    list: Vec<CaseNumber>,
}

impl Numbers<'_> {
    /// Issues a number in the first of the formats that has room for the case's place; tells whether one had.
    fn issue(&mut self, (parcel, role): (u8, NumberRole), formats: &[Option<Format>]) -> bool {
        let class = if role.is_known() {
            Class::Parcel
        } else {
            Class::Invented
        };
        let place = u64::from(parcel.max(u8::from(role == NumberRole::Placeholder)));
        let number = NumberRef { parcel, role };
        let issued = formats.iter().flatten().find_map(|format| {
            let text = number::encode(
                self.worlds,
                self.world,
                self.address,
                (*format, class, place),
            )?;
            Some(CaseNumber {
                number,
                format: *format,
                text,
            })
        });
        let had_room = issued.is_some();
        self.list.extend(issued);
        had_room
    }

    /// Returns whose number a parcel bears: the format says it, also of a number used again or beyond a format's room.
    fn origin_carrier(&self, number_of: u8) -> Carrier {
        let number = NumberRef {
            parcel: number_of,
            role: NumberRole::Origin,
        };
        let mut known = self.list.iter();
        known
            .find(|known| known.number == number)
            .map_or(Carrier::CAINIAO, |known| origin_carrier(known.format))
    }
}

const fn origin_format(form: OriginForm) -> Option<Format> {
    match form {
        OriginForm::Lp => Some(Format::Lp),
        OriginForm::Ap => Some(Format::Ap),
        OriginForm::Cng => Some(Format::Cng),
        OriginForm::YunExpress => Some(Format::YunExpress),
        OriginForm::Registered => Format::s10(b'R', *b"CN"),
        OriginForm::Express => Format::s10(b'L', *b"CN"),
        OriginForm::Untracked => Format::s10(b'U', *b"CN"),
    }
}

/// Returns the carrier whose network issues numbers of a format at the origin.
const fn origin_carrier(format: Format) -> Carrier {
    match format {
        Format::S10 { .. } => Carrier::CHINA_POST,
        Format::YunExpress => Carrier::YUNEXPRESS,
        _ => Carrier::CAINIAO,
    }
}

fn last_mile_format(last_mile: LastMile, country: Country) -> Option<Format> {
    let LastMileNumber::Own(form) = last_mile.number else {
        return None;
    };
    match form {
        NumberForm::S10 { service } => {
            let issuer = <[u8; 2]>::try_from(country.s10_issuer().as_bytes()).ok()?;
            Format::s10(service, issuer)
        }
        NumberForm::UspsImpb => Some(Format::UspsImpb),
        NumberForm::Colissimo => Some(Format::Colissimo),
        NumberForm::PostNl3s => Some(Format::PostNl),
        NumberForm::DhlDe => Some(Format::DhlDe),
        NumberForm::Gofo => Some(Format::Gofo),
        NumberForm::Yodel => Some(Format::Yodel),
        NumberForm::Hopscotch => Some(Format::Hopscotch),
    }
}
