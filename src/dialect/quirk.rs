//! Quirks: how a carrier garbles time, text and shape, as values that a renderer takes.

vocabulary! {
    /// One way in which a carrier's answers are wrong although its record is right.
    pub enum Quirk {
        /// Event codes come in lower case and with spaces now and then.
        SloppyCodes = "sloppy-codes",
        /// Some events have no time zone.
        ZoneMissing = "zone-missing",
    }
}

/// The quirks that an answer shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Quirks(u64);

impl Quirks {
    /// No quirk at all.
    pub const NONE: Self = Self(0);

    /// Returns these quirks and one more.
    #[must_use]
    pub const fn with(self, quirk: Quirk) -> Self {
        Self(self.0 | 1 << quirk.index())
    }

    /// Tells whether a quirk is among them.
    pub const fn has(self, quirk: Quirk) -> bool {
        self.0 & 1 << quirk.index() != 0
    }
}
