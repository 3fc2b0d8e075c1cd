//! The ideal: what a perfect tracker would say of a number, from what it was told and what carriers show, and from
//! nothing else.
//!
//! It is computed of [`Page`]s alone, so it cannot know the truth, and what it says at an instant depends on nothing
//! after it. It knows three things of its user: when and to which town something was ordered, and since when the number
//! is known. It asks every observer, follows the number that a page points to, and then:
//!
//! - A number that nobody knows is *not found yet* until five working days in China have passed since it was told,
//!   which is how long sellers have; from then on it is *not found*. Which of the reasons it is (invented, mistyped,
//!   never shipped) nobody can see.
//! - A number whose label goes to another town, or whose events lie before the order, is *somebody else's*, and nothing
//!   that is shown under it is said of the user's parcel.
//! - Of the rest it says what stands behind the number, the newest event that anybody shows, and the estimate.
//! - Silence is *unusual* once the window that is published for the service on its lane, counted from the first event
//!   shown, has gone by without an end; before there is any scan, after those five working days. After an end it never
//!   is. Shorter rules would raise alarms at parcels that are merely slow.

use super::Case;
use super::labels::false_shipment_limit;
use super::page::{Alias, Page, Relation};
use crate::parcel::time::{DAY, Day};
use crate::parcel::{City, Milestone, NumberRef, Observer, Status, Timestamp};
use crate::record::{Observation, Standing};

/// What a tracker's user knows without any carrier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asker {
    /// When the order was placed.
    pub ordered_at: Timestamp,
    /// Where it is to go.
    pub town: City,
    /// Since when the number is known: the buyer was told it, or a page named it.
    pub has_number_since: Timestamp,
}

vocabulary! {
    /// What stands behind a number, as far as anybody can see.
    pub enum Verdict {
        /// Nobody knows it, and it is too early to wonder.
        NotFoundYet = "not-found-yet",
        /// Nobody knows it, and by now somebody should.
        NotFound = "not-found",
        /// The platform knows it and no carrier does; another number may follow.
        Placeholder = "placeholder",
        /// A carrier was told of a parcel and has not seen it.
        Registered = "registered",
        /// A carrier has seen the parcel.
        Real = "real",
        /// The parcel goes on under another number.
        HandedOver = "handed-over",
        /// It is another parcel's: it goes elsewhere, or was on its way before the order.
        SomebodyElses = "somebody-elses",
        /// A carrier showed something once, and does not any more.
        NoLongerShown = "no-longer-shown",
    }
}

/// What a perfect tracker would say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ideal {
    /// What stands behind the number.
    pub verdict: Verdict,
    /// The status that the newest event means.
    pub status: Option<Status>,
    /// The newest event that anybody shows: the one that occurred last.
    pub last_event: Option<Observation>,
    /// The number to ask for from now on, if it is another one.
    pub follow: Option<String>,
    /// On which day the delivery is expected, as a carrier says.
    pub estimate: Option<Day>,
    /// How quiet it is.
    pub silence: Silence,
}

/// How quiet it is around a parcel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Silence {
    /// When something new was last shown; if nothing was yet, since when the number is known.
    pub since: Timestamp,
    /// From when no news is bad news; none once the parcel has come to an end.
    pub unusual_from: Option<Timestamp>,
    /// Whether it is by now.
    pub unusual: bool,
}

impl Case {
    /// Returns what a perfect tracker would say at an instant of a text that somebody takes for a number.
    ///
    /// `number` is what the text is to this case; none if it is no carrier's, such as a mistyped one.
    pub fn ideal(
        &self,
        (number, shown): (Option<NumberRef>, &str),
        at: Timestamp,
        renamed: Option<Alias<'_>>,
    ) -> Option<Ideal> {
        let own = number.map_or(Vec::new(), |number| {
            self.pages((number, shown), at, renamed)
        });
        let asker = self.asker(shown, number, at)?;
        let next = own.iter().find_map(|page| {
            let later = page
                .other
                .filter(|other| other.relation == Relation::Later)?;
            Some((page.timeline.alias?, later.number))
        });
        let followed = next.map_or(Vec::new(), |next| self.pages(next, at, renamed));
        Some(Ideal {
            follow: next.map(|(_, text)| text.to_owned()),
            ..judge(&asker, &own, &followed, at)
        })
    }

    fn pages<'a>(
        &'a self,
        number: (NumberRef, &'a str),
        at: Timestamp,
        renamed: Option<Alias<'a>>,
    ) -> Vec<Page<'a>> {
        let observers = Observer::ALL.iter();
        observers
            .map(|observer| self.page(number, *observer, at, renamed))
            .collect()
    }

    /// Returns what the buyer knows who was told a text; of a number that no buyer was told by then, the first buyer.
    fn asker(&self, shown: &str, number: Option<NumberRef>, at: Timestamp) -> Option<Asker> {
        let mut tells = self.orders.iter().flat_map(|order| {
            let by_then = order.told.iter().filter(move |tell| tell.from <= at);
            by_then.map(move |tell| (order, tell))
        });
        let told = tells.find(|(_, tell)| {
            let text = self.told_text(tell);
            text.is_some_and(|text| text.as_str() == shown)
                || (number == Some(tell.number) && tell.slip.is_none())
        });
        let (order, since) = match told {
            Some((order, tell)) => (order, tell.from),
            None => self.orders.first().map(|order| (order, order.placed_at))?,
        };
        Some(Asker {
            ordered_at: order.placed_at,
            town: order.destination,
            has_number_since: since.min(at),
        })
    }
}

/// Judges what the pages of a number show, and those of the number that it points to.
fn judge(asker: &Asker, own: &[Page<'_>], followed: &[Page<'_>], at: Timestamp) -> Ideal {
    let waited_long = at > false_shipment_limit(asker.has_number_since);
    let verdict = verdict(asker, own, (!followed.is_empty(), waited_long));
    if verdict == Verdict::SomebodyElses {
        return Ideal {
            verdict,
            status: None,
            last_event: None,
            follow: None,
            estimate: None,
            silence: Silence::of(asker, None, at),
        };
    }
    let pages = || own.iter().chain(followed);
    let shown = || {
        let seen = pages().flat_map(|page| page.timeline.observations.iter().copied());
        seen.filter(|seen| seen.occurred_at >= asker.ordered_at)
    };
    // Of several reports of one event, the one that was shown first stands for it.
    let last = shown().max_by_key(|seen| (seen.occurred_at, std::cmp::Reverse(seen.visible_at)));
    let has_ended = shown().any(|seen| is_end(seen.milestone));
    let first_scan = shown()
        .filter(|seen| seen.milestone.is_scan())
        .map(|seen| seen.occurred_at)
        .min();
    let window = pages().find_map(|page| page.declared).map(|label| {
        let window = label.line.window(label.destination.country().lane());
        i64::from(window.high_days) * DAY
    });
    let heard = Heard {
        last: shown().map(|seen| seen.visible_at).max(),
        has_ended,
        window: first_scan.zip(window),
    };
    let estimates = pages().filter_map(|page| page.timeline.estimate);
    let newest = estimates.max_by_key(|estimate| estimate.visible_at);
    Ideal {
        verdict,
        status: last.map(|seen| seen.milestone.status()),
        last_event: last.copied(),
        follow: None,
        estimate: newest
            .and_then(|estimate| estimate.day)
            .filter(|_| !has_ended),
        silence: Silence::of(asker, Some(heard), at),
    }
}

fn verdict(asker: &Asker, own: &[Page<'_>], (goes_on, waited_long): (bool, bool)) -> Verdict {
    let is_foreign = |page: &Page<'_>| {
        let elsewhere = page
            .declared
            .is_some_and(|label| label.destination != asker.town);
        let before = page
            .timeline
            .observations
            .first()
            .is_some_and(|first| first.occurred_at < asker.ordered_at);
        elsewhere || before
    };
    let stands = |standing| own.iter().any(|page| page.timeline.standing == standing);
    if own.iter().any(is_foreign) {
        Verdict::SomebodyElses
    } else if goes_on && !stands(Standing::Announced) {
        Verdict::HandedOver
    } else if stands(Standing::Scanned) {
        Verdict::Real
    } else if stands(Standing::Registered) {
        Verdict::Registered
    } else if stands(Standing::Announced) {
        Verdict::Placeholder
    } else if stands(Standing::Purged) {
        Verdict::NoLongerShown
    } else if waited_long {
        Verdict::NotFound
    } else {
        Verdict::NotFoundYet
    }
}

/// What was heard of a parcel.
#[derive(Debug, Clone, Copy)]
struct Heard {
    /// When something new was last shown.
    last: Option<Timestamp>,
    /// Whether the parcel has come to an end.
    has_ended: bool,
    /// The first scan, and how many seconds after it the published window closes.
    window: Option<(Timestamp, i64)>,
}

impl Silence {
    fn of(asker: &Asker, heard: Option<Heard>, at: Timestamp) -> Self {
        let window = heard.and_then(|heard| heard.window);
        let closes = match window {
            Some((first, seconds)) => first + seconds,
            None => false_shipment_limit(asker.has_number_since),
        };
        let has_ended = heard.is_some_and(|heard| heard.has_ended);
        let unusual_from = (!has_ended).then_some(closes);
        Self {
            since: heard
                .and_then(|heard| heard.last)
                .unwrap_or(asker.has_number_since),
            unusual_from,
            unusual: unusual_from.is_some_and(|from| at > from),
        }
    }
}

/// Tells whether nothing more is to be expected after an event.
const fn is_end(milestone: Milestone) -> bool {
    matches!(
        milestone,
        Milestone::Delivered
            | Milestone::Returned
            | Milestone::Lost
            | Milestone::Destroyed
            | Milestone::Abandoned
            | Milestone::Canceled
            | Milestone::ExportCanceled
            | Milestone::TrackingEnds
    )
}
