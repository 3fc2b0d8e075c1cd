//! Scripts: the sample numbers, `SHIP24_SAMPLE_DELIVERED_000` and its like, which are answered without any parcel.

use super::wire::{Event, Results, ascii};
use super::words::{self, Word};
use crate::dialect::fingerprint::Fingerprint;
use crate::parcel::time::{HOUR, wall_clock};
use crate::parcel::{Country, Timestamp};

const PREFIX: &str = "SHIP24_SAMPLE_";
/// A number of the documentation.
pub(super) const DEMO: &str = "S24DEMO169411";

/// An event: hours before the tracker was made, text, and what it means.
type Step = (i64, &'static str, Word);

const INFO: Step = (
    96,
    "Shipping label created",
    Word::new("data_order_created", words::INFO),
);
const MOVING: Step = (
    72,
    "Accepted by the carrier",
    Word::new("transit_handover", words::MOVING),
);
const OUT: Step = (
    8,
    "Out for delivery",
    Word::new("delivery_out_for_delivery", words::OUT),
);
const FAILED: Step = (
    4,
    "Delivery attempted",
    Word::new("delivery_attempted", words::FAILED),
);
const PICKUP: Step = (
    4,
    "Available for pickup",
    Word::new("delivery_available_for_pickup", words::PICKUP),
);
const DELIVERED: Step = (
    4,
    "Delivered",
    Word::new("delivery_delivered", words::DELIVERED),
);
const EXCEPTION: Step = (
    4,
    "Delivery exception",
    Word::new("delivery_exception", words::EXCEPTION),
);

const fn steps(milestone: &str) -> Option<&'static [Step]> {
    Some(match milestone.as_bytes() {
        b"PENDING" => &[],
        b"INFO_RECEIVED" => &[INFO],
        b"IN_TRANSIT" => &[INFO, MOVING],
        b"OUT_FOR_DELIVERY" => &[INFO, MOVING, OUT],
        b"FAILED_ATTEMPT" => &[INFO, MOVING, OUT, FAILED],
        b"AVAILABLE_FOR_PICKUP" => &[INFO, MOVING, OUT, PICKUP],
        b"DELIVERED" => &[INFO, MOVING, OUT, DELIVERED],
        b"EXCEPTION" => &[INFO, MOVING, EXCEPTION],
        _ => return None,
    })
}

/// Returns what a sample number shows whose tracker was made at an instant; `demo` is the demo number's milestone.
pub(super) fn results<'a>(number: &'a str, at: Timestamp, demo: &str) -> Option<Results<'a>> {
    let steps = if number == DEMO {
        steps(&demo.to_ascii_uppercase()).unwrap_or_default()
    } else {
        let (milestone, digits) = number.strip_prefix(PREFIX)?.rsplit_once('_')?;
        let is_number = digits.len() == 3 && digits.bytes().all(|byte| byte.is_ascii_digit());
        steps(milestone).filter(|_| is_number)?
    };
    let event = |(hours, text, word): &Step| Event {
        id: Fingerprint::of("ship24 sample")
            .and(number)
            .and(text)
            .uuid(),
        leg: number,
        text,
        time: ascii(&wall_clock(at.0 - hours * HOUR, b'T')),
        location: None,
        source: "usps-tracking".to_owned(),
        courier: "us-post",
        word: *word,
        milestone: word.milestone.unwrap_or(words::MOVING),
    };
    Some(Results {
        number,
        origin: Some(Country::US),
        destination: Some(Country::US),
        city: None,
        estimate: None,
        service: None,
        other: None,
        events: steps.iter().map(event).collect(),
    })
}
