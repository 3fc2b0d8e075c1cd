//! The last mile in each country: who drives it, under which number, and how it usually ends.
//!
//! Invariant: every country has a row and in it at least one carrier; weights are positive.

use std::num::NonZeroU16;

use super::carrier::Carrier;
use super::country::Country::{
    self, AE, AR, AT, AU, BE, BR, CA, CH, CL, CN, CO, CZ, DE, DK, ES, FI, FR, GB, GR, HK, HU, IE,
    IL, IN, IT, JP, KR, KZ, MX, MY, NG, NL, NO, NZ, PE, PL, PT, RO, SA, SE, TR, UA, US, ZA,
};

use LastMileNumber::{Keeps, Own};
use NumberForm::{Colissimo, DhlDe, Gofo, Hopscotch, PostNl3s, S10, UspsImpb, Yodel};

/// A form in which last-mile carriers issue numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NumberForm {
    /// The posts' item number, issued by the carrier's country.
    S10 {
        /// The first letter, in ASCII, which names the service.
        service: u8,
    },
    /// The `IMpb` number of USPS.
    UspsImpb,
    /// Colissimo's number of La Poste.
    Colissimo,
    /// The number of `PostNL` that begins with 3S.
    PostNl3s,
    /// The 20 digits of DHL Paket.
    DhlDe,
    /// GOFO's number.
    Gofo,
    /// Yodel's number.
    Yodel,
    /// The number of the invented carrier Hopscotch Parcel.
    Hopscotch,
}

/// Under which number the last mile is tracked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LastMileNumber {
    /// The carrier issues a second number.
    Own(NumberForm),
    /// The parcel keeps the number it came with.
    Keeps,
}

/// A carrier of a country's last mile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LastMile {
    /// Who delivers.
    pub carrier: Carrier,
    /// Its share of the parcels, as a weight beside the country's other carriers.
    pub weight: NonZeroU16,
    /// The number under which it tracks them.
    pub number: LastMileNumber,
}

/// How long parcels wait to be collected before they go back, in days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hold {
    /// At a post office.
    pub counter_days: u8,
    /// At a shop or another pickup point.
    pub point_days: u8,
    /// In a parcel locker.
    pub locker_days: u8,
}

impl Hold {
    /// Where nothing better is known: the 14 days of the stage model, between the 7 and 30 that posts grant; lockers
    /// after the French ones.
    pub const USUAL: Self = Self {
        counter_days: 14,
        point_days: 14,
        locker_days: 3,
    };
}

vocabulary! {
    /// Something that people or couriers do more in one country than in another.
    pub enum Habit {
        /// The first attempts at the door that succeed.
        FirstAttempt = "first-attempt",
        /// The parcels that go to a pickup point instead of the door.
        PickupPoint = "pickup-point",
    }
}

#[derive(Debug)]
struct Facts {
    country: Country,
    carriers: &'static [LastMile],
    hold: Hold,
    first_attempt: Option<u16>,
    pickup_point: Option<u16>,
}

const fn share(carrier: &str, weight: u16, number: LastMileNumber) -> LastMile {
    match NonZeroU16::new(weight) {
        Some(weight) => LastMile {
            carrier: Carrier::named(carrier),
            weight,
            number,
        },
        None => panic!("a carrier without a share does not belong in the table"),
    }
}

const fn known(figure: &[u16]) -> Option<u16> {
    match figure {
        [figure] => Some(*figure),
        _ => None,
    }
}

/// A number that a post issues for its own country: by the Universal Postal Union's list a domestic or bilateral item.
const DOMESTIC: LastMileNumber = Own(S10 { service: b'D' });

/// Writes the table: a country; days at the counter, at a pickup point and in a locker; if published, first attempts
/// that succeed and parcels that go to pickup points, of a thousand; then carriers, each with its weight and its number.
macro_rules! last_miles {
    ($($country:ident hold $counter:literal $point:literal $locker:literal $(first $first:literal)? $(pickup $pickup:literal)? { $($carrier:literal $weight:literal $number:expr;)* })*) => {
        &[$(Facts {
            country: $country,
            carriers: &[$(share($carrier, $weight, $number)),*],
            hold: Hold { counter_days: $counter, point_days: $point, locker_days: $locker },
            first_attempt: known(&[$($first)?]),
            pickup_point: known(&[$($pickup)?]),
        }),*]
    };
}

// Sources.
// Counters: GB 18 from Royal Mail's help pages; US 30 for inbound international items from the International Mail
// Manual of USPS, section 766; FI 14 and lockers 7 from Posti; DE 9, which are 7 working days, and its shops and
// lockers alike, from a guide to German parcel shops; FR 14, shops 7 and lockers 3 from a guide to French networks.
// Common knowledge, unverified: AU 14 (10 working days), BR 30, CA 15, ES 15, NL 14, BE 14. All others, and lockers
// without a source, are our guess within the 7 to 30 days that posts grant; pickup points without one keep parcels for
// the 14 days of the stage model.
// First attempts: GB 951 and DE 928 from Parcel Monitor, first quarter of 2024; Asia 970 from Parcel Monitor, 2021;
// AU 908 and IN 848 computed from carriers' logs. Nobody published another country's: there the line's share counts.
// Pickup points: 134 was published for Oceania in 2021, and nothing for other countries. Shares of carriers, and which
// of them renumber, are our judgment.
const TABLE: &[Facts] = last_miles! {
    CN hold 3 3 3 first 970 { "cainiao" 70 Keeps; "china-post" 30 Keeps; }
    HK hold 14 14 3 first 970 { "hongkong-post" 100 DOMESTIC; }
    MY hold 14 14 3 first 970 { "pos-malaysia" 100 DOMESTIC; }
    US hold 30 14 5 { "usps" 76 Own(UspsImpb); "hopscotch" 12 Own(Hopscotch); "gofo" 7 Own(Gofo); "ontrac" 5 Keeps; }
    GB hold 18 14 3 first 951 { "royal-mail" 58 DOMESTIC; "evri" 27 Keeps; "yodel" 15 Own(Yodel); }
    DE hold 9 9 9 first 928 { "dhl-paket" 68 Own(DhlDe); "hermes-de" 18 Keeps; "gls-de" 11 Keeps; "hopscotch" 3 Own(Hopscotch); }
    FR hold 14 7 3 { "la-poste" 58 Own(Colissimo); "colis-prive" 25 Keeps; "mondial-relay" 14 Keeps; "hopscotch" 3 Own(Hopscotch); }
    ES hold 15 14 3 { "correos" 72 DOMESTIC; "seur" 28 Keeps; }
    IT hold 14 14 3 { "poste-italiane" 78 DOMESTIC; "brt" 22 Keeps; }
    NL hold 14 14 3 { "postnl" 97 Own(PostNl3s); "hopscotch" 3 Own(Hopscotch); }
    BE hold 14 14 3 { "bpost" 80 DOMESTIC; "postnl" 20 Own(PostNl3s); }
    PL hold 14 14 2 { "inpost" 58 Keeps; "poczta-polska" 42 DOMESTIC; }
    CZ hold 14 14 3 { "packeta" 55 Keeps; "ceska-posta" 45 DOMESTIC; }
    SE hold 14 14 3 { "postnord-se" 100 DOMESTIC; }
    FI hold 14 14 7 { "posti" 100 DOMESTIC; }
    DK hold 14 14 3 { "postnord-dk" 100 DOMESTIC; }
    NO hold 14 14 3 { "posten" 100 DOMESTIC; }
    PT hold 14 14 3 { "ctt" 100 DOMESTIC; }
    IE hold 14 14 3 { "an-post" 100 DOMESTIC; }
    AT hold 14 14 3 { "post-at" 100 DOMESTIC; }
    CH hold 7 7 3 { "swiss-post" 100 DOMESTIC; }
    GR hold 14 14 3 { "elta" 100 DOMESTIC; }
    HU hold 14 14 3 { "magyar-posta" 100 DOMESTIC; }
    RO hold 14 14 3 { "posta-romana" 100 DOMESTIC; }
    UA hold 14 14 5 { "nova-poshta" 55 Keeps; "ukrposhta" 45 DOMESTIC; }
    IL hold 14 14 3 { "israel-post" 100 DOMESTIC; }
    TR hold 14 14 3 { "ptt" 100 DOMESTIC; }
    SA hold 14 14 3 { "spl" 75 DOMESTIC; "aramex" 25 Keeps; }
    AE hold 14 14 3 { "emirates-post" 60 DOMESTIC; "aramex" 40 Keeps; }
    KZ hold 14 14 3 { "kazpost" 100 Keeps; }
    BR hold 30 14 3 { "correios" 100 DOMESTIC; }
    CL hold 14 14 3 { "correos-chile" 100 Keeps; }
    MX hold 14 14 3 { "correos-mexico" 100 Keeps; }
    AR hold 14 14 3 { "correo-argentino" 100 Keeps; }
    CO hold 14 14 3 { "472" 100 Keeps; }
    CA hold 15 14 3 { "canada-post" 100 DOMESTIC; }
    AU hold 14 14 3 first 908 pickup 134 { "australia-post" 100 DOMESTIC; }
    NZ hold 14 14 3 pickup 134 { "nz-post" 100 DOMESTIC; }
    JP hold 7 14 3 first 970 { "japan-post" 70 DOMESTIC; "yamato" 30 Keeps; }
    KR hold 14 14 3 first 970 { "cj-logistics" 65 Keeps; "korea-post" 35 DOMESTIC; }
    IN hold 14 14 3 first 848 { "india-post" 100 Keeps; }
    ZA hold 30 14 3 { "sapo" 100 Keeps; }
    NG hold 14 14 3 { "nipost" 100 Keeps; }
    PE hold 30 14 3 { "serpost" 100 Keeps; }
};

// A row out of place, or without a carrier, fails the build.
const _: () = {
    let mut index = 0;
    while index < TABLE.len() {
        assert!(TABLE[index].country.index() == index && !TABLE[index].carriers.is_empty());
        index += 1;
    }
    assert!(TABLE.len() == Country::COUNT);
};

impl Country {
    /// Returns the carriers of the country's last mile, the largest first.
    pub const fn last_mile(self) -> &'static [LastMile] {
        self.habits().carriers
    }

    /// Returns how long parcels wait to be collected before they go back.
    pub const fn hold(self) -> Hold {
        self.habits().hold
    }

    /// Returns how many of a thousand do such a thing, if that was published of the country.
    pub const fn habit_per_mille(self, habit: Habit) -> Option<u16> {
        match habit {
            Habit::FirstAttempt => self.habits().first_attempt,
            Habit::PickupPoint => self.habits().pickup_point,
        }
    }

    const fn habits(self) -> &'static Facts {
        &TABLE[self.index()]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parcel::carrier::CarrierKind;

    #[test]
    fn a_post_or_a_courier_drives_the_last_mile_abroad() {
        for country in Country::destinations() {
            let carriers = country.last_mile();
            assert!(
                carriers
                    .iter()
                    .any(|last| last.carrier == Carrier::post(country)),
                "{country:?}"
            );
            assert!(
                carriers.is_sorted_by_key(|last| std::cmp::Reverse(last.weight)),
                "{country:?}"
            );
            for last in carriers {
                assert!(matches!(
                    last.carrier.kind(),
                    CarrierKind::Post | CarrierKind::Courier
                ));
            }
        }
    }

    #[test]
    fn only_posts_issue_s10_numbers() {
        for last in Country::all().flat_map(Country::last_mile) {
            if let Own(S10 { service }) = last.number {
                assert_eq!(last.carrier.kind(), CarrierKind::Post);
                assert!(service.is_ascii_uppercase());
            }
        }
    }

    #[test]
    fn shares_are_within_what_is_known() {
        for country in Country::all() {
            if let Some(first) = country.habit_per_mille(Habit::FirstAttempt) {
                assert!((848..=970).contains(&first), "{country:?}");
            }
            if let Some(pickup) = country.habit_per_mille(Habit::PickupPoint) {
                assert_eq!(pickup, 134, "{country:?}");
            }
            assert!((2..=9).contains(&country.hold().locker_days));
            assert!((3..=14).contains(&country.hold().point_days));
            assert!(country.hold().locker_days <= country.hold().counter_days);
        }
    }

    #[test]
    fn the_invented_carrier_delivers_little() {
        for country in Country::all() {
            let total: u16 = country
                .last_mile()
                .iter()
                .map(|last| last.weight.get())
                .sum();
            assert_eq!(total, 100, "{country:?}");
            let invented = country
                .last_mile()
                .iter()
                .filter(|last| last.carrier.is_invented());
            assert!(invented.map(|last| last.weight.get()).sum::<u16>() <= 12);
        }
    }
}
