//! What people read for milestones, reasons and durations.

use crate::parcel::time::{DAY, Day, HOUR};
use crate::parcel::{Milestone, Timestamp, Zone};

/// Returns the phrase of a milestone.
pub const fn phrase(milestone: Milestone) -> &'static str {
    match milestone {
        Milestone::Announced => "Label created, carrier notified",
        Milestone::Packed => "Packed by the warehouse",
        Milestone::Dispatched => "Sent out by the warehouse",
        Milestone::PickupFailed => "Pickup failed",
        Milestone::PickedUp => "Picked up by carrier",
        Milestone::ArrivedOriginSorting => "Arrived at sorting center",
        Milestone::DepartedOriginSorting => "Departed from sorting center",
        Milestone::SortingDelayed => "Sorting delayed",
        Milestone::ArrivedExportHub => "Arrived at export hub",
        Milestone::ExportCustomsStarted => "Export customs started",
        Milestone::ExportCustomsHeld => "Held by export customs",
        Milestone::ExportCleared => "Export customs cleared",
        Milestone::ExportCanceled => "Export canceled",
        Milestone::HeldAtExportHub => "Held at export hub",
        Milestone::HandedToAirline => "Handed to airline",
        Milestone::LineHaulDelayed => "Line-haul delayed",
        Milestone::DepartedOrigin => "Departed from country of origin",
        Milestone::ArrivedTransit => "Arrived at transit hub",
        Milestone::DepartedTransit => "Departed from transit hub",
        Milestone::ArrivedDestination => "Arrived in destination country",
        Milestone::HeldAtDestination => "Held at office of exchange",
        Milestone::ImportCustomsStarted => "Import customs started",
        Milestone::CustomsHeld => "Held by customs",
        Milestone::DutiesRequested => "Duties requested",
        Milestone::DutiesPaid => "Duties paid",
        Milestone::CustomsCleared => "Import customs cleared",
        Milestone::CustomsRefused => "Import refused",
        Milestone::DepartedDestinationOffice => "Departed from office of exchange",
        Milestone::LastMileAnnounced => "Local carrier notified",
        Milestone::HandedOver => "Handed over to local carrier",
        Milestone::ArrivedSorting => "Arrived at local sorting center",
        Milestone::DepartedSorting => "Departed from local sorting center",
        Milestone::Missorted => "Sent to the wrong place",
        Milestone::Rerouted => "Sent on by another way",
        Milestone::Relabeled => "Relabeled",
        Milestone::ArrivedDepot => "Arrived at delivery depot",
        Milestone::HeldAtDepot => "Held at delivery depot",
        Milestone::OutForDelivery => "Out for delivery",
        Milestone::DeliveryAttempted => "Delivery attempt failed",
        Milestone::DeliveryRescheduled => "Delivery rescheduled",
        Milestone::AvailableForPickup => "Available for pickup",
        Milestone::PickupExpired => "Not collected in time",
        Milestone::Delivered => "Delivered",
        Milestone::Refused => "Refused by recipient",
        Milestone::ReturnStarted => "Return to sender started",
        Milestone::ReturnDeparted => "Return left destination country",
        Milestone::ReturnArrived => "Return arrived in country of origin",
        Milestone::Returned => "Returned to sender",
        Milestone::Lost => "Declared lost",
        Milestone::Damaged => "Damaged",
        Milestone::Destroyed => "Destroyed",
        Milestone::Abandoned => "Abandoned",
        Milestone::Canceled => "Canceled",
        Milestone::InTransit => "In transit",
        Milestone::TrackingEnds => "No further tracking",
    }
}

/// Returns a kebab-case name as words.
pub fn plain(name: &str) -> String {
    name.replace('-', " ")
}

/// Returns a length of time in its two largest units: `9 d 4 h`, `38 min`.
pub fn length(seconds: i64) -> String {
    let seconds = seconds.max(0);
    let (days, hours, minutes) = (seconds / DAY, seconds % DAY / HOUR, seconds % HOUR / 60);
    match (days, hours) {
        (0, 0) if minutes == 0 => format!("{seconds} s"),
        (0, 0) => format!("{minutes} min"),
        (0, _) => format!("{hours} h {minutes:02} min"),
        (_, 0) => format!("{days} d"),
        _ => format!("{days} d {hours} h"),
    }
}

const WEEKDAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

/// Returns a local date: `Tue  3 Mar`.
pub fn date(at: Timestamp, zone: Zone) -> String {
    let day = Day::of_local(zone.to_local(at.0));
    let (_, month, date) = day.ymd();
    format!(
        "{} {date:2} {}",
        WEEKDAYS[usize::from(day.weekday())],
        MONTHS[month as usize - 1]
    )
}

/// Returns a local date with its year: `Tue 3 Mar 2026`.
pub fn full_date(at: Timestamp, zone: Zone) -> String {
    let day = Day::of_local(zone.to_local(at.0));
    let (year, month, date) = day.ymd();
    format!(
        "{} {date} {} {year}",
        WEEKDAYS[usize::from(day.weekday())],
        MONTHS[month as usize - 1]
    )
}

/// Returns the local year.
pub fn year(at: Timestamp, zone: Zone) -> i32 {
    Day::of_local(zone.to_local(at.0)).ymd().0
}

/// Returns how many there are: `1 day`, `3 days`.
pub fn count(count: impl Into<i64>, noun: &str) -> String {
    match count.into() {
        1 => format!("1 {noun}"),
        many => format!("{many} {noun}s"),
    }
}

/// Returns a local time with its offset: `11:27 +08:00`.
pub fn clock(at: Timestamp, zone: Zone) -> String {
    let text = super::document::rfc3339(at, zone).to_string();
    format!("{} {}", &text[11..16], &text[19..])
}
