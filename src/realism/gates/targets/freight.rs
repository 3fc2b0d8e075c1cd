//! Targets of the lines for goods that need care.
//!
//! Monte Carlo of the calibration, 200 000 parcels a line, seed 7, no holidays; hours and days as printed there.

use super::Targets;
use crate::parcel::{LaneClass, ServiceLine};
use crate::realism::gates::trip::{LegKind, Visibility};

/// Special goods, major lanes.
pub(super) const SPECIAL: Targets = Targets {
    line: ServiceLine::SpecialGoods,
    lane: LaneClass::Major,
    total_days: [17.16, 18.36, 24.35, 32.85, 35.98],
    leg_hours: &[
        (LegKind::LabelToPickup, [7.2, 11.0, 31.8, 93.0, 128.2]),
        (LegKind::PickupToSorting, [5.5, 7.4, 14.2, 29.6, 32.7]),
        (LegKind::Sorting, [3.2, 7.0, 27.1, 63.4, 77.1]),
        (LegKind::SortedToHub, [7.0, 8.4, 16.0, 30.3, 36.3]),
        (LegKind::ExportCustoms, [3.4, 4.5, 13.4, 58.7, 100.7]),
        (
            LegKind::ClearedToDeparture,
            [28.7, 35.9, 78.3, 171.3, 213.4],
        ),
        (LegKind::LineHaul, [115.9, 132.3, 211.0, 338.9, 386.9]),
        (LegKind::ArrivalToCustoms, [7.0, 9.0, 22.1, 54.1, 69.7]),
        (LegKind::ImportCustoms, [4.0, 7.2, 27.0, 79.1, 109.9]),
        (LegKind::ClearedToHandOver, [7.0, 9.5, 19.7, 45.1, 58.8]),
        (LegKind::HandOverToDepot, [20.3, 24.3, 54.7, 111.7, 134.2]),
        (LegKind::DepotToRound, [2.3, 3.7, 12.4, 46.7, 55.9]),
        (LegKind::RoundToAttempt, [0.6, 0.8, 3.3, 7.1, 8.3]),
        (LegKind::AttemptToDelivery, [0.0, 0.0, 0.0, 26.2, 54.3]),
    ],
    silence_days: &[
        (Visibility::Full, [5.9, 9.2, 14.5, 16.5, 21.3]),
        (Visibility::EconomyPartial, [6.1, 9.3, 14.7, 16.8, 21.6]),
        (Visibility::EconomyRegistered, [7.1, 10.3, 15.5, 17.7, 22.8]),
        (Visibility::MissingArrival, [8.8, 12.7, 18.8, 21.1, 26.4]),
    ],
};

/// Heavy parcel, major lanes.
pub(super) const HEAVY: Targets = Targets {
    line: ServiceLine::HeavyParcel,
    lane: LaneClass::Major,
    total_days: [22.77, 24.69, 35.05, 51.41, 56.32],
    leg_hours: &[
        (LegKind::LabelToPickup, [7.2, 11.0, 31.8, 93.0, 128.2]),
        (LegKind::PickupToSorting, [7.9, 9.4, 19.9, 51.8, 62.2]),
        (LegKind::Sorting, [12.0, 18.9, 45.7, 99.5, 124.2]),
        (LegKind::SortedToHub, [15.7, 18.9, 35.9, 68.2, 81.6]),
        (LegKind::ExportCustoms, [5.0, 6.7, 19.4, 65.6, 97.2]),
        (
            LegKind::ClearedToDeparture,
            [34.5, 43.1, 94.0, 205.6, 256.1],
        ),
        (LegKind::LineHaul, [141.5, 163.6, 305.8, 698.3, 790.5]),
        (LegKind::ArrivalToCustoms, [9.5, 12.3, 30.1, 73.8, 95.0]),
        (LegKind::ImportCustoms, [6.3, 10.4, 35.2, 96.5, 131.4]),
        (LegKind::ClearedToHandOver, [9.7, 12.5, 34.4, 74.7, 92.1]),
        (LegKind::HandOverToDepot, [23.7, 28.9, 69.2, 133.7, 162.5]),
        (LegKind::DepotToRound, [2.4, 3.7, 12.4, 46.1, 55.6]),
        (LegKind::RoundToAttempt, [0.6, 0.8, 3.3, 7.1, 8.3]),
        (LegKind::AttemptToDelivery, [0.0, 0.0, 0.0, 24.0, 51.3]),
    ],
    silence_days: &[
        (Visibility::Full, [7.3, 13.2, 29.1, 33.0, 40.6]),
        (Visibility::EconomyPartial, [7.7, 13.6, 29.2, 33.0, 40.6]),
        (Visibility::EconomyRegistered, [9.1, 14.8, 29.2, 33.1, 40.6]),
        (Visibility::MissingArrival, [11.3, 18.6, 34.7, 38.8, 46.9]),
    ],
};
