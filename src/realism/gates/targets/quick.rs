//! Targets of the quick lines.
//!
//! Monte Carlo of the calibration, 200 000 parcels a line, seed 7, no holidays; hours and days as printed there.

use super::Targets;
use crate::parcel::{LaneClass, ServiceLine};
use crate::realism::gates::trip::{LegKind, Visibility};

/// Premium, major lanes.
pub(super) const PREMIUM: Targets = Targets {
    line: ServiceLine::Premium,
    lane: LaneClass::Major,
    total_days: [6.21, 6.94, 9.82, 13.61, 15.22],
    leg_hours: &[
        (LegKind::LabelToPickup, [5.1, 8.0, 23.0, 53.6, 73.9]),
        (LegKind::PickupToSorting, [4.2, 6.6, 13.6, 28.6, 32.0]),
        (LegKind::Sorting, [1.0, 1.8, 12.5, 27.9, 33.8]),
        (LegKind::SortedToHub, [4.6, 5.4, 9.0, 15.0, 17.3]),
        (LegKind::ExportCustoms, [1.3, 1.7, 4.1, 11.1, 16.5]),
        (LegKind::ClearedToDeparture, [6.8, 8.1, 15.7, 30.2, 36.4]),
        (LegKind::LineHaul, [11.0, 12.6, 59.9, 114.1, 132.5]),
        (LegKind::ArrivalToCustoms, [2.5, 3.3, 8.0, 19.7, 25.3]),
        (LegKind::ImportCustoms, [2.2, 4.2, 18.2, 54.2, 67.7]),
        (LegKind::ClearedToHandOver, [3.9, 7.1, 15.9, 32.4, 36.7]),
        (LegKind::HandOverToDepot, [5.0, 11.9, 29.6, 63.5, 74.8]),
        (LegKind::DepotToRound, [2.3, 3.6, 11.7, 44.8, 55.3]),
        (LegKind::RoundToAttempt, [0.6, 0.8, 3.3, 7.1, 8.3]),
        (LegKind::AttemptToDelivery, [0.0, 0.0, 0.0, 23.1, 47.4]),
    ],
    silence_days: &[
        (Visibility::Full, [1.6, 3.0, 5.3, 6.4, 10.0]),
        (Visibility::EconomyPartial, [1.3, 2.7, 5.0, 5.9, 8.0]),
        (Visibility::EconomyRegistered, [3.2, 4.9, 7.4, 8.9, 13.5]),
        (Visibility::MissingArrival, [2.4, 4.7, 7.6, 8.7, 12.0]),
    ],
};

/// China domestic, between cities.
pub(super) const DOMESTIC: Targets = Targets {
    line: ServiceLine::ChinaDomestic,
    lane: LaneClass::Major,
    total_days: [1.08, 1.61, 2.07, 3.83, 4.62],
    leg_hours: &[
        (LegKind::LabelToPickup, [2.6, 4.4, 16.6, 35.1, 45.7]),
        (LegKind::PickupToSorting, [1.3, 1.6, 3.0, 5.7, 6.8]),
        (LegKind::Sorting, [1.9, 2.3, 5.0, 10.8, 13.5]),
        (LegKind::SortedToRound, [15.4, 22.8, 37.5, 76.5, 87.5]),
        (LegKind::RoundToDelivery, [0.6, 0.9, 2.8, 6.2, 7.8]),
    ],
    silence_days: &[(Visibility::Domestic, [1.1, 1.6, 3.3, 3.9, 6.1])],
};
