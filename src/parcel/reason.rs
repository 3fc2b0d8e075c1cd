//! Reasons: why a parcel was held, not delivered, or sent back.

vocabulary! {
    /// Why something happened to a parcel.
    pub enum Reason {
        /// Customs picked the parcel for examination.
        Inspection = "inspection",
        /// An invoice, identity number or declaration is missing.
        DocumentsMissing = "documents-missing",
        /// Duty or tax has to be paid before release.
        DutiesUnpaid = "duties-unpaid",
        /// The goods may not be imported.
        ProhibitedGoods = "prohibited-goods",
        /// The goods may not be flown or exported as declared.
        ExportSecurity = "export-security",
        /// The declared value or content is doubted.
        ValueDoubted = "value-doubted",
        /// Nobody was at home.
        NobodyHome = "nobody-home",
        /// The address is incomplete or wrong.
        BadAddress = "bad-address",
        /// The building or mailbox could not be reached.
        NoAccess = "no-access",
        /// The business was closed.
        BusinessClosed = "business-closed",
        /// The recipient asked for another day.
        RescheduledByRecipient = "rescheduled-by-recipient",
        /// The round ended before the stop was reached.
        RoundOverran = "round-overran",
        /// The addressee did not want it.
        Refused = "refused",
        /// Nobody collected it in time.
        Unclaimed = "unclaimed",
        /// Every attempt failed.
        AttemptsExhausted = "attempts-exhausted",
        /// Customs did not let it in.
        CustomsRefused = "customs-refused",
        /// The parcel or its label was damaged.
        Damage = "damage",
        /// The flight was canceled, full or late.
        FlightDelayed = "flight-delayed",
        /// It was sorted to the wrong place.
        Missorted = "missorted",
        /// Bad weather, a strike or another cause outside the network.
        OutsideCause = "outside-cause",
        /// The receptacle was lost between two carriers.
        LostInTransit = "lost-in-transit",
        /// A carrier left it at the door.
        LeftAtDoor = "left-at-door",
        /// It went into the mailbox.
        InMailbox = "in-mailbox",
        /// It was handed to the addressee.
        HandedOver = "handed-over",
        /// A neighbor took it.
        Neighbor = "neighbor",
        /// The addressee collected it.
        Collected = "collected",
        /// The seller canceled or never sent it.
        SellerCanceled = "seller-canceled",
        /// The seller has no stock.
        OutOfStock = "out-of-stock",
    }
}
