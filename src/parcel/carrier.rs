//! Carriers: who moves parcels, and who only shows where they are.
//!
//! Invariant: a [`Carrier`] is a row of the table; a telephone number or address stands there only if it is sure.

use super::country::Country::{
    self, AE, AR, AT, AU, BE, BR, CA, CH, CL, CN, CO, CZ, DE, DK, ES, FI, FR, GB, GR, HK, HU, IE,
    IL, IN, IT, JP, KR, KZ, MX, MY, NG, NL, NO, NZ, PE, PL, PT, RO, SA, SE, TR, UA, US, ZA,
};
use super::zone::same;

use CarrierKind::{Aggregator, Courier, LineHaul, OriginNetwork, Platform, Post};

/// What a carrier does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CarrierKind {
    /// Gathers parcels in China and arranges the whole journey.
    OriginNetwork,
    /// Flies or hauls bags between countries and scans no single parcel.
    LineHaul,
    /// A country's designated post.
    Post,
    /// A private carrier of the last mile.
    Courier,
    /// A marketplace that shows its buyers what others scanned.
    Platform,
    /// A tracker that gathers what carriers show.
    Aggregator,
}

/// A carrier, or somebody who shows what carriers know.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Carrier(u8);

#[derive(Debug)]
struct Facts {
    slug: &'static str,
    name: &'static str,
    country: Country,
    kind: CarrierKind,
    phone: Option<&'static str>,
    url: Option<&'static str>,
}

/// Writes the table: slug, name, country, kind, and whatever is known of telephone and web site.
macro_rules! carriers {
    (@known) => { None };
    (@known $fact:literal) => { Some($fact) };
    ($($slug:literal $name:literal $country:ident $kind:ident $(phone $phone:literal)? $(url $url:literal)?;)*) => {
        &[$(Facts {
            slug: $slug,
            name: $name,
            country: $country,
            kind: $kind,
            phone: carriers!(@known $($phone)?),
            url: carriers!(@known $($url)?),
        }),*]
    };
}

const TABLE: &[Facts] = carriers! {
    "cainiao" "Cainiao" CN OriginNetwork url "https://global.cainiao.com";
    "yanwen" "Yanwen" CN OriginNetwork url "https://www.yw56.com.cn";
    "4px" "4PX" CN OriginNetwork url "https://www.4px.com";
    "yunexpress" "YunExpress" CN OriginNetwork url "https://www.yunexpress.com";
    "aliexpress" "AliExpress" CN Platform url "https://www.aliexpress.com";
    "17track" "17TRACK" CN Aggregator url "https://www.17track.net";
    "sf-airlines" "SF Airlines" CN LineHaul;
    "china-cargo" "China Cargo Airlines" CN LineHaul;
    "atlas-air" "Atlas Air" US LineHaul url "https://www.atlasair.com";
    "asl-belgium" "ASL Airlines Belgium" BE LineHaul;

    "china-post" "China Post" CN Post phone "11183" url "https://www.ems.com.cn";
    "hongkong-post" "Hongkong Post" HK Post url "https://www.hongkongpost.hk";
    "pos-malaysia" "Pos Malaysia" MY Post url "https://www.pos.com.my";
    "usps" "USPS" US Post phone "1-800-275-8777" url "https://www.usps.com";
    "royal-mail" "Royal Mail" GB Post phone "03457 740 740" url "https://www.royalmail.com";
    "dhl-paket" "DHL Paket" DE Post url "https://www.dhl.de";
    "la-poste" "La Poste" FR Post phone "3631" url "https://www.laposte.fr";
    "correos" "Correos" ES Post url "https://www.correos.es";
    "poste-italiane" "Poste Italiane" IT Post phone "803 160" url "https://www.poste.it";
    "postnl" "PostNL" NL Post url "https://www.postnl.nl";
    "bpost" "bpost" BE Post url "https://www.bpost.be";
    "poczta-polska" "Poczta Polska" PL Post url "https://www.poczta-polska.pl";
    "ceska-posta" "Česká pošta" CZ Post url "https://www.ceskaposta.cz";
    "postnord-se" "PostNord Sverige" SE Post url "https://www.postnord.se";
    "posti" "Posti" FI Post url "https://www.posti.fi";
    "postnord-dk" "PostNord Danmark" DK Post url "https://www.postnord.dk";
    "posten" "Posten" NO Post url "https://www.posten.no";
    "ctt" "CTT" PT Post url "https://www.ctt.pt";
    "an-post" "An Post" IE Post url "https://www.anpost.com";
    "post-at" "Österreichische Post" AT Post url "https://www.post.at";
    "swiss-post" "Swiss Post" CH Post url "https://www.post.ch";
    "elta" "ELTA" GR Post url "https://www.elta.gr";
    "magyar-posta" "Magyar Posta" HU Post url "https://www.posta.hu";
    "posta-romana" "Poșta Română" RO Post url "https://www.posta-romana.ro";
    "ukrposhta" "Ukrposhta" UA Post url "https://www.ukrposhta.ua";
    "israel-post" "Israel Post" IL Post;
    "ptt" "PTT" TR Post url "https://www.ptt.gov.tr";
    "spl" "Saudi Post SPL" SA Post;
    "emirates-post" "Emirates Post" AE Post url "https://www.emiratespost.ae";
    "kazpost" "Kazpost" KZ Post url "https://www.post.kz";
    "correios" "Correios" BR Post phone "0800 725 0100" url "https://www.correios.com.br";
    "correos-chile" "CorreosChile" CL Post url "https://www.correos.cl";
    "correos-mexico" "Correos de México" MX Post;
    "correo-argentino" "Correo Argentino" AR Post url "https://www.correoargentino.com.ar";
    "472" "4-72" CO Post url "https://www.4-72.com.co";
    "canada-post" "Canada Post" CA Post phone "1-866-607-6301" url "https://www.canadapost-postescanada.ca";
    "australia-post" "Australia Post" AU Post phone "13 76 78" url "https://auspost.com.au";
    "nz-post" "NZ Post" NZ Post phone "0800 501 501" url "https://www.nzpost.co.nz";
    "japan-post" "Japan Post" JP Post url "https://www.post.japanpost.jp";
    "korea-post" "Korea Post" KR Post url "https://www.epost.go.kr";
    "india-post" "India Post" IN Post url "https://www.indiapost.gov.in";
    "sapo" "South African Post Office" ZA Post url "https://www.postoffice.co.za";
    "nipost" "NIPOST" NG Post;
    "serpost" "Serpost" PE Post url "https://www.serpost.com.pe";

    "hopscotch" "Hopscotch Parcel" US Courier; // INVENTED: no such carrier exists.
    "ontrac" "OnTrac" US Courier url "https://www.ontrac.com";
    "gofo" "GOFO Express" US Courier;
    "evri" "Evri" GB Courier url "https://www.evri.com";
    "yodel" "Yodel" GB Courier url "https://www.yodel.co.uk";
    "hermes-de" "Hermes" DE Courier url "https://www.myhermes.de";
    "gls-de" "GLS Germany" DE Courier url "https://gls-group.com";
    "colis-prive" "Colis Privé" FR Courier url "https://www.colisprive.fr";
    "mondial-relay" "Mondial Relay" FR Courier url "https://www.mondialrelay.fr";
    "seur" "SEUR" ES Courier url "https://www.seur.com";
    "brt" "BRT" IT Courier url "https://www.brt.it";
    "inpost" "InPost" PL Courier url "https://inpost.pl";
    "packeta" "Packeta" CZ Courier url "https://www.packeta.com";
    "nova-poshta" "Nova Poshta" UA Courier url "https://novaposhta.ua";
    "aramex" "Aramex" AE Courier url "https://www.aramex.com";
    "yamato" "Yamato Transport" JP Courier url "https://www.kuronekoyamato.co.jp";
    "cj-logistics" "CJ Logistics" KR Courier url "https://www.cjlogistics.com";
};

impl Carrier {
    /// The marketplace on which orders are placed.
    pub const ALIEXPRESS: Self = Self::named("aliexpress");
    /// The origin network that most parcels travel through.
    pub const CAINIAO: Self = Self::named("cainiao");
    /// China's post.
    pub const CHINA_POST: Self = Self::named("china-post");
    /// The origin network whose numbers begin with `YT`.
    pub const YUNEXPRESS: Self = Self::named("yunexpress");
    /// The aggregator.
    pub const SEVENTEEN_TRACK: Self = Self::named("17track");
    /// The United States' post.
    pub const USPS: Self = Self::named("usps");
    /// France's post.
    pub const LA_POSTE: Self = Self::named("la-poste");
    /// The United Kingdom's post.
    pub const ROYAL_MAIL: Self = Self::named("royal-mail");
    /// An invented private carrier: a stand-in for small couriers whose answers nobody has recorded.
    pub const HOPSCOTCH: Self = Self::named("hopscotch");

    /// Returns every carrier.
    pub fn all() -> impl Iterator<Item = Self> + Clone {
        (0..).zip(TABLE).map(|(index, _)| Self(index))
    }

    /// Returns the carrier of this slug, for example `royal-mail`.
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::all().find(|carrier| carrier.slug() == slug)
    }

    /// Returns the designated post of a country.
    pub fn post(country: Country) -> Self {
        POSTS[country.index()]
    }

    /// Returns the name in files, flags and addresses.
    pub const fn slug(self) -> &'static str {
        self.facts().slug
    }

    /// Returns the name as people read it.
    pub const fn name(self) -> &'static str {
        self.facts().name
    }

    /// Returns the country the carrier is at home in.
    pub const fn country(self) -> Country {
        self.facts().country
    }

    /// Returns what the carrier does.
    pub const fn kind(self) -> CarrierKind {
        self.facts().kind
    }

    /// Returns the telephone number of customer service as dialed at home, where it is sure.
    pub const fn phone(self) -> Option<&'static str> {
        self.facts().phone
    }

    /// Returns the web site, where it is sure.
    pub const fn url(self) -> Option<&'static str> {
        self.facts().url
    }

    /// Tells whether the carrier exists only in this program.
    pub fn is_invented(self) -> bool {
        self == Self::HOPSCOTCH
    }

    const fn facts(self) -> &'static Facts {
        &TABLE[self.0 as usize]
    }

    /// Returns the carrier of this slug while a constant is computed: an unknown slug fails the build.
    pub(super) const fn named(slug: &str) -> Self {
        let mut index = 0;
        let mut number = 0;
        while index < TABLE.len() {
            if same(TABLE[index].slug, slug) {
                return Self(number);
            }
            index += 1;
            number += 1;
        }
        panic!("the carrier is missing from the table")
    }
}

/// For each country its post; a country without one, or with two, fails the build.
static POSTS: [Carrier; Country::COUNT] = {
    let mut posts = [Carrier(u8::MAX); Country::COUNT];
    let mut count = 0;
    let mut index = 0;
    let mut number = 0;
    while index < TABLE.len() {
        if matches!(TABLE[index].kind, Post) {
            let country = TABLE[index].country.index();
            assert!(posts[country].0 == u8::MAX, "a country has two posts");
            posts[country] = Carrier(number);
            count += 1;
        }
        index += 1;
        number += 1;
    }
    assert!(count == Country::COUNT, "a country has no post");
    posts
};

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn slugs_are_unique_and_found_again() {
        let slugs: BTreeSet<_> = Carrier::all().map(Carrier::slug).collect();
        assert_eq!(slugs.len(), TABLE.len());
        for carrier in Carrier::all() {
            assert_eq!(Carrier::from_slug(carrier.slug()), Some(carrier));
            let plain = |letter: char| {
                letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-'
            };
            assert!(carrier.slug().chars().all(plain), "{}", carrier.slug());
        }
        assert_eq!(Carrier::from_slug("pony-express"), None);
    }

    #[test]
    fn every_country_has_its_post() {
        for country in Country::all() {
            let post = Carrier::post(country);
            assert_eq!((post.kind(), post.country()), (Post, country));
        }
    }

    #[test]
    fn the_invented_carrier_leads_to_nobody() {
        assert!(Carrier::HOPSCOTCH.is_invented());
        assert_eq!(
            (Carrier::HOPSCOTCH.phone(), Carrier::HOPSCOTCH.url()),
            (None, None)
        );
        assert_eq!(
            Carrier::all()
                .filter(|carrier| carrier.is_invented())
                .count(),
            1
        );
    }

    #[test]
    fn web_sites_are_secure() {
        assert!(
            Carrier::all()
                .filter_map(Carrier::url)
                .all(|url| url.starts_with("https://"))
        );
    }
}
