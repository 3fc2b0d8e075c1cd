//! Milestones, the fine kinds of event, and the coarser words that derive from them.
//!
//! What a buyer reads, a phase, a status, a leg and the UPU code are methods of a milestone and never stored beside it.

vocabulary! {
    /// A fine kind of event in a parcel's life.
    pub enum Milestone {
        /// A label exists; the carrier was told electronically.
        Announced = "announced",
        /// The warehouse packed it.
        Packed = "packed",
        /// The warehouse sent it out.
        Dispatched = "dispatched",
        /// The courier came in vain to the seller.
        PickupFailed = "pickup-failed",
        /// The carrier's first possession.
        PickedUp = "picked-up",
        /// In the origin sorting center.
        ArrivedOriginSorting = "arrived-origin-sorting",
        /// Out of the origin sorting center.
        DepartedOriginSorting = "departed-origin-sorting",
        /// Sorting is late.
        SortingDelayed = "sorting-delayed",
        /// At the export hub (outward office of exchange).
        ArrivedExportHub = "arrived-export-hub",
        /// Presented to export customs.
        ExportCustomsStarted = "export-customs-started",
        /// Held by export customs.
        ExportCustomsHeld = "export-customs-held",
        /// Released by export customs.
        ExportCleared = "export-cleared",
        /// Export was refused or canceled.
        ExportCanceled = "export-canceled",
        /// Held at the outward office of exchange.
        HeldAtExportHub = "held-at-export-hub",
        /// Handed to the airline.
        HandedToAirline = "handed-to-airline",
        /// The line-haul is late.
        LineHaulDelayed = "line-haul-delayed",
        /// Left the country of origin.
        DepartedOrigin = "departed-origin",
        /// In a transit country.
        ArrivedTransit = "arrived-transit",
        /// Out of a transit country.
        DepartedTransit = "departed-transit",
        /// In the country of destination.
        ArrivedDestination = "arrived-destination",
        /// Held at the inward office of exchange.
        HeldAtDestination = "held-at-destination",
        /// Presented to import customs.
        ImportCustomsStarted = "import-customs-started",
        /// Held by import customs.
        CustomsHeld = "customs-held",
        /// The addressee was asked for duty, tax or papers.
        DutiesRequested = "duties-requested",
        /// Duty or tax was paid.
        DutiesPaid = "duties-paid",
        /// Released by import customs.
        CustomsCleared = "customs-cleared",
        /// Import was refused.
        CustomsRefused = "customs-refused",
        /// Left the inward office of exchange.
        DepartedDestinationOffice = "departed-destination-office",
        /// The last-mile carrier was told of it, but does not have it.
        LastMileAnnounced = "last-mile-announced",
        /// The last-mile carrier has it.
        HandedOver = "handed-over",
        /// In a sorting center of the destination.
        ArrivedSorting = "arrived-sorting",
        /// Out of a sorting center of the destination.
        DepartedSorting = "departed-sorting",
        /// Sent to the wrong place.
        Missorted = "missorted",
        /// Sent on by another way.
        Rerouted = "rerouted",
        /// Got a new label and number.
        Relabeled = "relabeled",
        /// At the delivery depot.
        ArrivedDepot = "arrived-depot",
        /// Held at the delivery depot.
        HeldAtDepot = "held-at-depot",
        /// On the courier's vehicle.
        OutForDelivery = "out-for-delivery",
        /// The courier came in vain.
        DeliveryAttempted = "delivery-attempted",
        /// Another day was agreed.
        DeliveryRescheduled = "delivery-rescheduled",
        /// Waiting at a counter, shop or locker.
        AvailableForPickup = "available-for-pickup",
        /// Nobody collected it in time.
        PickupExpired = "pickup-expired",
        /// The addressee has it.
        Delivered = "delivered",
        /// The addressee did not take it.
        Refused = "refused",
        /// It starts back to the sender.
        ReturnStarted = "return-started",
        /// It left the country of destination on its way back.
        ReturnDeparted = "return-departed",
        /// It is back in the country of origin.
        ReturnArrived = "return-arrived",
        /// The sender has it back.
        Returned = "returned",
        /// The carrier declared it lost.
        Lost = "lost",
        /// It is damaged.
        Damaged = "damaged",
        /// It was destroyed.
        Destroyed = "destroyed",
        /// It was given up at the destination.
        Abandoned = "abandoned",
        /// The order or label was canceled.
        Canceled = "canceled",
        /// On its way; nothing more is said.
        InTransit = "in-transit",
        /// A notice that nothing more will be shown.
        TrackingEnds = "tracking-ends",
    }
}

vocabulary! {
    /// The coarse state that consumers of tracking data normalize to.
    pub enum Status {
        /// A label exists and nothing has moved.
        InfoReceived = "info-received",
        /// Moving, or waiting to be moved.
        InTransit = "in-transit",
        /// Stopped by customs.
        CustomsHold = "customs-hold",
        /// On the courier's vehicle.
        OutForDelivery = "out-for-delivery",
        /// The courier came in vain.
        AttemptFailed = "attempt-failed",
        /// Waiting to be collected.
        AvailableForPickup = "available-for-pickup",
        /// The addressee has it.
        Delivered = "delivered",
        /// Something is wrong.
        Exception = "exception",
        /// On its way back.
        Returning = "returning",
        /// The sender has it back.
        Returned = "returned",
        /// Canceled before it moved.
        Canceled = "canceled",
    }
}

vocabulary! {
    /// The fifteen status words a buyer reads on a tracking page.
    pub enum BuyerStatus {
        /// The label exists, nobody has the parcel.
        PendingPickup = "Pending pickup",
        /// The network has it.
        PickedUp = "Picked up by carrier",
        /// In a sorting center.
        ArrivedSorting = "Arrived at sorting center",
        /// Out of a sorting center.
        DepartedSorting = "Departed from sorting center",
        /// Out of the country of origin.
        DepartedOrigin = "Departure from origin country",
        /// In the country of destination.
        ArrivedDestination = "Arrived in destination country",
        /// With customs.
        CustomsInProgress = "Customs clearance in progress",
        /// Through customs.
        CustomsCompleted = "Customs clearance completed",
        /// With the last-mile carrier.
        HandedOver = "Handed over to local carrier",
        /// Near the address.
        LocalCenter = "Arrived at local distribution center",
        /// On the vehicle.
        OutForDelivery = "Out for delivery",
        /// With the addressee, or waiting for them.
        Delivered = "Delivered",
        /// The courier came in vain.
        AttemptFailed = "Delivery attempt failed",
        /// Something is wrong.
        Incident = "Delivery incident",
        /// Going back, or back.
        ReturnToSender = "Return to sender",
    }
}

vocabulary! {
    /// The eight phases, A to H, that sellers explain tracking with.
    pub enum Phase {
        /// Collected, or the carrier was notified.
        A = "A",
        /// In the origin network.
        B = "B",
        /// Out of the origin facility, export cleared.
        C = "C",
        /// At or between the international offices.
        D = "D",
        /// With customs of the destination.
        E = "E",
        /// At a main hub of the destination.
        F = "F",
        /// In local sorting, the local service knows of it.
        G = "G",
        /// On the vehicle, or delivered.
        H = "H",
    }
}

vocabulary! {
    /// A part of the way that one party is in charge of.
    pub enum Leg {
        /// Before the carrier has it.
        PreShipment = "pre-shipment",
        /// From the seller to the export hub.
        FirstMile = "first-mile",
        /// Export customs and bagging.
        Export = "export",
        /// Between the countries.
        LineHaul = "line-haul",
        /// From arrival to release by customs.
        Import = "import",
        /// With the carrier at the door.
        LastMile = "last-mile",
        /// On the way back.
        Return = "return",
    }
}

impl Milestone {
    /// Returns the coarse status that a parcel has once this is its newest event.
    pub const fn status(self) -> Status {
        match self {
            Self::Announced | Self::Packed | Self::Dispatched | Self::PickupFailed => {
                Status::InfoReceived
            }
            Self::CustomsHeld | Self::DutiesRequested | Self::ExportCustomsHeld => {
                Status::CustomsHold
            }
            Self::OutForDelivery => Status::OutForDelivery,
            Self::DeliveryAttempted | Self::Refused => Status::AttemptFailed,
            Self::AvailableForPickup => Status::AvailableForPickup,
            Self::Delivered => Status::Delivered,
            Self::Lost | Self::Damaged | Self::Destroyed | Self::Abandoned => Status::Exception,
            Self::CustomsRefused | Self::ExportCanceled | Self::Missorted | Self::PickupExpired => {
                Status::Exception
            }
            Self::ReturnStarted | Self::ReturnDeparted | Self::ReturnArrived => Status::Returning,
            Self::Returned => Status::Returned,
            Self::Canceled => Status::Canceled,
            Self::PickedUp
            | Self::ArrivedOriginSorting
            | Self::DepartedOriginSorting
            | Self::SortingDelayed
            | Self::ArrivedExportHub
            | Self::ExportCustomsStarted
            | Self::ExportCleared
            | Self::HeldAtExportHub
            | Self::HandedToAirline
            | Self::LineHaulDelayed
            | Self::DepartedOrigin
            | Self::ArrivedTransit
            | Self::DepartedTransit
            | Self::ArrivedDestination
            | Self::HeldAtDestination
            | Self::ImportCustomsStarted
            | Self::DutiesPaid
            | Self::CustomsCleared
            | Self::DepartedDestinationOffice
            | Self::LastMileAnnounced
            | Self::HandedOver
            | Self::ArrivedSorting
            | Self::DepartedSorting
            | Self::Rerouted
            | Self::Relabeled
            | Self::ArrivedDepot
            | Self::HeldAtDepot
            | Self::DeliveryRescheduled
            | Self::InTransit
            | Self::TrackingEnds => Status::InTransit,
        }
    }

    /// Returns the leg on which this happens.
    pub const fn leg(self) -> Leg {
        match self {
            Self::Announced
            | Self::Packed
            | Self::Dispatched
            | Self::PickupFailed
            | Self::Canceled => Leg::PreShipment,
            Self::PickedUp
            | Self::ArrivedOriginSorting
            | Self::DepartedOriginSorting
            | Self::SortingDelayed
            | Self::ArrivedExportHub => Leg::FirstMile,
            Self::ExportCustomsStarted
            | Self::ExportCustomsHeld
            | Self::ExportCleared
            | Self::ExportCanceled
            | Self::HeldAtExportHub => Leg::Export,
            Self::HandedToAirline
            | Self::LineHaulDelayed
            | Self::DepartedOrigin
            | Self::ArrivedTransit
            | Self::DepartedTransit
            | Self::ArrivedDestination
            | Self::InTransit
            | Self::Lost
            | Self::Damaged
            | Self::TrackingEnds => Leg::LineHaul,
            Self::HeldAtDestination
            | Self::ImportCustomsStarted
            | Self::CustomsHeld
            | Self::DutiesRequested
            | Self::DutiesPaid
            | Self::CustomsCleared
            | Self::CustomsRefused
            | Self::Destroyed
            | Self::LastMileAnnounced
            | Self::DepartedDestinationOffice => Leg::Import,
            Self::HandedOver
            | Self::ArrivedSorting
            | Self::DepartedSorting
            | Self::Missorted
            | Self::Rerouted
            | Self::Relabeled
            | Self::ArrivedDepot
            | Self::HeldAtDepot
            | Self::OutForDelivery
            | Self::DeliveryAttempted
            | Self::DeliveryRescheduled
            | Self::AvailableForPickup
            | Self::PickupExpired
            | Self::Delivered
            | Self::Refused => Leg::LastMile,
            Self::ReturnStarted
            | Self::ReturnDeparted
            | Self::ReturnArrived
            | Self::Returned
            | Self::Abandoned => Leg::Return,
        }
    }

    /// Returns the word of the fifteen that a buyer reads.
    pub const fn buyer_status(self) -> BuyerStatus {
        match self {
            Self::Announced
            | Self::Packed
            | Self::Dispatched
            | Self::PickupFailed
            | Self::Canceled => BuyerStatus::PendingPickup,
            Self::PickedUp => BuyerStatus::PickedUp,
            Self::ArrivedOriginSorting | Self::ArrivedExportHub => BuyerStatus::ArrivedSorting,
            Self::DepartedOriginSorting
            | Self::ExportCustomsStarted
            | Self::ExportCleared
            | Self::HandedToAirline => BuyerStatus::DepartedSorting,
            Self::DepartedOrigin
            | Self::ArrivedTransit
            | Self::DepartedTransit
            | Self::InTransit
            | Self::TrackingEnds => BuyerStatus::DepartedOrigin,
            Self::ArrivedDestination | Self::HeldAtDestination => BuyerStatus::ArrivedDestination,
            Self::ImportCustomsStarted
            | Self::CustomsHeld
            | Self::DutiesRequested
            | Self::DutiesPaid => BuyerStatus::CustomsInProgress,
            Self::CustomsCleared | Self::DepartedDestinationOffice => BuyerStatus::CustomsCompleted,
            Self::LastMileAnnounced | Self::HandedOver | Self::Relabeled => BuyerStatus::HandedOver,
            Self::ArrivedSorting
            | Self::DepartedSorting
            | Self::Rerouted
            | Self::ArrivedDepot
            | Self::HeldAtDepot
            | Self::DeliveryRescheduled => BuyerStatus::LocalCenter,
            Self::OutForDelivery => BuyerStatus::OutForDelivery,
            Self::AvailableForPickup | Self::Delivered => BuyerStatus::Delivered,
            Self::DeliveryAttempted => BuyerStatus::AttemptFailed,
            Self::SortingDelayed
            | Self::LineHaulDelayed
            | Self::HeldAtExportHub
            | Self::ExportCustomsHeld
            | Self::ExportCanceled
            | Self::CustomsRefused
            | Self::Missorted
            | Self::PickupExpired
            | Self::Refused
            | Self::Lost
            | Self::Damaged
            | Self::Destroyed
            | Self::Abandoned => BuyerStatus::Incident,
            Self::ReturnStarted | Self::ReturnDeparted | Self::ReturnArrived | Self::Returned => {
                BuyerStatus::ReturnToSender
            }
        }
    }

    /// Returns the phase, or none for what lies outside the eight (returns, losses, cancellations).
    pub const fn phase(self) -> Option<Phase> {
        Some(match self {
            Self::Announced
            | Self::Packed
            | Self::Dispatched
            | Self::PickupFailed
            | Self::PickedUp => Phase::A,
            Self::ArrivedOriginSorting | Self::SortingDelayed => Phase::B,
            Self::DepartedOriginSorting
            | Self::ArrivedExportHub
            | Self::ExportCustomsStarted
            | Self::ExportCustomsHeld
            | Self::ExportCleared
            | Self::HeldAtExportHub => Phase::C,
            Self::HandedToAirline
            | Self::LineHaulDelayed
            | Self::DepartedOrigin
            | Self::ArrivedTransit
            | Self::DepartedTransit
            | Self::ArrivedDestination
            | Self::HeldAtDestination
            | Self::InTransit
            | Self::TrackingEnds => Phase::D,
            Self::ImportCustomsStarted
            | Self::CustomsHeld
            | Self::DutiesRequested
            | Self::DutiesPaid
            | Self::CustomsCleared => Phase::E,
            Self::DepartedDestinationOffice | Self::ArrivedSorting | Self::DepartedSorting => {
                Phase::F
            }
            Self::LastMileAnnounced
            | Self::HandedOver
            | Self::Missorted
            | Self::Rerouted
            | Self::Relabeled
            | Self::ArrivedDepot
            | Self::HeldAtDepot => Phase::G,
            Self::OutForDelivery
            | Self::DeliveryAttempted
            | Self::DeliveryRescheduled
            | Self::AvailableForPickup
            | Self::Delivered => Phase::H,
            _ => return None,
        })
    }

    /// Returns the UPU M40 EMSEVT code of the event, where the postal exchange has one.
    pub const fn emsevt(self) -> Option<&'static str> {
        Some(match self {
            Self::PickedUp => "EMA",
            Self::ArrivedExportHub => "EMB",
            Self::ExportCustomsStarted => "EXA",
            Self::ExportCustomsHeld => "EXB",
            Self::ExportCleared => "EXC",
            Self::HeldAtExportHub => "EXD",
            Self::ExportCanceled => "EXX",
            Self::DepartedOrigin => "EMC",
            Self::ArrivedTransit => "EMJ",
            Self::DepartedTransit => "EMK",
            Self::ArrivedDestination => "EMD",
            Self::HeldAtDestination => "EDA",
            Self::ImportCustomsStarted => "EDB",
            Self::CustomsHeld | Self::DutiesRequested => "EME",
            Self::CustomsCleared => "EDC",
            Self::DepartedDestinationOffice | Self::HandedOver => "EMF",
            Self::ArrivedSorting => "EDD",
            Self::DepartedSorting => "EDE",
            Self::ArrivedDepot => "EMG",
            Self::HeldAtDepot => "EDF",
            Self::OutForDelivery => "EDG",
            Self::AvailableForPickup => "EDH",
            Self::DeliveryAttempted | Self::Refused => "EMH",
            Self::Delivered => "EMI",
            Self::CustomsRefused | Self::ReturnStarted | Self::Destroyed => "EDX",
            _ => return None,
        })
    }

    /// Tells whether a physical scan made it: the carrier had the parcel in its hands.
    pub const fn is_scan(self) -> bool {
        !matches!(
            self,
            Self::Announced
                | Self::Packed
                | Self::PickupFailed
                | Self::LastMileAnnounced
                | Self::Canceled
                | Self::Lost
                | Self::TrackingEnds
        )
    }
}

impl Leg {
    /// Tells whether the carrier at the door is in charge.
    pub const fn is_last_mile(self) -> bool {
        matches!(self, Self::LastMile)
    }
}
