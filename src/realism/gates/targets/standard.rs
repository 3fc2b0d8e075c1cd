//! Targets of the standard lines.
//!
//! Monte Carlo of the calibration, 200 000 parcels a line, seed 7, no holidays; hours and days as printed there.

use super::Targets;
use crate::parcel::{LaneClass, ServiceLine};
use crate::realism::gates::trip::{LegKind, Visibility};

/// Standard, major lanes.
pub(super) const STANDARD: Targets = Targets {
    line: ServiceLine::Standard,
    lane: LaneClass::Major,
    total_days: [14.08, 15.06, 19.25, 25.15, 27.22],
    leg_hours: &[
        (LegKind::LabelToPickup, [7.2, 11.0, 31.8, 93.0, 128.2]),
        (LegKind::PickupToSorting, [5.5, 7.4, 14.2, 29.6, 32.7]),
        (LegKind::Sorting, [1.2, 2.4, 17.5, 34.8, 42.1]),
        (LegKind::SortedToHub, [7.0, 8.4, 16.0, 30.3, 36.3]),
        (LegKind::ExportCustoms, [1.6, 2.2, 6.2, 19.2, 29.6]),
        (LegKind::ClearedToDeparture, [16.4, 20.1, 41.1, 84.5, 103.5]),
        (LegKind::LineHaul, [108.4, 121.6, 182.7, 276.1, 310.0]),
        (LegKind::ArrivalToCustoms, [6.7, 8.4, 18.0, 38.9, 48.3]),
        (LegKind::ImportCustoms, [3.1, 5.7, 22.0, 61.9, 75.9]),
        (LegKind::ClearedToHandOver, [6.6, 9.0, 18.2, 38.2, 44.6]),
        (LegKind::HandOverToDepot, [20.7, 24.6, 54.7, 108.0, 128.5]),
        (LegKind::DepotToRound, [2.4, 3.7, 12.4, 46.8, 56.0]),
        (LegKind::RoundToAttempt, [0.6, 0.8, 3.3, 7.1, 8.3]),
        (LegKind::AttemptToDelivery, [0.0, 0.0, 0.0, 26.3, 56.7]),
    ],
    silence_days: &[
        (Visibility::Full, [5.2, 7.8, 11.7, 13.2, 16.3]),
        (Visibility::EconomyPartial, [5.2, 7.7, 11.6, 13.0, 16.1]),
        (Visibility::EconomyRegistered, [6.2, 8.6, 12.5, 14.0, 18.1]),
        (Visibility::MissingArrival, [7.7, 10.7, 15.0, 16.6, 20.4]),
    ],
};

/// Standard, remote lanes.
pub(super) const STANDARD_REMOTE: Targets = Targets {
    line: ServiceLine::Standard,
    lane: LaneClass::Remote,
    total_days: [26.19, 28.32, 37.9, 51.0, 55.68],
    leg_hours: &[
        (LegKind::LabelToPickup, [7.2, 11.1, 32.0, 93.6, 127.9]),
        (LegKind::PickupToSorting, [5.5, 7.4, 14.2, 29.6, 32.8]),
        (LegKind::Sorting, [1.2, 2.4, 17.3, 34.8, 42.1]),
        (LegKind::SortedToHub, [7.0, 8.4, 16.0, 30.3, 36.3]),
        (LegKind::ExportCustoms, [1.6, 2.2, 6.2, 19.2, 29.7]),
        (
            LegKind::ClearedToDeparture,
            [25.8, 32.2, 70.4, 153.5, 192.4],
        ),
        (LegKind::LineHaul, [206.5, 235.8, 376.1, 603.4, 691.0]),
        (LegKind::ArrivalToCustoms, [9.6, 12.9, 36.1, 100.8, 135.0]),
        (LegKind::ImportCustoms, [8.8, 14.1, 47.9, 134.3, 181.9]),
        (LegKind::ClearedToHandOver, [10.4, 13.2, 37.4, 84.4, 106.2]),
        (LegKind::HandOverToDepot, [69.2, 82.7, 165.3, 313.5, 380.0]),
        (LegKind::DepotToRound, [2.3, 3.7, 11.9, 43.9, 54.7]),
        (LegKind::RoundToAttempt, [0.6, 0.9, 3.3, 7.1, 8.3]),
        (LegKind::AttemptToDelivery, [0.0, 0.0, 0.0, 47.7, 78.7]),
    ],
    silence_days: &[
        (Visibility::Full, [10.4, 16.1, 25.4, 29.1, 37.3]),
        (Visibility::EconomyPartial, [9.9, 15.7, 25.2, 28.8, 37.0]),
        (
            Visibility::EconomyRegistered,
            [13.0, 18.7, 27.8, 31.3, 39.5],
        ),
        (Visibility::MissingArrival, [15.4, 22.4, 33.1, 37.1, 46.1]),
    ],
};

/// Expedited standard, major lanes.
pub(super) const EXPEDITED: Targets = Targets {
    line: ServiceLine::ExpeditedStandard,
    lane: LaneClass::Major,
    total_days: [9.23, 10.13, 13.65, 19.34, 21.53],
    leg_hours: &[
        (LegKind::LabelToPickup, [7.2, 11.0, 31.8, 93.0, 128.2]),
        (LegKind::PickupToSorting, [4.7, 7.0, 13.9, 28.9, 32.2]),
        (LegKind::Sorting, [1.0, 1.9, 13.7, 29.3, 35.1]),
        (LegKind::SortedToHub, [5.7, 6.7, 12.0, 21.3, 25.1]),
        (LegKind::ExportCustoms, [1.6, 2.2, 6.2, 19.2, 29.6]),
        (LegKind::ClearedToDeparture, [9.3, 11.7, 25.5, 55.7, 69.4]),
        (LegKind::LineHaul, [43.0, 52.1, 102.7, 203.5, 246.8]),
        (LegKind::ArrivalToCustoms, [3.8, 4.9, 12.0, 29.5, 38.0]),
        (LegKind::ImportCustoms, [2.6, 4.9, 20.3, 59.0, 73.1]),
        (LegKind::ClearedToHandOver, [5.1, 8.1, 17.1, 36.4, 41.8]),
        (LegKind::HandOverToDepot, [11.3, 17.6, 38.8, 76.3, 94.4]),
        (LegKind::DepotToRound, [2.3, 3.7, 12.1, 45.9, 55.7]),
        (LegKind::RoundToAttempt, [0.6, 0.8, 3.3, 7.1, 8.3]),
        (LegKind::AttemptToDelivery, [0.0, 0.0, 0.0, 26.1, 58.3]),
    ],
    silence_days: &[
        (Visibility::Full, [2.7, 4.7, 9.1, 11.0, 15.2]),
        (Visibility::EconomyPartial, [2.6, 4.6, 8.9, 10.7, 14.9]),
        (Visibility::EconomyRegistered, [4.2, 6.4, 10.3, 12.2, 17.1]),
        (Visibility::MissingArrival, [4.5, 7.1, 11.8, 13.7, 18.5]),
    ],
};
