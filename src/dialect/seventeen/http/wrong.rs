//! Errors: codes and texts of the published list.

use super::super::wire::reply::Rejected;
use serde_json::Value;

/// An error of the published list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Wrong {
    pub(super) code: i64,
    pub(super) message: String,
}

impl Wrong {
    /// Returns the refusal of a number.
    pub(super) fn about(self, number: &str, carrier: Value) -> Rejected {
        Rejected {
            number: number.to_owned(),
            carrier,
            code: self.code,
            message: self.message,
        }
    }
}

fn wrong(code: i64, message: impl Into<String>) -> Wrong {
    Wrong {
        code,
        message: message.into(),
    }
}

/// The key does not count.
pub(super) fn key() -> Wrong {
    wrong(-18_010_002, "Invalid security key.")
}

/// Something is wrong on the other side.
pub(super) fn internal() -> Wrong {
    wrong(
        -18_010_003,
        "Internal service error. Please try again later.",
    )
}

/// A field is missing.
pub(super) fn missing(field: &str) -> Wrong {
    wrong(-18_010_010, format!("Please provide the data {field}."))
}

/// A field's value is out of bounds.
pub(super) fn value(field: &str) -> Wrong {
    wrong(
        -18_010_011,
        format!("The value of data {field} is invalid."),
    )
}

/// A number is no number.
pub(super) fn format(text: &str) -> Wrong {
    wrong(-18_010_012, format!("The format of '{text}' is invalid."))
}

/// The body is not what it should be.
pub(super) fn body() -> Wrong {
    wrong(-18_010_013, "Invalid submitted data.")
}

/// Too many numbers.
pub(super) fn too_many() -> Wrong {
    wrong(-18_010_014, "Tracking numbers exceed 40 limit.")
}

/// A word is none of those that a field takes.
pub(super) fn word(text: &str, field: &str) -> Wrong {
    wrong(
        -18_010_015,
        format!("The value {text} of the field {field} is invalid."),
    )
}

/// Only posts hand over to others.
pub(super) fn not_postal() -> Wrong {
    wrong(
        -18_010_016,
        "Last-mile carrier can only be set for postal services.",
    )
}

/// Which of several trackers is meant?
pub(super) fn several_carriers() -> Wrong {
    wrong(
        -18_019_801,
        "The tracking number is registered with multiple carriers. Please specify which tracking number you want to \
         change the carrier code for by specifying the carrier_old parameter.",
    )
}

/// There is no such new carrier.
pub(super) fn new_carrier(code: &Value) -> Wrong {
    wrong(
        -18_019_802,
        format!("The parameter carrier_new {} is incorrect.", plain(code)),
    )
}

/// The new carrier is the old one.
pub(super) fn same_carrier() -> Wrong {
    wrong(
        -18_019_803,
        "The Carrier Code to be changed cannot be the same as the current one.",
    )
}

/// No new carrier is named.
pub(super) fn no_new_carrier() -> Wrong {
    wrong(
        -18_019_804,
        "The Carrier Code to be changed must be specified to carrier_new or final_carrier_new.",
    )
}

/// The number is not registered with the old carrier.
pub(super) fn old_carrier(code: i64, number: &str) -> Wrong {
    wrong(
        -18_019_805,
        format!(
            "The tracking number {number} for the specified carrier {code} is not registered, or the existing carrier \
             parameter carrier_old is incorrect."
        ),
    )
}

/// A stopped tracker keeps its carrier.
pub(super) fn change_stopped() -> Wrong {
    wrong(
        -18_019_806,
        "Carrier cannot be changed for stopped numbers. Please retrack the number before changing the carrier.",
    )
}

/// It was changed too often.
pub(super) fn change_limit() -> Wrong {
    wrong(-18_019_807, "The times for changing carrier exceed limit.")
}

/// Nothing was heard of the present carrier yet.
pub(super) fn change_pending() -> Wrong {
    wrong(
        -18_019_808,
        "The tracking result has not been returned after the latest registration or modification. Please wait for the \
         tracking result to be returned before changing it.",
    )
}

/// The number is registered with the new carrier already.
pub(super) fn change_exists(number: &str) -> Wrong {
    wrong(
        -18_019_809,
        format!(
            "The registration information of the carrier with tracking number {number} already exists and cannot be \
             changed to a duplicate registration information."
        ),
    )
}

/// Which of several trackers is to be changed?
pub(super) fn not_unique() -> Wrong {
    wrong(
        -18_019_810,
        "Data that meet the update condition are not unique.",
    )
}

/// Nothing is to be changed.
pub(super) fn no_change() -> Wrong {
    wrong(-18_019_811, "The data needed to be changed is not valid.")
}

/// The carrier told nothing at once.
pub(super) fn realtime_empty() -> Wrong {
    wrong(
        -18_019_816,
        "The carrier interface encountered an error, and no tracking results were retrieved.",
    )
}

/// The carrier cannot be asked at once.
pub(super) fn realtime_unsupported() -> Wrong {
    wrong(
        -18_019_818,
        "The carrier is not supported in the real-time tracking interface.",
    )
}

/// The number is registered already.
pub(super) fn registered(number: &str) -> Wrong {
    wrong(
        -18_019_901,
        format!("Tracking number {number} is already registered."),
    )
}

/// The number is not registered.
pub(super) fn not_registered(number: &str) -> Wrong {
    wrong(
        -18_019_902,
        format!("The tracking number '{number}' does not register, please register first."),
    )
}

/// No carrier writes such numbers.
pub(super) fn undetected() -> Wrong {
    wrong(
        -18_019_903,
        "The carrier cannot be detected, please visit \
         https://res.17track.net/asset/carrier/info/apicarrier.all.json for the carrier code and send it as the \
         parameter.",
    )
}

/// It is asked for already.
pub(super) fn retrack_running() -> Wrong {
    wrong(-18_019_904, "Only stopped numbers can be re-tracked.")
}

/// It was asked for again before.
pub(super) fn retrack_twice() -> Wrong {
    wrong(
        -18_019_905,
        "Each tracking number can only be re-tracked once.",
    )
}

/// It is stopped already.
pub(super) fn stop_stopped() -> Wrong {
    wrong(-18_019_906, "Only numbers being tracked can be stopped.")
}

/// No more today.
pub(super) fn daily() -> Wrong {
    wrong(-18_019_907, "Tracking amount exceeds your daily limit.")
}

/// No more at all.
pub(super) fn quota() -> Wrong {
    wrong(-18_019_908, "Your quotas have run out.")
}

/// The carriers were not asked yet.
pub(super) fn no_info_yet() -> Wrong {
    wrong(-18_019_909, "No tracking info at the moment.")
}

/// There is no such carrier.
pub(super) fn carrier(code: &Value) -> Wrong {
    wrong(
        -18_019_910,
        format!("Carrier Code {} is incorrect.", plain(code)),
    )
}

/// Writes a value without quotes, and not all of a long one.
fn plain(value: &Value) -> String {
    let text = value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned);
    text.chars().take(60).collect()
}
