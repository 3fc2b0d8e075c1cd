//! Laws of quirks: when they strike, when they do not, and how they come from a world to an answer.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use misroute::carrier::Desk;
use misroute::dialect::{
    Answer, DEFAULT_KEY, DIALECTS, Request, Visit, answered, by_name, can_show, garbled, quirks,
    sheet,
};
use misroute::fleet::{Case, World};
use misroute::parcel::Timestamp;
use misroute::trouble::{Quirk, Quirks, Rate, Trouble};
use serde_json::Value;

use super::quirk_samples::{always, pairs, samples, with};
use crate::support::{at_start, built_in, settings, worlds};
use crate::wire::asking::{body, dialect, get};

fn troubled(text: &str) -> World {
    let trouble: Trouble = text.parse().expect("trouble");
    built_in("standard", 1).with(&trouble)
}

fn first_case(world: &World) -> Case {
    Case::new(&worlds(), world, at_start(0))
}

fn text_of(case: &Case) -> String {
    case.typed(None).expect("the buyer was told").to_string()
}

fn ask(desk: &Desk, request: &Request) -> Answer {
    let now = desk.clock.now();
    let dialect = misroute::dialect::of_request(request).expect("somebody's");
    answered(
        dialect,
        &Visit {
            desk,
            request,
            key: DEFAULT_KEY,
            at: now,
            now,
        },
    )
}

#[test]
fn which_dialect_can_show_which_quirk() {
    let mut table = String::new();
    for quirk in Quirk::ALL {
        let able = DIALECTS
            .iter()
            .filter(|dialect| dialect.sites().can(*quirk));
        let able: Vec<_> = able.map(|dialect| dialect.name()).collect();
        assert!(!able.is_empty(), "nobody can show {quirk}");
        writeln!(table, "{quirk}: {}", able.join(" ")).expect("memory");
    }
    settings().bind(|| insta::assert_snapshot!("quirks__dialects", table));
}

#[test]
fn a_dialect_refuses_by_name_what_it_cannot_show() {
    let refused = can_show(dialect("usps"), &always(Quirk::EpochChanged)).expect_err("no epochs");
    assert_eq!(
        refused.to_string(),
        "the answers of `usps` cannot show `epoch-changed`"
    );
    assert_eq!(refused.mend(), "ask one of those that can: cainiao");
    for (dialect, quirk) in pairs() {
        assert_eq!(can_show(dialect, &always(quirk)), Ok(()));
    }
    assert_eq!(quirks(dialect("cainiao")).next(), Some(Quirk::SloppyCodes));
}

#[test]
fn a_quirk_that_never_strikes_leaves_every_byte() {
    let never = Quirk::ALL.iter().map(|quirk| (*quirk, Rate::NEVER));
    let never = Quirks::new(never.collect());
    for dialect in DIALECTS {
        for sample in samples(*dialect) {
            assert_eq!(
                String::from_utf8(with(*dialect, &sample, &never)),
                String::from_utf8(sample.0.clone()),
                "{}",
                dialect.name()
            );
            assert_eq!(with(*dialect, &sample, &Quirks::NONE), sample.0);
        }
    }
}

#[test]
fn a_quirk_that_a_dialect_cannot_show_leaves_every_byte() {
    for dialect in DIALECTS {
        let samples = samples(*dialect);
        for quirk in Quirk::ALL {
            if dialect.sites().can(*quirk) {
                continue;
            }
            for sample in &samples {
                let garbled = with(*dialect, sample, &always(*quirk));
                assert_eq!(garbled, sample.0, "{} {quirk}", dialect.name());
            }
        }
    }
}

#[test]
fn all_quirks_at_once_are_still_json() {
    for share in [100_000, 300_000, 700_000, 1_000_000] {
        let all = Quirk::ALL
            .iter()
            .map(|quirk| (*quirk, Rate::millionths(share)));
        // Of a parcel of which nothing is said, nothing else can be seen.
        let all = all.filter(|(quirk, _)| *quirk != Quirk::NothingSaid);
        let all = Quirks::new(all.collect());
        for dialect in DIALECTS {
            for sample in samples(*dialect) {
                let garbled = with(*dialect, &sample, &all);
                let read = serde_json::from_slice::<Value>(&garbled);
                assert!(read.is_ok(), "{}", String::from_utf8_lossy(&garbled));
            }
        }
    }
}

#[test]
fn the_rate_is_the_share_of_events_that_are_struck() {
    let some = Quirks::new(vec![(Quirk::ZoneMissing, Rate::millionths(300_000))]);
    let (mut struck, mut all) = (0, 0);
    for place in 0..200 {
        let case = Case::new(&worlds(), &built_in("standard", 1), at_start(place));
        let at = case.settled_at();
        let honest = sheet(dialect("misroute"), &worlds(), &case, at).expect("it was told");
        let garbled = with(dialect("misroute"), &(honest, at), &some);
        let garbled: Value = serde_json::from_slice(&garbled).expect("JSON");
        for event in garbled["events"].as_array().into_iter().flatten() {
            all += 1;
            struck += usize::from(event.get("zone").is_none());
        }
    }
    assert!(all > 1_000, "{all}");
    let share = struck as f64 / f64::from(all);
    assert!((0.25..0.35).contains(&share), "{struck} of {all}");
}

#[test]
fn an_event_that_is_said_twice_is_garbled_alike() {
    let half = Rate::millionths(500_000);
    let some = [Quirk::ZoneTwice, Quirk::UnknownCode, Quirk::TextForeign];
    let some = Quirks::new(some.map(|quirk| (quirk, half)).to_vec());
    for sample in samples(dialect("cainiao")) {
        let said = with(dialect("cainiao"), &sample, &some);
        let said: Value = serde_json::from_slice(&said).expect("JSON");
        let module = &said["module"][0];
        if let Some(first) = module["detailList"].get(0) {
            assert_eq!(module["latestTrace"], *first);
        }
    }
}

#[test]
fn orders_change_and_events_do_not() {
    for quirk in [Quirk::OrderReversed, Quirk::OrderShuffled] {
        for sample in samples(dialect("misroute")) {
            let read = |bytes: &[u8]| -> Vec<String> {
                let said: Value = serde_json::from_slice(bytes).expect("JSON");
                let events = said["events"].as_array().expect("a list").iter();
                events.map(ToString::to_string).collect()
            };
            let honest = read(&sample.0);
            let other = read(&with(dialect("misroute"), &sample, &always(quirk)));
            if quirk == Quirk::OrderReversed {
                assert!(honest.iter().eq(other.iter().rev()));
            }
            let set = |events: &[String]| events.iter().cloned().collect::<BTreeSet<_>>();
            assert_eq!((honest.len(), set(&honest)), (other.len(), set(&other)));
        }
    }
}

#[test]
fn unknown_codes_are_nobodys_codes() {
    for (name, list, code) in [
        ("cainiao", "/module/0/detailList", "actionCode"),
        ("usps", "/trackingEvents", "eventCode"),
        ("laposte", "/shipment/event", "code"),
        ("misroute", "/events", "milestone"),
        (
            "fedex",
            "/output/completeTrackResults/0/trackResults/0/scanEvents",
            "eventType",
        ),
    ] {
        let codes = |quirks: &Quirks| -> BTreeSet<String> {
            let all = samples(dialect(name));
            let all = all.iter().flat_map(|sample| {
                let said = with(dialect(name), sample, quirks);
                let said: Value = serde_json::from_slice(&said).expect("JSON");
                let said = said.get(0).unwrap_or(&said);
                let events = said.pointer(list).and_then(Value::as_array).cloned();
                events.unwrap_or_default()
            });
            all.filter_map(|event| Some(event[code].as_str()?.to_owned()))
                .collect()
        };
        let (known, unknown) = (codes(&Quirks::NONE), codes(&always(Quirk::UnknownCode)));
        assert!(known.len() > 2, "{name}: {known:?}");
        assert!(known.is_disjoint(&unknown), "{name}: {known:?} {unknown:?}");
    }
}

#[test]
fn words_change_between_two_events_of_a_parcel() {
    let sample = samples(dialect("easypost")).pop().expect("a sample");
    let honest: Value = serde_json::from_slice(&sample.0).expect("JSON");
    let reworded = with(dialect("easypost"), &sample, &always(Quirk::NewWording));
    let reworded: Value = serde_json::from_slice(&reworded).expect("JSON");
    let texts = |said: &Value| -> Vec<String> {
        let events = said["tracking_details"].as_array().expect("a list").iter();
        events.map(|event| event["message"].to_string()).collect()
    };
    let (old, new) = (texts(&honest), texts(&reworded));
    let changed: Vec<bool> = old.iter().zip(&new).map(|(old, new)| old != new).collect();
    assert!(!changed[0] && changed[changed.len() - 1], "{new:?}");
    assert!(
        changed.is_sorted(),
        "once they are new, they stay so: {new:?}"
    );
}

#[test]
fn each_parcel_of_a_batch_has_its_own_worlds_quirks() {
    let world = troubled("zone-missing,sloppy-codes");
    let (garbled, honest) = (first_case(&world), first_case(&built_in("standard", 1)));
    let at = garbled.settled_at().max(honest.settled_at());
    let desk = Desk::frozen(worlds(), at);
    let path = format!(
        "/global/detail.json?mailNos={},{}&callback=shown",
        text_of(&garbled),
        text_of(&honest)
    );
    desk.declare(world)
        .expect("its numbers clash with nobody's");
    let answer = ask(&desk, &get(&path));
    let text = String::from_utf8_lossy(answer.body());
    let inner = text
        .strip_prefix("shown(")
        .and_then(|text| text.strip_suffix(')'));
    let said: Value = serde_json::from_str(inner.expect("a call")).expect("JSON");
    let codes = |place: usize| said["module"][place]["latestTrace"]["actionCode"].to_string();
    assert!(codes(0).contains(' ') && codes(1).contains('_'), "{said}");
    assert!(said["module"][0]["latestTrace"].get("timeZone").is_none());
    assert!(said["module"][1]["latestTrace"].get("timeZone").is_some());
}

#[test]
fn a_quirk_for_some_milestones_is_refused_and_not_taken_for_all() {
    let refused = "zone-missing@delivered".parse::<Trouble>();
    let refused = refused.expect_err("answers have no milestones");
    assert_eq!(refused.wrong, "is not about events");
    assert!(refused.mend.contains("`zone-missing` without `@`"));
    assert!("zone-missing=0.3".parse::<Trouble>().is_ok());
}

#[test]
fn a_desk_without_quirks_does_not_look() {
    let desk = Desk::frozen(worlds(), Timestamp(0));
    assert!(!desk.has_quirks());
    desk.declare(troubled("duplicate")).expect("no clash");
    assert!(!desk.has_quirks(), "a defect is no quirk");
    desk.declare(troubled("volatile=0.1")).expect("no clash");
    assert!(desk.has_quirks());
}

#[test]
fn a_bound_text_has_the_quirks_of_what_it_stands_for() {
    let case = first_case(&troubled("nothing-said"));
    let desk = Desk::frozen(worlds(), case.settled_at());
    let number = case.number(&text_of(&case)).expect("its own");
    let binding = misroute::carrier::Binding {
        world: case.world.clone(),
        address: case.address,
        number,
    };
    desk.bind("MY-1", binding).expect("there is room");
    let said = body(&ask(&desk, &get("/misroute/v1/parcels/MY-1")));
    assert_eq!(said, serde_json::json!({ "number": "MY-1" }));
}

#[test]
fn what_is_no_parcel_stays_as_it_is() {
    let all = Quirk::ALL.iter().map(|quirk| (*quirk, Rate::ALWAYS));
    let all = Quirks::new(all.collect());
    for text in [
        "",
        "<html>(no)</html>",
        "{}",
        "[[[",
        "x(",
        "()",
        r#"{"module":null}"#,
        r#"{"module":[{"mailNo":7}]}"#,
        r#"{"error":{"message":"no"}}"#,
    ] {
        for dialect in DIALECTS {
            let same = garbled(*dialect, text.into(), Timestamp(0), &|_| all.clone());
            assert_eq!(String::from_utf8(same).as_deref(), Ok(text));
        }
    }
}

#[test]
fn a_delivery_without_a_zone_has_its_time_as_written_only() {
    let world = troubled("zone-missing");
    let case = first_case(&world);
    let said = sheet(dialect("17track"), &worlds(), &case, case.settled_at());
    let said: Value = serde_json::from_slice(&said.expect("it was told")).expect("JSON");
    let info = &said["data"]["accepted"][0]["track_info"];
    let rows = info["milestone"].as_array().expect("a list").iter();
    let reached = rows.filter(|row| row["time_raw"]["date"].is_string());
    for time in reached.chain([&info["latest_event"]]) {
        assert_eq!(time["time_iso"], Value::Null, "{time}");
        assert_eq!(time["time_utc"], Value::Null);
        assert_eq!(time["time_raw"]["timezone"], Value::Null);
        assert!(time["time_raw"]["time"].is_string());
    }
    assert!(by_name("17track").is_some_and(|dialect| dialect.sites().can(Quirk::ZoneMissing)));
}
