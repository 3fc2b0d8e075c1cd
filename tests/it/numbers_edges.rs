//! Numbers at the edges: places beyond a format's room, slips, months, and whatever else people type.

use misroute::fleet::{Address, Case, DEFAULT_START, FIRST_DAY, Refusal, World, Worlds, find};
use misroute::parcel::number::{Format, NumberError, TrackingNumber, decompose, identify};
use misroute::parcel::time::Day;
use misroute::parcel::{Carrier, NumberRole};
use misroute::random::Seed;
use misroute::scenario::Library;
use proptest::prelude::*;

use crate::support::{at_start, built_in, registered, worlds};

#[test]
fn a_place_beyond_a_formats_room_has_a_number_all_the_same() {
    let worlds = worlds();
    let lp = |name: &str, place| {
        let world = built_in(name, 1);
        let case = Case::new(&worlds, &world, at_start(place));
        let origin = case.numbers[0].clone();
        let found = find(&worlds, origin.text.as_str()).expect("a default number");
        assert_eq!(found.case.address, case.address, "{name} {place}");
        assert_eq!(*found.case.world.scenario.name, *name);
        origin.format
    };
    let edge = 1_u64 << 16;
    for place in (edge - 20..edge + 20).chain(5 * edge - 9..5 * edge + 9) {
        let format = lp("standard", place);
        assert!(matches!(format, Format::Lp | Format::Ap | Format::Cng));
        let format = lp("super-economy", place);
        assert!(place < edge || format == Format::Cng, "{place}: {format}");
    }
    let spilled = (edge..edge + 40).filter(|place| lp("standard", *place) == Format::Lp);
    assert!(spilled.count() > 10);
    for place in Address::PLACES - 40..Address::PLACES {
        lp("standard", place);
        lp("china-domestic", place);
    }
    assert_eq!(Address::new(DEFAULT_START, Address::PLACES), None);
}

#[test]
fn a_last_mile_without_room_keeps_the_number_of_the_origin() {
    let worlds = worlds();
    let world = built_in("standard", 1);
    let mut second = 0;
    for place in (0..300).chain(4_096..4_396).chain((1 << 25) - 300..1 << 25) {
        let case = Case::new(&worlds, &world, at_start(place));
        let parcel = &case.parcels[0];
        let own = case
            .numbers
            .iter()
            .find(|known| known.number.role == NumberRole::LastMile);
        assert_eq!(
            parcel.parties.last_mile_role == NumberRole::LastMile,
            own.is_some()
        );
        if let Some(own) = own {
            second += 1;
            let s10 = matches!(own.format, Format::S10 { .. });
            assert!(place < 4_096 || !s10, "{place}: {}", own.text);
            let found = find(&worlds, own.text.as_str()).expect("a default number");
            assert_eq!(found.case.address, case.address);
        } else {
            let seen = parcel.record.observations.iter();
            let roles = seen.map(|seen| seen.number.role);
            assert!(roles.clone().all(|role| role == NumberRole::Origin));
        }
    }
    assert!(second > 300, "{second}");
}

#[test]
fn a_number_beyond_its_format_is_of_the_carrier_that_issued_it() {
    let worlds = worlds();
    let world = World::new(registered("registered"), Seed(1));
    let case = Case::new(&worlds, &world, at_start(5_000));
    assert_eq!(case.numbers[0].format, Format::Cng);
    assert_eq!(case.parcels[0].parties.origin, Carrier::CAINIAO);
}

/// Every text that differs in one digit, or by a swap of two different neighboring digits.
fn slips(text: &str) -> Vec<String> {
    let bytes = text.as_bytes();
    let mut all = Vec::new();
    for (place, byte) in bytes
        .iter()
        .enumerate()
        .filter(|(_, byte)| byte.is_ascii_digit())
    {
        for digit in (b'0'..=b'9').filter(|digit| digit != byte) {
            let mut slip = bytes.to_vec();
            slip[place] = digit;
            all.push(slip);
        }
        if bytes
            .get(place + 1)
            .is_some_and(|next| next.is_ascii_digit() && next != byte)
        {
            let mut slip = bytes.to_vec();
            slip.swap(place, place + 1);
            all.push(slip);
        }
    }
    let text = |slip| String::from_utf8(slip).expect("digits and letters");
    all.into_iter().map(text).collect()
}

#[test]
fn a_slip_in_a_number_with_a_check_digit_never_finds_the_parcel() {
    let mut worlds = worlds();
    let world = World::new(registered("registered"), Seed(1));
    worlds.declare(world.clone()).expect("it is alone");
    let mut numbers: Vec<TrackingNumber> = Vec::new();
    for place in 0..30 {
        numbers.push(
            Case::new(&worlds, &world, at_start(place)).numbers[0]
                .text
                .clone(),
        );
        let case = Case::new(&worlds, &built_in("standard", 1), at_start(place));
        numbers.extend(case.numbers.into_iter().skip(1).map(|known| known.text));
    }
    let (mut caught, mut count) = (0_u32, 0_u32);
    for number in numbers {
        for slip in slips(number.as_str()) {
            count += 1;
            match find(&worlds, &slip) {
                // Nobody was told the slip, so what answers is another case that really has that number.
                Ok(found) => assert!(found.case.answers_to(&slip), "{slip}"),
                Err(refusal) => {
                    let malformed = matches!(&*refusal, Refusal::Malformed(_));
                    assert_eq!(malformed, identify(&slip).is_err(), "{slip}: {refusal:?}");
                    caught += u32::from(malformed);
                }
            }
        }
    }
    // S10's check digit has two remainders for 0 and 5, and the formats without one catch nothing.
    assert!(caught * 10 > count * 7, "{caught} of {count}");
}

#[test]
fn short_numbers_are_read_as_of_the_sixteen_months_around() {
    let short = |worlds: &Worlds, day: Day| {
        let world = built_in("standard", 1);
        (0..500)
            .filter_map(|place| {
                let address = Address::new(day, place)?;
                let case = Case::new(worlds, &world, address);
                let known = case
                    .numbers
                    .iter()
                    .find(|known| known.format == Format::Cng)?;
                Some((
                    find(worlds, known.text.as_str()).ok()?.case.address,
                    address,
                ))
            })
            .collect::<Vec<_>>()
    };
    for around in [
        DEFAULT_START,
        Day::from_ymd(2021, 6, 30),
        Day::from_ymd(2030, 1, 1),
    ] {
        let worlds = Worlds::new(Library::built_in(), around);
        let (year, month, _) = around.ymd();
        for offset in -14..=1 {
            let index = year * 12 + month as i32 - 1 + offset;
            let first = Day::from_ymd(index.div_euclid(12), index.rem_euclid(12) as u32 + 1, 1);
            for day in [first, first.plus(27)] {
                let found = short(&worlds, day);
                assert!(found.len() > 3, "{around} {day}");
                for (found, address) in found {
                    assert_eq!(found, address, "around {around}");
                }
            }
        }
        for day in [around.plus(70), around.plus(-480)] {
            for (found, address) in short(&worlds, day) {
                assert_ne!(found, address, "around {around}");
            }
        }
    }
}

#[test]
fn a_declared_world_is_read_around_the_same_months() {
    let world = World::new(registered("elsewhere"), Seed(9));
    for around in [
        DEFAULT_START,
        FIRST_DAY.plus(40),
        Day::from_ymd(2029, 12, 31),
    ] {
        let mut worlds = Worlds::new(Library::built_in(), around);
        worlds.declare(world.clone()).expect("it is alone");
        for place in 0..30 {
            let address = Address::new(around, place).expect("the day exists");
            let case = Case::new(&worlds, &world, address);
            let found = find(&worlds, case.numbers[0].text.as_str()).expect("declared");
            assert_eq!(found.case.address, address);
        }
    }
}

#[test]
fn a_refusal_says_what_is_wrong() {
    let worlds = worlds();
    let refusal = |text: &str| *find(&worlds, text).expect_err("nobody's");
    assert!(matches!(
        refusal(""),
        Refusal::Malformed(NumberError::Empty)
    ));
    assert!(matches!(refusal("LP123"), Refusal::Malformed(_)));
    assert!(matches!(
        refusal("RB123456784GB"),
        Refusal::Malformed(NumberError::CheckDigit { .. })
    ));
    assert!(matches!(
        refusal("1Z5R89390357567127"),
        Refusal::NotIssued(_)
    ));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2_000) })]

    #[test]
    fn whatever_is_typed_gets_the_right_answer(text in prop_oneof![
        ".{0,40}",
        "[A-Z0-9 -]{0,30}",
        "(LP|AP|CNG|YT|JJD|6A|00340434|92|93)[0-9]{9,20}",
        "[A-Z]{2}[0-9]{9}[A-Z]{2}",
    ]) {
        let worlds = worlds();
        let known = identify(&text);
        match find(&worlds, &text) {
            Ok(found) => prop_assert!(found.case.answers_to(found.number.as_str())),
            Err(refusal) => {
                prop_assert!(!refusal.help().is_empty() && !refusal.to_string().is_empty());
                let issued = decompose(&text).is_some();
                match *refusal {
                    Refusal::Malformed(_) => prop_assert!(known.is_err()),
                    Refusal::NotIssued(_) => prop_assert!(known.is_ok() && !issued),
                    Refusal::Nobody { .. } | Refusal::Undeclared(_) => prop_assert!(issued),
                }
            }
        }
    }
}
