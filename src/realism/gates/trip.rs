//! Trips: when a parcel passed each stage of the way that the calibration counts.

use crate::journey::Journey;
use crate::parcel::{Milestone, Timestamp};

vocabulary! {
    /// A leg as the calibration's Monte Carlo counts it.
    pub enum LegKind {
        /// From the label to the courier's visit.
        LabelToPickup = "label to pickup",
        /// From the pickup into the sorting center.
        PickupToSorting = "pickup to sorting",
        /// In the sorting center.
        Sorting = "sorting",
        /// From the sorting center to the export hub.
        SortedToHub = "sorted to export hub",
        /// At the export hub until customs let it go.
        ExportCustoms = "export customs",
        /// Waiting for the departure.
        ClearedToDeparture = "cleared to departed",
        /// From departure to arrival.
        LineHaul = "line-haul",
        /// From the arrival to being presented to customs.
        ArrivalToCustoms = "arrived to customs",
        /// At customs.
        ImportCustoms = "import customs",
        /// From the release to the local carrier.
        ClearedToHandOver = "cleared to hand-over",
        /// From the local carrier's receipt to the depot.
        HandOverToDepot = "hand-over to depot",
        /// In the depot until the round.
        DepotToRound = "depot to round",
        /// From the start of the round to the door.
        RoundToAttempt = "round to attempt",
        /// From the first attempt to the addressee's hands.
        AttemptToDelivery = "attempt to delivered",
        /// In China: from the sorting center to the round.
        SortedToRound = "sorted to round",
        /// In China: from the start of the round to the addressee's hands.
        RoundToDelivery = "round to delivered",
    }
}

vocabulary! {
    /// Which scans a watcher sees, in the calibration's words.
    pub enum Visibility {
        /// All.
        Full = "full",
        /// From the label to the arrival abroad, without the hub's.
        EconomyPartial = "economy-partial",
        /// The same and the delivery.
        EconomyRegistered = "economy-registered",
        /// All but the arrival abroad and the beginning and end of customs.
        MissingArrival = "missing-arrival",
        /// In China: all that the calibration counts there.
        Domestic = "domestic",
    }
}

/// How many stages there are.
const STAGES: usize = 15;

const LABEL: usize = 0;
const PICKUP: usize = 1;
const SORTING: usize = 2;
const SORTED: usize = 3;
const HUB: usize = 4;
const CLEARED: usize = 5;
const DEPARTED: usize = 6;
const ARRIVED: usize = 7;
const CUSTOMS: usize = 8;
const RELEASED: usize = 9;
const HANDED_OVER: usize = 10;
const DEPOT: usize = 11;
const ROUND: usize = 12;
const ATTEMPT: usize = 13;
const DELIVERED: usize = 14;

/// When a parcel passed each stage, for the first time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Trip {
    at: [Option<Timestamp>; STAGES],
}

impl Trip {
    /// Returns the trip of a journey that ended at the addressee's; of any other there is none.
    pub fn of(journey: &Journey) -> Option<Self> {
        let mut trip = Self::default();
        for scan in &journey.scans {
            let Some(milestone) = scan.milestone else {
                continue;
            };
            if let Some(stage) = stage(milestone) {
                trip.note(stage, scan.at);
            }
            let at_door = matches!(
                milestone,
                Milestone::Delivered | Milestone::DeliveryAttempted | Milestone::AvailableForPickup
            );
            if at_door {
                trip.note(ATTEMPT, scan.at);
            }
        }
        trip.at[DELIVERED].is_some().then_some(trip)
    }

    /// Returns the seconds of a leg, if the parcel passed both its ends.
    pub fn leg(&self, leg: LegKind) -> Option<i64> {
        let (from, until) = ends(leg);
        Some(self.at[until]? - self.at[from]?)
    }

    /// Returns the seconds from pickup to delivery.
    pub fn total(&self) -> Option<i64> {
        Some(self.at[DELIVERED]? - self.at[PICKUP]?)
    }

    /// Returns the longest wait between two stages that a watcher sees, in seconds.
    pub fn longest_silence(&self, visibility: Visibility) -> Option<i64> {
        let shown = (0..STAGES).filter(|stage| is_shown(visibility, *stage));
        let times: Vec<Timestamp> = shown.filter_map(|stage| self.at[stage]).collect();
        times.windows(2).map(|pair| pair[1] - pair[0]).max()
    }

    fn note(&mut self, stage: usize, at: Timestamp) {
        self.at[stage].get_or_insert(at);
    }
}

const fn stage(milestone: Milestone) -> Option<usize> {
    Some(match milestone {
        Milestone::Announced => LABEL,
        Milestone::PickedUp => PICKUP,
        Milestone::ArrivedOriginSorting => SORTING,
        Milestone::DepartedOriginSorting => SORTED,
        Milestone::ArrivedExportHub => HUB,
        Milestone::ExportCleared => CLEARED,
        Milestone::DepartedOrigin => DEPARTED,
        Milestone::ArrivedDestination => ARRIVED,
        Milestone::ImportCustomsStarted => CUSTOMS,
        Milestone::CustomsCleared => RELEASED,
        Milestone::HandedOver => HANDED_OVER,
        Milestone::ArrivedDepot => DEPOT,
        Milestone::OutForDelivery => ROUND,
        Milestone::Delivered => DELIVERED,
        _ => return None,
    })
}

const fn ends(leg: LegKind) -> (usize, usize) {
    match leg {
        LegKind::LabelToPickup => (LABEL, PICKUP),
        LegKind::PickupToSorting => (PICKUP, SORTING),
        LegKind::Sorting => (SORTING, SORTED),
        LegKind::SortedToHub => (SORTED, HUB),
        LegKind::ExportCustoms => (HUB, CLEARED),
        LegKind::ClearedToDeparture => (CLEARED, DEPARTED),
        LegKind::LineHaul => (DEPARTED, ARRIVED),
        LegKind::ArrivalToCustoms => (ARRIVED, CUSTOMS),
        LegKind::ImportCustoms => (CUSTOMS, RELEASED),
        LegKind::ClearedToHandOver => (RELEASED, HANDED_OVER),
        LegKind::HandOverToDepot => (HANDED_OVER, DEPOT),
        LegKind::DepotToRound => (DEPOT, ROUND),
        LegKind::RoundToAttempt => (ROUND, ATTEMPT),
        LegKind::AttemptToDelivery => (ATTEMPT, DELIVERED),
        LegKind::SortedToRound => (SORTED, ROUND),
        LegKind::RoundToDelivery => (ROUND, DELIVERED),
    }
}

const fn is_shown(visibility: Visibility, stage: usize) -> bool {
    match visibility {
        Visibility::Full => true,
        Visibility::EconomyPartial => {
            matches!(
                stage,
                LABEL | PICKUP | SORTING | SORTED | DEPARTED | ARRIVED
            )
        }
        Visibility::EconomyRegistered => matches!(
            stage,
            LABEL | PICKUP | SORTING | SORTED | DEPARTED | ARRIVED | DELIVERED
        ),
        Visibility::Domestic => {
            matches!(stage, LABEL | PICKUP | SORTING | SORTED | ROUND | DELIVERED)
        }
        Visibility::MissingArrival => !matches!(stage, ARRIVED | CUSTOMS | RELEASED),
    }
}
