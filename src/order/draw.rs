//! Addresses of an order's luck.

/// The words of an order's stream. The numbers are part of the output format: never reuse or renumber one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum OrderDraw {
    /// Which scenario of a mix.
    Mix = 0,
    /// Which country.
    Destination = 1,
    /// Which city.
    City = 2,
    /// Which seller's city.
    Origin = 3,
    /// At what time of the day.
    Time = 4,
    /// How long the seller takes.
    Handling = 5,
    /// How long until the buyer has the number.
    Tell = 6,
    /// How long a first number stands, or how much earlier another order was.
    Interval = 7,
    /// A detail of the number: its check digit, its slip.
    Detail = 8,
    /// The form of the number at the origin.
    OriginForm = 9,
    /// Who does the last mile.
    LastMile = 10,
    /// Whether the last mile gives a number of its own.
    HandOver = 11,
    /// The city of another buyer.
    OtherCity = 12,
    /// The city where what goes astray turns up.
    Elsewhere = 13,
    /// Whether and how long the seller is away at Spring Festival.
    SellerRest = 14,
    /// How much later the second parcel of an order is; the next addresses are for the third and fourth.
    Later = 15,
}

impl OrderDraw {
    /// Returns the address.
    pub const fn address(self) -> u64 {
        self as u64
    }
}
