//! Dialects: a folder per wire format, with `wire` (pure rendering of a page), `http` (its endpoints) and, where its
//! carrier sends anything by itself, `hook` (what it tells, and how it signs it).
//!
//! A dialect is a value behind [`Dialect`]; the server, the command line and the fault layer know nothing else of it.
//! What it renders is a [`Page`](crate::fleet::Page): what its carrier's system shows, never the truth. How to add one is
//! told in the [`guide`].

pub mod aggregate;
mod aftership;
pub mod answer;
mod answered;
mod cainiao;
mod dhl;
mod easypost;
mod fedex;
pub mod fingerprint;
mod garble;
pub mod guide;
pub mod hook;
pub mod issued;
pub mod json;
mod laposte;
pub mod limit;
mod misroute;
pub mod oauth;
pub mod phrase;
mod royalmail;
mod seventeen;
mod sheet;
mod ship24;
mod shippo;
pub mod sixty_four;
mod trackingmore;
mod unshown;
mod ups;
mod upu;
mod usps;
mod visit;

use std::fmt;

pub use answered::{answered, shown};
pub use garble::garbled;
pub use garble::sites;
pub use limit::Limit;
pub use sheet::sheet;
pub use unshown::{Unshown, can_show, quirks};
pub use visit::{Answer, Request, Visit, header, query, segments};

use self::hook::Hooks;
use self::sites::Sites;
use crate::carrier::Left;
use crate::parcel::{Carrier, Observer};

/// Every dialect, in the order in which they are asked whether a request is theirs.
pub const DIALECTS: &[&dyn Dialect] = &[
    &cainiao::Cainiao,
    &seventeen::SeventeenTrack,
    &seventeen::SeventeenTrackConsumer,
    &easypost::EasyPost,
    &aftership::AfterShip,
    &usps::Usps,
    &laposte::LaPoste,
    &royalmail::RoyalMail,
    &shippo::Shippo,
    &ship24::Ship24,
    &trackingmore::TrackingMore,
    &dhl::Dhl,
    &ups::Ups,
    &fedex::FedEx,
    &upu::Upu,
    &misroute::Misroute,
];

/// A carrier's or aggregator's API as clients see it.
pub trait Dialect: fmt::Debug + Sync {
    /// Returns the name that flags, faults and `--format` use.
    fn name(&self) -> &'static str;

    /// Returns what the dialect is, in a few words.
    fn title(&self) -> &'static str;

    /// Returns the host names that real clients call.
    fn hosts(&self) -> &'static [&'static str];

    /// Returns the carrier under whose number it shows parcels; none shows them under the buyer's.
    fn carrier(&self) -> Option<Carrier> {
        None
    }

    /// Returns whose pages it shows.
    fn observers(&self) -> &'static [Observer] {
        match self.carrier() {
            Some(_) => &[Observer::LastMile],
            None => &[Observer::Aggregator],
        }
    }

    /// Tells whether a request is to this dialect.
    fn claims(&self, request: &Request) -> bool;

    /// Returns the API key of a request.
    fn key(&self, request: &Request) -> Key;

    /// Returns the numbers, or else the ids, that a request is about, without any effect.
    fn subjects(&self, request: &Request) -> Vec<String>;

    /// Answers a request.
    fn answer(&self, visit: &Visit<'_>) -> Answer;

    /// Returns how it refuses what never reaches its endpoints.
    fn refuse(&self, refusal: &Refusal) -> Answer;

    /// Returns what it sends, with a 200, to whom it takes for a robot; none if it never does.
    fn wall(&self, wall: Wall) -> Option<Answer> {
        let _ = wall;
        None
    }

    /// Returns what it sends by itself to those who subscribed; none if it never does.
    fn hooks(&self) -> Option<&'static dyn Hooks> {
        None
    }

    /// Returns the settings that replace facts nobody could confirm.
    fn settings(&self) -> &'static [Setting] {
        &[]
    }

    /// Returns how often its carrier lets a key ask, as far as it says so.
    fn limits(&self) -> &'static [Limit] {
        &[]
    }

    /// Tells of what is left of a limit in an answer, where its carrier does so.
    fn tell(&self, left: Left, answer: &mut Answer) {
        let _ = (left, answer);
    }

    /// Returns where in its answers stands what a quirk may garble.
    fn sites(&self) -> &'static Sites {
        &Sites::NONE
    }

    /// Returns the request that registers a number, or gets an access token, where that must come before reading.
    fn registration(&self, number: &str) -> Option<Request> {
        let _ = number;
        None
    }

    /// Returns the request that reads a number; `registered` is the body of the answer to the request before it.
    fn reading(&self, number: &str, registered: Option<&[u8]>) -> Request;
}

/// What a request says about its sender.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Key {
    /// The dialect knows no keys.
    NotUsed,
    /// It demands one, and there is none.
    Missing,
    /// It is this.
    Given(String),
}

/// Why a request does not reach a dialect's endpoints.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// There is no key.
    KeyMissing,
    /// The key does not count.
    KeyWrong,
    /// The body is larger than any the carrier takes.
    TooLarge {
        /// How many bytes it takes.
        most: usize,
    },
    /// Too many requests; how many seconds to wait, if the carrier says so.
    TooMany {
        /// Seconds.
        retry_after: Option<u32>,
    },
    /// A status that trouble on the carrier's side has: 500 to 599, 401, 403, 404…
    Status(http::StatusCode),
}

/// What stands in a robot's way instead of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wall {
    /// A page for people.
    Page,
    /// JSON that leads to such a page.
    Json,
}

/// A value that stands for a fact nobody could confirm.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Setting {
    /// Its name, which begins with the dialect's: `17track.carrier.usps`.
    pub name: &'static str,
    /// What it is unless somebody says otherwise.
    pub default: &'static str,
    /// What it means.
    pub help: &'static str,
}

/// The key with which the command line asks a dialect.
pub const DEFAULT_KEY: &str = "misroute";

/// Returns the dialect of a name.
pub fn by_name(name: &str) -> Option<&'static dyn Dialect> {
    DIALECTS
        .iter()
        .copied()
        .find(|dialect| dialect.name() == name)
}

/// Returns the dialect that real clients call under a host name.
pub fn of_host(name: &str) -> Option<&'static dyn Dialect> {
    let is_it = |host: &&str| host.eq_ignore_ascii_case(name);
    DIALECTS
        .iter()
        .copied()
        .find(|dialect| dialect.hosts().iter().any(is_it))
}

/// Returns every host name that real clients call.
pub fn hosts() -> impl Iterator<Item = &'static str> {
    DIALECTS
        .iter()
        .flat_map(|dialect| dialect.hosts().iter().copied())
}

/// Returns the dialect that a request is to by its path.
pub fn of_request(request: &Request) -> Option<&'static dyn Dialect> {
    DIALECTS
        .iter()
        .copied()
        .find(|dialect| dialect.claims(request))
}
