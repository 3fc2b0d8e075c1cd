//! Estimates of the delivery: what the origin network says, from what it has shown so far and its tables.
//!
//! They are observations like all others: they appear, move, vanish and go past, and nothing later can be told from
//! them.

use super::Observation;
use crate::parcel::time::{DAY, Day};
use crate::parcel::{Clock, Milestone, NumberRef, Observer, Status, Timestamp};
use crate::random::{Purpose, Words};
use crate::scenario::Story;
use crate::scenario::model::Graph;

/// A day on which the delivery was estimated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Estimate {
    /// Who says it.
    pub observer: Observer,
    /// Under which number.
    pub number: NumberRef,
    /// From when it is shown, until the next one.
    pub visible_at: Timestamp,
    /// The day, by the recipient's calendar; none: the estimate was withdrawn.
    pub day: Option<Day>,
}

/// At most so many estimates are made in a row for lack of news.
const SLIPS_MAX: i32 = 20;

/// Most parcels have no more estimates than this.
const USUAL: usize = 16;

/// What estimates are made for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Addressee<'a> {
    pub(super) story: &'a Story,
    pub(super) graph: &'a Graph,
    /// The recipient's.
    pub(super) clock: Clock,
    /// The parcel's place in its case.
    pub(super) parcel: u8,
    /// When its label was made.
    pub(super) label_at: Timestamp,
}

/// Returns the origin network's estimates, oldest first.
pub(super) fn estimates(
    to: Addressee<'_>,
    observations: &[Observation],
    words: &mut impl Words,
) -> Vec<Estimate> {
    let rules = to.story.estimate;
    let mut draw = |slot: u64| {
        words.word(
            Purpose::Estimate,
            slot | u64::from(to.parcel) << 52,
            to.label_at,
        )
    };
    if !rules.given.hit(draw(0)) {
        return Vec::new();
    }
    let follows = rules.revised.hit(draw(1));
    let by_origin = |seen: &&Observation| seen.observer == Observer::OriginCarrier;
    let mut shown = Vec::with_capacity(observations.len());
    shown.extend(observations.iter().filter(by_origin));
    shown.sort_by_key(|seen: &&Observation| (seen.visible_at, seen.occurred_at));
    let mut made = Vec::with_capacity(USUAL);
    let mut newest = Timestamp(i64::MIN);
    for (place, seen) in shown.iter().enumerate() {
        let until = shown.get(place + 1).map(|next| next.visible_at);
        // What is shown late and happened long ago is no news.
        let is_newest = seen.occurred_at >= newest;
        newest = newest.max(seen.occurred_at);
        if made.is_empty() && !seen.milestone.is_scan() {
            continue;
        }
        if made.is_empty() || (follows && is_newest) {
            news(&mut made, to, seen);
        }
        if seen.milestone.status() == Status::Delivered || !follows {
            // A parcel that is there needs no estimate, and one that is given once is given once.
            break;
        }
        slip(&mut made, to.clock, until);
    }
    made
}

/// Estimates anew after an observation was shown.
fn news(made: &mut Vec<Estimate>, to: Addressee<'_>, seen: &Observation) {
    let settled = matches!(seen.milestone, Milestone::Delivered | Milestone::Returned);
    let lost_track = matches!(
        seen.milestone.status(),
        Status::CustomsHold
            | Status::Exception
            | Status::Returning
            | Status::Returned
            | Status::Canceled
    );
    let usual = to
        .graph
        .usually_remaining(seen.milestone)
        .filter(|_| !lost_track);
    let day = usual.map(|seconds| {
        // No carrier promises yesterday: what is overdue is expected today.
        let expected = (seen.occurred_at + i64::from(seconds)).max(seen.visible_at);
        Day::of_local(to.clock.to_local(expected.0))
    });
    let last = made.last().map(|last| last.day);
    if !settled && last != Some(day) && (last.is_some() || day.is_some()) {
        made.push(Estimate {
            observer: seen.observer,
            number: seen.number,
            visible_at: seen.visible_at,
            day,
        });
    }
}

/// Moves an estimate day by day once it has gone past without news; nobody knows then that there will never be any.
fn slip(made: &mut Vec<Estimate>, clock: Clock, until: Option<Timestamp>) {
    for _ in 0..SLIPS_MAX {
        let Some(last) = made.last().copied() else {
            return;
        };
        let Some(day) = last.day else { return };
        let visible_at = Timestamp(clock.to_utc(day.start() + DAY));
        if visible_at <= last.visible_at || until.is_some_and(|until| visible_at >= until) {
            return;
        }
        made.push(Estimate {
            visible_at,
            day: Some(day.plus(1)),
            ..last
        });
    }
}
