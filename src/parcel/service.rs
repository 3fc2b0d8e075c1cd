//! Service lines: what a buyer chose, and what was promised for it.
//!
//! Invariant: a window is what somebody published, with the source beside it, or says that nobody did.

use super::country::LaneClass;

use LaneClass::{Major, Remote};

/// A shipping product of the platform or its logistics partner.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ServiceLine {
    /// Cheapest: scans grow scarce after export.
    SuperEconomy,
    /// The usual line, tracked to the door.
    Standard,
    /// A faster standard line.
    ExpeditedStandard,
    /// Batteries, liquids and the like.
    SpecialGoods,
    /// Bulky goods with freight partners.
    HeavyParcel,
    /// The fastest line, tracked to the door.
    Premium,
    /// From a Chinese seller to a Chinese buyer.
    ChinaDomestic,
    /// From sellers' stock in a warehouse near the buyer.
    LocalWarehouse,
    /// A small packet of China Post, registered but followed only to the border.
    UntrackedAbroad,
}

use ServiceLine::{
    ChinaDomestic, ExpeditedStandard, HeavyParcel, LocalWarehouse, Premium, SpecialGoods, Standard,
    SuperEconomy, UntrackedAbroad,
};

/// How far a parcel can be followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TrackedUntil {
    /// Until it leaves China.
    Export,
    /// Until it arrives in the destination country.
    Arrival,
    /// Until it is delivered.
    Door,
}

/// The time from order or dispatch to delivery that a buyer is told, in days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DeliveryWindow {
    /// The earliest day.
    pub low_days: u16,
    /// The latest day.
    pub high_days: u16,
    /// Who published it.
    pub source: &'static str,
}

impl ServiceLine {
    /// Every service line, in the order of the enum.
    pub const ALL: [Self; 9] = [
        SuperEconomy,
        Standard,
        ExpeditedStandard,
        SpecialGoods,
        HeavyParcel,
        Premium,
        ChinaDomestic,
        LocalWarehouse,
        UntrackedAbroad,
    ];

    /// Returns the service line of this key.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|service| service.key() == key)
    }

    /// Returns the key by which files and flags name the line.
    pub const fn key(self) -> &'static str {
        match self {
            SuperEconomy => "super-economy",
            Standard => "standard",
            ExpeditedStandard => "expedited-standard",
            SpecialGoods => "special-goods",
            HeavyParcel => "heavy-parcel",
            Premium => "premium",
            ChinaDomestic => "china-domestic",
            LocalWarehouse => "local-warehouse",
            UntrackedAbroad => "untracked-abroad",
        }
    }

    /// Returns the name as a buyer reads it.
    pub const fn name(self) -> &'static str {
        match self {
            SuperEconomy => "Cainiao Super Economy",
            Standard => "AliExpress Standard Shipping",
            ExpeditedStandard => "Cainiao Expedited Standard",
            SpecialGoods => "Cainiao Special Goods",
            HeavyParcel => "Cainiao Heavy Parcel Line",
            Premium => "AliExpress Premium Shipping",
            ChinaDomestic => "Cainiao Express",
            LocalWarehouse => "Local Warehouse Delivery",
            UntrackedAbroad => "China Post Registered Air Mail",
        }
    }

    /// Returns the published delivery window on a class of lane.
    pub const fn window(self, lane: LaneClass) -> DeliveryWindow {
        let (low_days, high_days, source) = match (self, lane) {
            (SuperEconomy, Major) => (
                20,
                45,
                "Cainiao's cross-border page, economy, as quoted by woodropship.com",
            ),
            (SuperEconomy, Remote) => (20, 60, "help pages of pasto.lt, super economy"),
            (Standard, Major) => (
                15,
                25,
                "a tracking guide for AliExpress Standard to major countries",
            ),
            (Standard, Remote) => (
                15,
                45,
                "AliExpress blog of 2025, as quoted by woodropship.com; guides say over 35",
            ),
            (ExpeditedStandard, _) => (10, 20, "a tracking guide for expedited Cainiao options"),
            (SpecialGoods, _) => (
                15,
                45,
                "none of its own; that of AliExpress Standard overall",
            ),
            (HeavyParcel, _) => (15, 50, "56ok.com: rail 15 to 30 days, sea 20 to 50"),
            (Premium, _) => (
                7,
                15,
                "AliExpress blog of 2025, as quoted by woodropship.com",
            ),
            (ChinaDomestic, _) => (1, 3, "Cainiao's report for 2015: 2.6 days on average"),
            (LocalWarehouse, _) => (
                2,
                7,
                "unpublished; European domestic transit of 1.2 to 1.3 days plus handling",
            ),
            (UntrackedAbroad, _) => (15, 40, "56ok.com: post to Europe and the United States"),
        };
        DeliveryWindow {
            low_days,
            high_days,
            source,
        }
    }

    /// Returns how far a parcel can be followed.
    pub const fn tracked_until(self) -> TrackedUntil {
        match self {
            UntrackedAbroad => TrackedUntil::Export,
            SuperEconomy => TrackedUntil::Arrival,
            Standard | ExpeditedStandard | SpecialGoods | HeavyParcel | Premium | ChinaDomestic
            | LocalWarehouse => TrackedUntil::Door,
        }
    }

    /// Tells whether the parcel crosses the border of China after the order.
    pub const fn leaves_china(self) -> bool {
        !matches!(self, ChinaDomestic | LocalWarehouse)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_found_again() {
        for (index, service) in ServiceLine::ALL.into_iter().enumerate() {
            assert_eq!(service as usize, index);
            assert_eq!(ServiceLine::from_key(service.key()), Some(service));
        }
        assert_eq!(ServiceLine::from_key("teleport"), None);
    }

    #[test]
    fn windows_open_before_they_close() {
        for service in ServiceLine::ALL {
            let (major, remote) = (service.window(Major), service.window(Remote));
            assert!(
                major.low_days < major.high_days && major.high_days <= remote.high_days,
                "{service:?}"
            );
            assert!(!major.source.is_empty() && !remote.source.is_empty());
        }
    }

    #[test]
    fn dearer_lines_are_followed_to_the_door() {
        assert_eq!(Premium.tracked_until(), TrackedUntil::Door);
        assert!(SuperEconomy.tracked_until() < TrackedUntil::Door);
        assert!(!LocalWarehouse.leaves_china());
    }
}
