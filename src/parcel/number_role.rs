//! Number roles: what a number is to a parcel. Below the fleet, numbers are roles and have no text.

vocabulary! {
    /// What a number is to a parcel.
    pub enum NumberRole {
        /// The number it got at the origin.
        Origin = "origin",
        /// The number that the last-mile carrier gave it at the hand-over.
        LastMile = "last-mile",
        /// Known to the platform, empty, and later pointing to another.
        Placeholder = "placeholder",
        /// Unknown everywhere, later replaced in the order.
        Provisional = "provisional",
        /// Unknown everywhere, for ever.
        Invented = "invented",
    }
}

/// A number of a case: whose, and what it is to that parcel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NumberRef {
    /// The parcel's place in the case.
    pub parcel: u8,
    /// What the number is to it.
    pub role: NumberRole,
}

impl NumberRole {
    /// Tells whether some carrier or the platform knows the number.
    pub const fn is_known(self) -> bool {
        matches!(self, Self::Origin | Self::LastMile | Self::Placeholder)
    }
}
