//! Scripts: the six numbers of the carrier `shippo`, which are answered without any parcel.
//!
//! One of them is documented; what the others show is in its manner.

use super::wire::{self, Address, Event, Label, Track};
use crate::parcel::Timestamp;
use crate::parcel::time::{DAY, HOUR};

/// The carrier of the mock numbers.
pub(super) const CARRIER: &str = "shippo";

const SAN_FRANCISCO: Address = Address {
    city: "San Francisco",
    state: "CA",
    zip: "94103",
    country: "US",
};

const CHICAGO: Address = Address {
    city: "Chicago",
    state: "IL",
    zip: "60611",
    country: "US",
};

/// An event: seconds before now, status, text, place.
type Step = (i64, &'static str, &'static str, Address);

const ANNOUNCED: (i64, &str) = (
    2 * DAY + 4 * HOUR + 600,
    "The carrier has received the electronic shipment information.",
);
const DEPARTED: Step = (
    DAY + 2 * HOUR + 300,
    "TRANSIT",
    "Your shipment has departed from the origin.",
    SAN_FRANCISCO,
);

/// Returns what happens to the parcel of a mock number after it was announced; the announcement's status comes first.
const fn steps(status: &str) -> Option<(&'static str, &'static [Step])> {
    Some(match status.as_bytes() {
        b"UNKNOWN" => ("UNKNOWN", &[]),
        b"PRE_TRANSIT" => ("PRE_TRANSIT", &[]),
        b"TRANSIT" => ("UNKNOWN", &[DEPARTED]),
        b"DELIVERED" => (
            "UNKNOWN",
            &[
                DEPARTED,
                (
                    HOUR,
                    "DELIVERED",
                    "Your shipment has been delivered.",
                    CHICAGO,
                ),
            ],
        ),
        b"RETURNED" => (
            "UNKNOWN",
            &[
                DEPARTED,
                (
                    HOUR,
                    "RETURNED",
                    "Your shipment has been returned to its sender.",
                    CHICAGO,
                ),
            ],
        ),
        b"FAILURE" => (
            "UNKNOWN",
            &[
                DEPARTED,
                (
                    HOUR,
                    "FAILURE",
                    "Your shipment could not be delivered.",
                    CHICAGO,
                ),
            ],
        ),
        _ => return None,
    })
}

/// Returns what a mock number shows at an instant; none for a number that is none.
pub(super) fn track(label: Label<'_>, at: Timestamp) -> Option<Track<'_>> {
    let (announced, rest) = steps(label.number.strip_prefix("SHIPPO_")?)?;
    let first = (ANNOUNCED.0, announced, ANNOUNCED.1, SAN_FRANCISCO);
    let history: Vec<Event> = [first]
        .iter()
        .chain(rest)
        .map(|step| event(label.number, *step, at))
        .collect();
    let status = history.last().map(|newest| Event {
        id: wire::id("shippo status", label.number, newest),
        ..newest.clone()
    });
    Some(Track {
        label: Label {
            is_test: true,
            ..label
        },
        from: Some(SAN_FRANCISCO),
        to: Some(CHICAGO),
        eta: Some(at + 3 * DAY),
        original_eta: Some(at + 3 * DAY),
        service: Some(("shippo_priority".to_owned(), "Priority Mail")),
        status,
        history,
    })
}

fn event(number: &str, (before, status, details, place): Step, at: Timestamp) -> Event {
    let mut event = Event {
        created: at,
        updated: None,
        id: String::new(),
        word: (status, None),
        details,
        at: at + -before,
        location: Some(place),
    };
    event.id = wire::id("shippo event", number, &event);
    event
}
