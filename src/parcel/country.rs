//! Countries that parcels leave, cross or end in, and what holds in the whole of each.
//!
//! Invariant: the table has one row a country, in the order of the enum.

use jiff::civil::Weekday;

use Country::{
    AE, AR, AT, AU, BE, BR, CA, CH, CL, CN, CO, CZ, DE, DK, ES, FI, FR, GB, GR, HK, HU, IE, IL, IN,
    IT, JP, KR, KZ, MX, MY, NG, NL, NO, NZ, PE, PL, PT, RO, SA, SE, TR, UA, US, ZA,
};
use LaneClass::{Major, Remote};
use Weekend::{FridaySaturday, SaturdaySunday};

/// A country or territory with its own customs and post, named by its ISO 3166-1 alpha-2 code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
#[expect(
    missing_docs,
    reason = "each variant is its own ISO code; `name` spells it out"
)]
pub enum Country {
    CN,
    HK,
    MY,
    US,
    GB,
    DE,
    FR,
    ES,
    IT,
    NL,
    BE,
    PL,
    CZ,
    SE,
    FI,
    DK,
    NO,
    PT,
    IE,
    AT,
    CH,
    GR,
    HU,
    RO,
    UA,
    IL,
    TR,
    SA,
    AE,
    KZ,
    BR,
    CL,
    MX,
    AR,
    CO,
    CA,
    AU,
    NZ,
    JP,
    KR,
    IN,
    ZA,
    NG,
    PE,
}

/// How well the lane from China to a country is served.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LaneClass {
    /// Daily flights and contracted partners: the lane that published windows speak of.
    Major,
    /// Few departures and a long way through the national post.
    Remote,
}

/// The two days on which offices are shut.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Weekend {
    /// Saturday and Sunday.
    SaturdaySunday,
    /// Friday and Saturday.
    FridaySaturday,
}

impl Weekend {
    /// Tells whether offices are shut on this day of the week.
    pub fn includes(self, day: Weekday) -> bool {
        self.mask() >> day.to_monday_zero_offset() & 1 == 1
    }

    /// Returns the days as bits, Monday in bit 0.
    pub const fn mask(self) -> u8 {
        match self {
            SaturdaySunday => 0b110_0000,
            FridaySaturday => 0b011_0000,
        }
    }
}

#[derive(Debug)]
struct Facts {
    country: Country,
    code: &'static str,
    name: &'static str,
    lane: LaneClass,
    weekend: Weekend,
    language: &'static str,
    customs: &'static str,
}

/// Writes the table; the code of a country is its variant's name.
macro_rules! countries {
    ($($country:ident $name:literal $lane:ident $weekend:ident $language:literal $customs:literal;)*) => {
        &[$(Facts {
            country: $country,
            code: stringify!($country),
            name: $name,
            lane: $lane,
            weekend: $weekend,
            language: $language,
            customs: $customs,
        }),*]
    };
}

// The lane class is our judgment from the shares of AliExpress's markets and its dedicated flights; nobody publishes one.
const TABLE: &[Facts] = countries! {
    CN "China" Major SaturdaySunday "zh" "General Administration of Customs";
    HK "Hong Kong" Major SaturdaySunday "zh" "Hong Kong Customs and Excise Department";
    MY "Malaysia" Major SaturdaySunday "ms" "Royal Malaysian Customs Department";
    US "United States" Major SaturdaySunday "en" "U.S. Customs and Border Protection";
    GB "United Kingdom" Major SaturdaySunday "en" "Border Force";
    DE "Germany" Major SaturdaySunday "de" "Zoll";
    FR "France" Major SaturdaySunday "fr" "Direction générale des douanes et droits indirects";
    ES "Spain" Major SaturdaySunday "es" "Agencia Tributaria, Aduanas";
    IT "Italy" Major SaturdaySunday "it" "Agenzia delle dogane e dei monopoli";
    NL "Netherlands" Major SaturdaySunday "nl" "Douane";
    BE "Belgium" Major SaturdaySunday "nl" "General Administration of Customs and Excise";
    PL "Poland" Major SaturdaySunday "pl" "Krajowa Administracja Skarbowa";
    CZ "Czechia" Major SaturdaySunday "cs" "Celní správa České republiky";
    SE "Sweden" Major SaturdaySunday "sv" "Tullverket";
    FI "Finland" Major SaturdaySunday "fi" "Tulli";
    DK "Denmark" Major SaturdaySunday "da" "Toldstyrelsen";
    NO "Norway" Major SaturdaySunday "no" "Tolletaten";
    PT "Portugal" Major SaturdaySunday "pt" "Autoridade Tributária e Aduaneira";
    IE "Ireland" Major SaturdaySunday "en" "Revenue Commissioners";
    AT "Austria" Major SaturdaySunday "de" "Zollamt Österreich";
    CH "Switzerland" Major SaturdaySunday "de" "Federal Office for Customs and Border Security";
    GR "Greece" Remote SaturdaySunday "el" "Independent Authority for Public Revenue, Customs";
    HU "Hungary" Major SaturdaySunday "hu" "Nemzeti Adó- és Vámhivatal";
    RO "Romania" Major SaturdaySunday "ro" "Autoritatea Vamală Română";
    UA "Ukraine" Remote SaturdaySunday "uk" "State Customs Service of Ukraine";
    IL "Israel" Major FridaySaturday "he" "Israel Tax Authority, Customs";
    TR "Turkey" Remote SaturdaySunday "tr" "Ministry of Trade, Customs";
    SA "Saudi Arabia" Remote FridaySaturday "ar" "Zakat, Tax and Customs Authority";
    // Saturday and Sunday since January 2022, Friday and Saturday before.
    AE "United Arab Emirates" Remote SaturdaySunday "ar" "Federal Authority for Identity, Citizenship, Customs and Port Security";
    KZ "Kazakhstan" Remote SaturdaySunday "kk" "State Revenue Committee";
    BR "Brazil" Major SaturdaySunday "pt" "Receita Federal";
    CL "Chile" Remote SaturdaySunday "es" "Servicio Nacional de Aduanas";
    MX "Mexico" Remote SaturdaySunday "es" "Agencia Nacional de Aduanas de México";
    AR "Argentina" Remote SaturdaySunday "es" "Dirección General de Aduanas";
    CO "Colombia" Remote SaturdaySunday "es" "Dirección de Impuestos y Aduanas Nacionales";
    CA "Canada" Major SaturdaySunday "en" "Canada Border Services Agency";
    AU "Australia" Major SaturdaySunday "en" "Australian Border Force";
    NZ "New Zealand" Remote SaturdaySunday "en" "New Zealand Customs Service";
    JP "Japan" Major SaturdaySunday "ja" "Japan Customs";
    KR "South Korea" Major SaturdaySunday "ko" "Korea Customs Service";
    IN "India" Remote SaturdaySunday "en" "Central Board of Indirect Taxes and Customs";
    ZA "South Africa" Remote SaturdaySunday "en" "South African Revenue Service, Customs";
    NG "Nigeria" Remote SaturdaySunday "en" "Nigeria Customs Service";
    PE "Peru" Remote SaturdaySunday "es" "Superintendencia Nacional de Aduanas y de Administración Tributaria";
};

// A row out of place fails the build.
const _: () = {
    let mut index = 0;
    while index < TABLE.len() {
        assert!(TABLE[index].country as usize == index);
        index += 1;
    }
    assert!(TABLE.len() == Country::COUNT);
};

impl Country {
    /// How many countries there are.
    pub const COUNT: usize = PE as usize + 1;

    /// Returns every country, China first.
    pub fn all() -> impl ExactSizeIterator<Item = Self> + Clone {
        TABLE.iter().map(|facts| facts.country)
    }

    /// Returns every country that cross-border parcels go to: all but China.
    pub fn destinations() -> impl Iterator<Item = Self> + Clone {
        Self::all().filter(|country| *country != CN)
    }

    /// Returns the country of this ISO 3166-1 alpha-2 code, in capital letters.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::all().find(|country| country.code() == code)
    }

    /// Returns the ISO 3166-1 alpha-2 code, for example `FR`.
    pub const fn code(self) -> &'static str {
        self.facts().code
    }

    /// Returns the English name.
    pub const fn name(self) -> &'static str {
        self.facts().name
    }

    /// Returns the class of the lane from China.
    pub const fn lane(self) -> LaneClass {
        self.facts().lane
    }

    /// Returns the days on which offices are shut.
    pub const fn weekend(self) -> Weekend {
        self.facts().weekend
    }

    /// Returns the language that most buyers read, as a BCP 47 tag.
    pub const fn language(self) -> &'static str {
        self.facts().language
    }

    /// Returns the name of the customs authority.
    pub const fn customs_authority(self) -> &'static str {
        self.facts().customs
    }

    /// Returns the letters that end the S10 numbers issued by the country's post: its ISO code.
    pub const fn s10_issuer(self) -> &'static str {
        self.facts().code
    }

    /// Returns the place in the tables of facts, which are all in the order of the enum.
    pub const fn index(self) -> usize {
        self as usize
    }

    const fn facts(self) -> &'static Facts {
        &TABLE[self as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_found_again() {
        for country in Country::all() {
            assert_eq!(Country::from_code(country.code()), Some(country));
            assert_eq!(country.s10_issuer().len(), 2);
        }
        assert_eq!(Country::from_code("XX"), None);
        assert_eq!(Country::destinations().count() + 1, Country::COUNT);
    }

    #[test]
    fn names_are_unique() {
        let mut names: Vec<_> = Country::all().map(Country::name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), Country::COUNT);
    }

    #[test]
    fn the_week_ends_where_it_does() {
        assert!(SA.weekend().includes(Weekday::Friday));
        assert!(!SA.weekend().includes(Weekday::Sunday));
        assert!(AE.weekend().includes(Weekday::Sunday));
        assert!(!US.weekend().includes(Weekday::Friday));
        assert!(
            FridaySaturday.includes(Weekday::Saturday)
                && SaturdaySunday.includes(Weekday::Saturday)
        );
    }
}
