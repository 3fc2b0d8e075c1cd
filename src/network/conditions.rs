//! Conditions: which effects of the world are on.

use crate::calendar::Holidays;

/// Which effects of the world are on. Everything is, unless a calibration says otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Conditions {
    /// Whether public holidays and seasons count.
    pub holidays: Holidays,
    /// Whether parcels share departures, bags and backlogs.
    pub causes: SharedCauses,
}

/// Whether parcels share departures, bags and backlogs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SharedCauses {
    /// As in the world.
    #[default]
    On,
    /// Every parcel travels alone; only the lane's weeks differ.
    Off,
}

impl Conditions {
    /// As in the world.
    pub const WORLD: Self = Self {
        holidays: Holidays::Kept,
        causes: SharedCauses::On,
    };
    /// The conditions of the calibration: no holidays, and every parcel alone.
    pub const CALIBRATION: Self = Self {
        holidays: Holidays::Ignored,
        causes: SharedCauses::Off,
    };
}

impl Default for Conditions {
    fn default() -> Self {
        Self::WORLD
    }
}
