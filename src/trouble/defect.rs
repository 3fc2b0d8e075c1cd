//! Defects: trouble of the case and of the record.

explained! {
    /// Something that goes wrong with a case or its record. The order is part of the output format: append only.
    pub enum Defect {
        /// The number first told is known to the platform, stays empty, and is replaced.
        PlaceholderNumber = "placeholder-number",
        /// The number first told is unknown everywhere, and is replaced.
        ProvisionalNumber = "provisional-number",
        /// The number told is nobody's.
        InventedNumber = "invented-number",
        /// The number told has a slip of the pen.
        MistypedNumber = "mistyped-number",
        /// The number told is another buyer's.
        CopiedNumber = "copied-number",
        /// The number had an earlier life.
        RecycledNumber = "recycled-number",
        /// The order gets another number once the last mile shows something.
        NumberChanges = "number-changes",
        /// The order comes in several parcels, one number after the other.
        PartialShipment = "partial-shipment",
        /// A scan is shown twice, alike in everything.
        Duplicate = "duplicate",
        /// A scan is shown again with a time some seconds later.
        NearDuplicate = "near-duplicate",
        /// A scan is made again hours or days later.
        Repeat = "repeat",
        /// A scan is never shown.
        MissingScan = "missing-scan",
        /// A scan is shown hours or days late, after later ones.
        LatePublish = "late-publish",
        /// A scan takes the very second of the one before it.
        SameInstant = "same-instant",
        /// Times are cut to whole minutes.
        WholeMinutes = "whole-minutes",
        /// The clock of the device that scanned was ahead, up to three hours.
        ClockAhead = "clock-ahead",
        /// The time of a scan is corrected weeks later.
        Edited = "edited",
        /// A scan is taken back days later.
        Retracted = "retracted",
        /// The delivery is stamped minutes before the parcel went out for it: the courier confirms both at once.
        DeliveredBeforeOut = "delivered-before-out",
        /// After the end, a depot scans the parcel again.
        PostTerminalScan = "post-terminal-scan",
        /// After the end, an exception is recorded.
        PostTerminalException = "post-terminal-exception",
        /// After the end, the origin records that its data is complete.
        PostTerminalNotice = "post-terminal-notice",
        /// After the return to the sender, its delivery to the sender is recorded as a delivery.
        ReturnAsDelivery = "return-as-delivery",
        /// The carrier cancels the label, and the parcel goes on.
        VoidedLabel = "voided-label",
        /// The number is found, then not found for hours or days, then found again.
        Vanish = "vanish",
        /// Nothing is shown for days in the middle of the journey; then all of it at once.
        Backlog = "backlog",
        /// Carriers forget a parcel 30 days after the last scan, not 120.
        ShortMemory = "short-memory",
    }
}

vocabulary! {
    /// What trouble is about.
    pub enum Home {
        /// Orders and numbers.
        Case = "case",
        /// What carriers write down, and when they show it.
        Record = "record",
        /// How an answer garbles what a record says.
        Wire = "wire",
    }
}

impl Defect {
    /// Returns what it is about.
    pub const fn home(self) -> Home {
        match self {
            Self::PlaceholderNumber
            | Self::ProvisionalNumber
            | Self::InventedNumber
            | Self::MistypedNumber
            | Self::CopiedNumber
            | Self::RecycledNumber
            | Self::NumberChanges
            | Self::PartialShipment => Home::Case,
            _ => Home::Record,
        }
    }
}

/// Returns the first address of a defect's luck with a parcel; 52 bits below it are for what it is about.
pub const fn address(defect: Defect, parcel: u8) -> u64 {
    (defect as u64) << 56 | ((parcel & 15) as u64) << 52
}
