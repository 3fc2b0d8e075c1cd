//! Pages: what an observer shows under a number at an instant, with its numbers as text.

use super::Case;
use super::case::Parcel;
use crate::parcel::{
    Carrier, City, Country, NumberRef, NumberRole, Observer, ServiceLine, Timestamp,
};
use crate::record::{Estimate, Observation, Record, Standing, Timeline, view};

/// What an observer shows under a number at an instant: a timeline, the number's text, and what the label declares.
///
/// Nothing in it tells more than a carrier's system shows at that instant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page<'a> {
    /// The number as it was asked for.
    pub number: &'a str,
    /// What is shown. Of a number that several parcels bore it is the newest one's that the observer knows of.
    pub timeline: Timeline<'a>,
    /// What the label declares; none for a number that the observer does not know.
    pub declared: Option<Declared>,
    /// Another number that the page names.
    pub other: Option<Other<'a>>,
    /// What is still shown of parcels that bore the number before, oldest first.
    pub earlier: Vec<Timeline<'a>>,
}

/// What a parcel's label declares, to whoever knows the number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Declared {
    /// The country it is sent from.
    pub origin: Country,
    /// The town it is sent to.
    pub destination: City,
    /// The service that was paid for.
    pub line: ServiceLine,
    /// The network that took it from the seller.
    pub first_mile: Carrier,
    /// The carrier that brings it to the door. A page may show it once the parcel is handed over: see
    /// [`Page::last_mile`].
    last_mile: Carrier,
}

/// Another number of the same parcel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Other<'a> {
    /// Its text.
    pub number: &'a str,
    /// Which of the two came first.
    pub relation: Relation,
    /// Whose number it is.
    pub carrier: Carrier,
}

vocabulary! {
    /// What another number is to the one asked for.
    pub enum Relation {
        /// It replaces the one asked for, or continues it.
        Later = "later",
        /// The one asked for replaces it, or continues it.
        Earlier = "earlier",
    }
}

/// A text under which a number is shown instead of its own: a number of somebody's fixtures that was bound to a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Alias<'a> {
    /// The number.
    pub number: NumberRef,
    /// What it is called.
    pub text: &'a str,
}

impl<'a> Page<'a> {
    /// Returns the page of a number that nobody knows.
    pub const fn unknown(number: &'a str, observer: Observer, at: Timestamp) -> Self {
        let nobody = NumberRef {
            parcel: 0,
            role: NumberRole::Invented,
        };
        Self {
            number,
            timeline: Timeline {
                observer,
                number: nobody,
                at,
                standing: Standing::Unknown,
                alias: None,
                estimate: None,
                first_estimate: None,
                observations: Vec::new(),
            },
            declared: None,
            other: None,
            earlier: Vec::new(),
        }
    }

    /// Tells whether the observer knows the number at all.
    pub fn is_known(&self) -> bool {
        !matches!(self.timeline.standing, Standing::Unknown | Standing::Purged)
            || !self.earlier.is_empty()
    }

    /// Returns everything that is shown, of earlier parcels too, oldest event first.
    pub fn observations(&self) -> impl Iterator<Item = &'a Observation> + Clone {
        let lives = self.earlier.iter().chain([&self.timeline]);
        lives.flat_map(|life| life.observations.iter().copied())
    }

    /// Returns when what is shown last changed, if anything is.
    pub fn changed_at(&self) -> Option<Timestamp> {
        let lives = self.earlier.iter().chain([&self.timeline]);
        lives.filter_map(Timeline::changed_at).max()
    }

    /// Returns the carrier at the door once the page shows that it has the parcel, or names its number.
    pub fn last_mile(&self) -> Option<Carrier> {
        let declared = self.declared?;
        let carrier = declared.last_mile;
        let own = self.timeline.number.role == NumberRole::LastMile;
        let named =
            |other: &Other<'_>| other.relation == Relation::Later && other.carrier == carrier;
        let seen = || {
            let mut shown = self.timeline.observations.iter();
            shown.any(|seen| seen.milestone.leg().is_last_mile())
        };
        (own || self.other.as_ref().is_some_and(named) || seen()).then_some(carrier)
    }
}

/// Returns what an observer shows under a number.
///
/// A tracking site that is asked for the number of the carrier at the door asks that carrier, who knows no other number.
/// About any other it repeats the origin network's estimates as soon as it shows anything; it makes none of its own.
fn seen_by(observer: Observer, record: &Record, number: NumberRef, at: Timestamp) -> Timeline<'_> {
    if observer == Observer::Aggregator && number.role == NumberRole::LastMile {
        return Timeline {
            observer,
            alias: None,
            ..view(record, Observer::LastMile, number, at)
        };
    }
    let mut timeline = view(record, observer, number, at);
    if observer == Observer::Aggregator && !timeline.observations.is_empty() {
        let said = |estimate: &&Estimate| {
            estimate.observer == Observer::OriginCarrier
                && estimate.number == number
                && estimate.visible_at <= at
        };
        timeline.estimate = record.estimates.iter().rfind(said);
        timeline.first_estimate = record.estimates.iter().find(said);
    }
    timeline
}

impl Case {
    /// Returns the instant at which the last thing about the case is shown, or when it was ordered if nothing ever is.
    pub fn settled_at(&self) -> Timestamp {
        let ordered = self.orders.iter().map(|order| order.placed_at);
        let told = self
            .orders
            .iter()
            .flat_map(|order| &order.told)
            .map(|tell| tell.from);
        let records = || self.parcels.iter().map(|parcel| &parcel.record);
        let shown = records()
            .flat_map(|record| &record.observations)
            .map(|seen| {
                seen.retracted_at
                    .unwrap_or(seen.visible_at)
                    .max(seen.visible_at)
            });
        let out = records()
            .flat_map(|record| &record.outages)
            .map(|out| out.until);
        let estimated = records()
            .flat_map(|record| &record.estimates)
            .map(|said| said.visible_at);
        ordered
            .chain(told)
            .chain(shown)
            .chain(out)
            .chain(estimated)
            .max()
            .unwrap_or_default()
    }

    /// Returns what a number is to this case.
    pub fn number(&self, text: &str) -> Option<NumberRef> {
        let mut known = self.numbers.iter();
        known
            .find(|known| known.text.as_str() == text)
            .map(|known| known.number)
    }

    /// Returns what an observer shows under a number at an instant; `shown` is the number's text on the page.
    pub fn page<'a>(
        &'a self,
        shown: (NumberRef, &'a str),
        observer: Observer,
        at: Timestamp,
        renamed: Option<Alias<'a>>,
    ) -> Page<'a> {
        self.page_where(shown, (observer, at), renamed, |_| true)
    }

    /// Returns what a carrier at the door shows under a number: of the parcels that bore it, those that were its own.
    pub fn page_of<'a>(
        &'a self,
        shown: (NumberRef, &'a str),
        carrier: Carrier,
        at: Timestamp,
        renamed: Option<Alias<'a>>,
    ) -> Page<'a> {
        let own = |parcel: &Parcel| parcel.parties.last_mile == carrier;
        self.page_where(shown, (Observer::LastMile, at), renamed, own)
    }

    fn page_where<'a>(
        &'a self,
        (number, shown): (NumberRef, &'a str),
        (observer, at): (Observer, Timestamp),
        renamed: Option<Alias<'a>>,
        seen: impl Fn(&Parcel) -> bool,
    ) -> Page<'a> {
        debug_assert!(
            self.whose.is_none_or(|whose| whose == observer),
            "the case holds another observer's record"
        );
        let mut page = Page::unknown(shown, observer, at);
        page.timeline.number = number;
        let bears = |fact: &crate::record::NumberFact| fact.number == number;
        let mut lives: Vec<_> = self
            .parcels
            .iter()
            .filter(|parcel| seen(parcel) && parcel.record.numbers.iter().any(bears))
            .map(|parcel| (parcel, seen_by(observer, &parcel.record, number, at)))
            .filter(|(_, timeline)| timeline.standing != Standing::Unknown)
            .collect();
        // The parcel whose label was made last is the number's newest life.
        lives.sort_by_key(|(parcel, _)| parcel.journey.scans.first().map(|scan| scan.at));
        let Some((parcel, timeline)) = lives.pop() else {
            return page;
        };
        page.earlier = lives
            .into_iter()
            .map(|(_, timeline)| timeline)
            .filter(|timeline| timeline.standing != Standing::Purged)
            .collect();
        if timeline.standing != Standing::Purged {
            page.declared = Some(Declared {
                origin: parcel.journey.route.origin.country(),
                destination: parcel.journey.route.destination,
                line: self.orders[usize::from(parcel.order)].line,
                first_mile: parcel.parties.origin,
                last_mile: parcel.parties.last_mile,
            });
        }
        page.other = timeline.alias.and_then(|other| {
            let text = match renamed.filter(|renamed| renamed.number == other) {
                Some(renamed) => renamed.text,
                None => self.text(other)?.as_str(),
            };
            let is_last_mile = other.role == NumberRole::LastMile;
            Some(Other {
                number: text,
                relation: if number.role == NumberRole::LastMile {
                    Relation::Earlier
                } else {
                    Relation::Later
                },
                carrier: if is_last_mile {
                    parcel.parties.last_mile
                } else {
                    parcel.parties.origin
                },
            })
        });
        page.timeline = timeline;
        page
    }
}
