//! Cameras: they move the clock, ask the tracker, and keep what changed.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::super::MockCarrier;
use super::super::carrier::number_at;
use super::script::script;
use super::{Answer, Film, Moment, Occasion, Shown};
use crate::clock::wall_now;
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
    observers: Vec<Observer>,
}

impl Film {
    /// Returns what films a tracker of a carrier, from what the carrier's clock shows on. The film moves the clock.
    pub fn of(carrier: &MockCarrier) -> Camera<'_> {
        Camera {
            carrier,
            observers: Observer::ALL.to_vec(),
        }
    }
}

impl Camera<'_> {
    /// Shows only these observers' pages in the film: those that the tracker asks.
    pub fn observers(mut self, observers: &[Observer]) -> Self {
        self.observers = observers.to_vec();
        self
    }

    /// Asks an async tracker at every moment.
    pub async fn record<A: Into<Answer>>(self, mut tracker: impl AsyncFnMut(Poll) -> A) -> Film {
        let mut cut = Cut::new(&self);
        for (at, occasion) in cut.script() {
            let poll = cut.poll(at);
            let answer = tracker(poll).await;
            cut.take(at, occasion, answer.into());
        }
        cut.film
    }

    /// Asks a tracker that is not async at every moment.
    pub fn record_blocking<A: Into<Answer>>(self, mut tracker: impl FnMut(Poll) -> A) -> Film {
        let mut cut = Cut::new(&self);
        for (at, occasion) in cut.script() {
            let poll = cut.poll(at);
            cut.take(at, occasion, tracker(poll).into());
        }
        cut.film
    }
}

/// A film that is being made.
struct Cut<'a> {
    carrier: &'a MockCarrier,
    url: String,
    film: Film,
    /// What was shown when the last moment was kept.
    shown: Option<Shown>,
    /// The day on the wall's calendar.
    wall: Day,
}

impl<'a> Cut<'a> {
    fn new(camera: &Camera<'a>) -> Self {
        let carrier = camera.carrier;
        Self {
            carrier,
            url: carrier.url(),
            film: Film {
                case: Arc::clone(carrier.case()),
                observers: camera.observers.clone(),
                moments: Vec::new(),
                polls: 0,
                ended: carrier.now(),
                warnings: Vec::new(),
            },
            shown: None,
            wall: Day::of_local(wall_now().0),
        }
    }

    fn script(&self) -> BTreeMap<Timestamp, Occasion> {
        script(&self.film.case, self.carrier.now())
    }

    fn poll(&self, at: Timestamp) -> Poll {
        self.carrier.clock().set(at);
        Poll {
            number: number_at(&self.film.case, at),
            url: self.url.clone(),
            now: at,
        }
    }

    fn take(&mut self, at: Timestamp, occasion: Occasion, answer: Answer) {
        self.film.polls += 1;
        self.film.ended = at;
        self.warn(at, &answer);
        let shown = self.film.shown(at);
        let last = self.film.moments.last();
        let is_same =
            last.is_some_and(|last| last.answer == answer) && self.shown.as_ref() == Some(&shown);
        if is_same {
            return;
        }
        self.film.moments.push(Moment {
            at,
            occasion,
            number: number_at(&self.film.case, at),
            answer,
        });
        self.shown = Some(shown);
    }

    /// Notes, once, that a tracker's answer holds today's date although it is another day in the film.
    fn warn(&mut self, at: Timestamp, answer: &Answer) {
        let far = (at.0 - self.wall.start()).abs() > 3 * DAY;
        if !self.film.warnings.is_empty() || !far || !answer.holds_day(self.wall) {
            return;
        }
        self.film.warnings.push(format!(
            "the tracker says {}, which is today by the wall's clock and not in the film: it must take the time from what \
             it is given, or what it says of silences and days means nothing",
            self.wall
        ));
    }
}
