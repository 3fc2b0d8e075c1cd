//! Names: what `TrackingMore` calls the couriers.

use super::hook::RETRIES;
use super::http::{EXPIRED, PENDING};
use crate::dialect::Setting;
use crate::dialect::aggregate::{Codes, codes};

/// The dialect's settings.
pub(super) const SETTINGS: &[Setting] = codes! { "trackingmore" [EXPIRED, PENDING, RETRIES]
"cainiao" "cainiao"; "yanwen" "yanwen"; "4px" "4px"; "yunexpress" "yunexpress";
"china-post" "china-post"; "hongkong-post" "hongkong-post"; "pos-malaysia" "pos-malaysia";
"usps" "usps"; "royal-mail" "royal-mail"; "dhl-paket" "dhl-germany"; "la-poste" "laposte";
"correos" "correos-spain"; "poste-italiane" "poste-italiane"; "postnl" "postnl-parcels";
"bpost" "belgium-post"; "poczta-polska" "poczta-polska"; "ceska-posta" "ceska-posta";
"postnord-se" "postnord-sweden"; "posti" "posti"; "postnord-dk" "postnord-denmark";
"posten" "posten-norge"; "ctt" "ctt-portugal"; "an-post" "an-post"; "post-at" "austria-post";
"swiss-post" "swiss-post"; "elta" "elta-hellenic-post"; "magyar-posta" "magyar-posta";
"posta-romana" "posta-romana"; "ukrposhta" "ukrposhta"; "israel-post" "israel-post";
"ptt" "ptt"; "spl" "saudi-post"; "emirates-post" "emirates-post"; "kazpost" "kazpost";
"correios" "brazil-correios"; "correos-chile" "correos-chile";
"correos-mexico" "correos-mexico"; "correo-argentino" "correo-argentino";
"472" "colombia-post"; "canada-post" "canada-post"; "australia-post" "australia-post";
"nz-post" "new-zealand-post"; "japan-post" "japan-post"; "korea-post" "korea-post";
"india-post" "india-post"; "sapo" "south-africa-post"; "nipost" "nipost"; "serpost" "serpost";
"hopscotch" "hopscotch"; "ontrac" "ontrac"; "gofo" "gofo"; "evri" "hermesworld";
"yodel" "yodel"; "hermes-de" "hermes-de"; "gls-de" "gls"; "colis-prive" "colis-prive";
"mondial-relay" "mondial-relay"; "seur" "seur"; "brt" "brt-bartolini";
"inpost" "inpost-paczkomaty"; "packeta" "packeta"; "nova-poshta" "nova-poshta";
"aramex" "aramex"; "yamato" "taqbin-japan"; "cj-logistics" "cj-logistics";};

pub(super) const CODES: Codes = Codes {
    prefix: "trackingmore.carrier.",
    settings: SETTINGS,
};
