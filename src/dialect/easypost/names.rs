//! Names: what `EasyPost` calls the carriers, and whose number a text looks like.

use crate::dialect::issued::{Issuer, issuers};
use crate::dialect::{Setting, Visit};
use crate::parcel::Carrier;

const PREFIX: &str = "easypost.carrier.";

/// Writes the table: a carrier and the name it goes by.
macro_rules! names {
    ($($slug:literal $name:literal;)*) => {
        &[$(Setting {
            name: concat!("easypost.carrier.", $slug),
            default: $name,
            help: "what EasyPost calls the carrier",
        }),*]
    };
}

/// The carriers that `EasyPost` tracks; how it spells most of them could not be confirmed.
pub(super) const NAMES: &[Setting] = names! {
    "cainiao" "Cainiao"; "yanwen" "Yanwen"; "4px" "4PX"; "yunexpress" "YunExpress";
    "china-post" "ChinaPost"; "hongkong-post" "HongKongPost"; "pos-malaysia" "PosMalaysia";
    "usps" "USPS"; "royal-mail" "RoyalMail"; "dhl-paket" "DHLPaket"; "la-poste" "LaPoste";
    "correos" "Correos"; "poste-italiane" "PosteItaliane"; "postnl" "PostNL"; "bpost" "Bpost";
    "poczta-polska" "PocztaPolska"; "ceska-posta" "CeskaPosta"; "postnord-se" "PostNordSweden";
    "posti" "Posti"; "postnord-dk" "PostNordDenmark"; "posten" "Posten"; "ctt" "CTT";
    "an-post" "AnPost"; "post-at" "AustrianPost"; "swiss-post" "SwissPost"; "elta" "ELTA";
    "magyar-posta" "MagyarPosta"; "posta-romana" "PostaRomana"; "ukrposhta" "Ukrposhta";
    "israel-post" "IsraelPost"; "ptt" "PTT"; "spl" "SaudiPost"; "emirates-post" "EmiratesPost";
    "kazpost" "Kazpost"; "correios" "Correios"; "correos-chile" "CorreosChile";
    "correos-mexico" "CorreosMexico"; "correo-argentino" "CorreoArgentino"; "472" "Colombia472";
    "canada-post" "CanadaPost"; "australia-post" "AustraliaPost"; "nz-post" "NZPost";
    "japan-post" "JapanPost"; "korea-post" "KoreaPost"; "india-post" "IndiaPost"; "sapo" "SAPO";
    "nipost" "NIPOST"; "serpost" "Serpost"; "hopscotch" "Hopscotch"; "ontrac" "OnTrac";
    "gofo" "GOFO"; "evri" "Evri"; "yodel" "Yodel"; "hermes-de" "HermesGermany"; "gls-de" "GLS";
    "colis-prive" "ColisPrive"; "mondial-relay" "MondialRelay"; "seur" "SEUR"; "brt" "BRT";
    "inpost" "InPost"; "packeta" "Packeta"; "nova-poshta" "NovaPoshta"; "aramex" "Aramex";
    "yamato" "KuronekoYamato"; "cj-logistics" "CJLogistics";
};

/// Carriers that `EasyPost` tracks and that bring no parcel here, by their formats' key.
const OTHERS: &[(&str, &str)] = &[
    ("ups", "UPS"),
    ("fedex", "FedEx"),
    ("dhl", "DHLExpress"),
    ("dpd", "DPD"),
    ("canpar", "Canpar"),
    ("purolator", "Purolator"),
    ("amazon", "AmazonShipping"),
    ("lasership", "LaserShip"),
    ("landmark", "LandmarkGlobal"),
    ("old-dominion", "OldDominion"),
    ("speedee", "SpeeDee"),
];

/// Returns what a carrier is called; of one that is not tracked, the name that people read.
pub(super) fn of<'a>(visit: &Visit<'a>, carrier: Carrier) -> &'a str {
    let mut known = NAMES.iter();
    let setting = known.find(|known| known.name.strip_prefix(PREFIX) == Some(carrier.slug()));
    setting.map_or(carrier.name(), |setting| visit.setting(setting))
}

/// Returns the tracked carrier that a client means, spelled right; letters' case does not matter.
pub(super) fn meant<'a>(visit: &Visit<'a>, name: &str) -> Option<&'a str> {
    let own = NAMES.iter().map(|known| visit.setting(known));
    let others = OTHERS.iter().map(|(_, name)| *name);
    own.chain(others)
        .find(|known| known.eq_ignore_ascii_case(name))
}

/// Returns the carrier whose number a text looks like.
pub(super) fn detected<'a>(visit: &Visit<'a>, code: &str) -> Option<&'a str> {
    let mut issuers = issuers(visit.desk, code).into_iter();
    issuers.find_map(|issuer| match issuer {
        Issuer::Carrier(carrier) => Some(of(visit, carrier)),
        Issuer::Other(format) => {
            let mut others = OTHERS.iter();
            others
                .find(|(key, _)| *key == format)
                .map(|(_, name)| *name)
        }
    })
}
