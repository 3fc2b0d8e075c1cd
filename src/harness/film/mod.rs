//! Films: what the carriers showed and what a tracker said over the life of a parcel, changes only.

mod answer;
mod camera;
mod change;
mod json;
mod script;
mod shown;
mod text;

use std::sync::Arc;

pub use answer::{Answer, Said};
pub use camera::{Camera, Poll};
pub use script::Occasion;
pub use shown::{News, Shown, Sight};

use crate::fleet::Case;
use crate::parcel::{Observer, Timestamp};

/// What the carriers showed and what a tracker said, at every moment at which either changed.
///
/// It is plain data: an oracle is a function over it. Its `Display` is a story for people, which [`assert_film!`]
/// snapshots; it serializes to JSON with everything in full. Neither holds the truth.
///
/// [`assert_film!`]: crate::assert_film
#[derive(Debug, Clone)]
pub struct Film {
    case: Arc<Case>,
    observers: Vec<Observer>,
    moments: Vec<Moment>,
    polls: usize,
    ended: Timestamp,
    warnings: Vec<String>,
}

/// A moment of a film: the carriers showed something else than before, or the tracker said something else.
#[derive(Debug, Clone, PartialEq)]
pub struct Moment {
    /// When.
    pub at: Timestamp,
    /// Why the tracker was asked then.
    pub occasion: Occasion,
    /// When it was asked before that, whether or not its answer was kept.
    pub before: Option<Timestamp>,
    /// The number for which it was asked.
    pub number: String,
    /// What it said.
    pub answer: Answer,
    /// Whether something went wrong on purpose around an answer that it was given.
    pub is_disturbed: bool,
}

impl Film {
    /// Returns the case that was filmed; judges may look at the truth in it, and no film's text shows it.
    pub fn case(&self) -> &Case {
        &self.case
    }

    /// Returns the moments, oldest first.
    pub fn moments(&self) -> &[Moment] {
        &self.moments
    }

    /// Returns whose pages are in it.
    pub fn observers(&self) -> &[Observer] {
        &self.observers
    }

    /// Returns everything that its observers showed at an instant, of every number that the buyer had by then.
    pub fn shown(&self, at: Timestamp) -> Shown {
        Shown::of(&self.case, &self.observers, at)
    }

    /// Returns what was new at a moment: what its observers showed then and not at the moment before.
    pub fn news(&self, moment: usize) -> Vec<News> {
        let at = |place: usize| self.moments.get(place).map(|moment| moment.at);
        let Some(now) = at(moment) else {
            return Vec::new();
        };
        let before = moment.checked_sub(1).and_then(at);
        let before = before.map(|before| self.shown(before));
        self.shown(now).since(before.as_ref())
    }

    /// Returns what the tracker said at a moment and had not said at the one before, in lines that people read.
    pub fn answer_changes(&self, moment: usize) -> Vec<String> {
        let before = moment
            .checked_sub(1)
            .and_then(|before| self.moments.get(before));
        let before = before.map(|before| &before.answer);
        let now = self.moments.get(moment);
        now.map_or_else(Vec::new, |now| change::changes(before, &now.answer))
    }

    /// Returns how often the tracker was asked.
    pub const fn polls(&self) -> usize {
        self.polls
    }

    /// Returns when the tracker was asked for the last time.
    pub const fn ended(&self) -> Timestamp {
        self.ended
    }

    /// Returns what makes the film less than it could be, such as a tracker that looks at the wall's clock.
    pub fn warnings(&self) -> &[String] {
        &self.warnings
    }

    /// Returns the command that prints the parcel.
    pub fn reproduction(&self) -> String {
        super::carrier::reproduction(&self.case)
    }
}

/// Snapshots a [`Film`](crate::harness::Film) with the `insta` of the crate whose test it is, to be reviewed with `cargo
/// insta review`.
///
/// ```
/// # use misroute::harness::{Film, MockCarrier};
/// # fn ask(number: &str) -> String { format!("{number}: on its way") }
/// let carrier = MockCarrier::scenario("premium").start_blocking();
/// let film = Film::of(&carrier).record_blocking(|poll| ask(&poll.number));
/// # if false {
/// misroute::assert_film!(film); // named after the test
/// misroute::assert_film!("premium", film);
/// # }
/// ```
#[macro_export]
macro_rules! assert_film {
    ($film:expr $(,)?) => {
        ::insta::assert_snapshot!(::std::string::ToString::to_string(&$film))
    };
    ($film:expr, @$inline:literal $(,)?) => {
        ::insta::assert_snapshot!(::std::string::ToString::to_string(&$film), @$inline)
    };
    ($name:expr, $film:expr $(,)?) => {
        ::insta::assert_snapshot!($name, ::std::string::ToString::to_string(&$film))
    };
}
