//! Words: which code and texts Cainiao writes for an event, and which status a parcel has.
//!
//! Codes are those of the platform's published list and of live answers; texts beyond the ones seen live are in the same
//! manner.

mod codes;
mod descriptions;
mod en;
mod es;
mod fr;
mod pt;
mod zh;

use crate::parcel::{Milestone, Reason, ServiceLine, Status};
use crate::record::Observation;

/// A language's texts.
#[derive(Debug)]
pub(super) struct Words {
    /// `descTitle`.
    pub(super) note: &'static str,
    /// The point of the progress bar before the last.
    pub(super) destination_city: &'static str,
    /// The last point of the progress bar.
    pub(super) delivered: &'static str,
    /// `statusDesc`.
    pub(super) token: fn(Token) -> &'static str,
    /// `nodeDesc`.
    pub(super) node: fn(Node) -> &'static str,
    /// `standerdDesc`, without the town.
    event: fn(Milestone) -> &'static str,
}

/// Returns the texts of a language tag such as `pt-BR`; of one that nobody has texts for, the English ones.
pub(super) fn words(tag: &str) -> &'static Words {
    let known: [(&str, &Words); 4] = [
        ("zh", &zh::WORDS),
        ("pt", &pt::WORDS),
        ("es", &es::WORDS),
        ("fr", &fr::WORDS),
    ];
    let primary = tag.split(['-', '_']).next().unwrap_or_default();
    let mut known = known.into_iter();
    known
        .find(|(name, _)| name.eq_ignore_ascii_case(primary))
        .map_or(&en::WORDS, |(_, words)| words)
}

/// A group of events: its code, and what it means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Group {
    /// `nodeCode`.
    pub(super) code: &'static str,
    /// What `nodeDesc` says.
    pub(super) node: Node,
}

/// What a group means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Node {
    InTransit,
    AtCustoms,
    OutForDelivery,
    Delivered,
}

/// A parcel's `status`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token {
    SellerPreparing,
    WaitAccept,
    Delivering,
    ClearCustoms,
    AwaitingPickup,
    Delivered,
    Failed,
    Return,
    Returned,
}

impl Token {
    /// Returns what `status` says.
    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::SellerPreparing => "SELLER_PREPARING",
            Self::WaitAccept => "WAIT_ACCEPT",
            Self::Delivering => "DELIVERING",
            Self::ClearCustoms => "CLEAR_CUSTOMS",
            Self::AwaitingPickup => "WAIT_BUYER_ACCEPT_GOODS",
            Self::Delivered => "DELIVERED",
            Self::Failed => "FAILED",
            Self::Return => "RETURN",
            Self::Returned => "RETURNED",
        }
    }

    /// Returns the status of a parcel whose newest event is given; none has happened to one that was only announced.
    pub(super) fn of(newest: Option<&Observation>, line: ServiceLine) -> Self {
        let Some(newest) = newest else {
            return Self::SellerPreparing;
        };
        match newest.milestone.status() {
            Status::InfoReceived => Self::WaitAccept,
            Status::AvailableForPickup => Self::AwaitingPickup,
            Status::Delivered => Self::Delivered,
            Status::Returning => Self::Return,
            Status::Returned => Self::Returned,
            Status::AttemptFailed | Status::Canceled => Self::Failed,
            Status::InTransit
            | Status::CustomsHold
            | Status::OutForDelivery
            | Status::Exception => {
                let is_wrong = newest.milestone.status() == Status::Exception;
                let (_, group) = code(newest, line);
                match group.map(|group| group.node) {
                    Some(Node::AtCustoms) => Self::ClearCustoms,
                    // A delay on the way is no end.
                    Some(Node::InTransit) => Self::Delivering,
                    _ if is_wrong => Self::Failed,
                    // All the way from the pickup, not on the last mile only, as in the real answers.
                    _ => Self::Delivering,
                }
            }
        }
    }
}

/// What is written about an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Event {
    /// `actionCode`.
    pub(super) code: &'static str,
    /// `desc`, the carrier's own text.
    pub(super) description: &'static str,
    /// `standerdDesc`, Cainiao's, without the town.
    pub(super) normalized: &'static str,
    /// The town that `standerdDesc` begins with: of sorting and delivery only.
    pub(super) town: Option<&'static str>,
    /// The group it is shown in.
    pub(super) group: Option<Group>,
}

impl Words {
    /// Returns what is written about an event.
    pub(super) fn event(&self, seen: &Observation, line: ServiceLine) -> Event {
        let (code, group) = code(seen, line);
        let with_town = matches!(
            seen.milestone,
            Milestone::ArrivedOriginSorting
                | Milestone::DepartedOriginSorting
                | Milestone::ArrivedSorting
                | Milestone::DepartedSorting
                | Milestone::OutForDelivery
        );
        Event {
            code,
            description: descriptions::description(seen.milestone, seen.reason, line),
            normalized: (self.event)(meant(seen, line)),
            town: with_town.then(|| seen.place.city().name()),
            group,
        }
    }
}

fn code(seen: &Observation, line: ServiceLine) -> (&'static str, Option<Group>) {
    codes::code(meant(seen, line), seen.place, line)
}

/// Returns the milestone whose code and text Cainiao uses for an event.
fn meant(seen: &Observation, line: ServiceLine) -> Milestone {
    let domestic = line == ServiceLine::ChinaDomestic;
    match (seen.milestone, seen.reason) {
        (Milestone::CustomsHeld, Some(Reason::DutiesUnpaid)) => Milestone::DutiesRequested,
        (Milestone::CustomsHeld, Some(Reason::ProhibitedGoods)) => Milestone::CustomsRefused,
        // Of a country of destination nobody speaks at home.
        (Milestone::ArrivedSorting, _) if domestic => Milestone::ArrivedOriginSorting,
        (Milestone::DepartedSorting, _) if domestic => Milestone::DepartedOriginSorting,
        (milestone, _) => milestone,
    }
}
