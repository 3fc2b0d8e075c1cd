//! Couriers: by which slug `AfterShip` names a carrier, and whose number a text looks like.

use crate::dialect::issued::{Issuer, issuers};
use crate::dialect::{Setting, Visit};
use crate::parcel::{Carrier, CarrierKind, Country};

const PREFIX: &str = "aftership.slug.";

/// Writes the table: a carrier and its slug.
macro_rules! slugs {
    ($($own:literal $slug:literal;)*) => {
        &[$(Setting {
            name: concat!("aftership.slug.", $own),
            default: $slug,
            help: "the slug by which AfterShip names the carrier",
        }),*]
    };
}

/// The carriers whose slug differs from the one they have here; how most are spelled could not be confirmed.
pub(super) const SLUGS: &[Setting] = slugs! {
    "hongkong-post" "hong-kong-post"; "pos-malaysia" "malaysia-post"; "dhl-paket" "dhl-germany";
    "la-poste" "la-poste-colissimo"; "correos" "spain-correos-es"; "postnord-se" "sweden-posten";
    "postnord-dk" "danmark-post"; "posten" "posten-norge"; "ctt" "portugal-ctt";
    "post-at" "austrian-post"; "elta" "elta-courier"; "ptt" "ptt-posta"; "spl" "saudi-post";
    "correios" "brazil-correios"; "correos-mexico" "correos-de-mexico"; "472" "colombia-post";
    "nz-post" "new-zealand-post"; "gofo" "gofoexpress"; "gls-de" "gls";
    "mondial-relay" "mondialrelay"; "seur" "spanish-seur"; "brt" "brt-it";
    "inpost" "inpost-paczkomaty"; "yamato" "taqbin-jp";
};

/// Couriers that bring no parcel here: slug, name, and the key of their formats.
const OTHERS: &[(&str, &str, &str)] = &[
    ("ups", "UPS", "ups"),
    ("fedex", "FedEx", "fedex"),
    ("dhl", "DHL Express", "dhl"),
    ("dpd", "DPD", "dpd"),
    ("canpar", "Canpar Courier", "canpar"),
    ("purolator", "Purolator", "purolator"),
    ("amazon", "Amazon Logistics", "amazon"),
    ("lasership", "LaserShip", "lasership"),
    ("landmark-global", "Landmark Global", "landmark"),
    ("old-dominion", "Old Dominion Freight Line", "old-dominion"),
    ("speedee", "Spee-Dee Delivery", "speedee"),
];

/// A courier as the list of them shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Courier<'a> {
    pub(super) slug: &'a str,
    pub(super) name: &'static str,
    pub(super) phone: Option<&'static str>,
    pub(super) url: Option<&'static str>,
    pub(super) country: Option<Country>,
}

/// Returns the slug of a carrier.
pub(super) fn slug<'a>(visit: &Visit<'a>, carrier: Carrier) -> &'a str {
    let mut known = SLUGS.iter();
    let setting = known.find(|known| known.name.strip_prefix(PREFIX) == Some(carrier.slug()));
    setting.map_or(carrier.slug(), |setting| visit.setting(setting))
}

/// Returns every courier, by slug.
pub(super) fn all<'a>(visit: &Visit<'a>) -> Vec<Courier<'a>> {
    let tracked = Carrier::all().filter(|carrier| {
        matches!(
            carrier.kind(),
            CarrierKind::OriginNetwork | CarrierKind::Post | CarrierKind::Courier
        )
    });
    let own = tracked.map(|carrier| courier(visit, carrier));
    let others = OTHERS.iter().map(|row| -> Courier<'a> { other(row) });
    let mut all: Vec<_> = own.chain(others).collect();
    all.sort_by_key(|courier| courier.slug);
    all
}

fn courier<'a>(visit: &Visit<'a>, carrier: Carrier) -> Courier<'a> {
    Courier {
        slug: slug(visit, carrier),
        name: carrier.name(),
        phone: carrier.phone(),
        url: carrier.url(),
        country: Some(carrier.country()),
    }
}

const fn other((slug, name, _): &'static (&str, &str, &str)) -> Courier<'static> {
    Courier {
        slug,
        name,
        phone: None,
        url: None,
        country: None,
    }
}

/// Returns the courier of a slug.
pub(super) fn of_slug<'a>(visit: &Visit<'a>, wanted: &str) -> Option<Courier<'a>> {
    let couriers = all(visit);
    couriers.into_iter().find(|courier| courier.slug == wanted)
}

/// Returns the couriers whose number a text looks like, the likeliest first.
pub(super) fn detected<'a>(visit: &Visit<'a>, number: &str) -> Vec<Courier<'a>> {
    let known = issuers(visit.desk, number).into_iter();
    let courier = |issuer| match issuer {
        Issuer::Carrier(carrier) => Some(courier(visit, carrier)),
        Issuer::Other(format) => {
            let mut others = OTHERS.iter();
            others.find(|(_, _, key)| *key == format).map(other)
        }
    };
    known.filter_map(courier).collect()
}
