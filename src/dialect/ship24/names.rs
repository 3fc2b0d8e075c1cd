//! Names: what Ship24 calls the couriers.

use super::hook::RETRIES;
use super::http::{DEMO, TIMES};
use crate::dialect::Setting;
use crate::dialect::aggregate::{Codes, codes};

/// The dialect's settings.
pub(super) const SETTINGS: &[Setting] = codes! { "ship24" [TIMES, DEMO, RETRIES]
"cainiao" "cainiao"; "yanwen" "yanwen"; "4px" "4px"; "yunexpress" "yunexpress";
"china-post" "cn-post"; "hongkong-post" "hk-post"; "pos-malaysia" "my-post"; "usps" "us-post";
"royal-mail" "gb-post"; "dhl-paket" "de-post"; "la-poste" "fr-post"; "correos" "es-post";
"poste-italiane" "it-post"; "postnl" "nl-post"; "bpost" "be-post"; "poczta-polska" "pl-post";
"ceska-posta" "cz-post"; "postnord-se" "se-post"; "posti" "fi-post"; "postnord-dk" "dk-post";
"posten" "no-post"; "ctt" "pt-post"; "an-post" "ie-post"; "post-at" "at-post";
"swiss-post" "ch-post"; "elta" "gr-post"; "magyar-posta" "hu-post"; "posta-romana" "ro-post";
"ukrposhta" "ua-post"; "israel-post" "il-post"; "ptt" "tr-post"; "spl" "sa-post";
"emirates-post" "ae-post"; "kazpost" "kz-post"; "correios" "br-post";
"correos-chile" "cl-post"; "correos-mexico" "mx-post"; "correo-argentino" "ar-post";
"472" "co-post"; "canada-post" "ca-post"; "australia-post" "au-post"; "nz-post" "nz-post";
"japan-post" "jp-post"; "korea-post" "kr-post"; "india-post" "in-post"; "sapo" "za-post";
"nipost" "ng-post"; "serpost" "pe-post"; "hopscotch" "hopscotch"; "ontrac" "ontrac";
"gofo" "gofo"; "evri" "evri"; "yodel" "yodel"; "hermes-de" "hermes-de"; "gls-de" "gls-de";
"colis-prive" "colis-prive"; "mondial-relay" "mondial-relay"; "seur" "seur"; "brt" "brt";
"inpost" "inpost"; "packeta" "packeta"; "nova-poshta" "nova-poshta"; "aramex" "aramex";
"yamato" "yamato"; "cj-logistics" "cj-logistics";};

pub(super) const CODES: Codes = Codes {
    prefix: "ship24.carrier.",
    settings: SETTINGS,
};
