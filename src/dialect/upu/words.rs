//! Words: which EMSEVT code a milestone has, and what the code means.

use crate::parcel::Milestone;

/// Where an item is in its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stage {
    /// In its country of origin, or between the countries.
    Posted,
    /// In its country of destination.
    Arrived,
    /// Delivered, or on no way to its addressee any more.
    Ended,
}

/// Returns the code under which posts tell each other of a milestone, if they do.
pub(super) const fn code(milestone: Milestone) -> Option<&'static str> {
    match milestone {
        // What ends an item's way without delivery has no message but these two.
        Milestone::Returned => Some("EDX"),
        Milestone::Lost | Milestone::Destroyed | Milestone::Canceled => Some("EXX"),
        _ => milestone.emsevt(),
    }
}

/// Returns the stage that an item is in after an event.
pub(super) fn stage(code: &str) -> Stage {
    match code {
        "EMI" | "EDX" | "EXX" => Stage::Ended,
        "EMA" | "EMB" | "EMC" | "EMJ" | "EMK" | "EXA" | "EXB" | "EXC" | "EXD" => Stage::Posted,
        _ => Stage::Arrived,
    }
}

/// Returns what a code means.
pub(super) fn name(code: &str) -> &'static str {
    match code {
        "EMA" => "Posting/collection",
        "EMB" => "Arrival at outward office of exchange",
        "EXA" => "Item presented to export customs",
        "EXB" => "Item held by export customs",
        "EXC" => "Item returned from export customs",
        "EXD" => "Item held at outward office of exchange",
        "EXX" => "Export cancellation",
        "EMC" => "Departure from outward office of exchange",
        "EMJ" => "Arrival at transit office of exchange",
        "EMK" => "Departure from transit office of exchange",
        "EMD" => "Arrival at inward office of exchange",
        "EDA" => "Held at inward office of exchange",
        "EDB" => "Item presented to import customs",
        "EME" => "Item held by import customs",
        "EDC" => "Item returned from import customs",
        "EMF" => "Departure from inward office of exchange",
        "EDD" => "Item into sorting centre",
        "EDE" => "Item out of sorting centre",
        "EMG" => "Arrival at delivery office",
        "EDF" => "Item held at delivery depot",
        "EDG" => "Item out for physical delivery",
        "EDH" => "Item arrival at collection point for pick-up",
        "EMH" => "Unsuccessful delivery",
        "EMI" => "Final delivery",
        "EDX" => "Import terminated",
        _ => "",
    }
}
