//! When a human can do a thing to a parcel: hours of the day by kind of work, working days, week-ends.

vocabulary! {
    /// Whose working hours an event keeps.
    pub enum Hours {
        /// The courier at the seller's, in China.
        Pickup = "pickup",
        /// Sorting centers: every day, mostly at night.
        Sorting = "sorting",
        /// Customs officers.
        Customs = "customs",
        /// The start of a delivery round.
        Round = "round",
        /// The doorstep, on the day of the round.
        Doorstep = "doorstep",
        /// A repeated visit on a later working day.
        Redelivery = "redelivery",
        /// A post office counter or shop.
        Counter = "counter",
        /// A back office: claims, returns, decisions.
        Office = "office",
    }
}
