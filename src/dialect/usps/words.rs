//! Words: which code, text and category USPS gives a milestone, and how it writes towns.
//!
//! Codes and texts are those of live answers and of the published lists as far as public; the exchange events of
//! international mail bear the codes of the postal union. What the post never shows has no event.

use super::settings::Category;
use crate::parcel::{City, FacilityKind, Milestone, Place, Reason};

/// What is written about an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Event {
    /// `eventCode`.
    pub(super) code: &'static str,
    /// `eventType`.
    pub(super) text: &'static str,
    /// The category of a parcel whose newest event it is.
    pub(super) category: Category,
}

/// Returns what is written about an event; nothing of what USPS never shows.
pub(super) const fn event(
    milestone: Milestone,
    reason: Option<Reason>,
    place: Option<FacilityKind>,
) -> Option<Event> {
    let Some((text, category)) = texts(milestone, reason, place) else {
        return None;
    };
    Some(Event {
        code: code(milestone, place),
        text,
        category,
    })
}

/// Returns an event's code; what the post never shows has none.
const fn code(milestone: Milestone, place: Option<FacilityKind>) -> &'static str {
    match milestone {
        Milestone::Announced => "GX",
        Milestone::LastMileAnnounced => "MA",
        Milestone::PickedUp => "03",
        Milestone::HandedOver => "OA",
        Milestone::ArrivedSorting => "A1",
        Milestone::DepartedSorting => "T1",
        Milestone::InTransit | Milestone::Relabeled => "TL",
        Milestone::Missorted => "08",
        Milestone::Rerouted => "06",
        Milestone::ArrivedDepot => "07",
        Milestone::HeldAtDepot => "NT",
        Milestone::OutForDelivery => "OF",
        Milestone::DeliveryAttempted => "02",
        Milestone::DeliveryRescheduled => "RE",
        Milestone::AvailableForPickup => match place {
            Some(FacilityKind::PickupPoint | FacilityKind::Locker) => "16",
            _ => "14",
        },
        Milestone::PickupExpired => "27",
        Milestone::Delivered => "01",
        Milestone::Refused => "04",
        Milestone::ReturnStarted | Milestone::ReturnDeparted | Milestone::ReturnArrived => "09",
        Milestone::Returned => "31",
        Milestone::Damaged => "DX",
        Milestone::Destroyed | Milestone::Abandoned => "11",
        // The scans of the postal exchange bear the postal union's codes.
        Milestone::DepartedOrigin
        | Milestone::ArrivedTransit
        | Milestone::DepartedTransit
        | Milestone::ArrivedDestination
        | Milestone::HeldAtDestination
        | Milestone::ImportCustomsStarted
        | Milestone::CustomsHeld
        | Milestone::DutiesRequested
        | Milestone::CustomsCleared
        | Milestone::CustomsRefused
        | Milestone::DepartedDestinationOffice
        | Milestone::Packed
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
        | Milestone::DutiesPaid
        | Milestone::Lost
        | Milestone::Canceled
        | Milestone::TrackingEnds => match milestone.emsevt() {
            Some(code) => code,
            None => "",
        },
    }
}

/// Returns an event's text and category.
const fn texts(
    milestone: Milestone,
    reason: Option<Reason>,
    place: Option<FacilityKind>,
) -> Option<(&'static str, Category)> {
    use Category as To;
    Some(match milestone {
        Milestone::Announced => (
            "Shipping Label Created, USPS Awaiting Item",
            To::PreShipment,
        ),
        Milestone::LastMileAnnounced => (
            "Pre-Shipment Info Sent to USPS, USPS Awaiting Item",
            To::PreShipment,
        ),
        Milestone::PickedUp => ("USPS in possession of item", To::Accepted),
        Milestone::HandedOver => ("Accepted at USPS Origin Facility", To::Accepted),
        Milestone::DepartedOrigin | Milestone::DepartedTransit => ("Departed", To::InTransit),
        Milestone::ArrivedTransit => ("Arrived", To::InTransit),
        Milestone::ArrivedDestination
        | Milestone::HeldAtDestination
        | Milestone::DepartedDestinationOffice => ("Processed Through Facility", To::InTransit),
        Milestone::ImportCustomsStarted => ("Inbound Into Customs", To::InTransit),
        Milestone::CustomsCleared => ("Inbound Out of Customs", To::InTransit),
        Milestone::CustomsHeld | Milestone::DutiesRequested => ("Held in Customs", To::Alert),
        Milestone::CustomsRefused => ("Import Terminated", To::Alert),
        Milestone::ArrivedSorting => ("Arrived at USPS Regional Facility", To::InTransit),
        Milestone::DepartedSorting => ("Departed USPS Regional Facility", To::InTransit),
        Milestone::InTransit | Milestone::Relabeled => {
            ("In Transit to Next Facility", To::InTransit)
        }
        Milestone::Missorted => ("Missent", To::InTransit),
        Milestone::Rerouted => ("Forwarded", To::InTransit),
        Milestone::ArrivedDepot => ("Arrived at Post Office", To::InTransit),
        Milestone::HeldAtDepot => ("Awaiting Delivery Scan", To::Alert),
        Milestone::OutForDelivery => ("Out for Delivery", To::OutForDelivery),
        Milestone::DeliveryAttempted => (attempted(reason), To::Attempt),
        Milestone::DeliveryRescheduled => ("Redelivery Scheduled", To::Attempt),
        Milestone::AvailableForPickup => ("Available for Pickup", To::Pickup),
        Milestone::Delivered => (delivered(reason, place), To::Delivered),
        Milestone::Refused => ("Refused", To::Alert),
        Milestone::PickupExpired => ("Unclaimed", To::Alert),
        Milestone::ReturnStarted => ("Return to Sender Processed", To::Alert),
        Milestone::ReturnDeparted | Milestone::ReturnArrived => {
            ("Return to Sender in Transit", To::Alert)
        }
        Milestone::Returned => ("Returned to Sender", To::Alert),
        Milestone::Damaged => ("Damaged in Transit", To::Alert),
        Milestone::Destroyed | Milestone::Abandoned => ("Disposed by Post Office", To::Alert),
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
        | Milestone::DutiesPaid
        | Milestone::Lost
        | Milestone::Canceled
        | Milestone::TrackingEnds => return None,
    })
}

const fn attempted(reason: Option<Reason>) -> &'static str {
    match reason {
        Some(Reason::NoAccess) => "Delivery Attempted - No Access to Delivery Location",
        Some(Reason::BusinessClosed) => "Notice Left (Business Closed)",
        Some(Reason::BadAddress) => "Insufficient Address",
        Some(Reason::RescheduledByRecipient) => "Held at Post Office, At Customer Request",
        Some(Reason::RoundOverran) => "Delivery Attempt, Delivery Exception",
        _ => "Notice Left (No Authorized Recipient Available)",
    }
}

const fn delivered(reason: Option<Reason>, place: Option<FacilityKind>) -> &'static str {
    match (reason, place) {
        (_, Some(FacilityKind::Locker)) => "Delivered, Parcel Locker",
        (Some(Reason::Collected), Some(FacilityKind::PickupPoint)) => {
            "Delivered, Individual Picked Up at Postal Facility"
        }
        (Some(Reason::Collected), _) => "Delivered, Individual Picked Up at Post Office",
        (Some(Reason::InMailbox), _) => "Delivered, In/At Mailbox",
        (Some(Reason::LeftAtDoor), _) => "Delivered, Front Door/Porch",
        (Some(Reason::HandedOver), _) => "Delivered, Left with Individual",
        (Some(Reason::Neighbor), _) => "Delivered, To Neighbor as Requested",
        _ => "Delivered",
    }
}

/// Returns what a sentence says of a parcel whose newest event it is, between "Your item" and the time.
pub(super) const fn sentence(event: Event) -> &'static str {
    match event.category {
        Category::PreShipment => "was announced to USPS and is awaited since",
        Category::Accepted => "was accepted at",
        Category::InTransit => "was on its way at",
        Category::OutForDelivery => "was out for delivery at",
        Category::Delivered => delivery(event.text),
        Category::Attempt => "could not be delivered at",
        Category::Pickup => "was ready to be picked up at",
        Category::Alert => "needs attention since",
    }
}

const fn delivery(text: &'static str) -> &'static str {
    match text.as_bytes() {
        b"Delivered, Parcel Locker" => "was delivered to a parcel locker at",
        b"Delivered, In/At Mailbox" => "was delivered in or at the mailbox at",
        b"Delivered, Front Door/Porch" => "was delivered at the front door or porch at",
        b"Delivered, Left with Individual" => "was delivered to an individual at the address at",
        b"Delivered, To Neighbor as Requested" => "was delivered to a neighbor as requested at",
        b"Delivered, Individual Picked Up at Post Office" => "was picked up at the post office at",
        b"Delivered, Individual Picked Up at Postal Facility" => {
            "was picked up at a postal facility at"
        }
        _ => "was delivered at",
    }
}

/// The months.
pub(super) const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// How the post writes a town of its own country.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Town {
    /// The city's code.
    code: &'static str,
    pub(super) name: &'static str,
    pub(super) state: &'static str,
    /// The ZIP code of the post office that serves the city here.
    pub(super) zip: &'static str,
}

const fn town(
    code: &'static str,
    name: &'static str,
    state: &'static str,
    zip: &'static str,
) -> Town {
    Town {
        code,
        name,
        state,
        zip,
    }
}

pub(super) const TOWNS: &[Town] = &[
    town("US-NYC", "NEW YORK", "NY", "10001"),
    town("US-MIA", "MIAMI", "FL", "33101"),
    town("US-ATL", "ATLANTA", "GA", "30303"),
    town("US-BOS", "BOSTON", "MA", "02108"),
    town("US-CHI", "CHICAGO", "IL", "60607"),
    town("US-DAL", "DALLAS", "TX", "75201"),
    town("US-HOU", "HOUSTON", "TX", "77002"),
    town("US-PHX", "PHOENIX", "AZ", "85003"),
    town("US-LAX", "LOS ANGELES", "CA", "90001"),
    town("US-SEA", "SEATTLE", "WA", "98101"),
];

impl Town {
    /// Returns the town of a city in the United States.
    pub(super) fn of(city: City) -> Option<&'static Self> {
        TOWNS.iter().find(|town| town.code == city.code())
    }
}

/// Returns what a place does.
pub(super) fn kind(place: Place) -> Option<FacilityKind> {
    place.facility().map(crate::parcel::Facility::kind)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parcel::Country;

    #[test]
    fn every_town_of_the_country_is_known_and_its_code_fits() {
        for city in Country::US.cities() {
            let town = Town::of(city).expect("a row");
            assert_eq!(town.name, city.name().to_uppercase());
            let fits = |(digit, shape): (u8, u8)| shape == b'#' || digit == shape;
            let mut pairs = town.zip.bytes().zip(city.postal_pattern().bytes());
            assert!(town.zip.len() == 5 && pairs.all(fits), "{}", town.code);
        }
        assert_eq!(TOWNS.len(), Country::US.cities().len());
    }

    #[test]
    fn the_published_rows_hold() {
        let code = |milestone| event(milestone, None, None).map(|event| event.code);
        let text = |milestone| event(milestone, None, None).map(|event| event.text);
        assert_eq!(code(Milestone::Announced), Some("GX"));
        assert_eq!(code(Milestone::LastMileAnnounced), Some("MA"));
        assert_eq!(code(Milestone::PickedUp), Some("03"));
        assert_eq!(code(Milestone::ExportCleared), None);
        assert_eq!(text(Milestone::DepartedOrigin), Some("Departed"));
        let arrived = Some("Processed Through Facility");
        assert_eq!(text(Milestone::ArrivedDestination), arrived);
        assert_eq!(text(Milestone::CustomsHeld), Some("Held in Customs"));
        let cleared = Some("Inbound Out of Customs");
        assert_eq!(text(Milestone::CustomsCleared), cleared);
        assert!(text(Milestone::HandedOver).is_some_and(|text| text.starts_with("Accepted")));
        assert_eq!(code(Milestone::OutForDelivery), Some("OF"));
        assert_eq!(code(Milestone::DeliveryAttempted), Some("02"));
        assert_eq!(code(Milestone::AvailableForPickup), Some("14"));
        let at_point = event(
            Milestone::AvailableForPickup,
            None,
            Some(FacilityKind::PickupPoint),
        );
        assert_eq!(at_point.map(|event| event.code), Some("16"));
        assert_eq!(code(Milestone::Delivered), Some("01"));
        assert_eq!(code(Milestone::ReturnStarted), Some("09"));
        assert_eq!(code(Milestone::Returned), Some("31"));
        assert_eq!(code(Milestone::Lost), None);
    }
}
