//! Cameras: they move the clock, ask the tracker, and keep what changed.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::super::MockCarrier;
use super::super::carrier::number_at;
use super::script::script;
use super::{Answer, Film, Moment, Occasion, Shown};
use crate::clock::wall_now;
use crate::dialect::by_name;
use crate::parcel::time::{DAY, Day};
use crate::parcel::{Observer, Timestamp};

/// What a tracker is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Poll {
    /// The number that the buyer has.
    pub number: String,
    /// Where the carriers answer, without a slash at the end.
    pub url: String,
    /// What time it is: a tracker that judges silence, or counts days, must not look at the wall's clock.
    pub now: Timestamp,
}

impl Poll {
    /// Returns the time as RFC 3339 text in UTC: `2026-03-20T12:00:00Z`.
    pub fn now_text(&self) -> String {
        String::from_utf8_lossy(&self.now.zulu()).into_owned()
    }
}

/// What films a tracker.
#[derive(Debug)]
#[must_use = "nothing is filmed before `record`"]
pub struct Camera<'a> {
    carrier: &'a MockCarrier,
    observers: Option<Vec<Observer>>,
    number: Option<String>,
    polls: usize,
}

impl Film {
    /// Returns what films a tracker of a carrier, from what the carrier's clock shows on. The film moves the clock.
    pub const fn of(carrier: &MockCarrier) -> Camera<'_> {
        Camera {
            carrier,
            observers: None,
            number: None,
            polls: usize::MAX,
        }
    }
}

impl Camera<'_> {
    /// Shows these observers' pages in the film, and not those of whomever the tracker asks.
    pub fn observers(mut self, observers: &[Observer]) -> Self {
        self.observers = Some(observers.to_vec());
        self
    }

    /// Asks the tracker for a text that was bound, and not for the number that the buyer has.
    pub fn number(mut self, text: impl Into<String>) -> Self {
        self.number = Some(text.into());
        self
    }

    /// Asks so many times at most, evenly spread over the moments and at the last: a test of many parcels is quick then,
    /// and sees less of each.
    pub const fn at_most(mut self, polls: usize) -> Self {
        self.polls = polls;
        self
    }

    /// Asks an async tracker at every moment.
    pub async fn record<A: Into<Answer>>(self, mut tracker: impl AsyncFnMut(Poll) -> A) -> Film {
        let mut reel = Reel::new(self);
        for (at, occasion) in reel.script() {
            let poll = reel.poll(at);
            let answer = tracker(poll).await;
            reel.take(at, occasion, answer.into());
        }
        reel.cut()
    }

    /// Asks a tracker that is not async at every moment.
    pub fn record_blocking<A: Into<Answer>>(self, mut tracker: impl FnMut(Poll) -> A) -> Film {
        let mut reel = Reel::new(self);
        for (at, occasion) in reel.script() {
            let poll = reel.poll(at);
            reel.take(at, occasion, tracker(poll).into());
        }
        reel.cut()
    }
}

/// All that was filmed, before it is known what is kept of it.
struct Reel<'a> {
    camera: Camera<'a>,
    url: String,
    takes: Vec<Moment>,
}

impl<'a> Reel<'a> {
    fn new(camera: Camera<'a>) -> Self {
        Self {
            url: camera.carrier.url(),
            takes: Vec::new(),
            camera,
        }
    }

    fn script(&self) -> BTreeMap<Timestamp, Occasion> {
        let carrier = self.camera.carrier;
        let mut whole = script(carrier.case(), carrier.now());
        let (all, most) = (whole.len(), self.camera.polls.max(1));
        if all > most {
            let mut place = 0;
            whole.retain(|_, _| {
                place += 1;
                // The place-th of all moments is kept where a share of them becomes whole, as the last one does.
                place * most / all > (place - 1) * most / all
            });
        }
        whole
    }

    fn number(&self, at: Timestamp) -> String {
        let own = self.camera.number.clone();
        own.unwrap_or_else(|| number_at(self.camera.carrier.case(), at))
    }

    fn poll(&self, at: Timestamp) -> Poll {
        self.camera.carrier.clock().set(at);
        Poll {
            number: self.number(at),
            url: self.url.clone(),
            now: at,
        }
    }

    fn take(&mut self, at: Timestamp, occasion: Occasion, answer: Answer) {
        let number = self.number(at);
        self.takes.push(Moment {
            at,
            occasion,
            before: self.takes.last().map(|last| last.at),
            number,
            answer,
            is_disturbed: false,
        });
    }

    /// Returns whose pages the tracker asked for; of one that asked nobody, everybody's.
    fn asked(&self) -> Vec<Observer> {
        let requests = self.camera.carrier.requests();
        let mut asked: Vec<Observer> = requests
            .iter()
            .filter_map(|request| by_name(request.dialect))
            .flat_map(|dialect| dialect.observers().iter().copied())
            .collect();
        asked.sort_unstable();
        asked.dedup();
        if asked.is_empty() {
            return Observer::ALL.to_vec();
        }
        asked
    }

    /// Keeps the moments at which what was shown or said was not what it was before.
    fn cut(mut self) -> Film {
        let observers = self.camera.observers.take();
        let observers = observers.unwrap_or_else(|| self.asked());
        let last = self.takes.last().map(|last| last.at);
        let mut film = Film {
            case: Arc::clone(self.camera.carrier.case()),
            observers,
            moments: Vec::new(),
            polls: self.takes.len(),
            ended: last.unwrap_or_default(),
            warnings: Vec::new(),
        };
        let requests = self.camera.carrier.requests();
        let struck = requests.iter().filter(|request| !request.faults.is_empty());
        let struck: BTreeSet<Timestamp> = struck.map(|request| request.now).collect();
        film.warnings.extend(wall_warning(&self.takes));
        let mut before: Option<Shown> = None;
        for mut take in self.takes {
            take.is_disturbed = struck.contains(&take.at);
            let shown = film.shown(take.at);
            let last = film.moments.last();
            let is_same = last.is_some_and(|last| last.answer == take.answer);
            if !is_same || before.as_ref() != Some(&shown) {
                film.moments.push(take);
                before = Some(shown);
            }
        }
        film
    }
}

/// Says that a tracker's answers hold today's date although it is another day in the film.
fn wall_warning(takes: &[Moment]) -> Option<String> {
    let today = Day::of_local(wall_now().0);
    let far = |take: &&Moment| (take.at.0 - today.start()).abs() > 3 * DAY;
    let mut dated = takes.iter().filter(far);
    dated.find(|take| take.answer.holds_day(today))?;
    Some(format!(
        "the tracker says {today}, which is today by the wall's clock and not in the film: it must take the time from what \
         it is given, or what it says of silences and days means nothing"
    ))
}
