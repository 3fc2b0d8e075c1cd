//! Settings: what USPS is taken to say where nobody could confirm it.

use crate::dialect::Setting;

/// `statusCategory`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Category {
    PreShipment,
    Accepted,
    InTransit,
    OutForDelivery,
    Delivered,
    Attempt,
    Pickup,
    Alert,
}

const fn setting(name: &'static str, default: &'static str, help: &'static str) -> Setting {
    Setting {
        name,
        default,
        help,
    }
}

/// Each category and what it is called, in the order of the enum.
pub(super) const CATEGORIES: [(Category, Setting); 8] = [
    (
        Category::PreShipment,
        setting(
            "usps.category.pre-shipment",
            "Pre-Shipment",
            "statusCategory of what USPS was only told of",
        ),
    ),
    (
        Category::Accepted,
        setting(
            "usps.category.accepted",
            "Accepted",
            "statusCategory of what USPS has just got",
        ),
    ),
    (
        Category::InTransit,
        setting(
            "usps.category.in-transit",
            "In Transit",
            "statusCategory of what is on its way",
        ),
    ),
    (
        Category::OutForDelivery,
        setting(
            "usps.category.out-for-delivery",
            "Out for Delivery",
            "statusCategory of what is on the vehicle",
        ),
    ),
    (
        Category::Delivered,
        setting(
            "usps.category.delivered",
            "Delivered",
            "statusCategory of what is delivered",
        ),
    ),
    (
        Category::Attempt,
        setting(
            "usps.category.attempt",
            "Delivery Attempt",
            "statusCategory after the courier came in vain",
        ),
    ),
    (
        Category::Pickup,
        setting(
            "usps.category.pickup",
            "Available for Pickup",
            "statusCategory of what waits to be collected",
        ),
    ),
    (
        Category::Alert,
        setting(
            "usps.category.alert",
            "Alert",
            "statusCategory of what is held, goes back or is lost",
        ),
    ),
];

pub(super) const END_OF_DAY: Setting = setting(
    "usps.end-of-day",
    "21:00:00",
    "the hour in expectedDeliveryTimeStamp",
);
pub(super) const CLASS: &str = "USPS Ground Advantage<SUP>&#153;</SUP>";
pub(super) const CLASS_INTERNATIONAL: Setting = setting(
    "usps.class.international",
    "First-Class Package International Service<SUP>&#174;</SUP>",
    "mailClass of what came under a postal number from abroad",
);
pub(super) const NOT_FOUND: Setting = setting(
    "usps.not-found.message",
    "A status update is not yet available for this tracking number.",
    "message, title and detail of the 404",
);
pub(super) const NOT_FOUND_CODE: Setting =
    setting("usps.not-found.code", "404", "the inner code of the 404");

pub(super) const SETTINGS: &[Setting] = &[
    CATEGORIES[0].1,
    CATEGORIES[1].1,
    CATEGORIES[2].1,
    CATEGORIES[3].1,
    CATEGORIES[4].1,
    CATEGORIES[5].1,
    CATEGORIES[6].1,
    CATEGORIES[7].1,
    END_OF_DAY,
    CLASS_INTERNATIONAL,
    NOT_FOUND,
    NOT_FOUND_CODE,
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn categories_stand_at_their_places() {
        for (place, (category, _)) in CATEGORIES.iter().enumerate() {
            assert_eq!(*category as usize, place);
        }
    }
}
