//! Scripts: the seven codes that `EasyPost` answers in test mode without any parcel.
//!
//! The first code's answer was recorded; what the others go through in between is in its manner.

use super::wire::{CarrierDetail, Detail, Label, Location, Tracker};
use crate::dialect::{Setting, Visit};
use crate::parcel::Timestamp;
use crate::parcel::time::{DAY, Day};

/// The codes and the status that each stands for; the first and the fourth are sure.
pub(super) const CODES: &[Setting] = &[
    code("easypost.test.EZ1000000001", "pre_transit"),
    code("easypost.test.EZ2000000002", "in_transit"),
    code("easypost.test.EZ3000000003", "out_for_delivery"),
    code("easypost.test.EZ4000000004", "delivered"),
    code("easypost.test.EZ5000000005", "return_to_sender"),
    code("easypost.test.EZ6000000006", "failure"),
    code("easypost.test.EZ7000000007", "unknown"),
];

const fn code(name: &'static str, status: &'static str) -> Setting {
    Setting {
        name,
        default: status,
        help: "the status that the test code stands for",
    }
}

/// The carrier of a test code for which the client named none.
pub(super) const CARRIER: &str = "USPS";

/// Tells whether a code looks like a test code, be there such a one or not.
pub(super) fn looks_like_one(code: &str) -> bool {
    let digits = code.strip_prefix("EZ");
    digits.is_some_and(|rest| rest.len() == 10 && rest.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Returns the status that a test code stands for.
pub(super) fn status(visit: &Visit<'_>, code: &str) -> Option<&'static str> {
    let mut known = CODES.iter();
    let setting = known.find(|known| known.name.strip_prefix("easypost.test.") == Some(code))?;
    let wanted = visit.setting(setting);
    let mut statuses = CODES.iter().map(|known| known.default);
    Some(
        statuses
            .find(|status| *status == wanted)
            .unwrap_or("unknown"),
    )
}

/// An event of the script: seconds after the first, text, status and detail, place.
type Step = (
    i64,
    &'static str,
    (&'static str, &'static str),
    Option<(&'static str, &'static str, &'static str)>,
);

const CHARLESTON: (&str, &str, &str) = ("CHARLESTON", "SC", "29407");

const WAY: [Step; 8] = [
    (
        0,
        "Pre-Shipment Info Sent to USPS",
        ("pre_transit", "status_update"),
        None,
    ),
    (
        45_420,
        "Shipping Label Created",
        ("pre_transit", "status_update"),
        Some(("HOUSTON", "TX", "77063")),
    ),
    (
        81_720,
        "Arrived at USPS Origin Facility",
        ("in_transit", "arrived_at_facility"),
        Some(("NORTH HOUSTON", "TX", "77315")),
    ),
    (
        DAY + 4_680,
        "Arrived at USPS Facility",
        ("in_transit", "arrived_at_facility"),
        Some(("COLUMBIA", "SC", "29201")),
    ),
    (
        DAY + 15_480,
        "Arrived at Post Office",
        ("in_transit", "arrived_at_facility"),
        Some(CHARLESTON),
    ),
    (
        DAY + 36_540,
        "Sorting Complete",
        ("in_transit", "status_update"),
        Some(CHARLESTON),
    ),
    (
        DAY + 37_140,
        "Out for Delivery",
        ("out_for_delivery", "out_for_delivery"),
        Some(CHARLESTON),
    ),
    (
        DAY + 54_960,
        "Delivered",
        ("delivered", "arrived_at_destination"),
        Some(CHARLESTON),
    ),
];

/// Returns how many steps of the way a status means, and what happens then instead of the next one.
const fn script(status: &str) -> (usize, Option<Step>) {
    match status.as_bytes() {
        b"pre_transit" => (2, None),
        b"in_transit" => (6, None),
        b"out_for_delivery" => (7, None),
        b"delivered" => (8, None),
        b"return_to_sender" => (
            7,
            Some((
                DAY + 54_960,
                "Return to Sender",
                ("return_to_sender", "return"),
                Some(CHARLESTON),
            )),
        ),
        b"failure" => (
            7,
            Some((
                DAY + 54_960,
                "Delivery Failed",
                ("failure", "failure"),
                Some(CHARLESTON),
            )),
        ),
        _ => (
            0,
            Some((0, "Status Not Available", ("unknown", "unknown"), None)),
        ),
    }
}

/// Returns what a test code shows that stands for a status.
pub(super) fn tracker<'a>(label: Label<'a>, status: &'static str) -> Tracker<'a> {
    let first = month_before(label.created_at);
    let (steps, last) = script(status);
    let details: Vec<Detail<'a>> = WAY[..steps]
        .iter()
        .chain(&last)
        .map(|(after, message, status, place)| Detail {
            message,
            description: None,
            status: *status,
            at: first + *after,
            source: label.carrier,
            location: place.map(located).unwrap_or_default(),
        })
        .collect();
    let is_delivered = status == "delivered";
    Tracker {
        id: label.id,
        is_test: true,
        code: label.code,
        carrier: label.carrier,
        created_at: label.created_at,
        updated_at: label.created_at,
        status: details.last().map_or((status, status), |last| last.status),
        signed_by: is_delivered.then_some("John Tester"),
        weight: is_delivered.then_some("17.6"),
        estimate: Some(label.created_at),
        carrier_detail: Some(CarrierDetail {
            service: "First-Class Package Service",
            estimated: None,
            origin: "HOUSTON TX, 77001".to_owned(),
            origin_location: located(("HOUSTON", "TX", "77063")),
            destination: "CHARLESTON SC, 29401".to_owned(),
            alternate: None,
            first_attempt: None,
        }),
        details,
        finalized: true,
    }
}

fn located((city, state, zip): (&str, &'static str, &'static str)) -> Location {
    Location {
        city: Some(city.to_owned()),
        state: Some(state),
        country: None,
        zip: Some(zip),
    }
}

/// Returns the same time of the same day a calendar month before, or of the month's last day where it is shorter.
fn month_before(at: Timestamp) -> Timestamp {
    shifted(at, -1)
}

/// Returns the same time of the same day some calendar months later, or of the month's last day where it is shorter.
pub(super) fn shifted(at: Timestamp, months: i32) -> Timestamp {
    let day = Day::of_local(at.0);
    let (_, _, day_of_month) = day.ymd();
    let month = day.month_index() + months;
    let first =
        |month: i32| Day::from_ymd(month.div_euclid(12), month.rem_euclid(12) as u32 + 1, 1);
    let last = first(month + 1).plus(-1);
    let shifted = first(month).plus(day_of_month as i32 - 1).min(last);
    Timestamp(shifted.start() + at.0 - day.start())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_the_calendars() {
        let at = |text: &str| Timestamp::parse(text).unwrap();
        for (from, months, to) in [
            ("2025-03-06T19:48:26Z", -1, "2025-02-06T19:48:26Z"),
            ("2025-11-05T21:59:07Z", -1, "2025-10-05T21:59:07Z"),
            ("2026-03-31T00:00:00Z", -1, "2026-02-28T00:00:00Z"),
            ("2026-01-15T23:59:59Z", -1, "2025-12-15T23:59:59Z"),
            ("2025-11-30T12:00:00Z", 3, "2026-02-28T12:00:00Z"),
        ] {
            assert_eq!(shifted(at(from), months), at(to), "{from}");
        }
    }
}
