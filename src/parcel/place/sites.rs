//! The facilities that not every city has: where parcels leave China, change planes and enter a country.
//!
//! Invariant: each row names a city of the table, or the build fails.

use super::City;
use super::facility::FacilityKind::{
    self, Customs, ExportHub, Gateway, OfficeOfExchange, OriginSorting, ReturnsCenter,
    SellerPickup, TransitHub, Warehouse,
};

/// A facility that only some cities have.
#[derive(Debug)]
pub(super) struct SiteFacts {
    pub(super) city: City,
    pub(super) kind: FacilityKind,
    pub(super) code: &'static str,
    pub(super) name: &'static str,
}

const fn site(city: &str, kind: FacilityKind, code: &'static str, name: &'static str) -> SiteFacts {
    SiteFacts {
        city: City::named(city),
        kind,
        code,
        name,
    }
}

/// Writes, for each seller city, where sellers hand in parcels and where Cainiao first sorts them.
macro_rules! origins {
    ($($code:ident $name:literal;)*) => {
        &[$([
            site(concat!("CN-", stringify!($code)), SellerPickup, concat!("CN-", stringify!($code), "-SP"), concat!($name, " seller pickup")),
            site(concat!("CN-", stringify!($code)), OriginSorting, concat!("CN-", stringify!($code), "-CS"), concat!($name, " Cainiao sorting center")),
        ]),*]
    };
}

/// Writes, for each airport where parcels enter a country, what stands beside it; the fourth word is the code of the
/// office of exchange.
macro_rules! gates {
    ($($country:ident $city:ident $airport:ident $exchange:ident $name:literal;)*) => {
        &[$([
            site(concat!(stringify!($country), "-", stringify!($city)), Gateway, concat!(stringify!($country), "-", stringify!($airport), "-AP"), concat!($name, " airport")),
            site(concat!(stringify!($country), "-", stringify!($city)), OfficeOfExchange, stringify!($exchange), concat!($name, " office of exchange")),
            site(concat!(stringify!($country), "-", stringify!($city)), Customs, concat!(stringify!($country), "-", stringify!($airport), "-CU"), concat!($name, " customs")),
            site(concat!(stringify!($country), "-", stringify!($city)), ReturnsCenter, concat!(stringify!($country), "-", stringify!($airport), "-RC"), concat!($name, " returns center")),
        ]),*]
    };
}

pub(super) const ORIGINS: &[[SiteFacts; 2]] = origins! {
    SZX "Shenzhen";
    CAN "Guangzhou";
    DGG "Dongguan";
    YIW "Yiwu";
    HGH "Hangzhou";
    NGB "Ningbo";
    JJN "Quanzhou";
    XMN "Xiamen";
    SHA "Shanghai";
};

/// Where the parcels of a seller city go: its share of all sellers, its export hub, and the airport they leave from.
///
/// The shares are ours: trade press agrees that Guangdong and Zhejiang hold most sellers, but publishes no table.
#[derive(Debug)]
pub(super) struct Origin {
    pub(super) city: City,
    pub(super) weight: u16,
    pub(super) hub: &'static str,
    pub(super) airport: &'static str,
}

const fn origin(city: &str, weight: u16, hub: &'static str, airport: &'static str) -> Origin {
    Origin {
        city: City::named(city),
        weight,
        hub,
        airport,
    }
}

pub(super) const EXPORTS: &[Origin] = &[
    origin("CN-SZX", 260, "CN-SZX-EH", "HK-HKG-AP"),
    origin("CN-CAN", 130, "CN-DGG-EH", "CN-CAN-AP"),
    origin("CN-DGG", 110, "CN-DGG-EH", "HK-HKG-AP"),
    origin("CN-YIW", 220, "CN-JHA-EH", "CN-PVG-AP"),
    origin("CN-HGH", 90, "CN-HGH-EH", "CN-HGH-AP"),
    origin("CN-NGB", 50, "CN-HGH-EH", "CN-HGH-AP"),
    origin("CN-JJN", 60, "CN-JJN-EH", "CN-XMN-AP"),
    origin("CN-XMN", 30, "CN-JJN-EH", "CN-XMN-AP"),
    origin("CN-SHA", 50, "CN-SHA-EH", "CN-PVG-AP"),
];

pub(super) const HUBS: &[SiteFacts] = &[
    site(
        "CN-SZX",
        ExportHub,
        "CN-SZX-EH",
        "Shenzhen Cainiao export hub",
    ),
    site(
        "CN-DGG",
        ExportHub,
        "CN-DGG-EH",
        "Dongguan Cainiao export hub",
    ),
    site(
        "CN-JHA",
        ExportHub,
        "CN-JHA-EH",
        "Jinhua Cainiao export hub",
    ),
    site(
        "CN-HGH",
        ExportHub,
        "CN-HGH-EH",
        "Hangzhou Cainiao export hub",
    ),
    site(
        "CN-JJN",
        ExportHub,
        "CN-JJN-EH",
        "Quanzhou Cainiao export hub",
    ),
    site(
        "CN-SHA",
        ExportHub,
        "CN-SHA-EH",
        "Shanghai Pudong Cainiao export hub",
    ),
    site("BE-LGG", TransitHub, "BE-LGG-TH", "Liège Cainiao eHub"),
    site(
        "MY-KUL",
        TransitHub,
        "MY-KUL-TH",
        "Kuala Lumpur Cainiao eHub",
    ),
    site("HK-TWN", TransitHub, "HK-HKG-TH", "Hong Kong Cainiao eHub"),
    site("ES-MAD", Warehouse, "ES-MAD-WH", "Madrid Cainiao cHub"),
];

// The first gate of a country is its main one. Offices of exchange are named by the pattern of the codes of
// international mail processing centers: country, city, one letter. Public code and mail data show those of USJFKA,
// USLAXA, FRCDGA, DEFRAA and AEDXBA in use; GBLALA, NLAMSA, BEBRUA, ESMADA, CNSHAA, CNCANA, CNBJSA and HKHKGA are well
// known from scans; the rest are built after the pattern and unverified.
pub(super) const GATES: &[[SiteFacts; 4]] = gates! {
    CN SHA PVG CNSHAA "Shanghai Pudong";
    CN CAN CAN CNCANA "Guangzhou Baiyun";
    CN HGH HGH CNHGHA "Hangzhou Xiaoshan";
    CN XMN XMN CNXMNA "Xiamen Gaoqi";
    CN BJS PEK CNBJSA "Beijing Capital";
    HK TWN HKG HKHKGA "Hong Kong International";
    MY KUL KUL MYKULA "Kuala Lumpur International";
    US NYC JFK USJFKA "New York JFK";
    US LAX LAX USLAXA "Los Angeles International";
    US CHI ORD USORDA "Chicago O'Hare";
    GB LON LHR GBLALA "London Heathrow";
    DE FRA FRA DEFRAA "Frankfurt";
    DE LEJ LEJ DELEJA "Leipzig/Halle";
    FR PAR CDG FRCDGA "Paris Charles de Gaulle";
    ES MAD MAD ESMADA "Madrid Barajas";
    ES BCN BCN ESBCNA "Barcelona El Prat";
    IT MIL MXP ITMILA "Milano Malpensa";
    IT ROM FCO ITFCOA "Roma Fiumicino";
    NL AMS AMS NLAMSA "Amsterdam Schiphol";
    BE LGG LGG BELGGA "Liège";
    BE BRU BRU BEBRUA "Brussels";
    PL WAW WAW PLWAWA "Warszawa Chopin";
    CZ PRG PRG CZPRGA "Praha Václav Havel";
    SE STO ARN SEARNA "Stockholm Arlanda";
    SE MMA MMX SEMMAA "Malmö";
    FI HEL HEL FIHELA "Helsinki-Vantaa";
    DK CPH CPH DKCPHA "København Kastrup";
    NO OSL OSL NOOSLA "Oslo Gardermoen";
    PT LIS LIS PTLISA "Lisboa";
    IE DUB DUB IEDUBA "Dublin";
    AT VIE VIE ATVIEA "Wien Schwechat";
    CH ZRH ZRH CHZRHA "Zürich";
    GR ATH ATH GRATHA "Athina";
    HU BUD BUD HUBUDA "Budapest Liszt Ferenc";
    RO BUH OTP ROBUHA "București Otopeni";
    UA IEV KBP UAIEVA "Kyiv Boryspil";
    IL TLV TLV ILTLVA "Tel Aviv Ben Gurion";
    TR IST IST TRISTA "İstanbul";
    SA RUH RUH SARUHA "Riyadh King Khalid";
    AE DXB DXB AEDXBA "Dubai International";
    KZ ALA ALA KZALAA "Almaty";
    BR CWB CWB BRCWBA "Curitiba Afonso Pena";
    BR SAO GRU BRSAOA "São Paulo Guarulhos";
    CL SCL SCL CLSCLA "Santiago";
    MX MEX MEX MXMEXA "Ciudad de México";
    AR BUE EZE ARBUEA "Buenos Aires Ezeiza";
    CO BOG BOG COBOGA "Bogotá El Dorado";
    CA YVR YVR CAYVRA "Vancouver";
    CA YTO YYZ CAYTOA "Toronto Pearson";
    AU SYD SYD AUSYDA "Sydney";
    AU MEL MEL AUMELA "Melbourne";
    NZ AKL AKL NZAKLA "Auckland";
    JP TYO NRT JPTYOA "Tokyo Narita";
    JP OSA KIX JPOSAA "Osaka Kansai";
    KR INC ICN KRSELA "Seoul Incheon";
    IN DEL DEL INDELA "Delhi Indira Gandhi";
    IN BOM BOM INBOMA "Mumbai";
    ZA JNB JNB ZAJNBA "Johannesburg O. R. Tambo";
    NG LOS LOS NGLOSA "Lagos Murtala Muhammed";
    PE LIM LIM PELIMA "Lima Jorge Chávez";
};
