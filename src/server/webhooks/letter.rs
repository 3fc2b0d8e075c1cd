//! Letters and deliveries: what is told, and how far the telling has come.
//!
//! A letter holds no body: that follows from the tracker and the instant, so a queue of many costs little.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::lab::Struck;
use crate::dialect::hook::Occasion;
use crate::parcel::Timestamp;

/// Something that is told of a tracker.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Letter {
    /// Which tracker, and of which API key.
    pub(super) serial: u64,
    pub(super) key: Arc<str>,
    /// Its number.
    pub(super) number: Arc<str>,
    /// What the dialect calls it.
    pub(super) event: Arc<str>,
    /// Why, and as of which instant, it is told.
    pub(super) occasion: Occasion,
    pub(super) at: Timestamp,
    /// Which of the things that there were to tell then, from 0.
    pub(super) place: u32,
}

/// A letter on its way to somebody.
#[derive(Debug, Clone)]
pub(super) struct Delivery {
    /// Its place in the order of deliveries, from 1.
    pub(super) id: u64,
    /// Who is told.
    pub(super) subscription: u64,
    pub(super) letter: Arc<Letter>,
    /// When it is sent, or sent again, by the tenant's clock.
    pub(super) due: Timestamp,
    /// How often it was sent.
    pub(super) attempts: u32,
    /// Whether it is on its way at this moment.
    pub(super) is_flying: bool,
    /// What the lab does to it.
    pub(super) struck: Option<Box<Struck>>,
    /// Why the receiver may see it twice.
    pub(super) copy: Option<Copied>,
}

/// Why a receiver may see a letter twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Copied {
    /// The lab doubles it.
    Duplicate,
    /// The lab sends it again among others.
    Replay,
    /// It was under way when the process ended.
    Resumed,
}

impl Copied {
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Duplicate => "duplicate",
            Self::Replay => "replay",
            Self::Resumed => "resumed",
        }
    }
}

/// A delivery as it is kept on the disk.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(in crate::server) struct Row {
    subscription: u64,
    serial: u64,
    key: String,
    number: String,
    event: String,
    /// Up to which instant all had been told; none: see `asked`.
    since: Option<i64>,
    asked: bool,
    at: i64,
    place: u32,
    due: i64,
    attempts: u32,
    struck: Option<Box<Struck>>,
    copy: Option<Copied>,
}

impl Row {
    pub(super) fn of(delivery: &Delivery) -> Self {
        let letter = &delivery.letter;
        Self {
            subscription: delivery.subscription,
            serial: letter.serial,
            key: letter.key.as_ref().to_owned(),
            number: letter.number.as_ref().to_owned(),
            event: letter.event.as_ref().to_owned(),
            since: match letter.occasion {
                Occasion::Since(at) => Some(at.0),
                Occasion::Registered | Occasion::Asked => None,
            },
            asked: letter.occasion == Occasion::Asked,
            at: letter.at.0,
            place: letter.place,
            due: delivery.due.0,
            attempts: delivery.attempts,
            struck: delivery.struck.clone(),
            copy: delivery.copy,
        }
    }

    /// Returns whose delivery it is.
    pub(in crate::server) const fn subscription(&self) -> u64 {
        self.subscription
    }

    /// Returns the delivery, which the receiver may have seen already.
    pub(super) fn resumed(self, id: u64) -> Delivery {
        let letter = Letter {
            serial: self.serial,
            key: self.key.into(),
            number: self.number.into(),
            event: self.event.into(),
            occasion: match (self.since, self.asked) {
                (Some(since), _) => Occasion::Since(Timestamp(since)),
                (None, true) => Occasion::Asked,
                (None, false) => Occasion::Registered,
            },
            at: Timestamp(self.at),
            place: self.place,
        };
        Delivery {
            id,
            subscription: self.subscription,
            letter: Arc::new(letter),
            due: Timestamp(self.due),
            attempts: self.attempts,
            is_flying: false,
            struck: self.struck,
            copy: self.copy.or(Some(Copied::Resumed)),
        }
    }
}
