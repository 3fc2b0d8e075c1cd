//! Surveys: what many cases of a scenario measure, gathered case by case.
//!
//! Surveys of parts add up to the survey of the whole, in any order, so cases may be made on any number of threads.

use std::collections::BTreeMap;

use super::measure::{Circadian, Sample, leg, longest_silence};
use crate::fleet::{Case, Parcel};
use crate::parcel::{LaneClass, Milestone, Observer, ServiceLine};

vocabulary! {
    /// A kind of scan whose hours are shown apart.
    pub enum ScanKind {
        /// The carrier takes the parcel.
        Pickup = "pickup",
        /// In and out of sorting centers, at both ends.
        Sorting = "sorting",
        /// Presented to customs, held and released, at both ends.
        Customs = "customs",
        /// On the courier's vehicle.
        OutForDelivery = "out-for-delivery",
        /// The addressee has it.
        Delivered = "delivered",
    }
}

impl ScanKind {
    /// Returns the kind that a milestone belongs to.
    pub const fn of(milestone: Milestone) -> Option<Self> {
        match milestone {
            Milestone::PickedUp => Some(Self::Pickup),
            Milestone::ArrivedOriginSorting
            | Milestone::DepartedOriginSorting
            | Milestone::ArrivedSorting
            | Milestone::DepartedSorting => Some(Self::Sorting),
            Milestone::ExportCustomsStarted
            | Milestone::ExportCustomsHeld
            | Milestone::ExportCleared
            | Milestone::ImportCustomsStarted
            | Milestone::CustomsHeld
            | Milestone::CustomsCleared
            | Milestone::CustomsRefused => Some(Self::Customs),
            Milestone::OutForDelivery => Some(Self::OutForDelivery),
            Milestone::Delivered => Some(Self::Delivered),
            _ => None,
        }
    }
}

/// What many cases measure.
#[derive(Debug, Clone, Default)]
pub struct Survey {
    /// How many cases were looked at.
    pub cases: u64,
    /// How many parcels they had.
    pub parcels: u64,
    /// Seconds from pickup to delivery, of parcels that were delivered.
    pub delivery_seconds: Vec<i64>,
    /// The same by the wall clocks of both places.
    pub delivery_wall_seconds: Vec<i64>,
    /// The longest silence of a watcher of the origin carrier's page, in seconds, of parcels it shows.
    pub silence_seconds: Vec<i64>,
    /// How many observations the origin carrier has of each parcel.
    pub observations: Vec<i64>,
    /// When scans are made, on the clock of their place, by [`ScanKind::index`].
    pub hours: [Circadian; ScanKind::COUNT],
    /// How many delivered parcels have which published window.
    pub windows: BTreeMap<(ServiceLine, LaneClass), u64>,
    /// How many of those were delivered within it, counted from pickup.
    pub within_window: BTreeMap<(ServiceLine, LaneClass), u64>,
}

impl Survey {
    /// Looks at a case.
    pub fn add(&mut self, case: &Case) {
        self.cases += 1;
        for parcel in &case.parcels {
            self.add_parcel(case, parcel);
        }
    }

    /// Adds what another survey saw.
    pub fn merge(&mut self, other: Self) {
        self.cases += other.cases;
        self.parcels += other.parcels;
        self.delivery_seconds.extend(other.delivery_seconds);
        self.delivery_wall_seconds
            .extend(other.delivery_wall_seconds);
        self.silence_seconds.extend(other.silence_seconds);
        self.observations.extend(other.observations);
        for (mine, theirs) in self.hours.iter_mut().zip(&other.hours) {
            mine.merge(theirs);
        }
        for (window, count) in other.windows {
            *self.windows.entry(window).or_insert(0) += count;
        }
        for (window, count) in other.within_window {
            *self.within_window.entry(window).or_insert(0) += count;
        }
    }

    /// Returns the seconds from pickup to delivery as a sample.
    pub fn delivery(&self) -> Sample {
        Sample::new(self.delivery_seconds.iter().copied())
    }

    /// Returns the longest silences as a sample.
    pub fn silence(&self) -> Sample {
        Sample::new(self.silence_seconds.iter().copied())
    }

    fn add_parcel(&mut self, case: &Case, parcel: &Parcel) {
        self.parcels += 1;
        let observer = Observer::OriginCarrier;
        self.silence_seconds
            .extend(longest_silence(parcel, observer));
        let observed = parcel.record.observations.iter();
        self.observations
            .push(observed.filter(|seen| seen.observer == observer).count() as i64);
        for scan in &parcel.journey.scans {
            if let Some(kind) = scan.milestone.and_then(ScanKind::of) {
                self.hours[kind.index()].add(scan.place.zone().to_local(scan.at.0));
            }
        }
        let Some(span) = leg(&parcel.journey, Milestone::PickedUp, Milestone::Delivered) else {
            return;
        };
        self.delivery_seconds.push(span.seconds());
        self.delivery_wall_seconds.push(span.wall_seconds());
        let Some(order) = case.orders.get(usize::from(parcel.order)) else {
            return;
        };
        let key = (order.line, order.destination.country().lane());
        let window = key.0.window(key.1);
        let days = span.seconds() as f64 / crate::parcel::time::DAY as f64;
        let inside = days >= f64::from(window.low_days) && days <= f64::from(window.high_days);
        *self.windows.entry(key).or_insert(0) += 1;
        *self.within_window.entry(key).or_insert(0) += u64::from(inside);
    }
}
