//! Observers: whose system holds an observation.

vocabulary! {
    /// A system that records or repeats scans and shows them to whoever asks.
    pub enum Observer {
        /// The network that took the parcel from the seller; it repeats what its partners report.
        OriginCarrier = "origin-carrier",
        /// The carrier at the door, which saw its own part only, under its own number.
        LastMile = "last-mile",
        /// A tracking site that polls the two others.
        Aggregator = "aggregator",
    }
}
