//! Aggregators: what the dialects of those that repeat many carriers have in common.

use super::issued::{Issuer, by_looks, issuers};
use super::{Setting, Visit};
use crate::carrier::Looked;
use crate::fleet::Page;
use crate::parcel::{Carrier, Observer, Timestamp};

/// What an aggregator calls the carriers: a setting each, whose name ends with the carrier's slug.
#[derive(Debug, Clone, Copy)]
pub struct Codes {
    /// What the settings' names begin with: `shippo.carrier.`.
    pub prefix: &'static str,
    /// The dialect's settings; others than carriers' may be among them.
    pub settings: &'static [Setting],
}

/// Writes a dialect's settings: some of any kind, then a carrier and what it is called a piece.
macro_rules! codes {
    ($dialect:literal [$($other:expr),*] $($slug:literal $code:literal;)*) => {
        &[$($other,)* $($crate::dialect::Setting {
            name: concat!($dialect, ".carrier.", $slug),
            default: $code,
            help: "what the carrier is called; most spellings could not be confirmed",
        }),*]
    };
}
pub(in crate::dialect) use codes;

impl Codes {
    /// Returns what a carrier is called.
    pub fn of<'a>(self, visit: &Visit<'a>, carrier: Carrier) -> &'a str {
        let known = self.setting(carrier);
        known.map_or(carrier.slug(), |setting| visit.setting(setting))
    }

    /// Returns what a carrier is called unless somebody says otherwise.
    pub fn usual(self, carrier: Carrier) -> &'static str {
        let known = self.setting(carrier);
        known.map_or(carrier.slug(), |setting| setting.default)
    }

    /// Returns the carrier that a client means; letters' case does not matter.
    pub fn carrier(self, visit: &Visit<'_>, code: &str) -> Option<Carrier> {
        let meant = |setting: &&Setting| visit.setting(setting).eq_ignore_ascii_case(code);
        let mut named = self.settings.iter().filter(meant);
        named.find_map(|setting| Carrier::from_slug(self.slug(setting)?))
    }

    /// Returns every carrier that is called something.
    pub fn all(self) -> impl Iterator<Item = Carrier> {
        let settings = self.settings.iter();
        settings.filter_map(move |setting| Carrier::from_slug(self.slug(setting)?))
    }

    fn setting(self, carrier: Carrier) -> Option<&'static Setting> {
        let mut settings = self.settings.iter();
        settings.find(|setting| self.slug(setting) == Some(carrier.slug()))
    }

    fn slug(self, setting: &Setting) -> Option<&'static str> {
        setting.name.strip_prefix(self.prefix)
    }
}

/// Returns what an aggregator shows under a number.
pub fn page<'a>(looked: Option<&'a Looked>, number: &'a str, at: Timestamp) -> Page<'a> {
    looked.map_or_else(
        || Page::unknown(number, Observer::Aggregator, at),
        |looked| looked.page(Observer::Aggregator, at),
    )
}

/// Tells whether a carrier answers an aggregator that asks it about a number: it has the parcel, or issues such numbers.
pub fn answers(visit: &Visit<'_>, page: &Page<'_>, carrier: Carrier) -> bool {
    let own = page.declared.map(|declared| declared.first_mile);
    own.into_iter()
        .chain(page.last_mile())
        .any(|party| party == carrier)
        || issuers(visit.desk, page.number).contains(&Issuer::Carrier(carrier))
}

/// Returns the carrier whose number a text looks like.
pub fn likeliest(number: &str) -> Option<Carrier> {
    by_looks(number).find_map(|issuer| match issuer {
        Issuer::Carrier(carrier) => Some(carrier),
        Issuer::Other(_) => None,
    })
}
