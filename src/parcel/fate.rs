//! Fates: how a journey ends. Every journey ends in exactly one.

vocabulary! {
    /// How a journey ends, in truth (what a carrier shows may differ).
    pub enum Fate {
        /// The addressee has the parcel, at the door or collected.
        Delivered = "delivered",
        /// The sender has it back.
        Returned = "returned",
        /// Nobody will ever find it.
        Lost = "lost",
        /// Customs or the carrier destroyed it.
        Destroyed = "destroyed",
        /// It broke on the way and was taken out of the mail.
        Damaged = "damaged",
        /// It was undeliverable and sending it back was not worth the postage.
        Abandoned = "abandoned",
        /// No parcel ever travelled.
        NeverShipped = "never-shipped",
    }
}
