//! What observers show of a case's numbers, and what is new in it.

use crate::fleet::{Case, Page, Relation};
use crate::parcel::time::Day;
use crate::parcel::{NumberRef, Observer, Timestamp};
use crate::record::{Observation, Standing};

/// What observers show of the numbers that a buyer has, at an instant.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Shown {
    /// The numbers that the buyer was told by then, slips included, oldest first.
    pub told: Vec<String>,
    /// What each observer shows of each number that the buyer was told, or that a page of such a one names.
    pub sights: Vec<Sight>,
}

/// What one observer shows under one number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sight {
    /// Who.
    pub observer: Observer,
    /// Under which number.
    pub number: String,
    /// What it knows of the number at all.
    pub standing: Standing,
    /// The later number that it names.
    pub other: Option<String>,
    /// The day on which it expects the delivery.
    pub estimate: Option<Day>,
    /// What it shows, oldest event first.
    pub events: Vec<Observation>,
}

/// Something that was not shown before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum News {
    /// The buyer is told a number.
    Told {
        /// The number, as it is told.
        number: String,
    },
    /// An observer knows something else of a number than before.
    Standing {
        /// Who.
        observer: Observer,
        /// Of which number.
        number: String,
        /// What it knows now.
        standing: Standing,
    },
    /// An event is shown.
    Event {
        /// Who shows it.
        observer: Observer,
        /// Under which number.
        number: String,
        /// The event.
        event: Observation,
        /// Whether another observer showed it already.
        repeated: bool,
    },
    /// An event is not shown any more.
    Gone {
        /// Who showed it.
        observer: Observer,
        /// Under which number.
        number: String,
        /// The event.
        event: Observation,
    },
    /// A page names another number.
    Other {
        /// Whose page.
        observer: Observer,
        /// The page's number.
        number: String,
        /// The number it names.
        other: String,
    },
    /// The day on which a delivery is expected is another, or none any more.
    Estimate {
        /// Who expects it.
        observer: Observer,
        /// Under which number.
        number: String,
        /// The day.
        day: Option<Day>,
    },
}

impl Shown {
    /// Returns what observers show of a case at an instant.
    pub(in crate::harness) fn of(case: &Case, observers: &[Observer], at: Timestamp) -> Self {
        let mut shown = Self::default();
        let tells = case.orders.first().map_or(&[][..], |order| &order.told);
        for tell in tells.iter().filter(|tell| tell.from <= at) {
            let Some(text) = case.told_text(tell) else {
                continue;
            };
            let text = text.as_str();
            if shown.told.iter().any(|told| told == text) {
                continue;
            }
            shown.told.push(text.to_owned());
            // A number with a slip is nobody's, or another parcel's.
            if let Some(number) = case.number(text) {
                shown.look(case, observers, (number, text), at);
            }
        }
        shown
    }

    /// Adds what observers show of a number, and of the number that they say comes after it.
    fn look(
        &mut self,
        case: &Case,
        observers: &[Observer],
        number: (NumberRef, &str),
        at: Timestamp,
    ) {
        if self.sights.iter().any(|sight| sight.number == number.1) {
            return;
        }
        let pages = observers
            .iter()
            .map(|observer| case.page(number, *observer, at, None));
        let pages: Vec<Page<'_>> = pages.collect();
        self.sights.extend(pages.iter().map(Sight::of));
        for page in &pages {
            let later = page.other.filter(|other| other.relation == Relation::Later);
            if let Some((other, next)) = later.zip(page.timeline.alias) {
                self.look(case, observers, (next, other.number), at);
            }
        }
    }

    /// Returns what is shown here and was not before; before the first moment nothing was.
    pub fn since(&self, before: Option<&Self>) -> Vec<News> {
        let told = self.told.iter();
        let new = told.filter(|number| !before.is_some_and(|before| before.told.contains(number)));
        let mut news: Vec<News> = new
            .map(|number| News::Told {
                number: number.clone(),
            })
            .collect();
        for sight in &self.sights {
            let same =
                |other: &&Sight| other.observer == sight.observer && other.number == sight.number;
            let old = before.and_then(|before| before.sights.iter().find(same));
            let elsewhere = |event: &Observation| {
                let all = before.into_iter().flat_map(|before| &before.sights);
                let before_here = self.sights.iter().take_while(|other| *other != sight);
                let mut others = all.chain(before_here).filter(|other| !same(other));
                others.any(|other| other.events.iter().any(|known| is_same(known, event)))
            };
            sight.since(old, elsewhere, &mut news);
        }
        news
    }

    /// Returns every event that is shown, whoever shows it, oldest first and each once.
    pub fn events(&self) -> Vec<Observation> {
        let mut all: Vec<Observation> = Vec::new();
        for event in self.sights.iter().flat_map(|sight| &sight.events) {
            if !all.iter().any(|known| is_same(known, event)) {
                all.push(*event);
            }
        }
        all.sort_by_key(|event| (event.occurred_at, event.visible_at));
        all
    }
}

/// Tells whether two observations are of one event.
fn is_same(one: &Observation, other: &Observation) -> bool {
    one.milestone == other.milestone
        && one.occurred_at == other.occurred_at
        && one.place == other.place
}

impl Sight {
    fn of(page: &Page<'_>) -> Self {
        let later = page.other.filter(|other| other.relation == Relation::Later);
        Self {
            observer: page.timeline.observer,
            number: page.number.to_owned(),
            standing: page.timeline.standing,
            other: later.map(|other| other.number.to_owned()),
            estimate: page.timeline.estimate.and_then(|estimate| estimate.day),
            events: page.observations().copied().collect(),
        }
    }

    fn since(
        &self,
        old: Option<&Self>,
        elsewhere: impl Fn(&Observation) -> bool,
        news: &mut Vec<News>,
    ) {
        let (observer, number) = (self.observer, || self.number.clone());
        let was = old.map_or(Standing::Unknown, |old| old.standing);
        if self.standing != was {
            news.push(News::Standing {
                observer,
                number: number(),
                standing: self.standing,
            });
        }
        let known = old.map_or(&[][..], |old| &old.events);
        let gone = known.iter().filter(|event| !self.events.contains(event));
        news.extend(gone.map(|event| News::Gone {
            observer,
            number: number(),
            event: *event,
        }));
        let new = self.events.iter().filter(|event| !known.contains(event));
        news.extend(new.map(|event| News::Event {
            observer,
            number: number(),
            event: *event,
            repeated: elsewhere(event),
        }));
        if let Some(other) = &self.other
            && old.is_none_or(|old| old.other.as_ref() != Some(other))
        {
            news.push(News::Other {
                observer,
                number: number(),
                other: other.clone(),
            });
        }
        if self.estimate != old.and_then(|old| old.estimate) {
            news.push(News::Estimate {
                observer,
                number: number(),
                day: self.estimate,
            });
        }
    }
}
