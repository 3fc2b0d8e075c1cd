//! Words: which code and name Royal Mail gives a milestone, and what it says of an item.
//!
//! Its list has one code for a delivery office, which means that the item is due today; what came there without being
//! due is said as at a mail centre.

use crate::dialect::{Setting, Visit};
use crate::parcel::{Country, Facility, FacilityKind, Milestone, Place, Reason};
use crate::record::Observation;

/// Where an item stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stage {
    Announced,
    InTransit,
    Redirected,
    DueToday,
    Attempted,
    Held,
    Collect,
    Delivered,
    Returning,
    Returned,
    Customs,
}

/// What is written about an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Event {
    /// `eventCode`.
    pub(super) code: &'static str,
    /// `eventName`.
    pub(super) name: &'static str,
    /// Where an item stands whose newest event it is.
    pub(super) stage: Stage,
}

const fn setting(name: &'static str, default: &'static str, help: &'static str) -> Setting {
    Setting {
        name,
        default,
        help,
    }
}

pub(super) const SUMMARY_MOST: Setting = setting(
    "royalmail.summary.most",
    "30",
    "how many items one summary is for at most",
);
pub(super) const UNKNOWN_STATUS: Setting = setting(
    "royalmail.unknown.status",
    "404",
    "the status of E1142: 404 or 400",
);
const PRODUCT_ID: Setting = setting("royalmail.product.id", "TPS", "productId");
const PRODUCT_NAME: Setting = setting(
    "royalmail.product.name",
    "Royal Mail Tracked 48",
    "productName",
);
const PRODUCT_DESCRIPTION: Setting = setting(
    "royalmail.product.description",
    "Our two day service with tracking",
    "productDescription",
);
const ATTEMPTED: Setting = setting(
    "royalmail.category.attempted",
    "ATTEMPTED DELIVERY",
    "statusCategory after the postman came in vain",
);
const COLLECT: Setting = setting(
    "royalmail.category.collect",
    "AVAILABLE FOR COLLECTION",
    "statusCategory of what waits to be collected",
);
const RETURNED: Setting = setting(
    "royalmail.category.returned",
    "RETURNED TO SENDER",
    "statusCategory of what goes back",
);
pub(super) const SETTINGS: &[Setting] = &[
    SUMMARY_MOST,
    UNKNOWN_STATUS,
    PRODUCT_ID,
    PRODUCT_NAME,
    PRODUCT_DESCRIPTION,
    ATTEMPTED,
    COLLECT,
    RETURNED,
];

/// What settings say of items.
#[derive(Debug, Clone, Copy)]
pub(super) struct Product<'a> {
    pub(super) id: &'a str,
    pub(super) name: &'a str,
    pub(super) description: &'a str,
    attempted: &'a str,
    collect: &'a str,
    returned: &'a str,
}

impl<'a> Product<'a> {
    pub(super) fn of(visit: &Visit<'a>) -> Self {
        Self {
            id: visit.setting(&PRODUCT_ID),
            name: visit.setting(&PRODUCT_NAME),
            description: visit.setting(&PRODUCT_DESCRIPTION),
            attempted: visit.setting(&ATTEMPTED),
            collect: visit.setting(&COLLECT),
            returned: visit.setting(&RETURNED),
        }
    }

    pub(super) const fn category(&self, stage: Stage) -> &'a str {
        match stage {
            Stage::Delivered => "DELIVERED",
            Stage::Attempted => self.attempted,
            Stage::Collect => self.collect,
            Stage::Returning | Stage::Returned => self.returned,
            Stage::Announced
            | Stage::InTransit
            | Stage::Redirected
            | Stage::DueToday
            | Stage::Held
            | Stage::Customs => "IN TRANSIT",
        }
    }
}

impl Stage {
    /// Tells whether somebody has tried to deliver the item.
    pub(super) const fn is_at_the_door(self) -> bool {
        matches!(
            self,
            Self::Attempted | Self::Collect | Self::Delivered | Self::Returning | Self::Returned
        )
    }

    pub(super) const fn description(self) -> &'static str {
        match self {
            Self::Announced => "The sender is despatching it",
            Self::InTransit => "It is on its way",
            Self::Redirected => "It is being redirected",
            Self::DueToday => "It is due to be delivered today",
            Self::Attempted => "We tried to deliver it",
            Self::Held => "We are holding it",
            Self::Collect => "It is ready to be collected",
            Self::Delivered => "It has been delivered",
            Self::Returning => "It is going back to its sender",
            Self::Returned => "It is back with its sender",
            Self::Customs => "It is with customs",
        }
    }

    pub(super) const fn help(self) -> &'static str {
        match self {
            Self::Announced => "The item is not in our network yet",
            Self::InTransit | Self::Redirected | Self::DueToday | Self::Customs => {
                "The item is in transit"
            }
            Self::Attempted => "A card was left that says what to do",
            Self::Held => "The item is kept until it can be delivered",
            Self::Collect => "Bring the card and a proof of identity",
            Self::Delivered => "The item is delivered",
            Self::Returning | Self::Returned => "The item could not be delivered",
        }
    }

    /// Returns what is said of an item, between its number and the day.
    pub(super) const fn sentence(self) -> &'static str {
        match self {
            Self::Announced => "was announced",
            Self::InTransit => "was on its way",
            Self::Redirected => "was forwarded to the Delivery Office",
            Self::DueToday => "was due to be delivered",
            Self::Attempted => "could not be delivered",
            Self::Held => "was held",
            Self::Collect => "was ready to be collected",
            Self::Delivered => "was delivered",
            Self::Returning => "was sent back",
            Self::Returned => "was delivered back to the sender",
            Self::Customs => "was with customs",
        }
    }
}

/// Returns what is written about an event; nothing of what Royal Mail never shows.
pub(super) fn event(seen: &Observation) -> Option<Event> {
    let place = seen.place.facility().map(Facility::kind);
    let (code, name, stage) = match seen.milestone {
        Milestone::Announced | Milestone::LastMileAnnounced => {
            ("EVAIP", "Sender despatching item", Stage::Announced)
        }
        Milestone::PickedUp => ("EVAIE", "Sender despatching item", Stage::Announced),
        Milestone::HandedOver => ("EVBAH", "At National Parcel Hub", Stage::InTransit),
        Milestone::ArrivedSorting => ("EVIMC", "Item reached Mail Centre", Stage::InTransit),
        Milestone::DepartedSorting => ("EVDAC", "Item processed at Mail Centre", Stage::InTransit),
        Milestone::InTransit | Milestone::Relabeled => {
            ("EVDAV", "Item processed at Mail Centre", Stage::InTransit)
        }
        Milestone::ArrivedDepot => ("EVIAV", "Item reached Mail Centre", Stage::InTransit),
        Milestone::Missorted => ("EVNMI", "Forwarded - Mis-sort", Stage::Redirected),
        Milestone::Rerouted => ("EVGMI", "Forwarded - Mis-sort", Stage::Redirected),
        Milestone::OutForDelivery => (
            "EVGPD",
            "Received by Delivery Office, due for delivery today",
            Stage::DueToday,
        ),
        Milestone::HeldAtDepot => ("EVNRT", "Retained on request", Stage::Held),
        Milestone::DeliveryAttempted => attempted(seen.reason),
        Milestone::DeliveryRescheduled => ("EVNAR", "Redelivery next day", Stage::Attempted),
        Milestone::AvailableForPickup => ("EVKLC", "Ready at the collection point", Stage::Collect),
        Milestone::PickupExpired => ("EVNDN", "Unable to deliver", Stage::Returning),
        Milestone::Delivered => delivered(seen.reason, place),
        Milestone::Refused => ("EVKRF", "Refused - return to sender", Stage::Returning),
        Milestone::ReturnStarted | Milestone::ReturnDeparted | Milestone::ReturnArrived => {
            returning(seen.reason)
        }
        Milestone::Returned => ("EVRTS", "Delivered back to sender", Stage::Returned),
        Milestone::ImportCustomsStarted
        | Milestone::CustomsHeld
        | Milestone::DutiesRequested
        | Milestone::CustomsRefused => ("EVNCU", "Held by customs", Stage::Customs),
        Milestone::Packed
        | Milestone::Dispatched
        | Milestone::PickupFailed
        | Milestone::ArrivedOriginSorting
        | Milestone::DepartedOriginSorting
        | Milestone::SortingDelayed
        | Milestone::ArrivedExportHub
        | Milestone::ExportCustomsStarted
        | Milestone::ExportCustomsHeld
        | Milestone::ExportCleared
        | Milestone::ExportCanceled
        | Milestone::HeldAtExportHub
        | Milestone::HandedToAirline
        | Milestone::LineHaulDelayed
        | Milestone::DepartedOrigin
        | Milestone::ArrivedTransit
        | Milestone::DepartedTransit
        | Milestone::ArrivedDestination
        | Milestone::HeldAtDestination
        | Milestone::DutiesPaid
        | Milestone::CustomsCleared
        | Milestone::DepartedDestinationOffice
        | Milestone::Lost
        | Milestone::Damaged
        | Milestone::Destroyed
        | Milestone::Abandoned
        | Milestone::Canceled
        | Milestone::TrackingEnds => return None,
    };
    Some(Event { code, name, stage })
}

type Words = (&'static str, &'static str, Stage);

const fn attempted(reason: Option<Reason>) -> Words {
    match reason {
        Some(Reason::NoAccess) => ("EVKAA", "Address inaccessible", Stage::Attempted),
        Some(Reason::BadAddress) => (
            "EVKAI",
            "Address not identifiable - return to sender",
            Stage::Attempted,
        ),
        Some(Reason::RescheduledByRecipient) => ("EVNRT", "Retained on request", Stage::Held),
        Some(Reason::RoundOverran) => ("EVNDN", "Unable to deliver", Stage::Attempted),
        _ => ("EVKNA", "Delivery attempted - no one in", Stage::Attempted),
    }
}

const fn delivered(reason: Option<Reason>, place: Option<FacilityKind>) -> Words {
    let (code, name) = match (reason, place) {
        (Some(Reason::Neighbor), _) => ("EVKDN", "Delivered to neighbour"),
        (Some(Reason::LeftAtDoor), _) => ("EVKSF", "Delivered to safeplace"),
        (Some(Reason::Collected), Some(FacilityKind::Depot)) => {
            ("EVNOC", "Collected from Delivery Office")
        }
        (Some(Reason::Collected), _) => ("EVPLC", "Collected at Post Office"),
        (Some(Reason::HandedOver), _) => ("EVKSP", "Delivered"),
        _ => ("EVKOP", "Delivered"),
    };
    (code, name, Stage::Delivered)
}

const fn returning(reason: Option<Reason>) -> Words {
    let (code, name) = match reason {
        Some(Reason::Refused) => ("EVNRF", "Refused - return to sender"),
        Some(Reason::BadAddress) => ("EVKAI", "Address not identifiable - return to sender"),
        _ => ("EVNGA", "Gone away - return to sender"),
    };
    (code, name, Stage::Returning)
}

/// Returns how a place is called: `Leeds DO` is a delivery office, `Leeds MC` a mail centre.
pub(super) fn location(place: Place) -> String {
    let city = place.city().name();
    let suffix = match place.facility().map(Facility::kind) {
        Some(FacilityKind::Sorting) => "MC",
        Some(FacilityKind::Counter | FacilityKind::PickupPoint) => "Post Office",
        Some(FacilityKind::Locker) => "Parcel Locker",
        Some(
            FacilityKind::OfficeOfExchange
            | FacilityKind::Gateway
            | FacilityKind::Customs
            | FacilityKind::ReturnsCenter,
        ) => "Worldwide DC",
        _ => "DO",
    };
    format!("{city} {suffix}")
}

/// Returns a country's code of three letters and its name, where they are sure.
pub(super) fn country(country: Country) -> Option<(&'static str, &'static str)> {
    Some(match country {
        Country::GB => (
            "GBR",
            "United Kingdom of Great Britain and Northern Ireland",
        ),
        Country::CN => ("CHN", "China"),
        Country::HK => ("HKG", "Hong Kong"),
        Country::MY => ("MYS", "Malaysia"),
        Country::ES => ("ESP", "Spain"),
        Country::PL => ("POL", "Poland"),
        Country::DE => ("DEU", "Germany"),
        Country::FR => ("FRA", "France"),
        Country::BE => ("BEL", "Belgium"),
        Country::US => ("USA", "United States of America"),
        _ => return None,
    })
}
