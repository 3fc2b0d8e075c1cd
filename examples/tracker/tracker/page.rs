//! What a carrier's answer says, in the tracker's own words.

use jiff::Timestamp;
use jiff::tz::Offset;
use serde::Serialize;
use serde_json::Value;

/// How a parcel is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Status {
    /// Nobody knows the number, yet: that is no loss.
    NotFound,
    Announced,
    OnItsWay,
    AtCustoms,
    OutForDelivery,
    AttemptFailed,
    ToCollect,
    Delivered,
    Problem,
    /// A carrier says so: silence alone says less.
    Lost,
    Returning,
    Returned,
}

/// What it means that nothing was heard since the newest event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Silence {
    /// Nothing: as long as this it often is, or nothing is to come.
    Usual,
    /// It is longer than is usual on the lane.
    Long,
    /// The carriers knew the parcel, and it is so long that its owner should ask them.
    PerhapsLost,
}

/// What one carrier shows of a number.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Page {
    /// Its word for how the parcel is, if it is one that is known.
    pub(crate) word: Option<Status>,
    /// What it shows, in its order.
    pub(crate) events: Vec<Event>,
    /// The number under which another carrier goes on.
    pub(crate) continues_as: Option<String>,
    /// The country to which the parcel goes, as the carrier writes it.
    pub(crate) destination: Option<String>,
}

/// One event.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Event {
    /// When; none if the carrier does not say it so that it means one instant.
    pub(crate) at: Option<Moment>,
    /// What it is sorted by, in seconds: the instant, or what is nearest to it where only a clock is shown.
    pub(crate) order: Option<i64>,
    /// What.
    pub(crate) what: Status,
    /// In the carrier's words.
    pub(crate) text: String,
}

/// An instant, and the clock of the place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Moment {
    pub(crate) instant: Timestamp,
    pub(crate) offset: Offset,
}

impl Page {
    /// Tells whether it says nothing of a parcel.
    pub(crate) fn is_empty(&self) -> bool {
        self.word.is_none() && self.events.is_empty()
    }
}

impl Moment {
    /// Returns an instant of a time, unless it is of another century: then it is a placeholder.
    pub(crate) fn new(instant: Timestamp, offset: Offset) -> Option<Self> {
        let is_real = instant.as_second() > 946_684_800;
        is_real.then_some(Self { instant, offset })
    }

    /// Writes it as RFC 3339 with the offset of the place.
    pub(crate) fn text(&self) -> String {
        self.instant.display_with_offset(self.offset).to_string()
    }
}

/// Returns what should be a list: carriers send null for none, and the one thing itself for one.
pub(crate) fn list(value: &Value) -> &[Value] {
    match value {
        Value::Array(items) => items,
        Value::Object(_) => std::slice::from_ref(value),
        _ => &[],
    }
}
