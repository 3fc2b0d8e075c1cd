//! From luck to orders: who ordered what, when the label was made, and which numbers the buyer was told.

use super::OrderDraw;
use crate::calendar::HourShares;
use crate::parcel::time::{DAY, Day};
use crate::parcel::{City, NumberRef, NumberRole, ServiceLine, Timestamp};
use crate::random::{Purpose, Words};
use crate::scenario::model::Told;
use crate::scenario::{Dwell, Story};

/// What a case's buyers ordered and were told, and which parcels that makes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// The orders; the first is the one that the scenario is about.
    pub orders: Vec<Order>,
    /// The parcels; the first is the one that the first order's real number belongs to.
    pub shipments: Vec<Shipment>,
}

/// An order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    /// What it is to the story.
    pub role: OrderRole,
    /// When it was placed.
    pub placed_at: Timestamp,
    /// Where the buyer lives.
    pub destination: City,
    /// What the buyer paid for.
    pub line: ServiceLine,
    /// The promised window.
    pub promise: (Timestamp, Timestamp),
    /// What the buyer was told, oldest first.
    pub told: Vec<Tell>,
}

vocabulary! {
    /// What an order is to the story.
    pub enum OrderRole {
        /// The buyer whom the scenario is about.
        Subject = "subject",
        /// The buyer whose number was given to another.
        RightfulOwner = "rightful-owner",
        /// The buyer of the number's earlier life.
        EarlierLife = "earlier-life",
    }
}

/// A number as it was told to a buyer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tell {
    /// Which number.
    pub number: NumberRef,
    /// From when the buyer has it.
    pub from: Timestamp,
    /// What happened to its text on the way.
    pub slip: Option<Slip>,
}

/// What happened to a number's text between the carrier and the buyer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Slip {
    /// One character is another, or two stand the wrong way round; the word says which.
    Typo(u64),
    /// The check digit is wrong; the word says by how much.
    WrongCheckDigit(u64),
}

/// A parcel to be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shipment {
    /// The order it fulfills.
    pub order: u8,
    /// When its label was made: the beginning of its journey.
    pub label_at: Timestamp,
    /// The parcel whose number it bears, if not its own: a number is used again after a year.
    pub number_of: u8,
}

/// Buyers' local hours, peaking in the evening; an assumption.
static SHOPPING: HourShares = HourShares::new(&[
    260, 150, 90, 60, 50, 70, 130, 220, 330, 430, 480, 510, 520, 500, 480, 490, 510, 540, 580, 660,
    760, 820, 700, 460,
]);

/// Returns the plan of the case whose first order is placed on a local date of its buyer.
///
/// Which number its buyer is told is said beside the story: trouble may lend it another's telling.
pub fn plan((story, told): (&Story, &Told), day: Day, words: &mut impl Words) -> Plan {
    let mut draw = |slot: OrderDraw, at| words.word(Purpose::Order, slot.address(), at);
    let always = Timestamp(i64::MIN);
    let rules = &story.order;
    let destination = *rules
        .destinations
        .pick(draw(OrderDraw::Destination, always));
    let city = City::drawn(destination, draw(OrderDraw::City, always));
    let second = SHOPPING.second_of_day(draw(OrderDraw::Time, always));
    let placed_at = Timestamp(city.zone().to_utc(day.start() + second));
    let handling = i64::from(rules.handling.sample(draw(OrderDraw::Handling, placed_at)));
    let shipped_at = placed_at + handling;
    let told_at = shipped_at + i64::from(rules.tell.sample(draw(OrderDraw::Tell, shipped_at)));
    // How much earlier another order was is settled before this one; how long a first number stands, once it is told.
    let interval_at = match told {
        Told::Copied { .. } | Told::Recycled { .. } => always,
        _ => told_at,
    };
    let interval = draw(OrderDraw::Interval, interval_at);
    let detail = draw(OrderDraw::Detail, told_at);
    let subject = Order {
        role: OrderRole::Subject,
        placed_at,
        destination: city,
        line: story.line,
        promise: promise(story, placed_at),
        told: Vec::new(),
    };
    tell(
        (story, told),
        subject,
        Facts {
            shipped_at,
            told_at,
            interval,
            detail,
        },
        words,
    )
}

/// What was drawn for the first order.
#[derive(Clone, Copy)]
struct Facts {
    shipped_at: Timestamp,
    told_at: Timestamp,
    interval: u64,
    detail: u64,
}

fn tell(
    (story, told): (&Story, &Told),
    mut subject: Order,
    facts: Facts,
    words: &mut impl Words,
) -> Plan {
    let Facts {
        shipped_at,
        told_at,
        interval,
        detail,
    } = facts;
    let parcel = |label_at| Shipment {
        order: 0,
        label_at,
        number_of: 0,
    };
    let after = |dwell: &Dwell| told_at + i64::from(dwell.sample(interval));
    let mut label_at = shipped_at;
    match told {
        // Of a number that changes, the second one is told once the last mile shows something.
        Told::Real | Told::Changing { .. } => subject.told.push(real(told_at, None)),
        Told::Placeholder { replaced_after } => {
            label_at = after(replaced_after);
            subject.told = vec![
                stand_in(NumberRole::Placeholder, told_at),
                real(label_at, None),
            ];
        }
        Told::Provisional { replaced_after } => {
            label_at = after(replaced_after);
            subject.told = vec![
                stand_in(NumberRole::Provisional, told_at),
                real(label_at, None),
            ];
        }
        Told::Invented { valid_check_digit } => {
            let slip = (!valid_check_digit.hit(detail)).then_some(Slip::WrongCheckDigit(detail));
            subject.told.push(Tell {
                slip,
                ..stand_in(NumberRole::Invented, told_at)
            });
        }
        Told::Mistyped { corrected_after } => {
            subject.told.push(real(told_at, Some(Slip::Typo(detail))));
            subject.told.extend(
                corrected_after
                    .as_deref()
                    .map(|dwell| real(after(dwell), None)),
            );
        }
        Told::Several { parcels, later } => {
            subject.told.push(real(told_at, None));
            return several(
                subject,
                (shipped_at, told_at),
                (*parcels, later, detail),
                words,
            );
        }
        Told::Copied { ordered_before } => {
            subject.told.push(real(told_at, None));
            let before = i64::from(ordered_before.sample(interval));
            return with_rightful_owner(story, subject, before, words);
        }
        Told::Recycled { earlier_life } => {
            subject.told.push(real(told_at, None));
            let before = i64::from(earlier_life.sample(interval));
            return with_earlier_life(story, subject, parcel(label_at), (before, words));
        }
    }
    Plan {
        orders: vec![subject],
        shipments: vec![parcel(label_at)],
    }
}

/// The order comes in several parcels, one label after the other.
fn several(
    mut order: Order,
    (mut label_at, mut told_at): (Timestamp, Timestamp),
    (most, later, detail): (u8, &Dwell, u64),
    words: &mut impl Words,
) -> Plan {
    let count = 2 + ((u128::from(detail) * u128::from(most - 1)) >> 64) as u8;
    let mut shipments = Vec::with_capacity(usize::from(count));
    for parcel in 0..count {
        if parcel > 0 {
            let address = OrderDraw::Later.address() + u64::from(parcel);
            let seconds = i64::from(later.sample(words.word(Purpose::Order, address, label_at)));
            (label_at, told_at) = (label_at + seconds, told_at + seconds);
            let number = NumberRef {
                parcel,
                role: NumberRole::Origin,
            };
            order.told.push(Tell {
                number,
                from: told_at,
                slip: None,
            });
        }
        shipments.push(Shipment {
            order: 0,
            label_at,
            number_of: parcel,
        });
    }
    Plan {
        orders: vec![order],
        shipments,
    }
}

/// The number is another buyer's: the only parcel of the case is that buyer's.
fn with_rightful_owner(story: &Story, subject: Order, before: i64, words: &mut impl Words) -> Plan {
    let word = words.word(
        Purpose::OtherOrder,
        OrderDraw::OtherCity.address(),
        Timestamp(i64::MIN),
    );
    let city = subject.destination.another(word);
    let (owner, label_at) = earlier_order(
        story,
        (OrderRole::RightfulOwner, city),
        subject.placed_at + -before,
        words,
    );
    Plan {
        orders: vec![subject, owner],
        shipments: vec![Shipment {
            order: 1,
            label_at,
            number_of: 0,
        }],
    }
}

/// The number had an earlier life: a second parcel bears the first one's number.
fn with_earlier_life(
    story: &Story,
    subject: Order,
    parcel: Shipment,
    (before, words): (i64, &mut impl Words),
) -> Plan {
    let word = words.word(
        Purpose::OtherOrder,
        OrderDraw::OtherCity.address(),
        Timestamp(i64::MIN),
    );
    let city = subject.destination.another(word);
    let (earlier, label_at) = earlier_order(
        story,
        (OrderRole::EarlierLife, city),
        subject.placed_at + -before,
        words,
    );
    let life = Shipment {
        order: 1,
        label_at,
        number_of: 0,
    };
    Plan {
        orders: vec![subject, earlier],
        shipments: vec![parcel, life],
    }
}

/// Returns an order of another buyer, and when its parcel got its label.
fn earlier_order(
    story: &Story,
    (role, city): (OrderRole, City),
    around: Timestamp,
    words: &mut impl Words,
) -> (Order, Timestamp) {
    let mut draw =
        |slot: OrderDraw| words.word(Purpose::OtherOrder, slot.address(), Timestamp(i64::MIN));
    let day = Day::of_local(city.zone().to_local(around.0));
    let placed_at = Timestamp(
        city.zone()
            .to_utc(day.start() + SHOPPING.second_of_day(draw(OrderDraw::Time))),
    );
    let label_at = placed_at + i64::from(story.order.handling.sample(draw(OrderDraw::Handling)));
    let told_at = label_at + i64::from(story.order.tell.sample(draw(OrderDraw::Tell)));
    let order = Order {
        role,
        placed_at,
        destination: city,
        line: story.line,
        promise: promise(story, placed_at),
        // Both the rightful owner and the buyer of the earlier life were told the first parcel's number.
        told: vec![real(told_at, None)],
    };
    (order, label_at)
}

fn promise(story: &Story, placed_at: Timestamp) -> (Timestamp, Timestamp) {
    let (from, until) = story.order.promise_days;
    (
        placed_at + i64::from(from) * DAY,
        placed_at + i64::from(until) * DAY,
    )
}

const fn real(from: Timestamp, slip: Option<Slip>) -> Tell {
    Tell {
        number: NumberRef {
            parcel: 0,
            role: NumberRole::Origin,
        },
        from,
        slip,
    }
}

const fn stand_in(role: NumberRole, from: Timestamp) -> Tell {
    Tell {
        number: NumberRef { parcel: 0, role },
        from,
        slip: None,
    }
}
