//! Regions: countries by their three letters.

use crate::parcel::Country;

/// Returns a country's ISO 3166-1 alpha-3 code.
pub(super) const fn alpha_3(country: Country) -> &'static str {
    match country {
        Country::CN => "CHN",
        Country::HK => "HKG",
        Country::MY => "MYS",
        Country::US => "USA",
        Country::GB => "GBR",
        Country::DE => "DEU",
        Country::FR => "FRA",
        Country::ES => "ESP",
        Country::IT => "ITA",
        Country::NL => "NLD",
        Country::BE => "BEL",
        Country::PL => "POL",
        Country::CZ => "CZE",
        Country::SE => "SWE",
        Country::FI => "FIN",
        Country::DK => "DNK",
        Country::NO => "NOR",
        Country::PT => "PRT",
        Country::IE => "IRL",
        Country::AT => "AUT",
        Country::CH => "CHE",
        Country::GR => "GRC",
        Country::HU => "HUN",
        Country::RO => "ROU",
        Country::UA => "UKR",
        Country::IL => "ISR",
        Country::TR => "TUR",
        Country::SA => "SAU",
        Country::AE => "ARE",
        Country::KZ => "KAZ",
        Country::BR => "BRA",
        Country::CL => "CHL",
        Country::MX => "MEX",
        Country::AR => "ARG",
        Country::CO => "COL",
        Country::CA => "CAN",
        Country::AU => "AUS",
        Country::NZ => "NZL",
        Country::JP => "JPN",
        Country::KR => "KOR",
        Country::IN => "IND",
        Country::ZA => "ZAF",
        Country::NG => "NGA",
        Country::PE => "PER",
    }
}

/// Tells whether a text has the form of such a code.
pub(super) fn looks_like_one(text: &str) -> bool {
    text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_uppercase())
}
