//! The formats: which numbers a carrier writes, under which stable key.

use std::fmt;

use super::{Issuer, ServiceLetter, catalog};

/// A tracking-number format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// The Universal Postal Union's item identifier; Royal Mail's and every other post's abroad.
    S10 {
        /// The first letter.
        service: ServiceLetter,
        /// The post that issued the number: the last two letters.
        issuer: Issuer,
    },
    /// Cainiao, `LP` and 14 digits.
    Lp,
    /// Cainiao, `AP` and 14 digits.
    Ap,
    /// Cainiao, `CNG` and 14 digits.
    Cng,
    /// `YunExpress`.
    YunExpress,
    /// J-NET.
    JNet,
    /// USPS delivery and signature confirmation, 20 digits.
    Usps20,
    /// USPS confirmation with or without the application identifier 91 and routing, whose check digit counts the 91.
    UspsLegacy,
    /// USPS `IMpb` of commercial mailers (92, 93) and post offices (95), with or without routing.
    UspsImpb,
    /// USPS `IMpb` of labels bought online (94), with or without routing.
    UspsImpbOnline,
    /// UPS 1Z.
    Ups1z,
    /// UPS waybill, a letter and 10 digits.
    UpsWaybill,
    /// `FedEx` Express, 12 digits.
    Fedex12,
    /// `FedEx` Express barcode, 34 digits.
    Fedex34,
    /// `FedEx` ASTRA barcode, 32 digits.
    FedexAstra,
    /// `FedEx` Ground, 15 digits.
    FedexGround,
    /// `FedEx` Ground as SSCC-18.
    FedexSscc18,
    /// `FedEx` Ground barcode 96, 22 digits.
    FedexGround96,
    /// `FedEx` Ground barcode with shipper number, 34 digits.
    FedexGsn,
    /// DHL Express waybill, 10 or 11 digits.
    DhlExpress,
    /// DHL Express piece identifier.
    DhlPiece,
    /// DHL eCommerce, lettered.
    DhlEcommerce,
    /// DHL eCommerce, 14 digits.
    DhlEcommerce14,
    /// DHL parcel Germany, 20 digits that begin with 00340434.
    DhlDe,
    /// DPD, the barcode's 27 digits and check character.
    Dpd28,
    /// DPD, 14 digits and check character.
    Dpd14,
    /// Canada Post, 16 digits.
    CanadaPost,
    /// Canpar.
    Canpar,
    /// Purolator, 12 digits.
    Purolator12,
    /// Purolator, 3 letters and 9 digits.
    PurolatorLetters,
    /// Amazon Logistics.
    Amazon,
    /// Amazon International.
    AmazonInternational,
    /// Yodel.
    Yodel,
    /// `OnTrac`, `C`.
    OntracC,
    /// `OnTrac`, `D`.
    OntracD,
    /// `LaserShip`, `L` and a letter.
    LasershipLx,
    /// `LaserShip`, `1LS7`, 15 characters.
    Lasership1ls7,
    /// `LaserShip`, `1LS7`, printed with `-1` behind it.
    Lasership1ls7Piece,
    /// `LaserShip`, `1LSCX`.
    Lasership1lscx,
    /// GOFO Express.
    Gofo,
    /// Landmark Global.
    Landmark,
    /// Old Dominion Freight Line.
    OldDominion,
    /// Old Dominion Freight Line, guaranteed shipment.
    OldDominionGuaranteed,
    /// Spee-Dee Delivery.
    Speedee,
    /// La Poste Colissimo; neither the prefixes nor the check digit are verified against a published rule.
    Colissimo,
    /// `PostNL`, `3S`.
    PostNl,
    /// Hopscotch Parcel, an invented private last-mile carrier.
    Hopscotch,
}

impl Format {
    /// Every format but S10, which is one for each service and issuer.
    pub const ALL_BUT_S10: [Self; 46] = {
        use Format::{
            Amazon, AmazonInternational, Ap, CanadaPost, Canpar, Cng, Colissimo, DhlDe,
            DhlEcommerce, DhlEcommerce14, DhlExpress, DhlPiece, Dpd14, Dpd28, Fedex12, Fedex34,
            FedexAstra, FedexGround, FedexGround96, FedexGsn, FedexSscc18, Gofo, Hopscotch, JNet,
            Landmark, Lasership1ls7, Lasership1ls7Piece, Lasership1lscx, LasershipLx, Lp,
            OldDominion, OldDominionGuaranteed, OntracC, OntracD, PostNl, Purolator12,
            PurolatorLetters, Speedee, Ups1z, UpsWaybill, Usps20, UspsImpb, UspsImpbOnline,
            UspsLegacy, Yodel, YunExpress,
        };
        [
            Lp,
            Ap,
            Cng,
            YunExpress,
            JNet,
            Usps20,
            UspsLegacy,
            UspsImpb,
            UspsImpbOnline,
            Ups1z,
            UpsWaybill,
            Fedex12,
            Fedex34,
            FedexAstra,
            FedexGround,
            FedexSscc18,
            FedexGround96,
            FedexGsn,
            DhlExpress,
            DhlPiece,
            DhlEcommerce,
            DhlEcommerce14,
            DhlDe,
            Dpd28,
            Dpd14,
            CanadaPost,
            Canpar,
            Purolator12,
            PurolatorLetters,
            Amazon,
            AmazonInternational,
            Yodel,
            OntracC,
            OntracD,
            LasershipLx,
            Lasership1ls7,
            Lasership1ls7Piece,
            Lasership1lscx,
            Gofo,
            Landmark,
            OldDominion,
            OldDominionGuaranteed,
            Speedee,
            Colissimo,
            PostNl,
            Hopscotch,
        ]
    };

    /// Returns the S10 format of a service letter and a country code, both upper case.
    pub const fn s10(service: u8, issuer: [u8; 2]) -> Option<Self> {
        match (ServiceLetter::new(service), Issuer::new(issuer)) {
            (Some(service), Some(issuer)) => Some(Self::S10 { service, issuer }),
            _ => None,
        }
    }

    /// Returns the format's stable key, for messages and JSON.
    pub const fn key(self) -> &'static str {
        self.names().1
    }

    /// Returns the stable key of the carrier that writes the format; `s10` stands for all posts.
    pub const fn carrier(self) -> &'static str {
        self.names().0
    }

    /// Returns what a number of the format looks like, such as `LP` + 14 digits; its alternatives are joined by "or".
    pub fn form(self) -> impl fmt::Display {
        catalog::Form(self)
    }

    const fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::S10 { .. } => ("s10", "s10"),
            Self::Lp => ("cainiao", "cainiao-lp"),
            Self::Ap => ("cainiao", "cainiao-ap"),
            Self::Cng => ("cainiao", "cainiao-cng"),
            Self::YunExpress => ("yunexpress", "yunexpress"),
            Self::JNet => ("j-net", "j-net"),
            Self::Usps20 => ("usps", "usps-20"),
            Self::UspsLegacy => ("usps", "usps-legacy"),
            Self::UspsImpb => ("usps", "usps-impb"),
            Self::UspsImpbOnline => ("usps", "usps-impb-online"),
            Self::Ups1z => ("ups", "ups-1z"),
            Self::UpsWaybill => ("ups", "ups-waybill"),
            Self::Fedex12 => ("fedex", "fedex-12"),
            Self::Fedex34 => ("fedex", "fedex-34"),
            Self::FedexAstra => ("fedex", "fedex-astra"),
            Self::FedexGround => ("fedex", "fedex-ground"),
            Self::FedexSscc18 => ("fedex", "fedex-sscc-18"),
            Self::FedexGround96 => ("fedex", "fedex-ground-96"),
            Self::FedexGsn => ("fedex", "fedex-gsn"),
            Self::DhlExpress => ("dhl", "dhl-express"),
            Self::DhlPiece => ("dhl", "dhl-piece"),
            Self::DhlEcommerce => ("dhl", "dhl-ecommerce"),
            Self::DhlEcommerce14 => ("dhl", "dhl-ecommerce-14"),
            Self::DhlDe => ("dhl", "dhl-de"),
            Self::Dpd28 => ("dpd", "dpd-28"),
            Self::Dpd14 => ("dpd", "dpd-14"),
            Self::CanadaPost => ("canada-post", "canada-post"),
            Self::Canpar => ("canpar", "canpar"),
            Self::Purolator12 => ("purolator", "purolator-12"),
            Self::PurolatorLetters => ("purolator", "purolator-letters"),
            Self::Amazon => ("amazon", "amazon"),
            Self::AmazonInternational => ("amazon", "amazon-international"),
            Self::Yodel => ("yodel", "yodel"),
            Self::OntracC => ("ontrac", "ontrac-c"),
            Self::OntracD => ("ontrac", "ontrac-d"),
            Self::LasershipLx => ("lasership", "lasership-lx"),
            Self::Lasership1ls7 => ("lasership", "lasership-1ls7"),
            Self::Lasership1ls7Piece => ("lasership", "lasership-1ls7-piece"),
            Self::Lasership1lscx => ("lasership", "lasership-1lscx"),
            Self::Gofo => ("gofo", "gofo"),
            Self::Landmark => ("landmark", "landmark"),
            Self::OldDominion => ("old-dominion", "old-dominion"),
            Self::OldDominionGuaranteed => ("old-dominion", "old-dominion-guaranteed"),
            Self::Speedee => ("speedee", "speedee"),
            Self::Colissimo => ("colissimo", "colissimo"),
            Self::PostNl => ("postnl", "postnl"),
            Self::Hopscotch => ("hopscotch", "hopscotch"),
        }
    }
}

/// Writes the format's key.
impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.key())
    }
}
