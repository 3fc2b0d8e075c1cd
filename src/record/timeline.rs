//! Timelines: what an observer shows under a number at an instant.

use super::{Estimate, NumberFact, Observation, Record};
use crate::parcel::number_role::NumberRef;
use crate::parcel::{Observer, Status, Timestamp};

/// What an observer shows under a number at an instant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timeline<'a> {
    /// Who shows it.
    pub observer: Observer,
    /// Under which number.
    pub number: NumberRef,
    /// When.
    pub at: Timestamp,
    /// What the observer knows about the number at all.
    pub standing: Standing,
    /// The other number that it points to by now.
    pub alias: Option<NumberRef>,
    /// The estimate that stands, if any.
    pub estimate: Option<&'a Estimate>,
    /// The first estimate that was said, if any.
    pub first_estimate: Option<&'a Estimate>,
    /// What is shown, oldest event first.
    pub observations: Vec<&'a Observation>,
}

vocabulary! {
    /// What an observer knows about a number.
    pub enum Standing {
        /// Nothing.
        Unknown = "unknown",
        /// The platform announced it; no carrier has it.
        Announced = "announced",
        /// The carrier was told of it and has not seen the parcel.
        Registered = "registered",
        /// The parcel was scanned.
        Scanned = "scanned",
        /// It was shown once, and is not any more.
        Purged = "purged",
    }
}

/// Returns for how many seconds an observer keeps showing a parcel after the last thing it showed.
///
/// Carriers say between 30 and 400 days: 120 here, an assumption. A tracking site forgets nothing, so that under a number
/// that is used again it still shows the old parcel.
const fn keep_seconds(observer: Observer) -> Option<i64> {
    match observer {
        Observer::OriginCarrier | Observer::LastMile => Some(120 * crate::parcel::time::DAY),
        Observer::Aggregator => None,
    }
}

impl Record {
    /// Returns for how many seconds an observer keeps showing the parcel after the last thing it showed; none: for ever.
    pub fn keep_seconds(&self, observer: Observer) -> Option<i64> {
        let usual = keep_seconds(observer)?;
        Some(self.keeps_at_most.map_or(usual, |most| most.min(usual)))
    }

    /// Tells whether an observer does not know the parcel just then although it did before.
    fn is_out(&self, observer: Observer, at: Timestamp) -> bool {
        let mut outages = self.outages.iter();
        outages.any(|out| out.observer == observer && (out.from..out.until).contains(&at))
    }
}

/// Returns what an observer shows under a number at an instant.
///
/// Pure and total: the same record, observer, number and instant give the same timeline, and nothing that becomes
/// visible later can change it.
pub fn view(record: &Record, observer: Observer, number: NumberRef, at: Timestamp) -> Timeline<'_> {
    let fact = record.numbers.iter().find(|fact| fact.number == number);
    let is_shown = |seen: &&Observation| {
        seen.observer == observer && seen.number == number && seen.is_shown(at)
    };
    let mut observations = Vec::with_capacity(record.observations.len());
    observations.extend(record.observations.iter().filter(is_shown));
    let standing = if record.is_out(observer, at) {
        Standing::Unknown
    } else {
        let keep = record.keep_seconds(observer);
        standing(fact, &observations, (observer, at, keep))
    };
    if matches!(standing, Standing::Purged | Standing::Unknown) {
        observations.clear();
    }
    let alias = fact
        .filter(|_| !matches!(standing, Standing::Unknown | Standing::Purged))
        .and_then(|fact| fact.alias)
        .filter(|(_, from)| *from <= at)
        .map(|(other, _)| other);
    let said = |estimate: &&Estimate| {
        estimate.observer == observer && estimate.number == number && estimate.visible_at <= at
    };
    let shown = |_: &&Estimate| !observations.is_empty();
    let estimate = record.estimates.iter().rfind(said).filter(shown);
    let first_estimate = record.estimates.iter().find(said).filter(shown);
    Timeline {
        observer,
        number,
        at,
        standing,
        alias,
        estimate,
        first_estimate,
        observations,
    }
}

fn standing(
    fact: Option<&NumberFact>,
    shown: &[&Observation],
    (observer, at, keep): (Observer, Timestamp, Option<i64>),
) -> Standing {
    let Some(fact) = fact else {
        return Standing::Unknown;
    };
    if let Some(last) = shown.iter().map(|seen| seen.visible_at).max() {
        if keep.is_some_and(|keep| at - last > keep) {
            return Standing::Purged;
        }
        let scanned = shown.iter().any(|seen| seen.milestone.is_scan());
        return if scanned {
            Standing::Scanned
        } else {
            Standing::Registered
        };
    }
    let by_now = |from: Option<Timestamp>| from.is_some_and(|from| from <= at);
    if by_now(fact.known_at[observer.index()]) {
        Standing::Registered
    } else if by_now(fact.announced_at) && observer != Observer::LastMile {
        Standing::Announced
    } else {
        Standing::Unknown
    }
}

impl Timeline<'_> {
    /// Returns when what is shown last changed, by an observation or an estimate.
    pub fn changed_at(&self) -> Option<Timestamp> {
        let seen = self.observations.iter().map(|seen| seen.visible_at);
        seen.chain(self.estimate.map(|said| said.visible_at)).max()
    }

    /// Returns the status that the newest shown event means.
    ///
    /// The newest event is the one that occurred last, not the one that was shown last; of several in one second it is
    /// the last.
    pub fn status(&self) -> Option<Status> {
        self.observations
            .last()
            .map(|newest| newest.milestone.status())
    }
}
