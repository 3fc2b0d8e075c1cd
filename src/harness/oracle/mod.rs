//! Oracles: what must be true of a tracker's answers, whatever the tracker is.
//!
//! An oracle is a function over a [`Film`]. It sees what the carriers showed and what the tracker's answers mean, as a
//! [`Reader`] tells; it accuses a tracker only of what nobody could say honestly of what was shown, and never of what
//! happened while something went wrong on purpose around the answers.
//!
//! ```
//! use misroute::harness::oracle::{Mapping, judge};
//! use misroute::harness::{Film, MockCarrier};
//!
//! let carrier = MockCarrier::scenario("premium").start_blocking();
//! // A tracker that is wrong from the first day on.
//! let film = Film::of(&carrier).record_blocking(|_| "arrived");
//! let mapping: Mapping = "[words]\narrived = 'delivered'".parse().unwrap();
//! let findings = judge(&film, &mapping);
//! assert_eq!(findings[0].oracle, "never-delivered-early");
//! ```

mod carriers_instants;
mod delivered_stays;
mod mapping;
mod never_delivered_early;
mod not_found_is_calm;
mod return_is_no_delivery;
mod statement;
mod still_is_still;

use std::fmt;

pub use mapping::{Mapping, MappingError};
pub use statement::{Reader, Statement};

use super::film::{Film, Moment, Shown};
use crate::fleet::words::phrase;
use crate::parcel::{Observer, Timestamp};
use crate::record::Observation;
use crate::trouble::Quirk;

/// Every oracle.
pub const ORACLES: &[Oracle] = &[
    never_delivered_early::ORACLE,
    delivered_stays::ORACLE,
    return_is_no_delivery::ORACLE,
    not_found_is_calm::ORACLE,
    still_is_still::ORACLE,
    carriers_instants::ORACLE,
];

/// Something that must be true of a tracker's answers.
#[derive(Debug, Clone, Copy)]
pub struct Oracle {
    /// Its name.
    pub name: &'static str,
    /// What must be true, in a sentence.
    pub about: &'static str,
    /// Says at which moments it is not.
    judge: fn(&Reading<'_>) -> Vec<Charge>,
}

/// A moment at which something that must be true was not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Which oracle says so.
    pub oracle: &'static str,
    /// The moment's place in the film.
    pub moment: usize,
    /// When it was.
    pub at: Timestamp,
    /// The number that the tracker was asked for.
    pub number: String,
    /// What the tracker said.
    pub said: String,
    /// What the carriers showed, or did not.
    pub evidence: String,
    /// The command that prints the parcel.
    pub reproduction: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let at = self.at.zulu();
        writeln!(
            formatter,
            "{}: {} at {}",
            self.oracle,
            self.number,
            String::from_utf8_lossy(&at)
        )?;
        writeln!(formatter, "  the tracker: {}", self.said)?;
        writeln!(formatter, "  the carriers: {}", self.evidence)?;
        write!(formatter, "  the parcel: {}", self.reproduction)
    }
}

/// A film with what its answers mean.
#[derive(Debug)]
struct Reading<'a> {
    film: &'a Film,
    moments: Vec<Scene<'a>>,
}

/// A moment with what was shown, and what was said means.
#[derive(Debug)]
struct Scene<'a> {
    moment: &'a Moment,
    statement: Statement,
    /// What the carriers showed that the tracker asked.
    shown: Shown,
    /// What anybody showed.
    anywhere: Shown,
}

/// What an oracle says of a moment.
#[derive(Debug)]
struct Charge {
    moment: usize,
    said: String,
    evidence: String,
}

/// Returns what every oracle finds in a film, by oracle and then by time; of one kind in a row only the first.
pub fn judge(film: &Film, reader: &impl Reader) -> Vec<Finding> {
    let scene = |moment| Scene::of(film, reader, moment);
    let reading = Reading {
        film,
        moments: film.moments().iter().map(scene).collect(),
    };
    let mut findings = Vec::new();
    for oracle in ORACLES {
        let mut last: Option<usize> = None;
        for charge in (oracle.judge)(&reading) {
            let follows = last.is_some_and(|last| last + 1 == charge.moment);
            last = Some(charge.moment);
            if !follows {
                findings.push(reading.finding(oracle, charge));
            }
        }
    }
    findings
}

impl Reading<'_> {
    fn finding(&self, oracle: &Oracle, charge: Charge) -> Finding {
        let moment = self.film.moments().get(charge.moment);
        Finding {
            oracle: oracle.name,
            moment: charge.moment,
            at: moment.map_or(self.film.ended(), |moment| moment.at),
            number: moment.map_or_else(String::new, |moment| moment.number.clone()),
            said: charge.said,
            evidence: charge.evidence,
            reproduction: self.film.reproduction(),
        }
    }

    /// Tells whether carriers' answers are garbled in one of some ways, so that what they show is not what they say.
    fn garbles(&self, ways: &[Quirk]) -> bool {
        let mut quirks = self.film.case().world.trouble().quirks().iter();
        quirks.any(|(quirk, _)| ways.contains(&quirk))
    }

    /// Returns the moments at which the tracker was told nothing but what carriers show, with their places.
    fn calm(&self) -> impl Iterator<Item = (usize, &Scene<'_>)> {
        let all = self.moments.iter().enumerate();
        all.filter(|(_, scene)| !scene.moment.is_disturbed)
    }
}

impl<'a> Scene<'a> {
    fn of(film: &Film, reader: &impl Reader, moment: &'a Moment) -> Self {
        Self {
            statement: reader.read(&moment.answer),
            shown: film.shown(moment.at),
            anywhere: Shown::of(film.case(), Observer::ALL, moment.at),
            moment,
        }
    }

    /// Returns what the carriers show as the newest event, as evidence.
    fn newest(&self) -> String {
        match self.shown.events().last() {
            Some(newest) => format!("the newest event is {}", told(newest)),
            None => "they show no event".to_owned(),
        }
    }
}

/// Returns an event as evidence.
fn told(event: &Observation) -> String {
    let at = event.occurred_at.zulu();
    let at = String::from_utf8_lossy(&at);
    format!(
        "`{}` of {at}, shown by the {}",
        phrase(event.milestone),
        event.observer
    )
}
