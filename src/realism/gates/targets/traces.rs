//! Real legs: nine cross-border traces seen in public, as hours between two of their scans.
//!
//! Transcribed from test data and reports of public programs, without tracking numbers. Two of them are complaints, so
//! they lie in the tails. Which line a trace was is a judgment from its events; the program's own service is not told.

use crate::parcel::{LaneClass, Milestone, ServiceLine};

use LaneClass::{Major, Remote};
use Milestone as M;
use ServiceLine::{Premium, Standard, SuperEconomy};

/// A leg of a real trace.
#[derive(Debug)]
pub(in crate::realism::gates) struct Trace {
    /// Which trace, and which leg of it.
    pub(in crate::realism::gates) name: &'static str,
    /// The line it most likely was.
    pub(in crate::realism::gates) line: ServiceLine,
    /// The class of its lane.
    pub(in crate::realism::gates) lane: LaneClass,
    /// From which scan to which.
    pub(in crate::realism::gates) ends: (Milestone, Milestone),
    /// How long it took.
    pub(in crate::realism::gates) hours: f64,
}

const fn trace(
    name: &'static str,
    (line, lane): (ServiceLine, LaneClass),
    ends: (Milestone, Milestone),
    hours: f64,
) -> Trace {
    Trace {
        name,
        line,
        lane,
        ends,
        hours,
    }
}

/// The real legs whose two scans the model has too.
#[rustfmt::skip]
pub(in crate::realism::gates) const TRACES: &[Trace] = &[
    trace("trace A, to Belgium: pickup to delivered", (SuperEconomy, Major), (M::PickedUp, M::Delivered), 1_432.94),
    trace("trace A: pickup to arrival", (SuperEconomy, Major), (M::PickedUp, M::ArrivedDestination), 1_168.40),
    trace("trace A: waiting for customs to release", (SuperEconomy, Major), (M::ImportCustomsStarted, M::CustomsCleared), 51.16),
    trace("trace A: arrival to waiting for customs", (SuperEconomy, Major), (M::ArrivedDestination, M::ImportCustomsStarted), 167.50),
    trace("trace B, to Ukraine: pickup to sorted", (SuperEconomy, Remote), (M::PickedUp, M::DepartedOriginSorting), 26.65),
    trace("trace B: sorted to local carrier's collection", (SuperEconomy, Remote), (M::DepartedOriginSorting, M::HandedOver), 1_222.13),
    trace("trace C, to Bangladesh: pickup to departure", (SuperEconomy, Remote), (M::PickedUp, M::DepartedOrigin), 97.19),
    trace("trace C: departure to arrival", (SuperEconomy, Remote), (M::DepartedOrigin, M::ArrivedDestination), 192.52),
    trace("trace D, to Britain: sorting", (Premium, Major), (M::ArrivedOriginSorting, M::DepartedOriginSorting), 6.99),
    trace("trace D: sorted to departure", (Premium, Major), (M::DepartedOriginSorting, M::DepartedOrigin), 52.83),
    trace("trace D: flight", (Premium, Major), (M::DepartedOrigin, M::ArrivedDestination), 11.15),
    trace("trace D: customs, begun on arrival", (Premium, Major), (M::ImportCustomsStarted, M::CustomsCleared), 2.0),
    trace("trace E, to Australia: pickup to export clearance", (Standard, Major), (M::PickedUp, M::ExportCleared), 43.49),
    trace("trace F, to Germany: export clearance to departure", (Standard, Major), (M::ExportCleared, M::DepartedOrigin), 30.70),
];

/// What is left of the nine, and why it has no figure.
pub(in crate::realism::gates) const WITHOUT: &[(&str, &str)] = &[
    (
        "trace G, to Germany: airline to departure, 9.7 h",
        "no line hands over to the airline apart from departing",
    ),
    (
        "trace H: departures by way of Dubai",
        "the line and the destination are not told",
    ),
    (
        "trace I, to Germany: label to the last scan, 38.7 h",
        "it has no second scan that names a stage",
    ),
];
