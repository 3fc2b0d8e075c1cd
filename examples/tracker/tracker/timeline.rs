//! Timelines: what several pages together say that happened, and how the parcel is.

use super::page::{Event, Page, Status};

/// The same thing said twice, by two carriers or by one, has times that differ by so many seconds at most.
const ALIKE: i64 = 600;
/// Numbers are used again: what is announced so long after an end is another parcel.
const OTHER_LIFE: i64 = 30 * 24 * 3_600;

/// Returns all that pages show, oldest first and everything once.
pub(super) fn merged(pages: &[Page]) -> Vec<Event> {
    let mut all: Vec<Event> = Vec::new();
    for page in pages {
        // Carriers show the newest first; but where they say when it was, their order does not matter.
        for event in page.events.iter().rev() {
            if !all.iter().any(|known| is_same(known, event)) {
                all.push(event.clone());
            }
        }
    }
    if all.iter().all(|event| event.order.is_some()) {
        all.sort_by(|one, other| {
            let key = |event: &Event| (event.order, event.what);
            key(one)
                .cmp(&key(other))
                .then_with(|| one.text.cmp(&other.text))
        });
    }
    all
}

/// Tells whether two events are one. Texts do not count: carriers edit them weeks later.
pub(super) fn is_same(one: &Event, other: &Event) -> bool {
    one.what == other.what
        && match (one.order, other.order) {
            (Some(one), Some(other)) => (one - other).abs() < ALIKE,
            (None, None) => one.text == other.text,
            _ => false,
        }
}

/// Returns how a parcel is; none if nobody knows it.
pub(super) fn status(pages: &[Page], events: &[Event]) -> Option<Status> {
    if let Some(end) = end(events) {
        return Some(end);
    }
    // The carriers' own words, unless a code says more: the one at the door comes last.
    let words = || pages.iter().rev().filter_map(|page| page.word);
    let is_end = |word: &Status| matches!(word, Status::Delivered | Status::Returned);
    let newest = || events.last().map(|event| event.what);
    words()
        .find(is_end)
        .or_else(newest)
        .or_else(|| words().next())
}

/// Returns how the journey ended, if it did. What is recorded afterwards changes nothing, but for a return; and what is
/// delivered after that is delivered to the sender.
fn end(events: &[Event]) -> Option<Status> {
    let mut end: Option<&Event> = None;
    for event in events {
        let before = end.map(|end| end.what);
        end = match (before, event.what) {
            (Some(Status::Returning | Status::Returned), Status::Delivered | Status::Returned) => {
                Some(event)
                    .filter(|event| event.what == Status::Returned)
                    .or(end)
            }
            (_, Status::Delivered | Status::Returning | Status::Returned) => Some(event),
            (Some(_), Status::Announced) if is_long_after(end, event) => None,
            _ => end,
        };
    }
    end.map(|end| end.what)
}

fn is_long_after(end: Option<&Event>, event: &Event) -> bool {
    let gap = || Some(event.order? - end?.order?);
    gap().is_some_and(|gap| gap > OTHER_LIFE)
}
