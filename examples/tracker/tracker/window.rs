//! Windows: how long nothing is heard of a parcel in the usual course of things, by lane and by where it is.

use jiff::SignedDuration;

use super::page::Status;

/// After so many windows without a word, a parcel may be lost.
pub(super) const LOST: i32 = 3;

/// Returns for how long silence is usual; none where nothing is to come any more.
///
/// What is long is said of the lane and not of the parcel: economy post to Brazil is silent for weeks, and arrives.
pub(super) fn usual(status: Status, destination: Option<&str>) -> Option<SignedDuration> {
    let days = match status {
        Status::Delivered | Status::Returned | Status::Lost => return None,
        Status::NotFound | Status::Announced => 12,
        Status::OnItsWay | Status::Problem => flight(destination),
        Status::AtCustoms => 14,
        Status::OutForDelivery | Status::AttemptFailed => 6,
        Status::ToCollect => 16,
        Status::Returning => 60,
    };
    Some(SignedDuration::from_hours(days * 24))
}

/// Returns the days between the last scan before a flight and the first after it, at most.
fn flight(destination: Option<&str>) -> i64 {
    match destination {
        Some("Mainland China" | "CN") => 5,
        Some(
            "United States" | "US" | "United Kingdom" | "GB" | "Germany" | "DE" | "France" | "FR",
        ) => 18,
        Some("Poland" | "PL" | "Spain" | "ES" | "Italy" | "IT" | "Netherlands" | "NL") => 20,
        Some("Brazil" | "BR" | "Chile" | "CL" | "Mexico" | "MX") => 40,
        _ => 30,
    }
}
