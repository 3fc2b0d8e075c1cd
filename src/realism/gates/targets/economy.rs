//! Targets of the economy line.
//!
//! Monte Carlo of the calibration, 200 000 parcels a line, seed 7, no holidays; hours and days as printed there.

use super::Targets;
use crate::parcel::{LaneClass, ServiceLine};
use crate::realism::gates::trip::{LegKind, Visibility};

/// Super economy, major lanes.
pub(super) const SUPER_ECONOMY: Targets = Targets {
    line: ServiceLine::SuperEconomy,
    lane: LaneClass::Major,
    total_days: [20.19, 21.84, 30.21, 48.32, 56.88],
    leg_hours: &[
        (LegKind::LabelToPickup, [7.2, 11.0, 31.8, 93.0, 128.2]),
        (LegKind::PickupToSorting, [5.5, 7.4, 14.2, 29.6, 32.7]),
        (LegKind::Sorting, [1.2, 2.4, 17.5, 34.8, 42.1]),
        (LegKind::SortedToHub, [7.0, 8.4, 16.0, 30.3, 36.3]),
        (LegKind::ExportCustoms, [1.6, 2.2, 6.2, 19.2, 29.6]),
        (
            LegKind::ClearedToDeparture,
            [40.5, 50.4, 114.7, 291.4, 376.3],
        ),
        (LegKind::LineHaul, [132.4, 152.6, 255.7, 628.5, 856.3]),
        (LegKind::ArrivalToCustoms, [9.7, 13.0, 36.1, 100.6, 134.4]),
        (LegKind::ImportCustoms, [5.7, 9.7, 34.1, 94.7, 127.6]),
        (LegKind::ClearedToHandOver, [8.4, 10.9, 27.5, 69.2, 90.5]),
        (LegKind::HandOverToDepot, [27.1, 39.1, 78.3, 155.5, 189.3]),
        (LegKind::DepotToRound, [2.4, 3.7, 12.3, 45.9, 55.5]),
        (LegKind::RoundToAttempt, [0.6, 0.8, 3.3, 7.1, 8.3]),
        (LegKind::AttemptToDelivery, [0.0, 0.0, 0.0, 20.5, 36.1]),
    ],
    silence_days: &[
        (Visibility::Full, [7.1, 11.6, 27.2, 36.0, 51.0]),
        (Visibility::EconomyPartial, [7.1, 11.7, 27.3, 36.1, 51.0]),
        (Visibility::EconomyRegistered, [9.0, 13.4, 27.8, 36.2, 51.0]),
        (Visibility::MissingArrival, [11.0, 16.6, 32.7, 41.6, 56.9]),
    ],
};

/// Super economy, remote lanes.
pub(super) const SUPER_ECONOMY_REMOTE: Targets = Targets {
    line: ServiceLine::SuperEconomy,
    lane: LaneClass::Remote,
    total_days: [29.34, 32.12, 44.5, 63.95, 70.87],
    leg_hours: &[
        (LegKind::LabelToPickup, [7.2, 11.1, 32.0, 93.6, 127.9]),
        (LegKind::PickupToSorting, [5.5, 7.4, 14.2, 29.6, 32.8]),
        (LegKind::Sorting, [1.2, 2.4, 17.3, 34.8, 42.1]),
        (LegKind::SortedToHub, [7.0, 8.4, 16.0, 30.3, 36.3]),
        (LegKind::ExportCustoms, [1.6, 2.2, 6.2, 19.2, 29.7]),
        (
            LegKind::ClearedToDeparture,
            [50.5, 62.8, 142.6, 355.6, 454.7],
        ),
        (LegKind::LineHaul, [214.6, 247.6, 425.3, 799.3, 940.4]),
        (LegKind::ArrivalToCustoms, [12.8, 17.2, 48.1, 134.4, 180.0]),
        (LegKind::ImportCustoms, [8.7, 14.0, 47.6, 133.2, 180.1]),
        (LegKind::ClearedToHandOver, [11.2, 14.3, 42.9, 113.1, 149.4]),
        (LegKind::HandOverToDepot, [59.4, 72.8, 145.1, 282.1, 336.8]),
        (LegKind::DepotToRound, [2.3, 3.7, 11.9, 44.0, 54.8]),
        (LegKind::RoundToAttempt, [0.6, 0.9, 3.3, 7.1, 8.3]),
        (LegKind::AttemptToDelivery, [0.0, 0.0, 0.0, 42.0, 70.8]),
    ],
    silence_days: &[
        (Visibility::Full, [11.2, 18.5, 33.8, 39.6, 52.0]),
        (Visibility::EconomyPartial, [11.0, 18.4, 33.8, 39.6, 52.0]),
        (
            Visibility::EconomyRegistered,
            [13.9, 21.0, 34.7, 40.2, 52.4],
        ),
        (Visibility::MissingArrival, [17.0, 26.0, 42.4, 48.4, 61.5]),
    ],
};
