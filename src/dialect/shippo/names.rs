//! Names: what Shippo calls the carriers.

use super::hook::RETRIES;
use super::http::{TEST_MODE, UNKNOWN};
use crate::dialect::Setting;
use crate::dialect::aggregate::{Codes, codes};

/// The dialect's settings.
pub(super) const SETTINGS: &[Setting] = codes! { "shippo" [TEST_MODE, UNKNOWN, RETRIES]
"cainiao" "cainiao"; "yanwen" "yanwen"; "4px" "4px"; "yunexpress" "yunexpress";
"china-post" "china_post"; "hongkong-post" "hongkong_post"; "pos-malaysia" "pos_malaysia";
"usps" "usps"; "royal-mail" "royal_mail"; "dhl-paket" "dhl_germany"; "la-poste" "colissimo";
"correos" "correos"; "poste-italiane" "poste_italiane"; "postnl" "postnl"; "bpost" "bpost";
"poczta-polska" "poczta_polska"; "ceska-posta" "ceska_posta"; "postnord-se" "postnord_se";
"posti" "posti"; "postnord-dk" "postnord_dk"; "posten" "posten"; "ctt" "ctt";
"an-post" "an_post"; "post-at" "austrian_post"; "swiss-post" "swiss_post"; "elta" "elta";
"magyar-posta" "magyar_posta"; "posta-romana" "posta_romana"; "ukrposhta" "ukrposhta";
"israel-post" "israel_post"; "ptt" "ptt"; "spl" "saudi_post"; "emirates-post" "emirates_post";
"kazpost" "kazpost"; "correios" "correios"; "correos-chile" "correos_chile";
"correos-mexico" "correos_mexico"; "correo-argentino" "correo_argentino";
"472" "colombia_472"; "canada-post" "canada_post"; "australia-post" "australia_post";
"nz-post" "new_zealand_post"; "japan-post" "japan_post"; "korea-post" "korea_post";
"india-post" "india_post"; "sapo" "sapo"; "nipost" "nipost"; "serpost" "serpost";
"hopscotch" "hopscotch"; "ontrac" "ontrac"; "gofo" "gofo"; "evri" "hermes_uk";
"yodel" "yodel"; "hermes-de" "hermes_de"; "gls-de" "gls_de"; "colis-prive" "colis_prive";
"mondial-relay" "mondial_relay"; "seur" "seur"; "brt" "brt"; "inpost" "inpost";
"packeta" "packeta"; "nova-poshta" "nova_poshta"; "aramex" "aramex"; "yamato" "yamato";
"cj-logistics" "cj_logistics";};

pub(super) const CODES: Codes = Codes {
    prefix: "shippo.carrier.",
    settings: SETTINGS,
};
