//! Hits: what a quirk is given to garble.

use super::event::{Facts, Shown};
use super::sites::{Event, Parcel, Time};
use super::tree::Node;
use crate::dialect::fingerprint::Fingerprint;

/// An event that a quirk strikes.
pub(super) struct Hit<'h, 'a> {
    /// The event.
    pub(super) event: &'h mut Node<'a>,
    /// Where in it stands what.
    pub(super) sites: &'static Event,
    /// What was known of it before anything was garbled.
    pub(super) facts: &'h Facts,
    /// The parcel that it is of.
    pub(super) shown: &'h Shown<'h>,
    /// Luck that is this quirk's and this event's own.
    pub(super) print: Fingerprint,
}

/// A parcel whose answer a quirk strikes.
pub(super) struct Struck<'h, 'a> {
    /// The parcel's part of the answer.
    pub(super) parcel: &'h mut Node<'a>,
    /// Where in it stands what.
    pub(super) sites: &'static Parcel,
    /// The parcel.
    pub(super) shown: &'h Shown<'h>,
    /// Luck that is this quirk's and this parcel's own.
    pub(super) print: Fingerprint,
}

impl Hit<'_, '_> {
    /// Visits every time of the event that is there.
    pub(super) fn times(&mut self, mut visit: impl FnMut(Time, &mut Node<'_>)) {
        for time in self.sites.times {
            self.event.each(time.at, &mut |node| visit(*time, node));
        }
    }

    /// Visits what stands at some paths of the event.
    pub(super) fn each(&mut self, paths: &[&str], mut visit: impl FnMut(&mut Node<'_>)) {
        for path in paths {
            self.event.each(path, &mut visit);
        }
    }
}

impl Struck<'_, '_> {
    /// Visits what stands at some paths of the parcel.
    pub(super) fn each(&mut self, paths: &[&str], mut visit: impl FnMut(&mut Node<'_>)) {
        for path in paths {
            self.parcel.each(path, &mut visit);
        }
    }
}
