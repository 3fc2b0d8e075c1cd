//! Defects of the record: what carriers write down wrongly on purpose, each a small change to the ledger.
//!
//! A defect changes what is written, never what happened. Its luck belongs to the event it is about, not to a place in
//! a list, so that more or fewer events move nobody else's; and it is decided no later than the first instant at which
//! it shows, so that nothing shown tells of what is to come. Defects strike in the order of their names' list.

mod again;
mod label;
mod shown;
mod stamp;
mod terminal;

use super::{Observation, Outage};
use crate::parcel::{Observer, Timestamp};
use crate::random::{Purpose, Words};
use crate::trouble::{self, Defect, Dose, Home, Trouble};

/// What is written of one parcel, while defects strike it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Draft {
    pub(super) observations: Vec<Observation>,
    pub(super) outages: Vec<Outage>,
    pub(super) keeps_at_most: Option<i64>,
    pub(super) struck: Vec<Defect>,
}

impl Draft {
    /// Returns the draft of what is written while nothing goes wrong.
    pub(super) fn of(observations: Vec<Observation>) -> Self {
        Self {
            observations,
            ..Self::default()
        }
    }

    /// Returns the first thing that each observer shows.
    fn firsts(&self) -> impl Iterator<Item = Observation> + use<> {
        let first = |observer: &Observer| {
            let own = self.observations.iter();
            let own = own.filter(|seen| seen.observer == *observer);
            own.min_by_key(|seen| seen.visible_at).copied()
        };
        let firsts: Vec<Observation> = Observer::ALL.iter().filter_map(first).collect();
        firsts.into_iter()
    }
}

/// Lets trouble strike the draft of a parcel's record.
pub(super) fn strike(draft: &mut Draft, trouble: &Trouble, parcel: u8, words: &mut impl Words) {
    for (defect, dose) in trouble.defects(Home::Record) {
        let mut luck = DefectLuck {
            defect,
            dose,
            parcel,
            words,
        };
        let before = draft.clone();
        one(draft, &mut luck);
        if *draft != before {
            draft.struck.push(defect);
            // The next one finds the ledger in order again.
            let key = |seen: &Observation| (seen.occurred_at, seen.visible_at, seen.observer);
            draft.observations.sort_by_key(key);
        }
    }
}

fn one(draft: &mut Draft, luck: &mut DefectLuck<'_, impl Words>) {
    match luck.defect {
        Defect::Duplicate => again::duplicate(draft, luck),
        Defect::NearDuplicate => again::near_duplicate(draft, luck),
        Defect::Repeat => again::repeat(draft, luck),
        Defect::MissingScan => shown::missing_scan(draft, luck),
        Defect::LatePublish => shown::late_publish(draft, luck),
        Defect::Retracted => shown::retracted(draft, luck),
        Defect::Vanish => shown::vanish(draft, luck),
        Defect::Backlog => shown::backlog(draft, luck),
        Defect::ShortMemory => shown::short_memory(draft, luck),
        Defect::SameInstant => stamp::same_instant(draft, luck),
        Defect::WholeMinutes => stamp::whole_minutes(draft, luck),
        Defect::ClockAhead => stamp::clock_ahead(draft, luck),
        Defect::Edited => stamp::edited(draft, luck),
        Defect::DeliveredBeforeOut => stamp::delivered_before_out(draft, luck),
        Defect::PostTerminalScan => terminal::scan(draft, luck),
        Defect::PostTerminalException => terminal::exception(draft, luck),
        Defect::PostTerminalNotice => terminal::notice(draft, luck),
        Defect::ReturnAsDelivery => terminal::return_as_delivery(draft, luck),
        Defect::VoidedLabel => label::voided(draft, luck),
        Defect::PlaceholderNumber
        | Defect::ProvisionalNumber
        | Defect::InventedNumber
        | Defect::MistypedNumber
        | Defect::CopiedNumber
        | Defect::RecycledNumber
        | Defect::NumberChanges
        | Defect::PartialShipment => {}
    }
}

/// The luck of one defect with one parcel.
struct DefectLuck<'a, W> {
    defect: Defect,
    dose: &'a Dose,
    parcel: u8,
    words: &'a mut W,
}

/// Which draw about an event.
#[derive(Clone, Copy)]
enum Draw {
    Strikes = 0,
    Size = 1,
    Length = 2,
}

impl<W: Words> DefectLuck<'_, W> {
    /// Tells whether the defect strikes at an event.
    ///
    /// The draw is of the event, whoever shows it: what is doubled at the source is doubled for all.
    fn hits(&mut self, seen: &Observation) -> bool {
        let meant = self.dose.only.accepts(seen.milestone, seen.observer);
        meant && self.dose.rate.hit(self.word(seen, Draw::Strikes))
    }

    /// Returns the events at which the defect strikes.
    fn struck(&mut self, events: &[Observation]) -> Vec<Observation> {
        let struck = events.iter().filter(|seen| self.hits(seen));
        struck.copied().collect()
    }

    /// Returns a number of seconds between two, for an event.
    fn seconds(&mut self, seen: &Observation, draw: Draw, (least, most): (i64, i64)) -> i64 {
        let word = self.word(seen, draw);
        least + ((u128::from(word) * (most - least + 1) as u128) >> 64) as i64
    }

    fn word(&mut self, seen: &Observation, draw: Draw) -> u64 {
        let event = match self.defect {
            // These are about the parcel as a whole, whatever anybody shows of it first.
            Defect::Vanish | Defect::Backlog | Defect::ShortMemory => 0,
            _ => {
                (seen.milestone.index() as u64) << 34 | seen.occurred_at.0 as u64 & ((1 << 34) - 1)
            }
        };
        let address = trouble::address(self.defect, self.parcel) | event << 2 | draw as u64;
        self.words.word(Purpose::Trouble, address, seen.visible_at)
    }
}

impl Observation {
    /// Returns the same, so many seconds later on every clock.
    fn later(self, seconds: i64) -> Self {
        let moved = |at: Timestamp| at + seconds;
        Self {
            occurred_at: moved(self.occurred_at),
            recorded_at: moved(self.recorded_at),
            visible_at: moved(self.visible_at),
            retracted_at: self.retracted_at.map(moved),
            ..self
        }
    }
}
