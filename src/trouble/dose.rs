//! Doses: one kind of trouble, how often it strikes, and where; and what they add up to.

use std::fmt;

use super::{Defect, Home, Quirk, Quirks, Rate};
use crate::parcel::{Leg, Milestone, Observer};

/// A kind of trouble.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Of the case or the record.
    Defect(Defect),
    /// Of the wire.
    Quirk(Quirk),
}

impl Kind {
    /// Returns every kind, in order.
    pub fn all() -> impl Iterator<Item = Self> {
        let defects = Defect::ALL.iter().copied().map(Self::Defect);
        defects.chain(Quirk::ALL.iter().copied().map(Self::Quirk))
    }

    /// Returns its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Defect(defect) => defect.name(),
            Self::Quirk(quirk) => quirk.name(),
        }
    }

    /// Returns what it means, in a sentence.
    pub const fn about(self) -> &'static str {
        match self {
            Self::Defect(defect) => defect.about(),
            Self::Quirk(quirk) => quirk.about(),
        }
    }

    /// Returns what it is about.
    pub const fn home(self) -> Home {
        match self {
            Self::Defect(defect) => defect.home(),
            Self::Quirk(_) => Home::Wire,
        }
    }

    /// Returns the kind of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::all().find(|kind| kind.name() == name)
    }
}

/// Which events trouble is about: of these milestones and legs, and in these records. Empty lists mean all.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Only {
    /// Milestones that count.
    pub milestones: Vec<Milestone>,
    /// Legs that count beside them.
    pub legs: Vec<Leg>,
    /// Whose records count.
    pub observers: Vec<Observer>,
}

impl Only {
    /// Tells whether an event in somebody's record is meant.
    pub fn accepts(&self, milestone: Milestone, observer: Observer) -> bool {
        let any_event = self.milestones.is_empty() && self.legs.is_empty();
        (any_event || self.milestones.contains(&milestone) || self.legs.contains(&milestone.leg()))
            && (self.observers.is_empty() || self.observers.contains(&observer))
    }

    /// Tells whether every event is meant.
    pub fn is_all(&self) -> bool {
        *self == Self::default()
    }
}

/// One kind of trouble, how often it strikes, and where.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Dose {
    /// What.
    pub kind: Kind,
    /// In which share of the places where it can strike: cases, parcels, or events.
    pub rate: Rate,
    /// For which events.
    pub only: Only,
}

/// All the trouble of a world: each kind at most once, in the order of the kinds, none with a rate of zero.
///
/// So the order in which it is said does not matter, and what never strikes is not there at all.
#[derive(Debug, Clone, PartialEq, Eq, Default, Hash)]
pub struct Trouble {
    doses: Vec<Dose>,
    quirks: Quirks,
}

impl Trouble {
    /// None.
    pub const NONE: Self = Self {
        doses: Vec::new(),
        quirks: Quirks::NONE,
    };

    /// Returns what doses add up to; of two of one kind, the later counts.
    pub fn new(doses: impl IntoIterator<Item = Dose>) -> Self {
        let mut kept: Vec<Dose> = Vec::new();
        for dose in doses {
            match kept.binary_search_by_key(&dose.kind, |kept| kept.kind) {
                Ok(place) => kept[place] = dose,
                Err(place) => kept.insert(place, dose),
            }
        }
        kept.retain(|dose| dose.rate != Rate::NEVER);
        let quirk = |dose: &Dose| match dose.kind {
            Kind::Quirk(quirk) => Some((quirk, dose.rate)),
            Kind::Defect(_) => None,
        };
        Self {
            quirks: Quirks::new(kept.iter().filter_map(quirk).collect()),
            doses: kept,
        }
    }

    /// Returns this trouble and more; where both say something of a kind, the other counts.
    #[must_use]
    pub fn and(&self, other: &Self) -> Self {
        Self::new(self.doses.iter().chain(&other.doses).cloned())
    }

    /// Tells whether there is none.
    pub fn is_empty(&self) -> bool {
        self.doses.is_empty()
    }

    /// Returns every dose, in the order of the kinds.
    pub fn doses(&self) -> &[Dose] {
        &self.doses
    }

    /// Returns the defects of a home, in order.
    pub fn defects(&self, home: Home) -> impl Iterator<Item = (Defect, &Dose)> {
        self.doses.iter().filter_map(move |dose| match dose.kind {
            Kind::Defect(defect) if defect.home() == home => Some((defect, dose)),
            _ => None,
        })
    }

    /// Returns the dose of a defect, if it is there.
    pub fn dose(&self, defect: Defect) -> Option<&Dose> {
        let place = self
            .doses
            .binary_search_by_key(&Kind::Defect(defect), |dose| dose.kind);
        place.ok().map(|place| &self.doses[place])
    }

    /// Returns the quirks.
    pub const fn quirks(&self) -> &Quirks {
        &self.quirks
    }

    /// Returns a hash that is part of the output format: of the text that [`Display`](fmt::Display) writes.
    pub fn digest(&self) -> u64 {
        // FNV-1a.
        let text = self.to_string();
        text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        })
    }
}

impl fmt::Display for Dose {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.kind.name())?;
        if self.rate != Rate::ALWAYS {
            write!(formatter, "={}", self.rate)?;
        }
        let milestones = self.only.milestones.iter().map(|it| it.name().to_owned());
        let legs = self.only.legs.iter().map(|it| format!("leg:{}", it.name()));
        let observers = self
            .only
            .observers
            .iter()
            .map(|it| format!("by:{}", it.name()));
        for (place, word) in milestones.chain(legs).chain(observers).enumerate() {
            write!(formatter, "{}{word}", if place == 0 { '@' } else { '+' })?;
        }
        Ok(())
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, dose) in self.doses.iter().enumerate() {
            if place > 0 {
                formatter.write_str(",")?;
            }
            dose.fmt(formatter)?;
        }
        Ok(())
    }
}
