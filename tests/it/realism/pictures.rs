//! Pictures: their bytes, and that they are well made whatever the survey.

use misroute::fleet::Case;
use misroute::realism::plot::{Caption, Kind, picture};
use misroute::realism::survey::{ScanKind, Survey};

use crate::support::{all_built_in, at_start, built_in, settings, worlds};

fn survey(scenario: &str, cases: u64) -> Survey {
    let (worlds, world) = (worlds(), built_in(scenario, 1));
    let mut survey = Survey::default();
    (0..cases).for_each(|place| survey.add(&Case::new(&worlds, &world, at_start(place))));
    survey
}

fn caption() -> Caption {
    Caption {
        title: "Tea & <biscuits>".into(),
        cases: "a few cases".into(),
        command: "simulate plot standard".into(),
    }
}

#[test]
fn a_picture_of_few_cases() {
    let svg = picture(&survey("standard", 8), Kind::ALL, &caption());
    settings().bind(|| insta::assert_snapshot!("realism__picture", svg));
}

/// Asserts that tags are closed in order and that nothing but markup has brackets.
fn assert_well_formed(svg: &str) {
    let mut open = Vec::new();
    let mut rest = svg;
    while let Some((before, tag)) = rest.split_once('<') {
        assert!(!before.contains('>') || before.ends_with('>'), "{before}");
        let (tag, after) = tag.split_once('>').expect("a tag ends");
        assert!(
            !tag.contains('<') && tag.matches('"').count() % 2 == 0,
            "{tag}"
        );
        let name = tag
            .trim_start_matches('/')
            .split([' ', '/'])
            .next()
            .expect("a name");
        if tag.starts_with('/') {
            assert_eq!(open.pop(), Some(name));
        } else if !tag.ends_with('/') {
            open.push(name);
        }
        rest = after;
    }
    assert!(open.is_empty(), "{open:?}");
}

#[test]
fn every_scenario_makes_a_sound_picture_of_any_number_of_cases() {
    let worlds = worlds();
    for world in all_built_in(1) {
        let mut survey = Survey::default();
        for place in 0..4 {
            let svg = picture(&survey, Kind::ALL, &caption());
            assert_well_formed(&svg);
            assert!(
                !svg.contains("NaN") && !svg.contains("inf"),
                "{}",
                world.scenario.name
            );
            survey.add(&Case::new(&worlds, &world, at_start(place)));
        }
    }
}

#[test]
fn extremes_stay_on_the_page() {
    for seconds in [0, 1, 86_400 * 365 * 30, i64::MAX, -5] {
        let mut survey = Survey {
            cases: 1,
            parcels: 1,
            ..Survey::default()
        };
        survey.delivery_seconds.push(seconds);
        survey.silence_seconds.push(seconds);
        let svg = picture(&survey, Kind::ALL, &caption());
        assert_well_formed(&svg);
        assert!(!svg.contains("NaN") && !svg.contains("inf"));
    }
}

#[test]
fn parts_make_the_whole_in_any_order() {
    let (worlds, world) = (worlds(), built_in("standard", 1));
    let mut whole = Survey::default();
    let mut parts: Vec<Survey> = vec![Survey::default(); 3];
    for place in 0..60 {
        let case = Case::new(&worlds, &world, at_start(place));
        whole.add(&case);
        parts[place as usize % 3].add(&case);
    }
    let mut merged = Survey::default();
    parts.into_iter().rev().for_each(|part| merged.merge(part));
    assert_eq!(merged.delivery(), whole.delivery());
    assert_eq!(
        merged.hours[ScanKind::Sorting.index()],
        whole.hours[ScanKind::Sorting.index()]
    );
    let svg = |survey| picture(survey, Kind::ALL, &caption());
    assert_eq!(svg(&merged), svg(&whole));
}
